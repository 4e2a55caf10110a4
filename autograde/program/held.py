"""Which certificates a person holds on record. Pure.

In: her events. Out: ids of certificates. Called by the command, for certificates that require another one.
"""

from collections.abc import Iterable

from autograde.ledger.events import Event, EventKind

__all__ = ["certificates_held"]


def certificates_held(events: Iterable[Event]) -> frozenset[str]:
    """The certificates that were issued and not revoked; one that has run out was still earned."""
    chain = list(events)
    revoked = {event.body["serial"] for event in chain if event.kind is EventKind.CERTIFICATE_REVOKED}
    return frozenset(
        str(event.body["certificate"])
        for event in chain
        if event.kind is EventKind.CERTIFICATE_ISSUED and event.body["serial"] not in revoked
    )
