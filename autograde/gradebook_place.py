"""Where the gradebook of a session is: a file in its folder, or a schema of its own in a PostgreSQL database.

In: a session's folder. Out: the URL that nbgrader opens; and, once for each session, the empty tables.
Called by gradebook.py, by the session's nbgrader_config.py and by backup.

Assignment names are unique in an nbgrader database and are not filtered by course, so each session needs one
of its own. On PostgreSQL that is a schema: one account of one database can make those, while databases need
a right that hosts rarely give.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from autograde.errors import RecordsError
from autograde.office import SETTINGS_FILE, office_settings
from classroom.language import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["GRADEBOOK_FILE", "gradebook_file", "gradebook_is_made", "gradebook_url", "make_gradebook"]

GRADEBOOK_FILE = "gradebook.db"
_LONGEST_SCHEMA = 63
"""Characters of a name in PostgreSQL; it cuts off the rest silently."""


def gradebook_url(folder: Path) -> str:
    """The URL of the gradebook of the session in `folder`, as the office's settings say.

    A folder outside an office, such as the trial of a release, has its own file.
    """
    server = _server_of(folder)
    return _schema_url(server, _schema(folder.name)) if server else _file_url(folder / GRADEBOOK_FILE)


def gradebook_file(folder: Path) -> Path | None:
    """The file of the gradebook of the session in `folder`; None when it is in PostgreSQL."""
    return None if _server_of(folder) else folder / GRADEBOOK_FILE


def gradebook_is_made(folder: Path) -> bool:
    """Whether the session in `folder` has its gradebook. Raises RecordsError when nobody answers there."""
    server = _server_of(folder)
    return _has_schema(server, _schema(folder.name)) if server else (folder / GRADEBOOK_FILE).is_file()


def make_gradebook(folder: Path, course_id: str) -> None:
    """Make the tables of a session's gradebook, which must not be there yet.

    Once, by one process, under a name nobody opens: creating the tables is not atomic, and of several
    processes that open an empty gradebook at the same time all but one fail.
    """
    from nbgrader.api import Gradebook

    server, aside = _server_of(folder), f"{os.getpid()}"
    if not server:
        fresh = folder / f".{GRADEBOOK_FILE}.{aside}"
        fresh.unlink(missing_ok=True)
        Gradebook(_file_url(fresh), course_id).close()
        fresh.replace(folder / GRADEBOOK_FILE)
        return
    made = f"making_{aside}_{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    _statements(server, f"DROP SCHEMA IF EXISTS {made} CASCADE", f"CREATE SCHEMA {made}")
    Gradebook(_schema_url(server, made), course_id).close()
    _statements(server, f"ALTER SCHEMA {made} RENAME TO {_schema(folder.name)}")


def _server_of(folder: Path) -> str:
    """The PostgreSQL URL of the office that a session's folder belongs to; "" for none."""
    home = folder.parent.parent
    if folder.parent.name != "sessions" or not (home / SETTINGS_FILE).is_file():
        return ""
    return office_settings(home).gradebook_url


def _schema(session: str) -> str:
    """The schema of a session; different sessions never share one, however long their ids.

    >>> _schema("costing-2027-spring")
    'gradebook_costing_2027_spring'
    """
    name = "gradebook_" + re.sub(r"[^a-z0-9]", "_", session)  # an id has no underscore, so none collide
    if len(name) <= _LONGEST_SCHEMA:
        return name
    return f"{name[:50]}_{hashlib.sha256(session.encode()).hexdigest()[:12]}"


def _file_url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def _schema_url(server: str, schema: str) -> str:
    from sqlalchemy import make_url

    url = make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    return url.render_as_string(hide_password=False)


def _has_schema(server: str, schema: str) -> bool:
    from sqlalchemy import text

    from autograde.ledger.records import reading

    with reading(_engine(server)) as connection:
        there = text("SELECT count(*) FROM pg_namespace WHERE nspname = :name")
        return bool(connection.scalar(there, {"name": schema}))


def _statements(server: str, *statements: str) -> None:
    from sqlalchemy import text

    from autograde.ledger.records import writing

    with writing(_engine(server), "gradebook") as connection:
        for statement in statements:
            connection.execute(text(statement))


def _engine(server: str) -> Engine:
    """The engine of the server; raises RecordsError for a URL of another kind."""
    from autograde.ledger.records import engine_for

    engine = engine_for(server)
    if engine.dialect.name != "postgresql":
        raise RecordsError(
            _(
                "gradebook_url in {file} must name a PostgreSQL database. Leave it out for an SQLite file "
                "for each session."
            ).format(file=SETTINGS_FILE)
        )
    return engine
