"""A whole unit over several years: steps, lanes, raises, turnover and payments off the schedule, year by
year.

A unit, a plan for each year and a convention come in; a `Projection` goes out. Each year starts from the
schedule and the people that the year before ended with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bargaining.costing.convention import Convention, Growth
from bargaining.costing.movement.facts import NO_MOVEMENT, Movement
from bargaining.costing.raises.kinds import NO_RAISE, OffSchedule, Raise
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.units.cost import (
    HasGroups,
    UnitYear,
    cost_of_unit_year,
    unit_payroll,
    unit_premium_pay,
)
from bargaining.costing.units.group import Group
from bargaining.costing.units.premium import PremiumPay
from bargaining.costing.units.unit import ClassChange
from bargaining.costing.years.path import YearsCost
from bargaining.costing.years.within_year import LaterRaise, in_turn, not_yet_paid
from bargaining.errors import CostingError

_NONE = Decimal(0)
_USUAL = Convention()


@dataclass(frozen=True)
class YearPlan:
    """What happens in one year.

    * `given`: one raise for every group, or one for each group by its name.
    * `later`: raises that begin during the year, after `given`; the earliest first.
    * `step_months`: for how many months of the year steps and lane changes are paid; 6 for a half-year step.
    * `off_schedule`: a payment in this year only, for every group or by group name.
    * `movement`: lane changes, leavers and hires by group. When it is left out, the first year has those of
      the unit and later years have steps alone: nobody knows yet who will leave.
    """

    given: Raise | Mapping[str, Raise] = NO_RAISE
    off_schedule: OffSchedule | Mapping[str, OffSchedule] | None = None
    movement: Mapping[str, Movement] | None = None
    later: tuple[LaterRaise, ...] = ()
    step_months: int = 12


@dataclass(frozen=True)
class Projection:
    """The years of a unit: `years` line by line, and `cost` with the four amounts people call the cost.

    The lines of `years` are those of a full year. `not_yet_paid_dollars` is the part of each that begins
    during the year and is paid from the next one on: its tail.
    """

    base_dollars: Decimal
    years: tuple[UnitYear, ...]
    convention: Convention
    not_yet_paid_dollars: tuple[Decimal, ...]

    @property
    def cost(self) -> YearsCost:
        """Payroll, new money, cost over base, cumulative cost and run-rate, premium pay included."""
        payroll, paid, once = self.base_dollars, [], []
        for year, not_yet in zip(self.years, self.not_yet_paid_dollars, strict=True):
            off = year.line("off_schedule_dollars")
            payroll += year.new_money_dollars - off
            paid.append(payroll)
            once.append(off - not_yet)
        return YearsCost(self.base_dollars, tuple(paid), tuple(once))

    def schedule_of(self, group: str, year: int) -> SalarySchedule:
        """Return the schedule of a group after so many years; year 1 is the first."""
        return self.years[year - 1].by_group[group].schedule


def project(unit: HasGroups, plans: Sequence[YearPlan], convention: Convention = _USUAL) -> Projection:
    """Return what the coming years cost the unit, one plan for each year.

    With `Growth.SIMPLE` every raise is taken on the base year's schedule. Raises `CostingError` without a
    plan, and whatever a year of it raises. Source: Hartman and Whitaker, Journal of Collective Negotiations
    in the Public Sector, vol. 20: each proposal simulated on the schedule, annual and cumulative.

    >>> from bargaining.costing.employers import teachers_unit
    >>> from bargaining.costing.raises.kinds import PercentRaise
    >>> plan = project(teachers_unit(), [YearPlan(PercentRaise(Decimal("0.03")))] * 2)
    >>> [f"{money:,.2f}" for money in plan.cost.new_money_dollars]
    ['593,878.50', '558,359.91']
    """
    if not plans:
        raise CostingError("A contract of no years costs nothing; give a plan for at least one year.")
    state: HasGroups = unit
    base_schedules = {group.name: group.schedule for group in unit.groups}
    years, not_yet = [], []
    for number, plan in enumerate(plans, start=1):
        state = _with_movement(state, plan, number)
        raises = [LaterRaise(plan.given, 12), *plan.later]
        if convention.growth is Growth.SIMPLE and number > 1:
            raises = [LaterRaise(_on_base(each.given, base_schedules), each.months) for each in raises]
        given = in_turn(state, [each.given for each in raises]) if plan.later else raises[0].given
        year = cost_of_unit_year(state, given, convention, plan.off_schedule)
        is_whole = plan.step_months == 12 and not plan.later
        not_yet.append(_NONE if is_whole else not_yet_paid(state, year, raises, plan.step_months, convention))
        years.append(year)
        state = _after(state, year)
    base = unit_payroll(unit) + unit_premium_pay(unit)
    return Projection(base, tuple(years), convention, tuple(not_yet))


@dataclass(frozen=True)
class _Rolled:
    """A group in a later year: the schedule and the people that the year before ended with."""

    name: str
    schedule: SalarySchedule
    scattergram: Scattergram
    fte: Decimal
    pays_per_year: int
    premiums: tuple[PremiumPay, ...] = ()
    movement: Movement = NO_MOVEMENT


@dataclass(frozen=True)
class _State:
    """A unit in a later year."""

    name: str
    groups: tuple[Group, ...]
    class_changes: tuple[ClassChange, ...] = ()


@dataclass(frozen=True)
class _OnBase:
    """A raise taken on the base year's salaries, and added to today's: the percents are not compounded."""

    given: Raise
    base: SalarySchedule
    words: str = field(default="")

    def salary(self, step: str, lane: str, salary_dollars: Decimal) -> Decimal:
        """Return today's salary plus what the raise is worth on the base year's."""
        base = self.base.salary(step, lane)
        return salary_dollars + self.given.salary(step, lane, base) - base


def _on_base(given: Raise | Mapping[str, Raise], schedules: Mapping[str, SalarySchedule]) -> dict[str, Raise]:
    """Return the raise of each group, taken on its base year's schedule."""
    by_group = given if isinstance(given, Mapping) else dict.fromkeys(schedules, given)
    return {name: _OnBase(each, schedules[name]) for name, each in by_group.items()}


def _with_movement(state: HasGroups, plan: YearPlan, number: int) -> HasGroups:
    """Return the unit with the movement of the plan; in later years without one, steps alone."""
    if plan.movement is None and number == 1:
        return state
    names = [group.name for group in state.groups]
    movement = plan.movement or {}
    if unknown := [name for name in movement if name not in names]:
        raise CostingError(f"{state.name} has no group {unknown[0]} to move; it has {', '.join(names)}.")
    groups = tuple(_rolled(group, movement.get(group.name, NO_MOVEMENT)) for group in state.groups)
    return _State(state.name, groups, getattr(state, "class_changes", ()))


def _rolled(group: Group, movement: Movement) -> _Rolled:
    """Return the group with another movement."""
    premiums = getattr(group, "premiums", ())
    return _Rolled(
        group.name, group.schedule, group.scattergram, group.fte, group.pays_per_year, premiums, movement
    )


def _after(state: HasGroups, year: UnitYear) -> _State:
    """Return the unit as the year leaves it."""
    groups = tuple(
        _Rolled(
            group.name,
            year.by_group[group.name].schedule,
            year.by_group[group.name].scattergram,
            group.fte,
            group.pays_per_year,
            getattr(group, "premiums", ()),
        )
        for group in state.groups
    )
    return _State(state.name, groups)
