"""The walk through one learner's record in docs/staff: its commands are run on the demonstration, and say
what the page says.

Ids, hashes, codes and sizes differ from one performance to the next; they are held against their kind alone.
A line "..." of the page stands for any number of lines.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograde.course import load_course
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from bargain_cli.app import app
from demonstration.cohort import load_cohort
from demonstration.run import last_day

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "staff" / "one-learners-record.md"
COHORT = load_cohort()
COURSE = load_course(ROOT / "curriculum" / COHORT.course)
WHOLE = all(part.available for part in COURSE.parts)
ANA, CERTIFICATE = "p-0123456789ab", "K7QF-2M9X-VB4T-HD3N"
PACKET, RUN = "0" * 64, "1" * 64
"""What stands on the page for hers."""
_KINDS = {
    r"p-[0-9a-f]{12}": "p-…",
    r"e-[0-9a-f]{24}": "e-…",
    r"R-[0-9A-Z-]{6,}": "R-…",
    r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}": "CODE",
    r"[0-9a-f]{64}": "HASH",
    r"z6Mk\w+": "KEY",
    r"\b\d+ events of \d+ people": "N events of N people",
}


def plain(line: str) -> str:
    """A line in which whatever is by chance is only of its kind."""
    for pattern, kind in _KINDS.items():
        line = re.sub(pattern, kind, line)
    return line.rstrip()


def steps() -> Iterator[tuple[list[str], list[str]]]:
    """The commands of each block of the page, and the lines it says they print."""
    text = PAGE.read_text(encoding="utf-8")
    for commands, said in re.findall(r"```console\n(.*?)```\n+```text\n(.*?)```", text, re.DOTALL):
        yield commands.strip().splitlines(), said.strip("\n").splitlines()


def holds(said: list[str], printed: list[str]) -> bool:
    """Whether the page's lines are those that were printed, with gaps only where it says so."""
    pattern = "".join(".*" if line == "..." else re.escape(plain(line) + "\n") for line in said)
    return re.fullmatch(pattern, "".join(plain(line) + "\n" for line in printed), re.DOTALL) is not None


@pytest.fixture
def hers(office: Office) -> dict[str, str]:
    """What stands in place of the page's examples."""
    people = People(office.records())
    ana = next(one.id for one in people.people(people.everybody()).values() if one.name == "Ana Duarte")
    chain = Ledger(office.records()).events(ana)
    run = next(event for event in chain if event.kind is EventKind.EXECUTED)
    found = {ANA: ana, PACKET: run.body["packet_sha256"], RUN: run.body["run_sha256"]}
    issued = [event.body["serial"] for event in chain if event.kind is EventKind.CERTIFICATE_ISSUED]
    return found | ({CERTIFICATE: issued[0]} if issued else {})


@pytest.mark.skipif(not WHOLE, reason="a part of the course has no lesson yet, so nobody can complete it")
def test_every_command_of_the_page_says_what_the_page_says(
    played: Path, hers: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "var").symlink_to(played)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BARGAIN_CURRICULUM", str(ROOT / "curriculum"))
    monkeypatch.setenv("COLUMNS", "400")
    walked = list(steps())
    assert len(walked) >= 9
    for commands, said in walked:
        printed: list[str] = []
        for command in commands:
            printed += run(filled(command, hers), monkeypatch)
        assert holds([filled(line, hers) for line in said], printed), "\n".join([*commands, *printed])


def filled(text: str, hers: dict[str, str]) -> str:
    for example, real in hers.items():
        text = text.replace(example, real)
    return text


def run(command: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run one command of the page, two weeks after the play has ended."""
    words = shlex.split(command)
    if words[0] == "sha256sum":
        return [f"{sha256(Path(words[1]).read_bytes()).hexdigest()}  {words[1]}"]
    if words[0] == "cat":
        return Path(words[1]).read_text(encoding="utf-8").splitlines()
    assert words[:3] == ["uv", "run", "bargain"], command
    for name, module in list(sys.modules.items()):
        if name.startswith("bargain_cli.") and hasattr(module, "now"):
            monkeypatch.setattr(module, "now", lambda: last_day(COHORT) + timedelta(days=14))
    ran = CliRunner().invoke(app, words[3:])
    assert ran.exit_code == 0, (command, ran.output, ran.exception)
    return ran.output.splitlines()


def test_the_comparison_can_fail() -> None:
    assert holds(["p-0123456789ab  one", "...", "end"], ["p-ba9876543210  one", "two", "three", "end"])
    assert not holds(["one", "end"], ["one", "two", "end"])
    assert not holds(["one", "..."], ["two"])
