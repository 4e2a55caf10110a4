"""Plain words: what learners read is short, reads at grade 8 or lower, and shows no dollar amount typed by hand.

The grade is that of Flesch and Kincaid (Kincaid and others, "Derivation of new readability formulas", Naval
Technical Training Command, 1975): 0.39 words per sentence + 11.8 syllables per word − 15.59. Terms of the
glossary are left out, since a part explains them; what stands in code, tables and addresses is no prose.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pyphen
import pytest

from autograde.authoring.glossary import GLOSSARY_FILE, read_glossary
from autograde.authoring.lesson_file import read_lesson
from autograde.course import find_courses
from autograde.teams.plan.form import find_form

ROOT = Path(__file__).parents[2]
PARTS = [
    part.folder
    for course in find_courses(ROOT / "curriculum").values()
    for part in course.parts
    if part.folder is not None
]
NAMES = [folder.name for folder in PARTS]
HIGHEST_GRADE = 8.0
LONGEST_SENTENCE = 25
_NOT_PROSE = re.compile(r"(?s:```.*?```)|`[^`\n]*`|^\|.*$|^#.*$|!\[[^\]]*\]\([^)]*\)|https?://\S+", re.M)
_TYPED_DOLLARS = re.compile(r"\$\s?\d")


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


def sentences(folder: Path) -> list[str]:
    """The sentences of a part's prose, lists item by item."""
    found: list[str] = []
    for cell in read_lesson(folder / "lesson.md"):
        if cell.is_code:
            continue
        prose = re.sub(r"[*_{}]|\]\([^)]*\)|\[", "", _NOT_PROSE.sub("", cell.text))
        for line in prose.split("\n"):
            found += re.split(r"(?<=[.!?:])\s+", re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", line).strip())
    return [one for one in found if words(one)]


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w’'-]+", text) if re.search(r"[A-Za-z]", word)]


def syllables(word: str) -> int:
    return sum(len(_dictionary().positions(piece)) + 1 for piece in re.split(r"[-’']", word) if piece)


def without_terms(text: str, folder: Path) -> str:
    terms = sorted(read_glossary(folder.parent / GLOSSARY_FILE), key=len, reverse=True)
    if not terms:
        return text
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, terms))})(?:s|es)?\b", "", text, flags=re.IGNORECASE)


def grade(texts: list[str]) -> float:
    counted = [word for text in texts for word in words(text)]
    return (
        0.39 * len(counted) / len(texts) + 11.8 * sum(map(syllables, counted)) / len(counted) - 15.59
    )


def test_the_grade_is_that_of_plain_and_of_hard_sentences() -> None:
    assert grade(["The cat sat on the mat.", "It was fat."]) < 2
    assert grade(["Organizational interoperability necessitates considerable institutional harmonization."]) > 15


@pytest.mark.parametrize("folder", PARTS, ids=NAMES)
def test_a_part_reads_at_grade_eight_or_lower(folder: Path) -> None:
    texts = [text for text in (without_terms(one, folder) for one in sentences(folder)) if words(text)]
    assert round(grade(texts), 1) <= HIGHEST_GRADE


@pytest.mark.parametrize("folder", PARTS, ids=NAMES)
def test_no_sentence_is_longer_than_twenty_five_words(folder: Path) -> None:
    long = [one for one in sentences(folder) if len(words(one)) > LONGEST_SENTENCE]
    assert long == []


@pytest.mark.parametrize("folder", PARTS, ids=NAMES)
def test_no_amount_of_dollars_is_typed_into_the_code_of_a_lesson(folder: Path) -> None:
    typed = []
    for cell in read_lesson(folder / "lesson.md"):
        if not cell.is_code:
            typed += [line for line in cell.text.split("\n") if re.search(r"(?<!\\)\$\d", line)]
            continue
        for node in ast.walk(ast.parse(cell.text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                typed += [node.value] if _TYPED_DOLLARS.search(node.value) else []
    assert typed == []


def test_the_plan_of_a_team_asks_in_plain_words() -> None:
    form = find_form("power-and-participation")
    texts = [section.hint for section in form.sections] + [row.met_when for row in form.rubric]
    said = [one for text in texts for one in re.split(r"(?<=[.!?:])\s+", text)]
    assert round(grade(said), 1) <= HIGHEST_GRADE
    assert [one for one in said if len(words(one)) > LONGEST_SENTENCE] == []
