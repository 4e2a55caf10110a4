"""Information of a session: where and when people meet, webinars, and where to read on.

In: the office, a session, entries. Out: `Entry`s in the order of their days. Called by the desk and the
command. The session's own dates are not among them: they are those of the session (sessions/dates.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete, func, insert, select

from autograde.community.post import Writer, new_id
from autograde.community.posts import writing_in
from autograde.community.wording import clean_line
from autograde.errors import CommunityError
from autograde.ledger.events import OFFICE, EventKind, NewEvent
from autograde.ledger.records import reading
from autograde.ledger.store import record
from autograde.ledger.tables import community_entry as table
from autograde.office import Office
from autograde.sessions.calendar import Sessions
from classroom.language import _

__all__ = [
    "MOST_ENTRIES",
    "Entry",
    "EntryKind",
    "add_entry",
    "information_of",
    "is_link",
    "remove_entry",
    "replace_information",
]

MOST_ENTRIES = 60
_FAR = datetime(9999, 1, 1, tzinfo=UTC)


class EntryKind(StrEnum):
    """What an entry tells: a meeting at a place, a meeting by video, or something to read."""

    INTENSIVE = "intensive"
    WEBINAR = "webinar"
    RESOURCE = "resource"


@dataclass(frozen=True)
class Entry:
    """One entry. `place`: a street address, or the link of a webinar or a resource. `id` empty: a new one."""

    kind: EntryKind
    title: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    about: str = ""
    id: str = ""


def information_of(office: Office, session: str) -> list[Entry]:
    """The entries of a session: those with a day in the order of their days, then the others."""
    query = select(table).where(table.c.session == session).order_by(table.c.position)
    with reading(office.records()) as connection:
        found = [
            Entry(EntryKind(row.kind), row.title, row.starts_at, row.ends_at, row.place, row.about, id=row.id)
            for row in connection.execute(query)
        ]
    return sorted(found, key=lambda one: one.starts_at or _FAR)


def add_entry(office: Office, session: str, by: Writer, entry: Entry, now: datetime) -> None:
    """Add an entry. Raises CommunityError for one that makes no sense, or somebody who does not lead."""
    with _changing(office, session, by, now) as connection:
        _insert(connection, session, entry)


def remove_entry(office: Office, session: str, by: Writer, id: str, now: datetime) -> None:  # noqa: A002
    """Remove an entry; one that is gone already changes nothing."""
    with _changing(office, session, by, now) as connection:
        connection.execute(delete(table).where(table.c.session == session, table.c.id == id))


def replace_information(
    office: Office, session: str, by: Writer, entries: Iterable[Entry], now: datetime
) -> None:
    """Put these entries in place of all that are there, or none of them. Raises CommunityError likewise."""
    with _changing(office, session, by, now) as connection:
        connection.execute(delete(table).where(table.c.session == session))
        for entry in entries:
            _insert(connection, session, entry)


def is_link(place: str) -> bool:
    """Whether a place is an address of the web that a page may lead to.

    >>> is_link("https://example.org/guide"), is_link("javascript:alert(1)"), is_link("Union hall")
    (True, False, False)
    """
    if re.search(r"[\s<>\"'\\]", place):
        return False
    try:
        parts = urlsplit(place)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname) and "@" not in parts.netloc


@contextmanager
def _changing(office: Office, session: str, by: Writer, now: datetime) -> Iterator[Connection]:
    """A transaction in which the entries change; afterwards it is on record how many there are."""
    if not by.leads:
        raise CommunityError(_("Only an instructor or program staff can do this."))
    Sessions(office.records()).get(session)
    with writing_in(office, session) as connection:
        yield connection
        count = connection.scalar(select(func.count()).where(table.c.session == session)) or 0
        if count > MOST_ENTRIES:
            raise CommunityError(
                _("A session can have {most} entries. Remove one first.").format(most=MOST_ENTRIES)
            )
        said = NewEvent(
            key=f"information:{session}:{new_id('i')}",
            person=OFFICE,
            session=session,
            kind=EventKind.INFORMATION_CHANGED,
            occurred_at=now,
            actor=by.person,
            body={"entries": count},
        )
        record(connection, said, now)


def _insert(connection: Connection, session: str, entry: Entry) -> None:
    if entry.kind is not EntryKind.RESOURCE and entry.starts_at is None:
        raise CommunityError(_("Say when it begins."))
    if entry.ends_at and (entry.starts_at is None or entry.ends_at <= entry.starts_at):
        raise CommunityError(_("It must end after it begins."))
    connection.execute(
        insert(table).values(
            id=new_id("i"),
            session=session,
            kind=str(entry.kind),
            title=clean_line(entry.title, _("title")),
            starts_at=entry.starts_at,
            ends_at=entry.ends_at,
            place=clean_line(entry.place, _("place"), 300, needed=False),
            about=clean_line(entry.about, _("description"), 1000, needed=False),
        )
    )
