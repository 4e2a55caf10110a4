"""Opening the records: migrated once, the same on every database, and told clearly when it cannot be."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from autograde.errors import OfficeBusy, RecordsError
from autograde.ledger import records as records_module
from autograde.ledger.records import (
    HEAD,
    MIGRATIONS,
    are_current,
    engine_for,
    migrate,
    open_records,
    reading,
    writing,
)
from autograde.ledger.tables import metadata


def test_the_migrations_build_exactly_the_tables_the_program_uses(records: Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with records.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_migration_is_the_one_we_ask_for() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_the_records_are_tested_on_postgresql_too(postgresql_url: str) -> None:
    with engine_for(postgresql_url).connect() as connection:
        assert connection.dialect.name == "postgresql"


def test_opening_again_changes_nothing(fresh_url: str) -> None:
    assert not are_current(engine_for(fresh_url))
    engine = open_records(fresh_url)
    assert are_current(engine)
    migrate(engine)
    assert open_records(fresh_url) is engine
    assert "event" in inspect(engine).get_table_names()


def test_records_of_a_newer_version_are_left_alone(fresh_url: str) -> None:
    engine = open_records(fresh_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsError, match=r"newer version of this program \(9999\)"):
        open_records(fresh_url)


def test_a_folder_name_with_a_percent_sign_is_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path / "100% ours"
    folder.mkdir()
    assert are_current(open_records(f"sqlite:///{folder / 'records.sqlite'}"))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite://", "must be an SQLite file or a PostgreSQL database"),
        ("sqlite:///:memory:", "must be an SQLite file or a PostgreSQL database"),
        ("not a url", "cannot be opened"),
        ("nosuchdatabase://here", "cannot be opened"),
    ],
)
def test_what_cannot_hold_the_records_is_refused(url: str, says: str) -> None:
    with pytest.raises(RecordsError, match=says):
        open_records(url)


def test_a_database_that_cannot_be_opened_is_told_in_a_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "no-such-folder" / "records.sqlite"
    with pytest.raises(RecordsError, match=f"records at .*{re.escape(missing.name)} cannot be used"):
        open_records(f"sqlite:///{missing}")


def test_sqlite_keeps_its_promises(tmp_path: Path) -> None:
    engine = open_records(f"sqlite:///{tmp_path / 'records.sqlite'}")
    with reading(engine) as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000, "synchronous": 2}


def test_readers_read_on_while_somebody_writes_and_a_second_writer_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records_module, "BUSY_SECONDS", 0)
    engine = open_records(f"sqlite:///{tmp_path / 'records.sqlite'}")
    with writing(engine, "people") as connection:
        connection.execute(text("INSERT INTO person (id, name, email) VALUES ('p-00000000000a', 'Ana', '')"))
        with reading(engine) as other:
            assert other.scalar(text("SELECT count(*) FROM person")) == 0
        with pytest.raises(OfficeBusy, match="being written by another program"), writing(engine, "people"):
            raise AssertionError("a second writer was let in")
    with reading(engine) as other:
        assert other.scalar(text("SELECT count(*) FROM person")) == 1


def test_a_write_that_breaks_off_leaves_nothing(records: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(records, "people") as connection:
        connection.execute(text("INSERT INTO person (id, name, email) VALUES ('p-00000000000a', 'Ana', '')"))
        raise ZeroDivisionError
    with reading(records) as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 0
