"""What is still to be done, learner by learner, and drafts of reminders for those who have gone quiet. Pure.

In: `Found`. Out: a `Report`, and reminders as text that staff read, change and send themselves.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from autograde.program.part_standing import PartState
from autograde.registration.outcomes import Outcome
from autograde.reports.report import Report
from autograde.reports.scope import Found, Seat
from autograde.reports.situations import move_word, situation_of
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
    """One row for each learner and part that is open and not complete."""
    rows = [
        [
            seat.person.name,
            seat.person.affiliate,
            seat.session.title,
            _("Part {number}").format(number=part.number),
            situation_of(here, part.available).words,
            move_word(situation_of(here, part.available).move),
            here.since,
        ]
        for seat in found.seats
        if seat.outcome in (Outcome.UNDER_WAY, Outcome.INCOMPLETE)
        for part in seat.course.parts
        if part.available and (here := seat.standing.parts[part.id]).state is not PartState.COMPLETE
    ]
    people = len({row[0] for row in rows})
    return Report(
        name="missing-work",
        title=_("Missing work"),
        scope=found.words,
        finding=ngettext(
            "{n} part is still open, of {people} learners.",
            "{n} parts are still open, of {people} learners.",
            len(rows),
        ).format(n=len(rows), people=people),
        headings=[
            _("Name"),
            _("Affiliate"),
            _("Session"),
            _("Part"),
            _("Situation"),
            _("Next move"),
            _("Since"),
        ],
        rows=rows,
        zone=found.zone,
        notes=[(_("Since"), _("When the present situation began; empty for a part that was never sent."))],
    )


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
    hers = any(
        part.available and standing.parts[part.id].state in (PartState.NOT_STARTED, PartState.RETURNED)
        for part in seat.course.parts
    )
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
