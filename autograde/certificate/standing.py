"""The certificates of an office, folded from its events. Pure.

In: events. Out: `Certificate`, each with its state. Called by issue.py, publish.py, transcript.py and the
command. A certificate that was issued again is replaced by the new one; the old fact stays on record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from autograde.ledger.events import Event, EventKind
from autograde.ledger.moments import moment_from_text
from autograde.program.credits import credits_of
from autograde.program.standing import events_by_person

__all__ = ["CERTIFICATE_EVENTS", "Certificate", "CertificateState", "certificates"]

CERTIFICATE_EVENTS = (
    EventKind.CERTIFICATE_ISSUED,
    EventKind.CERTIFICATE_REVOKED,
    EventKind.COURSE_COMPLETED,
    EventKind.PART_COMPLETED,
    EventKind.FEEDBACK_GIVEN,
    EventKind.EXTERNAL_CREDIT_APPROVED,
    EventKind.CREDIT_VOIDED,
)
"""The kinds of events that `certificates` needs: also those that can take back what one rests on."""


class CertificateState(StrEnum):
    """Whether a certificate holds."""

    VALID = "valid"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Certificate:
    """One certificate that was issued.

    `rule` is the id of the certificate's rules. `ended_at` and `reason` say when and why it was replaced or
    revoked. `well_founded` is False when a credit it rests on was taken back since. `credits` are the ids of
    those, `renews` the number of the one whose time it goes on from. `event` is the id of the event that
    issued it.
    """

    number: str
    person: str
    session: str
    rule: str
    units: Decimal
    valid_until: datetime | None
    state: CertificateState
    issued_at: datetime
    ended_at: datetime | None
    reason: str
    replaced_by: str
    well_founded: bool
    credits: tuple[str, ...]
    renews: str
    credential_sha256: str
    key: str
    status_index: int
    event: str

    def has_run_out(self, now: datetime) -> bool:
        """Whether its time is over at that moment, though nobody took it back."""
        return self.state is CertificateState.VALID and bool(self.valid_until and self.valid_until < now)


def certificates(events: Iterable[Event]) -> list[Certificate]:
    """Every certificate in those events, each person's in the order in which they were issued."""
    return [
        _certificate(event, own)
        for own in events_by_person(events).values()
        for event in own
        if event.kind is EventKind.CERTIFICATE_ISSUED
    ]


def _certificate(issued: Event, own: list[Event]) -> Certificate:
    body = issued.body
    end = next((event for event in own if _ends(event, issued)), None)
    return Certificate(
        number=body["serial"],
        person=issued.person,
        session=issued.session,
        rule=body["certificate"],
        units=Decimal(body["units"]),
        valid_until=moment_from_text(body["valid_until"]) if body["valid_until"] else None,
        state=_state(end),
        issued_at=issued.occurred_at,
        ended_at=end.occurred_at if end else None,
        reason=end.reason if end else "",
        replaced_by=end.body["serial"] if end and _state(end) is CertificateState.REPLACED else "",
        well_founded={one.event for one in credits_of(own)}.issuperset(body["credits"]),
        credits=tuple(body["credits"]),
        renews=body.get("renews", ""),
        credential_sha256=body["credential_sha256"],
        key=body["key"],
        status_index=body["status_index"],
        event=issued.id,
    )


def _ends(event: Event, issued: Event) -> bool:
    if event.kind is EventKind.CERTIFICATE_REVOKED:
        return bool(event.body["serial"] == issued.body["serial"])
    return event.kind is EventKind.CERTIFICATE_ISSUED and event.supersedes == issued.id


def _state(end: Event | None) -> CertificateState:
    if end is None:
        return CertificateState.VALID
    issued = end.kind is EventKind.CERTIFICATE_ISSUED
    return CertificateState.REPLACED if issued else CertificateState.REVOKED
