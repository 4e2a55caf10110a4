"""Parts 5 to 9 of the course on Harbor Bend: every printed answer and every printed mistake, computed again.

The questions are those of the course's question bank; `cases/harbor_bend_parts_5_to_9.toml` holds the printed
numbers with their hand calculation. Each is computed here by the calculator or the slip that a lesson would
call.
"""

import tomllib
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from bargaining.costing import slips
from bargaining.costing.amounts import percent_of
from bargaining.costing.compensation.comparables import cells_compared, median_of, rank, to_median_dollars
from bargaining.costing.compensation.health import EmployerPart
from bargaining.costing.compensation.health_change import (
    opt_out_change,
    raise_to_be_whole_percent,
    renewal_range,
    share_move,
)
from bargaining.costing.compensation.of_employer import compensation_of, health_plan, roll_up_of
from bargaining.costing.compensation.plan_change import Coverage, worst_year_change
from bargaining.costing.compensation.present_value import Paid, present_value
from bargaining.costing.compensation.real_wages import inflation_rate, real_change_percent, same_buying_power
from bargaining.costing.compensation.rollup import Pay
from bargaining.costing.compensation.rollup_cost import group_on, roll_up_cost
from bargaining.costing.compensation.total_compensation import Kind
from bargaining.costing.convention import Rounding, round_money
from bargaining.costing.employers import TEACHER_VARIANTS, teachers_unit
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

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "harbor_bend_parts_5_to_9.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)

D = Decimal
NOT_ON_BONUS = ["pension", "workers' compensation", "unemployment insurance"]
UNITS = [teachers_unit(variant) for variant in (0, *TEACHER_VARIANTS)]


def cents(amount):
    """To the cent, halves up, as the bank rounds."""
    return round_money(amount, Rounding.HALF_UP_CENT)


def computed(unit):
    """What a lesson would compute on one unit of teachers: right answers, and mistakes by name."""
    schedule, facts = unit.schedule, unit.facts
    steps, lanes = schedule.steps, schedule.lanes
    base = base_payroll(schedule, unit.scattergram)
    fte, average = unit.scattergram.total_fte, average_salary(schedule, unit.scattergram)
    one_percent = base / 100
    days, hours, opt_outs, opt_out = (
        facts.work_days,
        facts.work_day_hours,
        facts.opt_out_people,
        facts.opt_out_dollars,
    )
    roll_up = roll_up_of(unit, NOT_ON_BONUS)
    rate = roll_up.rate()
    plan = health_plan(unit)
    five_points = D("0.05")
    lower = plan.with_employer_part(EmployerPart(facts.employer_health_rate - five_points))
    move, member_rate = share_move(plan, lower.employer_part), 1 - lower.employer_part.rate
    ladder = [(step.people, step.dollars) for step in facts.longevity]
    longevity = sum(people * dollars for people, dollars in ladder)
    total = compensation_of(unit)
    not_pay = {Kind.ROLL_UP, Kind.BENEFIT}
    m5, m6, b3 = (
        schedule.salary(steps[4], lanes[2]),
        schedule.salary(steps[5], lanes[2]),
        schedule.salary(steps[2], lanes[0]),
    )
    loss = move.member_loss_dollars["family"]
    seven = D("0.07")
    renewal = renewal_range(plan, D(0), seven, D("0.10")).expected_dollars
    opting = (opt_outs, opt_out, opt_out + 1500, {"family": D(3)})
    two_person = plan.employer_pays("two-person")
    longer = hours_and_minutes(hours, D(30))
    students = (D(2400), D(25), D(24))
    posts_fte = full_classes_fte(*students)
    posts = posts_cost(posts_fte, schedule.salary(steps[2], lanes[2]), rate, two_person)
    federal = roll_up.rate(Pay.BONUS)
    gaps = [D(212579), D("218956.37")]
    leaver, incentive = schedule.salary(schedule.top_step_of(lanes[-1]), lanes[-1]), D(25000)
    then, now = D(240), D(276)

    def leave(days, tax, people=fte):
        return extra_leave_cost(people, D(days), D(1), D(1), D(130), tax)

    def first_year(newcomer):
        return incentive_saving([leaver], [newcomer], incentive).first_year_dollars

    right = {
        "5.1": 100 * rate,
        "5.2": 100 * roll_up.rate(Pay.BONUS),
        "5.3": roll_up.added_to(one_percent),
        "5.5": roll_up.added_to(longevity, Pay.LONGEVITY),
        "5.6": total.total_dollars,
        "5.7": total.per_fte_dollars,
        "5.8": total.share_percent(not_pay),
        "6.1": plan.employer_dollars,
        "6.2": move.employer_saving_dollars,
        "6.3": loss,
        "6.4": raise_to_be_whole_percent(loss, m5),
        "6.5": renewal,
        "6.6": percent_of(renewal, base, "the salary base"),
        "6.7": opt_out_change(plan, *opting),
        "7.1": daily_rate(average, days),
        "7.2": extra_days_cost(base, days, D(1), rate),
        "7.3": hourly_rate(m5, days, hours),
        "7.4": hourly_change_percent(D("0.03"), hours, longer),
        "7.5": posts_fte,
        "7.6": posts.total_dollars,
        "7.7": leave(2, federal),
        "8.5": present_value(gaps, D("0.03"), Paid.YEAR_END),
        "8.8": first_year(b3),
        "9.1": real_change_percent(D("0.12"), D("0.15")),
        "9.2": 100 * inflation_rate(then, now),
        "9.3": same_buying_power(D(60000), then, now),
    }

    wrong = {
        "5.1": {
            "pension left out": slips.rollup.component_left_out_percent(roll_up, "pension"),
            "Medicare left out": slips.rollup.component_left_out_percent(roll_up, "Medicare"),
            "Social Security and Medicare only": slips.rollup.only_these_percent(
                roll_up, ["Social Security", "Medicare"]
            ),
            "compounded": slips.rollup.compounded_percent(roll_up),
        },
        "5.2": {
            "full roll-up": 100 * roll_up.rate(Pay.SALARY),
            "pension only removed": slips.rollup.component_left_out_percent(roll_up, "pension"),
            "pension left in": slips.rollup.only_these_percent(
                roll_up, ["Social Security", "Medicare", "pension"]
            ),
            "gave what falls away": slips.rollup.what_falls_away_percent(roll_up),
        },
        "5.3": {
            "no roll-up": one_percent,
            "bonus rate used": slips.rollup.bonus_rate_on_salary(roll_up, one_percent),
            "roll-up only": slips.rollup.roll_up_alone(roll_up, one_percent),
            "pension left out": slips.rollup.without_component(roll_up, one_percent, "pension"),
        },
        "5.5": {
            "no roll-up": longevity,
            "second group paid both amounts": slips.total.both_amounts_for_longer_service(ladder, rate),
            "bonus rate used": slips.rollup.bonus_rate_on_salary(roll_up, longevity),
            "same amount for everyone": slips.total.one_amount_for_everyone(ladder, rate),
        },
        "5.6": {
            "roll-up on salaries only": slips.total.roll_up_on_salaries_only(total, rate),
            "whole premium instead of the employer's share": slips.total.whole_premiums(
                total, plan.members_dollars
            ),
            "roll-up charged on health": slips.total.benefits_rolled_up_too(
                total, rate, plan.employer_dollars
            ),
            "opt-out payments left out": slips.total.line_left_out(total, "opt-out payments"),
            "no roll-up at all": slips.total.no_roll_up(total),
        },
        "5.7": {
            "salary only": average,
            "divided by people on the health plan": total.total_dollars / plan.enrolled,
            "divided by people instead of FTE": total.total_dollars
            / slips.part_timers_as_whole_people(unit.scattergram).total_fte,
            "roll-up and benefits only": slips.total.everything_but_pay(total),
        },
        "5.8": {
            "divided by salaries": percent_of(total.dollars_of(not_pay), base, "the salary base"),
            "roll-up only": total.share_percent({Kind.ROLL_UP}),
            "opt-out payments left out": percent_of(
                plan.employer_dollars + total.dollars_of({Kind.ROLL_UP}),
                total.total_dollars,
                "total compensation",
            ),
            "health only": percent_of(plan.employer_dollars, total.total_dollars, "total compensation"),
        },
        "6.1": {
            "members' part": plan.members_dollars,
            "whole premium": plan.premiums_dollars,
            "average of the three premiums": slips.health.average_of_premiums(plan),
            "opt-outs counted as enrolled": slips.health.opt_outs_as_enrolled(plan, opt_outs, "single"),
        },
        "6.2": {
            "5% of the employer's cost": slips.health.share_of_employers_part(plan, five_points),
            "new cost instead of the saving": lower.employer_dollars,
            "family plan only": slips.health.one_tier_only(plan, five_points, "family"),
            "members' new share": slips.health.whole_new_share(plan, member_rate),
        },
        "6.3": {
            "5% of the employer's part": slips.health.share_of_employers_part_for_one(
                plan, five_points, "family"
            ),
            "whole new share": slips.health.whole_new_share_for_one(plan, member_rate, "family"),
            "one month": loss / 12,
            "two-person plan": move.member_loss_dollars["two-person"],
        },
        "6.4": {
            "average salary": raise_to_be_whole_percent(loss, average),
            "base cell": raise_to_be_whole_percent(loss, schedule.salary(steps[0], lanes[0])),
            "next step": raise_to_be_whole_percent(loss, m6),
            "whole premium share": raise_to_be_whole_percent(
                slips.health.whole_new_share_for_one(plan, member_rate, "family"), m5
            ),
        },
        "6.5": {
            "whole increase": slips.health.whole_increase(plan, seven),
            "members' part": slips.health.members_part_of_increase(plan, seven),
            "75% share used": renewal_range(lower, seven, seven, seven).expected_dollars,
            "new cost instead of the increase": plan.with_premiums_changed(seven).employer_dollars,
        },
        "6.6": {
            "divided by health cost": percent_of(renewal, plan.employer_dollars, "the health bill"),
            "divided by total compensation": percent_of(renewal, total.total_dollars, "total compensation"),
            "whole increase": percent_of(slips.health.whole_increase(plan, seven), base, "the salary base"),
        },
        "6.7": {
            "higher payment for the new ones only": slips.health.opt_out_for_new_only(plan, *opting[2:]),
            "whole premium avoided": slips.health.opt_out_whole_premium(plan, *opting),
            "sign turned round": -right["6.7"],
            "premiums avoided for all opt-outs": slips.health.opt_out_saved_for_all(plan, *opting, "family"),
            "payments only": slips.health.opt_out_payments_only(*opting),
        },
        "7.1": {
            "calendar days": daily_rate(average, D(365)),
            "weekdays of a year": daily_rate(average, D(260)),
            "average of the cells": daily_rate(average_of_cells(schedule), days),
            "hourly rate": hourly_rate(average, days, hours),
        },
        "7.2": {
            "no roll-up": extra_days_cost(base, days, D(1), D(0)),
            "one person": slips.worktime.extra_day_for_one(base, fte, days, rate),
            "divided by the new number of days": slips.worktime.extra_day_by_new_year(base, days, rate),
            "roll-up only": slips.worktime.roll_up_of_the_day(base, days, rate),
        },
        "7.3": {
            "daily rate": daily_rate(m5, days),
            "eight-hour day": hourly_rate(m5, days, D(8)),
            "full-year office hours": hourly_rate(m5, D(260), D(8)),
            "next step": hourly_rate(m6, days, hours),
        },
        "7.4": {
            "percents subtracted": slips.worktime.percents_subtracted(D("0.03"), hours, longer),
            "longer day ignored": hourly_change_percent(D("0.03"), hours, hours),
            "raise ignored": slips.worktime.raise_ignored(hours, longer),
            "30 minutes written as 0.30 hour": slips.worktime.minutes_as_decimals(D("0.03"), hours, D(30)),
        },
        "7.5": {
            "classes at the new size": students[0] / students[2],
            "one student fewer means one teacher": slips.worktime.one_student_one_teacher(*students[1:]),
            "4% of the old classes": slips.worktime.percent_of_old_classes(*students),
            "classes at the old size": students[0] / students[1],
        },
        "7.6": {
            "no roll-up": slips.worktime.posts_without_roll_up(posts),
            "roll-up on health too": slips.worktime.roll_up_on_posts_health(posts, rate),
            "whole premium": posts_cost(
                posts_fte, schedule.salary(steps[2], lanes[2]), rate, plan.tier("two-person").premium_dollars
            ).total_dollars,
            # The bank multiplies the average as it is printed, in cents.
            "average salary": posts_cost(posts_fte, cents(average), rate, two_person).total_dollars,
            "health left out": slips.worktime.posts_without_health(posts),
        },
        "7.7": {
            "no payroll tax": leave(2, D(0)),
            "full roll-up": leave(2, rate),
            "one day": leave(1, federal),
            "teacher's own daily pay": slips.worktime.own_daily_pay(base, days, D(2)),
        },
        "8.5": {
            "not discounted": present_value(gaps, D(0), Paid.YEAR_END),
            "paid at the start of the year": present_value(gaps, D("0.03"), Paid.YEAR_START),
            "whole gap discounted three years": slips.making_the_case.discounted_as_one_sum(
                gaps, D("0.03"), 3
            ),
            "whole gap discounted one year": slips.making_the_case.discounted_as_one_sum(gaps, D("0.03"), 1),
        },
        "8.8": {
            "incentive forgotten": slips.worktime.incentive_forgotten(leaver, b3),
            "replacement forgotten": slips.worktime.replacement_forgotten(leaver, incentive),
            "same lane for the replacement": first_year(schedule.salary(steps[2], lanes[-1])),
            "sign turned round": -right["8.8"],
            "replacement at step 1": first_year(schedule.salary(steps[0], lanes[0])),
        },
        "9.1": {
            "subtracted": slips.making_the_case.percents_subtracted(D("0.12"), D("0.15")),
            "divided the wrong way round": slips.making_the_case.wrong_way_round(D("0.12"), D("0.15")),
            "sign lost": -right["9.1"],
            "percents divided": slips.making_the_case.percents_divided(D("0.12"), D("0.15")),
        },
        "9.2": {
            "index points": slips.making_the_case.index_points(then, now),
            "divided by the new index": slips.making_the_case.divided_by_new_index(then, now),
            "ratio instead of change": slips.making_the_case.ratio_for_change(then, now),
        },
        "9.3": {
            "divided instead of multiplying": same_buying_power(D(60000), now, then),
            "points taken as percent": slips.making_the_case.points_as_percent(D(60000), then, now),
            "used the salary rise": D(60000) * D("1.12"),
            "divided by the new index": slips.making_the_case.raised_by_new_index(D(60000), then, now),
        },
    }
    return right, wrong


HARBOR_BEND = UNITS[0]
RIGHT, WRONG = computed(HARBOR_BEND)
BASE, LEAVER = base_payroll(HARBOR_BEND.schedule, HARBOR_BEND.scattergram), D(78_900)


@pytest.mark.parametrize("case", CASES["question"], ids=lambda case: case["number"])
def test_harbor_bend_gives_the_printed_answer_and_every_printed_mistake(case):
    assert cents(RIGHT[case["number"]]) == cents(D(case["right"]))
    computed = {name: cents(value) for name, value in WRONG[case["number"]].items()}
    assert computed == {mistake["name"]: cents(D(mistake["value"])) for mistake in case["mistake"]}


def test_every_question_with_an_answer_is_among_the_cases():
    numbers = {case["number"] for case in CASES["question"]}
    assert numbers == set(RIGHT) == set(WRONG)


def test_the_roll_up_of_the_unit_is_the_same_cell_by_cell():
    cost = roll_up_cost(roll_up_of(HARBOR_BEND), [group_on(HARBOR_BEND.schedule, HARBOR_BEND.scattergram)])
    assert cost.pay_dollars == BASE
    assert cost.employer_dollars == BASE * D("0.185")


def collisions(unit):
    """The pairs of numbers that a lesson could not tell apart: an answer within reach of both."""
    right, wrong = computed(unit)
    for case in CASES["question"]:
        number, within = case["number"], D(case["within"])
        near = abs(right[number]) / 1000 if case["unit"].startswith("$") else D(0)
        for mistake, value in wrong[number].items():
            if abs(value - right[number]) <= max(2 * within, near + within):
                yield number, mistake, "the right answer"
        for (one, first), (other, second) in combinations(wrong[number].items(), 2):
            if abs(first - second) <= 2 * within:
                yield number, one, other


def test_the_mistakes_that_a_lesson_could_not_tell_apart_are_those_listed():
    """As the bank asks them. A lesson asks otherwise or leaves one of the two out; its own check finds it."""
    found = {}
    for unit in UNITS:
        for pair in collisions(unit):
            found.setdefault(pair, []).append(unit.variant)
    listed = {(row["number"], *row["pair"]): row["employers"] for row in CASES["collision"]}
    assert found == listed


def others(place):
    return {
        f"district {number}": D(amount) for number, amount in enumerate(CASES["districts"][place], start=1)
    }


def test_harbor_bend_is_ranked_among_nine_districts():
    own = {
        "B step 1": HARBOR_BEND.schedule.salary("1", "B"),
        "M step 10": HARBOR_BEND.schedule.salary("10", "M"),
        "maximum": LEAVER,
    }
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


def test_the_numbers_that_replace_the_choices_of_the_first_draft():
    """Questions 5.4, 6.8 and 7.8, with the mistake that each names."""
    replaced = CASES["replacements"]
    roll_up, plan = roll_up_of(HARBOR_BEND), health_plan(HARBOR_BEND)
    raise_dollars = BASE * D("0.03")
    assert cents(roll_up.added_to(raise_dollars)) == replaced["raise_with_roll_up"]
    health_rate = plan.employer_dollars / BASE
    with_health = slips.rollup.health_rolled_up_too(roll_up, raise_dollars, health_rate)
    assert cents(with_health) == replaced["raise_with_health_too"]
    old, new = Coverage(D(5_720), D(3_000)), Coverage(D(4_200), D(8_000), D(2_000))
    assert worst_year_change(old, new) == replaced["worst_year_more"]
    fte, tax = HARBOR_BEND.scattergram.total_fte - 30, D("0.0765")
    one_more_day = extra_leave_cost(fte, D(1), D(1), D(1), D(130), tax)
    assert cents(one_more_day) == replaced["sick_day"]


def test_a_saving_is_counted_only_while_the_person_would_have_stayed():
    """Two more years: 2 x 24,700 − 25,000 = 24,400; counted over five years it would be 98,500."""
    leaver, newcomer = [D(78_900)] * 2, [D(54_200)] * 2
    assert incentive_saving(leaver, newcomer, D(25_000)).net_dollars == 24_400
    assert slips.worktime.saved_for_ever(D(24_700), D(5), D(25_000)) == 98_500
