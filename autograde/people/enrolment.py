"""Putting a person into a session, with an employer of her own.

In: an open transaction. Out: the event `enrolled`, and her variant. Called by sessions/calendar.py and
people/register.py.
"""

import json
from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.moments import moment_from_text
from autograde.ledger.records import hold
from autograde.ledger.store import record
from autograde.ledger.tables import event, variant
from autograde.sessions.dates import Session

__all__ = ["assign_variant", "enrol", "known_variant", "release_variant", "seats"]

_SEATING = (EventKind.ENROLLED, EventKind.EXTENDED, EventKind.TRANSFERRED, EventKind.WITHDRAWN)


def enrol(
    connection: Connection,
    session: Session,
    person: str,
    now: datetime,
    actor: str,
    among: Collection[int] | None = None,
) -> None:
    """Record `enrolled` and assign a variant, one of `among` when that is given; a second time changes
    nothing.

    Without `among` her variant is assigned when it is first asked for: she may still pick a kind.
    """
    hold(connection, f"session:{session.id}")
    here = (event.c.session == session.id) & (event.c.person == person)
    if seats(connection, here):
        return
    times = connection.scalar(select(func.count()).where(here, event.c.kind == EventKind.ENROLLED)) or 0
    key = f"enrolled:{session.id}:{person}" + (f":{times + 1}" if times else "")
    if among is not None:
        assign_variant(connection, session, person, among)
    enrolled = NewEvent(
        key=key,
        person=person,
        session=session.id,
        kind=EventKind.ENROLLED,
        occurred_at=now,
        actor=actor,
        body={"course": session.course},
    )
    record(connection, enrolled, now)


def seats(
    connection: Connection, where: ColumnElement[bool], by: ColumnElement[str] = event.c.person
) -> dict[str, datetime | None]:
    """Who is enrolled and has not left, among the events selected, in the order in which they joined.

    Keys are people, or sessions with `by`; values the moment until which her work is taken, None where that
    is the session's own.
    """
    query = select(event.c.kind, event.c.body, by.label("seat")).where(where, event.c.kind.in_(_SEATING))
    found: dict[str, datetime | None] = {}
    for kind, body, seat in connection.execute(query.order_by(event.c.position)):
        if kind == EventKind.ENROLLED:
            found[seat] = None
        elif kind == EventKind.EXTENDED and seat in found:
            found[seat] = moment_from_text(json.loads(body)["closes_at"])
        elif kind != EventKind.EXTENDED:
            found.pop(seat, None)
    return found


def assign_variant(
    connection: Connection, session: Session, person: str, among: Collection[int] | None = None
) -> int:
    """Her variant: the one she has, or else the first in the session's own order that nobody has.

    among: the variants of the kind she picked; of any kind when left out. When every variant is in use, the
    least used. The order was shuffled when the session was opened, so that nobody can tell from her own
    number, or from when she joined, what a colleague has.
    """
    known = known_variant(connection, session.id, person)
    if known is not None:
        return known
    used = Counter(connection.scalars(select(variant.c.variant).where(variant.c.session == session.id)))
    offered = [number for number in session.variants if among is None or number in among]
    # A session that was opened before the course had this kind gives its variants out in the course's order.
    chosen = min(offered or among or session.variants, key=lambda number: used[number])
    connection.execute(insert(variant).values(session=session.id, person=person, variant=chosen))
    return chosen


def release_variant(connection: Connection, session: str, person: str) -> None:
    """Take her variant back, so that somebody else may have it."""
    mine = (variant.c.session == session) & (variant.c.person == person)
    connection.execute(delete(variant).where(mine))


def known_variant(connection: Connection, session: str, person: str) -> int | None:
    """The variant she was assigned, or None."""
    mine = (variant.c.session == session) & (variant.c.person == person)
    return connection.scalar(select(variant.c.variant).where(mine))
