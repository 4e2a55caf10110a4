"""The calculators against figures that others have published (see `cases/published_schedules.toml`)."""

import tomllib
from decimal import Decimal
from pathlib import Path

from bargaining.costing.convention import Rounding, round_money
from bargaining.costing.index import IndexTable
from bargaining.costing.schedule import SalarySchedule, index_schedule, schedule_from_index
from bargaining.costing.staffing import Scattergram, average_salary, base_payroll, by_lane

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "published_schedules.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)


def cells(rows, lanes):
    """A table of the case file, {step: [number in each lane]}, as {(step, lane): number}."""
    return {
        (step, lane): Decimal(n) for step, row in rows.items() for lane, n in zip(lanes, row, strict=True)
    }


def priced(case, base_dollars, numbers):
    table = IndexTable(tuple(case["index"]), tuple(case["lanes"]), numbers)
    return dict(schedule_from_index(Decimal(base_dollars), table, Rounding.HALF_UP_DOLLAR).salaries)


def test_an_index_clause_reproduces_its_ten_salaries():
    case = CASES["index_clause"]
    expected = cells(case["printed"], case["lanes"])
    assert priced(case, case["base_dollars"], cells(case["index"], case["lanes"])) == expected


def test_an_unrounded_base_reproduces_every_salary_once_the_misprint_is_mended():
    case = CASES["unrounded_base"]
    slip = case["misprinted"]
    numbers = cells(case["index"], case["lanes"]) | {(slip["step"], slip["lane"]): slip["meant"]}
    assert priced(case, case["base_dollars"], numbers) == cells(case["printed"], case["lanes"])


def test_the_printed_base_is_a_dollar_off_and_the_misprint_shows():
    case = CASES["unrounded_base"]
    slip = case["misprinted"]
    printed = cells(case["printed"], case["lanes"])
    as_printed = priced(case, case["printed_base_dollars"], cells(case["index"], case["lanes"]))
    off = {cell: salary - printed[cell] for cell, salary in as_printed.items() if salary != printed[cell]}
    assert off.pop((slip["step"], slip["lane"])) == -1860
    assert off
    assert set(off.values()) == {1}


def test_lanes_are_percents_of_the_base_and_do_not_compound():
    case = CASES["lanes_add"]
    rates = {lane: Decimal(rate) for lane, rate in case["lane_rates"].items()}
    one_step = index_schedule(Decimal(case["base_dollars"]), Decimal(0), rates, 1, Rounding.HALF_UP_DOLLAR)
    assert {lane: one_step.salary("1", lane) for lane in one_step.lanes} == case["printed"]


def test_a_scattergram_is_priced_cell_by_cell():
    case = CASES["scattergram_rows"]
    steps, lanes = case["steps"], list(case["salaries"])
    by_cell = {
        what: {(s, lane): Decimal(n) for lane in lanes for s, n in zip(steps, case[what][lane], strict=True)}
        for what in ("salaries", "fte", "printed_dollars")
    }
    schedule = SalarySchedule(tuple(steps), tuple(lanes), by_cell["salaries"], Rounding.HALF_UP_DOLLAR)
    for cell, printed in by_cell["printed_dollars"].items():
        assert base_payroll(schedule, Scattergram({cell: by_cell["fte"][cell]})) == printed
    totals = by_lane(schedule, Scattergram(by_cell["fte"])).set_index("lane")["salary_dollars"].to_dict()
    assert totals == {lane: sum(case["printed_dollars"][lane]) for lane in lanes}


def test_the_printed_totals_of_a_scattergram_give_the_printed_average():
    """4,392,060 + 2,107,940 = 6,500,000 for 69 + 31 = 100 FTE: 65,000 each, which the deck asks for."""
    lanes = CASES["scattergram_rows"]["all_steps"]
    fte = {("all", lane): Decimal(row["fte"]) for lane, row in lanes.items()}
    salaries = {("all", lane): row["printed_dollars"] / Decimal(row["fte"]) for lane, row in lanes.items()}
    schedule = SalarySchedule(("all",), tuple(lanes), salaries, Rounding.UNROUNDED)
    assert round(base_payroll(schedule, Scattergram(fte)), 9) == 6_500_000
    assert round(average_salary(schedule, Scattergram(fte)), 9) == 65_000


def test_a_pattern_that_is_cut_off_to_the_dollar_each_year():
    case = CASES["truncated_years"]
    salary, salaries = Decimal(case["start_dollars"]), []
    for rate in case["raise_rates"]:
        salary = round_money(salary * (1 + rate), Rounding.TRUNCATE_DOLLAR)
        salaries.append(salary)
    assert salaries == case["printed"]
