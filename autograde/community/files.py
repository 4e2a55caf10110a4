"""Files of a session: resources, templates and workbooks with fictional numbers.

    <office>/community/<session>/<file id>      the bytes, written once, readable by the office's account only

In: the office, a session, who brings a file, bytes. Out: `SharedFile`s; a row of the records, and events
without names. Called by the desk and the command. Raises CommunityError with one sentence; then nothing is
kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, update

from autograde.community.file_types import check_file
from autograde.community.post import Writer, new_id
from autograde.community.posts import check_may_write, writing_in
from autograde.community.rate_limit import FILES, check_rate
from autograde.community.wording import clean_line, clean_reason
from autograde.errors import CommunityError
from autograde.ledger.events import OFFICE, EventKind, NewEvent
from autograde.ledger.records import reading
from autograde.ledger.store import events_in, record
from autograde.ledger.tables import community_file as table
from autograde.office import Office
from autograde.sessions.calendar import Sessions
from autograde.toml_reader import SLUG
from classroom.files import write_whole
from classroom.language import _

__all__ = ["MOST_FILES", "SharedFile", "add_file", "file_bytes", "file_path", "files_of", "remove_file"]

MOST_FILES = 200
"""Files of one session."""


@dataclass(frozen=True)
class SharedFile:
    """A file that is there. `person` None: who brought it was erased."""

    id: str
    session: str
    person: str | None
    role: str
    name: str
    kind: str
    size: int
    sha256: str
    about: str
    added_at: datetime


def add_file(
    office: Office, session: str, by: Writer, name: str, data: bytes, about: str, now: datetime
) -> SharedFile:
    """Keep a file under a new id; the same file of the same person in the session is kept once."""
    kept_name, kind = check_file(name, data)
    words = clean_line(about, _("description"), 300, needed=False)
    Sessions(office.records()).get(session)
    with writing_in(office, session) as connection:
        check_may_write(office, session, by, now)
        digest = hashlib.sha256(data).hexdigest()
        there = _present(connection, session)
        for one in there:
            if (one.person, one.sha256, one.name) == (by.person, digest, kept_name):
                return one
        if len(there) >= MOST_FILES:
            raise CommunityError(_("This session has as many files as it can have. Remove one first."))
        if not by.leads:
            _check_files(connection, session, by, now)
        new = SharedFile(
            new_id("f"), session, by.person, by.role, kept_name, kind.ending, len(data), digest, words, now
        )
        path = file_path(office, session, new.id)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, data, mode=0o600)  # first: a row without its bytes would be worse
        connection.execute(insert(table).values(**vars(new), removed_why=""))
        body = {"file": new.id, "kind": kind.ending, "size": len(data)}
        _say(connection, EventKind.FILE_ADDED, new, by.person, now, body)
        return new


def files_of(office: Office, session: str) -> list[SharedFile]:
    """The files of a session, the newest first."""
    with reading(office.records()) as connection:
        return _present(connection, session)


def file_bytes(office: Office, session: str, id: str) -> tuple[SharedFile, bytes]:  # noqa: A002
    """A file and what is in it. Raises CommunityError when there is none, or it is not what was kept."""
    found = next((one for one in files_of(office, session) if one.id == id), None)
    if found is not None:
        path = file_path(office, session, found.id)
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() == found.sha256:
            return found, data
    raise CommunityError(_("There is no such file in this session."))


def remove_file(office: Office, session: str, by: Writer, id: str, why: str, now: datetime) -> None:  # noqa: A002
    """Remove a file for good: one's own without a reason, another's with one, by who leads."""
    with writing_in(office, session) as connection:
        found = next((one for one in _present(connection, session) if one.id == id), None)
        if found is None:
            raise CommunityError(_("There is no such file in this session."))
        own = found.person == by.person
        if not own and not by.leads:
            raise CommunityError(_("Only who brought a file can remove it."))
        reason = clean_reason(why, needed=not own)
        gone = {"removed_at": now, "removed_why": reason, "name": "", "about": ""}
        connection.execute(update(table).where(table.c.id == id).values(gone))
        _say(connection, EventKind.FILE_REMOVED, found, by.person, now, {"file": id}, reason)
    file_path(office, session, id).unlink(missing_ok=True)


def file_path(office: Office, session: str, id: str) -> Path:  # noqa: A002
    """Where the bytes of a file lie. Raises CommunityError for what is no id."""
    if not SLUG.fullmatch(session) or not SLUG.fullmatch(id):
        raise CommunityError(_("There is no such file in this session."))
    return office.home / "community" / session / id


def _present(connection: Connection, session: str) -> list[SharedFile]:
    query = select(table).where(table.c.session == session, table.c.removed_at.is_(None))
    return [_as_file(row) for row in connection.execute(query.order_by(table.c.position.desc())).mappings()]


def _as_file(row: Mapping[Any, Any]) -> SharedFile:
    return SharedFile(**{name: row[name] for name in SharedFile.__dataclass_fields__})


def _check_files(connection: Connection, session: str, by: Writer, now: datetime) -> None:
    told = events_in(connection, person=by.person, session=session, kinds={EventKind.FILE_ADDED})
    check_rate((event.occurred_at for event in told), now, FILES)


def _say(
    connection: Connection,
    kind: EventKind,
    file: SharedFile,
    actor: str,
    now: datetime,
    body: Mapping[str, Any],
    reason: str = "",
) -> None:
    said = NewEvent(
        key=f"{kind}:{file.id}",
        person=file.person or OFFICE,
        session=file.session,
        kind=kind,
        occurred_at=now,
        actor=actor,
        reason=reason,
        body=body,
    )
    record(connection, said, now)
