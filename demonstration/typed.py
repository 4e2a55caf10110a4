"""What a fictional learner types: cohort.toml's words turned into text for her own employer's numbers.

In: a lesson's folder, her variant, the words. Out: question id -> text. Called by demonstration.run.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from autograde.authoring.build import SourceNotebook, build_source
from autograde.release.lesson_trial import try_lesson
from classroom.questions.answer_with import answer_with
from classroom.questions.question import Kind, Mistake, exact
from classroom.rehearsal import Put


def typed_answers(part_folder: Path, variant: int, words: Mapping[str, str]) -> dict[str, str]:
    """Replace `right` and `mistake NAME` by what a person would type; leave everything else as it stands.
    The word for `*` is the word for every question that has an answer and is not named.

    Raises KeyError for a question or mistake the lesson does not have: the cohort must follow the lesson.
    """
    keyed = try_lesson(part_folder, variant, source=_source(part_folder)).keyed()
    named = {name: word for name, word in words.items() if name != "*"}
    if "*" in words:
        named = {name: words["*"] for name, put in keyed.items() if put.key} | named
    return {name: _typed(keyed[name], word) for name, word in named.items()}


@cache
def _source(part_folder: Path) -> SourceNotebook:
    return build_source(part_folder)


def _typed(put: Put, word: str) -> str:
    if put.key is None:
        raise KeyError(f"{put.question.id} has no key")
    if word == "right":
        return as_typed(put, None)
    if word.startswith("mistake "):
        wanted = word.removeprefix("mistake ")
        for mistake in put.key.mistakes:
            if mistake.name == wanted:
                return as_typed(put, mistake)
        raise KeyError(f"{put.question.id} has no mistake named {wanted!r}")
    return word


def as_typed(put: Put, mistake: Mistake | None) -> str:
    """An answer as a person types it: dollars with commas and cents where there are some, percents with two
    decimals.
    """
    assert put.key is not None  # noqa: S101 - see _typed
    value = mistake.value if mistake else put.key.right
    kind = put.question.kind
    if not kind.is_amount:
        return answer_with(put.question, put.key, mistake)
    rounded = exact(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if kind is Kind.DOLLARS:
        return f"${rounded:,.0f}" if rounded == rounded.to_integral_value() else f"${rounded:,.2f}"
    if kind is Kind.PERCENT:
        return f"{rounded}%"
    return f"{rounded.normalize():f}"
