"""Which certificates a person holds on record, and since when. Pure.

In: her events. Out: `Grant`s, or ids of certificates. Called by renewal.py, by whoever issues certificates,
and for certificates that require another one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from autograde.ledger.events import Event, EventKind
from autograde.ledger.moments import moment_from_text

__all__ = ["Grant", "certificates_held", "grants"]


@dataclass(frozen=True)
class Grant:
    """The newest certificate of one kind that was issued to a person and not revoked.

    `since` is when it was granted or renewed last; issuing it again after a correction does not move it.
    `credits` are the ids of the events that it rests on. `valid_until` is None where it never ends.
    """

    certificate: str
    number: str
    since: datetime
    valid_until: datetime | None
    credits: frozenset[str]


def grants(events: Iterable[Event]) -> dict[str, Grant]:
    """What a person holds, by certificate; one that has run out is still here, with its date."""
    chain = sorted(events, key=lambda event: event.seq)
    by_event: dict[str, Grant] = {}
    for event in chain:
        if event.kind is EventKind.CERTIFICATE_ISSUED:
            made = _grant(event)
            before = by_event.get(event.supersedes or "")
            same = before is not None and not event.body.get("renews")
            by_event[event.id] = replace(made, since=before.since) if before and same else made
    revoked = {event.body["serial"] for event in chain if event.kind is EventKind.CERTIFICATE_REVOKED}
    replaced = {event.supersedes for event in chain if event.kind is EventKind.CERTIFICATE_ISSUED}
    return {
        grant.certificate: grant
        for event, grant in by_event.items()
        if event not in replaced and grant.number not in revoked
    }


def certificates_held(events: Iterable[Event]) -> frozenset[str]:
    """The certificates that were issued and not revoked; one that has run out was still earned."""
    return frozenset(grants(events))


def _grant(event: Event) -> Grant:
    until = event.body["valid_until"]
    return Grant(
        certificate=str(event.body["certificate"]),
        number=str(event.body["serial"]),
        since=event.occurred_at,
        valid_until=moment_from_text(until) if until else None,
        credits=frozenset(event.body["credits"]),
    )
