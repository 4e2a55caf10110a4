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
from autograde.ledger.store import Ledger
from autograde.office import Office
from classroom.language import _

__all__ = ["need_reason", "put_on_record"]


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
    ledger = Ledger(office.records())
    times = len(ledger.events(person, workshop, {kind}))
    return ledger.append(
        NewEvent(
            key=f"{kind}:{workshop}:{person}:{times + 1}",
            person=person,
            session=workshop,
            kind=kind,
            occurred_at=now,
            actor=actor,
            reason=reason,
            body=body,
        )
    )


def need_reason(reason: str) -> str:
    """The reason, without blanks around it; raises TeamError where there is none."""
    if not reason.strip():
        raise TeamError(_("A change of this kind is recorded with its reason. Say why."))
    return reason.strip()
