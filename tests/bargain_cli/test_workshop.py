"""`bargain workshop` and `bargain team`, as staff type them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.autograde.teams.small_team import roster_csv

ROOT = Path(__file__).parents[2]
MEETINGS = [word for day in (6, 13, 20, 27) for word in ("--meeting", f"2037-05-{day:02}T17:00")]
OPEN = ("workshop", "open", "power", *MEETINGS, "--deadline", "2037-04-19T23:59")


class Typed:
    """The command over one office."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, by: str = "Joan Ellis") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bargain_cli", *words],
            env={**os.environ, "BARGAIN_ACTOR": by, "BARGAIN_HOME": str(self.folder / "office")},
            cwd=ROOT, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def says(self, *words: str, by: str = "Joan Ellis") -> str:
        done = self(*words, by=by)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def refuses(self, *words: str, by: str = "Joan Ellis") -> str:
        done = self(*words, by=by)
        assert done.returncode == 2 and "Traceback" not in done.stderr, done
        return done.stderr

    def roster(self, people: int) -> str:
        path = self.folder / f"roster{people}.csv"
        path.write_text(roster_csv(people, extra=""), encoding="utf-8")
        return str(path)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    typed = Typed(tmp_path)
    typed.says("staff", "add", "Joan Ellis", "--role", "staff")
    return typed


def test_a_team_from_its_application_to_its_credit(typed: Typed) -> None:
    opened = typed.says(*OPEN)
    assert "Meeting 1: Wednesday, May 6, 2037, 5:00 p.m. to 7:00 p.m. PDT" in opened
    tried = typed.says("team", "apply", "power", typed.roster(13), "--name", "Oak")
    assert "13 people. The fee is 260 dollars.\nNothing was changed" in tried
    applied = typed.says("team", "apply", "power", typed.roster(13), "--name", "Oak", "--yes")
    team, *people = re.findall(r"^([tp]-[0-9a-f]{12})", applied, re.MULTILINE)
    assert len(people) == 13 and applied.count("/sign-in/") == 13
    assert "The coordinator has not done the orientation yet." in typed.refuses("team", "accept", team)
    typed.says("team", "oriented", team, people[0])
    assert "accepted, 13 people, 260 dollars" in typed.says("team", "accept", team)
    assert f"{people[4]}: coordinator" in typed.says(
        "team", "role", team, people[4], "coordinator", "--reason", "Leave"
    )
    page = typed.folder / "council.html"
    assert "It holds names" in typed.says("team", "plan", team, str(page))
    assert "Our plan to open the negotiations" in page.read_text("utf-8")
    assert "is there already" in typed.refuses("team", "plan", team, str(page))
    shown = typed.says("team", "show", team, "--zone", "America/New_York")
    assert "8:00 p.m. to 10:00 p.m. EDT" in shown and "PersonAa Oak" in shown
    sheet = typed.folder / "m1.csv"
    sheet.write_text("Name,Email\nPersonAb Oak,personab@oak.example\n", encoding="utf-8")
    assert "1 would change" in typed.says("workshop", "attendance", "power", "1", str(sheet))
    assert "1 changed." in typed.says("workshop", "attendance", "power", "1", str(sheet), "--yes")
    due = typed.says("workshop", "credit", "power", "--certificate", "harbor-certificate")
    assert f"{people[1]}  not yet  on the roster, 1 meetings (not enough)" in due and "0 are due" in due


def test_a_conference_is_listed_and_its_attendance_becomes_proposals(typed: Typed) -> None:
    listed = typed.says("conference", "list", "mta-winter-2026", "--tag", "school finance")
    assert "Saturday, January 24, 2026, Boston" in listed and listed.count("elective") == 2
    assert "taught here: school-finance/part03-proposition-two-and-a-half" in listed
    assert "hours: unset; places: unset" in listed
    sheet = typed.folder / "list.csv"
    sheet.write_text("Name\nJoan Ellis\n", encoding="utf-8")
    attendance = ("conference", "attendance", "mta-winter-2026", "20", str(sheet))
    assert "1 were there, 0 problems.\nNothing was changed" in typed.says(*attendance)
    assert ": proposed" in typed.says(*attendance, "--yes")
    none_said = typed.refuses("conference", "attendance", "mta-winter-2026", "1", str(sheet))
    assert "names no credit for workshop 1" in none_said


def test_what_cannot_be_is_said_in_a_sentence(typed: Typed) -> None:
    assert "There is no workshop" in typed.refuses(
        "workshop", "credit", "w", "--certificate", "harbor-certificate"
    )
    three = ("workshop", "open", "power", *MEETINGS[2:], "--deadline", "2037-04-19T23:59")
    assert "3 dates were given" in typed.refuses(*three)
    typed.says(*OPEN)
    refused = typed.says("team", "apply", "power", typed.roster(9), "--name", "Nine", "--yes")
    assert "The team has 9 people; a team is at least 10" in refused and ": refused." in refused
    assert "Nothing is charged" in refused and "no fee" in typed.says("workshop", "list")
    assert "Nothing is charged" in typed.refuses("workshop", "fee", "9")
    assert "540 dollars" in typed.says("workshop", "fee", "27")
    assert "cannot be read" in typed.refuses("team", "apply", "power", "none.csv", "--name", "None")
    assert "nobody on the staff" in typed.refuses(*OPEN, by="Mallory")
