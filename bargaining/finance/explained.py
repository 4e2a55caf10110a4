"""How a calculation of public money shows its work: one line for each step, as on a blackboard.

Every calculator of this package returns its result together with such steps, so that a lesson, a report or a
skeptical finance director can follow it without reading code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bargaining.errors import FinanceError
from bargaining.rounding import Rounding, exact, round_money

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Step:
    """One line of a calculation.

    * `what`: what is worked out, such as "Levy limit".
    * `how`: the arithmetic in figures, such as "$1,000,000 × 1.025 + $20,000".
    * `amount`: the result, in dollars unless `unit` says otherwise.
    * `why`: which rule applied and why, in a sentence; may be empty.
    """

    what: str
    how: str
    amount: Decimal
    why: str = ""
    unit: str = "dollars"


def steps_table(steps: Sequence[Step]) -> DataFrame:
    """Return the steps as a table with the columns step, how, amount, unit and why.

    >>> steps_table([Step("Sum", "1 + 1", Decimal(2))]).columns.tolist()
    ['step', 'how', 'amount', 'unit', 'why']
    """
    from pandas import DataFrame

    return DataFrame(
        [(step.what, step.how, step.amount, step.unit, step.why) for step in steps],
        columns=["step", "how", "amount", "unit", "why"],
    )


def money(amount: Decimal) -> str:
    """Write an amount for a sentence: whole dollars when it is whole, else with cents.

    >>> money(Decimal(1234567)), money(Decimal("-0.5"))
    ('$1,234,567', '−$0.50')
    """
    sign = "−" if amount < 0 else ""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{sign}${abs(amount):,.{places}f}"


def percent(value: Decimal) -> str:
    """Write a percent for a sentence, without zeros that say nothing.

    >>> percent(Decimal("2.50")), percent(Decimal(100)), percent(Decimal("3.31"))
    ('2.5 %', '100 %', '3.31 %')
    """
    text = f"{value:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %"


def whole_dollars(amount: Decimal) -> Decimal:
    """Round to the nearest dollar, halves up, as the state's published figures do."""
    return round_money(amount, Rounding.HALF_UP_DOLLAR)


def at_least_zero(value: object, what: str) -> Decimal:
    """Return an amount or a count that cannot be below zero; `what` names it in the message.

    >>> at_least_zero(Decimal(-5), "the pupils in grades 6 to 8")
    Traceback (most recent call last):
        ...
    bargaining.errors.FinanceError: -5 is below zero, for the pupils in grades 6 to 8; give 0 or more.
    """
    number = exact(value, what, FinanceError)
    if number < 0:
        raise FinanceError(f"{number} is below zero, for {what}; give 0 or more.")
    return number


def above_zero(value: object, what: str) -> Decimal:
    """Return an amount that something is divided by; `what` names it in the message."""
    number = exact(value, what, FinanceError)
    if number <= 0:
        raise FinanceError(f"{number} is not above zero, for {what}; nothing can be divided by it.")
    return number


def share_percent(part: Decimal, whole: Decimal, what: str) -> Decimal:
    """Return 100 × part / whole, not rounded; `what` names the whole in the message when it is zero."""
    return 100 * exact(part, "the part", FinanceError) / above_zero(whole, what)
