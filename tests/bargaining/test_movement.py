"""Steps, lane changes and turnover: Harbor Bend, published figures, and what must always hold."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing.convention import Rounding, Staffing
from bargaining.costing.employers import TEACHER_VARIANTS, teachers_unit
from bargaining.costing.movement.facts import LaneChange, Movement, Posts
from bargaining.costing.movement.lanes import lane_changes_cost
from bargaining.costing.movement.standing_still import (
    StandingStill,
    next_year,
    standing_still,
    turnover_savings,
)
from bargaining.costing.movement.steps import (
    average_step,
    increment,
    increment_by_lane,
    increments,
    next_step,
    rolled_forward,
    step_worth,
)
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import base_payroll
from bargaining.errors import ScheduleError, StaffingError

from .unit_strategies import moving_units

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "movement_and_raises.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)

# Lane B ends at step 2; lane M+30 begins at step 2.
RAGGED = SalarySchedule(
    steps=("1", "2", "3"),
    lanes=("B", "M", "M+30"),
    salaries={
        ("1", "B"): Decimal(40_000),
        ("2", "B"): Decimal(44_000),
        ("1", "M"): Decimal(50_000),
        ("2", "M"): Decimal(54_000),
        ("3", "M"): Decimal(60_000),
        ("2", "M+30"): Decimal(58_000),
    },
    rounding=Rounding.HALF_UP_DOLLAR,
)


def test_harbor_bend_stands_still_for_84_600():
    """231,000 of steps and 36,000 of lanes, less 182,400 of turnover savings."""
    unit = teachers_unit()
    lines = standing_still(unit.schedule, unit.scattergram, unit.movement)
    assert lines == StandingStill(Decimal(10_628_950), Decimal(231_000), Decimal(36_000), Decimal(182_400))
    assert lines.cast_forward_dollars == 267_000
    assert lines.net_dollars == 84_600
    assert round(lines.net_percent, 2) == Decimal("0.80")


def test_harbor_bends_steps_by_lane():
    unit = teachers_unit()
    by_lane = increment_by_lane(unit.schedule, unit.scattergram)
    assert by_lane == {"B": 57_750, "B+15": 37_800, "M": 87_150, "M+30": 48_300}
    assert average_step(unit.schedule, unit.scattergram) == 2_100


def test_a_bump_step_moves_the_average_step():
    """The step from 9 to 10 worth 4,000: 99.5 x 2,100 + 10.5 x 4,000 = 250,950; by 110 FTE, 2,281.36."""
    unit = teachers_unit()
    salaries = {
        (step, lane): salary + (1_900 if step == "10" else 0)
        for (step, lane), salary in unit.schedule.salaries.items()
    }
    bumped = SalarySchedule(unit.schedule.steps, unit.schedule.lanes, salaries, Rounding.HALF_UP_DOLLAR)
    assert increment(bumped, unit.scattergram) == 250_950
    assert round(average_step(bumped, unit.scattergram), 2) == Decimal("2281.36")


def test_one_lane_of_a_published_guide_rolled_forward():
    case = CASES["one_lane_rolled_forward"]
    steps = tuple(str(n) for n in range(1, 8))
    schedule = SalarySchedule(
        steps,
        ("BA",),
        {(s, "BA"): Decimal(d) for s, d in zip(steps, case["salaries"], strict=True)},
        Rounding.HALF_UP_DOLLAR,
    )
    people = Scattergram({(s, "BA"): n for s, n in zip(steps, case["fte"], strict=False)})
    lines = standing_still(schedule, people, Movement())
    assert lines.increment_dollars == case["increment_dollars"]
    assert lines.salary_base_dollars == case["base_dollars"]
    assert round(lines.net_percent, 2) == case["percent"]


def test_five_years_of_turnover_against_incumbents_raises():
    """The figures are percents of the base, so a base of 100 gives them as dollars."""
    case = CASES["turnover_over_five_years"]
    years = [
        StandingStill(Decimal(100), steps, Decimal(0), savings)
        for steps, savings in zip(case["incumbent_percents"], case["turnover_percents"], strict=True)
    ]
    assert [year.net_percent for year in years] == case["printed_net_percents"]
    averages = {
        "incumbent": sum(year.increment_dollars for year in years) / 5,
        "turnover": sum(year.turnover_savings_dollars for year in years) / 5,
        "net": sum(year.net_percent for year in years) / 5,
    }
    assert {name: round(value, 2) for name, value in averages.items()} == case["printed_averages"]


@pytest.mark.parametrize("district", ["kalamazoo", "portage"])
def test_steps_against_turnover(district):
    case = CASES["steps_against_turnover"][district]
    lines = StandingStill(
        Decimal(1), Decimal(case["steps_dollars"]), Decimal(0), Decimal(case["savings_dollars"])
    )
    assert lines.net_dollars == case["net_dollars"]
    assert lines.turnover_savings_dollars / lines.increment_dollars < Decimal("0.5")


def test_three_retirements_replaced_by_beginners():
    case = CASES["three_retirements"]
    steps = ("start", "a", "b", "c")
    salaries = [case["beginner_dollars"], *case["retiring"]]
    schedule = SalarySchedule(
        steps,
        ("T",),
        {(s, "T"): Decimal(d) for s, d in zip(steps, salaries, strict=True)},
        Rounding.UNROUNDED,
    )
    top = {("c", "T"): Decimal(1)}
    assert increment(schedule, Scattergram(top)) == 0
    loaded = 1 + case["benefit_rate"]
    removed = loaded * sum(schedule.salary(step, "T") for step in "abc")
    replacements = loaded * 3 * schedule.salary("start", "T")
    assert removed == case["exactly"]["removed"]
    assert removed - replacements == case["exactly"]["net"]
    assert removed - replacements - 3 * case["bonus_dollars"] == case["exactly"]["net_after_bonus"]
    for name, amount in (
        ("removed", removed),
        ("replacements", replacements),
        ("net", removed - replacements),
    ):
        assert abs(amount - case["printed_about"][name]) <= case["within"]


def test_a_ragged_lane_ends_where_its_salaries_end():
    assert next_step(RAGGED, "2", "B") == "2"
    assert step_worth(RAGGED, "2", "B") == 0
    assert rolled_forward(RAGGED, Scattergram({("1", "B"): Decimal(3)}), years=5).fte_at("2", "B") == 3


def test_people_cannot_change_to_a_cell_without_a_salary():
    with pytest.raises(StaffingError) as refused:
        lane_changes_cost(RAGGED, [LaneChange(Decimal(4), "2", "M", "M+30")])
    assert str(refused.value) == (
        "Lane M+30 has no salary at step 3, but 4.0 FTE change there from lane M. "
        "Give that cell a salary, or say at which step they begin."
    )


def test_more_people_than_stand_there_cannot_leave_or_change():
    people = Scattergram({("1", "M"): Decimal(2)})
    gone = Movement(leavers=(Posts(Decimal(3), "1", "M"),))
    with pytest.raises(StaffingError, match=r"3\.0 are to leave from step 1, lane M, but 2\.0 stand there"):
        next_year(RAGGED, people, gone, Staffing.ACTUAL)
    changed = Movement((LaneChange(Decimal("2.5"), "1", "M", "M+30"),))
    with pytest.raises(StaffingError, match=r"2\.5 are to change from lane M to lane M\+30 at step 1"):
        next_year(RAGGED, people, changed, Staffing.CAST_FORWARD)


def test_what_is_not_there_is_said_in_a_sentence():
    with pytest.raises(ScheduleError, match=r"The schedule has no lane PhD; its lanes are B, M, M\+30\."):
        lane_changes_cost(RAGGED, [LaneChange(Decimal(1), "1", "M", "PhD")])
    with pytest.raises(StaffingError, match="A change from lane M to lane M is no change"):
        LaneChange(Decimal(1), "1", "M", "M")
    with pytest.raises(StaffingError, match=r"it must be above 0\. Leave out who is not there"):
        Posts(Decimal(0), "1", "M")
    with pytest.raises(StaffingError, match="there is no average step"):
        average_step(RAGGED, Scattergram({("2", "B"): Decimal(1)}))
    with pytest.raises(StaffingError, match="cannot be rolled forward -1 years"):
        rolled_forward(RAGGED, Scattergram({("2", "B"): Decimal(1)}), -1)


@pytest.mark.parametrize("variant", [0, *TEACHER_VARIANTS])
def test_every_teachers_unit_moves_people_who_are_there(variant):
    unit = teachers_unit(variant)
    lines = standing_still(unit.schedule, unit.scattergram, unit.movement)
    movement = unit.movement
    assert sum(p.fte for p in movement.leavers) == sum(p.fte for p in movement.hires)
    assert lines.increment_dollars > 0
    assert lines.lane_changes_dollars > 0
    assert lines.turnover_savings_dollars > 0
    assert len(movement.lane_changes) == 2


@given(moving_units())
def test_cast_forward_and_actual_differ_by_the_turnover_savings(unit):
    schedule, people, movement = unit
    lines = standing_still(schedule, people, movement)
    frozen, actual = (next_year(schedule, people, movement, staffing) for staffing in Staffing)
    base = base_payroll(schedule, people)
    assert base_payroll(schedule, frozen) - base == lines.cast_forward_dollars
    assert base_payroll(schedule, actual) - base == lines.net_dollars
    assert frozen.total_fte == people.total_fte
    assert turnover_savings(schedule, movement.leavers, movement.hires) == lines.turnover_savings_dollars


@given(moving_units(), st.integers(1, 8))
def test_the_increments_add_up_to_where_everybody_ends(unit, years):
    schedule, people, _ = unit
    later = rolled_forward(schedule, people, years)
    assert sum(increments(schedule, people, years)) == base_payroll(schedule, later) - base_payroll(
        schedule, people
    )
    assert sum(increment_by_lane(schedule, people).values()) == increment(schedule, people)
    assert later.total_fte == people.total_fte
