"""One learner's whole record: courses with their parts, outside credit, certificates.

In: the office, a person, the courses and rules, a moment. Out: `Transcript`. Called by the command;
transcript_files.py writes it. Everything comes from the ledger; names come from the register of people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from autograde.certificate.standing import Certificate, certificates
from autograde.course import Course
from autograde.ledger.events import Event, EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People, Person
from autograde.program.certificate_rules import CertificateRules
from autograde.program.credits import credits_of, proposals_of
from autograde.program.part_standing import PartStanding
from autograde.program.rules import find_rules
from autograde.program.standing import Standing, standing
from autograde.sessions.calendar import Sessions
from autograde.sessions.dates import Session

__all__ = ["CourseRecord", "OutsideRecord", "PartRecord", "Transcript", "transcript"]


@dataclass(frozen=True)
class PartRecord:
    """One part of a course, and where she stands with it."""

    number: int
    title: str
    standing: PartStanding


@dataclass(frozen=True)
class CourseRecord:
    """One course in one session. `rule`: id and version of the rule its completion was recorded under."""

    title: str
    session: Session
    parts: tuple[PartRecord, ...]
    standing: Standing
    rule: str


@dataclass(frozen=True)
class OutsideRecord:
    """Something attended elsewhere; `approved` is False while it waits for a second person."""

    title: str
    attended_at: datetime
    units: Decimal | None
    hours: Decimal | None
    approved: bool


@dataclass(frozen=True)
class Transcript:
    """What is on record about a person at a moment (UTC); `titles` names certificates by rules' ids."""

    person: Person
    made_at: datetime
    courses: tuple[CourseRecord, ...]
    outside: tuple[OutsideRecord, ...]
    certificates: tuple[Certificate, ...]
    titles: Mapping[str, str]
    units: Decimal


def transcript(
    office: Office,
    person: str,
    courses: Mapping[str, Course],
    programs: Mapping[str, CertificateRules],
    now: datetime,
    rules_folder: Path | None = None,
) -> Transcript:
    """The record of a person, whose chain is followed first.

    programs: the certificates' rules by id, which know what offerings are called.
    Raises ChainBroken, PersonError for somebody nobody knows, and RulesError for a course without rules.
    """
    ledger, sessions = Ledger(office.records()), Sessions(office.records())
    ledger.verify(person)
    events = ledger.events(person)
    taken = [
        _course(
            courses[one.course],
            one,
            [event for event in events if event.session == one.id],
            now,
            rules_folder,
        )
        for one in reversed(sessions.sessions_of(person))
        if one.course in courses
    ]
    earned = credits_of(events)
    return Transcript(
        person=People(office.records()).person(person),
        made_at=now,
        courses=tuple(taken),
        outside=_outside(events, programs),
        certificates=tuple(certificates(events)),
        titles={rules.id: rules.title for rules in programs.values()},
        units=sum((one.units for one in earned if one.units is not None), Decimal(0)),
    )


def _course(
    course: Course, session: Session, events: Sequence[Event], now: datetime, rules_folder: Path | None
) -> CourseRecord:
    found = standing(events, course, find_rules(course.id, rules_folder), now)
    here = next(iter(found.values()))
    recorded = [event.body for event in events if event.kind is EventKind.COURSE_COMPLETED]
    return CourseRecord(
        title=course.title,
        session=session,
        parts=tuple(PartRecord(part.number, part.title, here.parts[part.id]) for part in course.parts),
        standing=here,
        rule=f"{recorded[-1]['rule']} {recorded[-1]['rule_version']}"
        if recorded and here.course_complete
        else "",
    )


def _outside(events: Sequence[Event], programs: Mapping[str, CertificateRules]) -> tuple[OutsideRecord, ...]:
    names = {
        offering.id: offering.title for rules in programs.values() for offering in rules.offerings.values()
    }
    approved = [
        OutsideRecord(names.get(one.offering, one.offering), one.at, one.units, one.hours, True)
        for one in credits_of(events)
        if one.offering
    ]
    waiting = [
        OutsideRecord(names.get(one.offering, one.offering), one.attended_at, None, None, False)
        for one in proposals_of(events)
    ]
    return tuple(sorted([*approved, *waiting], key=lambda one: (one.attended_at, one.title)))
