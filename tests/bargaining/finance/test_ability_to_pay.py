"""Ability to pay: fictional districts that keep the rules of real accounts, and replies that go both ways."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.errors import FinanceError
from bargaining.finance.ability_to_pay.accounts import in_order, room_of
from bargaining.finance.ability_to_pay.budgets import BudgetYear, cushion, operating_result, variance_percent
from bargaining.finance.ability_to_pay.fund_balance import FundBalance, reserves
from bargaining.finance.ability_to_pay.outlook import Scenario, outlook, outlooks, three_scenarios
from bargaining.finance.ability_to_pay.recurring import affordable_percent, room_for
from bargaining.finance.ability_to_pay.replies import REPLIES, seven_replies
from bargaining.finance.practice_districts import DISTRICT_VARIANTS, practice_district

HOLLOW = practice_district()
ALL = [practice_district(variant) for variant in (0, *DISTRICT_VARIANTS)]
amounts = st.integers(min_value=0, max_value=10**9).map(Decimal)


# The fictional districts


@pytest.mark.parametrize("district", ALL, ids=lambda district: district.name)
def test_a_practice_district_keeps_the_rules_of_accounts(district):
    assert district.fictional
    assert [year.fiscal_year for year in district.years] == list(range(2018, 2026))
    for year in district.years:
        assert year.budgeted_revenue_dollars + year.reserves_used_dollars == year.budgeted_spending_dollars
        assert year.balance.unassigned_dollars > 0
        assert min(year.sources.values()) >= 0
    for before, year in zip(district.years, district.years[1:], strict=False):
        assert year.balance.total_dollars - before.balance.total_dollars == year.result_dollars


def test_the_practice_districts_differ_in_name_size_and_results():
    assert len({district.name for district in ALL}) == 21
    assert len({district.last.revenue_dollars for district in ALL}) == 21
    assert len({tuple(year.result_dollars for year in district.years) for district in ALL}) == 21


def test_the_same_number_always_makes_the_same_district():
    assert practice_district(7) == practice_district(7)
    assert (practice_district(7).name, practice_district(7).last.local_dollars) == SEVENTH
    with pytest.raises(
        FinanceError, match="There is no practice district number 21; the numbers run from 0 to 20"
    ):
        practice_district(21)


SEVENTH = ("Emberstone Public Schools", Decimal(27_958_000))


# Pendle Hollow by hand: FY2025 has 76.34 million of revenue, 76.90 of spending, 12.04 unrestricted


def test_reserves_of_the_worked_example():
    last = HOLLOW.last
    got = reserves(last.balance, last.spending_dollars)
    assert (last.revenue_dollars, last.spending_dollars) == (76_340_000, 76_900_000)
    assert got.unrestricted_dollars == 12_040_000
    assert round(got.unrestricted_percent, 2) == Decimal("15.66")
    assert round(got.months, 2) == Decimal("1.88")
    assert (got.guide_dollars, got.above_guide_dollars) == (12_816_667, -776_667)


def test_room_of_the_worked_example():
    """1.62 million of new recurring revenue; benefits, tuition and operations take 0.6 + 0.3 + 0.2 of it."""
    got = room_of(HOLLOW.years, Decimal(600_000))
    assert (got.new_revenue_dollars, got.committed_dollars) == (1_620_000, 1_100_000)
    assert (got.room_dollars, got.left_dollars) == (520_000, -80_000)
    assert round(got.share_percent, 1) == Decimal("37.0")
    assert round(affordable_percent(got.room_dollars, Decimal(423_000)), 2) == Decimal("1.23")


def test_the_cushion_of_the_worked_example():
    got = cushion([year.budget for year in HOLLOW.years[-3:]])
    assert got.every_year
    assert round(got.spending_percent, 2) == Decimal("1.06")  # 800,000 of 73.7, 75.7 and 77.7 million


def test_the_outlook_of_the_worked_example():
    low, middle, high = three_scenarios(HOLLOW.years)
    assert [scenario.revenue_percent for scenario in (low, middle, high)] == list(map(Decimal, OUTLOOK))
    assert low.spending_percent == middle.spending_percent == high.spending_percent == Decimal("2.91")
    gone = [ahead.balance_gone_fy for ahead in outlooks(HOLLOW.years, Decimal(600_000))]
    assert gone == sorted(gone)


OUTLOOK = ("2.22", "2.38", "2.56")


# Identities


@given(amounts, amounts, amounts, amounts)
def test_what_is_left_and_the_proposal_are_the_room(proposal, prior, revenue, committed):
    got = room_for(proposal, prior, revenue, committed)
    assert got.left_dollars + proposal == got.room_dollars
    assert got.room_dollars + committed == revenue - prior


@given(amounts, amounts, st.integers(1, 12))
def test_a_balance_changes_by_the_results_ahead(revenue, spending, years):
    ahead = outlook(
        Scenario("flat", Decimal(0), Decimal(0)), 2025, revenue, spending, Decimal(1000), years=years
    )
    assert ahead.years[-1].balance_dollars == 1000 + years * operating_result(revenue, spending)
    assert (ahead.first_gap_fy is None) == (revenue >= spending)


@given(amounts)
def test_a_proposal_never_makes_the_gap_come_later(proposal):
    scenario = Scenario("middle", Decimal("2.0"), Decimal("2.5"))
    ask = (scenario, 2025, Decimal(10**9), Decimal(98 * 10**7), Decimal(0))
    with_it, without = outlook(*ask, proposal, 20), outlook(*ask, years=20)
    assert without.first_gap_fy is None or with_it.first_gap_fy <= without.first_gap_fy


# The replies


def test_each_reply_says_where_the_district_is_right_and_shows_figures():
    for tested in seven_replies(HOLLOW.years, Decimal(600_000)):
        assert tested.where_right
        assert len(tested.figures) >= 3
        assert tested.finding.endswith(".")
    assert len(REPLIES) == 7


def changed(**changes):
    return [*HOLLOW.years[:-1], replace(HOLLOW.last, **changes)]


BOUND = FundBalance(*map(Decimal, (0, 9_000_000, 0, 0, 4_360_000)))


@pytest.mark.parametrize(
    ("name", "years", "proposal", "borne_out"),
    [
        ("restricted", HOLLOW.years, 600_000, False),
        ("restricted", changed(balance=BOUND), 600_000, True),
        ("one-time", HOLLOW.years, 600_000, False),  # 670,000 a year is left on the mean
        ("one-time", HOLLOW.years, 700_000, True),
        ("rating", HOLLOW.years, 600_000, True),
        ("rating", changed(balance=FundBalance(*map(Decimal, (0, 0, 0, 0, 20_000_000)))), 600_000, False),
        ("enrollment", HOLLOW.years, 600_000, True),  # pupils fell 5.8 %, staff 0.3 %
        ("enrollment", changed(staff_fte=Decimal(500)), 600_000, False),
        ("expiring grants", HOLLOW.years, 600_000, False),
        ("expiring grants", changed(expiring_grants_dollars=Decimal(1_700_000)), 600_000, True),
        ("local share", HOLLOW.years, 600_000, False),  # 44.4 % has become 42.5 %
        ("local share", changed(government_revenue_dollars=Decimal(100_000_000)), 600_000, True),
        ("layoffs", HOLLOW.years, 600_000, True),
        ("layoffs", HOLLOW.years, 520_000, False),
    ],
)
def test_a_reply_is_borne_out_or_not_by_the_figures(name, years, proposal, borne_out):
    by_name = {tested.name: tested for tested in seven_replies(years, Decimal(proposal))}
    assert by_name[name].borne_out is borne_out


# What is refused


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: in_order(HOLLOW.years[:1]), "This needs 2 years of accounts at least; there are 1."),
        (
            lambda: in_order(HOLLOW.years[::2]),
            "The years must follow each other, oldest first; they are [2018, 2020",
        ),
        (
            lambda: replace(HOLLOW.last, pupils=Decimal(-1)),
            "-1 is below zero, for the pupils of FY2025; give 0",
        ),
        (lambda: cushion([]), "A cushion needs at least one year"),
        (lambda: variance_percent(Decimal(0), Decimal(5)), "0 is not above zero, for the budgeted amount"),
        (lambda: reserves(HOLLOW.last.balance, Decimal(0)), "0 is not above zero, for the expenditures"),
        (
            lambda: affordable_percent(Decimal(1), Decimal(0)),
            "0 is not above zero, for the cost of one percent",
        ),
        (
            lambda: FundBalance(*map(Decimal, (0, -1, 0, 0, 0))),
            "-1 is below zero, for the restricted fund balance",
        ),
        (
            lambda: outlook(Scenario("x", Decimal(1), Decimal(1)), 2025, *[Decimal(1)] * 3, years=0),
            "An outlook over 0 years has nothing to show",
        ),
    ],
)
def test_bad_input_is_answered_with_a_sentence(ask, sentence):
    with pytest.raises(FinanceError) as refused:
        ask()
    assert sentence in str(refused.value)


def test_no_new_revenue_has_no_share():
    assert room_for(Decimal(5), Decimal(100), Decimal(100)).share_percent is None
    assert cushion([BudgetYear(2025, *map(Decimal, (100, 99, 100, 100)))]).every_year is False
