"""The real town-years of learners: enough of them, all different, none with an answer in a case file."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from bargaining.errors import FinanceError
from bargaining.finance.chapter70.agreement import aid_of, contribution_of
from bargaining.finance.chapter70.regional import apportioned
from bargaining.finance.general_fund import general_fund, towns_with_a_general_fund
from bargaining.finance.levy import levy_limit
from bargaining.finance.town_years import (
    IN_CASES,
    VARIANTS,
    contribution_town_year,
    district_town_year,
    levy_town_year,
)

KINDS = {
    "required_local_contribution": "contribution",
    "levy_limit": "levy",
    "chapter70_aid": "district",
    "net_school_spending": "district",
}


def test_no_learner_gets_a_town_year_of_a_case_file():
    in_files = {"contribution": set(), "levy": set(), "district": set()}
    for file in (Path(__file__).parent / "cases").glob("*.toml"):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            if case["type"] in KINDS and "projection" not in case["name"]:
                name = case["name"].removesuffix(" (override)")
                in_files[KINDS[case["type"]]].add(f"{name} {case['fiscal_year']}")
    assert in_files == IN_CASES


def test_every_learner_has_another_town_year_of_each_kind():
    levies = {(place.municipality, place.fiscal_year) for place in map(levy_town_year, VARIANTS)}
    districts = {(place.lea, place.fiscal_year) for place, _ in map(district_town_year, VARIANTS)}
    towns = {(place.municipality, place.fiscal_year) for place, _ in map(contribution_town_year, VARIANTS)}
    assert len(levies) == len(districts) == len(towns) == len(VARIANTS) == 60


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_formula_gives_what_was_published_for_every_learner(variant):
    levy = levy_town_year(variant)
    got = levy_limit(levy.prior_limit_dollars, levy.new_growth_dollars, levy.override_dollars)
    assert abs(got.limit_dollars - levy.limit_dollars) <= 1
    place, prior = contribution_town_year(variant)
    required = contribution_of(place, prior)[1].required_dollars
    assert abs(required - place.required_contribution_dollars) <= 1
    school, before = district_town_year(variant)
    assert abs(aid_of(school, before).aid_dollars - school.aid_dollars) <= 1


def test_learners_see_every_branch_of_the_contribution():
    branches = {contribution_of(*contribution_town_year(variant))[1].branch.name for variant in VARIANTS}
    assert len(branches) == 5


def test_a_number_that_is_no_variant_is_refused():
    with pytest.raises(FinanceError, match="no practice town number 60; the numbers run from 0 to 59"):
        levy_town_year(60)


# A region's members, and general funds


def test_the_parts_of_a_contribution_are_the_whole():
    """1,000 by 1 : 1 : 1 is 333 each, and the dollar that is left goes to the first of the largest."""
    parts = apportioned(Decimal(1000), {"town": Decimal(5), "region": Decimal(5), "trade": Decimal(5)})
    assert parts == {"town": 334, "region": 333, "trade": 333}


def test_a_region_without_any_budget_is_refused():
    with pytest.raises(FinanceError, match="0 is not above zero, for the foundation budgets together"):
        apportioned(Decimal(1000), {})


@pytest.mark.parametrize("town", towns_with_a_general_fund())
def test_every_general_fund_has_its_years_in_order(town):
    years = general_fund(town)
    assert [year.fiscal_year for year in years] == list(range(2002, 2025 if town == "Marblehead" else 2026))
    assert all(0 < year.recurring_revenue_dollars <= year.revenue_dollars + 200_000 for year in years)
