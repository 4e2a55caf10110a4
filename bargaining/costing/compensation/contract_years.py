"""Total compensation year by year under a proposal: this year, and every year of the contract beside it.

An employer, a projection of its schedule (`bargaining.costing.years.project`) and a health plan for each
year come in; a `TotalCompensation` for this year and for each year of the contract goes out, with the same
lines, so that they can be set side by side as a public disclosure of a proposed agreement does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from bargaining.costing.compensation.health import HealthPlan
from bargaining.costing.compensation.of_employer import (
    Employer,
    compensation_of,
    facts_of,
    health_plan,
    roll_up_of,
    usual_rate,
)
from bargaining.costing.compensation.rollup import Pay, RollUp
from bargaining.costing.compensation.rollup_cost import RollUpCost, group_on, roll_up_cost
from bargaining.costing.compensation.total_compensation import TotalCompensation, total_compensation
from bargaining.costing.units.cost import UnitYear, unit_premium_pay
from bargaining.costing.years.project import Projection
from bargaining.errors import CompensationError

_NONE = Decimal(0)


def contract_years(
    employer: Employer,
    projection: Projection,
    plans: Sequence[HealthPlan] = (),
    not_on_bonus: Collection[str] = (),
) -> tuple[TotalCompensation, ...]:
    """Return total compensation of this year and of each year of the contract, in dollars, line by line.

    * `projection`: steps, lanes, raises and one-time payments of the proposal; a `Priced` proposal has one.
    * `plans`: the health plan of each year (after a renewal, or with another split); none for no change.
    * `not_on_bonus`: components of the roll-up that are not charged on one-time payments.

    The salaries of each year are those of the projection, less what a raise that begins during the year does
    not pay yet, so the change of that line is its cost over base.
    Stipends, longevity, opt-out payments, roll-up rates and FTE stay as they are this year. Raises
    `CompensationError` when there are plans for another number of years.

    Source: the lines of California's public disclosure of a proposed agreement (AB 1200),
    https://sbasweb.sbceo.org/reporting/public-disclosure-of-proposed-collective-bargaining-agreements.

    >>> from bargaining.costing.employers import employer
    >>> from bargaining.costing.raises.kinds import PercentRaise
    >>> from bargaining.costing.years.project import YearPlan, project
    >>> unit = employer(0)
    >>> now, then = contract_years(unit, project(unit, [YearPlan(PercentRaise(Decimal("0.03")))]))
    >>> print(f"{then.total_dollars - now.total_dollars:,.2f}")  # 593,878.50 of salary and 18.5 % on it
    703,746.02
    """
    if plans and len(plans) != len(projection.years):
        raise CompensationError(
            f"There are {len(plans)} health plans for {len(projection.years)} years; give one for each year, "
            "or none when the plan stays as it is."
        )
    facts, plan = facts_of(employer), health_plan(employer)
    roll_up = roll_up_of(employer, not_on_bonus)
    fixed_pay = {
        "stipends": facts.stipends_dollars,
        "longevity": sum((step.cost() for step in facts.longevity), _NONE),
    }
    now = compensation_of(employer)
    totals, premium = [now], unit_premium_pay(employer)
    for place, year in enumerate(projection.years):
        premium += year.premium_dollars
        once = year.line("off_schedule_dollars")
        salaries = projection.cost.payroll_dollars[place] - premium - projection.not_yet_paid_dollars[place]
        others = {**fixed_pay, "premium pay": premium, "one-time payments": once}
        of_year = plans[place] if plans else plan
        benefits = {
            plan.name: of_year.employer_dollars,
            "opt-out payments": facts.opt_out_people * facts.opt_out_dollars,
        }
        rolled = _roll_up_dollars(employer, roll_up, year, salaries, others)
        shown = {name: dollars for name, dollars in others.items() if dollars}
        totals.append(total_compensation(salaries, shown, rolled, benefits, now.fte))
    return tuple(totals)


def _roll_up_dollars(
    employer: Employer, roll_up: RollUp, year: UnitYear, salaries: Decimal, others: dict[str, Decimal]
) -> Decimal:
    """Return a year's roll-up: cell by cell on the schedule, then at the unit's rate on everything else."""
    cost = _on_schedule(employer, roll_up, year)
    beside = salaries - cost.pay_dollars + sum(others.values(), _NONE) - others["one-time payments"]
    names = [group.name for group in employer.groups]
    usual = usual_rate(employer, roll_up, cost)
    once = sum(
        (year.by_group[name].off_schedule_dollars * roll_up.rate(Pay.BONUS, name) for name in names), _NONE
    )
    return cost.employer_dollars + beside * usual + once


def _on_schedule(employer: Employer, roll_up: RollUp, year: UnitYear) -> RollUpCost:
    """Return the roll-up of everybody on the schedules that the year leads to."""
    groups = []
    for group in employer.groups:
        end = year.by_group[group.name]
        hours_each = group.scattergram.total_fte / group.fte if group.fte else Decimal(1)
        groups.append(group_on(end.schedule, end.scattergram, group.name, hours_each))
    return roll_up_cost(roll_up, groups)
