"""Total compensation over the years of a contract, beside the costing of the schedule and the health plan."""

from decimal import Decimal

import pytest

from bargaining.costing.compensation.contract_years import contract_years
from bargaining.costing.compensation.health import EmployerPart
from bargaining.costing.compensation.of_employer import compensation_of, health_plan, roll_up_of
from bargaining.costing.compensation.rollup import Pay
from bargaining.costing.compensation.total_compensation import Kind, change_tag, line_changes
from bargaining.costing.employers import employer
from bargaining.costing.price_tag import Denominator
from bargaining.costing.raises.kinds import FlatRaise, OffSchedule, PercentRaise
from bargaining.costing.units.cost import unit_premium_pay
from bargaining.costing.years.project import YearPlan, project
from bargaining.costing.years.within_year import LaterRaise
from bargaining.errors import CompensationError

D = Decimal
NOT_ON_BONUS = ("pension", "workers' compensation", "unemployment insurance")
SOME_EMPLOYERS = [0, 7, 31, 60, 100, 105, 113, 120, 200, 207, 220]


def dollars(total, name):
    return next((line.dollars for line in total.lines if line.name == name), D(0))


def three_years(unit):
    return project(
        unit,
        [
            YearPlan(PercentRaise(D("0.03"))),
            YearPlan(
                FlatRaise(D("0.50")),
                OffSchedule(dollars=D("1")),
                later=(LaterRaise(PercentRaise(D("0.01")), 5),),
            ),
            YearPlan(PercentRaise(D("0.02"))),
        ],
    )


@pytest.mark.parametrize("variant", SOME_EMPLOYERS)
def test_the_pay_of_each_year_is_that_of_the_schedule(variant):
    unit = employer(variant)
    projection = three_years(unit)
    now, *years = contract_years(unit, projection, not_on_bonus=NOT_ON_BONUS)
    assert now == compensation_of(unit)
    before = dollars(now, "salaries") + dollars(now, "premium pay")
    for place, total in enumerate(years):
        over_base = projection.cost.over_base_dollars[place]
        paid = sum(dollars(total, name) for name in ("salaries", "premium pay", "one-time payments"))
        assert round(paid - before - over_base, 6) == 0
        assert dollars(total, "stipends") == dollars(now, "stipends")
        assert total.fte == now.fte
    assert dollars(years[1], "one-time payments") > 0 == dollars(years[2], "one-time payments")


@pytest.mark.parametrize("variant", [0, 7, 31, 60, 200, 207, 220])
def test_one_group_carries_its_rate_and_a_smaller_one_on_what_is_paid_once(variant):
    """Nobody in these units is above a ceiling, so roll-up is rate x pay."""
    unit = employer(variant)
    roll_up = roll_up_of(unit, NOT_ON_BONUS)
    for total in contract_years(unit, three_years(unit), not_on_bonus=NOT_ON_BONUS)[1:]:
        once = dollars(total, "one-time payments")
        regular = total.whole_dollars(Denominator.PAYROLL) - once
        by_hand = regular * roll_up.rate() + once * roll_up.rate(Pay.BONUS)
        assert round(dollars(total, "roll-up") - by_hand, 6) == 0


def test_harbor_bend_one_year_by_hand():
    """593,878.50 of salary, 18.5 % on it; premiums up 7 % cost 163,508.80: 867,254.82 in all."""
    unit = employer(0)
    projection = project(unit, [YearPlan(PercentRaise(D("0.03")))])
    dearer = health_plan(unit).with_premiums_changed(D("0.07"))
    now, then = contract_years(unit, projection, [dearer])
    changes = line_changes(now, then)
    assert changes["salaries"] == D("593878.50")
    assert changes["roll-up"] == D("109867.5225")
    assert changes["the health plan"] == D("163508.80")
    tag = change_tag("The offer", now, then)
    assert tag.amount_dollars == D("867254.8225")
    assert round(tag.percent, 2) == D("5.62")  # of total compensation; of the salary base it would be 8.16
    assert round(100 * tag.amount_dollars / now.whole_dollars(Denominator.SALARY_BASE), 2) == D("8.16")


@pytest.mark.parametrize("variant", SOME_EMPLOYERS)
def test_another_split_of_premiums_changes_nothing_but_the_health_line(variant):
    unit = employer(variant)
    projection, plan = three_years(unit), health_plan(unit)
    lower = plan.with_employer_part(EmployerPart(plan.employer_part.rate - D("0.05")))
    same, split = contract_years(unit, projection), contract_years(unit, projection, [lower] * 3)
    for one, other in zip(same[1:], split[1:], strict=True):
        changes = {name: change for name, change in line_changes(one, other).items() if change}
        assert changes == {plan.name: -D("0.05") * plan.premiums_dollars}


def test_a_nurses_premium_pay_rises_with_the_rates_and_stays():
    unit = employer(200)
    base = unit_premium_pay(unit)
    now, *years = contract_years(unit, three_years(unit))
    premiums = [dollars(total, "premium pay") for total in (now, *years)]
    assert premiums[0] == base > 0
    assert premiums == sorted(premiums)


def test_a_plan_is_needed_for_each_year_or_for_none():
    unit = employer(0)
    with pytest.raises(CompensationError, match="There are 1 health plans for 3 years"):
        contract_years(unit, three_years(unit), [health_plan(unit)])


def test_the_whole_adds_up_in_every_year():
    for total in contract_years(employer(113), three_years(employer(113))):
        assert sum(total.dollars_of({kind}) for kind in Kind) == total.total_dollars
