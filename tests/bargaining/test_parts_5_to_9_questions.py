"""Parts 5 to 9 of the course on Harbor Bend: every printed answer and every printed mistake, computed again.

The questions are those of the course's question bank; `cases/harbor_bend_parts_5_to_9.toml` holds the printed
numbers with their hand calculation. Each is computed here by the calculator or the slip that a lesson would
call.
"""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from bargaining.costing import slips
from bargaining.costing.amounts import percent_of
from bargaining.costing.compensation.comparables import cells_compared, median_of, rank, to_median_dollars
from bargaining.costing.compensation.health import EmployerPart, HealthPlan, Tier
from bargaining.costing.compensation.health_change import (
    opt_out_change,
    raise_to_be_whole_percent,
    renewal_range,
    share_move,
)
from bargaining.costing.compensation.present_value import Paid, present_value
from bargaining.costing.compensation.real_wages import inflation_rate, real_change_percent, same_buying_power
from bargaining.costing.compensation.rollup import Pay, rollup_from_percents
from bargaining.costing.compensation.rollup_cost import group_on, roll_up_cost
from bargaining.costing.compensation.total_compensation import Kind, total_compensation
from bargaining.costing.employers import teachers_unit
from bargaining.costing.staffing import average_of_cells, average_salary, base_payroll
from bargaining.costing.worktime.leave import extra_leave_cost
from bargaining.costing.worktime.rates import (
    daily_rate,
    extra_days_cost,
    hourly_change_percent,
    hourly_rate,
    hours_and_minutes,
)
from bargaining.costing.worktime.retirement_incentive import incentive_saving
from bargaining.costing.worktime.staffing_needs import full_classes_fte, posts_cost
from bargaining.data import read_table

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "harbor_bend_parts_5_to_9.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)

D = Decimal
UNIT = teachers_unit()
SCHEDULE = UNIT.schedule
BASE = base_payroll(SCHEDULE, UNIT.scattergram)
FTE, AVERAGE = UNIT.scattergram.total_fte, average_salary(SCHEDULE, UNIT.scattergram)
ONE_PERCENT = BASE / 100
FACTS = read_table("harbor-bend", "district")[0]
STIPENDS, DAYS, HOURS = (D(FACTS[name]) for name in ("stipends_dollars", "work_days", "work_day_hours"))
OPT_OUTS, OPT_OUT = D(FACTS["opt_out_people"]), D(FACTS["opt_out_dollars"])
ROLL_UP = rollup_from_percents(
    {row["component"]: D(row["rollup_percent"]) for row in read_table("harbor-bend", "rollup")},
    not_on_bonus=["pension", "workers' compensation", "unemployment insurance"],
)
RATE = ROLL_UP.rate()
PLAN = HealthPlan(
    tuple(
        Tier(row["tier"], D(row["premium_dollars"]), D(row["enrolled_people"]))
        for row in read_table("harbor-bend", "health")
    ),
    EmployerPart(D(FACTS["employer_health_share_rate"])),
)
AT_75 = PLAN.with_employer_part(EmployerPart(D("0.75")))
MOVE, FIVE_POINTS, QUARTER = share_move(PLAN, AT_75.employer_part), D("0.05"), D("0.25")
LADDER = [(D(row["people"]), D(row["longevity_dollars"])) for row in read_table("harbor-bend", "longevity")]
LONGEVITY = sum(people * dollars for people, dollars in LADDER)
PAY = BASE + STIPENDS + LONGEVITY
TOTAL = total_compensation(
    BASE,
    {"stipends": STIPENDS, "longevity": LONGEVITY},
    PAY * RATE,
    {"health": PLAN.employer_dollars, "opt-out payments": OPT_OUTS * OPT_OUT},
    FTE,
)
NOT_PAY = {Kind.ROLL_UP, Kind.BENEFIT}
M5, M6, B3 = SCHEDULE.salary("5", "M"), SCHEDULE.salary("6", "M"), SCHEDULE.salary("3", "B")
LOSS = MOVE.member_loss_dollars["family"]
SEVEN = D("0.07")
RENEWAL = renewal_range(PLAN, D(0), SEVEN, D("0.10")).expected_dollars
OPTING = (OPT_OUTS, OPT_OUT, D(4000), {"family": D(3)})
TWO_PERSON = PLAN.employer_pays("two-person")
LONGER = hours_and_minutes(HOURS, D(30))
STUDENTS = (D(2400), D(25), D(24))
POSTS_FTE = full_classes_fte(*STUDENTS)
POSTS = posts_cost(POSTS_FTE, SCHEDULE.salary("3", "M"), RATE, TWO_PERSON)
FEDERAL = ROLL_UP.rate(Pay.BONUS)
GAPS = [D(212579), D("218956.37")]
LEAVER, INCENTIVE = SCHEDULE.salary("10", "M+30"), D(25000)
THEN, NOW = D(240), D(276)


def leave(days, tax, people=FTE):
    return extra_leave_cost(people, D(days), D(1), D(1), D(130), tax)


def first_year(newcomer):
    return incentive_saving([LEAVER], [newcomer], INCENTIVE).first_year_dollars


ANSWERS = {
    "5.1": 100 * RATE,
    "5.2": 100 * ROLL_UP.rate(Pay.BONUS),
    "5.3": ROLL_UP.added_to(ONE_PERCENT),
    "5.5": ROLL_UP.added_to(LONGEVITY, Pay.LONGEVITY),
    "5.6": TOTAL.total_dollars,
    "5.7": TOTAL.per_fte_dollars,
    "5.8": TOTAL.share_percent(NOT_PAY),
    "6.1": PLAN.employer_dollars,
    "6.2": MOVE.employer_saving_dollars,
    "6.3": LOSS,
    "6.4": raise_to_be_whole_percent(LOSS, M5),
    "6.5": RENEWAL,
    "6.6": percent_of(RENEWAL, BASE, "the salary base"),
    "6.7": opt_out_change(PLAN, *OPTING),
    "7.1": daily_rate(AVERAGE, DAYS),
    "7.2": extra_days_cost(BASE, DAYS, D(1), RATE),
    "7.3": hourly_rate(M5, DAYS, HOURS),
    "7.4": hourly_change_percent(D("0.03"), HOURS, LONGER),
    "7.5": POSTS_FTE,
    "7.6": POSTS.total_dollars,
    "7.7": leave(2, FEDERAL),
    "8.5": present_value(GAPS, D("0.03"), Paid.YEAR_END),
    "8.8": first_year(B3),
    "9.1": real_change_percent(D("0.12"), D("0.15")),
    "9.2": 100 * inflation_rate(THEN, NOW),
    "9.3": same_buying_power(D(60000), THEN, NOW),
}

MISTAKES = {
    "5.1": {
        "pension left out": slips.rollup.component_left_out_percent(ROLL_UP, "pension"),
        "Medicare left out": slips.rollup.component_left_out_percent(ROLL_UP, "Medicare"),
        "Social Security and Medicare only": slips.rollup.only_these_percent(
            ROLL_UP, ["Social Security", "Medicare"]
        ),
        "compounded": slips.rollup.compounded_percent(ROLL_UP),
    },
    "5.2": {
        "full roll-up": 100 * ROLL_UP.rate(Pay.SALARY),
        "pension only removed": slips.rollup.component_left_out_percent(ROLL_UP, "pension"),
        "pension left in": slips.rollup.only_these_percent(
            ROLL_UP, ["Social Security", "Medicare", "pension"]
        ),
        "gave what falls away": slips.rollup.what_falls_away_percent(ROLL_UP),
    },
    "5.3": {
        "no roll-up": ONE_PERCENT,
        "bonus rate used": slips.rollup.bonus_rate_on_salary(ROLL_UP, ONE_PERCENT),
        "roll-up only": slips.rollup.roll_up_alone(ROLL_UP, ONE_PERCENT),
        "pension left out": slips.rollup.without_component(ROLL_UP, ONE_PERCENT, "pension"),
    },
    "5.5": {
        "no roll-up": LONGEVITY,
        "second group paid both amounts": slips.total.both_amounts_for_longer_service(LADDER, RATE),
        "bonus rate used": slips.rollup.bonus_rate_on_salary(ROLL_UP, LONGEVITY),
        "same amount for everyone": slips.total.one_amount_for_everyone(LADDER, RATE),
    },
    "5.6": {
        "roll-up on salaries only": slips.total.roll_up_on_salaries_only(TOTAL, RATE),
        "whole premium instead of the employer's share": slips.total.whole_premiums(
            TOTAL, PLAN.members_dollars
        ),
        "roll-up charged on health": slips.total.benefits_rolled_up_too(TOTAL, RATE, PLAN.employer_dollars),
        "opt-out payments left out": slips.total.line_left_out(TOTAL, "opt-out payments"),
        "no roll-up at all": slips.total.no_roll_up(TOTAL),
    },
    "5.7": {
        "salary only": AVERAGE,
        "divided by people on the health plan": TOTAL.total_dollars / PLAN.enrolled,
        "divided by people instead of FTE": TOTAL.total_dollars
        / slips.part_timers_as_whole_people(UNIT.scattergram).total_fte,
        "roll-up and benefits only": slips.total.everything_but_pay(TOTAL),
    },
    "5.8": {
        "divided by salaries": percent_of(TOTAL.dollars_of(NOT_PAY), BASE, "the salary base"),
        "roll-up only": TOTAL.share_percent({Kind.ROLL_UP}),
        "opt-out payments left out": percent_of(
            PLAN.employer_dollars + TOTAL.dollars_of({Kind.ROLL_UP}),
            TOTAL.total_dollars,
            "total compensation",
        ),
        "health only": percent_of(PLAN.employer_dollars, TOTAL.total_dollars, "total compensation"),
    },
    "6.1": {
        "members' part": PLAN.members_dollars,
        "whole premium": PLAN.premiums_dollars,
        "average of the three premiums": slips.health.average_of_premiums(PLAN),
        "opt-outs counted as enrolled": slips.health.opt_outs_as_enrolled(PLAN, OPT_OUTS, "single"),
    },
    "6.2": {
        "5% of the employer's cost": slips.health.share_of_employers_part(PLAN, FIVE_POINTS),
        "new cost instead of the saving": AT_75.employer_dollars,
        "family plan only": slips.health.one_tier_only(PLAN, FIVE_POINTS, "family"),
        "members' new share": slips.health.whole_new_share(PLAN, QUARTER),
    },
    "6.3": {
        "5% of the employer's part": slips.health.share_of_employers_part_for_one(
            PLAN, FIVE_POINTS, "family"
        ),
        "whole new share": slips.health.whole_new_share_for_one(PLAN, QUARTER, "family"),
        "one month": LOSS / 12,
        "two-person plan": MOVE.member_loss_dollars["two-person"],
    },
    "6.4": {
        "average salary": raise_to_be_whole_percent(LOSS, AVERAGE),
        "base cell": raise_to_be_whole_percent(LOSS, SCHEDULE.salary("1", "B")),
        "next step": raise_to_be_whole_percent(LOSS, M6),
        "whole premium share": raise_to_be_whole_percent(
            slips.health.whole_new_share_for_one(PLAN, QUARTER, "family"), M5
        ),
    },
    "6.5": {
        "whole increase": slips.health.whole_increase(PLAN, SEVEN),
        "members' part": slips.health.members_part_of_increase(PLAN, SEVEN),
        "75% share used": renewal_range(AT_75, SEVEN, SEVEN, SEVEN).expected_dollars,
        "new cost instead of the increase": PLAN.with_premiums_changed(SEVEN).employer_dollars,
    },
    "6.6": {
        "divided by health cost": percent_of(RENEWAL, PLAN.employer_dollars, "the health bill"),
        "divided by total compensation": percent_of(RENEWAL, TOTAL.total_dollars, "total compensation"),
        "whole increase": percent_of(slips.health.whole_increase(PLAN, SEVEN), BASE, "the salary base"),
    },
    "6.7": {
        "higher payment for the new ones only": slips.health.opt_out_for_new_only(PLAN, *OPTING[2:]),
        "whole premium avoided": slips.health.opt_out_whole_premium(PLAN, *OPTING),
        "sign turned round": -ANSWERS["6.7"],
        "premiums avoided for all opt-outs": slips.health.opt_out_saved_for_all(PLAN, *OPTING, "family"),
        "payments only": slips.health.opt_out_payments_only(*OPTING),
    },
    "7.1": {
        "calendar days": daily_rate(AVERAGE, D(365)),
        "weekdays of a year": daily_rate(AVERAGE, D(260)),
        "average of the cells": daily_rate(average_of_cells(SCHEDULE), DAYS),
        "hourly rate": hourly_rate(AVERAGE, DAYS, HOURS),
    },
    "7.2": {
        "no roll-up": extra_days_cost(BASE, DAYS, D(1), D(0)),
        "one person": slips.worktime.extra_day_for_one(BASE, FTE, DAYS, RATE),
        "divided by the new number of days": slips.worktime.extra_day_by_new_year(BASE, DAYS, RATE),
        "roll-up only": slips.worktime.roll_up_of_the_day(BASE, DAYS, RATE),
    },
    "7.3": {
        "daily rate": daily_rate(M5, DAYS),
        "eight-hour day": hourly_rate(M5, DAYS, D(8)),
        "full-year office hours": hourly_rate(M5, D(260), D(8)),
        "next step": hourly_rate(M6, DAYS, HOURS),
    },
    "7.4": {
        "percents subtracted": slips.worktime.percents_subtracted(D("0.03"), HOURS, LONGER),
        "longer day ignored": hourly_change_percent(D("0.03"), HOURS, HOURS),
        "raise ignored": slips.worktime.raise_ignored(HOURS, LONGER),
        "30 minutes written as 0.30 hour": slips.worktime.minutes_as_decimals(D("0.03"), HOURS, D(30)),
    },
    "7.5": {
        "classes at the new size": STUDENTS[0] / STUDENTS[2],
        "one student fewer means one teacher": slips.worktime.one_student_one_teacher(*STUDENTS[1:]),
        "4% of the old classes": slips.worktime.percent_of_old_classes(*STUDENTS),
        "classes at the old size": STUDENTS[0] / STUDENTS[1],
    },
    "7.6": {
        "no roll-up": slips.worktime.posts_without_roll_up(POSTS),
        "roll-up on health too": slips.worktime.roll_up_on_posts_health(POSTS, RATE),
        "whole premium": posts_cost(
            POSTS_FTE, SCHEDULE.salary("3", "M"), RATE, PLAN.tier("two-person").premium_dollars
        ).total_dollars,
        # The bank multiplies the average as it is printed, in cents.
        "average salary": posts_cost(POSTS_FTE, round(AVERAGE, 2), RATE, TWO_PERSON).total_dollars,
        "health left out": slips.worktime.posts_without_health(POSTS),
    },
    "7.7": {
        "no payroll tax": leave(2, D(0)),
        "full roll-up": leave(2, RATE),
        "one day": leave(1, FEDERAL),
        "teacher's own daily pay": slips.worktime.own_daily_pay(BASE, DAYS, D(2)),
    },
    "8.5": {
        "not discounted": present_value(GAPS, D(0), Paid.YEAR_END),
        "paid at the start of the year": present_value(GAPS, D("0.03"), Paid.YEAR_START),
        "whole gap discounted three years": slips.making_the_case.discounted_as_one_sum(GAPS, D("0.03"), 3),
        "whole gap discounted one year": slips.making_the_case.discounted_as_one_sum(GAPS, D("0.03"), 1),
    },
    "8.8": {
        "incentive forgotten": slips.worktime.incentive_forgotten(LEAVER, B3),
        "replacement forgotten": slips.worktime.replacement_forgotten(LEAVER, INCENTIVE),
        "same lane for the replacement": first_year(SCHEDULE.salary("3", "M+30")),
        "sign turned round": -ANSWERS["8.8"],
        "replacement at step 1": first_year(SCHEDULE.salary("1", "B")),
    },
    "9.1": {
        "subtracted": slips.making_the_case.percents_subtracted(D("0.12"), D("0.15")),
        "divided the wrong way round": slips.making_the_case.wrong_way_round(D("0.12"), D("0.15")),
        "sign lost": -ANSWERS["9.1"],
        "percents divided": slips.making_the_case.percents_divided(D("0.12"), D("0.15")),
    },
    "9.2": {
        "index points": slips.making_the_case.index_points(THEN, NOW),
        "divided by the new index": slips.making_the_case.divided_by_new_index(THEN, NOW),
        "ratio instead of change": slips.making_the_case.ratio_for_change(THEN, NOW),
    },
    "9.3": {
        "divided instead of multiplying": same_buying_power(D(60000), NOW, THEN),
        "points taken as percent": slips.making_the_case.points_as_percent(D(60000), THEN, NOW),
        "used the salary rise": D(60000) * D("1.12"),
        "divided by the new index": slips.making_the_case.raised_by_new_index(D(60000), THEN, NOW),
    },
}


@pytest.mark.parametrize("case", CASES["question"], ids=lambda case: case["number"])
def test_harbor_bend_gives_the_printed_answer_and_every_printed_mistake(case):
    assert round(ANSWERS[case["number"]], 2) == round(D(case["right"]), 2)
    computed = {name: round(value, 2) for name, value in MISTAKES[case["number"]].items()}
    assert computed == {mistake["name"]: round(D(mistake["value"]), 2) for mistake in case["mistake"]}


def test_every_question_with_an_answer_is_among_the_cases():
    numbers = {case["number"] for case in CASES["question"]}
    assert numbers == set(ANSWERS) == set(MISTAKES)


def test_the_roll_up_of_the_unit_is_the_same_cell_by_cell():
    cost = roll_up_cost(ROLL_UP, [group_on(SCHEDULE, UNIT.scattergram)])
    assert cost.pay_dollars == BASE
    assert cost.employer_dollars == BASE * RATE


def others(place):
    return {
        f"district {number}": D(amount) for number, amount in enumerate(CASES["districts"][place], start=1)
    }


def test_harbor_bend_is_ranked_among_nine_districts():
    own = {"B step 1": SCHEDULE.salary("1", "B"), "M step 10": SCHEDULE.salary("10", "M"), "maximum": LEAVER}
    by_district = {
        f"district {n + 1}": {place: others(place)[f"district {n + 1}"] for place in own} for n in range(8)
    }
    rows = cells_compared(own, by_district)
    assert {row.place: row.rank.place for row in rows} == CASES["districts"]["ranks"]
    assert {row.rank.of for row in rows} == {9}
    assert to_median_dollars(LEAVER, others("maximum")) == CASES["districts"]["to_median_of_maximum"]
    assert rows[2].to_median_dollars == CASES["districts"]["to_median_of_maximum"]


def test_the_named_mistakes_of_comparing_give_other_numbers():
    place, of_maximum = rank(LEAVER, others("maximum")), others("maximum")
    case = slips.making_the_case
    assert (case.ranked_from_the_bottom(place), case.districts_above(place)) == (4, 5)
    assert case.mean_for_median(LEAVER, of_maximum) == D("1487.5")  # 643,100 / 8 - 78,900
    assert case.one_of_the_middle_two(LEAVER, of_maximum, upper=False) == 600
    assert case.one_of_the_middle_two(LEAVER, of_maximum, upper=True) == 1800
    assert median_of(of_maximum) == 80100


def test_what_the_employer_can_pay_is_a_percent_of_a_named_whole():
    case = CASES["finance"]
    growth = D(case["revenue"] - case["revenue_last_year"])
    assert round(percent_of(case["new_money"], growth, "revenue growth"), 2) == case["percent_of_growth"]
    assert round(slips.making_the_case.of_all_revenue(case["new_money"], D(case["revenue"])), 2) == D("2.32")
    for part, whole, percent in (
        ("unassigned_balance", "spending", "percent_of_spending"),
        ("total_balance", "spending", "total_balance_percent"),
        ("unassigned_balance", "revenue", "divided_by_revenue_percent"),
    ):
        assert round(percent_of(D(case[part]), D(case[whole]), whole), 2) == case[percent]
    wrong = slips.making_the_case.fraction_for_percent(D(case["unassigned_balance"]), D(case["spending"]))
    assert round(wrong, 2) == case["fraction_instead"]
