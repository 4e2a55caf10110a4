"""Lane changes: what it costs that people reach a higher lane.

A schedule and the changes come in; dollars go out. Both lanes are taken at next year's step, because the
step comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bargaining.costing.movement.facts import LaneChange
from bargaining.costing.movement.steps import next_step
from bargaining.costing.scattergram import in_words
from bargaining.costing.schedule import SalarySchedule
from bargaining.errors import StaffingError

_NONE = Decimal(0)


def lane_changes_cost(schedule: SalarySchedule, changes: Iterable[LaneChange]) -> Decimal:
    """Return the cost of the lane changes in dollars: L = Σ movers × (new lane − old lane).

    Both lanes are read at next year's step, so that the step is not paid twice. Raises `StaffingError` when
    the new lane has no salary at that step, `ScheduleError` when the old one has none. Source: the order
    step, then column of the public disclosure of proposed agreements under California AB 1200.

    >>> from bargaining.costing.employers import teachers_unit
    >>> changes = [LaneChange(Decimal(4), "4", "B", "M"), LaneChange(Decimal(3), "8", "M", "M+30")]
    >>> lane_changes_cost(teachers_unit().schedule, changes)
    Decimal('36000')
    """
    return sum((change.fte * lane_change_worth(schedule, change) for change in changes), _NONE)


def lane_change_worth(schedule: SalarySchedule, change: LaneChange) -> Decimal:
    """Return what one lane change is worth in dollars a year for each FTE, at next year's step.

    Raises as `lane_changes_cost`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> lane_change_worth(teachers_unit().schedule, LaneChange(Decimal(4), "4", "B", "M"))
    Decimal('6000')
    """
    step = next_step(schedule, change.step, change.from_lane)
    if change.to_lane in schedule.lanes and (step, change.to_lane) not in schedule.salaries:
        raise StaffingError(
            f"Lane {change.to_lane} has no salary at step {step}, but {in_words(change.fte)} FTE change "
            f"there from lane {change.from_lane}. Give that cell a salary, or say at which step they begin."
        )
    return schedule.salary(step, change.to_lane) - schedule.salary(step, change.from_lane)
