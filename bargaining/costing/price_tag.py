"""A price that says what it is a price of: which cost, percent of what, and under which convention.

An amount comes in with the words that belong to it; a sentence goes out that nobody at the table can
misread. Called wherever a cost is shown: lessons, proposals, the caucus card.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from bargaining.costing.convention import Convention, Rounding, exact, round_money
from bargaining.errors import CostingError


class Cost(Enum):
    """The four amounts that people call "the cost". The value is the wording to print."""

    NEW_MONEY = "new money compared with the year before"
    OVER_BASE = "cost over the base year"
    CUMULATIVE = "cumulative cost over all years"
    RUN_RATE = "run-rate, the yearly amount at the end"


class Denominator(Enum):
    """What a percent is a percent of."""

    SALARY_BASE = "the salary base"
    PAYROLL = "the payroll"
    TOTAL_COMPENSATION = "total compensation"


@dataclass(frozen=True)
class PriceTag:
    """A cost, said completely.

    * `what`: what is priced, as the subject of a sentence ("A raise of 3%").
    * `cost`: which of the four costs `amount_dollars` is.
    * `percent_of`, `of_dollars`: what the percent is of, in words and in dollars.
    * `convention`: the rules it was counted by.
    * `when`: the year or years, such as "in year 2" (may be empty).

    Raises `CostingError` when the amount it is a percent of is not above 0.

    >>> tag = PriceTag("A raise of 3%", Cost.NEW_MONEY, Decimal(30_000), Decimal(1_000_000))
    >>> tag.percent
    Decimal('3')
    >>> print(tag.sentence)
    A raise of 3%: $30,000 in new money compared with the year before, which is 3.00% of the salary base \
($1,000,000); steps first, then lanes, then the raise; this year's people moved forward, with nobody \
leaving; raises compounded; part-year raises by months in force; salaries not rounded.
    """

    what: str
    cost: Cost
    amount_dollars: Decimal
    of_dollars: Decimal
    percent_of: Denominator = Denominator.SALARY_BASE
    convention: Convention = field(default_factory=Convention)
    when: str = ""

    def __post_init__(self) -> None:
        exact(self.amount_dollars, f"the price of: {self.what}", CostingError)
        if exact(self.of_dollars, f"{self.percent_of.value} of: {self.what}", CostingError) <= 0:
            raise CostingError(
                f"{self.what} cannot be given as a percent: {self.percent_of.value} is {self.of_dollars}. "
                "Give the amount in dollars that it is a percent of."
            )

    @property
    def percent(self) -> Decimal:
        """The amount as a percent of what `percent_of` names; not rounded."""
        return 100 * self.amount_dollars / self.of_dollars

    @property
    def sentence(self) -> str:
        """The whole price in one sentence."""
        when = f" {self.when}" if self.when else ""
        return (
            f"{self.what}: {in_dollars(self.amount_dollars)} in {self.cost.value}{when}, which is "
            f"{in_percent(self.percent)} of {self.percent_of.value} ({in_dollars(self.of_dollars)}); "
            f"{self.convention.sentence}."
        )


def in_dollars(amount: Decimal) -> str:
    """Write an amount as people do: cents only where there are any, and a minus sign before the dollar sign.

    >>> in_dollars(Decimal("326878.5")), in_dollars(Decimal(-300))
    ('$326,878.50', '−$300')
    """
    cents = round_money(amount, Rounding.HALF_UP_CENT)
    text = f"{abs(cents):,.0f}" if cents == cents.to_integral_value() else f"{abs(cents):,.2f}"
    return f"−${text}" if cents < 0 else f"${text}"


def in_percent(percent: Decimal) -> str:
    """Write a percent with two decimals, halves up.

    >>> in_percent(Decimal("3.085")), in_percent(Decimal("-0.5"))
    ('3.09%', '−0.50%')
    """
    hundredths = round_money(percent, Rounding.HALF_UP_CENT)
    return f"−{abs(hundredths)}%" if hundredths < 0 else f"{abs(hundredths)}%"
