"""Anchors are read from rubrics, marked once and blind, and compared."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.authoring.rubric import read_rubric
from autograde.errors import GradingError
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.marking.agreement import agreement, weighted_kappa
from autograde.marking.anchors import anchors_of, levels_of, without_anchors
from autograde.marking.calibration import calibration, find_anchors, levels_given, mark_anchors

RUBRICS = sorted(Path("curriculum").glob("*/part*/rubric.md"))
RIVERA, KELLER = "p-00000000000a", "p-00000000000b"


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: f"{path.parts[1]}-{path.parts[2][:6]}")
def test_every_rubric_has_anchors_that_give_nothing_away(path: Path) -> None:
    rubric = read_rubric(path)
    anchors = anchors_of(rubric)
    assert len(anchors) >= 2
    assert {one.level for one in anchors} <= set(levels_of(anchors))
    assert len({one.id for one in anchors}) == len(anchors)
    shown = without_anchors(rubric)
    for one in anchors:
        assert one.text
        assert one.text not in shown
        for told in ("Why level", "What learners find hard", f"level {one.level}"):
            assert told not in one.text


def table_kappa(one: list[int], other: list[int]) -> float | None:
    """Weighted kappa from the table of both markers' levels, as Cohen wrote it."""
    n, levels = len(one), range(5)
    weight = {(i, j): (i - j) ** 2 / 16 for i in levels for j in levels}
    seen = sum(weight[pair] for pair in zip(one, other, strict=True)) / n
    chance = sum(weight[i, j] * one.count(i) * other.count(j) for i in levels for j in levels) / n**2
    return None if chance == 0 else 1 - seen / chance


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
def test_kappa_is_that_of_the_table_and_the_same_both_ways(pairs: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found, by_table = weighted_kappa(one, other), table_kappa(one, other)
    assert found == weighted_kappa(other, one)
    assert (found is None) == (by_table is None)
    if found is not None and by_table is not None:
        assert abs(float(found) - by_table) <= 0.005 + 1e-9


def test_agreement_by_hand() -> None:
    # Three memos the same, one a level apart, one two levels apart. Squares: 0+0+0+1+4 = 5 over 5 memos = 1.
    # By chance: each of 1,2,3,4,4 with each of 1,2,3,3,2: 10+3+6+19+19 = 57 over 25 pairs = 2.28.
    # 1 - 1/2.28 = 0.5614.
    found = agreement([1, 2, 3, 4, 4], [1, 2, 3, 3, 2])
    assert (found.memos, found.exact, found.adjacent, found.kappa) == (5, 3, 1, Decimal("0.56"))


def test_the_first_level_counts_and_another_marker_is_compared(small_school) -> None:
    rubric = small_school.course.part("part01-count").folder / "rubric.md"
    examples = "\n\n### Example, level 3\n\nSend the file by Friday.\n\n*Why level 3:* a day.\n\n"
    rubric.write_text(rubric.read_text() + examples + "### Example, level 1\n\nSend it.\n")
    strong, weak = find_anchors(small_school.course, "part01-count")
    assert (strong.level, strong.why, weak.text) == (3, "a day.", "Send it.")

    def give(by: str, **levels: int) -> None:
        mark_anchors(
            small_school.office, small_school.course, "part01-count",
            {{"strong": strong, "weak": weak}[name].id: level for name, level in levels.items()},
            actor=by, now=small_school.during,
        )  # fmt: skip

    give(RIVERA, strong=3)
    give(RIVERA, strong=1, weak=2)  # the first level of the strong one stays
    give(KELLER, weak=1)
    levels = levels_given(small_school.office)
    assert levels == {RIVERA: {strong.id: 3, weak.id: 2}, KELLER: {weak.id: 1}}
    found = calibration(RIVERA, (strong, weak), levels)
    assert (found.with_anchors.exact, found.with_anchors.adjacent) == (1, 1)
    assert (found.others[KELLER].memos, found.others[KELLER].adjacent) == (1, 1)
    for wrong in ({}, {"a-unknown": 3}, {strong.id: 5}, {strong.id: 0}):
        with pytest.raises(GradingError, match="Nothing was recorded"):
            mark_anchors(
                small_school.office, small_school.course, "part01-count", wrong,
                actor=KELLER, now=small_school.during,
            )  # fmt: skip
    assert len(Ledger(small_school.office.records()).events(kinds={EventKind.CALIBRATED})) == 3
