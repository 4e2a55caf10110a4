"""The scattergram and what follows from it, on a schedule small enough to check in the head."""

from decimal import Decimal

import pytest

from bargaining.costing import staffing
from bargaining.costing.convention import Rounding
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import (
    Scattergram,
    average_of_cells,
    average_salary,
    base_payroll,
    by_lane,
    lane_farthest_from_average,
    lanes_with_part_timers,
    one_percent,
    only_lane,
    top_step_fte,
    top_step_share_percent,
)
from bargaining.errors import StaffingError

# Lane B ends at step 2, lane M+30 has all three.
SCHEDULE = SalarySchedule(
    steps=("1", "2", "3"),
    lanes=("B", "M+30"),
    salaries={
        ("1", "B"): Decimal(40_000),
        ("2", "B"): Decimal(44_000),
        ("1", "M+30"): Decimal(50_000),
        ("2", "M+30"): Decimal(54_000),
        ("3", "M+30"): Decimal(60_000),
    },
    rounding=Rounding.HALF_UP_DOLLAR,
)
PEOPLE = Scattergram({("1", "B"): Decimal(1), ("2", "B"): Decimal("2.5"), ("3", "M+30"): Decimal("0.5")})
NOBODY = Scattergram({("1", "B"): Decimal(0)})


def test_the_base_is_fte_times_salary_added_up():
    # 1 x 40,000 + 2.5 x 44,000 + 0.5 x 60,000
    assert base_payroll(SCHEDULE, PEOPLE) == 180_000


def test_the_average_is_over_people_and_not_over_cells():
    assert average_salary(SCHEDULE, PEOPLE) == 45_000  # 180,000 / 4
    assert average_of_cells(SCHEDULE) == 49_600  # 248,000 / 5


def test_the_top_step_is_each_lanes_own():
    # 2.5 at step 2 of lane B, which ends there, and 0.5 at step 3 of lane M+30
    assert top_step_fte(SCHEDULE, PEOPLE) == 3
    assert top_step_share_percent(SCHEDULE, PEOPLE) == 75


def test_by_lane_has_a_row_for_every_lane_also_an_empty_one():
    table = by_lane(SCHEDULE, Scattergram({("1", "B"): Decimal("1.5")}))
    assert table.to_dict("list") == {
        "lane": ["B", "M+30"],
        "fte": [Decimal("1.5"), Decimal(0)],
        "salary_dollars": [Decimal(60_000), Decimal(0)],
    }


def test_the_table_shows_nobody_as_0_and_no_such_cell_as_none():
    assert PEOPLE.table(SCHEDULE).to_dict("list") == {
        "B": [Decimal(1), Decimal("2.5"), None],
        "M+30": [Decimal(0), Decimal(0), Decimal("0.5")],
    }


def test_changing_a_cell_leaves_the_first_scattergram_as_it_was():
    changed = PEOPLE.with_fte("1", "M+30", Decimal(1))
    assert changed.fte_at("1", "M+30") == 1
    assert changed.total_fte == 5
    assert PEOPLE.fte_at("1", "M+30") == 0
    assert PEOPLE.total_fte == 4


def test_one_percent_with_and_without_roll_up():
    assert one_percent(Decimal(180_000)) == 1800
    assert one_percent(Decimal(180_000), rollup_rate=Decimal("0.185")) == 2133


@pytest.mark.parametrize(
    ("fte", "sentence"),
    [
        ({}, "The scattergram is empty; give the FTE of at least one cell."),
        ({("7", "M"): Decimal("-0.5")}, "The FTE at step 7, lane M is -0.5; it cannot be below 0."),
        (
            {("7", "M"): 4.5},
            '4.5 is a float, for the FTE at step 7, lane M; write it exactly, as Decimal("4.5").',
        ),
        ({(7, "M"): Decimal(1)}, 'The step 7 must be given as text, such as "7".'),
        ({("7", ""): Decimal(1)}, "The lane '' is empty or has blanks around it; write the label alone."),
        (
            {"7M": Decimal(1)},
            '\'7M\' does not name a cell; give its step and its lane, such as ("7", "M+30").',
        ),
    ],
)
def test_what_is_not_a_scattergram_is_refused_in_a_sentence(fte, sentence):
    with pytest.raises(StaffingError) as refused:
        Scattergram(fte)
    assert str(refused.value) == sentence


PRICED = [base_payroll, average_salary, top_step_fte, top_step_share_percent, by_lane]


@pytest.mark.parametrize("price", [*PRICED, lambda schedule, scattergram: scattergram.table(schedule)])
@pytest.mark.parametrize(
    ("step", "lane", "fte", "sentence"),
    [
        (
            "3",
            "B",
            Decimal(4),
            "Lane B has no salary at step 3, but 4.0 FTE stand there. "
            "Give that cell a salary, or move these FTE to the cell by which they are paid.",
        ),
        ("4", "B", Decimal(1), "The schedule has no step 4; its steps are 1, 2, 3."),
        ("1", "M30", Decimal(0), "The schedule has no lane M30; its lanes are B, M+30."),
    ],
)
def test_people_whom_the_schedule_does_not_pay(price, step, lane, fte, sentence):
    with pytest.raises(StaffingError) as refused:
        price(SCHEDULE, PEOPLE.with_fte(step, lane, fte))
    assert str(refused.value) == sentence


def test_nobody_in_a_cell_without_a_salary_is_no_problem():
    assert base_payroll(SCHEDULE, PEOPLE.with_fte("3", "B", Decimal(0))) == 180_000


@pytest.mark.parametrize("average", [average_salary, top_step_share_percent])
def test_nobody_has_no_average(average):
    with pytest.raises(StaffingError, match="Nobody stands in this scattergram, so there is no average"):
        average(SCHEDULE, NOBODY)


def test_a_lane_alone_is_priced_like_its_row_of_the_table():
    table = by_lane(SCHEDULE, PEOPLE).set_index("lane")
    for lane in SCHEDULE.lanes:
        alone = only_lane(PEOPLE, lane)
        assert alone.total_fte == table.loc[lane, "fte"]
        assert base_payroll(SCHEDULE, alone) == table.loc[lane, "salary_dollars"]
    assert only_lane(PEOPLE, "PhD").total_fte == 0


def test_lanes_with_part_timers_come_in_the_order_of_the_schedule():
    people = NOBODY.with_fte("1", "M+30", Decimal("0.4")).with_fte("2", "B", Decimal("1.5"))
    assert lanes_with_part_timers(SCHEDULE, people) == ("B", "M+30")
    assert lanes_with_part_timers(SCHEDULE, people.with_fte("2", "B", Decimal(2))) == ("M+30",)


def test_the_lane_farthest_from_the_average_is_the_smaller_one():
    # 3 x 40,000 and 1 x 50,000: the unit averages 42,500, so M+30 is 7,500 away and B 2,500.
    people = NOBODY.with_fte("1", "B", Decimal(3)).with_fte("1", "M+30", Decimal(1))
    assert lane_farthest_from_average(SCHEDULE, people, SCHEDULE.lanes) == "M+30"
    assert lane_farthest_from_average(SCHEDULE, people, ["B"]) == "B"


def test_a_lane_without_people_is_not_farthest_from_anything():
    people = NOBODY.with_fte("1", "B", Decimal(3))
    assert lane_farthest_from_average(SCHEDULE, people, SCHEDULE.lanes) == "B"
    with pytest.raises(StaffingError, match="Nobody stands in any of these lanes"):
        lane_farthest_from_average(SCHEDULE, people, ["M+30"])


def test_what_the_module_offers_is_there():
    assert all(hasattr(staffing, offered) for offered in staffing.__all__)
    assert sorted(staffing.__all__) == staffing.__all__
