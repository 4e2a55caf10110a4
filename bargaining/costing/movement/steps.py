"""Steps: what it costs that people move up, and where they stand afterwards.

A schedule and a scattergram come in; dollars and a scattergram go out. The top step of a lane is the lane's
own, so people who stand there get nothing and cost nothing.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bargaining.costing.grid import Cell
from bargaining.costing.scattergram import Scattergram, only_lane, paid_cells, priced_cells
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import top_step_fte
from bargaining.errors import StaffingError

_NONE = Decimal(0)


def next_step(schedule: SalarySchedule, step: str, lane: str) -> str:
    """Return the step that follows in this lane, or the same step when it is the lane's top one.

    Raises `ScheduleError` for a cell without a salary.

    >>> from bargaining.costing.employers import teachers_unit
    >>> schedule = teachers_unit().schedule
    >>> next_step(schedule, "4", "M"), next_step(schedule, "10", "M")
    ('5', '10')
    """
    schedule.salary(step, lane)  # refuses a cell that is not there
    above = schedule.steps[schedule.steps.index(step) + 1 :]
    return next((higher for higher in above if (higher, lane) in schedule.salaries), step)


def step_worth(schedule: SalarySchedule, step: str, lane: str) -> Decimal:
    """Return what the next step is worth in dollars a year: S[next step] − S[now], 0 on the top step.

    >>> from bargaining.costing.employers import teachers_unit
    >>> step_worth(teachers_unit().schedule, "4", "M")
    Decimal('2100')
    """
    return schedule.salary(next_step(schedule, step, lane), lane) - schedule.salary(step, lane)


def increment(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Return the increment in dollars: what it costs that everybody below the top step moves up one.

    I = Σ n·(S[next step] − S[now]); nobody leaves or joins, and the schedule does not change.
    Source: Robert Greitz, New Jersey School Boards Association, "Costing Out the Contract" (2018), which asks
    for the cost of increment on the scattergram.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> increment(unit.schedule, unit.scattergram)
    Decimal('231000.0')
    """
    following = _following(schedule)
    salaries = schedule.salaries
    return sum(
        (
            c.fte * (salaries[following[c.step, c.lane]] - c.salary_dollars)
            for c in paid_cells(schedule, scattergram)
        ),
        _NONE,
    )


def increment_by_lane(schedule: SalarySchedule, scattergram: Scattergram) -> dict[str, Decimal]:
    """Return the increment of each lane in dollars; the lanes add up to the increment of the unit.

    Source: as `increment`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> print(increment_by_lane(unit.schedule, unit.scattergram)["M"])
    87150.0
    """
    return {lane: increment(schedule, only_lane(scattergram, lane)) for lane in schedule.lanes}


def moving_fte(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Return the FTE that move up a step: all but those on the top step of their lane.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> moving_fte(unit.schedule, unit.scattergram)
    Decimal('110.0')
    """
    return scattergram.total_fte - top_step_fte(schedule, scattergram)


def average_step(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Return the average step in dollars per FTE that moves: the increment divided by the movers.

    Raises `StaffingError` when nobody moves. Source: as `increment`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> average_step(unit.schedule, unit.scattergram)
    Decimal('2100')
    """
    movers = moving_fte(schedule, scattergram)
    if movers == 0:
        raise StaffingError("Nobody in this scattergram moves up a step, so there is no average step.")
    return increment(schedule, scattergram) / movers


def rolled_forward(schedule: SalarySchedule, scattergram: Scattergram, years: int = 1) -> Scattergram:
    """Return the scattergram after everybody has moved up one step a year for `years` years.

    Nobody leaves or joins, so the FTE stay the same. Raises `StaffingError` for a number of years below 0.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> rolled_forward(unit.schedule, unit.scattergram).fte_at("10", "B")
    Decimal('4.5')
    """
    if years < 0:
        raise StaffingError(f"A scattergram cannot be rolled forward {years} years; give 0 or more.")
    following = _following(schedule)
    for _ in range(years):
        moved: dict[Cell, Decimal] = dict.fromkeys(schedule.salaries, _NONE)
        for cell, fte, _ in priced_cells(schedule, scattergram):
            moved[following[cell]] += fte
        scattergram = replace(scattergram, fte=moved)
    return scattergram


def increments(schedule: SalarySchedule, scattergram: Scattergram, years: int) -> tuple[Decimal, ...]:
    """Return the increment of each of the coming years in dollars, as people climb towards the top.

    Nobody leaves or joins, so the increments shrink to nothing: that is why a price over several years must
    also count turnover. Source: as `increment`, year by year.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> [f"{cost:,.0f}" for cost in increments(unit.schedule, unit.scattergram, 3)]
    ['231,000', '208,950', '187,950']
    """
    return tuple(increment(schedule, rolled_forward(schedule, scattergram, year)) for year in range(years))


def _following(schedule: SalarySchedule) -> dict[Cell, Cell]:
    """Return, for every cell, the cell in which its people stand next year."""
    following: dict[Cell, Cell] = {}
    for lane in schedule.lanes:
        steps = [step for step in schedule.steps if (step, lane) in schedule.salaries]
        for step, higher in zip(steps, [*steps[1:], steps[-1]], strict=True):
            following[step, lane] = (higher, lane)
    return following
