"""What is still to be done, learner by learner, and drafts of reminders for those who have gone quiet. Pure.

In: `Found`. Out: a `Report`, and reminders as text that staff read, change and send themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from autograde.course import CoursePart
from autograde.program.part_standing import PartStanding, PartState, WaitingFor
from autograde.registration.outcomes import Outcome
from autograde.reports.lines import ranges
from autograde.reports.report import Report
from autograde.reports.scope import Found, Seat
from autograde.reports.situations import Situation, move_word, situation_of
from autograde.sessions.local_time import local_day
from classroom.language import _, ngettext

__all__ = ["IDLE_DAYS", "NOT_STARTED_DAYS", "Reminder", "missing_work", "reminders"]

NOT_STARTED_DAYS = 3
"""Who has sent nothing so long after joining gets a first reminder."""
IDLE_DAYS = 7
"""Who has the next move and did nothing for so long gets another."""


@dataclass(frozen=True)
class Reminder:
    """A draft: to whom, why, and the words. Nothing is sent by this program."""

    person: str
    name: str
    email: str
    why: str
    text: str


def missing_work(found: Found) -> Report:
    """One row for each learner and situation, with the parts that are open and stand like that."""
    seats = [seat for seat in found.seats if seat.outcome in (Outcome.UNDER_WAY, Outcome.INCOMPLETE)]
    rows = [row for seat in seats for row in _rows(seat)]
    count = sum(len(_open_parts(seat)) for seat in seats)
    people = len({seat.person.id for seat in seats if _open_parts(seat)})
    return Report(
        name="missing-work",
        title=_("Missing work"),
        scope=found.words,
        finding=ngettext(
            "{n} part is still open, of {people} learners.",
            "{n} parts are still open, of {people} learners.",
            count,
        ).format(n=count, people=people),
        headings=[
            _("Name"),
            _("Affiliate"),
            _("Session"),
            _("Parts"),
            _("Situation"),
            _("Next move"),
            _("Since"),
        ],
        rows=rows,
        zone=found.zone,
        notes=[(_("Since"), _("When the present situation began; empty for a part that was never sent."))],
    )


def _open_parts(seat: Seat) -> list[tuple[CoursePart, PartStanding]]:
    """The parts that are released and not complete."""
    parts = [(part, seat.standing.parts[part.id]) for part in seat.course.parts if part.available]
    return [(part, here) for part, here in parts if here.state is not PartState.COMPLETE]


def _rows(seat: Seat) -> Iterator[list[object]]:
    alike: dict[tuple[Situation, datetime | None], list[int]] = {}
    for part, here in _open_parts(seat):
        alike.setdefault((situation_of(here, available=True), here.since), []).append(part.number)
    for (situation, since), numbers in alike.items():
        said = ngettext("Part {numbers}", "Parts {numbers}", len(numbers)).format(numbers=ranges(numbers))
        yield [
            seat.person.name,
            seat.person.affiliate,
            seat.session.title,
            said,
            situation.words,
            move_word(situation.move),
            since,
        ]


def reminders(found: Found) -> list[Reminder]:
    """A draft for everybody who never started or has gone quiet, while the session is open."""
    drafts = []
    for seat in found.seats:
        why = _why(seat, found.now)
        if why:
            drafts.append(Reminder(seat.person.id, seat.person.name, seat.person.email, why, _text(seat)))
    return drafts


def _why(seat: Seat, now: datetime) -> str:
    standing, session = seat.standing, seat.session
    if seat.outcome is not Outcome.UNDER_WAY or now < session.opens_at:
        return ""
    began = any(part.state is not PartState.NOT_STARTED for part in standing.parts.values())
    joined = max(standing.enrolled_at or session.opens_at, session.opens_at)
    if not began:
        quiet = now - joined >= timedelta(days=NOT_STARTED_DAYS)
        return _("has sent nothing {n} days after joining").format(n=(now - joined).days) if quiet else ""
    quiet = now - standing.last_activity >= timedelta(days=IDLE_DAYS)
    hers = any(here.waiting_for is WaitingFor.LEARNER for _part, here in _open_parts(seat))
    days = (now - standing.last_activity).days
    return _("nothing happened for {n} days").format(n=days) if quiet and hers else ""


def _text(seat: Seat) -> str:
    part = next(
        (
            one
            for one in seat.course.parts
            if one.available and seat.standing.parts[one.id].state is not PartState.COMPLETE
        ),
        None,
    )
    nextly = (
        _("Your next step is Part {number}: {title}.").format(number=part.number, title=part.title)
        if part
        else _("Every part that is open is done.")
    )
    return _(
        "Dear {name},\n\nthis is a reminder of {course}. {nextly} The session is open until {day}.\n"
        "Your work is saved; open your start page and go on where you stopped. "
        "If something is in the way, answer this message.\n"
    ).format(
        name=seat.person.name,
        course=seat.course.title,
        nextly=nextly,
        day=local_day(seat.session.closes_at, seat.session.zone),
    )
