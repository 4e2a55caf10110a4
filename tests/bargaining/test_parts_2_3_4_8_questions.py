"""Parts 2, 3, 4 and 8 of the course on Harbor Bend: every printed answer and every printed mistake, computed
again.

Each is computed here by the calculator or the slip that a lesson would call.
"""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from bargaining.costing import slips
from bargaining.costing.compensation.present_value import Paid
from bargaining.costing.convention import Growth, SplitMethod
from bargaining.costing.employers import employer
from bargaining.costing.movement.facts import NO_MOVEMENT
from bargaining.costing.movement.standing_still import standing_still
from bargaining.costing.movement.steps import average_step, increment, increment_by_lane
from bargaining.costing.raises.compare import break_even_salary, flat_as_percent
from bargaining.costing.raises.cost import cost_of_year, off_schedule_cost
from bargaining.costing.raises.kinds import OffSchedule, PercentRaise
from bargaining.costing.staffing import average_of_cells, average_salary, one_percent
from bargaining.costing.table.gap import Gap
from bargaining.costing.years.path import payroll_path, total_percent
from bargaining.costing.years.retro import retro_pay
from bargaining.costing.years.split import PartYear, annualized_percent, end_percent, tail_percent

CASES = {
    case["number"]: case
    for case in tomllib.loads(
        (Path(__file__).parent / "cases" / "harbor_bend_parts_2_3_4_8.toml").read_text(encoding="utf-8"),
        parse_float=Decimal,
    )["question"]
}

UNIT = employer(0)
SCHEDULE, STAFF, MOVEMENT = UNIT.schedule, UNIT.scattergram, UNIT.movement
CHANGES, LEAVERS, HIRES = MOVEMENT.lane_changes, MOVEMENT.leavers, MOVEMENT.hires
LINES = standing_still(SCHEDULE, STAFF, MOVEMENT)
BASE, FTE, P, FLAT, ONE = (
    LINES.salary_base_dollars,
    STAFF.total_fte,
    Decimal("0.03"),
    Decimal(2_000),
    Decimal(1),
)
YEAR = cost_of_year(SCHEDULE, STAFF, PercentRaise(P), MOVEMENT)
LOW, HIGH = SCHEDULE.salary("1", "B"), SCHEDULE.salary("10", "M+30")
THREES = [P, P, P]
PATH = payroll_path(BASE, THREES)
PARTS = [PartYear(Decimal("0.02"), 12), PartYear(Decimal("0.02"), 6)]
OURS, THEIRS = (
    [Decimal(rate) for rate in rates] for rates in (("0.04", "0.03", "0.02"), ("0.02", "0.03", "0.04"))
)
OUR_PATH, THEIR_PATH = payroll_path(BASE, OURS), payroll_path(BASE, THEIRS)
GAP = Gap(
    tuple(a - b for a, b in zip(OUR_PATH.over_base_dollars, THEIR_PATH.over_base_dollars, strict=True)), FTE
)
ONCE = off_schedule_cost(SCHEDULE, STAFF, OffSchedule(dollars=Decimal(1_000)))
OLD_PAY, NEW_PAY = Decimal("2600.00"), Decimal("2678.00")
WHOLE = slips.part_timers_as_whole_people(STAFF)
m, r, y, p = slips.movement, slips.raises, slips.years, slips.proposals

ANSWERS = {
    "2.1": (
        lambda: increment(SCHEDULE, STAFF),
        {
            "everyone moves, top step too": lambda: m.everyone_moves(SCHEDULE, STAFF),
            "4.2% of the whole payroll": lambda: m.step_rate_of_payroll(SCHEDULE, STAFF, UNIT.step_rate),
            "4.2% of the movers' payroll": lambda: m.step_rate_of_movers_pay(SCHEDULE, STAFF, UNIT.step_rate),
            "one step per cell": lambda: m.one_step_per_cell(SCHEDULE),
            "part-timers counted as whole people": lambda: increment(SCHEDULE, WHOLE),
        },
    ),
    "2.2": (
        lambda: 100 * increment(SCHEDULE, STAFF) / BASE,
        {
            "divided by next year's payroll": lambda: m.percent_of_next_years_payroll(SCHEDULE, STAFF),
            "divided by the movers' payroll only": lambda: m.percent_of_movers_pay(SCHEDULE, STAFF),
            "index step taken as the cost": lambda: 100 * UNIT.step_rate,
        },
    ),
    "2.3": (
        lambda: average_step(SCHEDULE, STAFF),
        {
            "divided by everyone": lambda: m.average_step_over_everyone(SCHEDULE, STAFF),
            "divided by those who stay": lambda: m.average_step_over_stayers(SCHEDULE, STAFF),
            "divided by cells": lambda: m.average_step_over_cells(SCHEDULE, STAFF),
        },
    ),
    "2.4": (
        lambda: LINES.lane_changes_dollars,
        {
            "step counted a second time": lambda: m.step_counted_twice(SCHEDULE, CHANGES),
            "numbers of people swapped": lambda: m.people_swapped(SCHEDULE, CHANGES),
            "one lane only for the first group": lambda: m.one_lane_only(SCHEDULE, CHANGES),
            "lane percent taken of the salary": lambda: m.lane_rate_of_salary(
                SCHEDULE, CHANGES, UNIT.lane_rates
            ),
        },
    ),
    "2.5": (
        lambda: LINES.turnover_savings_dollars,
        {
            "replacements forgotten": lambda: m.replacements_forgotten(SCHEDULE, LEAVERS),
            "hires moved up a step": lambda: m.hires_moved_up(SCHEDULE, LEAVERS, HIRES),
            "all hires at the bottom": lambda: m.all_hires_at_bottom(SCHEDULE, LEAVERS, HIRES),
            "plain averages": lambda: m.plain_averages(SCHEDULE, LEAVERS, HIRES),
        },
    ),
    "2.6": (
        lambda: LINES.net_dollars,
        {
            "turnover added": lambda: m.turnover_added(LINES),
            "turnover left out": lambda: m.turnover_left_out(LINES),
            "lane changes left out": lambda: m.lane_changes_left_out(LINES),
        },
    ),
    "2.8": (
        lambda: increment_by_lane(SCHEDULE, STAFF).values(),
        {
            "everyone in the lane moves": lambda: m.everyone_moves_by_lane(SCHEDULE, STAFF).values(),
            "one step per cell": lambda: m.one_step_per_cell_by_lane(SCHEDULE).values(),
            "4.2% of the lane's pay": lambda: m.step_rate_of_lanes_pay(
                SCHEDULE, STAFF, UNIT.step_rate
            ).values(),
        },
    ),
    "3.1": (
        lambda: one_percent(BASE),
        {
            "1% of the schedule instead of the people": lambda: r.percent_of_the_schedule(
                SCHEDULE, Decimal("0.01")
            ),
            "1% after steps and lanes": lambda: r.percent_after_movement(LINES, Decimal("0.01")),
            "roll-up included": lambda: one_percent(BASE, Decimal("0.185")),
            "1% of one salary": lambda: one_percent(average_salary(SCHEDULE, STAFF)),
        },
    ),
    "3.2": (
        lambda: YEAR.raise_dollars,
        {
            "3% of the base year": lambda: r.raise_on_the_base_year(LINES, P),
            "lane changes left out": lambda: r.raise_without_lane_changes(LINES, P),
            "steps and lanes counted too": lambda: r.movement_counted_too(LINES, P),
            "turnover taken off": lambda: r.raise_after_turnover(LINES, P),
        },
    ),
    "3.3": (
        lambda: YEAR.new_money_dollars,
        {
            "raise figured on the old base": lambda: r.new_money_on_the_old_base(LINES, P),
            "lane changes left out": lambda: r.new_money_without_lane_changes(LINES, P),
            "raise only": lambda: YEAR.raise_dollars,
            "turnover taken off": lambda: r.new_money_less_turnover(LINES, P),
        },
    ),
    "3.4": (
        lambda: YEAR.interaction_dollars,
        {
            "steps only": lambda: r.interaction_on_steps_only(LINES, P),
            "whole step and lane money": lambda: r.interaction_is_all_movement(LINES),
            "3% of the base": lambda: r.raise_on_the_base_year(LINES, P),
            "percents multiplied the wrong way": lambda: r.percents_multiplied(LINES, P),
        },
    ),
    "3.5": (
        lambda: flat_as_percent(FLAT, FTE, BASE),
        {
            "compared with the lowest salary": lambda: flat_as_percent(FLAT, ONE, LOW),
            "compared with the average of the cells": lambda: flat_as_percent(
                FLAT, ONE, average_of_cells(SCHEDULE)
            ),
            "compared with next year's payroll": lambda: r.flat_of_next_years_payroll(FLAT, FTE, LINES),
            "compared with the highest salary": lambda: flat_as_percent(FLAT, ONE, HIGH),
        },
    ),
    "3.6": (
        lambda: flat_as_percent(FLAT, ONE, LOW),
        {
            "divided by the new salary": lambda: r.divided_by_the_new_salary(FLAT, LOW),
            "average of the unit": lambda: flat_as_percent(FLAT, ONE, average_salary(SCHEDULE, STAFF)),
            "fraction instead of percent": lambda: r.fraction_for_percent(FLAT, LOW),
        },
    ),
    "3.7": (
        lambda: flat_as_percent(FLAT, ONE, HIGH),
        {
            "top of the M lane": lambda: flat_as_percent(FLAT, ONE, SCHEDULE.salary("10", "M")),
            "top of the B lane": lambda: flat_as_percent(FLAT, ONE, SCHEDULE.salary("10", "B")),
            "divided by the new salary": lambda: r.divided_by_the_new_salary(FLAT, HIGH),
            "average of the unit": lambda: flat_as_percent(FLAT, ONE, average_salary(SCHEDULE, STAFF)),
        },
    ),
    "3.8": (
        lambda: break_even_salary(FLAT, P),
        {
            "gave the average salary": lambda: average_salary(SCHEDULE, STAFF),
            "multiplied instead of dividing": lambda: r.break_even_multiplied(FLAT, P),
            "percent point misplaced": lambda: r.break_even_point_misplaced(FLAT, P),
            "took the raise off": lambda: r.raise_taken_off(FLAT, P),
        },
    ),
    "4.1": (
        lambda: total_percent(THREES),
        {
            "added": lambda: y.percents_added(THREES),
            "one year too few": lambda: y.one_year_too_few(THREES),
            "one year too many": lambda: y.one_year_too_many(THREES),
        },
    ),
    "4.2": (
        lambda: PATH.new_money_dollars,
        {
            "same amount every year": lambda: y.same_amount_every_year(BASE, THREES),
            "cost over the base year": lambda: PATH.over_base_dollars,
            "whole payroll": lambda: PATH.payroll_dollars,
        },
    ),
    "4.3": (
        lambda: PATH.over_base_dollars,
        {
            "percents added": lambda: y.over_base_with_percents_added(BASE, THREES),
            "new money only": lambda: PATH.new_money_dollars,
            "same amount every year": lambda: y.same_amount_every_year(BASE, THREES),
        },
    ),
    "4.4": (
        lambda: PATH.total_dollars,
        {
            "third year only": lambda: PATH.over_base_dollars[-1],
            "three times the first year": lambda: y.first_year_times_years(BASE, THREES),
            "percents added instead of compounded": lambda: y.cumulative_with_percents_added(BASE, THREES),
            "percents compounded a year too many": lambda: y.cumulative_a_year_too_far(BASE, THREES),
        },
    ),
    "4.5": (
        lambda: annualized_percent(PARTS, SplitMethod.SIMPLE),
        {
            "both for the full year": lambda: y.all_for_the_full_year(PARTS),
            "compounded to the end of the year": lambda: y.compounded_to_the_end(PARTS),
            "both for half a year": lambda: y.all_for_the_part_year(PARTS),
            "second raise only": lambda: y.last_raise_only(PARTS),
        },
    ),
    "4.6": (
        lambda: tail_percent(PARTS, SplitMethod.SIMPLE),
        {
            "tail forgotten": lambda: Decimal(0),
            "whole second raise": lambda: y.whole_last_raise(PARTS),
            "end-of-year rate": lambda: end_percent(PARTS, SplitMethod.SIMPLE),
        },
    ),
    "4.7": (
        lambda: ONCE,
        {
            "paid every year": lambda: y.paid_every_year(ONCE, 3),
            "added up like a raise": lambda: y.added_up_like_a_raise(ONCE, 3),
            "roll-up included": lambda: ONCE * Decimal("1.0765"),
            "spread over three years": lambda: y.spread_over_the_years(ONCE, 3),
        },
    ),
    "4.8": (
        lambda: retro_pay(OLD_PAY, NEW_PAY, 7),
        {
            "one check only": lambda: retro_pay(OLD_PAY, NEW_PAY, 1),
            "full new checks": lambda: y.full_new_pays(NEW_PAY, 7),
            "whole year": lambda: retro_pay(OLD_PAY, NEW_PAY, 26),
            "checks still to come": lambda: y.pays_still_to_come(OLD_PAY, NEW_PAY, 7, 26),
        },
    ),
    "8.1": (
        lambda: OUR_PATH.over_base_dollars,
        {
            "board's order": lambda: y.in_the_other_order(BASE, OURS).over_base_dollars,
            "percents added": lambda: y.over_base_with_percents_added(BASE, OURS),
            "new money only": lambda: OUR_PATH.new_money_dollars,
        },
    ),
    "8.2": (
        lambda: THEIR_PATH.over_base_dollars,
        {
            "union's order": lambda: y.in_the_other_order(BASE, THEIRS).over_base_dollars,
            "percents added": lambda: y.over_base_with_percents_added(BASE, THEIRS),
            "new money only": lambda: THEIR_PATH.new_money_dollars,
        },
    ),
    "8.3": (
        lambda: GAP.by_year_dollars[-1],
        {
            "gap of the first year": lambda: GAP.by_year_dollars[0],
            "gap of the second year": lambda: GAP.by_year_dollars[1],
            "last raises compared": lambda: p.last_raises_compared(BASE, OURS, THEIRS),
        },
    ),
    "8.4": (
        lambda: GAP.cumulative_dollars,
        {
            "only the last year compared": lambda: GAP.by_year_dollars[-1],
            "first year only": lambda: GAP.by_year_dollars[0],
            "percents added instead of compounded": lambda: p.gap_with_percents_added(BASE, OURS, THEIRS),
            "first year's gap three times": lambda: p.first_gap_every_year(GAP),
        },
    ),
    "8.6": (
        lambda: GAP.per_fte_per_year_dollars,
        {
            "not divided by years": lambda: p.not_divided_by_years(GAP),
            "not divided by FTE": lambda: p.not_divided_by_fte(GAP),
            "divided by two years": lambda: p.divided_by_years_with_a_gap(GAP),
            "present value used": lambda: GAP.present_value_dollars(P, Paid.YEAR_END) / FTE / 3,
        },
    ),
}


def printed(computed):
    """One number or several, to two decimals, halves away from zero."""
    numbers = [computed] if isinstance(computed, Decimal) else list(computed)
    return [number.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP") for number in numbers]


@pytest.mark.parametrize("number", CASES)
def test_harbor_bend_gives_the_printed_answer_and_every_printed_mistake(number):
    case, (right, mistakes) = CASES[number], ANSWERS[number]
    assert printed(right()) == case["right"]
    assert {name: printed(wrong()) for name, wrong in mistakes.items()} == {
        mistake["name"]: mistake["values"] for mistake in case["mistake"]
    }


def test_every_question_of_the_bank_is_computed():
    assert set(ANSWERS) == set(CASES)


def test_what_three_percent_leaves_when_steps_are_inside_it():
    """The board's 3 % with the steps in it leaves 3 - 2.17 = 0.83 % for the schedule."""
    without_lanes = standing_still(SCHEDULE, STAFF, NO_MOVEMENT)
    assert round(100 * P - without_lanes.net_percent, 2) == Decimal("0.83")


def test_a_third_way_to_the_same_final_payroll_costs_more_in_year_three():
    """3/3/3 is 1,094.78 more in year 3 than 4/3/2 or 2/3/4."""
    apart = PATH.over_base_dollars[-1] - OUR_PATH.over_base_dollars[-1]
    assert round(apart, 2) == Decimal("1094.78")
    assert total_percent(OURS, Growth.SIMPLE) == total_percent(THREES, Growth.SIMPLE) == 9
