"""Databases for the tests of the records: an SQLite file always, PostgreSQL where a server is named.

BARGAIN_TEST_POSTGRES holds the URL of a server in which these tests may make databases, for example
postgresql+psycopg://school@127.0.0.1:5432/postgres.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from autograde.ledger.records import open_records


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'records.sqlite'}"
        return
    server = os.environ.get("BARGAIN_TEST_POSTGRES")
    if not server:
        pytest.skip("BARGAIN_TEST_POSTGRES names no PostgreSQL server")
    name = f"school_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def records(fresh_url: str) -> Engine:
    """Empty records, migrated."""
    return open_records(fresh_url)


@pytest.fixture
def noon() -> datetime:
    """A moment to start from: noon on Saturday, January 24, 2026, UTC."""
    return datetime(2026, 1, 24, 12, 0, tzinfo=UTC)
