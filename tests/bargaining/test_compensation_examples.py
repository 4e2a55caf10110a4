"""Worked examples of pay and health for the three kinds of units, each with its sum by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bargaining.costing import slips
from bargaining.costing.compensation.eligibility import longer_day_of_class, more_hours, newly_eligible
from bargaining.costing.compensation.health import EmployerPart, HealthPlan, Tier
from bargaining.costing.compensation.health_change import net_raise_percents
from bargaining.costing.compensation.of_employer import (
    compensation_of,
    health_plan,
    paid_groups,
    roll_up_of,
)
from bargaining.costing.compensation.of_year import OtherPay, compensation_of_year
from bargaining.costing.compensation.pay_slip import pay_slip_sheet, sheet_table
from bargaining.costing.compensation.plan_change import Coverage, plan_change_saving
from bargaining.costing.compensation.rollup import (
    REGULAR_PAY,
    Component,
    Pay,
    RollUp,
    medicare,
    social_security,
)
from bargaining.costing.compensation.rollup_cost import PaidGroup, group_on, next_dollar_rate, roll_up_cost
from bargaining.costing.compensation.total_compensation import Kind
from bargaining.costing.employers import NURSE_VARIANTS, STAFF_VARIANTS, TEACHER_VARIANTS, employer
from bargaining.costing.price_tag import Denominator
from bargaining.costing.units.cost import unit_fte, unit_payroll

D = Decimal
DAY = date(2025, 9, 1)
EVERY_EMPLOYER = [0, *TEACHER_VARIANTS, 100, *STAFF_VARIANTS, 200, *NURSE_VARIANTS]


def test_teachers_are_outside_social_security_and_the_state_pays_their_pension():
    """Teachers: 60,000 x 1.45 % = 870. Aides: 20,000 x (6.2 + 1.45 + 9) % = 3,330. The state: 6,000."""
    roll_up = RollUp(
        (
            social_security(DAY, frozenset({"aides"})),
            medicare(DAY),
            Component(
                "teachers' retirement", D("0.10"), REGULAR_PAY, frozenset({"teachers"}), None, "the state"
            ),
            Component("county retirement", D("0.09"), REGULAR_PAY, frozenset({"aides"})),
        )
    )
    assert 100 * roll_up.rate(Pay.SALARY, "teachers") == D("1.45")
    assert 100 * roll_up.rate(Pay.SALARY, "aides") == D("16.65")
    assert 100 * roll_up.rate(Pay.BONUS, "aides") == D("7.65")
    cost = roll_up_cost(
        roll_up,
        [
            PaidGroup(D(1), {Pay.SALARY: D(60_000)}, "teachers"),
            PaidGroup(D(1), {Pay.SALARY: D(20_000)}, "aides"),
        ],
    )
    assert (cost.employer_dollars, cost.others_dollars) == (870 + 3_330, 6_000)
    assert cost.sentence.endswith("; another $6,000 is paid by the state.")
    assert list(cost.table()["cost_dollars"]) == [1_240, 1_160, 6_000, 1_800]
    # The slip: the teachers' rate on the aide, 20,000 x 1.0145.
    assert slips.rollup.one_class_for_all(roll_up, D(20_000), "teachers") == 20_290


def test_a_raise_above_the_wage_base_carries_no_social_security():
    """170,000 to 180,000 passes the base of 176,100 for 2025: 6,100 x 6.2 % = 378.20, Medicare 145."""
    roll_up = RollUp((social_security(DAY), medicare(DAY)))
    before, after = (roll_up_cost(roll_up, [PaidGroup(D(1), {Pay.SALARY: D(n)})]) for n in (170_000, 180_000))
    assert after.employer_dollars - before.employer_dollars == D("378.20") + 145


def test_a_nurse_paid_by_the_hour_meets_the_wage_base_too():
    """2 nurses x 2,080 hours at $90 = 187,200 each: Social Security on 176,100 each, 21,836.40."""
    line = roll_up_cost(
        RollUp((social_security(DAY),)), [PaidGroup(D(4_160), {Pay.SALARY: D(90)}, hours_each=D(2_080))]
    ).lines[0]
    assert round(line.charged_on_dollars, 6) == 352_200
    assert round(line.cost_dollars, 6) == D("21836.40")


def test_an_aide_who_gains_half_an_hour_a_day_brings_a_premium_with_it():
    """2.5 hours x 38 weeks x 20 = 1,900; the family plan 22,880: the hours are the small part."""
    change = more_hours(D(20), D("17.5"), D(20), D(38), D("0.0765"), D(20), D(22_880))
    assert change.total_dollars == 1_900 + D("145.35") + 22_880
    assert "they reach the hours for benefits" in change.sentence
    back = more_hours(D(20), D(20), D("17.5"), D(38), D("0.0765"), D(20), D(22_880))
    assert back.sentence.endswith("they fall below the hours for benefits, which saves $22,880.")
    still = more_hours(D(20), D(15), D("17.5"), D(38), D("0.0765"), D(20), D(22_880))
    assert still.sentence.endswith("they do not change who may join the health plan.")


def test_half_an_hour_a_day_lets_a_whole_group_of_aides_into_the_plan():
    """Seven aides go from 17.5 to 20 hours a week; if five of seven join, 5 x 7,659 is most of the price."""
    aides, plan = employer(100).groups[0], health_plan(employer(100))
    assert newly_eligible(aides, D("0.25")) == 0
    assert newly_eligible(aides, D("0.5")) == 7
    assert newly_eligible(replace(aides, benefit_hours_per_week=None), D("0.5")) == 0
    rate = roll_up_of(employer(100)).rate(Pay.SALARY, aides.name)
    day = longer_day_of_class(aides, D("0.5"), rate, D(5) / 7, plan.employer_pays("single"))
    assert round(day.health_dollars, 2) == 5 * D(7_659)
    hours = sum(p.people for p in aides.posts) * D("0.5") * aides.paid_days
    assert day.pay_dollars == sum(
        p.people * aides.schedule.salary(p.step, aides.name) * D("0.5") * aides.paid_days for p in aides.posts
    )
    assert (
        min(aides.schedule.salaries.values())
        < day.pay_dollars / hours
        < max(aides.schedule.salaries.values())
    )
    assert day.roll_up_dollars == day.pay_dollars * rate


def test_the_same_premium_takes_more_from_a_low_salary():
    """2 % less 1,000: at 40,000 a cut of half a percent, at 80,000 a raise of three quarters."""
    net = net_raise_percents({("1", "B"): D(40_000), ("10", "M"): D(80_000)}, D("0.02"), D(1_000))
    assert net == {("1", "B"): D("-0.5"), ("10", "M"): D("0.75")}


def test_a_cap_leaves_the_whole_increase_with_the_members():
    """80 % of 30,000 is 24,000; capped at 23,000 the member pays 7,000, and 9,100 after a rise of 7 %."""
    plan = HealthPlan((Tier("family", D(30_000), D(1)),), EmployerPart(D("0.8"), {}, {"family": D(23_000)}))
    assert plan.member_pays("family") == 7_000
    dearer = plan.with_premiums_changed(D("0.07"))
    assert (dearer.member_pays("family"), dearer.employer_dollars) == (9_100, 23_000)


def test_a_high_deductible_plan_has_a_better_good_year_and_a_worse_bad_one():
    """Old 5,720 + 3,000 = 8,720. New 4,200 + 8,000 − 2,000 = 10,200; without care 5,720 against 2,200."""
    old, new = Coverage(D(5_720), D(3_000)), Coverage(D(4_200), D(8_000), D(2_000))
    assert (old.worst_year_dollars, new.worst_year_dollars) == (8_720, 10_200)
    assert (old.best_year_dollars, new.best_year_dollars) == (5_720, 2_200)
    assert slips.health.account_money_forgotten(D(8_720), D(12_200)) == 3_480
    assert slips.health.account_money_added(D(8_720), D(12_200), D(2_000)) == 5_480


def test_account_money_is_part_of_what_a_new_plan_costs():
    """10 families: 28,600 to 22,000 saves 6,600 x 80 % x 10 = 52,800, less 10 x 2,000 for the accounts."""
    old = HealthPlan((Tier("family", D(28_600), D(10)),), EmployerPart(D("0.8")))
    new = HealthPlan((Tier("family", D(22_000), D(10)),), EmployerPart(D("0.8")))
    assert plan_change_saving(old, new, {"family": D(2_000)}) == 32_800


def test_a_pay_slip_sheet_shows_who_loses():
    """Half time, family: 20,000 to 20,600 is 30 a pay; the premium rises 1,430 or 71.50: 41.50 less."""
    sheet = pay_slip_sheet(
        {"5": D(40_000)},
        {"5": D(41_200)},
        {"full time": D(1), "half time": D("0.5")},
        {"none": D(0), "family": D(5_720)},
        {"none": D(0), "family": D(7_150)},
        20,
    )
    changes = {(row.hours, row.tier): row.change.each_pay_dollars for row in sheet}
    assert changes == {
        ("full time", "none"): 60,
        ("full time", "family"): D("-11.50"),
        ("half time", "none"): 30,
        ("half time", "family"): D("-41.50"),
    }
    assert sheet[3].change.sentence.endswith("$41.50 less: $830 a year, 4.15% of pay.")
    table = sheet_table(sheet)
    assert list(table.columns) == ["step", "hours", "tier", "now_dollars", "then_dollars", "change_dollars"]
    assert list(table["change_dollars"]) == list(changes.values())


def test_a_one_time_payment_carries_fewer_items_than_a_raise():
    """10,000 as salary 18.5 %, as a bonus 7.65 %."""
    roll_up = roll_up_of(employer(0), ["pension", "workers' compensation", "unemployment insurance"])
    nobody = PaidGroup(D(0), {Pay.SALARY: D(0)})
    cost = {
        kind: compensation_of_year(
            [nobody], roll_up, D(1), [OtherPay("extra", D(10_000), kind)]
        ).total_dollars
        for kind in (Pay.STIPEND, Pay.BONUS, Pay.OPT_OUT)
    }
    assert cost == {Pay.STIPEND: 11_850, Pay.BONUS: 10_765, Pay.OPT_OUT: 10_000}


@pytest.mark.parametrize("variant", EVERY_EMPLOYER)
def test_every_fictional_employer_has_a_total_that_is_its_parts(variant):
    unit = employer(variant)
    total, plan = compensation_of(unit), health_plan(unit)
    assert total.whole_dollars(Denominator.SALARY_BASE) == unit_payroll(unit)
    assert total.fte == unit_fte(unit)
    assert plan.employer_dollars + plan.members_dollars == plan.premiums_dollars
    shares = [total.share_percent({kind}) for kind in Kind]
    assert round(sum(shares), 9) == 100
    assert 50 < shares[0] < 90
    rates = [roll_up_of(unit).rate(Pay.SALARY, group.name) for group in unit.groups]
    pay = total.whole_dollars(Denominator.PAYROLL)
    carried = total.dollars_of({Kind.ROLL_UP})
    assert round(min(rates) * pay, 6) <= round(carried, 6) <= round(max(rates) * pay, 6)


def test_a_wage_base_of_a_contract_is_kept_by_every_price():
    """Harbor Bend with unemployment insurance on the first 60,000 alone: by hand, cell by cell."""
    usual = employer(0)
    bases = {"unemployment insurance": Decimal(60_000)}
    unit = replace(usual, facts=replace(usual.facts, wage_base_dollars=bases))
    rate = usual.facts.rollup_percents["Teachers"]["unemployment insurance"] / 100
    pays = [(fte, usual.schedule.salary(*cell)) for cell, fte in usual.scattergram.fte.items()]
    spared = rate * sum(fte * max(pay - 60_000, 0) for fte, pay in pays)
    (group,) = paid_groups(unit)
    assert roll_up_cost(roll_up_of(unit), [group]).employer_dollars == (
        roll_up_cost(roll_up_of(usual), [group]).employer_dollars - spared
    )
    payroll = unit_payroll(unit)
    stipends_too = spared * (1 + Decimal(400_000) / payroll)  # stipends and longevity carry the average rate
    less = compensation_of(usual).total_dollars - compensation_of(unit).total_dollars
    assert round(less, 6) == round(stipends_too, 6)
    above = sum(fte * pay for fte, pay in pays if pay >= 60_000)
    assert next_dollar_rate(roll_up_of(unit), group) == Decimal("0.185") - rate * above / payroll


def test_each_class_of_school_staff_carries_its_own_roll_up():
    unit = employer(100)
    cost = roll_up_cost(roll_up_of(unit), paid_groups(unit))
    by_hand = sum(roll_up_cost(roll_up_of(unit), [group]).employer_dollars for group in paid_groups(unit))
    assert cost.employer_dollars == by_hand
    custodians = next(group for group in paid_groups(unit) if group.job_class == "Custodians")
    pay = custodians.totals()[Pay.SALARY]
    right = roll_up_cost(roll_up_of(unit), [custodians]).employer_dollars
    assert right == pay * D("0.2045")
    assert slips.rollup.one_class_for_all(roll_up_of(unit), pay, "Paraprofessionals") - pay < right


def test_the_unit_named_in_code_and_the_group_priced_cell_by_cell_agree():
    unit = employer(0)
    group = group_on(unit.schedule, unit.scattergram)
    low = Component("to the base", D("0.062"), ceiling_dollars=D(60_000))
    cut = roll_up_cost(RollUp((low,)), [group]).lines[0].charged_on_dollars
    one_by_one = [PaidGroup(fte, {Pay.SALARY: dollars}) for fte, dollars in group.cells]
    assert cut == roll_up_cost(RollUp((low,)), one_by_one).lines[0].charged_on_dollars
    assert cut == sum(fte * min(dollars, D(60_000)) for fte, dollars in group.cells)
    assert replace(group, cells=()).totals() == {Pay.SALARY: 0}
