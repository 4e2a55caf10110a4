"""The ledger: append an event once, read events back in order, verify the chains.

In: `NewEvent`. Out: `Event`. Called by everything that sees something happen to a person.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from autograde.errors import RecordsError
from autograde.ledger.chain import GENESIS, Verified, canonical, event_hash, follow
from autograde.ledger.events import OFFICE, Event, EventKind, NewEvent, check_new_event, event_id
from autograde.ledger.moments import moment_from_text, moment_to_text, utc_now
from autograde.ledger.records import hold, reading, writing
from autograde.ledger.tables import event
from classroom.language import _

__all__ = ["Ledger", "events_in", "record"]

BODY_VERSION = 1
_PAGE = 2_000
"""Rows that are fetched at once where a whole ledger is gone through."""
_ASKED_AT_ONCE = 500
"""Ids in one query."""


class Ledger:
    """The events of one office."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = utc_now) -> None:
        self.engine = engine
        self.clock = clock

    def append(self, new: NewEvent) -> Event:
        """Record what happened, once: a second call with the same key returns the event that is there.

        `recorded_at` is the clock, or the time of the person's event before it where the clock has jumped
        back: within a chain it never decreases. Raises RecordsError when the key was used for something
        else, or the event may not be kept (see check_new_event).
        """
        try:
            with writing(self.engine, _about(new.person)) as connection:
                return record(connection, new, self.clock())
        except IntegrityError:
            # PostgreSQL: another person's event took the key after we looked.
            with reading(self.engine) as connection:
                found = _stored(connection, new)
            if found is None:
                raise
            return found

    def events(
        self,
        person: str | None = None,
        session: str | None = None,
        kinds: Collection[EventKind] | None = None,
    ) -> list[Event]:
        """Events in the order in which they arrived, all or those of a person, a session, some kinds."""
        with reading(self.engine) as connection:
            return events_in(connection, person, session, kinds)

    def chains(self, among: Collection[str] | None = None) -> Iterator[tuple[str, list[Event]]]:
        """Each person with all her events in the order of her chain, one person at a time; some, or all.

        However long the ledger, no more than one person's events and a page of rows are in memory.
        """
        everybody = select(event).where(event.c.person != OFFICE).order_by(event.c.person, event.c.seq)
        some = sorted(among or ())
        asked = [some[at : at + _ASKED_AT_ONCE] for at in range(0, len(some), _ASKED_AT_ONCE)]
        queries = (
            [everybody] if among is None else [everybody.where(event.c.person.in_(ids)) for ids in asked]
        )
        with reading(self.engine) as connection:
            for query in queries:
                rows = connection.execution_options(yield_per=_PAGE).execute(query)
                events = (_event(row._asdict()) for row in rows)
                for person, hers in groupby(events, key=lambda one: one.person):
                    yield person, list(hers)

    def event(self, key: str) -> Event | None:
        """The event of that key, or None."""
        with reading(self.engine) as connection:
            row = connection.execute(select(event).where(event.c.key == key)).one_or_none()
            return None if row is None else _event(row._asdict())

    def verify(self, person: str | None = None) -> Verified:
        """Follow the chain of one person, or of all; raises ChainBroken, naming the first broken link."""
        query = select(event).order_by(event.c.person, event.c.seq)
        if person is not None:
            query = query.where(event.c.person == person)
        with reading(self.engine) as connection:
            return follow(row._asdict() for row in connection.execute(query))

    def heads(self) -> dict[str, tuple[int, str]]:
        """The newest number and hash of every person's chain: what to keep elsewhere, to show a cut."""
        newest = (
            select(event.c.person, func.max(event.c.seq).label("seq")).group_by(event.c.person).subquery()
        )
        query = select(event.c.person, event.c.seq, event.c.hash).join(
            newest, (event.c.person == newest.c.person) & (event.c.seq == newest.c.seq)
        )
        with reading(self.engine) as connection:
            return {row.person: (row.seq, row.hash) for row in connection.execute(query)}


def events_in(
    connection: Connection,
    person: str | None = None,
    session: str | None = None,
    kinds: Collection[EventKind] | None = None,
) -> list[Event]:
    """Read as `Ledger.events` does, within an open transaction."""
    query = select(event).order_by(event.c.position)
    if person is not None:
        query = query.where(event.c.person == person)
    if session is not None:
        query = query.where(event.c.session == session)
    if kinds is not None:
        query = query.where(event.c.kind.in_([str(kind) for kind in kinds]))
    return [_event(row._asdict()) for row in connection.execute(query)]


def record(connection: Connection, new: NewEvent, now: datetime) -> Event:
    """Append within an open transaction (see records.writing), so that all of it happens or nothing."""
    check_new_event(new)
    hold(connection, _about(new.person))
    found = _stored(connection, new)
    if found is not None:
        return found
    _check_supersedes(connection, new)
    last = connection.execute(
        select(event.c.seq, event.c.hash, event.c.recorded_at)
        .where(event.c.person == new.person)
        .order_by(event.c.seq.desc())
        .limit(1)
    ).one_or_none()
    row = _content(new) | {
        "id": event_id(new.key),
        "recorded_at": max(moment_to_text(now), last.recorded_at if last else ""),
        "seq": last.seq + 1 if last else 1,
        "prev": last.hash if last else GENESIS,
    }
    row["hash"] = event_hash(row)
    connection.execute(insert(event).values(row))
    return _event(row)


def _about(person: str) -> str:
    return f"person:{person}"


def _content(new: NewEvent) -> dict[str, Any]:
    """What the caller says, as it is stored."""
    return {
        "key": new.key,
        "person": new.person,
        "session": new.session,
        "kind": str(EventKind(new.kind)),
        "occurred_at": moment_to_text(new.occurred_at),
        "actor": new.actor,
        "reason": new.reason,
        "supersedes": new.supersedes,
        "body": canonical({"v": BODY_VERSION, **new.body}),
    }


def _stored(connection: Connection, new: NewEvent) -> Event | None:
    """The event of the same key, if it says the same."""
    found = connection.execute(select(event).where(event.c.key == new.key)).one_or_none()
    if found is None:
        return None
    row = found._asdict()
    other = [name for name, value in _content(new).items() if row[name] != value]
    if other:
        raise RecordsError(
            _('The event "{key}" is recorded already, with another {fields}. Nothing was changed.').format(
                key=new.key, fields=", ".join(other)
            )
        )
    return _event(row)


def _check_supersedes(connection: Connection, new: NewEvent) -> None:
    if new.supersedes is None:
        return
    owner = connection.scalar(select(event.c.person).where(event.c.id == new.supersedes))
    if owner != new.person:
        raise RecordsError(
            _('"{id}" is not an earlier event of {person}, so it cannot be corrected by this one.').format(
                id=new.supersedes, person=new.person
            )
        )


def _event(row: Mapping[str, Any]) -> Event:
    return Event(
        id=row["id"],
        key=row["key"],
        person=row["person"],
        session=row["session"],
        kind=EventKind(row["kind"]),
        occurred_at=moment_from_text(row["occurred_at"]),
        recorded_at=moment_from_text(row["recorded_at"]),
        actor=row["actor"],
        reason=row["reason"],
        supersedes=row["supersedes"],
        body=json.loads(row["body"]),
        seq=row["seq"],
        prev=row["prev"],
        hash=row["hash"],
    )
