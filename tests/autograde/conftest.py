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

SERVER = os.environ.get("BARGAIN_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"] if SERVER else ["sqlite"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'records.sqlite'}"
        return
    name = f"school_{secrets.token_hex(6)}"
    engine = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
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
