"""School staff and nurses: the worked examples by hand, and forty invented units that hold together."""

import csv
from decimal import Decimal
from hashlib import sha256
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from bargaining.costing import slips
from bargaining.costing.convention import Convention, Order, Staffing
from bargaining.costing.employers import (
    NURSE_VARIANTS,
    STAFF_VARIANTS,
    TEACHER_VARIANTS,
    UnitKind,
    employer,
    kind_of,
)
from bargaining.costing.movement.standing_still import standing_still
from bargaining.costing.movement.steps import average_step, increment
from bargaining.costing.other_pay.longevity import longevity_cost
from bargaining.costing.raises.kinds import FlatRaise, OffSchedule, PercentRaise
from bargaining.costing.staffing import average_of_cells, average_salary, base_payroll
from bargaining.costing.units.cost import (
    cost_of_unit_year,
    unit_average,
    unit_fte,
    unit_payroll,
    unit_premium_pay,
    unit_standing_still,
)
from bargaining.costing.units.hourly import DailyPosts, ShiftPosts, hourly_class, hourly_schedule
from bargaining.costing.units.unit import BargainingUnit, ClassChange
from bargaining.errors import BargainingError, CostingError, StaffingError

STAFF, NURSES = employer(100), employer(200)
INVENTED = [employer(variant) for variant in (*STAFF_VARIANTS, *NURSE_VARIANTS)]
EVERY_INVENTED = [employer(variant) for variant in TEACHER_VARIANTS] + INVENTED
GOLDEN = Path(__file__).parent / "cases" / "invented_units.csv"
THREE_PERCENT = PercentRaise(Decimal("0.03"))

each_hourly = pytest.mark.parametrize(
    "unit", [STAFF, NURSES, *INVENTED], ids=lambda unit: f"{unit.variant}-{unit.name}"
)


def test_food_service_by_hand():
    """181 days; 4 x 3.5 h at 16.50, 3 x 3.5 at 17.00, 2 x 5 at 17.60, 6 x 6 at 18.40.

    181 x (14 x 16.50 + 10.5 x 17.00 + 10 x 17.60 + 36 x 18.40) = 181 x 1,247.90 = 225,869.90.
    Steps: 181 x (14 x 0.50 + 10.5 x 0.60 + 10 x 0.80) = 181 x 21.30 = 3,855.30.
    """
    food = STAFF.group("Food service")
    assert base_payroll(food.schedule, food.scattergram) == Decimal("225869.90")
    assert increment(food.schedule, food.scattergram) == Decimal("3855.30")
    assert food.people == 15
    assert food.benefit_people == 8  # 3.5 hours on five days are 17.5 a week
    assert round(food.fte, 4) == Decimal("10.0714")  # 70.5 hours a day of 7


def test_school_staff_add_up_over_their_classes():
    classes = [base_payroll(group.schedule, group.scattergram) for group in STAFF.groups]
    assert unit_payroll(STAFF) == sum(classes)
    assert unit_average(STAFF) == sum(classes) / unit_fte(STAFF)
    assert STAFF.facts.people == sum(group.people for group in STAFF.groups) == 89


def test_premium_pay_of_nurses_by_hand():
    """Dollars first, then shares of the average rate of all straight-time hours."""
    nurses = NURSES.group("Nurses")
    dollars = 42_000 * Decimal("2.75") + 51_000 * Decimal("4.50") + 38_000 * 3 + 17_520 * Decimal("2.25")
    average = base_payroll(nurses.schedule, nurses.scattergram) / nurses.scattergram.total_fte
    shares = (30_000 * Decimal("0.02") + 6_200 * Decimal("1.5")) * average
    assert round(unit_premium_pay(NURSES), 10) == round(dollars + shares, 10)
    still, year = cost_of_unit_year(NURSES), cost_of_unit_year(NURSES, THREE_PERCENT)
    moved = shares * still.by_group["Nurses"].payroll_dollars / still.base_dollars
    assert round(still.premium_dollars, 10) == round(moved - shares, 10)  # the average rises with the steps
    raised = year.premium_dollars - still.premium_dollars
    assert round(raised, 10) == round(Decimal("0.03") * moved, 10)  # dollars do not rise


def test_one_raise_for_each_group():
    year = cost_of_unit_year(STAFF, {"Custodians": FlatRaise(Decimal("0.50"))})
    custodians = STAFF.group("Custodians")
    movement = year.by_group["Custodians"]
    assert movement.raise_dollars == Decimal("0.50") * custodians.scattergram.total_fte
    assert year.by_group["Food service"].raise_dollars == 0
    with pytest.raises(CostingError, match="has no group Teachers to give a raise"):
        cost_of_unit_year(STAFF, {"Teachers": THREE_PERCENT})


def test_a_change_of_class_is_priced_where_people_would_have_been():
    """633.5 hours from food service, where step 3 would pay 17.60, to paraprofessionals at 17.00."""
    year = cost_of_unit_year(STAFF)
    assert year.class_changes_dollars == Decimal("633.5") * (Decimal("17.00") - Decimal("17.60"))
    lost = BargainingUnit(
        "Somewhere",
        STAFF.groups,
        UnitKind.SCHOOL_STAFF,
        (ClassChange(Decimal(100), "Nurses", "1", "Custodians", "1"),),
    )
    with pytest.raises(CostingError, match="There is no job class Nurses to change from or to"):
        cost_of_unit_year(lost)


@each_hourly
def test_the_lines_of_every_unit_add_up(unit):
    for order in Order:
        year = cost_of_unit_year(
            unit, THREE_PERCENT, Convention(order=order), OffSchedule(dollars=Decimal(1))
        )
        lines = sum(map(year.line, ("step_dollars", "lane_dollars", "raise_dollars", "off_schedule_dollars")))
        assert year.new_money_dollars == lines + year.premium_dollars + year.class_changes_dollars
        assert year.base_dollars == unit_payroll(unit)
    actual = cost_of_unit_year(unit, convention=Convention(staffing=Staffing.ACTUAL))
    net = sum(lines.net_dollars for lines in unit_standing_still(unit).values())
    assert actual.new_money_dollars == net + actual.class_changes_dollars + actual.premium_dollars


@each_hourly
def test_every_unit_hides_no_simple_mistake(unit):
    """Steps differ, hours differ, people are not spread evenly, and some may not join the health plan."""
    for group in unit.groups:
        lines = standing_still(group.schedule, group.scattergram, group.movement)
        assert lines.increment_dollars > 0
        assert lines.turnover_savings_dollars > 0 or not group.movement.leavers
        for lane in group.schedule.lanes:
            rates = [group.schedule.salary(step, lane) for step in group.schedule.steps]
            steps = [upper - lower for lower, upper in pairwise(rates)]
            assert min(steps) > 0
            assert len(set(steps)) > 1
        average = average_salary(group.schedule, group.scattergram)
        assert abs(average - average_of_cells(group.schedule)) > Decimal("0.01")
        assert group.benefit_people <= group.people
        assert group.fte < group.people


@each_hourly
def test_no_wrong_turn_with_movement_passes_for_the_right_one(unit):
    """In every class and group, each named mistake is outside the band of half points."""
    wrong = slips.movement
    for group in unit.groups:
        rates, hours, movement = group.schedule, group.scattergram, group.movement
        lines = standing_still(rates, hours, movement)
        leavers, hires = movement.leavers, movement.hires
        questions = {
            lines.increment_dollars: [
                wrong.everyone_moves(rates, hours),
                wrong.one_step_per_cell(rates),
            ],
            average_step(rates, hours): [
                wrong.average_step_over_everyone(rates, hours),
                wrong.average_step_over_stayers(rates, hours),
            ],
            lines.turnover_savings_dollars: [
                wrong.replacements_forgotten(rates, leavers),
                wrong.hires_moved_up(rates, leavers, hires),
                wrong.all_hires_at_bottom(rates, leavers, hires),
                wrong.plain_averages(rates, leavers, hires),
            ],
            lines.net_dollars: [
                wrong.turnover_added(lines),
                wrong.turnover_left_out(lines),
            ],
        }
        for right, mistakes in questions.items():
            for value in mistakes:
                assert abs(value - right) > abs(right) / 1000 + min(abs(right) / 1000, 1), group.name


@each_hourly
def test_the_facts_fit_the_people(unit):
    facts = unit.facts
    assert sum(facts.service.values()) == facts.people == sum(group.people for group in unit.groups)
    eligible = sum(group.benefit_people for group in unit.groups)
    assert sum(facts.enrolled_people.values()) + facts.opt_out_people <= eligible
    on_top = sum(
        posts.people
        for group in unit.groups
        for posts in group.posts
        if posts.step == group.schedule.top_step
    )
    assert 0 < sum(step.people for step in facts.longevity) <= on_top
    assert set(facts.rollup_percents) == {group.name for group in unit.groups}
    assert longevity_cost(facts.longevity) > 0
    assert unit.fictional


@pytest.mark.parametrize("variant", TEACHER_VARIANTS)
def test_the_facts_of_teachers_fit_the_people(variant):
    unit = employer(variant)
    facts = unit.facts
    assert unit.scattergram.total_fte < facts.people == sum(facts.service.values())
    assert sum(facts.enrolled_people.values()) + facts.opt_out_people < facts.people
    on_top = sum(-(-fte // 1) for (step, _), fte in unit.scattergram.fte.items() if step == "10")
    assert 0 < sum(step.people for step in facts.longevity) <= on_top
    assert facts.stipends_dollars % 100 == 0
    assert unit.groups[0].work_days == facts.work_days


def test_harbor_bend_has_the_facts_of_its_data_set():
    facts = employer(0).facts
    assert [(step.from_years, step.people) for step in facts.longevity] == [(15, 28), (20, 31)]
    assert longevity_cost(facts.longevity) == 90_000
    assert (facts.people, facts.opt_out_people, facts.work_days) == (159, 15, 184)
    assert sum(facts.rollup_percents["Teachers"].values()) == Decimal("18.5")


def test_no_two_units_share_a_name_or_a_payroll():
    assert len({unit.name for unit in [STAFF, NURSES, *INVENTED]}) == 42
    for kind in (UnitKind.SCHOOL_STAFF, UnitKind.NURSES):
        payrolls = sorted(unit_payroll(unit) for unit in [STAFF, NURSES, *INVENTED] if unit.kind is kind)
        for lower, upper in combinations(payrolls, 2):
            assert upper - lower > upper / 1000 + 1


def fingerprint(unit):
    """What a learner's answers rest on: rates, people or hours, movement and facts."""
    return sha256(
        repr([unit.facts, *((g.schedule, g.scattergram, g.movement) for g in unit.groups)]).encode()
    ).hexdigest()[:16]


def test_the_invented_units_are_the_ones_that_learners_have(tmp_path):
    now = [
        [
            str(u.variant),
            u.name,
            str(len(u.groups)),
            f"{unit_payroll(u):.2f}",
            f"{u.facts.people}",
            fingerprint(u),
        ]
        for u in EVERY_INVENTED
    ]
    columns = ["variant", "name", "groups", "payroll_dollars", "people", "fingerprint"]
    with (tmp_path / GOLDEN.name).open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows([columns, *now])
    kept = list(csv.reader(GOLDEN.read_text(encoding="utf-8").splitlines()))
    assert kept == [columns, *now], f"if this change is meant, copy {tmp_path / GOLDEN.name} over {GOLDEN}"


@pytest.mark.parametrize("variant", [-1, 61, 99, 121, 221, True, "100", None])
def test_a_number_that_is_nobodys_is_refused(variant):
    with pytest.raises(BargainingError, match="There is no employer with the number"):
        kind_of(variant)
    with pytest.raises(BargainingError, match="There is no employer with the number"):
        employer(variant)


def test_what_is_no_group_is_refused_in_a_sentence():
    with pytest.raises(StaffingError, match="25 paid hours a day at step 1 cannot be; a day has 24"):
        DailyPosts(Decimal(1), "1", Decimal(25))
    with pytest.raises(StaffingError, match=r"9000 paid hours a year at step 1 cannot be; a year has 8,784"):
        ShiftPosts(Decimal(1), "1", "RN", Decimal(9_000))
    one = (DailyPosts(Decimal(1), "7", Decimal(6)),)
    with pytest.raises(StaffingError, match="The schedule has no step 7; its steps are 1"):
        hourly_class("Aides", {"1": Decimal(15)}, Decimal(180), Decimal(7), one)
    with pytest.raises(StaffingError, match="paid 0 times a year"):
        hourly_class("Aides", {"7": Decimal(15)}, Decimal(180), Decimal(7), one, pays_per_year=0)
    with pytest.raises(StaffingError, match="has no group of people"):
        BargainingUnit("Nobody", (), UnitKind.NURSES)
    with pytest.raises(StaffingError, match="has no group Cooks; it has Paraprofessionals, Custodians"):
        STAFF.group("Cooks")
    assert hourly_schedule({"1": Decimal("15.25")}, "Aides").top_step == "1"
