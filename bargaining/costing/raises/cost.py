"""What a year costs, line by line: steps, lanes, the raise, payments off the schedule, turnover.

A schedule, a scattergram, a raise and a movement come in; a `YearCost` goes out. Whatever the order, the
lines add up to the same total: new payroll minus old.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import Convention, Order, Staffing
from bargaining.costing.movement.facts import NO_MOVEMENT, Movement
from bargaining.costing.movement.standing_still import next_year, turnover_savings
from bargaining.costing.movement.steps import rolled_forward
from bargaining.costing.price_tag import Cost, PriceTag
from bargaining.costing.raises.kinds import NO_RAISE, OffSchedule, Raise, raised
from bargaining.costing.scattergram import Scattergram, paid_cells
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import base_payroll

_NONE = Decimal(0)
_USUAL = Convention()


@dataclass(frozen=True)
class YearCost:
    """One year's cost in dollars, on separate lines, and the year it leads to.

    * `step_dollars`, `lane_dollars`, `raise_dollars`: each taken on what came before it in
      `convention.order`.
    * `interaction_dollars`: the raise on step and lane money. It is part of the line that comes last
      (`raise_dollars` in the usual order) and is never added again.
    * `turnover_savings_dollars`: at the new salaries; counted in the total with actual staffing only.
    * `off_schedule_dollars`: paid this year only.
    * `schedule`, `scattergram`: what the next year starts from.
    """

    base_dollars: Decimal
    step_dollars: Decimal
    lane_dollars: Decimal
    raise_dollars: Decimal
    interaction_dollars: Decimal
    turnover_savings_dollars: Decimal
    off_schedule_dollars: Decimal
    convention: Convention
    schedule: SalarySchedule
    scattergram: Scattergram

    @property
    def payroll_dollars(self) -> Decimal:
        """Next year's payroll on the schedule, without payments off it."""
        return self.base_dollars + self.on_schedule_dollars

    @property
    def on_schedule_dollars(self) -> Decimal:
        """What stays in the schedule: steps, lanes and raise, less turnover when leavers are counted."""
        lines = self.step_dollars + self.lane_dollars + self.raise_dollars
        return lines - self._counted_savings

    @property
    def new_money_dollars(self) -> Decimal:
        """All new money of the year: what stays in the schedule, and what is paid once."""
        return self.on_schedule_dollars + self.off_schedule_dollars

    @property
    def _counted_savings(self) -> Decimal:
        counted = self.convention.staffing is Staffing.ACTUAL
        return self.turnover_savings_dollars if counted else _NONE

    def tag(self, what: str, when: str = "") -> PriceTag:
        """Return the new money of the year as a price that says what it is."""
        return PriceTag(
            what,
            Cost.NEW_MONEY,
            self.new_money_dollars,
            self.base_dollars,
            convention=self.convention,
            when=when,
        )


def cost_of_year(
    schedule: SalarySchedule,
    scattergram: Scattergram,
    given: Raise = NO_RAISE,
    movement: Movement = NO_MOVEMENT,
    convention: Convention = _USUAL,
    off_schedule: OffSchedule | None = None,
) -> YearCost:
    """Return what next year costs more than this year, in dollars, line by line.

    (B + I + L)(1 + p) − B = pB + (I + L) + p(I + L): the last term is the raise on step and lane money, which
    is what usually goes missing between two sides. For raises that are not a percent it is worked out cell by
    cell. Raises `StaffingError` for people in a cell without a salary or movers who are not there.
    Source: Wisconsin Administrative Code, ERC 33 (2006): freeze the base-year employees, then add the steps,
    then the rest; each line as a percent of the base.

    >>> from bargaining.costing.employers import teachers_unit
    >>> from bargaining.costing.raises.kinds import PercentRaise
    >>> unit = teachers_unit()
    >>> year = cost_of_year(unit.schedule, unit.scattergram, PercentRaise(Decimal("0.03")), unit.movement)
    >>> print(year.step_dollars, year.lane_dollars, year.raise_dollars, year.interaction_dollars)
    231000.0 36000.0 326878.500 8010.000
    >>> print(year.new_money_dollars)
    593878.500
    """
    new = raised(schedule, given, convention.rounding_of(schedule.rounding))
    moved_forward = next_year(schedule, scattergram, movement, Staffing.CAST_FORWARD)
    people = _People(
        scattergram,
        rolled_forward(schedule, scattergram) if movement.lane_changes else moved_forward,
        moved_forward,
    )
    base, raised_base = base_payroll(schedule, people.now), base_payroll(new, people.now)
    moved, raised_moved = base_payroll(schedule, people.moved), base_payroll(new, people.moved)
    if convention.order is Order.STEP_LANE_RAISE:
        stepped = base_payroll(schedule, people.stepped)
        step, lane, the_raise = stepped - base, moved - stepped, raised_moved - moved
    else:
        stepped = base_payroll(new, people.stepped)
        step, lane, the_raise = stepped - raised_base, raised_moved - stepped, raised_base - base
    after = (
        moved_forward
        if convention.staffing is Staffing.CAST_FORWARD
        else next_year(schedule, scattergram, movement, convention.staffing)
    )
    return YearCost(
        base_dollars=base,
        step_dollars=step,
        lane_dollars=lane,
        raise_dollars=the_raise,
        interaction_dollars=(raised_moved - moved) - (raised_base - base),
        turnover_savings_dollars=turnover_savings(new, movement.leavers, movement.hires),
        off_schedule_dollars=off_schedule_cost(new, after, off_schedule) if off_schedule else _NONE,
        convention=convention,
        schedule=new,
        scattergram=after,
    )


def off_schedule_cost(schedule: SalarySchedule, scattergram: Scattergram, paid: OffSchedule) -> Decimal:
    """Return what a payment off the schedule costs in dollars, in the one year in which it is paid.

    Source: AFSCME, "Costing 101": bonuses do not accumulate in the base.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> off_schedule_cost(unit.schedule, unit.scattergram, OffSchedule(dollars=Decimal(1_000)))
    Decimal('159000.0')
    """
    return sum((c.fte * paid.payment(c.salary_dollars) for c in paid_cells(schedule, scattergram)), _NONE)


@dataclass(frozen=True)
class _People:
    """The same people three times: where they stand, after the step, and after step and lane."""

    now: Scattergram
    stepped: Scattergram
    moved: Scattergram
