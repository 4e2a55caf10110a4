"""The named mistakes where the whole course does not reach them: ragged schedules, empty lanes, nobody there.

Their values on Harbor Bend, and that none of them passes for a right answer on any employer, are shown in
`test_part1_questions.py`.
"""

from decimal import Decimal

import pytest

from bargaining.costing import slips
from bargaining.costing.convention import Rounding
from bargaining.costing.employers import teachers_unit
from bargaining.costing.movement.facts import Posts
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import Scattergram
from bargaining.errors import ScheduleError, StaffingError

# Lane B ends at step 2; nobody stands in lane M+30.
SCHEDULE = SalarySchedule(
    steps=("1", "2", "3"),
    lanes=("B", "M", "M+30"),
    salaries={
        ("1", "B"): Decimal(40_000),
        ("2", "B"): Decimal(44_000),
        ("1", "M"): Decimal(50_000),
        ("2", "M"): Decimal(54_000),
        ("3", "M"): Decimal(60_000),
        ("3", "M+30"): Decimal(64_000),
    },
    rounding=Rounding.HALF_UP_DOLLAR,
)
PEOPLE = Scattergram({("2", "B"): Decimal("2.5"), ("1", "M"): Decimal(1), ("3", "M+30"): Decimal(0)})
NOBODY = Scattergram({("1", "B"): Decimal(0)})


def test_a_ragged_lane_ends_at_its_own_top_step():
    assert slips.top_step_cells_share(SCHEDULE) == 50  # 3 of 6 cells
    assert round(slips.top_step_dollar_share(SCHEDULE, PEOPLE), 2) == Decimal("68.75")  # 110,000 of 160,000
    assert slips.each_lane_added_once(SCHEDULE) == {"B": 84_000, "M": 164_000, "M+30": 64_000}
    assert slips.average_cell_of_each_lane_times_fte(SCHEDULE, PEOPLE) == {
        "B": 105_000,  # 42,000 x 2.5
        "M": Decimal(164_000) / 3,
        "M+30": 0,
    }


def test_a_lane_without_anybody_has_no_average_of_its_own():
    assert slips.average_of_lane_averages(SCHEDULE, PEOPLE) == 47_000  # (44,000 + 50,000) / 2


def test_a_scattergram_as_the_mistaken_reader_sees_it_leaves_the_true_one_alone():
    assert slips.part_timers_as_whole_people(PEOPLE).total_fte == 4
    assert slips.part_time_fractions_dropped(PEOPLE).total_fte == 3
    assert slips.last_lane_left_out(SCHEDULE, PEOPLE.with_fte("3", "M+30", Decimal(5))).total_fte == Decimal(
        "3.5"
    )
    assert PEOPLE.total_fte == Decimal("3.5")


@pytest.mark.parametrize(
    "slip",
    [
        slips.average_of_lane_averages,
        slips.divided_by_people,
        slips.top_step_dollar_share,
        slips.highest_lane_only,
    ],
)
def test_nobody_has_no_wrong_average_either(slip):
    with pytest.raises(StaffingError, match="Nobody stands in this scattergram"):
        slip(SCHEDULE, NOBODY)


def test_dividing_by_those_who_move_needs_somebody_who_moves():
    everybody_on_top = Scattergram({("2", "B"): Decimal(3)})
    with pytest.raises(StaffingError, match="Nobody in this scattergram moves up a step"):
        slips.divided_by_movers(SCHEDULE, everybody_on_top)


def test_nobody_can_count_a_step_too_many_on_the_last_one():
    index = teachers_unit().index
    with pytest.raises(ScheduleError, match="Step 10 is the last step"):
        slips.one_step_too_many(index, "10", "M", Decimal(51_000))
    with pytest.raises(ScheduleError, match="The schedule has no step 11"):
        slips.one_step_too_many(index, "11", "M", Decimal(51_000))


def test_the_grids_average_step_leaves_out_who_stands_where():
    """Steps of 4,000, 4,000 and 6,000 average 14,000 / 3; one FTE moves, on a step of 4,000."""
    assert slips.movement.grids_average_step_for_all_movers(SCHEDULE, PEOPLE) == Decimal(14_000) / 3


def test_hires_added_to_leavers_price_two_payrolls():
    leavers, hires = [Posts(Decimal(1), "2", "M")], [Posts(Decimal(2), "1", "B")]
    assert slips.movement.turnover_added_up(SCHEDULE, leavers, hires) == 140_000  # 60,000 + 2 x 40,000
