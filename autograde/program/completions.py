"""Putting completions on record: which `part_completed` and `course_completed` events are due.

In: standings (see program/standing.py) and the events they came from. Out: events that carry the rule, its
version and its hash. Called after grading and marking.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from autograde.course import Course
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.program.corrections import in_force
from autograde.program.rules import Rules
from autograde.program.standing import Standing, events_by_person, standing

__all__ = ["due_events", "record_completions"]

ACTOR = "system:program"


def due_events(
    standings: Mapping[str, Standing], events: Iterable[Event], course: Course, rules: Rules
) -> list[NewEvent]:
    """The completions that are reached and not yet on record, in order. Pure.

    `events` are those the standings were folded from. What is on record and in force is left alone, even when
    the rules have a newer version by now. What was recorded, taken back and reached again is recorded anew,
    and supersedes the first record.
    """
    people = events_by_person({event.id: event for event in events}.values())
    due: list[NewEvent] = []
    for person, one in standings.items():
        own = people.get(person, [])
        for part in one.parts.values():
            if part.completed_at:
                body = {"part": part.part, "packet_sha256": part.packet, **_rule(rules)}
                due += _due(one, own, EventKind.PART_COMPLETED, "part", part.completed_at, body)
        if one.completed_at:
            body = {"course": course.id, "units": str(one.units), **_rule(rules)}
            due += _due(one, own, EventKind.COURSE_COMPLETED, "course", one.completed_at, body)
    return due


def record_completions(
    ledger: Ledger, session: str, course: Course, rules: Rules, now: datetime, person: str | None = None
) -> list[Event]:
    """Add what is due in a session, or to one person of it; doing it again adds nothing.

    Returns what was added.
    """
    events = ledger.events(person, session)
    due = due_events(standing(events, course, rules, now), events, course, rules)
    return [ledger.append(event) for event in due]


def _due(
    one: Standing, own: list[Event], kind: EventKind, field: str, at: datetime, body: dict[str, Any]
) -> list[NewEvent]:
    """One event, or none when the completion is on record and in force. `field` of the body says of what."""
    earlier = [event for event in own if event.kind is kind and event.body[field] == body[field]]
    if any(event in earlier for event in in_force(own)):
        return []
    return [
        NewEvent(
            key=f"{kind}:{one.session}:{one.person}:{body[field]}:{len(earlier) + 1}",
            person=one.person,
            session=one.session,
            kind=kind,
            occurred_at=at,
            actor=ACTOR,
            supersedes=earlier[-1].id if earlier else None,
            body=body,
        )
    ]


def _rule(rules: Rules) -> dict[str, str]:
    return {"rule": rules.id, "rule_version": rules.version, "rule_sha256": rules.sha256}
