"""Whose money each learner works on: a place for every number, and none that two learners share."""

import pytest

from bargaining.errors import FinanceError
from bargaining.finance.learner_places import (
    capacity_town,
    in_massachusetts,
    learner_district,
    town_number,
)

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


@pytest.mark.parametrize("number", [-1, 60, 99, 121])
def test_a_number_that_is_nobodys_is_refused(number):
    with pytest.raises(FinanceError, match="nobody's number"):
        in_massachusetts(number)
