"""Health law, prices, comparables, growth; and every one of the 351 municipalities."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.errors import FinanceError
from bargaining.finance import comparables, slips
from bargaining.finance.growth import (
    change_percent,
    largest_grower,
    mix_percent,
    yearly_growth_percent,
)
from bargaining.finance.health_law import (
    Change,
    break_even_raise_percent,
    mitigation_cap,
    premium_split,
    process_for,
    shift_cost,
)
from bargaining.finance.municipality import municipality, municipality_names
from bargaining.finance.real_wages import (
    annual_index,
    in_dollars_of,
    index_of,
    inflation_percent,
    real_change_percent,
)

percents = st.decimals(min_value=0, max_value=100, places=2)


# Municipalities


@pytest.mark.parametrize("name", municipality_names())
def test_each_of_the_351_opens_and_says_what_is_missing(name):
    place = municipality(name)
    assert place.name == name
    assert place.profile.population > 0
    assert (place.levy is None) == any("levy limit" in sentence for sentence in place.missing)
    assert bool(place.districts) != any(
        "school district of its own" in sentence for sentence in place.missing
    )
    assert [year.fiscal_year for year in place.districts] == sorted(
        year.fiscal_year for year in place.districts
    )


def test_most_have_a_levy_and_a_district_and_few_have_the_rest():
    places = list(map(municipality, municipality_names()))
    assert sum(place.levy is not None for place in places) == 350
    assert sum(bool(place.districts) for place in places) == 321
    assert sum(bool(place.contributions) for place in places) == 18
    assert sum(bool(place.general_fund) for place in places) == 17
    assert sum(place.profile.free_cash_dollars is None for place in places) == 2


def test_the_two_agencies_number_towns_differently_and_names_decide():
    place = municipality("East Longmeadow")  # 85 to the one, 87 to the other
    assert (place.dor_code, place.districts[-1].lea) == ("085", 87)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Marblehed", 'There is no municipality "Marblehed" here; do you mean Marblehead or'),
        ("Gotham", 'There is no municipality "Gotham" here; do you mean'),
        ("Zzz", 'There is no municipality "Zzz" here; check how it is spelled.'),
        ("", 'There is no municipality "" here; check how it is spelled.'),
    ],
)
def test_an_unknown_town_is_answered_with_the_nearest_names(name, sentence):
    with pytest.raises(FinanceError) as refused:
        municipality(name)
    assert str(refused.value).startswith(sentence)


def test_a_year_that_is_not_covered_says_which_are():
    with pytest.raises(
        FinanceError, match="Boston has no Chapter 70 figures of FY2031; there are those of FY2012 to"
    ):
        municipality("boston").district_of(2031)
    with pytest.raises(FinanceError, match="Alford has no school district of its own"):
        municipality("Alford").district_of(2025)


# Health insurance law


@pytest.mark.parametrize(
    ("change", "facts", "section", "bargained"),
    [
        (Change.SPLIT, {}, "ordinary bargaining", True),
        (Change.SPLIT, {"adopted_section_21": True}, "ordinary bargaining", True),
        (Change.SPLIT, {"coalition_agreement": True}, "19", True),
        (Change.PLAN_DESIGN, {}, "ordinary bargaining", True),
        (Change.PLAN_DESIGN, {"adopted_section_21": True}, "21 and 22", False),
        (
            Change.PLAN_DESIGN,
            {"adopted_section_21": True, "within_benchmark": False},
            "ordinary bargaining",
            True,
        ),
        (Change.PLAN_DESIGN, {"coalition_agreement": True}, "19", True),
        (Change.TRANSFER, {}, "ordinary bargaining", True),
        (
            Change.TRANSFER,
            {"adopted_section_21": True, "savings_above_design_percent": Decimal(5)},
            "21 and 23",
            False,
        ),
        (
            Change.TRANSFER,
            {"adopted_section_21": True, "savings_above_design_percent": Decimal("4.9")},
            "ordinary bargaining",
            True,
        ),
        (Change.TRANSFER, {"coalition_agreement": True}, "19", True),
    ],
)
def test_which_process_applies(change, facts, section, bargained):
    got = process_for(change, **facts)
    assert (got.section, got.bargained) == (section, bargained)
    assert "verify" in got.confidence
    assert got.why.endswith(".")


@given(st.decimals(min_value=0, max_value=5000, places=2), percents)
def test_the_two_shares_are_the_premium(monthly, share):
    got = premium_split(monthly, share)
    assert got.employer_dollars + got.employee_dollars == got.annual_dollars == 12 * monthly


def test_three_points_of_a_family_plan_against_a_raise():
    """3 % of 38,562 is 1,156.86, which is 1.28 % of 90,696."""
    assert shift_cost(Decimal(38_562), Decimal(3)) == Decimal("1156.86")
    got = break_even_raise_percent(Decimal(38_562), Decimal(3), Decimal(90_696))
    assert round(got, 2) == Decimal("1.28")
    assert mitigation_cap(Decimal(1_000_000)) == 250_000
    assert slips.shares_swapped(Decimal(1000), Decimal(75)) == 750


# Prices and growth


def test_pay_in_dollars_of_another_month_and_back():
    there = in_dollars_of(Decimal(50_000), "2020-06", "2024-06")
    assert round(in_dollars_of(there, "2024-06", "2020-06"), 6) == 50_000
    assert inflation_percent("2024-06", "2024-06") == 0


@given(st.decimals(min_value=-20, max_value=40, places=2))
def test_a_raise_as_high_as_prices_is_worth_nothing(prices):
    assert round(real_change_percent(prices, prices), 20) == 0


def test_a_real_raise_is_not_a_subtraction():
    assert round(real_change_percent(Decimal(10), Decimal(25)), 2) == Decimal("-12.00")
    assert slips.prices_subtracted(Decimal(10), Decimal(25)) == -15


def test_growth_compounds():
    assert round(yearly_growth_percent(Decimal(100), Decimal(121), 2), 10) == 10
    assert slips.mean_of_the_whole_change(Decimal(100), Decimal(121), 2) == Decimal("10.50")
    assert sum(mix_percent({"a": Decimal(1), "b": Decimal(2), "c": Decimal(5)}).values()) == 100
    assert change_percent(Decimal(80), Decimal(60)) == -25


def test_comparables_are_read_by_name():
    assert len(comparables.average_salaries(2024)) == 8
    assert len(comparables.spending_per_pupil(2017)) == 323
    assert len(comparables.spending_per_pupil(2017, "guidance_counseling_testing")) == 321
    assert len(comparables.education_share_percent(2025)) == 16  # one town had not filed
    assert len(comparables.state_salaries("2021-22")) == 52


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (
            lambda: index_of("2025-10"),
            'no price index of "2025-10"; months run from 2000-01 to 2026-05. It was not',
        ),
        (lambda: index_of("1999-12"), 'There is no price index of "1999-12"; months run from 2000-01'),
        (lambda: index_of("June"), 'There is no price index of "June"'),
        (lambda: annual_index(2025), "2025 has 11 of 12 months in the price index, so it has no annual mean"),
        (lambda: premium_split(Decimal(100), Decimal(120)), "120 percent is more than the whole premium"),
        (lambda: yearly_growth_percent(Decimal(1), Decimal(2), 0), "Growth over 0 years cannot be told"),
        (lambda: change_percent(Decimal(0), Decimal(2)), "0 is not above zero, for the earlier amount"),
        (lambda: mix_percent({}), "0 is not above zero, for the sum of the amounts"),
        (lambda: largest_grower({"a": Decimal(1)}, {}), "The two years do not name the same sources"),
        (
            lambda: comparables.average_salaries(2023),
            "There are no such figures of FY2023; there are those of FY2024",
        ),
        (
            lambda: comparables.spending_per_pupil(2017, "heating"),
            "Spending per pupil has no 'heating'; it has",
        ),
        (
            lambda: comparables.state_salaries("2022-23"),
            "There are no salaries by state of 2022-23; there are 1969",
        ),
    ],
)
def test_bad_input_is_answered_with_a_sentence(ask, sentence):
    with pytest.raises(FinanceError) as refused:
        ask()
    assert sentence in str(refused.value)
