"""A printed schedule against its printed index: the base is found, and the misprint is located."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing.convention import Rounding
from bargaining.costing.employers import teachers_unit
from bargaining.costing.index import IndexTable
from bargaining.costing.reconcile import base_range
from bargaining.costing.schedule import SalarySchedule, schedule_from_index
from bargaining.errors import ScheduleError

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "published_schedules.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)


def test_a_published_schedule_has_a_base_with_cents_and_one_misprinted_index():
    case = CASES["unrounded_base"]
    steps, lanes = tuple(case["index"]), tuple(case["lanes"])
    numbers, salaries = (
        {(s, lane): Decimal(n) for s in steps for lane, n in zip(lanes, case[what][s], strict=True)}
        for what in ("index", "printed")
    )
    printed = SalarySchedule(steps, lanes, salaries, Rounding.HALF_UP_DOLLAR)
    found = base_range(printed, IndexTable(steps, lanes, numbers))
    slip = case["misprinted"]
    assert found.explains_nothing_at == ((slip["step"], slip["lane"]),)
    assert found.low <= case["base_dollars"] < found.high
    assert not found.low <= case["printed_base_dollars"] < found.high
    assert found.low <= case["base_range"][1]
    assert found.high >= case["base_range"][0]  # the whole contract narrows it to this
    row = case["misprinted_row"]
    assert row["printed"] - row["meant"] == Decimal("0.018")  # 1.831 for 1.813, digits swapped


@given(st.integers(3_000_000, 9_000_000).map(lambda cents: Decimal(cents) / 100))
def test_the_base_that_made_a_schedule_is_in_the_range(base):
    index = teachers_unit().index
    found = base_range(schedule_from_index(base, index, Rounding.HALF_UP_DOLLAR), index)
    assert found.explains_nothing_at == ()
    assert found.low <= base < found.high


def test_a_schedule_with_cents_is_not_reconciled():
    index = IndexTable(("1",), ("B",), {("1", "B"): Decimal(1)})
    hourly = SalarySchedule(("1",), ("B",), {("1", "B"): Decimal("15.25")}, Rounding.HALF_UP_CENT)
    with pytest.raises(ScheduleError, match="only one in whole dollars can be reconciled"):
        base_range(hourly, index)
