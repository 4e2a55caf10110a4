"""What follows from a schedule and a scattergram: salary base, averages by people, the top step, the lanes.

A schedule and a scattergram come in; dollars, FTE, percents and a table by lane go out. Everything is exact
and not rounded: round at the end, and say how.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from bargaining.costing.convention import exact
from bargaining.costing.grid import Cell
from bargaining.costing.scattergram import (
    PaidCell,
    Scattergram,
    fte_to_divide_by,
    lanes_with_part_timers,
    only_lane,
    paid_cells,
    priced_cells,
)
from bargaining.costing.schedule import SalarySchedule
from bargaining.errors import StaffingError

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "PaidCell",
    "Scattergram",
    "average_of_cells",
    "average_salary",
    "base_payroll",
    "by_lane",
    "fte_to_divide_by",
    "lane_farthest_from_average",
    "lanes_with_part_timers",
    "median_cell",
    "one_percent",
    "only_lane",
    "paid_cells",
    "top_step_fte",
    "top_step_share_percent",
]

_NONE = Decimal(0)


def base_payroll(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Return the salary base in dollars: FTE times salary, cell by cell, added up (B = Σ n·S).

    Source: Robert Greitz, New Jersey School Boards Association, "Costing Out the Contract" (2018), which
    multiplies FTE by salary in each cell of the scattergram.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> base_payroll(unit.schedule, unit.scattergram)
    Decimal('10628950.0')
    """
    return sum((fte * salary for _, fte, salary in priced_cells(schedule, scattergram)), _NONE)


def average_salary(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Return the average salary in dollars per FTE: the salary base divided by all FTE (B / Σ n).

    The average is over people, so that a cell with ten FTE counts ten times. Not rounded. Raises
    `StaffingError` when there are no FTE. Source: as `base_payroll`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> round(average_salary(unit.schedule, unit.scattergram), 2)
    Decimal('66848.74')
    """
    return base_payroll(schedule, scattergram) / fte_to_divide_by(scattergram)


def average_of_cells(schedule: SalarySchedule) -> Decimal:
    """Return the plain average of the salaries on the schedule, in dollars, whoever stands there.

    It describes the paper, not the people: comparing it with `average_salary` shows where the people are.

    >>> from bargaining.costing.employers import teachers_unit
    >>> average_of_cells(teachers_unit().schedule)
    Decimal('64075')
    """
    return sum(schedule.salaries.values(), _NONE) / len(schedule.salaries)


def top_step_fte(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Return the FTE on the top step of their lane: those who get no step money next year.

    The top step is each lane's own: the last step at which the lane has a salary. Source: the increment is
    Σ n·(S[next step] − S[now]), to which the top step contributes 0.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> top_step_fte(unit.schedule, unit.scattergram)
    Decimal('49')
    """
    on_top = (c.fte for c in paid_cells(schedule, scattergram) if c.step == schedule.top_step_of(c.lane))
    return sum(on_top, _NONE)


def top_step_share_percent(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Return the share of all FTE that is on the top step of its lane, in percent (30.8 means 30.8 %).

    Raises `StaffingError` when there are no FTE. Source: as `top_step_fte`, divided by the FTE of the unit.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> round(top_step_share_percent(unit.schedule, unit.scattergram), 2)
    Decimal('30.82')
    """
    return 100 * top_step_fte(schedule, scattergram) / fte_to_divide_by(scattergram)


def by_lane(schedule: SalarySchedule, scattergram: Scattergram) -> DataFrame:
    """Return a table with a row for each lane: `lane`, `fte` and `salary_dollars` (both exact `Decimal`).

    Every lane has its row, also one with nobody in it; the columns add up to the FTE and to the salary base.
    Source: as `base_payroll`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> print(by_lane(unit.schedule, unit.scattergram).to_string(index=False))
    lane  fte salary_dollars
       B 31.5      1797600.0
    B+15   21        1278900
       M 63.5      4325650.0
    M+30   43        3226800
    """
    from pandas import DataFrame

    fte = dict.fromkeys(schedule.lanes, _NONE)
    dollars = dict.fromkeys(schedule.lanes, _NONE)
    for cell in paid_cells(schedule, scattergram):
        fte[cell.lane] += cell.fte
        dollars[cell.lane] += cell.fte * cell.salary_dollars
    return DataFrame(
        {"lane": schedule.lanes, "fte": list(fte.values()), "salary_dollars": list(dollars.values())}
    )


def lane_farthest_from_average(
    schedule: SalarySchedule, scattergram: Scattergram, lanes: Iterable[str]
) -> str:
    """Return the lane, of those named, whose average salary is farthest from the average of the unit.

    A question about that lane tells best whether somebody priced the lane or took the unit's average. Lanes
    in which nobody stands have no average and are passed over. Raises `StaffingError` when none is left.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> lane_farthest_from_average(unit.schedule, unit.scattergram, ["B", "M"])
    'B'
    """
    of_unit = average_salary(schedule, scattergram)
    apart = {
        lane: abs(average_salary(schedule, people) - of_unit)
        for lane, people in ((lane, only_lane(scattergram, lane)) for lane in lanes)
        if people.total_fte
    }
    if not apart:
        raise StaffingError("Nobody stands in any of these lanes, so none has an average; name other lanes.")
    return max(apart, key=lambda lane: apart[lane])


def median_cell(schedule: SalarySchedule, scattergram: Scattergram) -> Cell:
    """Return the cell in which the middle of all FTE stands, when they are lined up by their salary.

    The first cell, from the lowest salary up, that brings half of the FTE together. Raises `StaffingError`
    when there are no FTE. Source: the definition of a median, over FTE and not over cells.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> median_cell(unit.schedule, unit.scattergram)
    ('5', 'M+30')
    """
    half, so_far = fte_to_divide_by(scattergram) / 2, _NONE
    for cell in sorted(paid_cells(schedule, scattergram), key=lambda cell: cell.salary_dollars):
        so_far += cell.fte
        if so_far >= half:
            break
    return cell.step, cell.lane


def one_percent(base_dollars: Decimal, rollup_rate: Decimal = _NONE) -> Decimal:
    """Return the cost of one percent in dollars: 0.01 · B · (1 + r).

    `rollup_rate` is what the employer pays on top of each dollar of salary (payroll taxes, pension), as a
    fraction; 0 leaves it out, and then the answer is one percent of the salary base alone.
    Source: AFSCME Research & Collective Bargaining Services, "Costing 101": percent times total payroll, then
    roll-up.

    >>> one_percent(Decimal(10_000_000))
    Decimal('100000.00')
    >>> one_percent(Decimal(10_000_000), rollup_rate=Decimal("0.185"))
    Decimal('118500.00000')
    """
    base = exact(base_dollars, "the salary base", StaffingError)
    return Decimal("0.01") * base * (1 + exact(rollup_rate, "the roll-up rate", StaffingError))
