"""What people type around a number: $ and minus before it; million, %, dollars, FTE after it.

In: the text before or after the digits.  Out: a Head or a Tail, or AmountError with a sentence that asks.
Called by amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from classroom.errors import AmountError
from classroom.language import _
from classroom.questions.question import Kind

# "mm" is how budget offices write a million; "M" alone is read as million, and the echo shows it.
_TIMES = {
    **dict.fromkeys(("k", "thousand", "thousands"), Decimal(1_000)),
    **dict.fromkeys(("m", "mm", "mn", "million", "millions"), Decimal(1_000_000)),
    **dict.fromkeys(("b", "bn", "billion", "billions"), Decimal(1_000_000_000)),
}
# In English "mil" is a million, in Spanish a thousand; a mill is a tax rate.
_UNCLEAR_TIMES = ("mil", "mill", "mils", "mills", "mio", "t", "g", "h", "hundred", "dozen")
_ABOUT = (
    "about",
    "approx",
    "approximately",
    "around",
    "roughly",
    "circa",
    "ca",
    "c",
    "nearly",
    "almost",
    "~",
    "≈",
)
_DOLLARS = ("$", "dollar", "dollars", "usd", "us $", "us dollars")
_PERCENT = ("%", "percent", "per cent", "pct")
# Taken after a number whose question names no unit of its own.
_COMMON_UNITS = (
    "fte", "ftes", "hour", "hours", "hr", "hrs", "day", "days", "week", "weeks", "month", "months",
    "year", "years", "people", "person", "persons", "member", "members",
)  # fmt: skip


@dataclass(frozen=True)
class Head:
    """What stood before the digits: a minus or accounting parentheses make the number negative."""

    negative: bool
    in_parentheses: bool


@dataclass(frozen=True)
class Tail:
    """What stood after the digits: what one counts for (1,000,000 for million), and a percent sign."""

    times: Decimal
    percent: bool


def read_head(text: str, kind: Kind, unit: str) -> Head:
    """Read what stands before the digits. Raises AmountError."""
    tokens = re.findall(r"us ?\$|usd|[-+(=$]|[^\W\d_]+|\S", text.lower())
    signs = [token for token in tokens if token in ("-", "+")]
    opened = tokens.count("(")
    dollars = [token for token in tokens if token in ("$", "usd", "us$", "us $")]
    for token in tokens:
        if token not in ("-", "+", "(", "$", "usd", "us$", "us $"):
            raise _unknown_head(token)
    if dollars:
        _require_dollars(kind, unit)
    if len(signs) > 1 or opened > 1 or len(dollars) > 1 or (signs and opened):
        raise AmountError(_("Type one number, with one minus sign in front if it is below zero."))
    return Head(negative=signs == ["-"] or opened == 1, in_parentheses=opened == 1)


def read_tail(text: str, kind: Kind, unit: str, *, in_parentheses: bool) -> Tail:
    """Read what stands after the digits. Raises AmountError."""
    if text.count(")") != int(in_parentheses):
        raise AmountError(_("A parenthesis is missing, or one is too many. For below zero, type −1,200."))
    words = " ".join(re.findall(r"[^\W\d_]+|[^\s\w]|_", text.lower().replace(")", " ")))
    words = words.removesuffix(" .") if words != "." else ""
    first, _space, rest = words.partition(" ")
    times = Decimal(1)
    if first in _TIMES and not _is_unit(words, unit):
        times, words = _TIMES[first], rest
    elif first in _UNCLEAR_TIMES and not _is_unit(words, unit):
        raise AmountError(
            _("We cannot tell how much “{word}” is. Write thousand or million, or all the digits.").format(
                word=first
            )
        )
    if words in _PERCENT and not _is_unit(words, unit if kind is Kind.NUMBER else ""):
        if kind is not Kind.PERCENT:
            raise _not_a_percent(kind)
        if times == 1:
            return Tail(times, percent=True)
    if times != 1 and kind is Kind.PERCENT:
        raise _other_words(first)
    if words in _DOLLARS:
        _require_dollars(kind, unit)
    elif words and not _is_unit(words, unit):
        raise _other_words(words)
    return Tail(times, percent=False)


def _is_unit(words: str, unit: str) -> bool:
    """Say whether `words` are the question's own unit (one or many); without one, a common unit."""
    if not unit:
        return words in _COMMON_UNITS
    own = " ".join(re.findall(r"[^\W\d_]+|[^\s\w]|_", unit.lower()))
    return words.removesuffix("s") == own.removesuffix("s")


def _require_dollars(kind: Kind, unit: str) -> None:
    """Raise AmountError when dollars are typed where something else is asked."""
    if kind is Kind.DOLLARS or "dollar" in unit.lower() or "$" in unit:
        return
    if kind is Kind.PERCENT:
        raise AmountError(_("This question asks for a percent, not dollars. Type it like 2.5%."))
    raise AmountError(_("This question asks for a number, not dollars. Type it without the dollar sign."))


def _not_a_percent(kind: Kind) -> AmountError:
    if kind is Kind.DOLLARS:
        return AmountError(_("This question asks for dollars, not a percent. Type it like $1,590,000."))
    return AmountError(_("This question asks for a number. Type it without a percent sign."))


def _unknown_head(word: str) -> AmountError:
    if word in _ABOUT:
        return AmountError(
            _("Type the number you want to give, without “{word}”. You may round it.").format(word=word)
        )
    if word in ("€", "£", "¥", "₹"):
        return AmountError(
            _("Amounts here are in dollars. Type the number without “{word}”.").format(word=word)
        )
    if word == "=":
        return AmountError(_("To calculate, begin with one =, for example =3*1200."))
    return _other_words(word)


def _other_words(words: str) -> AmountError:
    return AmountError(
        _("We cannot read “{words}” together with the number. Type the number alone.").format(words=words)
    )
