"""What was earned, one line for each credit, and the evidence behind it. Called by grounds.py.

In: a person's credits and events. Out: `CreditLine`, `PartEvidence`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from autograde.certificate.facts import CreditLine, PartEvidence
from autograde.course import Course
from autograde.ledger.events import Event, EventKind
from autograde.office import Office
from autograde.program.certificate_rules import CertificateRules
from autograde.program.corrections import in_force
from autograde.program.credits import Credit
from autograde.sessions.calendar import Sessions
from autograde.sessions.local_time import local_day
from classroom.language import _, ngettext

__all__ = ["credit_line", "part_evidence", "plain_number"]


def credit_line(
    office: Office,
    rules: CertificateRules,
    courses: Mapping[str, Course],
    events: Sequence[Event],
    credit: Credit,
) -> CreditLine:
    """One credit in words; `events` are all of the person's."""
    amounts = ", ".join(said for said in (_units(credit.units), _hours(credit.hours)) if said)
    by_id = {event.id: event for event in events}
    recorded = by_id[credit.event]
    if credit.course:
        session = Sessions(office.records()).get(credit.session)
        course = courses.get(credit.course)
        return CreditLine(
            course.title if course else credit.course,
            _(
                "Session {session}, {opens} to {closes}. Completed on {day}. {amounts}. "
                "Rule {rule}, version {version}."
            ).format(
                session=session.title,
                opens=local_day(session.opens_at, session.zone),
                closes=local_day(session.closes_at, session.zone),
                day=local_day(credit.at, session.zone),
                amounts=amounts,
                rule=recorded.body["rule"],
                version=recorded.body["rule_version"],
            ),
            "",
        )
    proposal = by_id[recorded.body["proposal"]]
    offering = rules.offerings.get(credit.offering)
    return CreditLine(
        offering.title if offering else credit.offering,
        # The day it was attended is kept as midnight UTC.
        _("Attended elsewhere on {day}. {amounts}.").format(day=local_day(credit.at, "UTC"), amounts=amounts),
        proposal.body["evidence_sha256"],
    )


def part_evidence(
    courses: Mapping[str, Course], events: Sequence[Event], credit: Credit
) -> tuple[PartEvidence, ...]:
    """For each part of a course the packet that completed it, and the newest archived run of that packet."""
    own = [event for event in events if event.session == credit.session]
    runs = {
        (event.body["part"], event.body["packet_sha256"]): event.body["run_sha256"]
        for event in own
        if event.kind is EventKind.EXECUTED
    }
    completed = {
        event.body["part"]: event.body["packet_sha256"]
        for event in in_force(own)
        if event.kind is EventKind.PART_COMPLETED
    }
    course = courses.get(credit.course)
    titles = {part.id: part.title for part in course.parts} if course else {}
    return tuple(
        PartEvidence(titles.get(part, part), packet, runs[part, packet])
        for part, packet in sorted(completed.items())
        if (part, packet) in runs
    )


def plain_number(value: Decimal) -> str:
    """A number without zeros that say nothing.

    >>> plain_number(Decimal("3.0")), plain_number(Decimal("22.50")), plain_number(Decimal(100))
    ('3', '22.5', '100')
    """
    return f"{value.normalize():f}"


def _units(units: Decimal | None) -> str:
    if units is None:
        return ""
    return ngettext("{n} unit", "{n} units", 1 if units == 1 else 2).format(n=plain_number(units))


def _hours(hours: Decimal | None) -> str:
    if hours is None:
        return ""
    return ngettext("{n} contact hour", "{n} contact hours", 1 if hours == 1 else 2).format(
        n=plain_number(hours)
    )
