"""Cost over time: Harbor Bend, published figures with their slips located, and what must always hold."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing.convention import (
    Convention,
    Growth,
    Order,
    Rounding,
    SplitMethod,
    Staffing,
    round_money,
)
from bargaining.costing.employers import employer
from bargaining.costing.price_tag import Cost
from bargaining.costing.raises.cost import cost_of_year
from bargaining.costing.raises.kinds import FlatRaise, OffSchedule, PercentRaise
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import base_payroll
from bargaining.costing.units.cost import cost_of_unit_year, unit_payroll
from bargaining.costing.units.group import Salaried
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.costing.years.path import YearsCost, payroll_path, total_percent, yearly_percent
from bargaining.costing.years.person import pay_of_a_person
from bargaining.costing.years.project import YearPlan, project
from bargaining.costing.years.retro import LeaversClause, RetroGroup, retro_cost, retro_pay
from bargaining.costing.years.split import (
    PartYear,
    annualized_percent,
    end_percent,
    months_in_force,
    part_year_cost,
    tail_percent,
)
from bargaining.errors import CostingError

from .unit_strategies import RATES, moving_units

HERE = Path(__file__).parent / "cases"
CASES = tomllib.loads((HERE / "years.toml").read_text(encoding="utf-8"), parse_float=Decimal)
MOVEMENT = tomllib.loads((HERE / "movement_and_raises.toml").read_text(encoding="utf-8"), parse_float=Decimal)
BASE = unit_payroll(employer(0))
CENT, DOLLAR = Rounding.HALF_UP_CENT, Rounding.HALF_UP_DOLLAR


def cents(amounts):
    return [round_money(amount, CENT) for amount in amounts]


def test_harbor_bends_three_percent_for_three_years():
    cost = payroll_path(BASE, [Decimal("0.03")] * 3)
    assert cents(cost.new_money_dollars) == [Decimal(x) for x in ("318868.50", "328434.56", "338287.59")]
    assert cents(cost.over_base_dollars) == [Decimal(x) for x in ("318868.50", "647303.06", "985590.65")]
    assert round_money(cost.total_dollars, CENT) == Decimal("1951762.20")
    assert round(total_percent([Decimal("0.03")] * 3), 4) == Decimal("9.2727")


def test_three_years_of_three_percent_as_printed():
    case = CASES["three_years_of_three_percent"]
    cost = payroll_path(Decimal(case["base_dollars"]), case["raise_rates"])
    assert list(cost.new_money_dollars) == case["new_money"]
    assert list(cost.payroll_dollars) == case["payroll"]
    assert list(cost.over_base_dollars) == case["over_base"]
    assert cost.total_dollars == case["cumulative"]
    assert total_percent(case["raise_rates"]) == case["percent"]
    table = cost.table()
    assert list(table["cumulative_dollars"]) == [30_000, 90_900, 183_627]


@pytest.mark.parametrize("loaded", ["front", "back"])
def test_front_and_back_loaded_end_at_the_same_rate(loaded):
    case = CASES["front_and_back"]
    path = payroll_path(Decimal(case["hourly_dollars"]), case[loaded]["raise_rates"])
    assert cents(path.payroll_dollars) == case[loaded]["rates"]


@pytest.mark.parametrize("method", SplitMethod)
def test_a_split_raise_annualized_both_ways(method):
    case = CASES["annualizing"]
    parts = [PartYear(part["rate"], part["months"]) for part in case["parts"]]
    printed = case["simple" if method is SplitMethod.SIMPLE else "exact"]
    assert annualized_percent(parts, method) == printed["annualized"]
    assert end_percent(parts, method) == printed["end"]
    assert tail_percent(parts, method) == printed["end"] - printed["annualized"]


def test_harbor_bends_two_percent_and_two_percent():
    """2 + 2 x 6 / 12 = 3 this year and 1 more next year; with 1 % in July and 3 % in January, 2.5 and 1.5."""
    january = months_in_force(7, 1)
    for first, second, this_year, tail in (("0.02", "0.02", "3", "1"), ("0.01", "0.03", "2.5", "1.5")):
        parts = [PartYear(Decimal(first), 12), PartYear(Decimal(second), january)]
        assert annualized_percent(parts, SplitMethod.SIMPLE) == Decimal(this_year)
        assert tail_percent(parts, SplitMethod.SIMPLE) == Decimal(tail)


def test_percents_added_and_compounded():
    case = CASES["added_and_called_a_total"]
    assert total_percent(case["raise_rates"], Growth.SIMPLE) == case["added"]
    assert round(total_percent(case["raise_rates"]), 2) == case["compounded"]
    with_bonus = payroll_path(
        Decimal(50_000), case["raise_rates"], once_dollars=[Decimal(case["once_dollars"]), Decimal(0)]
    )
    without = payroll_path(Decimal(50_000), case["raise_rates"])
    assert with_bonus.run_rate_dollars == without.run_rate_dollars
    assert with_bonus.total_dollars - without.total_dollars == case["once_dollars"]


def test_an_award_is_general_increases_plus_steps():
    case = CASES["award_of_two_parts"]
    parts = [case["general_percent"] / 100, case["steps_percent"] / 100]
    assert total_percent(parts, Growth.SIMPLE) == case["total_percent"]


def test_retroactive_pay_by_check():
    case = CASES["retro_by_check"]
    assert retro_pay(case["old_pay"], case["new_pay"], 1) == case["difference"]
    assert retro_pay(case["old_pay"], case["new_pay"], case["checks"]) == case["retro"]
    group = RetroGroup(Decimal(1), case["old_pay"] * 26, case["new_pay"] * 26, case["checks"])
    assert retro_cost([group], 26, LeaversClause.PAID) == case["retro"]
    assert retro_pay(Decimal("2600.00"), Decimal("2678.00"), 7) == Decimal("546.00")  # Harbor Bend


def test_the_increments_of_a_person_added_once_are_the_last_year_and_not_the_cost():
    case = CASES["one_persons_four_raises"]
    cost = payroll_path(Decimal(case["salary_dollars"]), case["raise_rates"])
    assert [round_money(money, DOLLAR) for money in cost.new_money_dollars] == case["new_money"]
    assert round_money(sum(cost.new_money_dollars), DOLLAR) == case["last_year_over_base"]
    assert cost.over_base_dollars[-1] == sum(cost.new_money_dollars)
    assert case["added_once_about"] * case["people"] == case["printed_total"]
    assert abs(cost.total_dollars - case["four_years_over_base"]) < 1


def test_ten_years_the_swapped_digits_are_in_year_six():
    case = CASES["ten_years_front_and_back"]
    front, back = (
        list(
            payroll_path(
                Decimal(case["base_dollars"]), case[rates], rounding=Rounding.TRUNCATE_DOLLAR
            ).payroll_dollars
        )
        for rates in ("front_rates", "back_rates")
    )
    assert (front, back) == (case["front"], case["back"])
    assert [f - b for f, b in zip(front, back, strict=True)] == case["differences"]
    assert sum(case["differences"]) == case["sum"]
    printed = case["back_printed"]
    first_wrong = next(
        year for year, (is_, was) in enumerate(zip(back, printed, strict=True), 1) if is_ != was
    )
    assert first_wrong == case["wrong_from_year"]
    assert sorted(str(printed[5])) == sorted(str(back[5]))  # the same digits, swapped
    carried_on = payroll_path(Decimal(printed[5]), case["back_rates"][6:], rounding=Rounding.TRUNCATE_DOLLAR)
    assert list(carried_on.payroll_dollars) == printed[6:]  # every later year follows from it
    difference = [f - b for f, b in zip(case["front"], printed, strict=True)]
    assert difference == case["differences_printed"]
    assert sum(difference) == case["sum_printed"]


def test_ten_years_one_digit_of_the_last_figure_is_wrong():
    case = CASES["ten_years_with_a_slip"]
    path = payroll_path(Decimal(case["salary_dollars"]), [case["rate"]] * case["years"])
    assert round_money(path.run_rate_dollars, CENT) == case["final"]
    assert case["final_printed"] - int(path.run_rate_dollars) == 3_000
    assert int(path.over_base_dollars[-1]) == case["increase_printed"]
    assert round(100 * path.over_base_dollars[-1] / path.base_dollars, 1) == case["percent_printed"]


@pytest.mark.parametrize("scale", CASES["half_year_step"]["scale"])
def test_a_half_year_step_three_printed_halves_are_wrong(scale):
    case = CASES["half_year_step"]["scale"][scale]
    half = part_year_cost(Decimal(case["full_step"]), 6)
    assert half.this_year_dollars == half.tail_dollars == case["half"]
    combined = half.this_year_dollars + Decimal(case["cola_at_2_4"]) / Decimal("2.4")
    assert abs(combined - case["combined_printed"]) <= 1
    assert (half.this_year_dollars == case["half_printed"]) == (scale in "AD")
    assert round(100 * Decimal(case["fte_without"]) / Decimal(case["fte"])) == case["without_percent"]


def test_one_settlement_two_prices():
    """What the two sides differ by is the steps and lanes that one of them counts."""
    case = CASES["same_settlement_two_numbers"]
    assert case["district_dollars"] - case["union_dollars"] == case["difference_dollars"]
    unit = employer(0)
    year = cost_of_year(unit.schedule, unit.scattergram, PercentRaise(Decimal("0.03")), unit.movement)
    assert year.new_money_dollars - year.raise_dollars == year.step_dollars + year.lane_dollars == 267_000


def test_a_persons_steps_and_raises_together():
    case = MOVEMENT["steps_and_raises_for_a_person"]
    steps = ("1", "2", "3", "4")
    salaries = {(s, "T"): Decimal(d) for s, d in zip(steps, case["schedule"], strict=True)}
    schedule = SalarySchedule(steps, ("T",), salaries, DOLLAR)
    raises = [PercentRaise(Decimal(rate)) for rate in case["raise_rates"]]
    assert list(pay_of_a_person(schedule, "1", "T", raises)) == case["printed"]
    nothing = [PercentRaise(Decimal(0))] * 3
    assert list(pay_of_a_person(schedule, "1", "T", nothing)) == case["printed_without_raises"]


def test_the_average_yearly_step_of_a_lane():
    case = MOVEMENT["average_yearly_step"]
    percent = yearly_percent(Decimal(case["first_dollars"]), Decimal(case["last_dollars"]), case["moves"])
    assert round(percent, 2) == case["percent"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: payroll_path(Decimal(0), [Decimal(0)]), "The base payroll is 0; it must be above 0."),
        (
            lambda: payroll_path(Decimal(1), []),
            "A contract of no years costs nothing; give at least one year.",
        ),
        (
            lambda: YearsCost(Decimal(1), (Decimal(1),), (Decimal(0), Decimal(0))),
            "There are 2 payments off the schedule for 1 years; "
            "give one for each year, 0 where there is none.",
        ),
        (lambda: months_in_force(7, 13), "13 is not a month; number the months from 1 to 12."),
        (
            lambda: PartYear(Decimal("0.02"), 13),
            "A raise in force for 13 months: give whole months from 0 to 12.",
        ),
        (
            lambda: retro_pay(Decimal(1), Decimal(2), -1),
            "-1 pays cannot have been issued; give a whole number, 0 or more.",
        ),
        (
            lambda: project(employer(0), []),
            "A contract of no years costs nothing; give a plan for at least one year.",
        ),
    ],
)
def test_what_is_no_contract_is_refused_in_a_sentence(wrong, sentence):
    with pytest.raises(CostingError) as refused:
        wrong()
    assert str(refused.value) == sentence


def test_the_four_costs_of_one_projection_are_called_by_name():
    plan = project(employer(0), [YearPlan(PercentRaise(Decimal("0.03")))] * 3)
    words = {cost: plan.cost.tag("Our offer", cost, plan.convention).sentence for cost in Cost}
    assert "in new money compared with the year before in year 3" in words[Cost.NEW_MONEY]
    assert "in cost over the base year in year 3" in words[Cost.OVER_BASE]
    assert "in cumulative cost over all years (years 1 to 3)" in words[Cost.CUMULATIVE]
    assert "in run-rate, the yearly amount at the end" in words[Cost.RUN_RATE]


@pytest.mark.parametrize("variant", [0, 7, 100, 105, 200, 211])
@pytest.mark.parametrize("growth", Growth)
def test_a_projection_of_one_year_is_the_year_and_more_years_go_on_from_it(variant, growth):
    unit, convention = employer(variant), Convention(growth=growth, staffing=Staffing.ACTUAL)
    plans = [
        YearPlan(PercentRaise(Decimal("0.03")), OffSchedule(dollars=Decimal(1))),
        YearPlan(FlatRaise(Decimal("0.25"))),
        YearPlan(PercentRaise(Decimal("0.02"))),
    ]
    first = project(unit, plans[:1], convention)
    year = cost_of_unit_year(unit, plans[0].given, convention, plans[0].off_schedule)
    assert round(first.cost.new_money_dollars[0], 9) == round(year.new_money_dollars, 9)
    three = project(unit, plans, convention)
    assert three.cost.new_money_dollars[0] == first.cost.new_money_dollars[0]
    last = three.years[-1].by_group
    on_schedule = sum(base_payroll(year.schedule, year.scattergram) for year in last.values())
    assert sum(year.payroll_dollars for year in last.values()) == on_schedule


def test_percents_that_are_not_compounded_are_taken_on_the_base_year():
    unit = employer(0)
    simple = project(unit, [YearPlan(PercentRaise(Decimal("0.03")))] * 2, Convention(growth=Growth.SIMPLE))
    assert simple.schedule_of("Teachers", 2).salary("1", "B") == 53_000
    compound = project(unit, [YearPlan(PercentRaise(Decimal("0.03")))] * 2)
    assert compound.schedule_of("Teachers", 2).salary("1", "B") == 53_045


@given(st.lists(RATES, min_size=1, max_size=6), st.integers(1, 10**9).map(Decimal), st.sampled_from(Growth))
def test_the_four_costs_agree_with_each_other(rates, base, growth):
    once = [Decimal(1_000 * year) for year in range(len(rates))]
    cost = payroll_path(base, rates, growth, once)
    # Six compounded rates of four decimals have more digits than a Decimal carries.
    assert round(sum(cost.new_money_dollars) - cost.over_base_dollars[-1], 8) == 0
    assert round(cost.total_dollars - sum(cost.over_base_dollars), 8) == 0
    assert round(cost.run_rate_dollars - (cost.spent_dollars[-1] - once[-1]), 8) == 0


@given(st.lists(RATES, min_size=1, max_size=5), st.data())
def test_the_order_of_raises_changes_the_total_paid_and_not_where_it_ends(rates, data):
    other = data.draw(st.permutations(rates))
    one, two = payroll_path(Decimal(1_000), rates), payroll_path(Decimal(1_000), other)
    assert round(one.run_rate_dollars - two.run_rate_dollars, 9) == 0


@given(RATES, st.integers(0, 12), st.sampled_from(SplitMethod))
def test_splitting_a_raise_in_two_on_the_same_day_changes_nothing(rate, months, method):
    whole = [PartYear(rate, months)]
    nothing = [PartYear(rate, months), PartYear(Decimal(0), months)]
    for percent in (annualized_percent, end_percent, tail_percent):
        assert percent(whole, method) == percent(nothing, method)
    assert round(annualized_percent(whole, method) + tail_percent(whole, method), 9) == round(
        end_percent(whole, method), 9
    )


@given(st.integers(-(10**9), 10**9).map(Decimal), st.integers(0, 12))
def test_this_year_and_the_tail_are_the_whole_amount(dollars, months):
    cost = part_year_cost(dollars, months)
    assert cost.this_year_dollars + cost.tail_dollars == dollars


@given(moving_units(), RATES, st.sampled_from(Order))
def test_a_year_of_raises_and_a_year_without_end_where_the_schedule_does(unit, rate, order):
    schedule, people, movement = unit
    group = Salaried("Teachers", schedule, people, movement)
    both = project(
        BargainingUnit("Somewhere", (group,), UnitKind.TEACHERS),
        [YearPlan(PercentRaise(rate)), YearPlan()],
        Convention(order=order),
    )
    year = both.years[-1].by_group["Teachers"]
    assert both.cost.run_rate_dollars == base_payroll(year.schedule, year.scattergram)
