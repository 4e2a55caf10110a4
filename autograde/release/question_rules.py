"""What every question of a lesson must have, for one employer, whatever the lesson is about.

In: what came of running a lesson with its hidden tests, and its part.json. Out: the first `Fault`, or None.
Called by all_employers.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from classroom.language import _
from classroom.questions.answer_with import answer_with
from classroom.questions.checking import check
from classroom.questions.filled import same_boxes
from classroom.questions.question import Key, Kind, Mistake, Question, exact
from classroom.rehearsal import Put, Rehearsal

__all__ = ["LEAST_PRACTICES", "LONGEST_SITTING", "MINUTES", "SITTINGS", "Fault", "first_fault"]

LEAST_PRACTICES = 3
MINUTES = range(10, 91)
SITTINGS, LONGEST_SITTING = 3, 30
"""A part takes three sittings: learn, do, own numbers and memo. None is longer than so many minutes."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, and with which question ("" for the part as a whole)."""

    question: str
    why: str


def first_fault(done: Rehearsal, part_json: Mapping[str, Any]) -> Fault | None:
    """Return the first thing that a lesson lacks, in the order of its questions; then of the part."""
    for name, described in part_json["questions"].items():
        fault = _not_put(done, name, described) or _bad_key(done.keyed().get(name))
        if fault:
            return Fault(name, fault)
    fault = _bad_part(done, part_json)
    return Fault("", fault) if fault else None


def _not_put(done: Rehearsal, name: str, described: Mapping[str, Any]) -> str:
    """Why learners never meet a question as they should, or ""."""
    practiced = any(put.practice and put.question.id == name for put in done.put)
    asked = any(put.key is None and put.question.id == name for put in done.put)
    if described["graded"] and practiced:
        return _("it is scored, and practice(…) would show its answer. Put it with ask(part, …).")
    if described["graded"] and not asked:
        return _("no learner ever sees it. Write ask(part, …) above its hidden tests.")
    if not described["graded"] and asked and not Kind(described["kind"]).is_text:
        return _(
            'nobody answers it. Put it with practice(…), or write graded="{id}" points=… on its fence and a '
            "score(…) among hidden tests."
        ).format(id=name)
    if not practiced and not asked:
        return _("no learner ever sees it. Put it with practice(…), or take it out.")
    return ""


def _bad_key(put: Put | None) -> str:
    """Why a key does not help a learner who errs, or ""."""
    if put is None or put.key is None:
        return ""
    key = put.key
    if not key.mistakes:
        return _("it names no mistake. Add mistakes=[Mistake(…)] with a wrong answer that you expect.")
    if not key.why.strip():
        return _("it has no why=. Say in a sentence why this matters at the table.")
    for one, other in combinations(key.mistakes, 2):
        if one.name == other.name or one.say == other.say:
            return _("two mistakes share a name or a sentence: “{one}” and “{other}”.").format(
                one=one.name, other=other.name
            )
    return _hard_to_tell(put.question, key)


def _hard_to_tell(question: Question, key: Key) -> str:
    """Which mistake cannot be told from the right answer or from another mistake, or ""."""
    if not question.kind.is_amount:  # its own checks refuse a mistake that is the right answer
        for one, other in _pairs(key):
            if one.value == other.value or (question.kind is Kind.TABLE and same_boxes(question, one, other)):
                return _same(one, other)
        return _hidden_mistake(question, key)
    right, within = exact(key.right), exact(key.within)
    band = max(within, exact(key.near_rate or 0) * abs(right))
    for mistake in key.mistakes:
        if abs(exact(mistake.value) - right) <= band:
            return _(
                "the mistake “{name}” leads to {value}, which is too near the right answer {right}. Change "
                "the question, not the tolerance."
            ).format(name=mistake.name, value=_number(mistake), right=f"{right:,.2f}")
    for one, other in _pairs(key):
        if abs(exact(one.value) - exact(other.value)) <= 2 * within:
            return _same(one, other)
    return ""


def _hidden_mistake(question: Question, key: Key) -> str:
    """Which mistake never gets its own sentence, because one named before it is found first, or ""."""
    for mistake in key.mistakes:
        found = check(question, key, answer_with(question, key, mistake)).mistake
        if found != mistake.name:
            return _("an answer with the mistake “{name}” is taken for “{other}”. Name it earlier.").format(
                name=mistake.name, other=found
            )
    return ""


def _pairs(key: Key) -> list[tuple[Mistake, Mistake]]:
    return list(combinations(key.mistakes, 2))


def _same(one: Mistake, other: Mistake) -> str:
    return _(
        "the mistakes “{one}” and “{other}” cannot be told apart: {first} and {second}. Take one out, or "
        "change the question."
    ).format(one=one.name, other=other.name, first=_number(one), second=_number(other))


def _number(mistake: Mistake) -> str:
    if isinstance(mistake.value, tuple):
        return ", ".join(f"{name} {number:,.2f}" for name, number in mistake.value)
    return mistake.value if isinstance(mistake.value, str) else f"{exact(mistake.value):,.2f}"


def _bad_part(done: Rehearsal, part_json: Mapping[str, Any]) -> str:
    """What the part as a whole lacks, or ""."""
    practices = len({put.question.id for put in done.put if put.practice})
    if practices < LEAST_PRACTICES:
        return _("the part has {n} practice questions. Give it at least {least}.").format(
            n=practices, least=LEAST_PRACTICES
        )
    if part_json["memo"] is None or part_json["memo"]["id"] not in done.asked():
        return _('the part has no memo. Add a fence with memo="…" points=… that calls memo(part, …).')
    if not done.send_buttons:
        return _("the part has no Send button. End it with submit_button(part) in a fence of its own.")
    if part_json["minutes"] not in MINUTES:
        return _(
            "the part takes {minutes} minutes (reading, two for a question, twelve for the memo). Make it "
            "{least} to {most}."
        ).format(minutes=part_json["minutes"], least=MINUTES[0], most=MINUTES[-1])
    return _bad_sittings(part_json["sittings"])


def _bad_sittings(sittings: Sequence[Mapping[str, Any]]) -> str:
    """What is wrong with how a part is divided, or ""."""
    if len(sittings) != SITTINGS:
        return _(
            "the part has {n} sittings. Give it {all}, with the headings “## Sitting 1: Learn”, "
            "“## Sitting 2: Do” and “## Sitting 3: Your own numbers and memo”."
        ).format(n=len(sittings), all=SITTINGS)
    for number, sitting in enumerate(sittings, start=1):
        if sitting["minutes"] > LONGEST_SITTING:
            return _("sitting {n} takes {minutes} minutes. Make it {most} or fewer.").format(
                n=number, minutes=sitting["minutes"], most=LONGEST_SITTING
            )
    return ""
