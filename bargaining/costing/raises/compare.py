"""Flat against percent: what a raise is worth to whom.

Dollars, FTE and a schedule come in; percents, dollars and a table go out. The lesson on raises and the
caucus card call these.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bargaining.costing.convention import Rounding, exact
from bargaining.costing.raises.kinds import Raise, raised
from bargaining.costing.schedule import SalarySchedule
from bargaining.errors import CostingError

if TYPE_CHECKING:
    from pandas import DataFrame


def flat_as_percent(flat_dollars: Decimal, fte: Decimal, base_dollars: Decimal) -> Decimal:
    """Return a flat raise as a percent of the salary base: 100 · f · FTE / B.

    For one person, give 1 FTE and that person's salary. Raises `CostingError` when the base is not above 0.
    Source: AFSCME, "Costing 101", which compares cents and percents on one payroll.

    >>> flat_as_percent(Decimal(2_000), Decimal(1), Decimal(50_000))
    Decimal('4')
    """
    return (
        100
        * exact(flat_dollars, "the flat raise", CostingError)
        * fte
        / _above_zero(base_dollars, "salary base")
    )


def break_even_salary(flat_dollars: Decimal, rate: Decimal) -> Decimal:
    """Return the salary at which a flat raise is worth as much as a percent: f / p.

    Below it the flat raise is better, above it the percent. Raises `CostingError` when the rate is not above
    0. Source: follows from f = p·S; the Professional Staff Union/MTA makes the same comparison between
    salaries of $33,000 and $136,000 (see the published cases in the tests).

    >>> print(f"{break_even_salary(Decimal(1_500), Decimal('0.03')):,.0f}")
    50,000
    """
    return exact(flat_dollars, "the flat raise", CostingError) / _above_zero(rate, "rate of the raise")


def gain_by_cell(schedule: SalarySchedule, given: Raise) -> DataFrame:
    """Return what a raise is worth in every cell, not rounded.

    Columns: `step`, `lane`, `salary_dollars`, `gain_dollars`, `gain_percent`. Source: new salary − old
    salary, cell by cell.

    >>> from bargaining.costing.employers import teachers_unit
    >>> from bargaining.costing.raises.kinds import FlatRaise
    >>> table = gain_by_cell(teachers_unit().schedule, FlatRaise(Decimal(2_000)))
    >>> table["gain_percent"].iloc[0], round(table["gain_percent"].iloc[-1], 2)
    (Decimal('4'), Decimal('2.53'))
    """
    from pandas import DataFrame

    new = raised(schedule, given, Rounding.UNROUNDED)
    rows = [
        (
            step,
            lane,
            salary,
            new.salaries[step, lane] - salary,
            100 * (new.salaries[step, lane] - salary) / salary,
        )
        for (step, lane), salary in schedule.salaries.items()
    ]
    return DataFrame(rows, columns=["step", "lane", "salary_dollars", "gain_dollars", "gain_percent"])


def gap_growth(low_dollars: Decimal, high_dollars: Decimal, given: Raise) -> Decimal:
    """Return by how many dollars a raise widens the gap between two salaries; a flat one does not.

    Source: the Seattle raise of 10.5 % (see the published cases in the tests).

    >>> from bargaining.costing.raises.kinds import PercentRaise
    >>> gap_growth(Decimal(50_000), Decimal(100_000), PercentRaise(Decimal("0.10")))
    Decimal('5000.00')
    """
    low, high = (
        given.salary("", "", exact(s, "the salary", CostingError)) for s in (low_dollars, high_dollars)
    )
    return (high - low) - (high_dollars - low_dollars)


def cents_per_hour_cost(dollars_per_hour: Decimal, paid_hours: Decimal) -> Decimal:
    """Return what a cents-per-hour raise costs in dollars: c × paid hours.

    Source: AFSCME, "Costing 101".

    >>> cents_per_hour_cost(Decimal("0.30"), Decimal(100_000))
    Decimal('30000.00')
    """
    hours = exact(paid_hours, "the paid hours", CostingError)
    return exact(dollars_per_hour, "the raise per hour", CostingError) * hours


def _above_zero(value: Decimal, what: str) -> Decimal:
    """Return a number to divide by, or refuse it."""
    if exact(value, f"the {what}", CostingError) <= 0:
        raise CostingError(f"The {what} is {value}, so nothing can be divided by it; give one above 0.")
    return value
