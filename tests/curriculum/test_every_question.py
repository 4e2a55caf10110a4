"""Every question of every part, driven by the code a learner's answers meet: untouched, unreadable, wrong,
right.

For every employer of the verified set, the lesson's own code is run with its hidden tests, in this process.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest

from autograde.authoring.build import SourceNotebook, build_source
from autograde.course import find_courses
from autograde.release.lesson_trial import try_lesson
from classroom.questions.answer_with import answer_with
from classroom.questions.checking import Status, check, reply
from classroom.questions.question import Kind, exact
from classroom.rehearsal import Put, Rehearsal

ROOT = Path(__file__).parents[2]
COURSES = find_courses(ROOT / "curriculum")
PARTS = [(course, part) for course in COURSES.values() for part in course.parts if part.folder is not None]
EXAMPLES = [(part.folder, variant) for course, part in PARTS for variant in course.examples]


@dataclass(frozen=True)
class Driven:
    """A lesson as one employer's learner meets it, run once with nothing answered."""

    folder: Path
    variant: int
    untouched: Rehearsal

    @cached_property
    def keyed(self) -> dict[str, Put]:
        return self.untouched.keyed()

    def scored(self, answers: dict[str, str]) -> tuple[dict[str, Any], ...]:
        return run(self.folder, self.variant, answers).scored


@cache
def source(folder: Path) -> SourceNotebook:
    return build_source(folder)


def run(folder: Path, variant: int, answers: dict[str, str] | None = None) -> Rehearsal:
    return try_lesson(folder, variant, answers or {}, source(folder))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((part.folder, variant), id=f"{part.id}-{variant}")
        for course, part in PARTS
        for variant in sorted({*course.examples, *course.variants})
    ],
)
def driven(request: pytest.FixtureRequest) -> Driven:
    return Driven(*request.param, run(*request.param))


def test_there_is_a_part_to_drive() -> None:
    assert PARTS


def test_untouched_scores_nothing_and_says_what_to_do(driven: Driven) -> None:
    listed = source(driven.folder).part_json["questions"]
    assert set(driven.keyed) == {name for name, said in listed.items() if not Kind(said["kind"]).is_text}
    for result in driven.untouched.scored:
        assert (result["points"], result["status"]) == (0.0, Status.TO_DO.value)


def test_the_right_answer_scores_every_point_and_an_unreadable_one_none(driven: Driven) -> None:
    right = {name: answer_with(put.question, put.key) for name, put in driven.keyed.items() if put.key}
    for result in driven.scored(right):
        assert (result["points"], result["status"]) == (result["max"], Status.CORRECT.value)
    unreadable = dict.fromkeys(driven.keyed, "I am not sure yet")
    for result in driven.scored(unreadable):
        assert (result["points"], result["status"]) in ((0.0, "format"), (0.0, "to_do"))


def test_each_named_mistake_gets_its_own_message_and_no_points(driven: Driven) -> None:
    keyed = driven.keyed
    for name, put in keyed.items():
        assert put.key is not None and put.key.mistakes, f"{name} names no mistake"
        assert len({mistake.say for mistake in put.key.mistakes}) == len(put.key.mistakes)
        for mistake in put.key.mistakes:
            verdict = check(put.question, put.key, answer_with(put.question, put.key, mistake))
            assert (verdict.status, verdict.mistake, verdict.sentence) == (
                Status.NOT_YET,
                mistake.name,
                mistake.say,
            )
    for round_number in range(max(len(put.key.mistakes) for put in keyed.values() if put.key)):
        answers = {
            name: answer_with(put.question, put.key, put.key.mistakes[round_number % len(put.key.mistakes)])
            for name, put in keyed.items()
            if put.key
        }
        for result in driven.scored(answers):
            put = keyed[result["id"]]
            mistakes = put.key.mistakes  # type: ignore[union-attr]
            # Part of a table or of several ticks may be right; of a single answer nothing is.
            in_parts = put.question.kind in (Kind.TABLE, Kind.SEVERAL, Kind.MATCH)
            assert 0.0 <= result["points"] < (result["max"] if in_parts else 0.01)
            assert result["mistake"] == mistakes[round_number % len(mistakes)].name


def test_no_mistake_lies_within_the_tolerance_of_the_right_answer_or_of_another(driven: Driven) -> None:
    for name, put in driven.keyed.items():
        if not put.question.kind.is_amount or put.key is None:
            continue  # the check of a lesson compares these; see tests/classroom/questions/test_shapes.py
        right, within = exact(put.key.right), exact(put.key.within)
        band = max(within, exact(put.key.near_rate or 0) * abs(right))
        places = [exact(mistake.value) for mistake in put.key.mistakes]
        for place, mistake in zip(places, put.key.mistakes, strict=True):
            assert abs(place - right) > band, f"{name}: {mistake.name} cannot be told from the right answer"
        for index, place in enumerate(places):
            for other in places[index + 1 :]:
                assert abs(place - other) > 2 * within, f"{name}: two mistakes lead to {place} and {other}"


@pytest.mark.parametrize(("folder", "variant"), EXAMPLES)
def test_practice_answers_with_a_ladder_of_help(folder: Path, variant: int) -> None:
    practices = [put for put in run(folder, variant).keyed().values() if put.practice]
    assert len(practices) >= 3
    for put in practices:
        assert_ladder(put)


def assert_ladder(put: Put) -> None:
    practice, key = put.practice, put.key
    assert practice is not None and key is not None
    wrong = answer_with(put.question, key, key.mistakes[0])
    assert reply(practice, "", 1).status is Status.TO_DO
    first, second, third = (reply(practice, wrong, tries) for tries in (1, 2, 3))
    assert (first.hint, second.hint) == practice.hints
    assert first.worked is None and second.worked is None and third.worked == practice.worked
    assert reply(practice, answer_with(put.question, key), 2).why == key.why != ""


@pytest.mark.parametrize(("course", "part"), PARTS, ids=[part.id for _, part in PARTS])
def test_a_lesson_says_how_long_it_takes_and_asks_for_a_memo(course: object, part: object) -> None:
    described = source(part.folder).part_json  # type: ignore[attr-defined]
    assert 10 <= described["minutes"] <= 90
    assert described["memo"]["points"] > 0
    assert json.loads(source(part.folder).part_bytes) == described  # type: ignore[attr-defined]
