"""One person's pay over the years, as steps and raises of the schedule come together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bargaining.costing.convention import Rounding, round_money
from bargaining.costing.movement.steps import next_step
from bargaining.costing.raises.kinds import Raise, raised
from bargaining.costing.schedule import SalarySchedule


def pay_of_a_person(
    schedule: SalarySchedule,
    step: str,
    lane: str,
    raises: Sequence[Raise],
    rounding: Rounding | None = None,
) -> tuple[Decimal, ...]:
    """Return the salary in dollars of this year and of each year with a raise, one step up a year.

    Each salary is rounded once, from the product that was not rounded, as the schedule says or as `rounding`
    says. Source: the arithmetic of a Rhode Island example (see the published cases in the tests).

    >>> from bargaining.costing.employers import teachers_unit
    >>> from bargaining.costing.raises.kinds import PercentRaise
    >>> three = PercentRaise(Decimal("0.03"))
    >>> [f"{pay:,.0f}" for pay in pay_of_a_person(teachers_unit().schedule, "4", "M", [three, three])]
    ['62,300', '66,332', '70,550']
    """
    printed = schedule.rounding if rounding is None else rounding
    pay, current = [schedule.salary(step, lane)], schedule
    for each in raises:
        step = next_step(schedule, step, lane)
        current = raised(current, each, Rounding.UNROUNDED)
        pay.append(round_money(current.salary(step, lane), printed))
    return tuple(pay)
