"""What was planted in the fictional agreement for readers to find is told by no lesson before they look.

The notes on it are `planted-defects.toml` and `changes.toml`. No lesson names them, and no sentence of theirs
stands in what a learner reads. Of `law_facts.toml` learners read statements of law and citations, and nothing
that it says to staff: how much of a source was read, and who has not signed. tests/rules/test_the_wheel.py
holds that the three files do not ship.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from autograde.authoring.build import build_source
from autograde.authoring.lesson_file import read_lesson
from autograde.authoring.rubric import read_rubric
from autograde.course import find_courses

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "curriculum" / "contract-language"
LAW = "law_facts.toml"
NOTES = ("planted-defects.toml", "changes.toml", LAW)
PARTS = [part.folder for part in find_courses(FOLDER.parent)["contract-language"].parts if part.folder]
_SHORTEST = 6  # words: fewer are said by chance


def explanations() -> list[str]:
    """The pieces of the notes in which an author explains; words of the agreement itself are no secret."""
    faults, changes = (tomllib.loads((FOLDER / name).read_text(encoding="utf-8")) for name in NOTES[:2])
    told = [entry["problem"] for entry in faults["defect"]]
    told += [text for kind in changes.values() for text in kind.values()]
    pieces = [piece for text in told for piece in re.split(r"[.:;?]\s", text)]
    return [plain(piece) for piece in pieces if len(piece.split()) >= _SHORTEST]


def said_to_staff_on_law() -> list[str]:
    """What stands in law_facts.toml beside statements and citations: its head, sources, addresses."""
    text = (FOLDER / LAW).read_text(encoding="utf-8")
    facts = tomllib.loads(text)["fact"]
    told = [line.removeprefix("#") for line in text.splitlines() if line.startswith("#")]
    told += [fact[name] for fact in facts for name in ("source", "address")]
    return [plain(one) for one in told if len(plain(one).split()) >= _SHORTEST]


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def test_there_is_something_to_keep() -> None:
    assert len(explanations()) > 20
    assert len(said_to_staff_on_law()) > 20


def what_a_learner_reads(folder: Path) -> str:
    cells = read_lesson(folder / "lesson.md")
    shown = [cell.visible_in_place if cell.is_code else cell.text for cell in cells]
    words = (folder.parent / "glossary.toml").read_text(encoding="utf-8")
    return plain("\n".join([*shown, read_rubric(folder / "rubric.md").for_learner, words]))


@pytest.mark.parametrize("folder", PARTS, ids=lambda folder: folder.name)
def test_no_lesson_repeats_the_notes_to_staff(folder: Path) -> None:
    seen = what_a_learner_reads(folder)
    assert [piece for piece in (*explanations(), *said_to_staff_on_law()) if piece in seen] == []
    assert not any(name in build_source(folder).content.decode() for name in NOTES)
