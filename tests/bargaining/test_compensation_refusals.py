"""What is refused in pay, health, time and comparisons, and that the message says it in the trade's words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bargaining.costing import slips
from bargaining.costing.amounts import fraction, percent_of, whole_number
from bargaining.costing.compensation.comparables import (
    career_earnings,
    cells_compared,
    position_in_range_percent,
    rank,
)
from bargaining.costing.compensation.eligibility import is_eligible
from bargaining.costing.compensation.health import EmployerPart, HealthPlan, Tier
from bargaining.costing.compensation.health_change import opt_out_change, renewal_range
from bargaining.costing.compensation.of_employer import health_plan, roll_up_of
from bargaining.costing.compensation.pay_slip import PaySlip, pay_slip_change, pay_slip_sheet
from bargaining.costing.compensation.present_value import Paid, present_value
from bargaining.costing.compensation.real_wages import inflation_rate, real_by_year
from bargaining.costing.compensation.rollup import (
    REGULAR_PAY,
    Component,
    Pay,
    RollUp,
    rollup_from_percents,
    social_security,
)
from bargaining.costing.compensation.rollup_cost import PaidGroup, roll_up_cost
from bargaining.costing.compensation.total_compensation import Kind, Line, TotalCompensation
from bargaining.costing.employers import employer, teachers_unit
from bargaining.costing.units.group import Salaried
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.costing.worktime.premium_pay import premium_of
from bargaining.costing.worktime.rates import daily_rate
from bargaining.costing.worktime.retirement_incentive import incentive_saving
from bargaining.costing.worktime.staffing_needs import sections_needed
from bargaining.errors import (
    BargainingError,
    ComparisonError,
    CompensationError,
    ParameterError,
    WorktimeError,
)

D = Decimal
PLAN = HealthPlan((Tier("single", D(10_000), D(5)), Tier("family", D(30_000), D(2))), EmployerPart(D("0.8")))
BY_CLASS = RollUp((Component("teachers' fund", D("0.1"), REGULAR_PAY, frozenset({"teachers"})),))
TWICE = Component("Medicare", D("0.0145"))
TEACHERS = teachers_unit()


def with_wage_base(component, dollars):
    unit = employer(0)
    return replace(unit, facts=replace(unit.facts, wage_base_dollars={component: D(dollars)}))


BARE = BargainingUnit(
    "Fogport", (Salaried("Teachers", TEACHERS.schedule, TEACHERS.scattergram),), UnitKind.TEACHERS
)

REFUSALS = [
    (lambda: fraction(6.2, "the rate"), BargainingError, "6.2 is a float, for the rate"),
    (lambda: whole_number(D("1.5"), "the pays in a year"), BargainingError, "is not a whole number"),
    (lambda: percent_of(D(1), D(0), "the salary base"), BargainingError, "for the salary base"),
    (
        lambda: Component("pension", D(10)),
        CompensationError,
        "the rate of pension; write a percent as a fraction",
    ),
    (
        lambda: Component("Medicare", D("0.0145"), frozenset({"health"})),
        CompensationError,
        "Health premiums are not pay and carry no roll-up",
    ),
    (lambda: Component("pension", D(0), frozenset()), CompensationError, "charged on nothing"),
    (lambda: Component("FICA", D(0), ceiling_dollars=D(0)), CompensationError, "the wage base of FICA"),
    (lambda: RollUp(()), CompensationError, "ask the employer for its rates"),
    (lambda: RollUp((TWICE, TWICE)), CompensationError, "Medicare stands twice in the roll-up"),
    (lambda: BY_CLASS.rate(), CompensationError, "say which class is meant"),
    (
        lambda: rollup_from_percents({"pension": D(10)}, ["pensions"]),
        CompensationError,
        "There is no component pensions; there are: pension",
    ),
    (lambda: social_security(date(1950, 1, 1)), ParameterError, "1950-01-01 is not covered"),
    (lambda: PaidGroup(D(1), {"health": D(1)}), CompensationError, "health premiums never do"),
    (lambda: PaidGroup(D(-1), {Pay.SALARY: D(1)}), CompensationError, "-1 is below 0, for the people"),
    (
        lambda: roll_up_cost(RollUp((TWICE,)), []).sentence,
        BargainingError,
        "0 is not above 0, for the pay of this unit",
    ),
    (lambda: HealthPlan((), EmployerPart()), CompensationError, "There is no tier in the health plan"),
    (
        lambda: HealthPlan((PLAN.tiers[0],) * 2, EmployerPart()),
        CompensationError,
        "The tier single stands twice",
    ),
    (
        lambda: PLAN.member_pays("couple"),
        CompensationError,
        "There is no tier couple in the health plan; there are: single, family",
    ),
    (
        lambda: HealthPlan(PLAN.tiers, EmployerPart(cap_dollars={"couple": D(1)})),
        CompensationError,
        "There is no tier couple",
    ),
    (lambda: EmployerPart(D(80)), CompensationError, "80 % as 0.80"),
    (lambda: renewal_range(PLAN, D("0.1"), D(0), D(0)), CompensationError, "is not in order"),
    (
        lambda: opt_out_change(PLAN, D(0), D(0), D(1), {"family": D(3)}),
        CompensationError,
        "3 people cannot leave the family tier; 2 are in it",
    ),
    (lambda: is_eligible(D(20), D(0)), CompensationError, "the hours for benefits"),
    (lambda: PaySlip(D(1), D(1), 0), CompensationError, "the pays in a year"),
    (
        lambda: pay_slip_change(PaySlip(D(1), D(1), 20), PaySlip(D(1), D(1), 26)),
        CompensationError,
        "20 pays before and 26 after",
    ),
    (
        lambda: pay_slip_sheet({"1": D(1)}, {"2": D(1)}, {}, {}, {}, 20),
        CompensationError,
        "The step 1 is on one side only",
    ),
    (lambda: present_value([D(1)], D(-1), Paid.YEAR_END), CompensationError, "A discount rate of -1"),
    (lambda: inflation_rate(D(0), D(1)), ComparisonError, "the price index then"),
    (
        lambda: real_by_year({2021: D(1)}, {2020: D(1)}, 2020),
        ComparisonError,
        "There is no price index for 2021; it has 2020 to 2020",
    ),
    (lambda: rank(D(1), {}), ComparisonError, "nobody to compare with"),
    (lambda: position_in_range_percent(D(1), D(2), D(2)), ComparisonError, "the width of the range"),
    (lambda: career_earnings([], 5), ComparisonError, "no salary on this lane"),
    (
        lambda: cells_compared({"maximum": D(1)}, {"Elm": {"B step 1": D(1)}}),
        ComparisonError,
        "No other district has a salary at maximum",
    ),
    (
        lambda: TotalCompensation((Line("health", D(1), Kind.BENEFIT),) * 2, D(1)),
        CompensationError,
        "The line health stands twice",
    ),
    (lambda: TotalCompensation((), D(0)), CompensationError, "the FTE of the unit"),
    (
        lambda: health_plan(BARE),
        CompensationError,
        "The health plan and the roll-up of Fogport are not known",
    ),
    (lambda: roll_up_of(employer(0), ["gym"]), CompensationError, "There is no component gym"),
    (lambda: roll_up_of(with_wage_base("gym", 100)), CompensationError, "There is no component gym"),
    (
        lambda: roll_up_of(with_wage_base("Medicare", 0)),
        CompensationError,
        "0 is not above 0, for the wage base of Medicare",
    ),
    (lambda: daily_rate(D(1), D(0)), WorktimeError, "the work year in days"),
    (lambda: sections_needed(D(1), D(0)), WorktimeError, "the class size"),
    (lambda: incentive_saving([], [], D(0)), WorktimeError, "Say how long the person would otherwise"),
    (
        lambda: incentive_saving([D(1)], [], D(0)),
        WorktimeError,
        "1 years for who leaves and 0 for the newcomer",
    ),
    (lambda: premium_of(D(1), D(1), D("0.5")), WorktimeError, "are paid less than others"),
    (
        lambda: slips.rollup.component_left_out_percent(RollUp((TWICE,)), "pension"),
        CompensationError,
        "There is no component pension in the roll-up; there are: Medicare",
    ),
    (
        lambda: slips.making_the_case.one_of_the_middle_two(D(1), {"Elm": D(1)}, upper=True),
        ComparisonError,
        "Only an even number",
    ),
    (lambda: slips.making_the_case.percents_divided(D(1), D(0)), ComparisonError, "Prices did not change"),
]


@pytest.mark.parametrize(("refused", "error", "message"), REFUSALS, ids=[row[2] for row in REFUSALS])
def test_what_cannot_be_priced_is_refused_in_words(refused, error, message):
    with pytest.raises(error) as raised:
        refused()
    assert message in str(raised.value)
    assert str(raised.value)[-1] in ".;"
