"""What the salary clauses of an agreement cost under each of their readings, through the costing engine.

A schedule, the people on it and a raise come in; dollars of payroll in the new year go out, one number for
each reading. The clauses of Harrow Falls are 12.2 and 12.3; people neither leave nor join.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from bargaining.costing.convention import Rounding, exact
from bargaining.costing.movement.steps import increment, rolled_forward
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import base_payroll
from bargaining.data import read_table
from bargaining.errors import ReadingError

_MONTHS = Decimal(12)


def harrow_falls_pay(
    rounding: Rounding = Rounding.UNROUNDED, datasets: Path | None = None
) -> tuple[SalarySchedule, Scattergram]:
    """Return the schedule of Unit A in 2025-26 and the FTE that stand on it.

    The agreement gives no rounding rule, so none is applied unless the caller names one.

    >>> schedule, people = harrow_falls_pay()
    >>> schedule.salary("1", "M"), people.total_fte
    (Decimal('56000'), Decimal('186.0'))
    """
    rows = read_table("harrow-falls", "salary-schedule", datasets)
    steps, lanes = (tuple(dict.fromkeys(row[part] for row in rows)) for part in ("step", "lane"))
    salaries = {(row["step"], row["lane"]): Decimal(row["salary_dollars"]) for row in rows}
    staff = {
        (row["step"], row["lane"]): Decimal(row["fte"])
        for row in read_table("harrow-falls", "staff", datasets)
    }
    return SalarySchedule(steps, lanes, salaries, rounding), Scattergram(staff)


def order_readings(
    schedule: SalarySchedule, people: Scattergram, raise_rate: Decimal
) -> Mapping[str, Decimal]:
    """Return next year's payroll in dollars under the readings of "a step and a raise".

    * ``step-then-percent``: everybody moves up, and the schedule on which they then stand rises.
    * ``percent-then-step``: pay rises where people stand; the step is then worth what it was on the old
      schedule.
    * ``percent-instead-of-step``: the raise replaces the step.

    The first two differ by the raise on the increment. Source: the two orders of
    `bargaining.costing.convention`, on payroll alone.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> costs = order_readings(unit.schedule, unit.scattergram, Decimal("0.03"))
    >>> costs["step-then-percent"] - costs["percent-then-step"]
    Decimal('6930.0')
    """
    rate = exact(raise_rate, "the rate of the raise", ReadingError)
    raised, now = schedule.raised(rate), base_payroll(schedule, people)
    return {
        "step-then-percent": base_payroll(raised, rolled_forward(schedule, people)),
        "percent-then-step": base_payroll(raised, people) + increment(schedule, people),
        "percent-instead-of-step": base_payroll(raised, people),
        "nothing": now,
    }


def rounding_readings(
    schedule: SalarySchedule, people: Scattergram, raise_rate: Decimal
) -> Mapping[str, Decimal]:
    """Return the payroll in dollars after a raise, under each way of rounding a cell: wording -> dollars."""
    rate = exact(raise_rate, "the rate of the raise", ReadingError)
    return {
        way.value: base_payroll(
            SalarySchedule(schedule.steps, schedule.lanes, schedule.salaries, way).raised(rate), people
        )
        for way in Rounding
    }


def late_by_months(annual_cost_dollars: Decimal, months: int) -> Decimal:
    """Return what a raise costs in its first year, in dollars, when it starts some months late (0 to 12).

    Pay by the month, twelve equal ones. Raises `ReadingError` for other months.

    >>> late_by_months(Decimal(120_000), 12), late_by_months(Decimal(120_000), 3)
    (Decimal('0'), Decimal('90000'))
    """
    if isinstance(months, bool) or not isinstance(months, int) or not 0 <= months <= _MONTHS:
        raise ReadingError(f"A raise cannot start {months!r} months late in its first year; give 0 to 12.")
    cost = exact(annual_cost_dollars, "the cost of a year", ReadingError)
    return cost * (_MONTHS - months) / _MONTHS
