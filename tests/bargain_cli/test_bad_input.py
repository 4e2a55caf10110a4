"""Bad input on the command line: one clear sentence, exit code 2, and nothing that is stored has changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograde.ledger.store import Ledger
from autograde.people.register import People
from autograde.people.staff import Role, Staff

ROOT = Path(__file__).parents[2]
NOBODY = "p-000000000000"


def bargain(school, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "BARGAIN_HOME": str(school.office.home),
        "BARGAIN_CURRICULUM": str(school.course.folder.parent),
        "BARGAIN_ACTOR": "Joan Ellis",
        "COLUMNS": "400",
        "TERM": "dumb",
    }
    return subprocess.run(
        [sys.executable, "-m", "bargain_cli", *words],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def stored(school) -> dict[str, str]:
    """Every file of the office but quarantine and locks, by its hash."""
    home = school.office.home
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file()
        and path.relative_to(home).parts[0] not in ("quarantine", "records")
        and path.suffix != ".lock"
    }


def packet_of(school, folder: Path, kind: str) -> Path:
    person = school.join("Ana Reyes")
    (folder / "person").write_text(person)
    path, good = folder / "packet.zip", school.packet(person, {"base": "$1,000"})
    path.write_bytes(good)
    if kind == "not a zip":
        path.write_bytes(b"Dear instructor, here is my work.")
    elif kind == "cut off":
        path.write_bytes(good[: len(good) // 2])
    elif kind == "climbing path":
        with zipfile.ZipFile(path, "a") as zipped:
            zipped.writestr("../../records/records.sqlite", "gone")
    elif kind == "huge answer":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            zipped.writestr("manifest.json", "{}")
            zipped.writestr("answers.json", '{"answers": {"base": {"text": "' + "9" * 10_000_000 + '"}}}')
    return path


PACKETS = {
    "not a zip": "zip",
    "cut off": "its end is missing",
    "climbing path": "../",
    "huge answer": "longer than 1000 KB",
}


@pytest.mark.parametrize("kind", PACKETS)
def test_a_bad_packet_goes_to_quarantine_with_one_sentence(small_school, tmp_path, kind) -> None:
    path = packet_of(small_school, tmp_path, kind)
    Staff(small_school.office.records()).add("Joan Ellis", [Role.STAFF], small_school.opens_at)
    before = stored(small_school)
    person = (tmp_path / "person").read_text()
    words = ("--session", "spring", "--person", person, "--at", "2027-01-08T15:00:00")
    ran = bargain(small_school, "intake", str(path), *words)
    assert_one_sentence(ran, PACKETS[kind])
    assert stored(small_school) == before
    (kept,) = small_school.office.quarantine.rglob("*.zip")
    assert kept.read_bytes() == path.read_bytes()


COMMANDS = {
    "no such file": (("intake", "nowhere.zip", "--session", "spring", "--person", NOBODY), "nowhere.zip"),
    "no such session": (("grade", "autumn"), "autumn"),
    "no such session to report": (("report", "autumn"), "autumn"),
    "no such session to queue": (("queue", "autumn"), "autumn"),
    "no such course": (("session", "open", "new", "--course", "cooking"), "cooking"),
    "end before start": (
        ("session", "open", "new", "--course", "small", "--opens", "2027-05-01", "--closes", "2027-04-01"),
        "clos",
    ),
    "no such part": (("course", "check", "small", "part99"), "part99"),
    "part without a lesson": (("course", "check", "small", "part02-later"), "part02-later"),
    "no invitation link": (("learn", "please", "--no-browser"), "please"),
    "unknown learner: progress": (("program", "progress", "harbor-certificate", NOBODY), NOBODY),
    "unknown learner: certificate": (
        ("certificate", "issue", "harbor-certificate", "--person", NOBODY), "key"
    ),
    "unknown learner: transcript": (("transcript", NOBODY), NOBODY),
    "unknown learner: extension": (
        ("learner", "extend", "spring", NOBODY, "--until", "2027-05-05", "--reason", "Illness"), NOBODY
    ),
    "unknown learner: evidence": (("audit", "person", NOBODY, "--to", "nowhere"), NOBODY),
    "a range that ends before it begins": (
        ("report", "--what", "units", "--since", "2027-05-01", "--until", "2027-04-01"), "2027-04-01"
    ),
    "a memo nobody sent": (
        ("mark", "--session", "spring", "--person", NOBODY, "--part", "part01-count", "--met",
         "--points", "3", "--comment", "Good."),
        NOBODY,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", COMMANDS)
def test_a_command_that_cannot_be_done_says_why(small_school, what) -> None:
    words, named = COMMANDS[what]
    Staff(small_school.office.records()).add(
        "Joan Ellis", [Role.STAFF, Role.INSTRUCTOR], small_school.opens_at
    )
    before = stored(small_school)
    assert_one_sentence(bargain(small_school, *words), named)
    assert stored(small_school) == before


RULES = (ROOT / "programs" / "certificates" / "sample.toml").read_text(encoding="utf-8")
HALF_A_UNIT = 'units = "0.5"'


def line_of(text: str) -> int:
    """The line of the sample's rules that says just this."""
    return RULES.splitlines().index(text) + 1


FILES = {
    "cyclic requirement": (
        {
            f"{one}.toml": RULES.replace('id = "harbor-certificate"', f'id = "{one}"').replace(
                'kind = "course"\ncourse = "costing"', f'kind = "certificate"\ncertificate = "{other}"', 1
            )
            for one, other in (("one", "two"), ("two", "one"))
        },
        ("program", "list", "--programs", "FOLDER"),
        "require each other",
    ),
    "unit of zero": (
        {"rules.toml": RULES.replace(HALF_A_UNIT, 'units = "0"')},
        ("program", "list", "--programs", "FOLDER"),
        f"rules.toml, line {line_of(HALF_A_UNIT)}",
    ),
    "requirement of zero": (
        {"rules.toml": RULES.replace("at_least = 4", "at_least = 0")},
        ("program", "list", "--programs", "FOLDER"),
        f"rules.toml, line {line_of('at_least = 4')}",
    ),
    "broken TOML": (
        {"rules.toml": RULES.replace("window_months = 36", "window_months =")},
        ("certificate", "issue", "harbor-certificate", "--programs", "FOLDER"),
        f"rules.toml, line {line_of('window_months = 36')}",
    ),
    "duplicate roster rows": (
        {"roster.csv": "Name,Email\nAna Reyes,ana@example.org\nAna Reyes,ana@example.org\n"},
        ("roster", "import", "FOLDER/roster.csv", "--session", "spring", "--yes"),
        "Row 3: ana@example.org stands in row 2 already",
    ),
    "a roster that names somebody twice known": (
        {"roster.csv": "Name,Email\nKim Lee,kim@example.org\n"},
        ("roster", "import", "FOLDER/roster.csv", "--session", "spring", "--yes"),
        "Row 2: 2 people here have the address kim@example.org",
    ),
    "an attendance list with a stranger": (
        {"list.csv": "Name,Email\nZoe Nobody,zoe@example.org\n"},
        ("credit", "import", "FOLDER/list.csv", "harbor-intensive", "--certificate", "harbor-certificate",
         "--on", "2027-06-01", "--yes"),
        "Row 2: zoe@example.org is not known here",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_a_file_with_a_slip_is_told_with_its_place_and_nothing_is_half_done(
    small_school, tmp_path, what
) -> None:
    files, words, named = FILES[what]
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    records = small_school.office.records()
    Staff(records).add("Joan Ellis", [Role.STAFF], small_school.opens_at)
    for _twice in range(2):
        People(records).add_person("Kim Lee", "kim@example.org")
    heads, people = Ledger(records).heads(), People(records).everybody()
    before = stored(small_school)
    ran = bargain(small_school, *(word.replace("FOLDER", str(tmp_path)) for word in words))
    assert_one_sentence(ran, named)
    assert (stored(small_school), Ledger(records).heads()) == (before, heads)
    assert People(records).everybody() == people


def test_a_broken_course_file_is_named_with_its_line(small_school) -> None:
    file = small_school.course.folder / "course.toml"
    file.write_text(file.read_text().replace('id = "small"', 'id = "small'))
    assert_one_sentence(bargain(small_school, "course", "list"), "course.toml, line 2")


def test_a_zone_that_does_not_exist_is_named(small_school) -> None:
    Staff(small_school.office.records()).add("Joan Ellis", [Role.STAFF], small_school.opens_at)
    ran = bargain(small_school, "session", "open", "new", "--opens", "2027-01-01", "--zone", "Mars/Phobos")
    assert ran.returncode == 2
    assert "Mars/Phobos" in ran.stderr
    assert "Traceback" not in ran.stderr


def assert_one_sentence(ran: subprocess.CompletedProcess[str], named: str) -> None:
    assert ran.returncode == 2, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr + ran.stdout
    lines = ran.stderr.strip().splitlines()
    assert len(lines) == 1, ran.stderr
    assert lines[0].startswith("bargain: ")
    assert lines[0].rstrip().endswith((".", ")"))
    assert named in lines[0]
