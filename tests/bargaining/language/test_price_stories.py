"""Priced clauses: the worked example by hand, and readings that differ in every variant."""

from decimal import Decimal
from itertools import combinations

import pytest

from bargaining.language.price_stories import (
    TOLD_APART,
    applicants,
    overage_story,
    premium_story,
    raise_story,
    retro_story,
    telling_applicants,
)
from bargaining.language.readings import exposed
from bargaining.language.sick_bank import may_join

VARIANTS = range(41)
STORIES = [raise_story, premium_story, retro_story, overage_story]

# Worked out by hand from what the worked example shows.
BY_HAND = [
    # (14 x 68,900 + 7 x 71,050 + 3 x 73,200 + 13 x 75,350) x 1.02
    (raise_story, "step-then-percent", "2714322"),
    # 14 x 66,750 + 7 x 68,900 + 3 x 71,050 + 13 x 73,200 = 2,581,550, times 1.02, and 37 steps of 2,150
    (raise_story, "percent-then-step", "2712731"),
    # (57 x 2,400 + 58 x 2,900) x 25 percent x 12
    (premium_story, "own-plan", "915000"),
    # (57 x 2,140 + 58 x 2,840) x 25 percent x 12
    (premium_story, "at-signing", "860100"),
    # 64,800 and 69,600 for a year, 57,600 for 8 months, 43,200 for 2 months, times 4 percent
    (retro_story, "everybody", "7200"),
    (retro_story, "still-there", "5376"),
    # December: 16 School Days, 1 student over; January: 17 School Days, 4 over; times 12 dollars
    (overage_story, "as-written", "1008"),
]


@pytest.mark.parametrize(("story", "reading", "dollars"), BY_HAND)
def test_the_worked_example_is_what_a_hand_works_out(story, reading, dollars):
    assert story(0).costs[reading] == Decimal(dollars)


@pytest.mark.parametrize("story", STORIES)
def test_in_every_variant_the_readings_lie_dollars_apart(story):
    for variant in VARIANTS:
        costs = story(variant).costs.values()
        assert min(abs(one - other) for one, other in combinations(costs, 2)) > 5


@pytest.mark.parametrize("story", STORIES)
def test_two_learners_seldom_share_a_price(story):
    assert len({tuple(story(variant).costs.values()) for variant in VARIANTS}) > 0.8 * len(VARIANTS)


@pytest.mark.parametrize("variant", VARIANTS)
def test_half_of_the_applicants_may_join_and_none_is_there_twice(variant):
    eight = applicants(variant)
    assert [may_join(one.case) for one in eight].count(True) == 4
    assert len({one.name for one in eight}) == len({tuple(one.case.items()) for one in eight}) == 8


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_telling_applicant_shows_her_misreading_and_no_other(variant):
    for one, name in telling_applicants(variant):
        assert exposed([one.case], may_join, TOLD_APART) == (name,)
