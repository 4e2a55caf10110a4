"""The pay-slip sheet: what each pay has more after the premium, by step, hours and tier, for both offers."""

from __future__ import annotations

from decimal import Decimal

from bargaining.costing.compensation.of_employer import health_plan
from bargaining.costing.compensation.pay_slip import pay_slip_sheet
from bargaining.costing.movement.steps import next_step
from bargaining.costing.raises.kinds import raised
from bargaining.costing.units.hourly import JobClass, NurseGroup
from bargaining.workbook.folder.sheets import Printed, Table
from bargaining.workbook.plan import SIDES, NamedGroup, Plan

_ALONE = "no plan"


def pay_slips(plan: Plan) -> Printed:
    """Return the sheet: one table for each side, group and lane; before tax, in year 1."""
    tables = tuple(
        _table(plan, side, each, lane)
        for side in SIDES
        for each in plan.groups
        for lane in each.group.schedule.lanes
    )
    says = (
        "How much more is in each pay in year 1, after the health premium and before tax, for a person who "
        "goes a step up. In dollars for each pay."
    )
    return Printed("Pay slips", says, tables)


def _table(plan: Plan, side: str, each: NamedGroup, lane: str) -> Table:
    group, schedule = each.group, each.group.schedule
    year = plan.side(side).plans(plan.unit)[0]
    given = year.given[group.name]  # type: ignore[index]  # an offer gives one raise for each group
    rounding = plan.convention.rounding_of(schedule.rounding)
    after = raised(schedule, given, rounding)
    steps = [step for step in schedule.steps if (step, lane) in schedule.salaries]
    full, hours = _hours(each)
    premium_before, premium_after = _premiums(plan, side)
    sheet = pay_slip_sheet(
        {step: full * schedule.salary(step, lane) for step in steps},
        {step: full * after.salary(next_step(schedule, step, lane), lane) for step in steps},
        hours,
        premium_before,
        premium_after,
        group.pays_per_year,
    )
    change = {(row.step, row.hours, row.tier): row.change.each_pay_dollars for row in sheet}
    tiers = tuple(premium_before)
    rows = tuple(
        (step, label, *[_dollars(change[step, label, tier]) for tier in tiers])
        for step in steps
        for label in hours
    )
    where = group.name if lane == group.name else f"{group.name}, lane {lane}"
    caption = f"{plan.side(side).side}: {where}, {group.pays_per_year} pays a year"
    return Table(caption, ("Step now", "Hours", *tiers), rows, words=2)


def _hours(each: NamedGroup) -> tuple[Decimal, dict[str, Decimal]]:
    """Return the paid hours of a full post (1 for yearly salaries), and the parts of it that people work."""
    group = each.group
    if isinstance(group, JobClass):
        worked = sorted({post.hours_per_day for post in group.posts}, reverse=True)
        full = group.full_day_hours * group.paid_days
        return full, {f"{hours.normalize():f} a day": hours / group.full_day_hours for hours in worked}
    if isinstance(group, NurseGroup):
        worked = sorted({post.hours_per_year for post in group.posts}, reverse=True)
        return group.full_year_hours, {
            f"{hours:,f} a year": hours / group.full_year_hours for hours in worked
        }
    return Decimal(1), {"full time": Decimal(1), "half time": Decimal("0.5")}


def _premiums(plan: Plan, side: str) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Return the member's premium a year by tier, now and in year 1; who has no plan pays none."""
    now, then = {_ALONE: Decimal(0)}, {_ALONE: Decimal(0)}
    if plan.facts:
        before, after = health_plan(plan.unit), plan.side(side).health_plans(plan.unit)[0]
        now |= {tier.name: before.member_pays(tier.name) for tier in before.tiers}
        then |= {tier.name: after.member_pays(tier.name) for tier in after.tiers}
    return now, then


def _dollars(amount: Decimal) -> str:
    return f"−{abs(amount):,.2f}" if amount < 0 else f"{amount:,.2f}"
