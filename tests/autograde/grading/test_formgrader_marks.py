"""Marks that were typed into formgrader reach the ledger, under whoever collects them, once."""

from __future__ import annotations

from typing import Any

import pytest

from autograde.evidence import comment_text
from autograde.gradebook import open_gradebook
from autograde.ledger.events import EventKind
from autograde.marking.formgrader import Collected, collect_marks, typed_marks

PART = "part01-counting"
RIVERA = "p-5ca1ab1e0001"


def type_into_formgrader(school: Any, person: str, points: float, comment: str = "") -> None:
    """What formgrader's boxes do to the gradebook (nbgrader 0.9.6, apihandlers.py)."""
    with open_gradebook(school.root) as gradebook:
        grade = gradebook.find_grade("note", PART, PART, person)
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.find_comment("note", PART, PART, person).manual_comment = comment
        gradebook.db.commit()


def graded(school: Any, **changes: str) -> str:
    person: str = school.join()
    school.send(person, school.right(person, **changes))
    school.grade()
    return person


def collect(school: Any) -> list[Collected]:
    return collect_marks(school.office, school.course, "spring", RIVERA, school.now(), school.rules)


def test_points_are_met_and_complete_the_part_once(school: Any) -> None:
    person = graded(school)
    assert collect(school) == []
    type_into_formgrader(school, person, 3, "Clear.")
    assert collect(school) == [Collected(person, PART, "met")]
    assert collect(school) == []
    (given,) = school.events(EventKind.FEEDBACK_GIVEN)
    assert (given.actor, given.body["points"], given.body["verdict"]) == (RIVERA, 3, "met")
    assert comment_text(school.office, given.body["comment_id"]) == "Clear."
    assert len(school.events(EventKind.PART_COMPLETED)) == 1


def test_no_points_are_returned_with_the_row_the_comment_begins_with(school: Any) -> None:
    person = graded(school)
    type_into_formgrader(school, person, 0, "plain words: say it as you would say it aloud.")
    assert collect(school) == [Collected(person, PART, "returned")]
    assert collect(school) == []
    (given,) = school.events(EventKind.FEEDBACK_GIVEN)
    assert given.body["rubric_row"] == "Plain words"
    assert comment_text(school.office, given.body["comment_id"]) == "say it as you would say it aloud."


def test_while_somebody_types_only_what_has_not_changed_is_taken(school: Any) -> None:
    person = graded(school)

    def look(since: list[Any]) -> list[Collected]:
        at = school.now()
        return collect_marks(school.office, school.course, "spring", RIVERA, at, school.rules, since)

    before = typed_marks(school.office, "spring")
    type_into_formgrader(school, person, 3, "Cle")
    assert look(before) == []
    half = typed_marks(school.office, "spring")
    type_into_formgrader(school, person, 3, "Clear.")
    assert look(half) == []
    assert look(typed_marks(school.office, "spring")) == [Collected(person, PART, "met")]
    (given,) = school.events(EventKind.FEEDBACK_GIVEN)
    assert comment_text(school.office, given.body["comment_id"]) == "Clear."


@pytest.mark.parametrize(
    ("points", "comment", "told"),
    [
        (0, "Say it aloud.", "Begin the comment with a row of the rubric and a colon (Count:, Plain words:)"),
        (0, "Style: say it aloud.", "Begin the comment with a row"),
        (0, "Count:", "Write what to change"),
        (4, "Splendid.", "from 0 to 3"),
    ],
)
def test_what_cannot_be_read_is_named_and_stays_as_it_is(
    school: Any, points: float, comment: str, told: str
) -> None:
    person = graded(school)
    type_into_formgrader(school, person, points, comment)
    for _again in range(2):
        (one,) = collect(school)
        assert told in one.problem
    assert school.events(EventKind.FEEDBACK_GIVEN) == []


def test_an_empty_memo_is_nobodys_mark(school: Any) -> None:
    graded(school, note=" ")
    assert collect(school) == []


def test_a_changed_mind_in_formgrader_is_a_correction(school: Any) -> None:
    person = graded(school)
    type_into_formgrader(school, person, 2, "Good.")
    collect(school)
    type_into_formgrader(school, person, 3, "Good.")
    collect(school)
    first, second = school.events(EventKind.FEEDBACK_GIVEN)
    assert second.supersedes == first.id
