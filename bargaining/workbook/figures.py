"""The engine's figures by the names that the workbook gives its cells.

A plan comes in; a number for each name goes out. The writer puts them into the file, so that a program that
does not calculate shows them too; a test asks LibreOffice for every one of them and finds them equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bargaining.costing.compensation.contract_years import contract_years
from bargaining.costing.compensation.of_employer import compensation_of, health_plan, paid_groups, roll_up_of
from bargaining.costing.compensation.rollup import Pay
from bargaining.costing.compensation.rollup_cost import ScheduleGroup, next_dollar_rate, roll_up_cost
from bargaining.costing.compensation.total_compensation import TotalCompensation, line_changes
from bargaining.costing.convention import Staffing
from bargaining.costing.staffing import base_payroll
from bargaining.costing.units.cost import (
    UnitYear,
    unit_average,
    unit_fte,
    unit_payroll,
    unit_premium_pay,
    unit_standing_still,
)
from bargaining.costing.units.premium import premium_cost
from bargaining.costing.worktime.rates import daily_rate, extra_days_cost, hourly_rate
from bargaining.costing.years.project import Projection, project
from bargaining.workbook.plan import SIDES, Plan

_NONE = Decimal(0)
Figures = dict[str, Decimal]


def figures(plan: Plan) -> Mapping[str, Decimal]:
    """Return what the engine says for every named figure of the sheets of these parts.

    Money in dollars, rates as fractions.
    """
    found = _base_year(plan)
    if plan.through_part >= 2:
        found |= _standing_still(plan)
    if plan.through_part >= 3:
        projections = {
            side: project(plan.unit, plan.side(side).plans(plan.unit), plan.convention) for side in SIDES
        }
        for side, projection in projections.items():
            found |= _lines(side, projection, plan)
            found |= _costs(side, projection, plan) if plan.through_part >= 4 else {}
            if plan.facts and plan.through_part >= 6:
                found |= _health(side, plan)
            if plan.facts and plan.through_part >= 8:
                found |= _summary(side, projection, plan)
    if plan.facts and plan.through_part >= 5:
        found |= _now(plan)
    if plan.facts and plan.through_part >= 7:
        found |= _worktime(plan)
    if plan.through_part >= 8:
        found |= _gap(found, plan)
    return found


def _base_year(plan: Plan) -> Figures:
    found: Figures = {}
    for each in plan.groups:
        pay, fte = base_payroll(each.group.schedule, each.group.scattergram), each.group.fte
        found |= {f"payroll_{each.slug}": pay, f"fte_{each.slug}": fte, f"one_percent_{each.slug}": pay / 100}
        found[f"average_{each.slug}"] = pay / fte if fte else _NONE
        if each.premiums:
            cost = premium_cost(each.group.schedule, each.group.scattergram, each.premiums)
            found[f"premium_now_{each.slug}"] = cost
    pay = unit_payroll(plan.unit)
    found |= {"unit_payroll": pay, "unit_fte": unit_fte(plan.unit), "unit_one_percent": pay / 100}
    found["unit_average"] = unit_average(plan.unit)
    if plan.has_premiums:
        found["unit_premium_now"] = unit_premium_pay(plan.unit)
    return found


def _standing_still(plan: Plan) -> Figures:
    found: Figures = {}
    by_group = unit_standing_still(plan.unit)
    names = {
        "steps": "increment_dollars",
        "lanes": "lane_changes_dollars",
        "turnover": "turnover_savings_dollars",
        "standing": "net_dollars",
    }
    for name, field in names.items():
        for each in plan.groups:
            found[f"{name}_{each.slug}"] = getattr(by_group[each.group.name], field)
        found[f"unit_{name}"] = sum((getattr(lines, field) for lines in by_group.values()), _NONE)
    for each in plan.groups:
        base = by_group[each.group.name].salary_base_dollars
        found[f"standing_rate_{each.slug}"] = found[f"standing_{each.slug}"] / base if base else _NONE
    found["unit_standing_rate"] = found["unit_standing"] / unit_payroll(plan.unit)
    return found


def _lines(side: str, projection: Projection, plan: Plan) -> Figures:
    found: Figures = {}
    for number, year in enumerate(projection.years, start=1):
        if number == 1 or plan.through_part >= 4:
            found |= {
                f"{side}_{name}_{number}": dollars
                for name, dollars in _line_dollars(year, plan, number).items()
            }
    return found


def _line_dollars(year: UnitYear, plan: Plan, number: int) -> Figures:
    lines = {
        "step": year.line("step_dollars"),
        "lane": year.line("lane_dollars"),
        "raise": year.line("raise_dollars"),
        "interaction": year.line("interaction_dollars"),
        "turnover": _counted_savings(year),
        "once": year.line("off_schedule_dollars"),
        "new": year.new_money_dollars,
    }
    if plan.has_premiums:
        lines["premium"] = year.premium_dollars
    if plan.class_changes and number == 1:
        lines["class_changes"] = year.class_changes_dollars
    return lines


def _counted_savings(year: UnitYear) -> Decimal:
    """Return turnover savings as they count: with actual staffing only."""
    is_counted = year.convention.staffing is Staffing.ACTUAL
    return year.line("turnover_savings_dollars") if is_counted else _NONE


def _costs(side: str, projection: Projection, plan: Plan) -> Figures:
    cost, years = projection.cost, plan.side(side).years
    elsewhere = [_NONE, *[year.elsewhere_dollars for year in years]]
    found = {f"{side}_payroll_0": cost.base_dollars}
    running = _NONE
    for year in plan.years:
        over = cost.over_base_dollars[year - 1] + elsewhere[year]
        running += over
        found[f"{side}_payroll_{year}"] = cost.payroll_dollars[year - 1] + elsewhere[year]
        found[f"{side}_new_money_{year}"] = (
            cost.new_money_dollars[year - 1] + elsewhere[year] - elsewhere[year - 1]
        )
        found[f"{side}_over_base_{year}"] = over
        found[f"{side}_cumulative_{year}"] = running
        found[f"{side}_unpaid_{year}"] = projection.not_yet_paid_dollars[year - 1]
    found[f"{side}_run_rate"] = cost.run_rate_dollars + elsewhere[-1]
    return found


def _now(plan: Plan) -> Figures:
    total, roll_up = compensation_of(plan.unit), roll_up_of(plan.unit)
    by_name = {line.name: line.dollars for line in total.lines}
    plan_name = health_plan(plan.unit).name
    found = {
        "now_salaries": by_name["salaries"],
        "now_stipends": by_name.get("stipends", _NONE),
        "now_longevity": by_name.get("longevity", _NONE),
        "now_roll_up": by_name["roll-up"],
        "now_health": by_name[plan_name],
        "now_opt_out": by_name["opt-out payments"],
        "now_total": total.total_dollars,
        "now_per_fte": total.per_fte_dollars,
    }
    if plan.has_premiums:
        found["now_premium"] = by_name["premium pay"]
    on_schedule = _NONE
    one_percent = _NONE
    for each, group in zip(plan.groups, paid_groups(plan.unit), strict=True):
        found[f"roll_up_rate_{each.slug}"] = roll_up.rate(Pay.SALARY, each.group.name)
        found[f"once_rate_{each.slug}"] = roll_up.rate(Pay.BONUS, each.group.name)
        found[f"next_dollar_rate_{each.slug}"] = rate = next_dollar_rate(roll_up, group)
        cost = roll_up_cost(roll_up, [group])
        found[f"roll_up_{each.slug}"] = cost.employer_dollars
        on_schedule += cost.employer_dollars
        one_percent += cost.pay_dollars * (1 + rate) / 100
    found["roll_up_on_schedule"] = on_schedule
    found["unit_roll_up_rate"] = on_schedule / by_name["salaries"]
    found["one_percent_rolled_up"] = one_percent
    found["one_percent_of_total"] = one_percent / total.total_dollars
    return found


def _health(side: str, plan: Plan) -> Figures:
    now = health_plan(plan.unit)
    found = {
        "premiums_now": now.premiums_dollars,
        "employer_health_now": now.employer_dollars,
        "members_health_now": now.members_dollars,
    }
    for year, of_year in enumerate((now, *plan.side(side).health_plans(plan.unit))):
        found[f"{side}_premiums_{year}"] = of_year.premiums_dollars
        found[f"{side}_share_{year}"] = of_year.employer_part.rate
        found[f"{side}_health_{year}"] = of_year.employer_dollars
        found[f"{side}_members_{year}"] = of_year.members_dollars
    return found


def _summary(side: str, projection: Projection, plan: Plan) -> Figures:
    offer = plan.side(side)
    totals = contract_years(plan.unit, projection, offer.health_plans(plan.unit))
    name_of_plan = health_plan(plan.unit).name
    lines = {
        "salaries": "salaries",
        "stipends": "stipends",
        "longevity": "longevity",
        "one_time": "one-time payments",
        "roll_up": "roll-up",
        "opt_out": "opt-out payments",
    }
    if plan.has_premiums:
        lines["premium_pay"] = "premium pay"
    elsewhere = [_NONE, *[year.elsewhere_dollars for year in offer.years]]
    found: Figures = {}
    base = totals[0].total_dollars
    for year, total in enumerate(totals):
        by_name = {line.name: line.dollars for line in total.lines}
        found |= {f"{side}_{name}_{year}": by_name.get(line, _NONE) for name, line in lines.items()}
        whole = total.total_dollars + elsewhere[year]
        found |= {f"{side}_total_{year}": whole, f"{side}_per_fte_{year}": whole / total.fte}
        if year == 0:
            del found[f"{side}_one_time_0"]
            continue
        found |= {f"{side}_more_{year}": whole - base, f"{side}_more_rate_{year}": (whole - base) / base}
        changes = _changes(projection.years[year - 1], totals[year - 1], total, name_of_plan)
        changes["others"] = elsewhere[year] - elsewhere[year - 1]
        unpaid = (_NONE, *projection.not_yet_paid_dollars)
        changes["schedule"] -= unpaid[year] - unpaid[year - 1]
        found |= {f"{side}_change_{name}_{year}": dollars for name, dollars in changes.items()}
        found[f"{side}_change_{year}"] = sum(changes.values(), _NONE)
    return found


def _changes(year: UnitYear, before: TotalCompensation, after: TotalCompensation, plan_name: str) -> Figures:
    """Return the changes from one year to the next, as a public disclosure lists them."""
    by_line = line_changes(before, after)
    moved = year.line("step_dollars") + year.line("lane_dollars") + year.class_changes_dollars
    saved = _counted_savings(year)
    other = ("stipends", "longevity", "premium pay", "one-time payments")
    return {
        "schedule": year.line("raise_dollars"),
        "step_column": moved - saved,
        "other": sum((by_line.get(name, _NONE) for name in other), _NONE),
        "statutory": by_line["roll-up"],
        "insurance": by_line[plan_name] + by_line["opt-out payments"],
    }


def _worktime(plan: Plan) -> Figures:
    found: Figures = {}
    facts, roll_up = plan.facts, roll_up_of(plan.unit)
    for each, paid in zip(plan.groups, paid_groups(plan.unit), strict=True):
        pay = base_payroll(each.group.schedule, each.group.scattergram)
        if each.is_hourly:
            found[f"hourly_{each.slug}"] = pay / each.group.scattergram.total_fte
        elif facts and facts.work_days and facts.work_day_hours:
            average = pay / each.group.fte
            found[f"daily_{each.slug}"] = daily_rate(average, facts.work_days)
            found[f"hourly_{each.slug}"] = hourly_rate(average, facts.work_days, facts.work_day_hours)
            rate = next_dollar_rate(roll_up, paid)
            found[f"more_days_cost_{each.slug}"] = extra_days_cost(pay, facts.work_days, Decimal(1), rate)
    first = plan.groups[0]
    hours = getattr(first.group, "full_year_hours", None)
    if first.is_hourly and hours is None:
        hours = first.group.paid_days * first.group.full_day_hours  # type: ignore[attr-defined]
    lowest, each_hours = min(first.group.schedule.salaries.values()), Decimal(hours or 1)
    post = roll_up_cost(roll_up, [ScheduleGroup(((each_hours, lowest),), first.group.name, each_hours)])
    found["new_post"] = post.pay_dollars + post.employer_dollars
    health = health_plan(plan.unit)
    found["new_post_health"] = health.employer_dollars / health.enrolled
    return found


def _gap(found: Figures, plan: Plan) -> Figures:
    by_year = {
        year: found[f"ours_over_base_{year}"] - found[f"theirs_over_base_{year}"] for year in plan.years
    }
    whole = sum(by_year.values(), _NONE)
    fte = found["unit_fte"]
    gaps = {f"gap_{year}": dollars for year, dollars in by_year.items()}
    if plan.facts:
        gaps |= {f"gap_total_{y}": found[f"ours_total_{y}"] - found[f"theirs_total_{y}"] for y in plan.years}
    return {
        **gaps,
        "gap_cumulative": whole,
        "gap_per_fte": whole / fte,
        "gap_per_fte_per_year": whole / fte / len(by_year),
    }
