"""Who has completed what: the events of a session, folded with the rules of a program. Pure.

In: events, the course, the rules, a moment. Out: a `Standing` for each person. Called by the desk, the
feedback page, reports and completions.py. Nothing is stored: the same events and rules always give the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from autograde.course import Course
from autograde.errors import RulesError
from autograde.ledger.events import OFFICE, Event, EventKind
from autograde.program.attempts import PartAttempts
from autograde.program.corrections import in_force
from autograde.program.part_standing import MemoState, PartStanding, PartState, WaitingFor
from autograde.program.rules import Rules, check_fits, find_rules, load_rules
from classroom.language import _

__all__ = [
    "MemoState",
    "PartStanding",
    "PartState",
    "Rules",
    "Standing",
    "WaitingFor",
    "events_by_person",
    "find_rules",
    "load_rules",
    "standing",
]

_ABOUT_A_PART = frozenset(
    {
        EventKind.SUBMITTED,
        EventKind.EXECUTED,
        EventKind.GRADED,
        EventKind.RUN_FAILED,
        EventKind.FEEDBACK_GIVEN,
        EventKind.PART_COMPLETED,
    }
)


@dataclass(frozen=True)
class Standing:
    """Where a person stands with a course; `parts` in the order of the course."""

    person: str
    session: str
    parts: Mapping[str, PartStanding]
    course_complete: bool
    completed_at: datetime | None
    units: Decimal
    enrolled_at: datetime | None
    last_activity: datetime

    @property
    def parts_complete(self) -> int:
        """How many parts are complete."""
        return sum(part.state is PartState.COMPLETE for part in self.parts.values())


_NO_STEP = frozenset(
    {
        EventKind.MEMO_ASSIGNED,
        EventKind.MESSAGE_SENT,
        EventKind.MESSAGE_TAKEN_BACK,
        EventKind.CALIBRATED,
        EventKind.POSTED,
        EventKind.POST_CHANGED,
        EventKind.POST_WITHDRAWN,
        EventKind.POST_HIDDEN,
        EventKind.POST_SHOWN,
        EventKind.MEMBER_LISTED,
        EventKind.FILE_ADDED,
        EventKind.FILE_REMOVED,
        EventKind.INFORMATION_CHANGED,
    }
)
"""Whose turn it is to answer, and what people write to each other: no step of a learner in her course, and
done by instructors, too."""


def standing(events: Iterable[Event], course: Course, rules: Rules, now: datetime) -> dict[str, Standing]:
    """Where everybody stands at the moment `now`: person -> Standing.

    `events` are those of one session, in any order, and twice does no harm. What happened after `now` is left
    out, and so is what was corrected (see corrections.py). Units are given when all parts are complete, none
    before; a completion that was recorded stands under the rules it was recorded with.
    Raises RulesError when the rules are for another course, or the events are of more than one session.
    """
    check_fits(rules, course)
    known = {
        event.id: event
        for event in events
        if event.occurred_at <= now and event.person != OFFICE and event.kind not in _NO_STEP
    }
    sessions = sorted({event.session for event in known.values()})
    if len(sessions) > 1:
        raise RulesError(
            _("Units are counted one session at a time; these events are of {sessions}.").format(
                sessions=", ".join(sessions)
            )
        )
    return {
        person: _standing(person, in_force(own), course, rules)
        for person, own in events_by_person(known.values()).items()
    }


def events_by_person(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Each person's events, in the order of her chain."""
    people: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda one: (one.person, one.seq)):
        people.setdefault(event.person, []).append(event)
    return people


def _standing(person: str, events: list[Event], course: Course, rules: Rules) -> Standing:
    """`events`: one person's, in the order of her chain, as far as they are in force."""
    parts = {part.id: PartAttempts(part.id, rules) for part in course.parts}
    enrolled_at = recorded = None
    for event in events:
        if event.kind is EventKind.ENROLLED:
            enrolled_at = event.occurred_at
        elif event.kind is EventKind.COURSE_COMPLETED:
            recorded = event
        elif event.kind in _ABOUT_A_PART and event.body["part"] in parts:
            parts[event.body["part"]].take(event)
    done = [part.completed_at for part in parts.values() if part.completed_at]
    complete = recorded is not None or len(done) == rules.part_count
    return Standing(
        person=person,
        session=events[0].session,
        parts={part: attempts.standing() for part, attempts in parts.items()},
        course_complete=complete,
        completed_at=recorded.occurred_at if recorded else (max(done) if complete else None),
        units=Decimal(recorded.body["units"]) if recorded else (rules.units if complete else Decimal(0)),
        enrolled_at=enrolled_at,
        last_activity=max(event.occurred_at for event in events),
    )
