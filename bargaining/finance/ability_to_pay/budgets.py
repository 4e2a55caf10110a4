"""Budget against actual, over the years: the cushion that a budget holds, and one-time money in it.

Budgeted and actual amounts of several years come in; percents, means and findings go out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.errors import FinanceError
from bargaining.finance.explained import above_zero, at_least_zero, share_percent
from bargaining.rounding import exact


@dataclass(frozen=True)
class BudgetYear:
    """A year's budget and what came of it, in dollars."""

    fiscal_year: int
    budgeted_revenue_dollars: Decimal
    actual_revenue_dollars: Decimal
    budgeted_spending_dollars: Decimal
    actual_spending_dollars: Decimal


@dataclass(frozen=True)
class Cushion:
    """How far actual results were better than the budget, on the mean of some years, in percent of the
    budget.

    `revenue_percent`: more came in than budgeted, when above zero. `spending_percent`: LESS was spent than
    budgeted, when above zero. `dollars_a_year`: both together. `every_year`: the budget was beaten in every
    single year.
    """

    revenue_percent: Decimal
    spending_percent: Decimal
    dollars_a_year: Decimal
    every_year: bool


def variance_percent(budgeted_dollars: Decimal, actual_dollars: Decimal) -> Decimal:
    """Return actual less budgeted, in percent of the budget. For revenue more is better, for spending less
    is.

    >>> variance_percent(Decimal(1000), Decimal(980))
    Decimal('-2')
    """
    budgeted = above_zero(budgeted_dollars, "the budgeted amount")
    return 100 * (exact(actual_dollars, "the actual amount", FinanceError) - budgeted) / budgeted


def cushion(years: Sequence[BudgetYear]) -> Cushion:
    """Return the mean cushion of some years; three to five tell a habit from an accident.

    Raises `FinanceError` when there is no year.

    >>> year = BudgetYear(2025, Decimal(1000), Decimal(1010), Decimal(1000), Decimal(980))
    >>> cushion([year]).dollars_a_year
    Decimal('30')
    """
    if not years:
        raise FinanceError(
            "A cushion needs at least one year of budget and result; three to five are better."
        )
    better = [
        (year.actual_revenue_dollars - year.budgeted_revenue_dollars)
        + (year.budgeted_spending_dollars - year.actual_spending_dollars)
        for year in years
    ]
    revenue = [variance_percent(y.budgeted_revenue_dollars, y.actual_revenue_dollars) for y in years]
    spending = [-variance_percent(y.budgeted_spending_dollars, y.actual_spending_dollars) for y in years]
    count = len(years)
    return Cushion(
        sum(revenue, Decimal(0)) / count,
        sum(spending, Decimal(0)) / count,
        sum(better, Decimal(0)) / count,
        all(amount > 0 for amount in better),
    )


def operating_result(revenue_dollars: Decimal, spending_dollars: Decimal) -> Decimal:
    """Return revenue less spending, in dollars; below zero when more was spent than came in.

    >>> operating_result(Decimal(1000), Decimal(1020))
    Decimal('-20')
    """
    revenue = at_least_zero(revenue_dollars, "the revenue")
    return revenue - at_least_zero(spending_dollars, "the spending")


def one_time_reliance_percent(one_time_dollars: Decimal, spending_dollars: Decimal) -> Decimal:
    """Return the share of a year's spending that one-time money pays for, in percent (free cash, reserves).

    >>> one_time_reliance_percent(Decimal(50), Decimal(1000))
    Decimal('5')
    """
    used = at_least_zero(one_time_dollars, "the one-time money")
    return share_percent(used, spending_dollars, "the spending")
