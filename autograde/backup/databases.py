"""A database as an SQLite file: copied out of SQLite or PostgreSQL at one moment, and put back into either.

In: URLs and paths. Out: a file, or a filled database. Called by keep.py and restore.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograde.errors import BackupError, RecordsError
from classroom.language import _

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData

__all__ = ["fill_gradebook", "fill_records", "gradebook_as_file", "is_sqlite", "records_as_file"]

_ROWS = 500  # copied at a time


def is_sqlite(url: str) -> bool:
    """Whether a URL names an SQLite file."""
    return url.startswith("sqlite")


def records_as_file(engine: Engine, to: Path) -> None:
    """Copy the records into a new SQLite file, as they are at one moment; writers need not wait."""
    from autograde.ledger.records import open_records
    from autograde.ledger.tables import metadata

    if engine.dialect.name == "sqlite":
        _copy_sqlite(Path(str(engine.url.database)), to)
        return
    copy = open_records(f"sqlite:///{to.as_posix()}")
    _copy_rows(engine, copy, metadata)
    _close(to)


def gradebook_as_file(url: str, to: Path) -> None:
    """Copy a session's gradebook into a new SQLite file, as it is at one moment."""
    if is_sqlite(url):
        from sqlalchemy import make_url

        _copy_sqlite(Path(str(make_url(url).database)), to)
        return
    from nbgrader.api import Base

    with _engine(url) as source, _engine(f"sqlite:///{to.as_posix()}") as copy:
        Base.metadata.create_all(copy)
        _copy_rows(source, copy, Base.metadata)
        _copy_version(source, copy)


def fill_records(file: Path, engine: Engine) -> None:
    """Put the records of an SQLite file into others; raises BackupError when those are not empty."""
    from autograde.ledger.records import are_current, migrate, open_records
    from autograde.ledger.tables import metadata

    if not are_current(engine):
        migrate(engine)
    _copy_rows(open_records(f"sqlite:///{file.as_posix()}"), engine, metadata)


def fill_gradebook(file: Path, url: str) -> None:
    """Put the gradebook of an SQLite file into the one at `url`; BackupError when that is not empty."""
    from nbgrader.api import Base

    with _engine(f"sqlite:///{file.as_posix()}") as source, _engine(url) as copy:
        with copy.begin() as connection:  # what nbgrader put there when it made the tables
            connection.execute(Base.metadata.tables["course"].delete())
        _copy_rows(source, copy, Base.metadata)


def _copy_sqlite(source: Path, to: Path) -> None:
    """SQLite's own backup: whole pages of one moment, whoever writes meanwhile."""
    if not source.is_file():
        raise BackupError(_("{file} is not there, so there is no backup.").format(file=source))
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as read,
        closing(sqlite3.connect(to)) as written,
    ):
        read.backup(written)
        # One file, without a log beside it; whoever opens it as records turns the log on again.
        written.execute("PRAGMA journal_mode = DELETE")


def _copy_rows(source: Engine, to: Engine, metadata: MetaData) -> None:
    """Copy every row of every table, in an order that suits foreign keys, within one transaction of each."""
    from sqlalchemy import insert, select

    with _one_moment(source) as read, to.connect().execution_options(writing=True) as write, write.begin():
        for table in metadata.sorted_tables:
            if write.execute(select(table).limit(1)).first() is not None:
                raise BackupError(
                    _(
                        "The database {place} has something in it already ({table}). Name an empty one in "
                        "office.toml."
                    ).format(place=to.url.render_as_string(hide_password=True), table=table.name)
                )
        for table in metadata.sorted_tables:
            order = list(table.primary_key.columns)
            for rows in read.execute(select(table).order_by(*order)).mappings().partitions(_ROWS):
                write.execute(insert(table), [dict(row) for row in rows])
            _go_on_counting(write, table)


def _go_on_counting(connection: Connection, table: Any) -> None:
    """On PostgreSQL, let a column that counts by itself go on after the rows that were put in."""
    from sqlalchemy import text

    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    connection.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), "  # noqa: S608 - our names
            f"max({column.name})) FROM {table.name}"
        )
    )


def _copy_version(source: Engine, to: Engine) -> None:
    """nbgrader's own mark of which version the tables are."""
    from sqlalchemy import text

    with source.connect() as read, to.begin() as write:
        version = read.scalar(text("SELECT version_num FROM alembic_version"))
        write.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        write.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """Read everything as it is now, whatever is written meanwhile."""
    options: dict[str, Any] = (
        {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    )
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import OperationalError

    engine = create_engine(url)
    try:
        yield engine
    except OperationalError as problem:
        raise RecordsError(
            _("The gradebook at {place} cannot be opened: {why}.").format(
                place=engine.url.render_as_string(hide_password=True),
                why=" ".join(str(problem.orig).split()).rstrip("."),
            )
        ) from problem
    finally:
        engine.dispose()


def _close(file: Path) -> None:
    """Leave one file, without a log or a lock beside it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    Path(f"{file}.lock").unlink(missing_ok=True)
