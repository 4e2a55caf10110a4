"""The one thing to do next, in words.

In: where she stands.  Out: `NextStep`.  Called by start_page.py.  Pure.

What waits for her comes first, in the order of the course: a memo to change, answers to look at again, then
the next part that is open. When nothing waits for her, it says who has the next move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from autograde.course import Course, CoursePart
from autograde.program.standing import MemoState, PartStanding, PartState, Standing, WaitingFor
from autograde.sessions.dates import Acceptance, Session
from autograde.sessions.local_time import local_time
from classroom.language import _, ngettext

__all__ = ["NextStep", "OpenPart", "next_step"]


@dataclass(frozen=True)
class OpenPart:
    """A part that she can open now, and how many minutes it takes."""

    part: CoursePart
    minutes: int


@dataclass(frozen=True)
class NextStep:
    """What the box at the top says.

    open_part: id of the part that its button opens; feedback_part: id of the part whose feedback to read.
    """

    title: str
    sentence: str
    open_part: str | None = None
    button: str = ""
    feedback_part: str | None = None


def next_step(
    course: Course, session: Session, hers: Standing, open_parts: Sequence[OpenPart], now: datetime
) -> NextStep:
    """Return the next step of one person in one course at the moment `now`."""
    accepted = session.accepts(now)
    if hers.course_complete:
        return NextStep(_("You have completed this course"), _units_sentence(hers))
    if accepted is Acceptance.NOT_YET:
        opens = local_time(session.opens_at, session.zone)
        return NextStep(_("Your session has not begun yet"), _("It opens on {when}.").format(when=opens))
    if accepted is Acceptance.CLOSED:
        ended = local_time(session.ends_at, session.zone)
        said = _("It closed on {when} and takes no more work. You can still read your feedback.").format(
            when=ended
        )
        return NextStep(_("This session is over"), said)
    for wanted in (_change_in_memo, _answers_to_look_at, _new_part):
        for open_ in open_parts:
            if step := wanted(open_, hers.parts[open_.part.id]):
                return step
    return _nothing_to_do(course, hers)


def _change_in_memo(open_: OpenPart, hers: PartStanding) -> NextStep | None:
    if hers.state is not PartState.RETURNED:
        return None
    return NextStep(
        _("One change in the memo of Part {number}").format(number=open_.part.number),
        _("Your instructor asks for one change. Read what it is, change your memo, and send the part again."),
        open_.part.id,
        _open_label(open_.part),
        feedback_part=open_.part.id,
    )


def _answers_to_look_at(open_: OpenPart, hers: PartStanding) -> NextStep | None:
    if hers.state is not PartState.GRADED or hers.waiting_for is not WaitingFor.LEARNER:
        return None
    if hers.memo is MemoState.EMPTY:
        said = _("The memo is still to be written. Your feedback says what is there already.")
    else:
        said = _("Some answers are not there yet. Your feedback says which; then send the part again.")
    return NextStep(
        _("Go on with Part {number}, {title}").format(number=open_.part.number, title=open_.part.title),
        said,
        open_.part.id,
        _open_label(open_.part),
        feedback_part=open_.part.id,
    )


def _new_part(open_: OpenPart, hers: PartStanding) -> NextStep | None:
    if hers.state is not PartState.NOT_STARTED:
        return None
    said = ngettext(
        "It takes about {n} minute. What you type is saved as you go, so you can stop at any time.",
        "It takes about {n} minutes. What you type is saved as you go, so you can stop at any time.",
        open_.minutes,
    ).format(n=open_.minutes)
    title = _("Next: Part {number}, {title}").format(number=open_.part.number, title=open_.part.title)
    return NextStep(title, said, open_.part.id, _open_label(open_.part))


def _nothing_to_do(course: Course, hers: Standing) -> NextStep:
    """Who has the next move, when it is not she."""
    waiting = {part.waiting_for for part in hers.parts.values() if part.attempts}
    if WaitingFor.INSTRUCTOR in waiting:
        said = ngettext(
            "Your memo is with your instructor, who answers within {n} working day.",
            "Your memo is with your instructor, who answers within {n} working days.",
            course.turnaround_days,
        ).format(n=course.turnaround_days)
    elif WaitingFor.GRADING in waiting:
        said = _("What you sent has arrived and is waiting to be scored. Your feedback appears here.")
    elif WaitingFor.STAFF in waiting:
        said = _("Our staff are looking at what you sent. Nothing is lost, and you need not send it again.")
    else:
        said = _("The next part appears here as soon as it opens.")
    scored = [part.part for part in hers.parts.values() if part.score_points is not None]
    return NextStep(_("Nothing to do just now"), said, feedback_part=scored[-1] if scored else None)


def _units_sentence(hers: Standing) -> str:
    return ngettext(
        "It counts as {units} unit toward your certificate.",
        "It counts as {units} units toward your certificate.",
        int(hers.units),
    ).format(units=f"{hers.units:f}")


def _open_label(part: CoursePart) -> str:
    return _("Open Part {number}").format(number=part.number)
