"""Whoever has not read a lesson on contract language earns next to nothing, and whoever is right earns all.

Run with -s, it prints for every scored question what its key, nothing, everything, always the first, always
the last and 1,000 random answers score. Over a whole part, less what chance gives, they earn a mean of at
most 0.05, and 19 of 20 earn at most 0.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from statistics import fmean, quantiles

import pytest

from autograde.authoring.build import build_source
from autograde.course import find_courses
from autograde.release.lesson_trial import try_lesson
from bargaining.language.items import above_chance
from classroom.questions.answer_with import answer_with
from classroom.questions.checking import Status, check
from classroom.questions.question import Key, Question
from tests.curriculum.guessing import fixed_guesses, other_formats, random_guess

ROOT = Path(__file__).parents[2]
COURSE = find_courses(ROOT / "curriculum")["contract-language"]
PARTS = [part.folder for part in COURSE.parts if part.folder is not None]
# The worked example, and employers from the two ends and the middle of the verified set.
VARIANTS = [COURSE.examples[0], *(COURSE.variants[place] for place in (0, len(COURSE.variants) // 2, -1))]
CASES = [pytest.param(*case, id=f"{case[0].name}-{case[1]}") for case in product(PARTS, VARIANTS)]
TRIES = 1000
HIGHEST_MEAN, HIGHEST_OF_NINETEEN_IN_TWENTY = 0.05, 0.2


@dataclass(frozen=True)
class Scored:
    question: Question
    key: Key
    points: float

    def share(self, text: str) -> float:
        return float(check(self.question, self.key, text).share)


@cache
def scored(folder: Path, variant: int) -> tuple[Scored, ...]:
    """The scored questions of a part, for one employer."""
    source = build_source(folder)
    described = source.part_json["questions"]
    return tuple(
        Scored(put.question, put.key, float(described[name]["points"]))
        for name, put in try_lesson(folder, variant, {}, source).keyed().items()
        if put.key is not None and described[name]["graded"]
    )


def over_the_part(items: Iterable[Scored], shares: Iterable[float], chances: Iterable[float]) -> float:
    rows = zip(items, shares, chances, strict=True)
    return above_chance([(share, chance, item.points) for item, share, chance in rows])


@pytest.mark.parametrize(("folder", "variant"), CASES)
def test_guessing_earns_next_to_nothing_over_a_part(folder: Path, variant: int) -> None:
    items = scored(folder, variant)
    assert len(items) >= 5
    generator = Random(f"{folder.name} {variant}")
    tried = [
        [item.share(random_guess(item.question, item.key, generator)) for _ in range(TRIES)] for item in items
    ]
    chances = [fmean(shares) for shares in tried]
    guesses = [fixed_guesses(item.question) for item in items]
    for item, fixed, chance in zip(items, guesses, chances, strict=True):
        said = "  ".join(f"{name} {item.share(text):4.2f}" for name, text in fixed.items())
        gold = item.share(answer_with(item.question, item.key))
        print(f"{item.question.id:<24} gold {gold:4.2f}  {said}  random {chance:5.3f}")
        assert gold == 1
    parts = [over_the_part(items, shares, chances) for shares in zip(*tried, strict=True)]
    high = quantiles(parts, n=20)[-1]
    print(f"{folder.name}, employer {variant}: random over the part {fmean(parts):.3f}, 19 of 20 below {high:.3f}")
    assert fmean(parts) <= HIGHEST_MEAN
    assert high <= HIGHEST_OF_NINETEEN_IN_TWENTY
    for name in ("empty", "all", "first", "last"):
        shares = [item.share(fixed[name]) for item, fixed in zip(items, guesses, strict=True)]
        assert over_the_part(items, shares, chances) <= HIGHEST_OF_NINETEEN_IN_TWENTY, name


@pytest.mark.parametrize(("folder", "variant"), CASES)
def test_every_named_mistake_scores_less_than_the_key(folder: Path, variant: int) -> None:
    for item in scored(folder, variant):
        for mistake in item.key.mistakes:
            assert item.share(answer_with(item.question, item.key, mistake)) < 1, mistake.name


@pytest.mark.parametrize(("folder", "variant"), CASES)
def test_two_right_formats_both_pass(folder: Path, variant: int) -> None:
    for item in scored(folder, variant):
        others = list(other_formats(item.question, item.key))
        assert others, item.question.id
        for text in others:
            assert check(item.question, item.key, text).status is Status.CORRECT, (item.question.id, text)
