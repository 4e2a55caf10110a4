"""What a person typed, read as an amount: $1,590,000   1.59m   2.17%   =1.02*66848.74   (1,200)

In: the text and the kind of question.  Out: an Amount: either an exact value with its echo ("$1,590,000",
shown to the learner so that she sees how she was understood) or a problem, one sentence that says what to
type. A value is never guessed silently. Where people mean two different things by the same text, we ask:

- a comma for decimals (66848,74): both readings are given;
- a percent below 1 without its sign (0.0217 may be 2.17 % or 0.0217 %): asked, in a calculation too.
  From 1 on, a number in a percent question is percent (2.17 is 2.17 %), and the echo says so;
- "about 80", "1 or 2", "1.59 mil", 2,125 in a percent question, words and other currencies: asked.

Called by checks, by forms while she types, and by the numbers of her own contract.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from fractions import Fraction

from classroom.errors import AmountError
from classroom.language import _
from classroom.questions.question import Kind
from classroom.typed.arithmetic import evaluate
from classroom.typed.numerals import plain_characters, read_numeral
from classroom.typed.units import Tail, read_head, read_tail

NUMBER_CHARACTERS = 30

# Wide enough for every number of 30 characters times a billion; the usual 28 digits would round silently.
_EXACT = Context(prec=80)
_SHAPE = re.compile(r"(?P<head>[^0-9.,]*)(?P<number>[.,]?[0-9][0-9., ']*)(?P<tail>.*)", re.DOTALL)
_SHOWN_DECIMALS = 6


@dataclass(frozen=True)
class Amount:
    """How typed text was understood.

    value: exact, in the question's own unit (2.17 for 2.17 percent), or None. problem: what to type
    instead, or None. echo: the value in words a person checks at a glance; empty when there is a problem.
    """

    value: Decimal | None
    problem: str | None
    echo: str


def read_amount(text: str, kind: Kind, unit: str = "") -> Amount:
    """Read what was typed for a question of this kind (and unit, for a number). Never raises for any text.

    >>> read_amount("1.59 million", Kind.DOLLARS).echo
    '$1,590,000'
    >>> read_amount("0.0217", Kind.PERCENT).problem
    'Did you mean 2.17 %, or 0.0217 %? Type the percent sign.'
    """
    if not kind.is_amount:
        raise AmountError(_("A question of the kind “{kind}” holds no amount.").format(kind=kind.value))
    try:
        value = _understand(text, kind, unit)
    except AmountError as error:
        return Amount(None, str(error), "")
    return Amount(value, None, echo(value, kind, unit))


def echo(value: Decimal, kind: Kind, unit: str = "") -> str:
    """Return a value as we show it; reading that again gives the value (to six decimals, marked by ≈, if
    long).

    >>> echo(Decimal("-66848.5"), Kind.DOLLARS)
    '−$66,848.50'
    >>> echo(Decimal("80.5"), Kind.NUMBER, "FTE")
    '80.5 FTE'
    """
    sign = "−" if value < 0 else ""
    digits, shortened = _digits(value.copy_abs())
    if kind is Kind.DOLLARS:
        whole, point, cents = digits.partition(".")
        shown = f"{sign}${whole}" + (f".{cents:0<2}" if point else "")
    elif kind is Kind.PERCENT:
        shown = f"{sign}{digits.replace(',', '')} %"
    else:
        shown = f"{sign}{digits} {unit}".rstrip()
    return f"≈ {shown}" if shortened else shown


def _digits(value: Decimal) -> tuple[str, bool]:
    """Return a positive value with commas and no needless zeros, and whether decimals had to be left out."""
    with localcontext(_EXACT):
        # A calculation may not end (=1/3); what was typed in digits ends within 30 and is shown whole.
        places = (
            _SHOWN_DECIMALS if value == 0 else max(_SHOWN_DECIMALS, _SHOWN_DECIMALS - 1 - value.adjusted())
        )
        shortened = len(value.as_tuple().digits) > NUMBER_CHARACTERS
        text = format(round(value, places) if shortened else value, ",f")
    return (text.rstrip("0").rstrip(".") if "." in text else text), shortened


def _understand(text: str, kind: Kind, unit: str) -> Decimal:
    """Return the value of what was typed. Raises AmountError."""
    typed = plain_characters(text)
    if not typed:
        raise AmountError(_("Type a number."))
    if len(typed) > NUMBER_CHARACTERS:
        raise AmountError(
            _("That is longer than {most} characters. Type one number, or work it out in steps.").format(
                most=NUMBER_CHARACTERS
            )
        )
    if any(unicodedata.category(character) == "No" for character in typed):
        raise AmountError(_("Write fractions as decimals, and no raised digits: 5½ is 5.5."))
    if typed.startswith("="):
        value, has_sign = _decimal(evaluate(typed[1:])), False
    else:
        value, has_sign = _written(typed, kind, unit)
    if kind is Kind.PERCENT and not has_sign and 0 < abs(value) < 1:
        raise AmountError(
            _("Did you mean {first}, or {second}? Type the percent sign.").format(
                first=echo(value.scaleb(2, _EXACT), kind).removeprefix("≈ "),
                second=echo(value, kind).removeprefix("≈ "),
            )
        )
    return value


def _decimal(fraction: Fraction) -> Decimal:
    """Return a fraction as a Decimal of up to 80 digits, exact when it ends within them."""
    return _EXACT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))


def _written(typed: str, kind: Kind, unit: str) -> tuple[Decimal, bool]:
    """Return the value of a written number, and whether it carries a percent sign. Raises AmountError."""
    shape = _SHAPE.fullmatch(typed)
    if shape is None:
        raise AmountError(_("Type a number in digits, for example {example}.").format(example=_example(kind)))
    if re.search(r"[0-9]", shape["tail"]):
        raise AmountError(
            _("That looks like more than one number. Type one number; "
              "to calculate, begin with =, for example =3*1200.")
        )  # fmt: skip
    head = read_head(shape["head"], kind, unit)
    tail: Tail = read_tail(shape["tail"], kind, unit, in_parentheses=head.in_parentheses)
    number = read_numeral(shape["number"].strip(), of_percent=kind is Kind.PERCENT)
    value = _EXACT.multiply(number, tail.times)
    return (_EXACT.minus(value) if head.negative and value else value), tail.percent


def _example(kind: Kind) -> str:
    return {Kind.DOLLARS: "$1,590,000", Kind.PERCENT: "2.5%"}.get(kind, "80.5")
