"""The conventions a price must state aloud: exact numbers, and how a contract rounds money.

Two sides that round differently get different totals from the same offer, so rounding is chosen for each
schedule and is never a global setting.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import Enum
from typing import TypeGuard

from bargaining.errors import BargainingError

_DOLLAR = Decimal(1)
_CENT = Decimal("0.01")
_TOO_LARGE = Decimal(10) ** 15  # below it, cents and tenths of an FTE multiply exactly in 28 digits


class Rounding(Enum):
    """How a computed amount of money becomes a printed one. The value is the wording to print beside it."""

    UNROUNDED = "not rounded"
    HALF_UP_DOLLAR = "rounded to the nearest dollar, halves up"
    HALF_UP_CENT = "rounded to the nearest cent, halves up"
    TRUNCATE_DOLLAR = "cut off after the whole dollar"


def round_money(amount: Decimal, rounding: Rounding) -> Decimal:
    """Round an amount of dollars once, in the way that is named.

    Halves go away from zero, so that a cut of $0.50 is rounded as far as a raise of $0.50. Truncation goes
    towards zero. Published contracts use all of these: nearest dollar is the most common; a New York City
    pattern of 2009 to 2018 is printed with every year truncated (see the published cases in the tests).

    Raises `BargainingError` when the amount is not an exact, finite number.

    >>> round_money(Decimal("1000.50"), Rounding.HALF_UP_DOLLAR)
    Decimal('1001')
    >>> round_money(Decimal("1000.995"), Rounding.HALF_UP_CENT)
    Decimal('1001.00')
    >>> round_money(Decimal("1000.99"), Rounding.TRUNCATE_DOLLAR)
    Decimal('1000')
    >>> round_money(Decimal("1000.995"), Rounding.UNROUNDED)
    Decimal('1000.995')
    """
    amount = exact(amount, "the amount")
    match rounding:
        case Rounding.UNROUNDED:
            return amount
        case Rounding.HALF_UP_DOLLAR:
            return amount.quantize(_DOLLAR, rounding=ROUND_HALF_UP)
        case Rounding.HALF_UP_CENT:
            return amount.quantize(_CENT, rounding=ROUND_HALF_UP)
        case Rounding.TRUNCATE_DOLLAR:
            return amount.quantize(_DOLLAR, rounding=ROUND_DOWN)
    raise BargainingError(f"{rounding!r} is not a way of rounding; use one of the names in Rounding.")


def exact(value: object, what: str, error: type[BargainingError] = BargainingError) -> Decimal:
    """Return the value as a `Decimal`, or refuse it when it is not an exact, finite number.

    A `Decimal` is returned as it is and an `int` is converted. A float is refused instead of being rounded
    quietly: 0.1 + 0.2 is not 0.3 as a float, and the other side of the table will find the cent. Text is
    refused too: reading what people type is another module's work.

    `what` names the number in the message ("the FTE at step 7, lane M"); `error` is the class to raise.

    >>> exact(159, "the FTE")
    Decimal('159')
    >>> exact(0.5, "the FTE")
    Traceback (most recent call last):
        ...
    bargaining.errors.BargainingError: 0.5 is a float, for the FTE; write it exactly, as Decimal("0.5").
    """
    if is_exact(value):
        return value
    if isinstance(value, float):
        raise error(f'{value!r} is a float, for {what}; write it exactly, as Decimal("{value!r}").')
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise error(f"{value!r} is not a number, for {what}; give a Decimal or a whole number.")
    number = Decimal(value)
    if abs(number) >= _TOO_LARGE:
        raise error(f"{value} is larger than any contract, for {what}; check it.")
    return number


def is_exact(value: object) -> TypeGuard[Decimal]:
    """Say whether a value is a `Decimal` that `exact` would return as it is.

    It is there for large grids: words for a message need only be put together for what is not.

    >>> is_exact(Decimal("0.5")), is_exact(Decimal("NaN")), is_exact(1)
    (True, False, False)
    """
    return type(value) is Decimal and value.is_finite() and -_TOO_LARGE < value < _TOO_LARGE
