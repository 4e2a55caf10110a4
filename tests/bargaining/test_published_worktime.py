"""Days, hours and posts against figures that others have published (see `cases/published_worktime.toml`)."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from bargaining.costing import slips
from bargaining.costing.convention import Rounding, round_money
from bargaining.costing.units.premium import PremiumPay
from bargaining.costing.worktime.premium_pay import premium_of, regular_rate
from bargaining.costing.worktime.rates import (
    daily_rate,
    hourly_change_percent,
    hourly_rate,
    raise_to_hold_hourly_percent,
)
from bargaining.costing.worktime.retirement_incentive import incentive_saving
from bargaining.costing.worktime.staffing_needs import added_posts, posts_cost

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "published_worktime.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)


def to_dollar(amount):
    return round_money(amount, Rounding.HALF_UP_DOLLAR)


def to_cent(amount):
    return round_money(amount, Rounding.HALF_UP_CENT)


def test_posts_are_priced_at_one_salary_and_one_benefit_rate():
    case = CASES["class_size_posts"]
    costs = [
        posts_cost(Decimal(fte), Decimal(case["salary"]), case["benefit_rate"], Decimal(0))
        for fte in case["fte"]
    ]
    for cost, salary, benefits, total in zip(
        costs, case["printed_salary"], case["printed_benefits"], case["printed_total"], strict=True
    ):
        assert (to_dollar(cost.salary_dollars), to_dollar(cost.roll_up_dollars)) == (salary, benefits)
        assert to_dollar(cost.total_dollars) == total
    together, sums = added_posts(costs), case["sums"]
    assert sum(Decimal(fte) for fte in case["fte"]) == sums["fte"]
    assert to_dollar(together.salary_dollars) == sums["salary"]
    assert to_dollar(together.roll_up_dollars) == sums["benefits"]
    assert sum(case["printed_total"]) == sums["salary"] + sums["benefits"] == sums["total"]


@pytest.mark.parametrize("day_rounding", [Rounding.HALF_UP_CENT, Rounding.UNROUNDED])
def test_a_salary_becomes_a_rate_for_a_day_and_an_hour(day_rounding):
    case = CASES["per_diem"]
    salary, days = Decimal(case["salary"]), Decimal(case["days"])
    assert to_cent(daily_rate(salary, days)) == case["printed_day"]
    assert to_cent(hourly_rate(salary, days, case["hours"], day_rounding)) == case["printed_hour"]


def test_a_longer_day_is_a_cut_for_each_hour():
    case = CASES["longer_day"]
    days, before, after = Decimal(case["days"]), case["hours_before"], case["hours_after"]
    salary = Decimal(case["salary"])
    assert to_cent(hourly_rate(salary, days, before)) == case["hour_before"]
    assert to_cent(hourly_rate(salary * (1 + case["raise_rate"]), days, after)) == case["hour_after"]
    assert f"{hourly_change_percent(case['raise_rate'], before, after):.2f}" == case["change_percent"]
    assert f"{raise_to_hold_hourly_percent(before, after):.2f}" == case["raise_to_hold_percent"]
    hold = raise_to_hold_hourly_percent(before, after) / 100
    assert round(hourly_change_percent(hold, before, after), 20) == 0


def test_two_assumptions_about_retirements_are_a_million_apart():
    case = CASES["retirements"]
    totals = {}
    for side in ("union", "district"):
        each = incentive_saving([Decimal(case[side]["saving"])], [Decimal(0)], Decimal(0))
        totals[side] = case[side]["retirees"] * each.first_year_dollars
        assert totals[side] == case[side]["total"]
    assert totals["union"] - totals["district"] == case["gap"]


def test_retirements_replaced_by_starters_with_benefits_as_a_percent_of_salary():
    case = CASES["replaced_by_starters"]
    load = 1 + case["benefit_load"]
    savings = [
        incentive_saving([salary * load], [case["newcomer"] * load], Decimal(case["incentive_each"]))
        for salary in case["leavers"]
    ]
    assert sum(case["leavers"]) * load == case["gross"]
    assert len(savings) * case["newcomer"] * load == case["newcomers_dollars"]
    assert sum(saving.saving_by_year_dollars[0] for saving in savings) == case["net"]
    assert sum(saving.first_year_dollars for saving in savings) == case["net_after_incentive"]
    slip = slips.worktime.health_as_percent_of_salary
    wrong = slip(Decimal(sum(case["leavers"])), Decimal(3 * case["newcomer"]), case["benefit_load"])
    assert wrong == case["net"]
    for what, amount in (("gross", "gross"), ("newcomers", "newcomers_dollars"), ("net", "net")):
        assert to_dollar(Decimal(case[amount]) / 1000) == case["printed_thousands"][what]


def test_overtime_is_paid_on_the_regular_rate_with_its_differential():
    case = CASES["regular_rate"]
    rate, hours = Decimal(case["rate"]), Decimal(case["day_hours"] + case["evening_hours"])
    evenings = PremiumPay("evenings", Decimal(case["evening_hours"]), Decimal(case["differential"]))
    week = rate * hours + evenings.cost(rate)
    regular = regular_rate(week, hours)
    assert (week, regular) == (case["printed_week"], case["printed_regular_rate"])
    overtime = Decimal(case["overtime_hours"])
    times = Decimal("1.5")
    assert premium_of(overtime, regular, times) == overtime * case["printed_half"]
    assert overtime * regular + premium_of(overtime, regular, times) == case["printed_overtime"]
    # The slip: time and a half on the base rate.
    assert overtime * rate + premium_of(overtime, rate, times) == case["on_the_base_rate"]
