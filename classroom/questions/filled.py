"""The check of a table of numbers: each box has a key and a tolerance of its own.

Kept as a JSON object {id of the box: what was typed}.  In: a question, its key and that text.  Out: a
Verdict.  Called by `checking.check`, and by the rules for lessons.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from classroom.language import _, ngettext
from classroom.questions.question import Box, Key, Mistake, Numbers, Question, exact
from classroom.questions.verdict import NOTHING, WHOLE, Status, Verdict
from classroom.typed.amounts import Amount, read_amount

_MISTAKE_ROUNDING = Decimal("0.005")


def texts_in(text: str) -> dict[str, str]:
    """Return {id of the box: what was typed}; nothing for what is no such object."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): one for name, one in found.items() if isinstance(one, str) and one.strip()}


def as_text(values: Mapping[str, str]) -> str:
    """Return what was typed, by box, as it is kept."""
    return json.dumps(dict(values), ensure_ascii=False, separators=(",", ":"))


def read_boxes(question: Question, text: str) -> dict[str, Amount]:
    """Return how each filled box was understood."""
    typed = texts_in(text)
    return {
        box.id: read_amount(typed[box.id], box.column.kind, box.column.unit)
        for box in question.boxes
        if box.id in typed
    }


def check_table(question: Question, key: Key, text: str) -> Verdict:
    """Check every box; part of the boxes right is part of the points."""
    amounts = read_boxes(question, text)
    if not amounts:
        return Verdict(Status.TO_DO, _("Fill in the table."))
    echo = "; ".join(f"{box.name}: {amounts[box.id].echo}" for box in question.boxes if box.id in amounts)
    for box in question.boxes:
        if box.id in amounts and amounts[box.id].value is None:
            return Verdict(Status.FORMAT, f"{box.name}: {amounts[box.id].problem}")
    right = dict(numbers_of(key))
    values = {name: amount.value for name, amount in amounts.items() if amount.value is not None}
    wrong = [box for box in question.boxes if not _is_right(box, values.get(box.id), right[box.id], key)]
    if not wrong:
        return Verdict(Status.CORRECT, _("Every number is right."), share=WHOLE, echo=echo)
    share = WHOLE - Decimal(len(wrong)) / len(question.boxes)
    found = _mistake(key, wrong, values)
    if found:
        return Verdict(Status.NOT_YET, found.say, found.name, share, echo)
    return Verdict(Status.NOT_YET, _look_at(wrong, values), share=share, echo=echo)


def numbers_of(key: Key) -> Numbers:
    """Return what is right, box by box."""
    return key.right if isinstance(key.right, tuple) else ()


def same_boxes(question: Question, one: Mistake, other: Mistake) -> bool:
    """Whether no table can tell two mistakes apart: they lead to the same numbers in the same boxes."""
    first, second = _numbers(one), _numbers(other)
    within = {box.id: exact(box.column.within) for box in question.boxes}
    return first.keys() == second.keys() and all(
        abs(first[name] - second[name]) <= 2 * within.get(name, NOTHING) for name in first
    )


def too_near(question: Question, key: Key, mistake: Mistake) -> str:
    """Return the name of a box in which a mistake cannot be told from the right number, or ""."""
    right = dict(numbers_of(key))
    for box in question.boxes:
        value = _numbers(mistake).get(box.id)
        if value is not None and abs(value - right[box.id]) <= exact(box.column.within):
            return box.name
    return ""


def table_with(question: Question, key: Key, mistake: Mistake | None = None) -> str:
    """Return the right table as it is kept, or one that makes this mistake in every box it leads to."""
    numbers = dict(numbers_of(key)) | (_numbers(mistake) if mistake else {})
    kinds = {box.id: box.column.kind.value for box in question.boxes}
    return as_text(
        {
            name: _plain(value) + ("%" if kinds.get(name) == "percent" else "")
            for name, value in numbers.items()
        }
    )


def _plain(value: Decimal) -> str:
    return f"{value:f}" if value == round(value, 6) else f"{value:.6f}"


def _is_right(box: Box, value: Decimal | None, right: Decimal, key: Key) -> bool:
    """Whether a number is near enough; one that is nearer to a named mistake is that mistake."""
    if value is None or abs(value - right) > exact(box.column.within):
        return False
    return all(
        abs(value - _numbers(mistake).get(box.id, right)) >= abs(value - right) for mistake in key.mistakes
    )


def _mistake(key: Key, wrong: list[Box], values: Mapping[str, Decimal]) -> Mistake | None:
    """The mistake that explains most of the wrong boxes; of several, the one named first."""
    explained = [(sum(_leads_to(mistake, box, values) for box in wrong), mistake) for mistake in key.mistakes]
    most = max((n for n, _mistake in explained), default=0)
    return next((mistake for n, mistake in explained if n == most), None) if most else None


def _leads_to(mistake: Mistake, box: Box, values: Mapping[str, Decimal]) -> bool:
    value, led = values.get(box.id), _numbers(mistake).get(box.id)
    if value is None or led is None:
        return False
    return abs(value - led) <= max(exact(box.column.within), _MISTAKE_ROUNDING)


def _numbers(mistake: Mistake) -> dict[str, Decimal]:
    return dict(mistake.value) if isinstance(mistake.value, tuple) else {}


def _look_at(wrong: list[Box], values: Mapping[str, Decimal]) -> str:
    empty = [box for box in wrong if box.id not in values]
    if len(empty) == len(wrong):
        n = len(empty)
        return ngettext("{n} box is still empty.", "{n} boxes are still empty.", n).format(n=n)
    first = next(box for box in wrong if box.id in values)
    n = len(wrong)
    said = ngettext("{n} number is not right yet.", "{n} numbers are not right yet.", n).format(n=n)
    return said + " " + _("Look again at “{box}”.").format(box=first.name)
