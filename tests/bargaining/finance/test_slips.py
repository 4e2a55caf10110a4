"""The wrong turns: each gives another number than the right way, and both are worked out by hand."""

from decimal import Decimal

import pytest

from bargaining.finance import levy, slips
from bargaining.finance.chapter70.budget import foundation_budget
from bargaining.finance.chapter70.enrollment import Enrollment
from bargaining.finance.chapter70.parameters import parameters
from bargaining.finance.chapter70.rates import foundation_rates
from bargaining.finance.growth import change_percent, yearly_growth_percent
from bargaining.finance.health_law import premium_split

PUPILS = Enrollment({"pk": Decimal(40), "k_half": Decimal(10), "el": Decimal(200), "li_6": Decimal(60)})
YEAR = parameters(2026)


def d(*numbers):
    return [Decimal(number) for number in numbers]


@pytest.mark.parametrize(
    ("name", "wrong", "right", "by_hand"),
    [
        ("half days as whole pupils", slips.half_days_as_whole_pupils(PUPILS), 225, 250),
        ("increments as pupils", slips.increments_as_pupils(PUPILS), PUPILS.foundation_enrollment, 285),
        (
            "minimum aid although foundation aid is larger",  # 1,000 + 150 × 2, while foundation aid is 1,500
            slips.minimum_aid_instead_of_the_larger(*d(1000, 2), YEAR),
            1500,
            1300,
        ),
        ("both kinds of aid", slips.both_kinds_of_aid(*d(1500, 2), YEAR), 1500, 1800),
        (
            "the levy as base",
            slips.limit_from_levy(*d(900, 10)),
            levy.levy_limit(*d(1000, 10)).limit_dollars,
            933,
        ),
        ("growth forgotten", slips.growth_forgotten(Decimal(1000)), 1035, 1025),
        ("growth raised too", slips.growth_raised_too(*d(1000, 200)), 1225, 1230),
        ("exclusion in the base", slips.exclusion_in_the_base(*d(1000, 200, 0)), 1025, 1230),
        ("unused capacity added", slips.unused_capacity_added(*d(1000, 900)), 1025, 1125),
        ("rate as a percent", slips.bill_without_thousand(*d(500_000, 10)), 5000, 50_000),
        ("the whole change by years", slips.mean_of_the_whole_change(*d(100, 121), 2), 10, Decimal("10.5")),
        ("index points", slips.index_points_as_percent(*d(200, 210)), change_percent(*d(200, 210)), 10),
        ("prices subtracted", slips.prices_subtracted(*d(2, 8)), Decimal("-5.56"), -6),
        ("restricted money counted", slips.restricted_counted(*d(100, 40)), 100, 140),
        ("one-time money counted", slips.one_time_counted(*d(300, 400, 200)), 75, 50),
        ("by all revenue", slips.proposal_by_all_revenue(*d(300, 10_000)), 75, 3),
        ("percent for months", slips.months_as_percent(*d(200, 1200)), 2, Decimal(100) / 6),
        ("a month for a year", slips.monthly_for_annual(*d(1000, 80)), 9600, 800),
        (
            "shares swapped",
            slips.shares_swapped(*d(12_000, 80)),
            premium_split(*d(1000, 80)).employee_dollars,
            9600,
        ),
    ],
)
def test_a_slip_gives_its_own_number(name, wrong, right, by_hand):
    assert round(wrong, 6) == round(Decimal(by_hand), 6), name
    assert wrong != right, name


def test_the_wage_factor_on_everything_is_too_much():
    rates = foundation_rates(2025)
    with_factor = foundation_budget(PUPILS, rates, Decimal("1.1"))
    wrong = slips.wage_factor_on_everything(with_factor, foundation_budget(PUPILS, rates))
    assert wrong > with_factor.total_dollars


def test_counting_fence_posts_makes_growth_slower():
    """From 100 to 121 in two steps is 10 %; as three it is 6.56 %."""
    assert round(yearly_growth_percent(*d(100, 121), 2), 6) == 10
    assert round(slips.years_counted_by_the_fence_posts(*d(100, 121), 2), 2) == Decimal("6.56")
