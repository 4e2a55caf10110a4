"""Slips of an author in questions that are not typed as one number: unknown options, an order that is given.

In: a question and its key.  Out: nothing, or QuestionError with what to change.  Called by `authors_slips`.
"""

from __future__ import annotations

from classroom.errors import QuestionError
from classroom.language import _
from classroom.questions.filled import numbers_of, too_near
from classroom.questions.picked import ids_in, pairs_in, read_date
from classroom.questions.question import Key, Kind, Mistake, Question

_TELLING_CHARACTERS = 3


def require_fitting_shape(question: Question, key: Key) -> None:
    """Raise QuestionError when a key does not fit a question of these kinds."""
    if isinstance(key.right, str) == (question.kind is Kind.TABLE):
        raise _misfit(question, _("its right answer is not of its kind; see the table of questions."))
    {
        Kind.CHOICE: _require_options,
        Kind.PICK: _require_options,
        Kind.SEVERAL: _require_several,
        Kind.ORDER: _require_order,
        Kind.MATCH: _require_pairs,
        Kind.TABLE: _require_boxes,
        Kind.DATE: _require_days,
    }[question.kind](question, key)


def _require_options(question: Question, key: Key) -> None:
    """Check that right answer and mistakes are options, and that no sentence names the right one."""
    text = question.option_text(str(key.right))
    if text is None:
        raise _misfit(question, _("its right answer is not the id of one of its options."))
    for mistake in key.mistakes:
        if question.option_text(str(mistake.value)) is None:
            raise _misfit(question, _("a mistake's value is not the id of one of its options."))
        words = text.strip().rstrip(".").casefold()
        if len(words) > _TELLING_CHARACTERS and words in mistake.say.casefold():
            raise _misfit(question, _("a sentence about a mistake holds the text of the right option."))


def _require_several(question: Question, key: Key) -> None:
    known = {option.id for option in question.options}
    right = set(ids_in(str(key.right)))
    if not right or not right <= known:
        raise _misfit(question, _("its right answer is a list of ids of its options, at least one."))
    for mistake in key.mistakes:
        if not set(ids_in(str(mistake.value))) <= known:
            raise _misfit(question, _("a mistake's value is not the id of one of its options."))


def _require_order(question: Question, key: Key) -> None:
    shown, right = [option.id for option in question.options], ids_in(str(key.right))
    if sorted(shown) != sorted(right):
        raise _misfit(question, _("its right answer is a list of all its lines."))
    if shown == right:
        raise _misfit(question, _("its lines are shown in the right order. Give them in another one."))
    for mistake in key.mistakes:
        lines = ids_in(str(mistake.value))
        if len(lines) < 2 or not set(lines) <= set(shown):
            raise _misfit(question, _("a mistake's value is two or more of its lines, in the wrong order."))
        places = [right.index(line) for line in lines]
        if places == sorted(places):
            raise _wrongly_right(question, mistake)


def _require_pairs(question: Question, key: Key) -> None:
    right = pairs_in(str(key.right))
    options = {option.id for option in question.options}
    if right.keys() != {item.id for item in question.items} or not set(right.values()) <= options:
        raise _misfit(question, _("its right answer gives each of its items one of its options."))
    for mistake in key.mistakes:
        pairs = pairs_in(str(mistake.value))
        if not pairs or not pairs.keys() <= right.keys() or not set(pairs.values()) <= options:
            raise _misfit(question, _("a mistake's value gives some of its items one of its options."))
        if any(right[item] == option for item, option in pairs.items()):
            raise _wrongly_right(question, mistake)


def _require_boxes(question: Question, key: Key) -> None:
    boxes = {box.id for box in question.boxes}
    if {name for name, _number in numbers_of(key)} != boxes:
        raise _misfit(question, _("its right answer gives a number for each of its boxes."))
    for mistake in key.mistakes:
        if isinstance(mistake.value, tuple) and not {name for name, _number in mistake.value} <= boxes:
            raise _misfit(question, _("a mistake's value names a box that is not there."))
        box = too_near(question, key, mistake)
        if box:
            raise _misfit(
                question,
                _("the mistake “{name}” is too near the right number in “{box}”.").format(
                    name=mistake.name, box=box
                ),
            )


def _require_days(question: Question, key: Key) -> None:
    for value in (key.right, *(mistake.value for mistake in key.mistakes)):
        day = read_date(str(value))
        if day is None or day.isoformat() != value:
            raise _misfit(question, _("write its days as date(2026, 2, 26) or as 2026-02-26."))


def _wrongly_right(question: Question, mistake: Mistake) -> QuestionError:
    return _misfit(question, _("the mistake “{name}” is not wrong.").format(name=mistake.name))


def _misfit(question: Question, reason: str) -> QuestionError:
    return QuestionError(_("Question {id}: {reason}").format(id=question.id, reason=reason))
