"""Raises and steps that begin during the year: what they cost this year, and the tail in the next.

Rates with the months in which they are in force come in; percents of the base or dollars go out. The simple
method multiplies and adds; the exact method takes each raise on the pay already raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import SplitMethod, exact
from bargaining.errors import CostingError

_NONE = Decimal(0)


@dataclass(frozen=True)
class PartYear:
    """One raise of a split: `rate` as a fraction, in force for the last `months` of the year.

    A raise on the first day of the year is in force for 12 months.

    >>> PartYear(Decimal("0.02"), 6).rate
    Decimal('0.02')
    """

    rate: Decimal
    months: int

    def __post_init__(self) -> None:
        exact(self.rate, "the rate of a part-year raise", CostingError)
        if type(self.months) is not int or not 0 <= self.months <= 12:
            raise CostingError(
                f"A raise in force for {self.months!r} months: give whole months from 0 to 12."
            )


def months_in_force(first_month_of_year: int, month_of_raise: int) -> int:
    """Return how many months of the fiscal year a raise is in force that begins on the first of a month.

    Months are numbered as in the calendar: 7 is July.

    >>> months_in_force(7, 7), months_in_force(7, 1), months_in_force(7, 6)
    (12, 6, 1)
    """
    for month in (first_month_of_year, month_of_raise):
        if type(month) is not int or not 1 <= month <= 12:
            raise CostingError(f"{month!r} is not a month; number the months from 1 to 12.")
    return 12 - (month_of_raise - first_month_of_year) % 12


def annualized_percent(parts: Sequence[PartYear], method: SplitMethod) -> Decimal:
    """Return what a split raise costs in this year, as a percent of the base.

    Simple: Σ p × months / 12. Exact: each raise is taken on the pay already raised, month by month.
    Source: the union handout "Annualizing wage increases", https://paperzz.com/doc/8028936/; the glossary of
    the Massachusetts Nurses Association gives the same rule.

    >>> parts = [PartYear(Decimal("0.03"), 12), PartYear(Decimal("0.02"), 6)]
    >>> annualized_percent(parts, SplitMethod.SIMPLE), annualized_percent(parts, SplitMethod.EXACT)
    (Decimal('4.00'), Decimal('4.0300'))
    """
    return 100 * _this_year(parts, method)


def end_percent(parts: Sequence[PartYear], method: SplitMethod) -> Decimal:
    """Return by how many percent pay is higher at the end of the year: what next year starts from.

    Simple: the percents added. Exact: compounded. Source: as `annualized_percent`.

    >>> parts = [PartYear(Decimal("0.03"), 12), PartYear(Decimal("0.02"), 6)]
    >>> end_percent(parts, SplitMethod.SIMPLE), end_percent(parts, SplitMethod.EXACT)
    (Decimal('5.00'), Decimal('5.0600'))
    """
    if method is SplitMethod.SIMPLE:
        return 100 * sum((part.rate for part in parts), _NONE)
    level = Decimal(1)
    for part in parts:
        level *= 1 + part.rate
    return 100 * (level - 1)


def tail_percent(parts: Sequence[PartYear], method: SplitMethod) -> Decimal:
    """Return the tail: what next year costs more than this year without a new raise, in percent of the base.

    It is the end-of-year percent less what this year costs. Source: as `annualized_percent`.

    >>> parts = [PartYear(Decimal("0.02"), 12), PartYear(Decimal("0.02"), 6)]
    >>> tail_percent(parts, SplitMethod.SIMPLE)
    Decimal('1.00')
    """
    return end_percent(parts, method) - annualized_percent(parts, method)


@dataclass(frozen=True)
class PartYearCost:
    """A full year's amount that begins during the year: dollars of this year, and the tail of the next."""

    this_year_dollars: Decimal
    tail_dollars: Decimal


def part_year_cost(full_year_dollars: Decimal, months: int) -> PartYearCost:
    """Return what a step or raise costs that is in force for so many months of this year, and its tail.

    Source: a school budget of 2019 whose step begins half-way through the year (see the published cases in
    the tests).

    >>> part_year_cost(Decimal(231_000), 6)
    PartYearCost(this_year_dollars=Decimal('115500'), tail_dollars=Decimal('115500'))
    """
    part = PartYear(_NONE, months)
    this_year = exact(full_year_dollars, "the amount of a full year", CostingError) * part.months / 12
    return PartYearCost(this_year, full_year_dollars - this_year)


def _this_year(parts: Sequence[PartYear], method: SplitMethod) -> Decimal:
    """Return this year's cost as a fraction of the base."""
    in_order = sorted(parts, key=lambda part: -part.months)
    level, cost = Decimal(1), _NONE
    for part in in_order:
        gain = part.rate if method is SplitMethod.SIMPLE else level * part.rate
        cost += gain * part.months / 12
        level *= 1 + part.rate
    return cost
