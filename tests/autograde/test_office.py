"""The office: private folders, records brought up to date, one writer at a time."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from autograde.errors import OfficeBusy, OfficeError
from autograde.ledger.records import are_current
from autograde.office import Office, open_office

FOLDERS = ("packets", "quarantine", "evidence", "releases", "sessions", "records", "drafts")


def test_a_new_office_has_its_folders_and_its_records(tmp_path: Path) -> None:
    office = open_office(tmp_path / "var" / "office")
    assert sorted(path.name for path in office.home.iterdir()) == sorted(FOLDERS)
    assert are_current(office.records())
    assert [office.packets, office.quarantine, office.evidence, office.releases] == [
        office.home / name for name in FOLDERS[:4]
    ]
    assert office.session_folder("spring-2026") == office.home / "sessions" / "spring-2026"
    assert office.session_folder("spring-2026").is_dir()


def test_opening_it_again_keeps_everything(tmp_path: Path) -> None:
    office = open_office(tmp_path / "office")
    (office.packets / "kept.zip").write_bytes(b"a packet")
    assert open_office(tmp_path / "office") == office
    assert (office.packets / "kept.zip").read_bytes() == b"a packet"
    assert open_office(tmp_path / "office").records() is office.records()


@pytest.mark.skipif(os.name != "posix", reason="folder rights are a matter of POSIX systems")
def test_nobody_else_can_enter_its_folders(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    (home / "packets").mkdir(mode=0o755)
    office = open_office(home)
    made = [home / name for name in FOLDERS] + [office.session_folder("spring")]
    assert {folder.stat().st_mode & 0o777 for folder in made} == {0o700}
    assert home.stat().st_mode & 0o777 == 0o755, "a folder that was there before keeps its rights"
    assert open_office(tmp_path / "new").home.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["", "..", "../spring", "Spring 2026", "a/b", "x" * 65])
def test_only_an_id_names_a_session_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(OfficeError, match="is not the id of a session"):
        open_office(tmp_path).session_folder(name)


def test_a_file_in_the_way_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "office").write_text("not a folder")
    with pytest.raises(OfficeError, match=r"cannot be made: .*Choose another place with --home"):
        open_office(tmp_path / "office")


def test_the_records_may_be_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    url = f"sqlite:///{(tmp_path / 'elsewhere' / 'school.sqlite').as_posix()}"
    home = tmp_path / "office"
    home.mkdir()
    (home / "office.toml").write_text(f'records_url = "{url}"\n')
    assert open_office(home).records_url == url
    assert (tmp_path / "elsewhere" / "school.sqlite").is_file()


def test_a_slip_in_office_toml_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text('# where\nrecords = "sqlite:///x"\n')
    with pytest.raises(OfficeError, match=r'line 2: "records": there is no such field here; .* records_url'):
        open_office(tmp_path)


def test_gradebooks_elsewhere_are_in_postgresql(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text('gradebook_url = "sqlite:///everybody.db"\n')
    with pytest.raises(OfficeError, match=r'line 1: "gradebook_url": it must name a PostgreSQL database'):
        open_office(tmp_path)


def test_the_writer_may_take_the_office_twice_and_another_thread_may_not(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    said: list[str] = []

    def another() -> None:
        try:
            with office.writer(timeout=0):
                said.append("let in")
        except OfficeBusy as problem:
            said.append(problem.sentence)

    with office.writer(), office.writer():
        thread = threading.Thread(target=another)
        thread.start()
        thread.join()
    assert len(said) == 1
    assert "Another command, or the desk, is writing to the office at" in said[0]
    assert "Nothing was changed. Try again in a minute." in said[0]
    another()
    assert said[1] == "let in"


HOLD = """
import sys
from pathlib import Path
from autograde.office import open_office

with open_office(Path(sys.argv[1])).writer():
    print("holding", flush=True)
    sys.stdin.readline()
"""


def test_another_process_waits_its_turn(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "holding\n"
        with pytest.raises(OfficeBusy), office.writer(timeout=0):
            raise AssertionError("two writers at once")
        assert open_office(tmp_path) == office, "whoever only reads need not wait"
        other.communicate("done\n")
    with office.writer(timeout=0):
        assert other.returncode == 0


def test_an_office_is_a_plain_value(tmp_path: Path) -> None:
    assert Office(tmp_path, "sqlite:///x.sqlite") == Office(tmp_path, "sqlite:///x.sqlite")
