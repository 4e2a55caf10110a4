"""Slips of an author, caught where the question is written: an impossible key, a sentence that tells all.

In: a key, or a practice question.  Out: nothing, or QuestionError with what to change.  Called when a Key
or a Practice is made and when a question is scored, so that a release (which opens every variant) finds the
slip.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, localcontext

from classroom.errors import QuestionError
from classroom.language import _
from classroom.questions.authors_shapes import require_fitting_shape
from classroom.questions.question import Key, Kind, Practice, Question, Value, exact

_NUMERAL = re.compile(
    r"(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)\s?(?P<times>k\b|m\b|mn\b|thousand|million|billion)?",
    re.IGNORECASE,
)
_TIMES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "billion": 9}
# With fewer digits than this a rounded number says too little ("half", "2 lanes") to give anything away.
_TELLING_DIGITS = 3
# An answer with more decimals than this is never typed exactly.
_TYPED_DECIMALS = 6
_HINTS = 2


def require_sound_key(key: Key) -> None:
    """Raise QuestionError when a key cannot work, or a sentence about a mistake holds the right number."""
    if isinstance(key.right, str | tuple):
        if exact(key.within) != 0 or key.near_rate is not None:
            raise QuestionError(_("A choice is right or not: leave out within and near_rate."))
    else:
        _require_sound_bands(key)
    for mistake in key.mistakes:
        if not (mistake.name.strip() and mistake.say.strip()):
            raise QuestionError(_("Every mistake needs a name and a sentence to say."))
        if type_of(mistake.value) is not type_of(key.right):
            raise _slip(mistake.name, _("its value and the right answer are not of one kind."))
        if mistake.value == () or _is_the_right_answer(mistake.value, key.right):
            raise _slip(mistake.name, _("its value is the right answer. Take it out, or change the numbers."))
        for right, within in _numbers(key):
            if gives_away(mistake.say, right, within):
                raise _slip(mistake.name, _("its sentence holds the right number. Say what to look at."))


def type_of(value: Value) -> type:
    """Return str for what is chosen, tuple for the numbers of a table, Decimal for a number."""
    return next((kind for kind in (str, tuple) if isinstance(value, kind)), Decimal)


def _is_the_right_answer(value: Value, right: Value) -> bool:
    if isinstance(right, str | tuple):
        return value == right
    return exact(value) == exact(right)


def _numbers(key: Key) -> list[tuple[Decimal, Decimal]]:
    """Return the right numbers of a key, each with how far it may be off."""
    if isinstance(key.right, tuple):
        return [(number, Decimal(0)) for _box, number in key.right]
    return [] if isinstance(key.right, str | date) else [(exact(key.right), exact(key.within))]


def require_fitting_key(question: Question, key: Key) -> None:
    """Raise QuestionError when a key does not fit its question: wrong kind, unknown option, not typeable."""
    if question.kind.is_text:
        raise _misfit(question, _("a text is read by a person and has no key."))
    if not question.kind.is_amount:
        require_fitting_shape(question, key)
        return
    if isinstance(key.right, str | tuple | date):
        raise _misfit(question, _("its right answer must be a number."))
    right = exact(key.right)
    if exact(key.within) == 0 and _decimals(right) > _TYPED_DECIMALS:
        raise _misfit(question, _("nobody can type its right answer exactly. Say within= how much."))
    if question.kind is Kind.PERCENT:
        with localcontext() as context:
            context.prec = 60
            rate = right / 100
        if any(gives_away(mistake.say, rate, Decimal(0)) for mistake in key.mistakes):
            raise _misfit(question, _("a sentence about a mistake holds the right percent as a decimal."))


def require_sound_practice(practice: Practice) -> None:
    """Raise QuestionError unless there are two hints, which give nothing away, and a worked solution."""
    question, key = practice.question, practice.key
    if len(practice.hints) != _HINTS or not all(hint.strip() for hint in practice.hints):
        raise _misfit(question, _("a practice question has two hints."))
    if not practice.worked.strip():
        raise _misfit(question, _("a practice question has a worked solution."))
    for hint in practice.hints:
        option = question.option_text(key.right) if isinstance(key.right, str) else None
        told = any(gives_away(hint, right, within) for right, within in _numbers(key))
        if told or (option and names_option(hint, option)):
            raise _misfit(question, _("a hint holds the right answer. Keep that for the worked solution."))


def gives_away(sentence: str, right: Decimal, within: Decimal) -> bool:
    """Say whether a number in `sentence` would be accepted as `right`, or is `right` rounded.

    >>> gives_away("It is about 10.6 million.", Decimal(10628950), Decimal(1))
    True
    >>> gives_away("Keep a half post as 0.5.", Decimal("159.0"), Decimal("0.01"))
    False
    """
    with localcontext() as context:
        context.prec = 60
        for match in _NUMERAL.finditer(sentence):
            number = Decimal(match["digits"].replace(",", "")).scaleb(
                _TIMES.get((match["times"] or "").lower(), 0)
            )
            off = abs(number - abs(right))
            significant = number.normalize()
            half_a_unit = Decimal(5).scaleb(int(significant.as_tuple().exponent) - 1)
            telling = len(significant.as_tuple().digits) >= _TELLING_DIGITS
            if off <= within or (telling and off <= half_a_unit):
                return True
    return False


def _require_sound_bands(key: Key) -> None:
    exact(key.right)
    if exact(key.within) < 0:
        raise QuestionError(_("within cannot be below zero."))
    if key.near_rate is not None and not 0 < exact(key.near_rate) <= Decimal("0.5"):
        raise QuestionError(_("near_rate is a rate above 0, up to 0.5 (0.001 is a tenth of a percent)."))


def names_option(sentence: str, option_text: str) -> bool:
    """Say whether `sentence` holds an option's text; very short ones ("No") are words like any other."""
    words = option_text.strip().rstrip(".").casefold()
    return len(words) > _TELLING_DIGITS and words in sentence.casefold()


def _decimals(number: Decimal) -> int:
    """Return how many decimals a number needs, needless zeros left out."""
    text = format(number, "f")
    return len(text.partition(".")[2].rstrip("0"))


def _slip(name: str, reason: str) -> QuestionError:
    return QuestionError(_("The mistake “{name}”: {reason}").format(name=name, reason=reason))


def _misfit(question: Question, reason: str) -> QuestionError:
    return QuestionError(_("Question {id}: {reason}").format(id=question.id, reason=reason))
