"""What a year does not pay yet, because a raise or a step begins during it. It is the tail of the next year.

The year's full cost and the dates come in; dollars go out. Called by `project`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import Convention, SplitMethod
from bargaining.costing.raises.kinds import NO_RAISE, InTurn, Raise, raised
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import base_payroll
from bargaining.costing.units.cost import HasGroups, UnitYear
from bargaining.costing.units.group import Group
from bargaining.costing.units.premium import premium_cost
from bargaining.costing.years.split import PartYear

_NONE = Decimal(0)

Given = Raise | Mapping[str, Raise]


@dataclass(frozen=True)
class LaterRaise:
    """A raise that begins during the year: `given` is in force for the last `months` of it.

    `given` is one raise for every group, or one for each group by its name.
    """

    given: Given
    months: int

    def __post_init__(self) -> None:
        PartYear(_NONE, self.months)  # refuses months that no year has


def in_turn(unit: HasGroups, raises: Sequence[Given]) -> dict[str, Raise]:
    """Return the raises of a year for each group, one after the other."""
    return {
        group.name: InTurn(tuple(_of_group(each, group.name) for each in raises)) for group in unit.groups
    }


def not_yet_paid(
    unit: HasGroups, year: UnitYear, raises: Sequence[LaterRaise], step_months: int, convention: Convention
) -> Decimal:
    """Return the dollars that the year's full cost has in it and that are not paid before next year.

    `raises` are all raises of the year with their months, first the earliest. Simple: each is worth what it
    is on the salaries at the start of the year. Exact: on salaries already raised. Source: as
    `bargaining.costing.years.split`.
    """
    owed = _NONE
    for group in unit.groups:
        after = year.by_group[group.name]
        rounding = convention.rounding_of(group.schedule.rounding)
        schedule, paid = group.schedule, _NONE
        for each in raises:
            given = _of_group(each.given, group.name)
            start = group.schedule if convention.split is SplitMethod.SIMPLE else schedule
            gain = _paid(group, raised(start, given, rounding), after.scattergram)
            paid += (gain - _paid(group, start, after.scattergram)) * each.months / 12
            schedule = raised(schedule, given, rounding)
        full = _paid(group, after.schedule, after.scattergram)
        owed += full - _paid(group, group.schedule, after.scattergram) - paid
        owed += (after.step_dollars + after.lane_dollars) * (12 - PartYear(_NONE, step_months).months) / 12
    return owed


def _of_group(given: Given, name: str) -> Raise:
    """Return the raise of one group; a group that is not named gets none."""
    return given.get(name, NO_RAISE) if isinstance(given, Mapping) else given


def _paid(group: Group, schedule: SalarySchedule, people: Scattergram) -> Decimal:
    """Return payroll and premium pay of a group's people by a schedule."""
    return base_payroll(schedule, people) + premium_cost(schedule, people, getattr(group, "premiums", ()))
