"""No table, chart or sentence that a learner sees holds the number that a scored question asks her for.

Where it could, a page shows a neighbor's numbers. Looked at is each part as it stands when it is opened, with
whatever its sliders are set to then, for one employer of each kind.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from autograde.authoring.build import build_source
from autograde.authoring.lesson_file import read_lesson as cells_of
from autograde.course import Course, find_courses
from autograde.release.lesson_trial import lay_out, try_lesson
from classroom.questions.question import Key
from classroom.reading.blocks import Asked, Block, Prose
from classroom.reading.sheet import read_lesson

ROOT = Path(__file__).parents[2]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SMALLEST = 20
"""Smaller numbers stand on every page by chance."""
RECOGNISED = {"required-contribution"}
"""Where a town may stand at its target, what it must pay is one of the figures she is given: to know which is
what is asked."""
CASES = [
    (course, part.folder)
    for course in find_courses(ROOT / "curriculum").values()
    for part in course.parts
    if part.folder is not None
]


def texts(shown: object) -> Iterator[str]:
    """Every text and number in a block, however deep."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, (int, float, Decimal)):
        yield str(shown)
    elif isinstance(shown, Mapping):
        yield from texts([*shown.keys(), *shown.values()])
    elif isinstance(shown, (list, tuple, frozenset)):
        for one in shown:
            yield from texts(one)
    elif is_dataclass(shown):
        yield from texts([getattr(shown, each.name) for each in fields(shown)])


def numbers(blocks: Sequence[Block]) -> set[Decimal]:
    """Every number that stands outside the questions."""
    seen = [block for block in blocks if not isinstance(block, Asked)]
    return {
        Decimal(found.replace(",", "")) for text in texts(list(seen)) for found in NUMBER.findall(text)
    }


def given_away(key: Key, shown: set[Decimal]) -> list[Decimal]:
    """The numbers on the page that are right for that key."""
    asked = key.right.values() if isinstance(key.right, Mapping) else [key.right]
    within = key.within if isinstance(key.within, Decimal) else Decimal(0)
    found = []
    for right in (abs(one) for one in asked if isinstance(one, Decimal)):
        near = min(max(within, Decimal("0.006")), right / 500)
        found += [one for one in shown if right >= SMALLEST and abs(one - right) <= near]
    return found


@pytest.mark.parametrize(("course", "folder"), CASES, ids=[f"{c.id}-{f.name}" for c, f in CASES])
def test_no_scored_number_stands_on_the_page(course: Course, folder: Path, tmp_path: Path) -> None:
    source = build_source(folder)
    cells = [
        ("code", cell.visible_in_place) if cell.is_code else ("markdown", cell.text)
        for cell in cells_of(folder / "lesson.md")
    ]
    for employer in (list(kind.variants)[-1] for kind in course.kinds):
        done = try_lesson(folder, employer, {}, source)
        with tempfile.TemporaryDirectory(dir=tmp_path) as place:
            lay_out(Path(place), source, employer, {})
            shown = numbers(read_lesson(cells, Path(place), {}))
        scored = {put.question.id: put.key for put in done.put if put.key and put.practice is None}
        assert scored, "a part has scored questions"
        told = {name: given_away(key, shown) for name, key in scored.items() if name not in RECOGNISED}
        assert {name: found for name, found in told.items() if found} == {}, f"employer {employer}"


def test_the_search_finds_what_stands_there() -> None:
    shown = numbers([Prose("What three years cost: $1,696,504.29 in all.")])
    assert given_away(Key(Decimal("1696504.2921"), within=1), shown) == [Decimal("1696504.29")]
    assert given_away(Key(Decimal("1696506")), shown) == []
