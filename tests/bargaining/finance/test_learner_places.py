"""Whose money each learner works on: a place for every number, and none that two learners share."""

from decimal import Decimal

import pytest

from bargaining.errors import FinanceError
from bargaining.finance.learner_places import (
    capacity_town,
    in_massachusetts,
    learner_district,
    learner_money,
    learner_plan,
    town_number,
)
from bargaining.finance.practice_plans import published_premiums, published_shares
from bargaining.finance.town_years import general_fund_town_years

TOWNS, DISTRICTS = range(1, 60), range(101, 121)
LEARNERS = [*TOWNS, *DISTRICTS]


def test_no_two_learners_have_the_same_levy_or_the_same_last_year_of_a_district():
    assert len({capacity_town(learner)[0] for learner in LEARNERS}) == len(LEARNERS)
    last_years = {(learner_district(one).name, learner_district(one).last.fiscal_year) for one in LEARNERS}
    assert len(last_years) == len(LEARNERS)


def test_the_two_kinds_share_their_worked_example_and_meet_on_a_town_last():
    assert capacity_town(0) == capacity_town(100)
    assert (town_number(0), town_number(100)) == (0, 0)
    assert [town_number(one) for one in DISTRICTS] == list(range(59, 39, -1))


@pytest.mark.parametrize("learner", LEARNERS)
def test_each_levy_leaves_room_of_both_kinds_and_has_exclusions(learner):
    _, levy = capacity_town(learner)
    assert min(levy.capacity.excess_dollars, levy.capacity.override_dollars) > 10_000
    assert levy.capacity.exclusions_dollars > 10_000


def test_each_district_has_five_years_at_least():
    assert min(len(learner_district(one).years) for one in LEARNERS) == 5


def test_nobody_shares_the_last_year_of_her_money_or_her_worker_and_his_pay():
    money = {(place.name, place.last.fiscal_year) for place in map(learner_money, LEARNERS)}
    plans = {(plan.payer, plan.points, plan.worker, plan.pay_dollars) for plan in map(learner_plan, LEARNERS)}
    assert len(money) == len(plans) == len(LEARNERS)


@pytest.mark.parametrize("learner", [0, 100, *LEARNERS])
def test_six_years_of_money_with_the_same_names_and_nothing_below_zero(learner):
    place = learner_money(learner)
    assert place.fictional is not in_massachusetts(learner)
    first = place.first.fiscal_year
    assert [year.fiscal_year for year in place.years] == list(range(first, first + len(place.years)))
    for year in place.years:
        assert (list(year.sources), list(year.spending)) == (
            list(place.last.sources),
            list(place.last.spending),
        )
        assert min(*year.sources.values(), *year.one_time.values(), *year.spending.values()) >= 0
        assert 0 < year.charges_dollars < year.aid_dollars
        assert next(iter(year.sources)) == place.local


def test_a_towns_money_adds_up_to_what_the_state_published():
    years = general_fund_town_years(town_number(7))
    for year, shown in zip(years, learner_money(7).years, strict=True):
        assert (shown.revenue_dollars, shown.spending_dollars) == (
            year.revenue_dollars,
            year.spending_dollars,
        )


def test_a_town_has_the_published_premium_and_a_district_its_own():
    premiums = dict(published_premiums()[1])
    for learner in LEARNERS:
        plan = learner_plan(learner)
        assert (plan.monthly_dollars == premiums[2026]) is in_massachusetts(learner)
        assert plan.employer_percent == published_shares().get(plan.payer, plan.employer_percent)
        assert plan.employer_percent > plan.points


def test_the_answer_of_a_worked_case_is_nobodys():
    """Case F178 of tests/…/cases splits this premium at 83 percent."""
    assert Decimal(83) not in {
        learner_plan(one).employer_percent for one in LEARNERS if in_massachusetts(one)
    }


@pytest.mark.parametrize("number", [-1, 60, 99, 121])
def test_a_number_that_is_nobodys_is_refused(number):
    with pytest.raises(FinanceError, match="nobody's number"):
        in_massachusetts(number)
