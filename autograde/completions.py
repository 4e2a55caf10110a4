"""Putting completions on record: which `part_completed` and `course_completed` events are due.

In: standings (see program.py) and the events they came from. Out: events that carry the rule, its version and
its hash. Called after grading and marking.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from autograde.course import Course
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.program import Standing, standing
from autograde.rules import Rules

__all__ = ["due_events", "record_completions"]

ACTOR = "system:program"


def due_events(
    standings: Mapping[str, Standing], events: Iterable[Event], course: Course, rules: Rules
) -> list[NewEvent]:
    """The completions that are reached and not yet on record, in order. Pure.

    `events` are those the standings were folded from. What is on record already is left alone, even when
    the rules have a newer version by now.
    """
    recorded = {event.key for event in events}
    due: list[NewEvent] = []
    for one in standings.values():
        for part in one.parts.values():
            if part.completed_at:
                body = {"part": part.part, "packet_sha256": part.packet, **_rule(rules)}
                due.append(_completion(one, EventKind.PART_COMPLETED, part.part, part.completed_at, body))
        if one.completed_at:
            body = {"course": course.id, "units": str(one.units), **_rule(rules)}
            due.append(_completion(one, EventKind.COURSE_COMPLETED, course.id, one.completed_at, body))
    return [event for event in due if event.key not in recorded]


def record_completions(
    ledger: Ledger, session: str, course: Course, rules: Rules, now: datetime
) -> list[Event]:
    """Add what is due in a session to the ledger; doing it again adds nothing. Returns what was added."""
    events = ledger.events(session=session)
    due = due_events(standing(events, course, rules, now), events, course, rules)
    return [ledger.append(event) for event in due]


def _completion(one: Standing, kind: EventKind, what: str, at: datetime, body: dict[str, Any]) -> NewEvent:
    key = f"{kind}:{one.session}:{one.person}:{what}"
    return NewEvent(key, one.person, one.session, kind, occurred_at=at, actor=ACTOR, body=body)


def _rule(rules: Rules) -> dict[str, str]:
    return {"rule": rules.id, "rule_version": rules.version, "rule_sha256": rules.sha256}
