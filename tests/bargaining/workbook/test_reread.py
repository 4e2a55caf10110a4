"""The offers that stand in a workbook are read back as they were written, and as somebody has typed them."""

from decimal import Decimal
from pathlib import Path

import pytest

from bargaining.costing.years.project import project
from bargaining.workbook.reread import offers_in
from bargaining.workbook.write import plan_of, workbook

from .test_workbook import inputs_changed, plan, type_rows, write


@pytest.mark.parametrize("variant", [0, 108, 213])
def test_offers_come_back_as_they_were_written(variant: int, tmp_path: Path) -> None:
    usual = plan(variant)
    found = offers_in(write(variant, tmp_path / "w.xlsx").read_bytes(), usual)
    assert found is not None
    for before, after in zip(usual.offers, found, strict=True):
        assert after.side == before.side
        costs = [project(usual.unit, offer.plans(usual.unit)).cost for offer in (before, after)]
        assert costs[0] == costs[1]
        for year, again in zip(before.years, after.years, strict=True):
            assert again.premium_change_rate == year.premium_change_rate
            assert again.employer_health_rate == year.employer_health_rate
            assert again.elsewhere_dollars == year.elsewhere_dollars
            assert again.later_months == year.later_months


def test_what_was_typed_is_found_and_what_makes_no_sense_counts_as_nothing(tmp_path: Path) -> None:
    usual = plan(0)
    file = write(0, tmp_path / "w.xlsx")
    inputs_changed(
        file,
        file,
        {
            "ours_percent_1_Teachers": 0.0525,
            "ours_percent_2_Teachers": None,
            "ours_percent_3_Teachers": "three",
            "ours_later_months_1": 99,
        },
    )
    type_rows(
        file,
        "ours_edit_groups",
        (("Teachers", 10, None, 1, 500), ("Cooks", "1", None, 1, 5), ("Teachers", "77", "", 1, 5)),
    )
    found = offers_in(file.read_bytes(), usual)
    assert found is not None
    first, second, third = found[0].years
    assert first.raise_rates == {"Teachers": Decimal("0.0525")}
    assert (second.raise_rates, third.raise_rates) == ({}, {})
    assert first.later_months == 6
    assert [(change.step, change.lane, change.dollars) for change in first.changes] == [
        ("10", "", Decimal(500))
    ]
    assert found[1] == offers_in(write(0, tmp_path / "again.xlsx").read_bytes(), usual)[1]  # type: ignore[index]


def test_a_workbook_of_two_parts_and_a_damaged_one_hold_no_offers(tmp_path: Path) -> None:
    usual = plan(0)
    assert offers_in(write(0, tmp_path / "w.xlsx", through_part=2).read_bytes(), usual) is None
    assert offers_in(b"PK nonsense", usual) is None


def test_a_workbook_written_with_its_own_offers_is_the_same(tmp_path: Path) -> None:
    usual = plan(213)
    content = write(213, tmp_path / "w.xlsx").read_bytes()
    found = offers_in(content, usual)
    assert found is not None
    again = workbook(usual.unit, *found)
    assert offers_in(again, plan_of(usual.unit, *found)) == found
