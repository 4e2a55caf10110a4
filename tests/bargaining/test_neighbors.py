"""The fictional neighbors and accounts, and the slips of a swap: by hand, and on everybody."""

from decimal import Decimal

import pytest

from bargaining.costing import slips
from bargaining.costing.compensation.comparables import rank, to_median_dollars
from bargaining.costing.employers import NURSE_VARIANTS, STAFF_VARIANTS, TEACHER_VARIANTS, employer
from bargaining.costing.employers.neighbors import accounts_of, places_compared
from bargaining.costing.years.path import payroll_path

EVERYBODY = [0, *TEACHER_VARIANTS, 100, *STAFF_VARIANTS, 200, *NURSE_VARIANTS]


def ranks(variant: int) -> list[int]:
    places = places_compared(employer(variant)).values()
    return [rank(place.own_dollars, place.others_dollars).place for place in places]


@pytest.mark.parametrize(("variant", "by_hand"), [(0, [6, 5, 6]), (100, [5, 5, 7]), (200, [5, 6, 7])])
def test_the_worked_examples_rank_as_counted_by_hand(variant: int, by_hand: list[int]) -> None:
    assert ranks(variant) == by_hand


def test_harbor_bend_is_1200_dollars_below_the_middle_of_the_maxima() -> None:
    top = places_compared(employer(0))["top"]
    assert to_median_dollars(top.own_dollars, top.others_dollars) == (79_500 + 80_700) / 2 - 78_900


@pytest.mark.parametrize("variant", EVERYBODY)
def test_everybody_has_eight_neighbors_none_tied_and_a_top_below_their_middle(variant: int) -> None:
    for place in places_compared(employer(variant)).values():
        assert len(place.others_dollars) == 8
        assert not rank(place.own_dollars, place.others_dollars).tied_with
    assert to_median_dollars(place.own_dollars, place.others_dollars) > 0


@pytest.mark.parametrize("variant", EVERYBODY)
def test_accounts_grow_balance_and_keep_some_reserves(variant: int) -> None:
    accounts = accounts_of(employer(variant))
    assert accounts.growth_dollars > 0
    assert accounts.spending_dollars < accounts.revenue_dollars
    assert 0 < accounts.free_reserves_dollars < accounts.all_reserves_dollars < accounts.spending_dollars


def test_ranks_and_growth_differ_from_learner_to_learner() -> None:
    assert len({tuple(ranks(variant)) for variant in TEACHER_VARIANTS}) > 20
    assert len({accounts_of(employer(variant)).growth_dollars for variant in TEACHER_VARIANTS}) > 30


def test_slips_of_a_swap_by_hand() -> None:
    # A base of 1,000,000; raises of 3 and 5 percent, the first cut by a point for 20,000 paid once.
    base, paid = Decimal(1_000_000), Decimal(20_000)
    before = payroll_path(base, [Decimal("0.03"), Decimal("0.05")])
    after = payroll_path(base, [Decimal("0.02"), Decimal("0.05")], once_dollars=[paid, Decimal(0)])
    assert after.total_dollars - before.total_dollars == 20_000 - 10_000 - 10_500
    assert slips.proposals.payment_every_year(base, before, paid) == 40_000 - 10_000 - 10_500
    assert slips.proposals.point_in_one_year(base, paid) == 20_000 - 10_000
    assert slips.proposals.later_raises_forgotten(base, before, paid) == 20_000 - 20_000
