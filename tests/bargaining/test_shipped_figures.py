"""The real figures in `datasets/` against themselves: totals, identities, known sums, the public standard.

What was copied by hand has nothing else to stand on, so each check that a description claims is here.
"""

import json
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import frictionless
import pytest

from bargaining.data import read_table

ROOT = Path(__file__).parents[2]
PACKAGES = sorted((ROOT / "datasets").glob("*/datapackage.json"))


def numbers(row, *columns):
    return [Decimal(row[column] or 0) for column in columns]


def dollars(row, name):
    return Decimal(row[f"{name}_dollars"])


@pytest.mark.parametrize("descriptor", PACKAGES, ids=lambda path: path.parent.name)
def test_the_public_standard_finds_nothing_wrong(descriptor):
    report = frictionless.validate(str(descriptor))
    assert report.flatten(["title", "message"]) == []
    assert report.valid


def test_the_public_standard_would_find_something_wrong(tmp_path):
    folder = PACKAGES[0].parent
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "monthly.csv").write_text("month,index\n2000-13,dear\n", encoding="utf-8")
    assert folder.name == "cpi-u"
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


@pytest.mark.parametrize("descriptor", PACKAGES, ids=lambda path: path.parent.name)
def test_real_figures_name_whom_to_credit_and_where_each_file_was_read(descriptor):
    described = json.loads(descriptor.read_text(encoding="utf-8"))
    if not described["description"].startswith("FICTIONAL"):
        assert described["credit"].endswith(".")
        assert all(source["path"].startswith("https://") for source in described["sources"])


# Chapter 70


def test_the_rates_of_the_published_totals():
    rows = {row["pupil_group"]: row for row in read_table("ma-chapter70", "rates")}
    categories = [name for name in rows["pk"] if name not in {"fiscal_year", "pupil_group", "label"}]
    totals = {group: sum(numbers(row, *categories)) for group, row in rows.items()}
    assert len(rows) == 24
    assert len(categories) == 11
    # DESE, FY2025 rates workbook: row totals
    assert totals["pk"] == Decimal("4875.79")
    assert totals["k_full"] == Decimal("9751.75")
    assert totals["el"] == Decimal("9805.50")
    assert totals["ms"] == Decimal("9432.88")
    assert totals["hs"] == Decimal("11333.93")
    assert totals["voc"] == Decimal("16860.33")
    assert totals["sped_in"] == Decimal("31333.62")
    assert totals["sped_out"] == Decimal("38915.06")
    assert (totals["el_pk5"], totals["el_68"], totals["el_hs"]) == tuple(
        map(Decimal, ("2822.28", "3003.71", "3221.08"))
    )
    assert (totals["li_1"], totals["li_12"]) == (Decimal("4142.32"), Decimal("8514.17"))


def test_the_targets_of_the_state_are_59_percent_of_its_foundation_budgets():
    state = [row for row in read_table("ma-chapter70", "municipalities") if row["municipality"] == "State"]
    assert len(state) == 6
    for row in state:
        share = dollars(row, "target_local_contribution") / dollars(row, "foundation_budget")
        assert round(share, 6) == Decimal("0.590000")


def test_a_district_must_spend_at_least_its_contribution_and_its_aid():
    """What was carried over only adds. Four districts are below in the source, which gives no reason."""
    short = {
        (row["district"], row["fiscal_year"])
        for row in read_table("ma-chapter70", "districts")
        if sum(numbers(row, "required_local_contribution_dollars", "chapter70_aid_dollars"))
        - dollars(row, "required_net_school_spending")
        > 2
    }
    assert short == {
        *(("Lynn", year) for year in ("2018", "2019", "2020")),
        *(("Essex-County", year) for year in ("2012", "2013", "2014")),
        ("Plympton", "2017"),
        ("Silver-Lake", "2017"),
        ("Bristol-County", "2015"),
    }


# Levies


@pytest.mark.parametrize("table", ["capacity", "marblehead"])
def test_capacity_is_what_is_left_under_the_maximum_and_under_the_ceiling(table):
    for row in read_table("ma-levy", table):
        excess = dollars(row, "maximum_levy") - dollars(row, "levy")
        assert excess == dollars(row, "excess_capacity"), row
        room = dollars(row, "levy_ceiling") - dollars(row, "levy_limit")
        assert room == dollars(row, "override_capacity"), row


def test_the_maximum_is_below_the_limit_only_in_otis():
    rows = read_table("ma-levy", "capacity")
    assert [
        row["municipality"] for row in rows if dollars(row, "maximum_levy") < dollars(row, "levy_limit")
    ] == ["Otis"]


def test_a_limit_is_the_one_before_and_a_fortieth_and_growth_and_the_residual():
    exact = 0
    for row in read_table("ma-levy", "growth"):
        rise = (dollars(row, "prior_levy_limit") * Decimal("0.025")).quantize(Decimal(1), ROUND_HALF_UP)
        formula = dollars(row, "prior_levy_limit") + rise + dollars(row, "new_growth_levy")
        residual = Decimal(row["residual_vs_formula"])
        assert abs(formula + residual - dollars(row, "levy_limit")) <= 1, row
        exact += abs(residual) <= 1
    assert exact == 69


def test_each_year_begins_with_the_limit_of_the_year_before():
    by_town = {}
    for row in read_table("ma-levy", "growth"):
        by_town.setdefault(row["municipality"], []).append(row)
    broken = [
        (later["municipality"], later["fiscal_year"])
        for rows in by_town.values()
        for earlier, later in pairwise(rows)
        if later["prior_levy_limit_dollars"] != earlier["levy_limit_dollars"]
    ]
    assert broken == []


def test_both_files_have_the_same_limit_for_fy2026():
    of_2026 = {row["municipality"]: row["levy_limit_dollars"] for row in read_table("ma-levy", "capacity")}
    for table in ("growth", "marblehead"):
        for row in read_table("ma-levy", table):
            if row["fiscal_year"] == "2026":
                assert row["levy_limit_dollars"] == of_2026[row["municipality"]], row["municipality"]


def test_the_ballot_questions_add_up():
    rows = read_table("ma-overrides", "votes")
    assert Counter(row["outcome"] for row in rows) == {"won": 745, "lost": 680}
    assert Counter(row["vote_type"] for row in rows) == {"override": 1412, "underride": 13}
    assert all((int(row["yes_votes"]) > int(row["no_votes"])) == (row["outcome"] == "won") for row in rows)
    recent = Counter(
        row["outcome"] for row in rows if int(row["fiscal_year"]) >= 2020 and row["vote_type"] == "override"
    )
    assert recent == {"won": 184, "lost": 113}


# Spending, people, prices, premiums, salaries


def test_schedule_a_adds_up_on_both_sides():
    rows = read_table("ma-spending", "schedule-a")
    columns = list(rows[0])
    revenues = columns[3 : columns.index("total_revenues_dollars")]
    spent = columns[columns.index("total_revenues_dollars") + 1 : -1]
    assert (len(revenues), len(spent), len(rows)) == (11, 10, 17 * 24 - 1)
    for row in rows:
        assert sum(numbers(row, *revenues)) == dollars(row, "total_revenues"), row
        assert sum(numbers(row, *spent)) == dollars(row, "total_expenditures"), row


def test_spending_per_pupil_adds_up():
    rows = read_table("ma-spending", "per-pupil")
    columns = list(rows[0])
    functions = columns[columns.index("administration_dollars") : columns.index("in_district_dollars")]
    assert len(functions) == 10
    for row in rows:
        off = sum(numbers(row, *functions)) - dollars(row, "in_district")
        assert abs(off) <= Decimal("0.03"), row


def test_there_are_351_municipalities_and_the_levy_of_all_but_ware():
    profile = {row["dor_code"]: row["municipality"] for row in read_table("ma-profile", "municipalities")}
    levy = {row["dor_code"]: row["municipality"] for row in read_table("ma-levy", "capacity")}
    assert sorted(profile) == [f"{code:03d}" for code in range(1, 352)]
    assert profile == levy | {"309": "Ware"}


def test_income_and_property_per_resident_follow_from_the_totals():
    for row in read_table("ma-profile", "municipalities"):
        for what in ("income", "eqv"):
            each = dollars(row, what) / Decimal(row["population"])
            assert abs(each - dollars(row, f"{what}_per_capita")) <= 1, row


def test_a_year_of_prices_has_the_published_mean():
    by_year = {}
    for row in read_table("cpi-u", "monthly"):
        by_year.setdefault(row["month"][:4], []).append(Decimal(row["index"]))
    # Bureau of Labor Statistics, annual averages of CUUR0000SA0
    published = {
        "2020": "258.811",
        "2021": "270.970",
        "2022": "292.655",
        "2023": "304.702",
        "2024": "313.689",
    }
    assert {year: str(round(sum(by_year[year]) / 12, 3)) for year in published} == published
    assert {year for year, months in by_year.items() if len(months) != 12} == {"2025", "2026"}


def test_twelve_months_of_a_premium_are_its_year():
    for row in read_table("ma-health-premiums", "family-premium"):
        year = (12 * dollars(row, "monthly_premium")).quantize(Decimal(1), ROUND_HALF_UP)
        assert year == dollars(row, "annual_premium"), row


def test_salaries_by_state_are_complete_and_averages_follow_where_the_sum_is_known():
    states = read_table("teacher-salaries", "by-state")
    years = Counter(row["school_year"] for row in states)
    assert len(years) == 8
    assert set(years.values()) == {52}  # fifty states, the District of Columbia, the country
    known = [row for row in read_table("teacher-salaries", "districts") if row["all_salaries_dollars"]]
    assert len(known) == 2
    for row in known:
        average = dollars(row, "all_salaries") / Decimal(row["teachers_fte"])
        assert abs(average - dollars(row, "average_salary")) < 1


def test_marbleheads_bills_follow_from_its_rule_of_thumb():
    for row in read_table("marblehead", "override-impact"):
        for tier, millions in ((1, 9), (2, 12), (3, 15)):
            bill = dollars(row, "home_value") / 1000 * millions * Decimal("0.10")
            assert abs(bill - dollars(row, f"tier_{tier}_annual")) <= 1, row
        assert abs(dollars(row, "tier_3_annual") / 12 - dollars(row, "tier_3_monthly")) <= 1, row


def test_the_agreements_of_oregon_add_up():
    rows = read_table("oregon-agreements", "agreements")
    assert len(rows) == 133
    assert sum(int(row["words"]) for row in rows) == 3_877_729
    kinds = ("days_calendar", "days_working", "days_business", "days_unspecified")
    short = [int(row["within_days_total"]) - sum(numbers(row, *kinds)) for row in rows]
    assert Counter(short) == {0: 130, 1: 3}
