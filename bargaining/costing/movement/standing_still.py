"""Standing still: steps, lane changes and turnover savings, each on its own line, before any raise.

A schedule, a scattergram and a `Movement` come in; a `StandingStill` and next year's scattergram go out.
Turnover savings ("breakage") are never netted silently: the two ways of counting stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from bargaining.costing.convention import Staffing
from bargaining.costing.grid import Cell
from bargaining.costing.movement.facts import Movement, Posts
from bargaining.costing.movement.lanes import lane_change_worth, lane_changes_cost
from bargaining.costing.movement.steps import increment, next_step, rolled_forward
from bargaining.costing.scattergram import Scattergram, in_words
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import base_payroll
from bargaining.errors import StaffingError

_NONE = Decimal(0)


@dataclass(frozen=True)
class StandingStill:
    """What next year costs more than this year when nothing is bargained, in dollars.

    `turnover_savings_dollars` is what leavers would have earned less what hires will earn; it may be
    negative.
    """

    salary_base_dollars: Decimal
    increment_dollars: Decimal
    lane_changes_dollars: Decimal
    turnover_savings_dollars: Decimal

    @property
    def cast_forward_dollars(self) -> Decimal:
        """Steps and lane changes of this year's people, as if nobody left: I + L."""
        return self.increment_dollars + self.lane_changes_dollars

    @property
    def net_dollars(self) -> Decimal:
        """The net cost of standing still: I + L − K."""
        return self.cast_forward_dollars - self.turnover_savings_dollars

    @property
    def net_percent(self) -> Decimal:
        """The net cost as a percent of this year's salary base; raises `StaffingError` without one."""
        if self.salary_base_dollars == 0:
            raise StaffingError(
                "Nobody is paid in this scattergram, so there is no salary base to compare with."
            )
        return 100 * self.net_dollars / self.salary_base_dollars


def turnover_savings(schedule: SalarySchedule, leavers: Iterable[Posts], hires: Iterable[Posts]) -> Decimal:
    """Return the turnover savings in dollars: K = leavers' next-year salary − hires' salary.

    Leavers are priced at the step they would have reached, because the increment has moved them there; hires
    where they begin. Raises `ScheduleError` for a cell without a salary. Source: the five years of
    incumbents' raises less turnover of Naperville 203, Illinois (see the published cases in the tests).

    >>> from bargaining.costing.employers import teachers_unit
    >>> leavers = [Posts(Decimal(6), "10", "M+30"), Posts(Decimal(2), "10", "M")]
    >>> hires = [Posts(Decimal(4), "1", "B"), Posts(Decimal(4), "3", "M")]
    >>> turnover_savings(teachers_unit().schedule, leavers, hires)
    Decimal('182400')
    """
    left = sum((p.fte * schedule.salary(next_step(schedule, p.step, p.lane), p.lane) for p in leavers), _NONE)
    return left - sum((p.fte * schedule.salary(p.step, p.lane) for p in hires), _NONE)


def standing_still(schedule: SalarySchedule, scattergram: Scattergram, movement: Movement) -> StandingStill:
    """Return steps, lane changes and turnover savings on this year's schedule, and the base they start from.

    Raises as its parts do, and `StaffingError` when more people leave or change lanes than stand there.
    Source: `increment`, `lane_changes_cost` and `turnover_savings`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> lines = standing_still(unit.schedule, unit.scattergram, unit.movement)
    >>> print(lines.increment_dollars, lines.lane_changes_dollars, lines.turnover_savings_dollars)
    231000.0 36000 182400
    >>> print(lines.net_dollars, round(lines.net_percent, 2))
    84600.0 0.80
    """
    next_year(schedule, scattergram, movement, Staffing.ACTUAL)  # refuses movers who are not there
    return StandingStill(
        base_payroll(schedule, scattergram),
        increment(schedule, scattergram),
        lane_changes_cost(schedule, movement.lane_changes),
        turnover_savings(schedule, movement.leavers, movement.hires),
    )


def next_year(
    schedule: SalarySchedule, scattergram: Scattergram, movement: Movement, staffing: Staffing
) -> Scattergram:
    """Return next year's scattergram: everybody a step up, lanes changed, and perhaps leavers and hires.

    Cast forward, the same people stand there; with actual staffing, leavers are gone and hires stand where
    they begin. So payroll on the two differs by exactly the turnover savings. Raises `StaffingError` when
    more people leave or change lanes than stand there.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> frozen = next_year(unit.schedule, unit.scattergram, unit.movement, Staffing.CAST_FORWARD)
    >>> actual = next_year(unit.schedule, unit.scattergram, unit.movement, Staffing.ACTUAL)
    >>> print(base_payroll(unit.schedule, frozen) - base_payroll(unit.schedule, actual))
    182400.0
    """
    here = dict(scattergram.fte)
    if staffing is Staffing.ACTUAL:
        for gone in movement.leavers:
            _take(here, (gone.step, gone.lane), gone.fte, f"leave from step {gone.step}, lane {gone.lane}")
    stays = scattergram if here == scattergram.fte else replace(scattergram, fte=here)
    rolled = rolled_forward(schedule, stays)
    there = dict(rolled.fte)
    for change in movement.lane_changes:
        what = f"change from lane {change.from_lane} to lane {change.to_lane} at step {change.step}"
        _take(here, (change.step, change.from_lane), change.fte, what)
        lane_change_worth(schedule, change)  # refuses a cell without a salary
        step = next_step(schedule, change.step, change.from_lane)
        there[step, change.from_lane] -= change.fte
        there[step, change.to_lane] = there.get((step, change.to_lane), _NONE) + change.fte
    if staffing is Staffing.ACTUAL:
        for hired in movement.hires:
            schedule.salary(hired.step, hired.lane)  # refuses a cell that is not there
            there[hired.step, hired.lane] = there.get((hired.step, hired.lane), _NONE) + hired.fte
    return rolled if there == rolled.fte else replace(scattergram, fte=there)


def _take(fte: dict[Cell, Decimal], cell: Cell, taken: Decimal, what: str) -> None:
    """Take people out of a cell of a scattergram in the making; refuse to take more than stand there."""
    there = fte.get(cell, _NONE)
    if taken > there:
        raise StaffingError(
            f"{in_words(taken)} are to {what}, but {in_words(there)} stand there. Correct one of the two."
        )
    fte[cell] = there - taken
