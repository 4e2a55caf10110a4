"""Putting on record what happens in a workshop. In: the office, what happened. Out: an event. Called by the
rest of this room. The key of an event says how many of its kind a person has there, so that saying the same
in one breath, twice, is recorded once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from autograde.errors import TeamError
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.moments import utc_now
from autograde.ledger.records import writing
from autograde.ledger.store import events_in, record
from autograde.office import Office
from classroom.language import _

__all__ = ["need_reason", "put_all_on_record", "put_on_record"]


def put_on_record(
    office: Office,
    workshop: str,
    person: str,
    kind: EventKind,
    body: Mapping[str, Any],
    actor: str,
    now: datetime,
    reason: str = "",
) -> Event:
    """Append one event of a workshop about a person, or about the office."""
    (made,) = put_all_on_record(office, workshop, kind, {person: body}, actor, now, reason)
    return made


def put_all_on_record(
    office: Office,
    workshop: str,
    kind: EventKind,
    bodies: Mapping[str, Mapping[str, Any]],
    actor: str,
    now: datetime,
    reason: str = "",
) -> list[Event]:
    """Append one event of a kind about each of these people: all of them, or none."""
    made = []
    with writing(office.records(), f"session:{workshop}") as connection:
        for person, body in bodies.items():
            times = len(events_in(connection, person, workshop, {kind}))
            key = f"{kind}:{workshop}:{person}:{times + 1}"
            new = NewEvent(key, person, workshop, kind, now, actor, reason, body=body)
            made.append(record(connection, new, utc_now()))
    return made


def need_reason(reason: str) -> str:
    """The reason, without blanks around it; raises TeamError where there is none."""
    if not reason.strip():
        raise TeamError(_("A change of this kind is recorded with its reason. Say why."))
    return reason.strip()
