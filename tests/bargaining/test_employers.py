"""The employers that learners price: Harbor Bend from its data set, sixty others from their numbers."""

import csv
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from bargaining.costing.convention import Rounding
from bargaining.costing.employers import TEACHER_VARIANTS, teachers_unit
from bargaining.costing.schedule import index_schedule
from bargaining.costing.staffing import base_payroll, top_step_share_percent
from bargaining.data import read_table
from bargaining.errors import BargainingError, DataError

INVENTED = [teachers_unit(variant) for variant in TEACHER_VARIANTS]
GOLDEN = Path(__file__).parent / "cases" / "invented_teachers.csv"

each_invented = pytest.mark.parametrize("unit", INVENTED, ids=lambda unit: f"{unit.variant}-{unit.name}")


def test_harbor_bend_is_the_district_of_the_data_set():
    unit = teachers_unit()
    assert (unit.name, unit.variant, unit.fictional) == ("Harbor Bend Regional", 0, True)
    assert (unit.schedule.steps[0], unit.schedule.top_step) == ("1", "10")
    assert unit.schedule.lanes == ("B", "B+15", "M", "M+30")
    assert unit.scattergram.fte_at("6", "M") == Decimal("4.5")


def test_three_ways_to_harbor_bends_schedule_agree():
    """The salaries of the data set, its index table, and its step and lane rates."""
    unit = teachers_unit()
    assert unit.schedule_at_base(unit.base_cell_dollars) == unit.schedule
    by_rates = index_schedule(
        unit.base_cell_dollars,
        unit.step_rate,
        unit.lane_rates,
        len(unit.schedule.steps),
        Rounding.HALF_UP_DOLLAR,
    )
    assert by_rates == unit.schedule


def test_the_other_facts_of_harbor_bend_are_those_of_the_course():
    rollup = [Decimal(row["rollup_percent"]) for row in read_table("harbor-bend", "rollup")]
    enrolled = [int(row["enrolled_people"]) for row in read_table("harbor-bend", "health")]
    longevity = [
        int(row["people"]) * int(row["longevity_dollars"]) for row in read_table("harbor-bend", "longevity")
    ]
    assert sum(rollup) == Decimal("18.5")
    assert enrolled == [52, 31, 61]
    assert longevity == [28 * 1000, 31 * 2000]


@pytest.mark.parametrize("variant", [-1, 61, True, "7", 7.0, None])
def test_a_number_that_is_nobodys_is_refused(variant):
    with pytest.raises(
        BargainingError, match=r"There is no unit of teachers with the number .*; use 0 to 60\."
    ):
        teachers_unit(variant)


def test_a_missing_data_set_is_said_to_be_missing(tmp_path):
    with pytest.raises(DataError, match='There is no data set "harbor-bend"'):
        teachers_unit(0, datasets=tmp_path)


def test_sixty_units_have_sixty_names_and_say_that_they_are_fictional():
    units = [teachers_unit(), *INVENTED]
    assert len(INVENTED) == 60
    assert len({unit.name for unit in units}) == 61
    assert all(unit.fictional for unit in units)
    assert [unit.variant for unit in units] == list(range(61))


@each_invented
def test_an_invented_unit_has_the_shape_of_harbor_bend(unit):
    assert unit.schedule.steps == teachers_unit().schedule.steps
    assert unit.schedule.lanes == teachers_unit().schedule.lanes
    assert len(unit.schedule.salaries) == len(unit.scattergram.fte) == 40
    assert list(unit.lane_rates) == list(unit.schedule.lanes)


@each_invented
def test_an_invented_unit_is_an_index_schedule_in_whole_dollars(unit):
    """The products are whole before any rounding, now and when the base cell rises by $1,000."""
    for base in (unit.base_cell_dollars, unit.base_cell_dollars + 1000):
        salaries = unit.schedule_at_base(base).salaries
        assert salaries == {cell: base * number for cell, number in unit.index.numbers.items()}
        assert all(salary % 1 == 0 for salary in salaries.values())
    assert unit.schedule_at_base(unit.base_cell_dollars) == unit.schedule
    assert unit.schedule.salary("1", "B") == unit.base_cell_dollars
    assert unit.index.number("2", "B") == 1 + unit.step_rate
    assert all(unit.index.number("1", lane) == 1 + rate for lane, rate in unit.lane_rates.items())


@each_invented
def test_steps_and_lanes_rise_and_are_not_all_worth_the_same(unit):
    """In Harbor Bend they are, so that some wrong methods give a right answer there."""
    salary = unit.schedule.salary
    for lane in unit.schedule.lanes:
        steps = [salary(upper, lane) - salary(lower, lane) for lower, upper in pairwise(unit.schedule.steps)]
        assert min(steps) > 0
        assert len(set(steps)) > 1
    for lower, upper in pairwise(unit.schedule.lanes):
        lanes = [salary(step, upper) - salary(step, lower) for step in unit.schedule.steps]
        assert min(lanes) > 0
        assert len(set(lanes)) > 1


@each_invented
def test_the_numbers_look_like_a_real_unit(unit):
    fte = unit.scattergram.fte.values()
    partial = [posts for posts in fte if posts % 1]
    assert 40_000 <= unit.base_cell_dollars <= 60_000
    assert Decimal("1.5") <= unit.index.number("10", "M+30") <= Decimal("1.8")
    assert 95 <= unit.scattergram.total_fte <= 340
    assert 20 <= top_step_share_percent(unit.schedule, unit.scattergram) <= 45
    assert all(posts * 10 % 1 == 0 for posts in fte)
    assert 4 <= len(partial) <= 7
    assert sum(1 for posts in fte if posts * 2 % 1 == 0) >= 33


def fingerprint(unit):
    """What a learner's answers rest on: every salary, index number and FTE of a unit."""
    numbers = [unit.schedule.salaries, unit.index.numbers, unit.scattergram.fte]
    text = ";".join(
        f"{step},{lane},{number.normalize():f}" for held in numbers for (step, lane), number in held.items()
    )
    return sha256(text.encode()).hexdigest()[:16]


def test_the_invented_units_are_the_ones_that_learners_have(tmp_path):
    """A unit that changes under a learner makes her saved answers wrong."""
    columns = [
        "variant",
        "name",
        "base_cell_dollars",
        "step_rate",
        "total_fte",
        "salary_base_dollars",
        "fingerprint",
    ]
    now = [
        [
            str(unit.variant),
            unit.name,
            f"{unit.base_cell_dollars:f}",
            f"{unit.step_rate:f}",
            f"{unit.scattergram.total_fte:f}",
            f"{base_payroll(unit.schedule, unit.scattergram):.2f}",
            fingerprint(unit),
        ]
        for unit in INVENTED
    ]
    with (tmp_path / GOLDEN.name).open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows([columns, *now])
    with GOLDEN.open(encoding="utf-8", newline="") as opened:
        kept = list(csv.reader(opened))
    assert kept == [columns, *now], f"if this change is meant, copy {tmp_path / GOLDEN.name} over {GOLDEN}"


def test_the_calculators_start_without_pandas():
    """The table library costs half a second; only a function that returns a table may ask for it."""
    program = (
        "import sys\n"
        "from bargaining.costing import employers, slips, staffing\n"
        "unit = employers.teachers_unit(7)\n"
        "staffing.base_payroll(unit.schedule, unit.scattergram)\n"
        "print('pandas' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
