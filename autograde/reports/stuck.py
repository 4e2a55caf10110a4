"""Who has waited too long: since when, and for whom. Pure.

In: a learner's standing, the course's turnaround, a moment. Out: a moment, or None. Called by lines.py.
"""

from datetime import datetime

from autograde.course import Course
from autograde.program.part_standing import PartState
from autograde.program.standing import Standing
from autograde.reports.situations import Move, situation_of
from autograde.sessions.dates import Session
from autograde.working_days import after_working_days

__all__ = ["next_move", "stuck_since"]


def stuck_since(standing: Standing, course: Course, session: Session, now: datetime) -> datetime | None:
    """Since when a learner is stuck, or None.

    A run that failed is stuck at once. Everything else is stuck when it has waited longer than the course's
    turnaround (working days), whoever has the next move. Who has started nothing waits since she joined, or
    since the session opened. A learner between two parts is not stuck: the course goes at her own pace.
    """
    stuck = []
    for since, move in _waits(standing, course, session):
        patience = after_working_days(since, course.turnaround_days, session.zone)
        if move is Move.STAFF or now > patience:
            stuck.append(since)
    return min(stuck, default=None)


def next_move(standing: Standing, course: Course, session: Session) -> Move:
    """Who has the next move on what has waited longest; COMPLETE or NOBODY when nothing waits."""
    waits = _waits(standing, course, session)
    if waits:
        return min(waits)[1]
    open_parts = [part for part in course.parts if part.available]
    done = all(standing.parts[part.id].state is PartState.COMPLETE for part in open_parts)
    return Move.COMPLETE if standing.course_complete else Move.NOBODY if done else Move.LEARNER


def _waits(standing: Standing, course: Course, session: Session) -> list[tuple[datetime, Move]]:
    waits = []
    for part in course.parts:
        here = standing.parts[part.id]
        if here.since and here.state is not PartState.COMPLETE:
            waits.append((here.since, situation_of(here, part.available).move))
    untouched = all(part.state is PartState.NOT_STARTED for part in standing.parts.values())
    if untouched and standing.enrolled_at and any(part.available for part in course.parts):
        waits.append((max(standing.enrolled_at, session.opens_at), Move.NOT_STARTED))
    return waits
