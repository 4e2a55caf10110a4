"""The case files against the collection they were written from, where it lies beside the project."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COLLECTION = ROOT.parent / "shared" / "cases" / "costing_cases.json"
CASES = Path(__file__).parent / "cases"

pytestmark = pytest.mark.skipif(
    not COLLECTION.is_file(), reason="the collection of cases is not on this machine"
)


def numbers(value):
    """Every number in a value of a case, as a set."""
    if isinstance(value, dict):
        return set().union(*map(numbers, value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*map(numbers, value)) if value else set()
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return {Decimal(str(value))} if is_number else set()


@pytest.mark.parametrize(
    ("number", "file", "name"),
    [
        ("C01", "movement_and_raises", "cents_and_percent"),
        ("C02", "years", "three_years_of_three_percent"),
        ("C03", "years", "front_and_back"),
        ("C06", "years", "annualizing"),
        ("C09", "years", "ten_years_front_and_back"),
        ("C11", "movement_and_raises", "one_teachers_step_and_raise"),
        ("C13", "movement_and_raises", "steps_and_raises_for_a_person"),
        ("C16", "published_schedules", "index_clause"),
        ("C18", "published_schedules", "lanes_add"),
        ("C28", "movement_and_raises", "percent_widens_the_gap"),
        ("C30", "movement_and_raises", "equal_dollars"),
        ("C36", "years", "added_and_called_a_total"),
        ("C38", "years", "one_persons_four_raises"),
        ("C39", "movement_and_raises", "turnover_over_five_years"),
        ("C40", "movement_and_raises", "steps_against_turnover"),
        ("C41", "movement_and_raises", "three_retirements"),
        ("C43", "movement_and_raises", "average_yearly_step"),
        ("C46", "years", "award_of_two_parts"),
        ("C48", "years", "same_settlement_two_numbers"),
        ("C50", "years", "half_year_step"),
        ("C55", "years", "retro_by_check"),
        ("C57", "years", "ten_years_with_a_slip"),
        ("D03", "movement_and_raises", "one_lane_rolled_forward"),
    ],
)
def test_a_case_has_every_number_that_the_collection_expects(number, file, name):
    """Percents may be given as fractions and signs turned, so magnitudes are compared, in either form."""
    case = next(c for c in json.loads(COLLECTION.read_text(encoding="utf-8")) if c["id"] == number)
    held = tomllib.loads((CASES / f"{file}.toml").read_text(encoding="utf-8"), parse_float=Decimal)[name]
    ours = {abs(value) * factor for value in numbers(held) for factor in (1, 100, Decimal("0.01"))}
    # "by_hand" may work out what the file does not hold as data of its own.
    said = held["by_hand"].replace(",", "") + held.get("note", "").replace(",", "")
    missing = {
        value
        for value in numbers(case["expected"]) | numbers(case["inputs"])
        if abs(value) not in ours
        and f"{abs(value):f}" not in said
        and f"{abs(value).normalize():f}" not in said
    }
    assert missing == set()
