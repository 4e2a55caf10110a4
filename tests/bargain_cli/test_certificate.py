"""`bargain key`, `certificate`, `verify`, `transcript` and `ledger seal`, as staff type them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograde.office import open_office
from autograde.people.register import People
from autograde.sessions.calendar import Sessions
from tests.autograde.certificate.small_program import CLOSES, COURSE, ISSUER, OPENS, Program

ROOT = Path(__file__).parents[2]
RULES = """
id = "small-certificate"
version = "1"
title = "A small certificate"
fictional = true
source = "for these tests"
note = "for these tests"
valid_months = 60
window_months = "never"
signatory = "Rosa Delgado"
hours_counted = {hours_counted}

[[requirement]]
id = "costing"
title = "Costing Out Your Contract"
kind = "course"
course = "costing"

[[course_hours]]
course = "costing"
hours = 9
"""


class Desk:
    """An office in which one learner completed the course, and the command as staff type it."""

    def __init__(self, folder: Path) -> None:
        self.home, self.folder = folder / "office", folder
        office = open_office(self.home)
        Sessions(office.records()).open_session(
            "spring-2027", COURSE, "Spring 2027", OPENS, CLOSES, "America/New_York", 7
        )
        self.program = Program(office)
        self.ana = self.program.completes(self.program.join())
        self.set_rules('"Nine parts of one hour."')
        added = self("staff", "add", "Rosa Delgado", "--role", "staff", "--email", "rosa@school.example")
        assert added.returncode == 0, added.stderr

    def set_rules(self, hours_counted: str) -> None:
        (self.folder / "programs").mkdir(exist_ok=True)
        text = RULES.replace("{hours_counted}", hours_counted)
        (self.folder / "programs" / "small.toml").write_text(text, encoding="utf-8")

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bargain_cli", *words, "--home", str(self.home)],
            env={**os.environ, "COLUMNS": "400", "TERM": "dumb", "BARGAIN_ACTOR": "rosa@school.example"},
            cwd=ROOT, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def says(self, *words: str) -> str:
        done = self(*words)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def refuses(self, *words: str) -> str:
        done = self(*words)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert done.stderr.startswith("bargain: ")
        assert len(done.stderr.splitlines()) == 1
        return done.stderr

    @property
    def programs(self) -> tuple[str, str]:
        return "--programs", str(self.folder / "programs")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_from_the_first_key_to_a_checked_certificate(desk: Desk, tmp_path: Path) -> None:
    issue = ("certificate", "issue", "small-certificate", *desk.programs)
    assert "Make one: bargain key create" in desk.refuses(*issue)
    assert "The office signs with z6Mk" in desk.says("key", "create")
    assert "Who issues the certificates is not said yet" in desk.refuses(*issue)
    (desk.home / "issuer.toml").write_text(ISSUER, encoding="utf-8")
    number, person, page = desk.says(*issue).split()
    assert person == desk.ana
    assert "It is due to nobody." in desk.says(*issue)

    assert "On record in this office, and in force." in desk.says("verify", page)
    desk.says("certificate", "publish", "--to", str(tmp_path / "web"))
    stranger = Path(page).read_bytes()
    (tmp_path / "brought.pdf").write_bytes(stranger)
    told = desk.says("verify", str(tmp_path / "brought.pdf"), "--issuer", str(tmp_path / "web"))
    assert "Genuine. Signed by Harbor Bend Bargaining School (fictional) with z6Mk" in told
    assert "Ana Reyes, Local 7, Harbor Teachers" in told
    assert "3 units, 9 contact hours" in told
    assert "Not revoked as of" in told
    (tmp_path / "brought.pdf").write_bytes(stranger.replace(b"credential.json", b"credentiul.json"))
    assert "is a PDF with" in desk.refuses("verify", str(tmp_path / "brought.pdf"))

    again = desk.says("certificate", "reissue", number, "--reason", "name corrected")
    assert f"replaces {number}" in again
    assert "was replaced on" in desk.refuses("verify", page)
    new = again.split()[0]
    assert "is revoked" in desk.says("certificate", "revoke", new, "--reason", "wrong person")
    listed = desk.says("certificate", "show")
    assert f"replaced by {new}: name corrected" in listed
    assert "revoked on" in listed


def test_an_unset_rule_certifies_nothing(desk: Desk) -> None:
    desk.set_rules('"unset"')
    desk.says("key", "create")
    (desk.home / "issuer.toml").write_text(ISSUER, encoding="utf-8")
    issue = ("certificate", "issue", "small-certificate", *desk.programs)
    assert "unset in its rules, so it cannot be issued: hours_counted" in desk.says(*issue)
    assert "its rules leave these unset: hours_counted" in desk.refuses(*issue, "--person", desk.ana)


def test_keys_are_shown_without_their_secret_and_rotated(desk: Desk) -> None:
    assert "has no key yet" in desk.says("key", "show")
    first = desk.says("key", "create").split()[4].rstrip(".")
    assert "rotate it" in desk.refuses("key", "create")
    desk.says("key", "rotate")
    shown = desk.says("key", "show")
    assert first in shown
    assert "signs now" in shown
    assert "z3u2" not in shown
    (desk.home / "keys" / f"{first}.json").chmod(0o644)
    assert "Other accounts can read" in desk.refuses("key", "show")


def test_a_seal_and_its_copy(desk: Desk, tmp_path: Path) -> None:
    desk.says("key", "create")
    assert "There is no seal yet" in desk.says("ledger", "verify")
    assert "Seal 1:" in desk.says("ledger", "seal", "--copy", str(tmp_path / "safe"))
    assert "1 seals agree" in desk.says("ledger", "verify", "--seals", str(tmp_path / "safe"))
    (desk.home / "seals" / "seal-000001.json").unlink()
    assert "Hold to the copy" in desk.refuses("ledger", "verify", "--seals", str(tmp_path / "safe"))


def test_whose_certificate_is_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")
    words = ("verify", str(tmp_path / "c.json"), "--home", str(tmp_path / "n"))
    done = subprocess.run(
        [sys.executable, "-m", "bargain_cli", *words],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Give what the issuer published with --issuer" in done.stderr
    assert not (tmp_path / "n").exists()


def test_a_transcript_of_somebody_who_began(desk: Desk, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    office = desk.program.office
    bo = People(office.records()).add_person("Bo Adeyemi")
    course = ROOT / "curriculum" / "costing"
    from autograde.course import load_course

    Sessions(office.records()).open_session(
        "autumn",
        load_course(course),
        "Autumn",
        datetime(2026, 1, 1, tzinfo=UTC),
        CLOSES,
        "America/New_York",
        7,
    )
    Sessions(office.records()).enrol("autumn", bo, datetime(2026, 1, 2, tzinfo=UTC), bo)
    written = desk.says("transcript", bo, "--to", str(tmp_path / "t")).split()
    assert [Path(one).suffix for one in written] == [".pdf", ".csv", ".json"]
    assert Path(written[0]).stat().st_mode & 0o777 == 0o600
    assert "Nobody here has the id" in desk.refuses("transcript", "p-000000000000")
