"""Item analysis: worked by hand on six learners, and made from a real session."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from autograde.reports.item_statistics import Taken, discrimination, item_statistics
from autograde.reports.items import items
from autograde.reports.report import write_report
from autograde.reports.scope import Scope, find


def taken(a: int, b: int, tries: int = 1, helped: bool = False, *mistakes: str) -> Taken:
    """Points of 1 for the question a, of 3 for the question b."""
    first = {"a": (float(a), 1.0), "b": (float(b), 3.0)}
    latest = {"a": (1.0, 1.0), "b": (3.0, 3.0)}
    return Taken(first, latest, {"a": tries}, {"a": helped}, {"a": mistakes})


SIX = [
    taken(1, 3), taken(1, 2), taken(1, 3), taken(0, 1, 2, True, "cells counted"),
    taken(0, 0, 3, True, "cells counted", "cells counted"), taken(0, 0, 2, False, "half of it"),
]  # fmt: skip


def test_a_question_worked_by_hand() -> None:
    """Right: 3 of 6. Tries: 10 in 6. Help: 2 of 6. With x = 1 1 1 0 0 0 and y = 3 2 3 1 0 0 (of 3):

    the deviations from 0.5 and 1.5 multiply to a sum of 3.5; the squares sum to 1.5 and 9.5;
    3.5 / sqrt(1.5 * 9.5) = 3.5 / 3.775 = 0.93.
    """
    found = item_statistics("a", SIX)
    assert found.learners == 6
    assert (found.right_first_percent, found.right_latest_percent) == (Decimal("50.0"), Decimal("100.0"))
    assert (found.mean_tries, found.helped_percent) == (Decimal("1.7"), Decimal("33.3"))
    assert found.discrimination == Decimal("0.93")
    assert found.mistakes == (("cells counted", 2), ("half of it", 1))


def test_of_fewer_than_five_nothing_is_said() -> None:
    found = item_statistics("a", SIX[:4])
    assert found.learners == 4
    assert (found.right_first_percent, found.mean_tries, found.discrimination) == (None, None, None)
    assert found.mistakes == ()


def test_a_question_that_everybody_gets_tells_nobody_apart() -> None:
    assert discrimination("a", [taken(1, points) for points in (0, 1, 2, 3, 3)]) is None
    assert discrimination("a", [taken(right, 2) for right in (0, 1, 0, 1, 1)]) is None


def test_a_question_that_only_the_weak_get_is_negative() -> None:
    found = discrimination("a", [taken(0, 3), taken(0, 3), taken(0, 2), taken(1, 0), taken(1, 0)])
    assert found is not None
    assert found < Decimal("-0.9")


def test_the_report_of_a_session(small_school: Any, tmp_path: Any) -> None:
    school = small_school
    for number in range(5):
        person = school.join(f"Learner {'ABCDE'[number]}")
        right = f"{1000 + 10 * school.variant(person)}"
        half = f"{500 + 5 * school.variant(person)}"
        answers = {
            "base": half if number < 2 else right,
            "reading": "more",
            "letter": "Please send it by Friday.",
        }
        school.send(person, school.packet(person, answers))
        if number == 0:
            school.send(person, school.packet(person, {"base": right}))
    school.grade()
    found = find(school.office, school.courses, Scope(("spring",)), school.closes_at, school.programs)
    report = items(school.office, found)
    rows = {row[0]: row[1:] for row in report.rows}
    base = rows["Part 1: base"]
    assert base[:4] == [5, Decimal("60.0"), Decimal("80.0"), Decimal("1.2")]
    assert base[6] == "half of it (2)"
    assert rows["Part 1: reading"][:3] == [5, Decimal("100.0"), Decimal("100.0")]
    paths = write_report(report, tmp_path, school.closes_at)
    page = next(path for path in paths if path.suffix == ".html").read_text()
    assert "Item analysis" in page
    assert "Learner A" not in page


@pytest.mark.parametrize("learners", [0, 3])
def test_a_small_session_says_how_many_and_no_more(small_school: Any, learners: int) -> None:
    for number in range(learners):
        person = small_school.join(f"Learner {'ABC'[number]}")
        small_school.send(person, small_school.packet(person, {"base": "$1,000"}))
    small_school.grade()
    found = find(
        small_school.office, small_school.courses, Scope(("spring",)), small_school.closes_at,
        small_school.programs,
    )  # fmt: skip
    rows = items(small_school.office, found).rows
    assert all(row[1] == learners and row[2:7] == [None] * 5 for row in rows)
    assert bool(rows) == bool(learners)
