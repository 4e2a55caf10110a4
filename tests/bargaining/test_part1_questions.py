"""Part 1 of the course on every employer: the right answers, and each named mistake told from them.

The questions are those of the course's question bank. `cases/harbor_bend_part1.toml` holds the printed answer
and the hand calculation of every mistake for Harbor Bend; the other sixty employers have no printed answers,
and what is shown for them is that no wrong method gives a right number, or another mistake's number.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from bargaining.costing import slips
from bargaining.costing.employers import TEACHER_VARIANTS, TeachersUnit, teachers_unit
from bargaining.costing.staffing import (
    average_of_cells,
    average_salary,
    base_payroll,
    by_lane,
    top_step_fte,
    top_step_share_percent,
)

# The tolerances of the question bank, and the wider band in which a dollar answer earns half.
WITHIN = {"FTE": Decimal("0.01"), "$": Decimal(1), "$ per FTE": Decimal(1), "%": Decimal("0.05")}
NEAR_RATE = {"FTE": Decimal(0), "$": Decimal("0.001"), "$ per FTE": Decimal("0.001"), "%": Decimal(0)}

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "harbor_bend_part1.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)
UNITS = [teachers_unit(variant) for variant in (0, *TEACHER_VARIANTS)]

Compute = Callable[[TeachersUnit], Decimal]


@dataclass(frozen=True)
class Question:
    """How a question of part 1 is answered on any unit, rightly and in each wrong way the bank names."""

    right: Compute
    mistakes: dict[str, Compute]


def new_base(unit: TeachersUnit) -> Decimal:
    return unit.base_cell_dollars + 1000


QUESTIONS = {
    "fte-total": Question(
        lambda u: u.scattergram.total_fte,
        {
            "part-timers counted as whole people": lambda u: (
                slips.part_timers_as_whole_people(u.scattergram).total_fte
            ),
            "part-time fractions dropped": lambda u: (
                slips.part_time_fractions_dropped(u.scattergram).total_fte
            ),
            "last lane left out": lambda u: slips.last_lane_left_out(u.schedule, u.scattergram).total_fte,
            "cells counted instead of FTE": lambda u: slips.cells_counted(u.scattergram),
        },
    ),
    "salary-base": Question(
        lambda u: base_payroll(u.schedule, u.scattergram),
        {
            "salaries added once each, without FTE": lambda u: slips.salaries_added_once_each(u.schedule),
            "average of the cells times FTE": lambda u: slips.average_cell_times_fte(
                u.schedule, u.scattergram
            ),
            "part-timers paid as full-timers": lambda u: base_payroll(
                u.schedule, slips.part_timers_as_whole_people(u.scattergram)
            ),
            "last lane left out": lambda u: base_payroll(
                u.schedule, slips.last_lane_left_out(u.schedule, u.scattergram)
            ),
        },
    ),
    "average-salary": Question(
        lambda u: average_salary(u.schedule, u.scattergram),
        {
            "average of the cells": lambda u: average_of_cells(u.schedule),
            "midpoint of lowest and highest salary": lambda u: slips.midpoint_of_extremes(u.schedule),
            "average of the four lane averages": lambda u: slips.average_of_lane_averages(
                u.schedule, u.scattergram
            ),
            "divided by people instead of FTE": lambda u: slips.divided_by_people(u.schedule, u.scattergram),
        },
    ),
    "new-salary": Question(
        lambda u: u.schedule_at_base(new_base(u)).salary("6", "M"),
        {
            "added the same $1,000 to every cell": lambda u: slips.same_dollars_to_every_cell(
                u.schedule, "6", "M", Decimal(1000)
            ),
            "one step too many": lambda u: slips.one_step_too_many(u.index, "6", "M", new_base(u)),
            "lane and step multiplied": lambda u: slips.lane_and_step_multiplied(
                u.index, "6", "M", new_base(u)
            ),
            "lane forgotten": lambda u: slips.lane_forgotten(u.index, "6", new_base(u)),
        },
    ),
    "top-step-fte": Question(
        lambda u: top_step_fte(u.schedule, u.scattergram),
        {
            "first step": lambda u: slips.first_step_fte(u.schedule, u.scattergram),
            "highest lane": lambda u: slips.highest_lane_fte(u.schedule, u.scattergram),
            "top of the highest lane only": lambda u: slips.top_of_highest_lane_fte(
                u.schedule, u.scattergram
            ),
            "part-timers": lambda u: slips.part_time_fte(u.scattergram),
            "those who move": lambda u: slips.moving_fte(u.schedule, u.scattergram),
        },
    ),
    "top-step-share": Question(
        lambda u: top_step_share_percent(u.schedule, u.scattergram),
        {
            "cells instead of FTE": lambda u: slips.top_step_cells_share(u.schedule),
            "dollars instead of FTE": lambda u: slips.top_step_dollar_share(u.schedule, u.scattergram),
            "highest lane only": lambda u: slips.highest_lane_only(u.schedule, u.scattergram),
            "divided by those who move": lambda u: slips.divided_by_movers(u.schedule, u.scattergram),
        },
    ),
}


def lane_tables(unit: TeachersUnit) -> dict[str, dict[str, list[Decimal]]]:
    """The table by lane: the right columns, and the columns of each mistake."""
    right = by_lane(unit.schedule, unit.scattergram)
    whole = by_lane(unit.schedule, slips.part_timers_as_whole_people(unit.scattergram))
    average = slips.average_cell_of_each_lane_times_fte(unit.schedule, unit.scattergram)
    return {
        "FTE": {
            "right": list(right["fte"]),
            "part-timers counted as whole people": list(whole["fte"]),
        },
        "$": {
            "right": list(right["salary_dollars"]),
            "average cell of the lane times FTE": list(average.values()),
            "salaries added once each": list(slips.each_lane_added_once(unit.schedule).values()),
        },
    }


@pytest.mark.parametrize("case", CASES["question"], ids=lambda case: case["id"])
def test_harbor_bend_gives_the_printed_answer_and_every_printed_mistake(case):
    question, unit = QUESTIONS[case["id"]], teachers_unit()
    assert round(question.right(unit), 2) == case["right"]
    computed = {name: round(mistake(unit), 2) for name, mistake in question.mistakes.items()}
    assert computed == {mistake["name"]: mistake["value"] for mistake in case["mistake"]}


def test_harbor_bend_gives_the_printed_table_by_lane():
    assert lane_tables(teachers_unit()) == CASES["by_lane"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: f"{unit.variant}-{unit.name}")
def test_no_wrong_method_gives_a_right_answer_or_another_mistakes_number(unit):
    """An answer within the tolerance of one of these numbers is within that of no other."""
    units = {case["id"]: case["unit"] for case in CASES["question"]}
    for name, question in QUESTIONS.items():
        within, near_rate = WITHIN[units[name]], NEAR_RATE[units[name]]
        right = question.right(unit)
        wrong = {mistake: compute(unit) for mistake, compute in question.mistakes.items()}
        for mistake, value in wrong.items():
            assert abs(value - right) > max(2 * within, near_rate * right + within), (name, mistake)
        for (one, first), (other, second) in combinations(wrong.items(), 2):
            assert abs(first - second) > 2 * within, (name, one, other)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: f"{unit.variant}-{unit.name}")
def test_no_wrong_table_by_lane_passes_for_the_right_one(unit):
    tables = lane_tables(unit)
    fte, dollars = tables["FTE"], tables["$"]
    some_lane = zip(fte["right"], fte["part-timers counted as whole people"], strict=True)
    assert any(abs(right - wrong) > 2 * WITHIN["FTE"] for right, wrong in some_lane)
    for one, other in combinations(dollars, 2):
        for lane, (first, second) in enumerate(zip(dollars[one], dollars[other], strict=True)):
            assert abs(first - second) > max(2, NEAR_RATE["$"] * first + 1), (
                one,
                other,
                unit.schedule.lanes[lane],
            )


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_copied_from_another_employer_earns_nothing(name):
    """No two employers share an answer, not even within the band that earns half."""
    unit = next(case["unit"] for case in CASES["question"] if case["id"] == name)
    answers = sorted(QUESTIONS[name].right(employer) for employer in UNITS)
    for lower, upper in pairwise(answers):
        assert upper - lower > max(2 * WITHIN[unit], NEAR_RATE[unit] * upper + WITHIN[unit])
