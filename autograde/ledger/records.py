"""Opening the records: a database by its URL, brought up to date, with one way to read and one to write.

In: a URL (`sqlite:////home/records.sqlite`, `postgresql+psycopg://...`). Out: an engine whose tables are
those of tables.py. Called by office.py, and by tests with a database of their own.

No connection outlives its use (NullPool), or the work it is kept open for: a process that forks to grade
shares none with its children.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, func, inspect, make_url, select, text
from sqlalchemy import event as engine_events
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import NullPool

from autograde.errors import OfficeBusy, RecordsError
from classroom.language import _

__all__ = [
    "HEAD",
    "are_current",
    "engine_for",
    "hold",
    "kept_open",
    "migrate",
    "open_records",
    "reading",
    "writing",
]

HEAD = "0003"
"""The newest migration; a test holds it equal to what the migrations folder says."""

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30

_kept: ContextVar[Connection | None] = ContextVar("the connection this thread keeps open", default=None)


def open_records(url: str) -> Engine:
    """Open the records at `url`, migrated; several processes may do so at once.

    Raises RecordsError when the database cannot be reached, or comes from a newer version of this program.
    """
    engine = engine_for(url)
    if not are_current(engine):
        migrate(engine)
    return engine


@cache
def engine_for(url: str) -> Engine:
    """The engine of a URL, one for each process; the database is not touched yet."""
    try:
        place = make_url(url)
        memory = place.get_backend_name() == "sqlite" and place.database in (None, "", ":memory:")
        engine = create_engine(place, poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as problem:
        raise RecordsError(
            _("The records cannot be opened: {why}. A URL for PostgreSQL needs the package psycopg.").format(
                why=problem
            )
        ) from problem
    if memory or engine.dialect.name not in ("sqlite", "postgresql"):
        raise RecordsError(_("The records must be an SQLite file or a PostgreSQL database."))
    if engine.dialect.name == "sqlite":
        engine_events.listen(engine, "connect", _prepare_sqlite)
        engine_events.listen(engine, "begin", _begin_sqlite)
    return engine


def are_current(engine: Engine) -> bool:
    """Whether the tables are those of this version."""
    with _told(engine), engine.connect() as connection:
        return _version(connection) == HEAD


def migrate(engine: Engine) -> None:
    """Bring the tables up to date, in one transaction; whoever comes second finds it done."""
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with _told(engine), _alone(engine), writing(engine, "migrate") as connection:
        if _version(connection) == HEAD:
            return
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as problem:
            raise RecordsError(
                _(
                    "The records at {place} were made by a newer version of this program ({version}). "
                    "Update the program; nothing was changed."
                ).format(place=_place(engine), version=_version(connection))
            ) from problem


@contextmanager
def kept_open(engine: Engine) -> Iterator[None]:
    """Inside, this thread reads and writes through one connection: to open one takes SQLite longer than most
    of what is asked of it, and to close the last one makes it tidy up its files.
    """
    with _told(engine), engine.connect() as connection:
        kept = _kept.set(connection)
        try:
            yield
        finally:
            _kept.reset(kept)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to read with; what it reads is of one moment on SQLite."""
    with _told(engine), _connected(engine) as connection:
        yield connection


@contextmanager
def writing(engine: Engine, about: str) -> Iterator[Connection]:
    """A transaction to write in, alone on what `about` names ("person:p-...", "session:...").

    SQLite has one writer at a time (BEGIN IMMEDIATE). PostgreSQL has one for each name.
    """
    with _told(engine), _connected(engine) as connection:
        connection.execution_options(writing=True)
        try:
            with connection.begin():
                hold(connection, about)
                yield connection
        finally:
            connection.execution_options(writing=False)


def hold(connection: Connection, about: str) -> None:
    """Be alone on one more name until the transaction ends (PostgreSQL; SQLite already is)."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(about, 0))))


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    """The connection that this thread keeps open, unless it is in use; a new one otherwise."""
    kept = _kept.get()
    if kept is None or kept.engine is not engine or kept.closed or kept.in_transaction():
        with engine.connect() as connection:
            yield connection
        return
    try:
        yield kept
    finally:
        kept.rollback()  # what was to stay is committed


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """On SQLite, switch the file to write-ahead logging, which cannot wait its turn, under a file lock."""
    if engine.dialect.name != "sqlite":
        yield
        return
    from filelock import FileLock

    with FileLock(f"{engine.url.database}.lock"):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        yield


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Tell a database that cannot be reached, is full, went away or stays locked, in a sentence."""
    try:
        yield
    except OperationalError as problem:
        if "locked" in str(problem.orig):
            raise OfficeBusy(
                _(
                    "The records at {place} are being written by another program. Try again in a minute."
                ).format(place=_place(engine))
            ) from problem
        why = " ".join(str(problem.orig).split()).rstrip(".")
        said = _("The records at {place} cannot be used: {why}.").format(place=_place(engine), why=why)
        if engine.dialect.name == "sqlite":
            said += " " + _("Look at the space on the disk and the rights of the folder.")
        raise RecordsError(said) from problem


def _place(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
