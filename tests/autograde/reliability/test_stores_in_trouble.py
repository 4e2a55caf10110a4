"""A full disk, a folder that may not be written to, a database that goes away and comes back: nothing that
was acknowledged is lost, nothing is recorded twice, and people read a sentence.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from autograde.errors import AutogradeError, RecordsError
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.people.register import People
from tests.autograde.reliability.conftest import Prepared
from tests.autograde.reliability.processes import NOW, Place

ANSWERS = {"base": "$7", "letter": "Please send the register by Friday."}


def post(school: Any, token: str, packet: bytes) -> Any:
    from desk.app import create_app
    from desk.settings import DeskSettings

    settings = DeskSettings(programs=school.programs, clock=lambda: NOW)
    app = create_app(school.office, school.courses, settings)
    headers = {"Authorization": f"Bearer {token}"}
    return app.test_client().post(
        "/api/packets", data=packet, content_type="application/zip", headers=headers
    )


def submitted(school: Any) -> list[Any]:
    return Ledger(school.office.records()).events(kinds={EventKind.SUBMITTED})


def fails_at(nth: int, problem: int) -> Callable[[int], None]:
    """An fsync that fails from its nth call on, as on a disk that has just become full."""
    calls = 0

    def fsync(_file: int) -> None:
        nonlocal calls
        calls += 1
        if calls >= nth:
            raise OSError(problem, os.strerror(problem))

    return fsync


@pytest.mark.parametrize("problem", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("nth", range(1, 7))
def test_a_disk_that_cannot_be_written_to_loses_nothing(
    small_school, monkeypatch: pytest.MonkeyPatch, nth: int, problem: int
) -> None:
    from desk.secret import cookie_key

    ana = small_school.join()
    packet = small_school.packet(ana, ANSWERS, notebook=b'{"cells": []}')
    token = People(small_school.office.records()).token(ana)
    cookie_key(small_school.office)
    with monkeypatch.context() as full:
        full.setattr("classroom.files.os.fsync", fails_at(nth, problem))
        answer = post(small_school, token, packet)
    assert answer.status_code == 503  # six files: packet, evidence, and the four that are graded
    assert "stays in your JupyterLab" in answer.json["sentence"]
    assert len(submitted(small_school)) == (nth > 2)  # recorded, though she was not told: her packet was kept
    again = post(small_school, token, packet)
    assert again.status_code == (200 if nth > 2 else 201)
    assert len(submitted(small_school)) == 1
    folder = small_school.office.session_folder("spring")
    assert len(list((folder / "submitted" / ana / small_school.part).iterdir())) == 4
    assert [one.points for one in small_school.grade()] == [0.0]
    left = [path for path in small_school.office.home.rglob(".*") if path.is_file()]
    assert [path for path in left if "packets" in path.parts or "submitted" in path.parts] == []


def test_records_that_are_full_refuse_in_a_sentence(small_school, monkeypatch: pytest.MonkeyPatch) -> None:
    from autograde.ledger import records

    ana = small_school.join()
    packet = small_school.packet(ana, ANSWERS)
    token = People(small_school.office.records()).token(ana)

    def no_more_pages(connection: Any, record: Any) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes as many as there are already

    prepare = records._prepare_sqlite
    records.engine_for.cache_clear()
    with monkeypatch.context() as full:
        full.setattr(records, "_prepare_sqlite", no_more_pages)
        ledger = Ledger(small_school.office.records())
        with pytest.raises(RecordsError, match="database or disk is full"):
            for number in range(500):
                ledger.append(
                    NewEvent(
                        key=f"filler:{number}", person=ana, session="spring", kind=EventKind.QUARANTINED,
                        occurred_at=NOW, actor="p-5ca1ab1e0002", body={"packet_sha256": f"{number:064x}"},
                    )
                )  # fmt: skip
        answer = post(small_school, token, packet)
        assert answer.status_code == 503
        assert "What you send now stays in your JupyterLab." in answer.json["sentence"]
    records.engine_for.cache_clear()
    assert submitted(small_school) == []
    assert post(small_school, token, packet).status_code == 201


def test_a_disk_that_is_full_stops_grading_and_grading_goes_on_later(
    prepared: Prepared,
    copy_of: Callable[[Path], Place],
    school_at: Callable[[Place], Any],
    state: Callable[[Any], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    undisturbed, place = copy_of(prepared.sent), copy_of(prepared.sent)
    school_at(undisturbed).grade(engine=undisturbed.play)
    stopped = 0
    for nth in (1, 2, 3, 5):
        with monkeypatch.context() as full:
            full.setattr("classroom.files.os.fsync", fails_at(nth, errno.ENOSPC))
            try:
                school_at(place).grade(engine=place.play)
            except OSError as problem:
                stopped += problem.errno == errno.ENOSPC
    assert stopped >= 3
    school_at(place).grade(engine=place.play)
    assert state(place.office) == state(undisturbed.office)


def test_a_database_that_goes_away_and_comes_back(
    prepared: Prepared,
    copy_of: Callable[[Path], Place],
    school_at: Callable[[Place], Any],
    state: Callable[[Any], Any],
    tmp_path: Path,
    postgresql_server: str,
    postgresql_url: str,
) -> None:
    from autograde.backup.keep import back_up
    from autograde.backup.restore import restore

    undisturbed, place = copy_of(prepared.sent), copy_of(prepared.sent)
    school_at(undisturbed).grade(engine=undisturbed.play)
    kept = back_up(place.office, tmp_path / "moved.zip", NOW)
    place.office.home.rename(place.folder / "before")
    (place.folder / "office").mkdir()
    (place.folder / "office" / "office.toml").write_text(
        f'records_url = "{postgresql_url}"\ngradebook_url = "{postgresql_url}"\n'
    )
    restore(kept.path, place.folder / "office")
    server, name = (
        create_engine(postgresql_server, isolation_level="AUTOCOMMIT"),
        make_url(postgresql_url).database,
    )

    def let_in(yes: bool) -> None:
        with server.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {str(yes).lower()}"))
            if not yes:
                gone = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
                connection.execute(text(gone), {"name": name})

    runs = 0

    def play_and_cut_off(notebook: Path, executed: Path, parameters: Any) -> None:
        nonlocal runs
        place.play(notebook, executed, parameters)
        runs += 1
        if runs == 2:
            let_in(False)

    school = school_at(place)
    token = People(school.office.records()).token(next(iter(prepared.packets)))
    with pytest.raises(AutogradeError, match="cannot be used"):
        school.grade(engine=play_and_cut_off)
    answer = post_or_refuse(school, token)
    assert answer == 503
    let_in(True)
    school_at(place).grade(engine=place.play)
    assert state(place.office) == state(undisturbed.office)
    server.dispose()


def post_or_refuse(school: Any, token: str) -> int:
    """The desk's answer to whoever comes while the database is away."""
    return int(post(school, token, b"").status_code)
