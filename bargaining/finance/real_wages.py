"""Pay after prices: the consumer price index by month and year, and what a raise is worth.

Index figures are those of `datasets/cpi-u` (CPI-U, all items, not seasonally adjusted, from January 2000).
Months are written "2025-06".
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from bargaining.added_data import rows_with_added
from bargaining.errors import FinanceError
from bargaining.finance.explained import above_zero, at_least_zero
from bargaining.finance.growth import change_percent
from bargaining.rounding import exact


def price_index(added: Path | None = None) -> Mapping[str, Decimal]:
    """Return the index of every month there is, by month.

    >>> price_index()["2000-01"]
    Decimal('168.8')
    """
    return _shipped() if added is None else _read(added)


def index_of(month: str, added: Path | None = None) -> Decimal:
    """Return the index of a month; raises `FinanceError` naming the months there are.

    >>> index_of("2024-06")
    Decimal('314.175')
    """
    months = price_index(added)
    if month not in months:
        first, last = min(months), max(months)
        gap = " It was not published." if first < month < last and len(month) == 7 else ""
        raise FinanceError(f'There is no price index of "{month}"; months run from {first} to {last}.{gap}')
    return months[month]


def annual_index(year: int, added: Path | None = None) -> Decimal:
    """Return the mean of the twelve months of a calendar year, not rounded.

    Raises `FinanceError` for a year that is not whole (October 2025 was never published).

    >>> round(annual_index(2024), 3)
    Decimal('313.689')
    """
    months = [index for month, index in price_index(added).items() if month.startswith(f"{year}-")]
    if len(months) != 12:
        raise FinanceError(
            f"{year} has {len(months)} of 12 months in the price index, so it has no annual mean; "
            "compare single months instead."
        )
    return sum(months, Decimal(0)) / 12


def inflation_percent(from_month: str, to_month: str, added: Path | None = None) -> Decimal:
    """Return how much prices rose from one month to another, in percent.

    >>> round(inflation_percent("2021-06", "2022-06"), 2)
    Decimal('9.06')
    """
    return change_percent(index_of(from_month, added), index_of(to_month, added))


def in_dollars_of(
    amount_dollars: Decimal, from_month: str, base_month: str, added: Path | None = None
) -> Decimal:
    """Return an amount of one month in dollars of another: what would buy as much then. Not rounded.

    >>> round(in_dollars_of(Decimal(50_000), "2020-06", "2024-06"))
    60935
    """
    amount = at_least_zero(amount_dollars, "the amount")
    return amount * index_of(base_month, added) / index_of(from_month, added)


def real_change_percent(nominal_percent: Decimal, price_percent: Decimal) -> Decimal:
    """Return what a raise is worth after prices, in percent: 100 × ((1 + raise) / (1 + prices) − 1).

    Close to the difference of the two when both are small, and less than it when prices rise much.

    >>> real_change_percent(Decimal(3), Decimal(3)), round(real_change_percent(Decimal(2), Decimal(8)), 2)
    (Decimal('0'), Decimal('-5.56'))
    """
    prices = above_zero(
        100 + exact(price_percent, "the rise of prices", FinanceError), "prices after the change"
    )
    return 100 * (100 + exact(nominal_percent, "the raise", FinanceError)) / prices - 100


@cache
def _shipped() -> dict[str, Decimal]:
    return _read(None)


def _read(added: Path | None) -> dict[str, Decimal]:
    return {row["month"]: Decimal(row["index"]) for row in rows_with_added("cpi-u", "monthly", added)}
