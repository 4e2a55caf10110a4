"""The start page as values: for each course where she stands, and the one thing to do next.

In: the stores, a person.  Out: `CourseView`s.  Called by pages.py.  Nothing is computed here that the program
does not say; this only finds the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from autograde.course import Course, CoursePart
from autograde.errors import ReleaseError
from autograde.intake.receipts import receipt_of
from autograde.ledger.events import Event, EventKind
from autograde.program.standing import PartStanding, PartState, Standing, WaitingFor, standing
from autograde.release.release import released_part
from autograde.sessions.dates import Acceptance, Session
from autograde.sessions.local_time import local_time
from classroom.language import _, ngettext
from desk.chips import Chip, part_chip
from desk.kinds import has_kinds, kind_picked
from desk.next_step import NextStep, OpenPart, next_step
from desk.stores import Stores

__all__ = ["CourseView", "PartView", "ReceiptView", "course_views"]


@dataclass(frozen=True)
class PartView:
    """One line of the list of parts."""

    id: str
    number: int
    title: str
    status: Chip
    available: bool
    can_open: bool
    has_feedback: bool
    sentence: str = ""


@dataclass(frozen=True)
class ReceiptView:
    """One line of the list of receipts."""

    number: str
    sentence: str


@dataclass(frozen=True)
class CourseView:
    """Everything the start page shows of one course; facts: (label, value).

    unit: the title of the kind of unit she picked, "" while she has picked none, None where there is nothing
    to pick.
    """

    id: str
    session: str
    title: str
    about: str
    facts: tuple[tuple[str, str], ...]
    next: NextStep
    parts: tuple[PartView, ...]
    receipts: tuple[ReceiptView, ...]
    unit: str | None = None


def course_views(desk: Stores, person: str) -> list[CourseView]:
    """The courses of one person, the one she joined last first."""
    return [_course(desk, session, person) for session in desk.sessions_of(person)]


def _course(desk: Stores, session: Session, person: str) -> CourseView:
    course, now = desk.courses[session.course], desk.now
    events = desk.ledger.events(person, session.id)
    # A clock that was set back must not hide what has happened: she is enrolled, whatever it says.
    latest = max([now, *(event.occurred_at for event in events)])
    hers = standing(events, course, desk.rules[course.id], latest)[person]
    open_parts = {part.id: _open_part(desk, session, part, now) for part in course.parts}
    sent = [event for event in events if event.kind is EventKind.SUBMITTED]
    return CourseView(
        id=course.id,
        session=session.id,
        title=course.title,
        about=course.about,
        facts=_facts(desk, session, course, hers, now),
        next=next_step(course, session, hers, [part for part in open_parts.values() if part], now),
        parts=tuple(_part(part, hers.parts[part.id], session, open_parts[part.id]) for part in course.parts),
        receipts=tuple(_receipt(event, course, session) for event in reversed(sent)),
        unit=_unit(course, session, person),
    )


def _unit(course: Course, session: Session, person: str) -> str | None:
    if not has_kinds(course):
        return None
    kind = kind_picked(course, session, person)
    return kind.title if kind else ""


def _open_part(desk: Stores, session: Session, part: CoursePart, now: datetime) -> OpenPart | None:
    """A part that she can open now; None for one that is not out yet."""
    if not part.available or session.accepts(now) is Acceptance.NOT_YET:
        return None
    try:
        described = released_part(desk.office, session.id, part.id).part_json
    except ReleaseError:
        return None
    return OpenPart(part, int(described["minutes"]))


def _facts(
    desk: Stores, session: Session, course: Course, hers: Standing, now: datetime
) -> tuple[tuple[str, str], ...]:
    units = desk.rules[course.id].units
    earned = ngettext("{earned} of {units} unit", "{earned} of {units} units", int(units)).format(
        earned=f"{hers.units:f}", units=f"{units:f}"
    )
    parts = _("{done} of {all}").format(done=hers.parts_complete, all=len(course.parts))
    dates = [
        (_("Session"), session.title),
        (_("Opens") if now < session.opens_at else _("Opened"), local_time(session.opens_at, session.zone)),
        (
            _("Closes") if now <= session.closes_at else _("Closed"),
            local_time(session.closes_at, session.zone),
        ),
    ]
    if session.late_days:
        dates.append((_("Late work until"), local_time(session.ends_at, session.zone)))
    return ((_("Units earned"), earned), (_("Parts complete"), parts), *dates)


def _part(part: CoursePart, hers: PartStanding, session: Session, open_: OpenPart | None) -> PartView:
    sent = hers.attempts > 0
    return PartView(
        id=part.id,
        number=part.number,
        title=part.title,
        status=part_chip(hers, open_=open_ is not None),
        available=open_ is not None or sent,
        can_open=open_ is not None,
        has_feedback=sent,
        sentence=_said(hers, session, open_),
    )


def _said(hers: PartStanding, session: Session, open_: OpenPart | None) -> str:
    """One quiet line under a part: what happened last, or how long the part takes."""
    when = local_time(hers.since, session.zone) if hers.since else ""
    if hers.state is PartState.COMPLETE:
        return _("Completed on {when}.").format(when=when)
    if hers.state is PartState.RETURNED:
        return _("Your memo came back on {when}.").format(when=when)
    if hers.waiting_for is WaitingFor.LEARNER and when:
        return _("Scored on {when}.").format(when=when)
    if when:
        return _("Sent on {when}.").format(when=when) + (" " + _("It came late.") if hers.late else "")
    if open_ is None:
        return ""
    return ngettext("About {n} minute.", "About {n} minutes.", open_.minutes).format(n=open_.minutes)


def _receipt(event: Event, course: Course, session: Session) -> ReceiptView:
    part = course.part(str(event.body["part"]))
    receipt = receipt_of(event, course, session)
    sentence = _("Part {number}, sent {when}").format(
        number=part.number, when=local_time(receipt.received_at, session.zone)
    )
    return ReceiptView(receipt.number, sentence + (_(" (late)") if event.body["late"] else ""))
