"""Backup and restore: the same office again, made while the desk works; or one clear sentence and nothing."""

from __future__ import annotations

import json
import os
import shutil
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from autograde.backup.contents import is_safe_path
from autograde.backup.keep import back_up
from autograde.backup.restore import restore
from autograde.course import load_course
from autograde.errors import AutogradeError, BackupError, OfficeBusy
from autograde.gradebook import open_gradebook, prepare_course_root
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.ledger.tables import metadata
from autograde.office import Office, open_office

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

ANSWERS = {"base": "$7", "reading": "more", "letter": "Please send the register by Friday."}


def rows(office: Office) -> dict[str, Any]:
    """Every row of the records, and every row of every session's gradebook."""
    found: dict[str, Any] = {}
    with office.records().connect() as connection:
        for table in metadata.sorted_tables:
            order = list(table.primary_key.columns)
            found[table.name] = [tuple(row) for row in connection.execute(select(table).order_by(*order))]
    for session in sorted(office.sessions.iterdir()):
        with open_gradebook(session) as gradebook:
            found[session.name] = sorted(
                (one.id, grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for one in gradebook.students
                for submission in one.submissions
                for notebook in submission.notebooks
                for grade in notebook.grades
            )
            found[f"{session.name} parts"] = [one.name for one in gradebook.assignments]
    return found


def files(home: Path) -> dict[str, bytes]:
    """Every file of an office but its databases and logs."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
        and not {"records", "logs"} & set(path.relative_to(home).parts)
        and path.name not in ("gradebook.db", "office.toml")
    }


def school_in(place: Path) -> SmallSchool:
    from tests.conftest import SmallSchool

    return SmallSchool(
        office=open_office(place / "office"),
        course=load_course(place / "small"),
        opens_at=datetime(2027, 1, 4, 14, 0, tzinfo=UTC),
        closes_at=datetime(2027, 3, 29, 3, 59, tzinfo=UTC),
        workspaces=place / "workspaces",
        programs=place / "programs",
    )


@pytest.fixture(scope="module")
def graded_place(released_small_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school in which somebody was graded, somebody waits and somebody was refused; tests copy it."""
    place = tmp_path_factory.mktemp("graded") / "school"
    shutil.copytree(released_small_school, place)
    school = school_in(place)
    ana, ben = school.join("Ana Reyes"), school.join("Ben Ode")
    school.send(ana, school.packet(ana, ANSWERS))
    school.grade()
    school.send(ben, school.packet(ben, ANSWERS, notebook=b'{"cells": []}'))
    with pytest.raises(AutogradeError):
        school.send(ben, b"no packet")
    return place


@pytest.fixture
def graded(graded_place: Path, tmp_path: Path) -> SmallSchool:
    """A graded school of one's own."""
    shutil.copytree(graded_place, tmp_path / "school")
    return school_in(tmp_path / "school")


def test_a_restored_office_is_the_same_office(graded, tmp_path: Path) -> None:
    kept = back_up(graded.office, tmp_path / "backups" / "one.zip", graded.during)
    restored = restore(kept.path, tmp_path / "new" / "office")
    office = open_office(restored.home)
    assert rows(office) == rows(graded.office)
    assert files(office.home) == files(graded.office.home)
    assert (restored.files, restored.made_at) == (kept.files, graded.during)
    assert restored.events == len(Ledger(office.records()).events())
    assert not [path for path in tmp_path.rglob(".*") if path.name.startswith((".one", ".office"))]
    # And it goes on from there: what waited is graded.
    again = replace(graded, office=office)
    assert [one.points for one in again.grade()] == [2.0]


@pytest.mark.skipif(os.name != "posix", reason="rights of files are a matter of POSIX systems")
def test_nobody_else_can_read_it(graded, tmp_path: Path) -> None:
    kept = back_up(graded.office, tmp_path / "one.zip", graded.during)
    assert kept.path.stat().st_mode & 0o777 == 0o600
    home = restore(kept.path, tmp_path / "new").home
    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in home.rglob("*") if "records" not in path.parts} == {0}


def test_an_office_moves_from_sqlite_to_postgresql_and_back(
    graded, tmp_path: Path, postgresql_url: str
) -> None:
    before = rows(graded.office)
    kept = back_up(graded.office, tmp_path / "one.zip", graded.during)
    home = tmp_path / "server"
    home.mkdir()
    text = f'records_url = "{postgresql_url}"\ngradebook_url = "{postgresql_url}"\n'
    (home / "office.toml").write_text(text)
    moved = open_office(restore(kept.path, home).home)
    assert (moved.records_url, rows(moved)) == (postgresql_url, before)
    assert not list(home.rglob("*.sqlite"))
    assert not list(home.rglob("gradebook.db"))
    school = replace(graded, office=moved)
    assert [one.points for one in school.grade()] == [2.0]  # the records go on counting
    cleo = school.join("Cleo Park")
    school.send(cleo, school.packet(cleo, ANSWERS))
    assert [one.person for one in school.grade()] == [cleo]

    again = back_up(moved, tmp_path / "two.zip", graded.during)
    back = open_office(restore(again.path, tmp_path / "laptop").home)
    assert back.records_url.startswith("sqlite")
    assert rows(back) == rows(moved)
    with pytest.raises(BackupError, match="has something in it already"):
        (tmp_path / "third").mkdir()
        (tmp_path / "third" / "office.toml").write_text(text)
        restore(kept.path, tmp_path / "third")


def test_a_backup_made_while_the_desk_takes_packets_is_whole(small_school, tmp_path: Path) -> None:
    from autograde.people.register import People
    from desk.app import create_app
    from desk.settings import DeskSettings

    settings = DeskSettings(programs=small_school.programs, clock=lambda: small_school.during)
    app = create_app(small_school.office, small_school.courses, settings)
    people = [small_school.join(f"Learner {number}") for number in range(6)]
    packets = {one: small_school.packet(one, ANSWERS, notebook=b'{"cells": []}') for one in people}
    tokens = {one: People(small_school.office.records()).token(one) for one in people}
    statuses: list[int] = []
    half_way = threading.Event()

    def send_them() -> None:
        for number, one in enumerate(people):
            if number == 2:
                half_way.set()
            headers = {"Authorization": f"Bearer {tokens[one]}"}
            answer = app.test_client().post(
                "/api/packets", data=packets[one], content_type="application/zip", headers=headers
            )
            statuses.append(answer.status_code)

    thread = threading.Thread(target=send_them)
    thread.start()
    half_way.wait(60)
    backups = [
        back_up(small_school.office, tmp_path / f"{number}.zip", small_school.during) for number in range(3)
    ]
    thread.join()
    assert statuses == [201] * 6
    for kept in backups:
        office = open_office(restore(kept.path, tmp_path / f"from-{kept.path.stem}").home)
        sent = Ledger(office.records()).events(kinds={EventKind.SUBMITTED})
        assert 2 <= len(sent) <= 6
        for event in sent:
            assert (office.packets / f"{event.body['packet_sha256']}.zip").read_bytes() == packets[
                event.person
            ]
            assert (office.session_folder("spring") / "submitted" / event.person).is_dir()
        assert len(list(office.packets.iterdir())) == len(sent)


def test_it_waits_for_the_writer_and_says_so(graded, tmp_path: Path) -> None:
    held, done = threading.Event(), threading.Event()

    def writer() -> None:
        with graded.office.writer(timeout=60):
            held.set()
            done.wait(60)

    thread = threading.Thread(target=writer)
    thread.start()
    held.wait(60)
    try:
        with pytest.raises(OfficeBusy):
            back_up(graded.office, tmp_path / "one.zip", graded.during, patience_seconds=0)
    finally:
        done.set()
        thread.join()
    assert list(tmp_path.glob("*.zip")) == []


@pytest.mark.parametrize("where", ["there already", "in the office"])
def test_it_is_written_to_a_new_file_outside_the_office(graded, tmp_path: Path, where: str) -> None:
    place = graded.office.home / "one.zip" if where == "in the office" else tmp_path / "one.zip"
    if where == "there already":
        place.write_bytes(b"mine")
    with pytest.raises(BackupError):
        back_up(graded.office, place, graded.during)
    assert where == "in the office" or place.read_bytes() == b"mine"


def test_a_disk_that_is_full_leaves_no_half_backup(graded, tmp_path: Path, monkeypatch) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space left"):
        back_up(graded.office, tmp_path / "backups" / "one.zip", graded.during)
    assert list((tmp_path / "backups").iterdir()) == []


def rewritten(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path], None]:
    """Write the zip again with other contents."""

    def damage(file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        change(contents)
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in contents.items():
                archive.writestr(name, data)

    return damage


def with_manifest(**changed: object) -> Callable[[Path], None]:
    def change(contents: dict[str, bytes]) -> None:
        contents["backup.json"] = json.dumps(json.loads(contents["backup.json"]) | changed).encode()

    return rewritten(change)


def climbing(path: str) -> Callable[[Path], None]:
    """A file that would be written elsewhere, listed as it should be."""

    def change(contents: dict[str, bytes]) -> None:
        manifest = json.loads(contents["backup.json"])
        (name, listed) = next(
            (name, listed) for name, listed in manifest["files"].items() if name.startswith("packets")
        )
        manifest["files"][path] = listed
        contents[f"files/{path}"] = contents[f"files/{name}"]
        contents["backup.json"] = json.dumps(manifest).encode()

    return rewritten(change)


def changed_bytes(file: Path) -> None:
    """As a bad disk leaves it: the zip's own checksum of a file does not hold any more."""
    with zipfile.ZipFile(file) as archive:
        member = archive.getinfo("files/records/records.sqlite")
    data = bytearray(file.read_bytes())
    middle = member.header_offset + member.compress_size // 2
    data[middle : middle + 4] = bytes(255 - byte for byte in data[middle : middle + 4])
    file.write_bytes(bytes(data))


def one_byte(contents: dict[str, bytes]) -> None:
    name = next(name for name in contents if name.startswith("files/packets"))
    contents[name] = contents[name][:-1] + b"?"


def forged_event(contents: dict[str, bytes]) -> None:
    import hashlib
    import sqlite3
    import tempfile

    name = "files/records/records.sqlite"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.sqlite"
        file.write_bytes(contents[name])
        connection = sqlite3.connect(file)
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE event SET actor = 'staff:forged' WHERE kind = 'submitted'")
        connection.commit()
        connection.close()
        contents[name] = file.read_bytes()
    manifest = json.loads(contents["backup.json"])
    manifest["files"]["records/records.sqlite"] = {
        "sha256": hashlib.sha256(contents[name]).hexdigest(), "size": len(contents[name])
    }  # fmt: skip
    contents["backup.json"] = json.dumps(manifest).encode()


DAMAGED: dict[str, Callable[[Path], None]] = {
    "empty": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_text("hello"),
    "cut in half": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "changed bytes within a file": changed_bytes,
    "another zip": rewritten(lambda contents: contents.clear()),
    "a file that was changed": rewritten(one_byte),
    "a file less": rewritten(lambda contents: contents.pop(next(iter(contents)))),
    "a file more": rewritten(lambda contents: contents.update({"files/more": b""})),
    "a kind of its own": with_manifest(kind="photographs"),
    "no list": with_manifest(files=None),
    "no time": with_manifest(made_at="yesterday"),
    "a path that climbs": climbing("../../outside"),
    "an absolute path": climbing("/tmp/outside"),
    "a drive": climbing("C:/outside"),
    "settings that name a database": climbing("office.toml"),
    "an event that was changed": rewritten(forged_event),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_or_foreign_file_restores_nothing(
    graded, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    kept = back_up(graded.office, tmp_path / "one.zip", graded.during)
    damage(kept.path)
    there = set(tmp_path.rglob("*"))
    with pytest.raises(BackupError, match=r"one\.zip is no backup of an office, or it is damaged\. Nothing"):
        restore(kept.path, tmp_path / "new")
    assert set(tmp_path.rglob("*")) == there


def test_a_backup_from_tomorrow_says_what_to_do(graded, tmp_path: Path) -> None:
    kept = back_up(graded.office, tmp_path / "one.zip", graded.during)
    with_manifest(format=2)(kept.path)
    with pytest.raises(BackupError, match="Update the program"):
        restore(kept.path, tmp_path / "new")


def test_an_office_with_something_in_it_is_not_overwritten(graded, tmp_path: Path) -> None:
    kept = back_up(graded.office, tmp_path / "one.zip", graded.during)
    before = files(graded.office.home)
    with pytest.raises(BackupError, match="has something in it already"):
        restore(kept.path, graded.office.home)
    assert files(graded.office.home) == before


def test_a_session_without_submissions_and_an_empty_office(tmp_path: Path, small_school) -> None:
    office = open_office(tmp_path / "empty")
    kept = back_up(office, tmp_path / "one.zip", small_school.during)
    assert restore(kept.path, tmp_path / "new").events == 0
    prepare_course_root(office.session_folder("spring"), "small")
    kept = back_up(office, tmp_path / "two.zip", small_school.during)
    restored = open_office(restore(kept.path, tmp_path / "newer").home)
    assert rows(restored) == rows(office)
    shutil.rmtree(restored.home)


@pytest.mark.parametrize(
    "path", ["", "/", "a//b", "./a", "a/../b", ".hidden", "a\\b", "C:/a", "a\0", "\u202ea", "office.toml"]
)
def test_what_is_no_path_of_an_office(path: str) -> None:
    assert not is_safe_path(path)
