"""Raises of every shape: Harbor Bend, published figures, and what must always hold."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing.convention import Convention, Order, Rounding, SalaryRounding, Staffing, round_money
from bargaining.costing.employers import teachers_unit
from bargaining.costing.price_tag import Cost, PriceTag
from bargaining.costing.raises.compare import (
    break_even_salary,
    cents_per_hour_cost,
    flat_as_percent,
    gain_by_cell,
    gap_growth,
)
from bargaining.costing.raises.cost import cost_of_year, off_schedule_cost
from bargaining.costing.raises.kinds import (
    NO_RAISE,
    CentsPerHour,
    Edits,
    FlatRaise,
    InTurn,
    NewBaseCell,
    OffSchedule,
    PercentRaise,
    raised,
)
from bargaining.costing.staffing import base_payroll
from bargaining.errors import CostingError, ScheduleError

from .unit_strategies import RATES, moving_units

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "movement_and_raises.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)
THREE_PERCENT = PercentRaise(Decimal("0.03"))


def test_harbor_bends_three_percent_line_by_line():
    """3 % x (10,628,950 + 231,000 + 36,000) = 326,878.50, of which 3 % x 267,000 = 8,010 on movement."""
    unit = teachers_unit()
    year = cost_of_year(unit.schedule, unit.scattergram, THREE_PERCENT, unit.movement)
    assert (year.step_dollars, year.lane_dollars) == (231_000, 36_000)
    assert year.raise_dollars == Decimal("326878.50")
    assert year.interaction_dollars == 8_010
    assert year.new_money_dollars == Decimal("593878.50")
    assert year.tag("Next year").sentence.startswith(
        "Next year: $593,878.50 in new money compared with the year before, which is 5.59% of the salary base"
    )


def test_with_turnover_the_same_three_percent_costs_less():
    """231,000 + 36,000 - 182,400 + 3 % x (10,895,950 - 182,400) = 406,006.50."""
    unit = teachers_unit()
    actual = Convention(staffing=Staffing.ACTUAL)
    year = cost_of_year(unit.schedule, unit.scattergram, THREE_PERCENT, unit.movement, actual)
    assert year.new_money_dollars == Decimal("406006.50")
    assert year.turnover_savings_dollars == Decimal("187872.00")  # 182,400 x 1.03


def test_a_flat_raise_against_a_percent():
    unit = teachers_unit()
    base, fte = base_payroll(unit.schedule, unit.scattergram), unit.scattergram.total_fte
    assert round(flat_as_percent(Decimal(2_000), fte, base), 4) == Decimal("2.9918")
    assert round(break_even_salary(Decimal(2_000), Decimal("0.03")), 2) == Decimal("66666.67")
    gains = gain_by_cell(unit.schedule, FlatRaise(Decimal(2_000))).set_index(["step", "lane"])["gain_percent"]
    assert gains["1", "B"] == 4
    assert round(gains["10", "M+30"], 2) == Decimal("2.53")


def test_cents_and_percent_on_one_payroll():
    case = CASES["cents_and_percent"]
    assert (
        cents_per_hour_cost(case["dollars_per_hour"], Decimal(case["paid_hours"])) == case["printed"]["cents"]
    )
    raise_ = PercentRaise(case["rate"])
    payroll = Decimal(case["payroll_dollars"])
    assert raise_.salary("", "", payroll) - payroll == case["printed"]["percent"]


def test_a_percent_widens_the_gap():
    case, to_the_dollar = CASES["percent_widens_the_gap"], Rounding.HALF_UP_DOLLAR
    raise_ = PercentRaise(case["rate"])
    low, high = Decimal(case["bottom_dollars"]), Decimal(case["top_dollars"])
    new_low, new_high = (round_money(raise_.salary("", "", s), to_the_dollar) for s in (low, high))
    assert (new_low, new_high) == (case["printed"]["bottom"], case["printed"]["top"])
    assert (new_low - low, new_high - high) == (case["printed"]["raise_bottom"], case["printed"]["raise_top"])
    assert round_money(gap_growth(low, high, raise_), to_the_dollar) == case["printed"]["gap_growth"]
    assert gap_growth(low, high, FlatRaise(Decimal(5_000))) == 0


def test_a_step_and_a_raise_together_for_two_teachers():
    case = CASES["one_teachers_step_and_raise"]
    for before, after, printed in zip(case["before"], case["after"], case["printed_percents"], strict=True):
        percent = flat_as_percent(Decimal(after - before), Decimal(1), Decimal(before))
        assert abs(percent - printed) <= case["within"]


def test_equal_dollars_one_printed_digit_is_wrong():
    case = CASES["equal_dollars"]
    for name in ("low", "high"):
        salary = Decimal(case[f"{name}_dollars"])
        gain = PercentRaise(case["rate"]).salary("", "", salary) - salary
        assert gain == case["printed"][f"raise_{name}"]
    per_pay = round_money(case["flat_dollars"] / case["pays"], Rounding.HALF_UP_CENT)
    assert per_pay == case["per_pay"]
    assert case["printed"]["per_pay"] - per_pay == 1  # the digit of the dollars, and no other


def test_a_thousand_on_the_base_cell_is_worth_more_higher_up():
    unit = teachers_unit()
    new = raised(unit.schedule, NewBaseCell(unit.index, Decimal(51_000)))
    assert new.salary("1", "B") == 51_000
    assert new.salary("6", "M") == 67_830
    assert new == unit.schedule_at_base(Decimal(51_000))


def test_the_order_of_a_mixed_raise_matters():
    percent, flat = PercentRaise(Decimal("0.02")), FlatRaise(Decimal(500))
    assert InTurn((percent, flat)).salary("1", "B", Decimal(50_000)) == 51_500
    assert InTurn((flat, percent)).salary("1", "B", Decimal(50_000)) == 51_510


def test_single_cells_steps_and_lanes_can_be_edited():
    schedule = teachers_unit().schedule
    new = raised(
        schedule,
        Edits(cells={("1", "B"): Decimal(1_000)}, steps={"10": Decimal(500)}, lanes={"M+30": Decimal(250)}),
    )
    changed = {cell: new.salaries[cell] - salary for cell, salary in schedule.salaries.items()}
    assert changed["1", "B"] == 1_000
    assert changed["10", "M"] == 500
    assert changed["10", "M+30"] == 750
    assert changed["5", "M"] == 0


def test_a_payment_off_the_schedule_is_not_there_next_year():
    unit = teachers_unit()
    once = OffSchedule(dollars=Decimal(1_000))
    year = cost_of_year(unit.schedule, unit.scattergram, off_schedule=once)
    assert off_schedule_cost(unit.schedule, unit.scattergram, once) == 159_000
    assert year.new_money_dollars - year.on_schedule_dollars == 159_000
    assert year.schedule.salaries == unit.schedule.salaries
    assert OffSchedule(rate=Decimal("0.01")).payment(Decimal(50_000)) == 500


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            lambda s: raised(s, PercentRaise(Decimal(3))),
            "A raise of 3 is 300%; give 3% as the fraction 0.03.",
        ),
        (
            lambda s: raised(s, Edits(steps={"11": Decimal(100)})),
            "The schedule has no step 11 to change; its steps are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.",
        ),
        (
            lambda s: raised(s, InTurn((Edits(lanes={"PhD": Decimal(1)}),))),
            "The schedule has no lane PhD to change; its lanes are B, B+15, M, M+30.",
        ),
        (
            lambda s: CentsPerHour(Decimal("0.30"), Decimal(0)),
            "A full post needs paid hours above 0; give the hours that are paid in a year.",
        ),
        (
            lambda s: break_even_salary(Decimal(2_000), Decimal(0)),
            "The rate of the raise is 0, so nothing can be divided by it; give one above 0.",
        ),
        (
            lambda s: PriceTag("It", Cost.NEW_MONEY, Decimal(1), Decimal(0)),
            "It cannot be given as a percent: the salary base is 0. "
            "Give the amount in dollars that it is a percent of.",
        ),
    ],
)
def test_what_is_no_raise_is_refused_in_a_sentence(given, sentence):
    with pytest.raises(CostingError) as refused:
        given(teachers_unit().schedule)
    assert str(refused.value) == sentence


def test_a_cut_below_nothing_is_refused():
    with pytest.raises(ScheduleError, match="must be above 0"):
        raised(teachers_unit().schedule, FlatRaise(Decimal(-60_000)))


@given(moving_units(), RATES, st.sampled_from(SalaryRounding))
def test_the_order_changes_the_lines_and_never_the_total(unit, rate, salaries):
    schedule, people, movement = unit
    years = [
        cost_of_year(
            schedule, people, PercentRaise(rate), movement, Convention(order=order, salaries=salaries)
        )
        for order in Order
    ]
    first, second = years
    assert first.new_money_dollars == second.new_money_dollars
    assert first.raise_dollars - second.raise_dollars == first.interaction_dollars
    for year in years:
        assert year.payroll_dollars == base_payroll(year.schedule, year.scattergram)


@given(moving_units(), RATES, st.sampled_from(Staffing))
def test_the_percent_formula_gives_the_same_lines(unit, rate, staffing):
    """(B + I + L)(1 + p) - B, and turnover at the new salaries."""
    schedule, people, movement = unit
    year = cost_of_year(schedule, people, PercentRaise(rate), movement, Convention(staffing=staffing))
    moved = year.base_dollars + year.step_dollars + year.lane_dollars
    assert year.raise_dollars == rate * moved
    assert year.interaction_dollars == rate * (year.step_dollars + year.lane_dollars)
    savings = year.turnover_savings_dollars if staffing is Staffing.ACTUAL else 0
    assert year.new_money_dollars == moved * (1 + rate) - year.base_dollars - savings
    assert year.payroll_dollars == base_payroll(year.schedule, year.scattergram)


@given(moving_units(), st.sampled_from(SalaryRounding))
def test_a_raise_of_nothing_costs_nothing(unit, salaries):
    schedule, people, _ = unit
    for nothing in (NO_RAISE, PercentRaise(Decimal(0)), FlatRaise(Decimal(0)), Edits()):
        year = cost_of_year(schedule, people, nothing, convention=Convention(salaries=salaries))
        assert year.raise_dollars == year.interaction_dollars == year.lane_dollars == 0
        assert year.new_money_dollars == year.step_dollars
