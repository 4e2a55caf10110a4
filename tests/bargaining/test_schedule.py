"""Salary schedules and index tables: any number of steps and lanes, ragged or not."""

import pickle
from decimal import Decimal

import pytest

from bargaining.costing.convention import Rounding
from bargaining.costing.grid import Fixed
from bargaining.costing.index import IndexTable, additive_index
from bargaining.costing.schedule import SalarySchedule, index_schedule, schedule_from_index
from bargaining.errors import ScheduleError

# Lane M begins at step 2 and goes on to step 3; lane B ends at step 2.
RAGGED = {
    ("1", "B"): Decimal(40_000),
    ("2", "B"): Decimal(41_000),
    ("2", "M"): Decimal(45_000),
    ("3", "M"): Decimal(46_500),
}


def schedule(steps=("1", "2", "3"), lanes=("B", "M"), salaries=RAGGED, rounding=Rounding.HALF_UP_DOLLAR):
    return SalarySchedule(steps, lanes, salaries, rounding)


def test_each_lane_of_a_ragged_schedule_has_a_top_step_of_its_own():
    ragged = schedule()
    assert ragged.top_step == "3"
    assert [ragged.top_step_of(lane) for lane in ragged.lanes] == ["2", "3"]


def test_the_table_has_steps_down_and_lanes_across_and_none_where_there_is_no_cell():
    table = schedule().table()
    assert table.to_dict("list") == {
        "B": [Decimal(40_000), Decimal(41_000), None],
        "M": [None, Decimal(45_000), Decimal(46_500)],
    }
    assert (table.index.name, list(table.index)) == ("step", ["1", "2", "3"])
    assert table.columns.name == "lane"


def test_one_step_and_one_lane_are_a_schedule():
    assert schedule(("1",), ("B",), {("1", "B"): Decimal(40_000)}).salary("1", "B") == 40_000


def test_many_steps_and_lanes_are_a_schedule():
    lane_rates = {f"lane {n}": Decimal(n) / 100 for n in range(25)}
    large = index_schedule(Decimal(40_000), Decimal("0.01"), lane_rates, 45, Rounding.HALF_UP_CENT)
    assert len(large.salaries) == 45 * 25
    assert large.salary("45", "lane 24") == Decimal("67200.00")


def test_whole_numbers_may_be_given_as_int_and_are_kept_as_decimal():
    (salary,) = schedule(("1",), ("B",), {("1", "B"): 40_000}).salaries.values()
    assert isinstance(salary, Decimal)


def test_salaries_come_in_the_order_of_the_schedule():
    shuffled = dict(reversed(RAGGED.items()))
    assert list(schedule(salaries=shuffled).salaries) == list(RAGGED)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"steps": ()}, "There are no steps; give at least one."),
        ({"lanes": ()}, "There are no lanes; give at least one."),
        ({"lanes": ("B", "B")}, "Lane B is listed twice; give each lane a label of its own."),
        ({"steps": "123"}, 'The steps must be a list of labels, such as ["1", "2"]; got \'123\'.'),
        ({"steps": (1, 2, 3)}, 'The step 1 must be given as text, such as "1".'),
        ({"lanes": ("B", " M")}, "The lane ' M' is empty or has blanks around it; write the label alone."),
        (
            {"salaries": {"7": Decimal(1)}},
            '\'7\' does not name a cell; give its step and its lane, such as ("7", "M+30").',
        ),
        (
            {"salaries": RAGGED | {("4", "B"): Decimal(42_000)}},
            "The schedule has no step 4; its steps are 1, 2, 3.",
        ),
        (
            {"salaries": RAGGED | {("1", "PhD"): Decimal(42_000)}},
            "The schedule has no lane PhD; its lanes are B, M.",
        ),
        (
            {"lanes": ("B", "M", "PhD")},
            "Lane PhD has no salary at any step; give it one, or leave the lane out.",
        ),
        (
            {"steps": ("1", "2", "3", "4")},
            "Step 4 has no salary in any lane; give it one, or leave the step out.",
        ),
        ({"salaries": {}}, "Lane B has no salary at any step; give it one, or leave the lane out."),
        (
            {"salaries": RAGGED | {("2", "B"): Decimal(0)}},
            "The salary at step 2, lane B is 0; it must be above 0. "
            "Leave the cell out if the schedule has none there.",
        ),
        (
            {"salaries": RAGGED | {("2", "B"): 41_000.5}},
            '41000.5 is a float, for the salary at step 2, lane B; write it exactly, as Decimal("41000.5").',
        ),
        (
            {"salaries": RAGGED | {("2", "B"): Decimal("41000.50")}},
            "The salary at step 2, lane B is 41000.50, but this schedule is rounded to the nearest dollar, "
            "halves up; give it so, or say that the schedule rounds in another way.",
        ),
    ],
)
def test_what_is_not_a_schedule_is_refused_in_a_sentence(changes, sentence):
    with pytest.raises(ScheduleError) as refused:
        schedule(**changes)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("step", "lane", "sentence"),
    [
        ("3", "B", "Lane B has no salary at step 3; ask for a cell that has one."),
        ("9", "B", "The schedule has no step 9; its steps are 1, 2, 3."),
        ("1", "PhD", "The schedule has no lane PhD; its lanes are B, M."),
        (1, "B", 'The step 1 must be given as text, such as "1".'),
    ],
)
def test_asking_for_a_cell_that_is_not_there(step, lane, sentence):
    with pytest.raises(ScheduleError) as refused:
        schedule().salary(step, lane)
    assert str(refused.value) == sentence


def test_a_raise_is_rounded_as_the_schedule_rounds():
    one_cell = {("1", "B"): Decimal(41_003)}
    raised = {
        rounding: schedule(("1",), ("B",), one_cell, rounding).raised(Decimal("0.0225")).salary("1", "B")
        for rounding in Rounding
    }
    # 41,003 x 1.0225 = 41,925.5675
    assert raised == {
        Rounding.UNROUNDED: Decimal("41925.5675"),
        Rounding.HALF_UP_DOLLAR: Decimal(41_926),
        Rounding.HALF_UP_CENT: Decimal("41925.57"),
        Rounding.TRUNCATE_DOLLAR: Decimal(41_925),
    }


def test_a_schedule_cannot_be_changed_and_can_be_compared_hashed_and_sent_to_another_process():
    given = dict(RAGGED)
    ragged = schedule(salaries=given)
    given.clear()
    assert ragged == schedule()
    assert hash(ragged) == hash(schedule())
    assert pickle.loads(pickle.dumps(ragged)) == ragged
    assert repr(ragged.salaries).startswith("Fixed({('1', 'B'): Decimal('40000')")
    with pytest.raises(TypeError):
        ragged.salaries["1", "B"] = Decimal(1)
    assert isinstance(ragged.salaries, Fixed)


def test_unequal_steps_and_lanes_that_draw_apart():
    index = additive_index(
        [Decimal("0.05"), Decimal("0.03")],
        {"B": Decimal(0), "M": Decimal("0.10")},
        lane_step_rates={"M": Decimal("0.01")},
    )
    assert index.table().to_dict("list") == {
        "B": [Decimal("1"), Decimal("1.05"), Decimal("1.08")],
        "M": [Decimal("1.10"), Decimal("1.16"), Decimal("1.20")],
    }


def test_an_index_table_may_be_ragged_and_then_so_is_its_schedule():
    index = IndexTable(("1", "2"), ("B", "M"), {("1", "B"): Decimal(1), ("2", "M"): Decimal("1.2")})
    made = schedule_from_index(Decimal("40000.40"), index, Rounding.HALF_UP_DOLLAR)
    assert dict(made.salaries) == {("1", "B"): 40_000, ("2", "M"): 48_000}
    with pytest.raises(
        ScheduleError, match="Lane M has no index number at step 1; ask for a cell that has one"
    ):
        index.number("1", "M")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda: index_schedule(Decimal(0), Decimal(0), {"B": Decimal(0)}, 1, Rounding.UNROUNDED),
            "The base cell is 0 dollars; give a salary above 0.",
        ),
        (
            lambda: index_schedule(Decimal(1), Decimal(0), {"B": Decimal(0)}, 0, Rounding.UNROUNDED),
            "A schedule of 0 steps has no salaries; give at least one step.",
        ),
        (
            lambda: index_schedule(Decimal(1), Decimal(0), {}, 1, Rounding.UNROUNDED),
            "There are no lanes; give at least one.",
        ),
        (
            lambda: index_schedule(Decimal(1), 0.042, {"B": Decimal(0)}, 2, Rounding.UNROUNDED),
            '0.042 is a float, for the rate of the step after step 1; write it exactly, as Decimal("0.042").',
        ),
        (
            lambda: additive_index([Decimal(0)], {"B": Decimal(0)}, {"M": Decimal(0)}),
            "The schedule has no lane M; its lanes are B.",
        ),
    ],
)
def test_what_is_not_an_index_schedule_is_refused_in_a_sentence(make, sentence):
    with pytest.raises(ScheduleError) as refused:
        make()
    assert str(refused.value) == sentence
