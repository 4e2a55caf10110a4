"""A calculation in a number box: =1.02*66848.74

In: text with + - * / and parentheses.  Out: an exact Fraction, or AmountError with a sentence.  The text is
read by the few lines below and never given to Python, so that nothing but arithmetic can happen; length and
depth are limited and there are no powers, so that it is always quick.  Called by amounts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from classroom.errors import AmountError
from classroom.language import _
from classroom.typed.numerals import plain_characters, read_numeral

LONGEST = 200  # characters
DEEPEST = 20  # parentheses and signs, one inside the other

_TOKEN = re.compile(r"\$?(?P<number>[0-9.,]*[0-9][0-9.,]*)|(?P<sign>\*\*|[-+*/()])|(?P<other>\S)")
_SAME_SIGN = str.maketrans({"×": "*", "·": "*", "∙": "*", "x": "*", "X": "*", "÷": "/", "⁄": "/", "∕": "/"})


def evaluate(text: str) -> Fraction:
    """Return the exact value of a calculation. Raises AmountError.

    >>> evaluate("1.02 * (66,848.74 - 48.74)")
    Fraction(68136, 1)
    """
    text = plain_characters(text)
    if len(text) > LONGEST:
        raise AmountError(
            _("A calculation has at most {most} characters. Work it out in steps.").format(most=LONGEST)
        )
    tokens = _tokens(text.translate(_SAME_SIGN))
    if not tokens:
        raise AmountError(_("Type the calculation after the = sign, for example =1.02*50000."))
    reader = _Reader(tokens)
    value = reader.sum(0)
    if reader.next is not None:
        raise _not_understood(reader.next)
    return value


def _tokens(text: str) -> list[str]:
    tokens = []
    for match in _TOKEN.finditer(text):
        if match["sign"] == "**" or match["other"] == "^":
            raise AmountError(_("Powers are not used here. Multiply instead, for example =1.02*1.02."))
        if match["other"] == "%":
            raise AmountError(_("In a calculation, write a percent as a decimal: 2% is 0.02."))
        if match["other"]:
            raise _not_understood(match["other"])
        tokens.append(match["number"] or match["sign"])
    return tokens


def _not_understood(what: str) -> AmountError:
    return AmountError(
        _("The calculation stops making sense at “{what}”. Use numbers, + - * / and parentheses.").format(
            what=what
        )
    )


class _Reader:
    """Reads tokens from left to right; each method returns the value of what it has read."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._place = 0

    @property
    def next(self) -> str | None:
        """The token to be read next, or None at the end."""
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self) -> str:
        token = self.next
        if token is None:
            raise AmountError(_("The calculation ends too early. Is a number or a parenthesis missing?"))
        self._place += 1
        return token

    def sum(self, depth: int) -> Fraction:
        """Read products with + and - between them."""
        value = self._product(depth)
        while self.next in ("+", "-"):
            if self._take() == "+":
                value += self._product(depth)
            else:
                value -= self._product(depth)
        return value

    def _product(self, depth: int) -> Fraction:
        """Read factors with * and / between them."""
        value = self._factor(depth)
        while self.next in ("*", "/"):
            if self._take() == "*":
                value *= self._factor(depth)
                continue
            divisor = self._factor(depth)
            if divisor == 0:
                raise AmountError(_("The calculation divides by zero. Check the number after the / sign."))
            value /= divisor
        return value

    def _factor(self, depth: int) -> Fraction:
        """Read a number, a signed factor, or a sum in parentheses."""
        if depth > DEEPEST:
            raise AmountError(_("The calculation has too many parentheses. Work it out in steps."))
        token = self._take()
        if token in ("+", "-"):
            value = self._factor(depth + 1)
            return value if token == "+" else -value  # noqa: S105 - a sign, not a password
        if token == "(":  # noqa: S105
            value = self.sum(depth + 1)
            if self._take() != ")":
                raise AmountError(_("A parenthesis is missing in the calculation."))
            return value
        if token[0] in ".,0123456789":
            return Fraction(read_numeral(token))
        raise _not_understood(token)
