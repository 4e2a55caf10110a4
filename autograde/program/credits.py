"""What a person has earned toward certificates: complete courses and approved outside credit. Pure.

In: one person's events, of all her sessions. Out: her credits, in order, and the outside credit that waits
for a second person. Called by progress.py, the transcript and reports. What was voided or superseded is not
among them. A credit keeps the units that were recorded with it, under the rule of that day: a rule that
changes later changes no credit.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from autograde.ledger.events import Event, EventKind
from autograde.program.corrections import in_force

__all__ = ["Category", "Credit", "Proposal", "credits_of", "proposals_of"]


class Category(StrEnum):
    """What a workshop counts as in a certificate that tells them apart."""

    CORE = "core"
    ELECTIVE = "elective"


@dataclass(frozen=True)
class Credit:
    """One thing earned: a complete course (`course`), or something attended elsewhere (`offering`).

    `units` and `hours` are None where the program has not said what it is worth. `event` is the id of the
    event that gave it; `at` the time it was earned: a course when it was complete, an offering when it was
    attended.
    """

    event: str
    at: datetime
    course: str = ""
    offering: str = ""
    session: str = ""
    units: Decimal | None = None
    hours: Decimal | None = None
    category: Category | None = None

    def day(self, zone: str) -> date:
        """The day it was earned: of a course by the clock of a zone, of an offering as it was written down.

        >>> from datetime import UTC
        >>> night = datetime(2027, 3, 1, tzinfo=UTC)
        >>> print(Credit("e-1", night, course="costing").day("America/New_York"))
        2027-02-28
        >>> print(Credit("e-2", night, offering="winter-day").day("America/New_York"))
        2027-03-01
        """
        return self.at.astimezone(ZoneInfo(zone) if self.course else UTC).date()


@dataclass(frozen=True)
class Proposal:
    """Outside credit that somebody has proposed, with evidence; it counts once a second person approved it.

    `certificate` names the rules that know the offering."""

    event: str
    person: str
    offering: str
    attended_at: datetime
    proposed_by: str
    evidence_sha256: str
    certificate: str = ""


def credits_of(events: Iterable[Event], without: Collection[str] = ()) -> list[Credit]:
    """The credits in force among one person's events, oldest first; a course counts once.

    `without`: ids of events that are left out, so that a course taken again can stand for one counted before.
    """
    chain = sorted(events, key=lambda event: event.seq)
    voided = _voided(chain)
    earned: dict[str, Credit] = {}
    for event in in_force(chain):
        if event.id in without:
            continue
        if event.kind is EventKind.COURSE_COMPLETED:
            earned.setdefault(f"course:{event.body['course']}", _course(event))
        elif event.kind is EventKind.EXTERNAL_CREDIT_APPROVED and event.id not in voided:
            earned.setdefault(f"event:{event.body['proposal']}", _outside(event))
    return sorted(earned.values(), key=lambda credit: (credit.at, credit.event))


def proposals_of(events: Iterable[Event]) -> list[Proposal]:
    """The proposals that nobody has approved or voided yet, oldest first."""
    chain = sorted(events, key=lambda event: event.seq)
    settled = _voided(chain) | {
        str(event.body["proposal"]) for event in chain if event.kind is EventKind.EXTERNAL_CREDIT_APPROVED
    }
    return [
        Proposal(
            event=event.id,
            person=event.person,
            offering=str(event.body["offering"]),
            attended_at=event.occurred_at,
            proposed_by=event.actor,
            evidence_sha256=str(event.body["evidence_sha256"]),
            certificate=str(event.body["certificate"]),
        )
        for event in chain
        if event.kind is EventKind.EXTERNAL_CREDIT_PROPOSED and event.id not in settled
    ]


def _voided(chain: Iterable[Event]) -> set[str]:
    return {str(event.body["credit"]) for event in chain if event.kind is EventKind.CREDIT_VOIDED}


def _course(event: Event) -> Credit:
    return Credit(
        event=event.id,
        at=event.occurred_at,
        course=str(event.body["course"]),
        session=event.session,
        units=Decimal(str(event.body["units"])),
    )


def _outside(event: Event) -> Credit:
    category = event.body["counts_as"]
    return Credit(
        event=event.id,
        at=event.occurred_at,
        offering=str(event.body["offering"]),
        units=_amount(event.body["units"]),
        hours=_amount(event.body["hours"]),
        category=Category(category) if category else None,
    )


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
