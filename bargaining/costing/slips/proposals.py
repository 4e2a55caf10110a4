"""The wrong turns people take when they compare two proposals.

The numbers in the docstrings are those of Harbor Bend Regional's base of $10,628,950 with 4 %, 3 % and 2 %
against 2 %, 3 % and 4 %, whose cumulative gap is $431,535.37. The gap of one year, and one that is not
discounted, are read from the right `Gap`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bargaining.costing.slips.years import cumulative_with_percents_added
from bargaining.costing.table.gap import Gap
from bargaining.costing.years.path import YearsCost


def last_raises_compared(
    base_dollars: Decimal, ours: Sequence[Decimal], theirs: Sequence[Decimal]
) -> Decimal:
    """Compare the last raises alone: (2 % − 4 %) × 10,628,950 (−$212,579, not 0)."""
    return (ours[-1] - theirs[-1]) * base_dollars


def gap_with_percents_added(
    base_dollars: Decimal, ours: Sequence[Decimal], theirs: Sequence[Decimal]
) -> Decimal:
    """Add the percents: (4 % + 7 % + 9 % − 2 % − 5 % − 9 %) × 10,628,950 ($425,158, not 431,535.37)."""
    one, other = (cumulative_with_percents_added(base_dollars, rates) for rates in (ours, theirs))
    return one - other


def first_gap_every_year(gap: Gap) -> Decimal:
    """Take the first year's gap for every year: 3 × 2 % × 10,628,950 ($637,737)."""
    return gap.by_year_dollars[0] * len(gap.by_year_dollars)


def not_divided_by_years(gap: Gap) -> Decimal:
    """Divide by the people and not by the years: 431,535.37 / 159 ($2,714.06, not 904.69)."""
    return gap.cumulative_dollars / gap.fte


def not_divided_by_fte(gap: Gap) -> Decimal:
    """Divide by the years and not by the people: 431,535.37 / 3 ($143,845.12)."""
    return gap.cumulative_dollars / len(gap.by_year_dollars)


def divided_by_years_with_a_gap(gap: Gap) -> Decimal:
    """Leave out the years without a gap: 431,535.37 / 159 / 2 ($1,357.03)."""
    years = sum(1 for dollars in gap.by_year_dollars if round(dollars, 2))
    return gap.cumulative_dollars / gap.fte / max(years, 1)


# A swap: a point of the first raise given up for a payment that is made once, in dollars over all years.


def payment_every_year(base_dollars: Decimal, path: YearsCost, paid_once_dollars: Decimal) -> Decimal:
    """Count the payment in every year and the point for all its years."""
    return paid_once_dollars * len(path.payroll_dollars) - _point_given_up(base_dollars, path)


def point_in_one_year(base_dollars: Decimal, paid_once_dollars: Decimal) -> Decimal:
    """Count the point in its first year alone: a raise on the schedule is paid again every year."""
    return paid_once_dollars - base_dollars / 100


def later_raises_forgotten(base_dollars: Decimal, path: YearsCost, paid_once_dollars: Decimal) -> Decimal:
    """Count the point alike in every year: the later raises would have been paid on it, too."""
    return paid_once_dollars - base_dollars / 100 * len(path.payroll_dollars)


def _point_given_up(base_dollars: Decimal, path: YearsCost) -> Decimal:
    """What a point less in the first year saves over all years of a path of compounded raises."""
    first = path.payroll_dollars[0]
    return sum((base_dollars / 100 * paid / first for paid in path.payroll_dollars), Decimal(0))
