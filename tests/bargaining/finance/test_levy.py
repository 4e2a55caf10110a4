"""Proposition 2½: identities of the limit, votes, bills, and the two levy slips."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.added_data import rows_with_added
from bargaining.errors import FinanceError
from bargaining.finance import levy, slips
from bargaining.finance.ballots import BALLOTS, ballot
from bargaining.finance.override_votes import override_votes, vote_record

amounts = st.integers(min_value=0, max_value=10**10).map(Decimal)


@given(amounts, amounts, amounts)
def test_an_override_and_an_underride_of_the_same_amount_change_nothing(limit, growth, vote):
    assert (
        levy.levy_limit(limit, growth, vote, vote).limit_dollars
        == levy.levy_limit(limit, growth).limit_dollars
    )


@given(amounts, amounts, amounts)
def test_a_limit_is_never_above_its_ceiling(limit, growth, ceiling):
    got = levy.levy_limit(limit, growth, ceiling_dollars=ceiling)
    assert got.limit_dollars <= ceiling
    assert got.at_ceiling == (levy.levy_limit(limit, growth).limit_dollars > ceiling)


@given(amounts)
def test_what_is_levied_does_not_move_the_next_limit(limit):
    """The blog's slip shows: it is right only for a town that levied all it could."""
    right = levy.levy_limit(limit, Decimal(0)).limit_dollars
    assert slips.unused_capacity_added(limit, limit) == right
    assert slips.unused_capacity_added(limit, Decimal(0)) == right + limit


def test_an_override_stays_in_the_base_and_an_exclusion_does_not():
    none, hundred = [Decimal(0)] * 5, [Decimal(100_000)]
    plain = levy.levy_path(Decimal(1_000_000), none)
    override = levy.levy_path(Decimal(1_000_000), none, hundred)
    exclusion = levy.levy_path(Decimal(1_000_000), none, (), hundred)
    assert [limit for limit, _ in exclusion] == [limit for limit, _ in plain]
    assert exclusion[0] == (1_025_000, 1_125_000)
    gained = [with_vote - without for (with_vote, _), (without, _) in zip(override, plain, strict=True)]
    assert gained == sorted(gained)
    assert (gained[0], gained[-1]) == (
        100_000,
        110_382,
    )  # × 1.025 four times, to the dollar


def test_all_published_limits_follow_or_differ_by_their_residual():
    exact = 0
    for row in rows_with_added("ma-levy", "growth"):
        got = levy.levy_limit(
            Decimal(row["prior_levy_limit_dollars"]), Decimal(row["new_growth_levy_dollars"])
        )
        off = Decimal(row["levy_limit_dollars"]) - got.limit_dollars
        assert abs(off - Decimal(row["residual_vs_formula"])) <= 1
        exact += abs(off) <= 1
    assert exact == 69


def test_the_override_of_natick_is_in_the_ballot_questions():
    won = [vote for vote in override_votes("Natick", from_fy=2026) if vote["outcome"] == "won"]
    assert [(vote["vote_date"], vote["amount_dollars"]) for vote in won] == [("2025-03-25", "7000000")]


def test_schools_ask_most_often():
    assert (
        vote_record(override_votes(purpose="school")).asked
        > vote_record(override_votes(purpose="funds")).asked
    )
    assert override_votes("Boston") == []
    with pytest.raises(FinanceError, match=r'No override was "for football"; the purposes are culture'):
        override_votes(purpose="football")


def test_only_an_exclusion_takes_two_thirds_and_stays_out_of_the_base():
    assert [rules.kind for rules in BALLOTS if rules.to_place == "two thirds"] == ["exclusion"]
    assert [rules.kind for rules in BALLOTS if not rules.in_the_base] == ["exclusion"]
    with pytest.raises(FinanceError, match='"vote" is not a kind of question; it is override, exclusion'):
        ballot("vote")


def test_a_home_pays_its_share_of_an_override():
    """All homes together pay the whole override."""
    values = [Decimal(300_000), Decimal(500_000), Decimal(1_200_000)]
    bills = [levy.override_on_bill(Decimal(40_000), sum(values), value) for value in values]
    assert sum(bills) == 40_000


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: levy.levy_limit(Decimal(-1), Decimal(0)), "-1 is below zero, for last year's levy limit"),
        (lambda: levy.levy_limit(Decimal(100), 0.5), "0.5 is a float, for the new growth"),
        (
            lambda: levy.levy_limit(Decimal(0), Decimal(0), Decimal(0), Decimal(9)),
            "The underride of $9 is more",
        ),
        (lambda: levy.rate_increase(Decimal(1), Decimal(0)), "0 is not above zero, for the value of all"),
        (
            lambda: levy.phased_draws(Decimal(5), [Decimal(6)]),
            "By year 1 more is drawn than the override of $5.",
        ),
    ],
)
def test_bad_input_is_answered_with_a_sentence(ask, sentence):
    with pytest.raises(FinanceError) as refused:
        ask()
    assert sentence in str(refused.value)
