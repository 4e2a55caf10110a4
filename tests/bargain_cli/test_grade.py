"""`bargain grade` as staff type it: its options, what it says, and Ctrl-C."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograde.ledger.events import Event, EventKind
from autograde.ledger.store import Ledger

ROOT = Path(__file__).parents[2]
LETTER = "Please send the payroll register by Friday."
Bargain = Callable[..., subprocess.CompletedProcess[str]]

COMMAND = """
import sys
from pathlib import Path
from autograde.program import rules

folder = Path(sys.argv.pop(1))
rules.programs_folder = lambda: folder  # the toy course is not among the programs
{first}
from bargain_cli.app import run
run()
"""


@pytest.fixture
def bargain(small_school: Any) -> Bargain:
    """The command in a process of its own; `first`: what happens in it before."""

    def ran(*words: str, first: str = "", programs: Path | None = None) -> subprocess.CompletedProcess[str]:
        home = {
            "BARGAIN_HOME": str(small_school.office.home),
            "BARGAIN_CURRICULUM": str(small_school.course.folder.parent),
        }
        where = str(programs or small_school.programs)
        return subprocess.run(
            [sys.executable, "-c", COMMAND.format(first=first), where, *words],
            env={**os.environ, **home, "COLUMNS": "200", "TERM": "dumb"}, cwd=ROOT, capture_output=True,
            text=True, timeout=120, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    return ran


def send(school: Any, name: str, base: str = "$1") -> str:
    person = str(school.join(name))
    school.send(person, school.packet(person, {"base": base, "letter": LETTER}))
    return person


def graded(school: Any) -> list[Event]:
    return Ledger(school.office.records()).events(kinds={EventKind.GRADED})


def said(ran: subprocess.CompletedProcess[str]) -> str:
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_it_grades_what_waits_shows_how_far_it_is_and_then_finds_nothing(
    bargain: Bargain, small_school: Any
) -> None:
    people = [send(small_school, f"Learner {number}") for number in range(3)]
    told = said(bargain("grade", "spring", "-j", "2"))
    assert re.search(r"Grading .*3/3 \d:\d\d:\d\d", told)
    assert told.endswith("3 graded, 0 not scored.\n")
    assert sorted(e.person for e in graded(small_school)) == sorted(people)
    assert said(bargain("grade", "spring")).endswith("0 graded, 0 not scored.\n")


def test_both_engines_give_the_same_points(bargain: Bargain, small_school: Any) -> None:
    for engine in ("fork", "kernel"):
        person = send(small_school, f"By {engine}", base="$7,777")
        assert "1 graded" in said(bargain("grade", "spring", "--engine", engine))
        assert graded(small_school)[-1].person == person
    one, other = (event.body["cells"] for event in graded(small_school))
    assert one == other


BREAKS = """
from autograde.engine.forked import ForkedEngine
from autograde.errors import GradingError

def breaks(*_all):
    raise GradingError("It broke.")

ForkedEngine.__call__ = breaks
"""


def test_what_broke_is_named_and_tried_again_only_when_asked(bargain: Bargain, small_school: Any) -> None:
    person = send(small_school, "Unlucky")
    told = said(bargain("grade", "spring", "--engine", "fork", first=BREAKS))
    assert f"Not scored: {person} {small_school.part}: It broke." in told
    assert "0 graded, 1 not scored." in told
    assert "0 graded, 0 not scored." in said(bargain("grade", "spring"))
    assert "1 graded, 0 not scored." in said(bargain("grade", "spring", "--retry"))


def test_changed_rules_are_told_and_applied_when_staff_ask(
    bargain: Bargain, small_school: Any, tmp_path: Path
) -> None:
    said(bargain("staff", "add", "Joan Ellis", "--role", "staff"))
    person = send(small_school, "Ana")
    assert "keep their scores" not in said(bargain("grade", "spring"))

    changed = tmp_path / "changed"
    shutil.copytree(small_school.programs, changed)
    [file] = changed.glob("*.toml")
    file.write_text(file.read_text().replace('version = "1"', 'version = "2"'))
    told = said(bargain("grade", "spring", programs=changed))
    assert "0 graded, 0 not scored.\n1 graded earlier keep their scores" in told
    assert told.endswith("bargain grade spring --regrade\n")

    ask = ("grade", "spring", "--regrade", "--reason", "New rules.")
    assert bargain(*ask, programs=changed).returncode == 2
    assert "1 graded" in said(bargain(*ask, "--as", "Joan Ellis", programs=changed))
    assert "0 graded" in said(bargain(*ask, "--as", "Joan Ellis", programs=changed))
    assert "1 graded" in said(bargain("grade", "spring", "--regrade-all", "--as", "Joan Ellis"))
    first, second, third = graded(small_school)
    assert [event.person for event in (first, second, third)] == [person] * 3
    assert [event.reason for event in (first, second, third)] == ["", "New rules.", "graded again"]
    assert first.actor == "system:grading"
    assert second.actor == third.actor != first.actor


STOPPED = """
import os, signal
from rich.progress import Progress

update = Progress.update

def stop_after_the_first(bar, task, *, completed, total):
    update(bar, task, completed=completed, total=total)
    if completed == 1:
        os.killpg(0, signal.SIGINT)  # as a terminal does: to all who have not left this group

Progress.update = stop_after_the_first
"""


@pytest.mark.parametrize("engine", ["fork", "kernel"])
def test_ctrl_c_stops_cleanly_and_the_next_time_goes_on(
    engine: str, bargain: Bargain, small_school: Any
) -> None:
    for number in range(3):
        send(small_school, f"Learner {number}")
    stopped = bargain("grade", "spring", "--engine", engine, "-j", "2", first=STOPPED)
    assert stopped.returncode == 130
    assert stopped.stderr == "Stopped. What was graded is stored; the same command grades the rest.\n"
    assert "1/3" in stopped.stdout
    assert len(graded(small_school)) == 1
    assert not Ledger(small_school.office.records()).events(kinds={EventKind.RUN_FAILED})
    assert "2 graded, 0 not scored." in said(bargain("grade", "spring"))
    assert len(graded(small_school)) == 3


IMPATIENT = """
from autograde.engine.cluster import Cluster

Cluster.__init__.__defaults__ = (0.1,)
"""


def test_a_cluster_that_is_not_there_is_said_and_nothing_is_stored(
    bargain: Bargain, small_school: Any
) -> None:
    send(small_school, "Ana")
    refused = bargain("grade", "spring", "--engine", "tcp://127.0.0.1:1", first=IMPATIENT)
    assert refused.returncode == 2
    assert "No scheduler answers at tcp://127.0.0.1:1." in refused.stderr
    assert graded(small_school) == []


@pytest.mark.parametrize(
    "words", [("-j", "-1"), ("-j", "65"), ("-j", "two"), ("--engine", "fast")], ids=" ".join
)  # fmt: skip
def test_options_that_make_no_sense_are_refused(words: tuple[str, str], bargain: Bargain) -> None:
    refused = bargain("grade", "spring", *words)
    assert refused.returncode == 2
    assert f"Invalid value for '{'--workers' if words[0] == '-j' else words[0]}'" in refused.stderr
