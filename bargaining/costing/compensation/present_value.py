"""Money that is paid later, in today's dollars.

Amounts by year, a discount rate and when in the year it is paid come in; one amount goes out. The same costs
have another present value when they are paid at the start of the year, so the caller must say which.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from bargaining.costing.convention import exact
from bargaining.errors import CompensationError


class Paid(Enum):
    """When in its year an amount is paid; the value is the wording to print beside it."""

    YEAR_START = "each year's amount paid at the start of the year"
    YEAR_END = "each year's amount paid at the end of the year"


def present_value(amounts_dollars: Sequence[Decimal], discount_rate: Decimal, paid: Paid) -> Decimal:
    """Return what yearly amounts are worth today: Σ C_t / (1 + d)^t, in dollars, not rounded.

    `amounts_dollars` are years 1, 2, 3, …; `discount_rate` is a fraction (0.03). Paid at the end of the year,
    the first amount lies a full year ahead. Raises `CompensationError` for a rate of −1 or less.

    Source: the definition of present value.

    >>> present_value([Decimal(103), Decimal("106.09")], Decimal("0.03"), Paid.YEAR_END)
    Decimal('200')
    """
    growth = 1 + exact(discount_rate, "the discount rate", CompensationError)
    if growth <= 0:
        raise CompensationError(
            f"A discount rate of {discount_rate} makes money worthless; give one such as 0.03."
        )
    first = 1 if paid is Paid.YEAR_END else 0
    return sum(
        (
            exact(amount, f"the amount of year {year}", CompensationError) / growth ** (year - 1 + first)
            for year, amount in enumerate(amounts_dollars, start=1)
        ),
        Decimal(0),
    )
