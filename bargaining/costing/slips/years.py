"""The wrong turns people take with raises over time: two or more years, part years, late settlements.

The numbers in the docstrings are those of Harbor Bend Regional's base of $10,628,950 with 3 %, 3 % and 3 %,
and for proposals with 4 %, 3 % and 2 % against 2 %, 3 % and 4 %. Where the slip is to give one of the four
costs for another, the lesson takes it from the right `YearsCost`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from bargaining.costing.years.path import YearsCost, payroll_path, total_percent
from bargaining.costing.years.split import PartYear
from bargaining.errors import CostingError

_NONE = Decimal(0)

# The percent of several raises.


def percents_added(raise_rates: Sequence[Decimal]) -> Decimal:
    """Add the percents: 3 + 3 + 3 (9 %, not 9.27)."""
    return 100 * sum(raise_rates, _NONE)


def one_year_too_few(raise_rates: Sequence[Decimal]) -> Decimal:
    """Compound one year too few: 100 × (1.03² − 1) (6.09 %)."""
    return total_percent(raise_rates[:-1]) if len(raise_rates) > 1 else _NONE


def one_year_too_many(raise_rates: Sequence[Decimal]) -> Decimal:
    """Compound the last raise once more: 100 × (1.03⁴ − 1) (12.55 %)."""
    return total_percent([*raise_rates, raise_rates[-1]])


# The cost of each year, in dollars.


def same_amount_every_year(base_dollars: Decimal, raise_rates: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Take every raise on the base year: 3 % × 10,628,950 each time ($318,868.50)."""
    return tuple(base_dollars * rate for rate in raise_rates)


def over_base_with_percents_added(
    base_dollars: Decimal, raise_rates: Sequence[Decimal]
) -> tuple[Decimal, ...]:
    """Add the percents for the cost over base: 3 %, 6 %, 9 % ($318,868.50, 637,737, 956,605.50)."""
    return tuple(base_dollars * added for added in accumulate(raise_rates))


def in_the_other_order(base_dollars: Decimal, raise_rates: Sequence[Decimal]) -> YearsCost:
    """Take the raises in the other side's order: 2 %, 3 %, 4 % for 4 %, 3 %, 2 %."""
    return payroll_path(base_dollars, list(reversed(raise_rates)))


# The cumulative cost, in dollars.


def first_year_times_years(base_dollars: Decimal, raise_rates: Sequence[Decimal]) -> Decimal:
    """Multiply the first year by the years: 3 × 3 % × 10,628,950 ($956,605.50, not 1,951,762.20)."""
    return base_dollars * raise_rates[0] * len(raise_rates)


def cumulative_with_percents_added(base_dollars: Decimal, raise_rates: Sequence[Decimal]) -> Decimal:
    """Add the percents and then the years: (3 % + 6 % + 9 %) × 10,628,950 ($1,913,211)."""
    return sum(over_base_with_percents_added(base_dollars, raise_rates), _NONE)


def cumulative_a_year_too_far(base_dollars: Decimal, raise_rates: Sequence[Decimal]) -> Decimal:
    """Compound every year once too often: 1.03² − 1, 1.03³ − 1, 1.03⁴ − 1 ($2,966,920.57)."""
    path = payroll_path(base_dollars, [*raise_rates, raise_rates[-1]])
    return sum(path.over_base_dollars[1:], _NONE)


# Part years, in percent of the base.


def all_for_the_full_year(parts: Sequence[PartYear]) -> Decimal:
    """Count every raise for twelve months: 2 + 2 (4 %, not 3)."""
    return percents_added([part.rate for part in parts])


def compounded_to_the_end(parts: Sequence[PartYear]) -> Decimal:
    """Compound to the end of the year: 100 × (1.02 × 1.02 − 1) (4.04 %)."""
    return total_percent([part.rate for part in parts])


def all_for_the_part_year(parts: Sequence[PartYear]) -> Decimal:
    """Count every raise for the months of the last one: (2 + 2) × 6 / 12 (2 %)."""
    return percents_added([part.rate for part in parts]) * parts[-1].months / 12


def last_raise_only(parts: Sequence[PartYear]) -> Decimal:
    """Count the last raise alone: 2 × 6 / 12 (1 %)."""
    return 100 * parts[-1].rate * parts[-1].months / 12


def dates_swapped(parts: Sequence[PartYear]) -> Decimal:
    """Give each raise the months of the other: 1 % in July and 3 % in January taken as 3.5 % (not 2.5)."""
    months = [part.months for part in reversed(parts)]
    return sum((100 * part.rate * m / 12 for part, m in zip(parts, months, strict=True)), _NONE)


def whole_last_raise(parts: Sequence[PartYear]) -> Decimal:
    """Take the whole of the last raise for the tail: 2 × 12 / 12 (2 %, not 1)."""
    return 100 * parts[-1].rate


# Payments made once, in dollars.


def paid_every_year(payment_dollars: Decimal, years: int) -> Decimal:
    """Pay it again every year: 3 × 1,000 × 159 ($477,000, not 159,000)."""
    return payment_dollars * years


def added_up_like_a_raise(payment_dollars: Decimal, years: int) -> Decimal:
    """Add it up like a raise: (1 + 2 + 3) × 1,000 × 159 ($954,000)."""
    return payment_dollars * years * (years + 1) / 2


def spread_over_the_years(payment_dollars: Decimal, years: int) -> Decimal:
    """Spread it over the years: 159,000 / 3 ($53,000)."""
    if years < 1:
        raise CostingError("A payment cannot be spread over no years; give at least one.")
    return payment_dollars / years


# Retroactive pay for one person, in dollars.


def full_new_pays(new_pay_dollars: Decimal, pays_issued: int) -> Decimal:
    """Pay the new checks in full: 7 × 2,678 ($18,746, not 546)."""
    return new_pay_dollars * pays_issued


def pays_still_to_come(
    old_pay_dollars: Decimal, new_pay_dollars: Decimal, pays_issued: int, pays_per_year: int
) -> Decimal:
    """Count the checks that are still to come: (26 − 7) × 78 ($1,482)."""
    return (pays_per_year - pays_issued) * (new_pay_dollars - old_pay_dollars)
