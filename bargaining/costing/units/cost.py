"""What a whole unit is paid, and what a year costs it: the groups added up, none of them averaged away.

A unit, raises and a convention come in; dollars and a `UnitYear` go out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from bargaining.costing.convention import Convention
from bargaining.costing.grid import Fixed
from bargaining.costing.movement.standing_still import StandingStill, standing_still
from bargaining.costing.movement.steps import next_step
from bargaining.costing.price_tag import Cost, Denominator, PriceTag
from bargaining.costing.raises.cost import YearCost, cost_of_year
from bargaining.costing.raises.kinds import NO_RAISE, OffSchedule, Raise
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import base_payroll
from bargaining.costing.units.group import Group
from bargaining.costing.units.premium import PremiumPay, premium_cost
from bargaining.costing.units.unit import ClassChange
from bargaining.errors import CostingError, StaffingError

_NONE = Decimal(0)
_USUAL = Convention()


class HasGroups(Protocol):
    """A `BargainingUnit`, or a fictional employer: anything with a name and groups."""

    @property
    def name(self) -> str:
        """Whose unit it is."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """Its groups."""


def unit_payroll(unit: HasGroups) -> Decimal:
    """Return the base payroll of the unit in dollars a year: straight time or salaries of all groups.

    Premium pay of nurses is not in it (`unit_premium_pay`). Source: as `staffing.base_payroll`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit_payroll(teachers_unit())
    Decimal('10628950.0')
    """
    return sum((base_payroll(group.schedule, group.scattergram) for group in unit.groups), _NONE)


def unit_fte(unit: HasGroups) -> Decimal:
    """Return all posts of the unit as full-time equivalents.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit_fte(teachers_unit())
    Decimal('159.0')
    """
    return sum((group.fte for group in unit.groups), _NONE)


def unit_average(unit: HasGroups) -> Decimal:
    """Return the average pay in dollars a year per FTE, over all groups; not rounded.

    Raises `StaffingError` when nobody works there. Source: as `staffing.average_salary`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> round(unit_average(teachers_unit()), 2)
    Decimal('66848.74')
    """
    fte = unit_fte(unit)
    if fte == 0:
        raise StaffingError(f"Nobody works at {unit.name}, so there is no average; enter posts in a group.")
    return unit_payroll(unit) / fte


def unit_premium_pay(unit: HasGroups) -> Decimal:
    """Return the premium pay of the unit's nurses in dollars a year; 0 for others. Source: `premium_cost`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit_premium_pay(teachers_unit())
    Decimal('0')
    """
    return sum(
        (premium_cost(group.schedule, group.scattergram, _premiums(group)) for group in unit.groups),
        _NONE,
    )


def unit_standing_still(unit: HasGroups) -> dict[str, StandingStill]:
    """Return steps, lane changes and turnover savings of each group, by its name.

    Source and errors: as `standing_still`.

    >>> from bargaining.costing.employers import teachers_unit
    >>> print(unit_standing_still(teachers_unit())["Teachers"].net_dollars)
    84600.0
    """
    return {g.name: standing_still(g.schedule, g.scattergram, g.movement) for g in unit.groups}


@dataclass(frozen=True)
class UnitYear:
    """One year's cost of a unit: a `YearCost` for each group, premium pay and class changes beside them."""

    by_group: Mapping[str, YearCost]
    premium_dollars: Decimal
    class_changes_dollars: Decimal
    convention: Convention

    @property
    def base_dollars(self) -> Decimal:
        """What all groups are paid before the year, without premium pay."""
        return sum((year.base_dollars for year in self.by_group.values()), _NONE)

    @property
    def new_money_dollars(self) -> Decimal:
        """All new money: every group's, what premium pay rises by, and the changes of job class."""
        groups = sum((year.new_money_dollars for year in self.by_group.values()), _NONE)
        return groups + self.premium_dollars + self.class_changes_dollars

    def line(self, name: str) -> Decimal:
        """Return one line of the groups' `YearCost` added up, such as "step_dollars"."""
        return sum((getattr(year, name) for year in self.by_group.values()), _NONE)

    def tag(self, what: str, when: str = "") -> PriceTag:
        """Return the new money of the year as a price that says what it is."""
        return PriceTag(
            what,
            Cost.NEW_MONEY,
            self.new_money_dollars,
            self.base_dollars,
            Denominator.PAYROLL,
            self.convention,
            when,
        )


def cost_of_unit_year(
    unit: HasGroups,
    given: Raise | Mapping[str, Raise] = NO_RAISE,
    convention: Convention = _USUAL,
    off_schedule: OffSchedule | Mapping[str, OffSchedule] | None = None,
) -> UnitYear:
    """Return what next year costs the whole unit more than this year, group by group.

    `given` is one raise for every group, or one for each group by its name (a group not named gets none). The
    same holds for `off_schedule`. Source and errors: as `cost_of_year`; `CostingError` for a name that is no
    group's.

    >>> from bargaining.costing.employers import teachers_unit
    >>> from bargaining.costing.raises.kinds import PercentRaise
    >>> year = cost_of_unit_year(teachers_unit(), PercentRaise(Decimal("0.03")))
    >>> print(year.new_money_dollars)
    593878.500
    """
    by_group, premium = {}, _NONE
    for group in unit.groups:
        each_raise = _for_group(unit, given, group, NO_RAISE)
        paid_once = _for_group(unit, off_schedule, group, None)
        year = cost_of_year(
            group.schedule, group.scattergram, each_raise, group.movement, convention, paid_once
        )
        by_group[group.name] = year
        premium += premium_cost(year.schedule, year.scattergram, _premiums(group))
        premium -= premium_cost(group.schedule, group.scattergram, _premiums(group))
    changes = getattr(unit, "class_changes", ())
    moved = sum((_class_change(by_group, change) for change in changes), _NONE)
    return UnitYear(Fixed(by_group), premium, moved, convention)


def _premiums(group: Group) -> tuple[PremiumPay, ...]:
    """Return the premium pay of a group; most groups have none."""
    premiums: tuple[PremiumPay, ...] = getattr(group, "premiums", ())
    return premiums


def class_change_cost(old: SalarySchedule, new: SalarySchedule, change: ClassChange) -> Decimal:
    """Return what a change of job class costs in dollars a year: hours × (new rate − old rate).

    The old rate is that of the step these people would have reached in their class, so that the step is not
    paid twice; the new one is where they are placed. Below 0 when they lose by it. Raises `ScheduleError` for
    a step without a rate. Source: as `lane_changes_cost`, with a job class for a lane.

    >>> from bargaining.costing.units.hourly import hourly_schedule
    >>> aides = hourly_schedule({"1": Decimal(16), "2": Decimal(17)}, "Aides")
    >>> drivers = hourly_schedule({"1": Decimal(21)}, "Drivers")
    >>> class_change_cost(aides, drivers, ClassChange(Decimal(1_000), "Aides", "1", "Drivers", "1"))
    Decimal('4000')
    """
    step = next_step(old, change.from_step, change.from_class)
    gain = new.salary(change.to_step, change.to_class) - old.salary(step, change.from_class)
    return change.hours * gain


def _class_change(by_group: Mapping[str, YearCost], change: ClassChange) -> Decimal:
    """Price one change of job class at next year's rates."""
    for name in (change.from_class, change.to_class):
        if name not in by_group:
            raise CostingError(f"There is no job class {name} to change from or to; name one of the groups.")
    return class_change_cost(by_group[change.from_class].schedule, by_group[change.to_class].schedule, change)


def _for_group(unit: HasGroups, given, group: Group, otherwise):  # type: ignore[no-untyped-def]
    """Return what is given for one group."""
    if not isinstance(given, Mapping):
        return otherwise if given is None else given
    names = [each.name for each in unit.groups]
    if unknown := [name for name in given if name not in names]:
        raise CostingError(
            f"{unit.name} has no group {unknown[0]} to give a raise; it has {', '.join(names)}."
        )
    return given.get(group.name, otherwise)
