"""The fictional agreement: whole, consistent with its tables, and defective only where that was planned."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from bargaining.data import read_table
from bargaining.language.harrow_falls import (
    bargaining_notes,
    current_agreement,
    practice_log,
    previous_agreement,
    proper_names,
    settlement,
)
from bargaining.language.lints import LINTS, lint
from bargaining.language.references import all_references, what_is_stale

ROOT = Path(__file__).parents[3]
PLANTED = ROOT / "curriculum" / "contract-language" / "planted-defects.toml"
DEFECTS = tomllib.loads(PLANTED.read_text(encoding="utf-8"))["defect"]
IDS = [defect["id"] for defect in DEFECTS]


def test_twenty_eight_articles_five_appendices_six_side_letters():
    numbers = {
        kind: [article.number for article in current_agreement().articles if article.kind == kind]
        for kind in ("Article", "Appendix", "Side Letter")
    }
    assert numbers["Article"] == [str(number) for number in range(1, 29)]
    assert numbers["Appendix"] == list("ABCDE")
    assert numbers["Side Letter"] == list("123456")


def test_the_agreement_before_has_the_same_articles_under_the_same_numbers():
    assert [a.number for a in previous_agreement().articles if a.kind == "Article"] == [
        a.number for a in current_agreement().articles if a.kind == "Article"
    ]


@pytest.mark.parametrize("defect", DEFECTS, ids=IDS)
def test_a_planted_defect_occurs_exactly_once(defect):
    found = [clause.id for clause in current_agreement().clauses if defect["words"] in clause.text]
    assert found == [defect["clause"]]
    assert sum(clause.text.count(defect["words"]) for clause in current_agreement().clauses) == 1


def test_the_lints_find_what_was_planted_for_them_and_no_clean_clause_trips_one():
    found = sorted((finding.lint, finding.clause_id) for finding in lint(current_agreement(), proper_names()))
    assert found == sorted((defect["lint"], defect["clause"]) for defect in DEFECTS if defect["lint"])
    assert {name for name, _ in found} == set(LINTS)


def test_every_planted_defect_has_a_name_of_its_own_and_says_what_is_wrong():
    assert len(set(IDS)) == len(IDS) >= 24
    for defect in DEFECTS:
        assert set(defect) == {"id", "clause", "kind", "words", "lint", "problem"}
        assert defect["lint"] in {"", *LINTS}
        assert len(defect["problem"].split()) >= 6


@pytest.mark.parametrize("papers", [settlement, bargaining_notes])
def test_settlement_and_notes_cite_sections_that_are_there(papers):
    cited = all_references(papers())
    assert cited
    assert [found for found in cited if what_is_stale(found, current_agreement())] == []


def test_the_printed_schedule_is_the_table_that_is_priced():
    printed = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in current_agreement().clause("A.1").text.split("\n")
        if line.startswith("|")
    ]
    lanes = printed[0][1:]
    cells = {
        (row[0], lane): Decimal(salary.replace(",", ""))
        for row in printed[2:]
        for lane, salary in zip(lanes, row[1:], strict=True)
    }
    table = read_table("harrow-falls", "salary-schedule")
    assert cells == {(row["step"], row["lane"]): Decimal(row["salary_dollars"]) for row in table}
    assert {(row["step"], row["lane"]) for row in read_table("harrow-falls", "staff")} == set(cells)


def test_the_printed_hourly_rates_are_the_table():
    text = current_agreement().clause("A.2").text
    for row in read_table("harrow-falls", "esp-schedule"):
        (line,) = [line for line in text.split("\n") if line.startswith(f"| {row['position']} |")]
        assert line.strip("|").split("|")[int(row["step"])].strip() == row["hourly_dollars"]


def test_the_log_tells_of_several_practices_each_more_than_once():
    entries = practice_log()
    for practice in {entry["practice"] for entry in entries}:
        assert sum(entry["practice"] == practice for entry in entries) >= 2, practice
    assert [int(entry["entry"]) for entry in entries] == list(range(1, len(entries) + 1))


def test_it_says_that_it_is_fictional_where_a_reader_begins():
    assert "Harrow Falls does not exist" in current_agreement().clause("P.1").text


@pytest.mark.parametrize(("year", "early"), [("2025-26", 6), ("2026-27", 4), ("2027-28", 6)])
def test_a_calendar_has_the_days_that_the_agreement_counts(year, early):
    days = read_table("harrow-falls", f"calendar-{year}")
    assert sum(day["school_day"] == "yes" for day in days) == 180
    assert sum(day["work_day"] == "yes" for day in days) == 183
    # Section 7.5 says six; the calendar of 2026-27 follows Side Letter 3.
    assert sum(day["note"] == "early release" and day["school_day"] == "yes" for day in days) == early
    holidays = [day for day in days if day["legal_holiday"] == "yes"]
    assert len(holidays) == 12
    assert not [day for day in holidays if day["school_day"] == "yes"]
