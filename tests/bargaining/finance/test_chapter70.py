"""Chapter 70 beyond the published cases: every branch at its edge, identities, and what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.errors import FinanceError
from bargaining.finance.chapter70.agreement import compared_aid, compared_contributions, contribution_of
from bargaining.finance.chapter70.aid import AidBranch, chapter70_aid
from bargaining.finance.chapter70.budget import foundation_budget
from bargaining.finance.chapter70.contribution import Branch, Effort, required_contribution
from bargaining.finance.chapter70.districts import (
    district,
    district_year,
    municipality_year,
    municipality_years,
)
from bargaining.finance.chapter70.enrollment import Enrollment, low_income_group
from bargaining.finance.chapter70.parameters import parameters
from bargaining.finance.chapter70.rates import CATEGORIES, foundation_rates, rates_from_rows
from bargaining.finance.chapter70.spending import net_school_spending
from bargaining.finance.chapter70.state_effort import Wealth, solved_effort
from bargaining.finance.explained import steps_table
from bargaining.finance.slips import increment_on_foundation_budget

YEAR = parameters(2026)
RATES = foundation_rates(2025)
whole = st.integers(min_value=0, max_value=10**9).map(Decimal)
above = st.integers(min_value=1, max_value=10**9).map(Decimal)


# The foundation budget


def test_the_categories_and_the_groups_both_add_up_to_the_budget():
    budget = foundation_budget(
        Enrollment({"el": Decimal(300), "hs": Decimal(200), "li_6": Decimal(90)}), RATES, Decimal("1.036")
    )
    assert sum(budget.category_dollars(category) for category in CATEGORIES) == budget.exact_dollars
    assert sum(budget.group_dollars(group) for group in budget.enrollment.pupils) == budget.exact_dollars
    assert budget.by_category()["wage factor"].tolist().count("no") == 3
    assert budget.by_group()["pupils"].sum() == 590


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_two_halves_of_a_district_have_the_budget_of_the_whole(first, second):
    def budget(pupils):
        return foundation_budget(Enrollment({"ms": Decimal(pupils)}), RATES, Decimal("1.1")).exact_dollars

    assert budget(first) + budget(second) == budget(first + second)


def test_a_wage_factor_of_one_changes_nothing_and_tuition_never_takes_it():
    tuition = Enrollment({"sped_out": Decimal(10)})
    cell = ("sped_out", "special_education_tuition")
    plain, dear = (
        foundation_budget(tuition, RATES, factor).cells[cell] for factor in (Decimal(1), Decimal(2))
    )
    assert plain == dear == Decimal("351557.40")


def test_ten_more_low_income_pupils_are_worth_ten_rates():
    before = Enrollment({"el": Decimal(500), "li_6": Decimal(100)})
    after = before.with_more("li_6", Decimal(10))
    gain = foundation_budget(after, RATES).exact_dollars - foundation_budget(before, RATES).exact_dollars
    assert gain == 10 * RATES.per_pupil("li_6")
    assert after.foundation_enrollment == before.foundation_enrollment


@pytest.mark.parametrize(
    ("share", "group"), [("0", 1), ("5.99", 1), ("5.994", 1), ("6", 2), ("53.99", 9), ("54", 10), ("100", 12)]
)
def test_the_low_income_group_flips_at_its_bounds(share, group):
    assert low_income_group(Decimal(share)) == group


# The required contribution


def contribution(preliminary_gap, *, prior=1_000_000, budget=10_000_000, growth=0, target_yield=None):
    """A municipality whose preliminary contribution is `preliminary_gap` dollars below its target."""
    target = Decimal(prior + preliminary_gap)
    aim = Effort(Decimal(target_yield) if target_yield is not None else target, target, False, ())
    return required_contribution(aim, Decimal(budget), Decimal(prior), Decimal(growth), YEAR)


@pytest.mark.parametrize(
    ("gap", "branch", "required"),
    [
        (-200_000, Branch.ABOVE_TARGET, 800_000),
        (0, Branch.ABOVE_TARGET, 1_000_000),
        (1, Branch.NO_INCREMENT, 1_000_000),
        (250_000, Branch.NO_INCREMENT, 1_000_000),  # exactly 2.5 % of the foundation budget
        (250_001, Branch.FIRST_INCREMENT, 1_010_000),
        (750_000, Branch.FIRST_INCREMENT, 1_010_000),  # exactly 7.5 %
        (750_001, Branch.SECOND_INCREMENT, 1_020_000),
    ],
)
def test_each_branch_begins_where_the_law_says(gap, branch, required):
    got = contribution(gap)
    assert (got.branch, got.required_dollars) == (branch, required)
    assert got.steps[-1].amount == required
    assert got.steps[-1].why


def test_a_yield_above_175_percent_of_the_budget_gives_the_maximum_share():
    assert contribution(0, target_yield=17_500_000).branch is Branch.ABOVE_TARGET  # exactly 175 %
    got = contribution(0, target_yield=17_500_001)
    assert (got.branch, got.required_dollars) == (Branch.YIELD_CAP, 8_250_000)


def test_an_increment_never_goes_past_the_target():
    got = contribution(30_000, prior=20_000_000, budget=1_000_000, target_yield=1_000_000)
    assert (got.branch, got.required_dollars) == (Branch.FIRST_INCREMENT, 20_030_000)
    assert got.reached_target
    assert not contribution(250_001).reached_target


@given(whole, above, whole)
def test_a_contribution_below_its_target_neither_falls_nor_passes_it(prior, budget, gap):
    aim = Effort(prior + gap, prior + gap, False, ())
    got = required_contribution(aim, budget, prior, Decimal(0), YEAR)
    if got.branch is not Branch.YIELD_CAP:
        assert prior <= got.required_dollars <= prior + gap


def test_the_published_slip_gives_abington_too_much():
    """FY2026: 2 % of last year's contribution is 381,288; 2 % of the foundation budget is 715,158."""
    places = municipality_years()
    got = contribution_of(places["Abington", 2026], places["Abington", 2025])[1]
    assert (got.preliminary_dollars, got.required_dollars) == (19_685_874, 20_067_162)
    budget = places["Abington", 2026].foundation_budget_dollars
    assert increment_on_foundation_budget(got, budget, YEAR) == 20_401_032
    assert steps_table(got.steps)["amount"].iloc[-1] == 20_067_162


amounts = st.integers(min_value=1_000, max_value=10**9).map(Decimal)
wealth = st.builds(Wealth, amounts, amounts, amounts)


@given(st.lists(wealth, min_size=1, max_size=6))
def test_the_state_finds_the_yield_whose_targets_are_59_percent_of_all_budgets(places):
    state = solved_effort(places, Decimal(59), Decimal("82.5"))
    budgets = sum(place.foundation_budget_dollars for place in places)
    targets = sum(
        min(
            (state.property_percent * place.eqv_dollars + state.income_percent * place.income_dollars) / 100,
            Decimal("0.825") * place.foundation_budget_dollars,
        )
        for place in places
    )
    assert abs(targets / budgets - Decimal("0.59")) < Decimal("0.000001")


def test_a_boom_next_door_lowers_a_towns_own_target():
    """Three towns alike; when property doubles in one of them, the two others are asked for less."""
    town = Wealth(*map(Decimal, (1_000_000, 300_000, 20_000)))
    boom = Wealth(*map(Decimal, (2_000_000, 300_000, 20_000)))
    before, after = (
        solved_effort(places, Decimal(59), Decimal("82.5")) for places in ([town] * 3, [town, town, boom])
    )
    assert after.property_percent < before.property_percent


# Aid and spending


def aid(budget, contribution, prior, pupils=100, fiscal_year=2026, **more):
    return chapter70_aid(
        *map(Decimal, (budget, contribution, prior, pupils)), parameters(fiscal_year), **more
    )


@pytest.mark.parametrize(
    ("got", "branch", "dollars"),
    [
        (aid(100_000, 20_000, 65_000), AidBranch.FOUNDATION, 80_000),  # as much as 65,000 + 150 × 100
        (aid(100_000, 20_000, 65_001), AidBranch.MINIMUM, 80_001),
        (aid(100_000, 120_000, 40_000), AidBranch.MINIMUM, 55_000),
        (aid(100_000, 120_000, 40_000, fiscal_year=2021), AidBranch.HOLD_HARMLESS, 40_000),
        (aid(100_000, 50_000, 60_000, operating=False), AidBranch.HOLD_HARMLESS, 60_000),
        (aid(100_000, 50_000, 120_000, operating=False), AidBranch.FOUNDATION_CEILING, 100_000),
        (aid(100_000, 50_000, 30_000, operating=False), AidBranch.FOUNDATION, 50_000),
    ],
)
def test_each_rule_of_aid(got, branch, dollars):
    assert (got.branch, got.aid_dollars) == (branch, dollars)
    assert got.steps[-1].amount == dollars


@given(whole, whole, whole, st.integers(0, 10**5))
def test_aid_of_a_district_with_schools_never_falls(budget, required, prior, pupils):
    assert aid(budget, required, prior, pupils).increase_dollars >= 0


@pytest.mark.parametrize(
    ("spent", "name"), [(1000, "MET"), (999, "CARRIED"), (950, "CARRIED"), (949, "PENALTY")]
)
def test_where_a_district_stands_against_its_floor(spent, name):
    assert net_school_spending(Decimal(1000), Decimal(spent)).standing.name == name


# The published figures, all rows


def test_the_formula_gives_every_published_target_and_contribution():
    rows = [row for year in range(2021, 2027) for row in compared_contributions(year)]
    asked = {"combined effort yield": (108, 107), "target": (108, 108), "required contribution": (90, 90)}
    for what, (among, agreeing) in asked.items():
        of_kind = [row for row in rows if row.what == what]
        assert (len(of_kind), sum(row.agrees() for row in of_kind)) == (among, agreeing), what
    (boston,) = [row for row in rows if not row.agrees()]
    assert (boston.name, boston.fiscal_year) == ("Boston", 2024)
    assert "published differs" in boston.told()


@pytest.mark.parametrize(("fiscal_year", "agreeing"), [(2023, 369), (2024, 363), (2025, 360)])
def test_the_formula_gives_nearly_every_published_aid(fiscal_year, agreeing):
    rows = compared_aid(fiscal_year)
    assert sum(row.agrees() for row in rows) == agreeing
    assert all(row.likely_cause for row in rows if not row.agrees())


# What is refused


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (
            lambda: Enrollment({"ms": Decimal(-5)}),
            "-5 is below zero, for the pupils in Middle, grades 6 to 8; give 0 or more.",
        ),
        (lambda: Enrollment({"grade 6": Decimal(5)}), "'grade 6' is not a group of pupils"),
        (
            lambda: Enrollment({"ms": 5.5}),
            "5.5 is a float, for the pupils in Middle, grades 6 to 8; write it",
        ),
        (
            lambda: parameters(2031),
            "There are no Chapter 70 parameters of FY2031; there are those of FY2013 to",
        ),
        (
            lambda: foundation_rates(2024),
            "There are no foundation budget rates of FY2024; there are those of FY",
        ),
        (
            lambda: parameters(2026).rate("assumed_special_education_k12_percent"),
            "The parameters of FY2026 have no assumed special education k12 percent; add a row",
        ),
        (lambda: district("Marblehed"), 'no school district "Marblehed" here; do you mean Marblehead or'),
        (
            lambda: district_year("Marblehead", 2031),
            "Marblehead has no Chapter 70 figures of FY2031; there are",
        ),
        (
            lambda: municipality_year("Abington", 2019),
            "Abington has no local contribution of FY2019; there are",
        ),
        (lambda: compared_aid(2012), "There is no aid of FY2012 with a year before it"),
        (lambda: compared_contributions(2019), "There are no local contributions of FY2019"),
        (lambda: low_income_group(Decimal(101)), "101 percent is more than all pupils"),
        (
            lambda: solved_effort([Wealth(*[Decimal(5)] * 3)], Decimal(90), Decimal(80)),
            "Targets of 90 % together cannot be reached when none may be above 80 %.",
        ),
        (lambda: RATES.rate("hs", "heating"), "have nothing for 'hs' and 'heating'"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(ask, sentence):
    with pytest.raises(FinanceError) as refused:
        ask()
    assert sentence in str(refused.value)


def rates_rows():
    return [
        {"pupil_group": group, **dict.fromkeys(CATEGORIES, "1")}
        for group in {group for group, _ in RATES.rates}
    ]


def test_rates_without_a_group_or_a_category_name_what_is_missing():
    assert rates_from_rows(rates_rows(), 2030).per_pupil("hs") == 11
    with pytest.raises(FinanceError, match=r"FY2030 have no row for hs; add one"):
        rates_from_rows([row for row in rates_rows() if row["pupil_group"] != "hs"], 2030)
    without = [{key: value for key, value in row.items() if key != "pupil_services"} for row in rates_rows()]
    with pytest.raises(FinanceError, match=r"FY2030 have no column for pupil_services; every category"):
        rates_from_rows(without, 2030)


def test_each_parameter_says_whether_it_was_published_or_derived():
    assert YEAR.told("minimum_aid_per_pupil_dollars").startswith("published: https://www.doe.mass.edu/")
    assert YEAR.told("effort_reduction_percent").startswith("derived: ")
