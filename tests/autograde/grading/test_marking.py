"""The memo: who has to read it, what a mark does, and what becomes of a mark when the memo changes."""

from collections.abc import Callable
from typing import Any

import pytest

from autograde.errors import GradingError
from autograde.evidence import comment_text
from autograde.ledger.events import EventKind
from autograde.marking.mark import mark_memo
from autograde.marking.memos import waiting_memos

PART = "part01-counting"
Rows = Callable[..., dict[str, tuple[float, float, bool]]]


def mark(
    school: Any, person: str, verdict: str, points: float | None = None, comment: str = "", row: str = ""
) -> Any:
    return mark_memo(
        school.office, school.course, "spring", person, PART, verdict=verdict, points=points, comment=comment,
        rubric_row=row or None, actor="p-5ca1ab1e0001", now=school.now(), rules=school.rules,
    )  # fmt: skip


def queue(school: Any) -> list[str]:
    return [memo.person for memo in waiting_memos(school.office, "spring")]


def sent_and_graded(school: Any, **changes: str) -> str:
    person: str = school.join()
    school.send(person, school.right(person, **changes))
    school.grade()
    return person


def test_written_memos_wait_and_nothing_else_does(school: Any, gradebook_rows: Rows) -> None:
    written, empty = school.join("A"), school.join("B")
    school.send(written, school.right(written))
    school.send(empty, school.right(empty, note="  \n "))
    school.grade()
    assert queue(school) == [written]
    assert gradebook_rows(written)["note"] == (0, 3, True)
    assert gradebook_rows(empty)["note"] == (0, 3, False)
    assert [row[2] for cell, row in gradebook_rows(written).items() if cell != "note"] == [False, False]


def test_met_gives_points_and_completes_the_part(school: Any, gradebook_rows: Rows) -> None:
    person = sent_and_graded(school)
    given = mark(school, person, "met", 3, "Clear: I could repeat your count.")
    assert gradebook_rows(person)["note"] == (3, 3, False)
    assert queue(school) == []
    assert {name: given.body[name] for name in ("verdict", "points", "max_points", "rubric_row")} == {
        "verdict": "met", "points": 3, "max_points": 3, "rubric_row": None,
    }  # fmt: skip
    assert comment_text(school.office, given.body["comment_id"]) == "Clear: I could repeat your count."
    assert "repeat" not in str(given.body)
    assert [e.body["part"] for e in school.events(EventKind.PART_COMPLETED)] == [PART]


def test_returned_names_one_change_and_a_row(school: Any, gradebook_rows: Rows) -> None:
    person = sent_and_graded(school)
    given = mark(school, person, "returned", comment="Say which rows you counted.", row="Count")
    assert (given.body["verdict"], given.body["rubric_row"]) == ("returned", "Count")
    assert gradebook_rows(person)["note"] == (0, 3, False)
    assert school.events(EventKind.PART_COMPLETED) == []


@pytest.mark.parametrize(
    ("verdict", "points", "comment", "row", "told"),
    [
        ("met", None, "", "", "its points"),
        ("met", 3.5, "", "", "from 0 to 3"),
        ("met", -1, "", "", "from 0 to 3"),
        ("met", float("nan"), "", "", "from 0 to 3"),
        ("met", 3, "", "Style", "not a row of the rubric"),
        ("returned", None, "Change this.", "", "Name the row"),
        ("returned", None, " ", "Count", "Write what to change"),
        ("returned", None, "Change this.", "Style", "Its rows are: Count, Plain words"),
    ],
)
def test_an_incomplete_mark_is_refused_and_changes_nothing(
    verdict: str, points: float | None, comment: str, row: str, told: str, school: Any, gradebook_rows: Rows
) -> None:
    person = sent_and_graded(school)
    before = gradebook_rows(person)
    with pytest.raises(GradingError, match=told):
        mark(school, person, verdict, points, comment, row)
    assert gradebook_rows(person) == before
    assert school.events(EventKind.FEEDBACK_GIVEN) == []


def test_there_must_be_a_memo_to_mark(school: Any) -> None:
    person = school.join()
    with pytest.raises(GradingError, match="Grade first"):
        mark(school, person, "met", 3)
    school.send(person, school.right(person, note=""))
    school.grade()
    with pytest.raises(GradingError, match="wrote no memo"):
        mark(school, person, "met", 3)


def test_the_same_mark_twice_is_one_and_another_is_a_correction(school: Any, gradebook_rows: Rows) -> None:
    person = sent_and_graded(school)
    first = mark(school, person, "met", 2, "Good.")
    assert mark(school, person, "met", 2, "Good.") == first
    second = mark(school, person, "met", 3, "Better than I thought.")
    assert second.supersedes == first.id
    assert gradebook_rows(person)["note"][0] == 3
    assert comment_text(school.office, first.body["comment_id"]) == "Good."


def test_a_memo_sent_again_unchanged_keeps_its_mark(school: Any, gradebook_rows: Rows) -> None:
    person = sent_and_graded(school, payroll="$1")
    mark(school, person, "met", 3)
    school.send(person, school.right(person))
    school.grade()
    assert gradebook_rows(person)["note"] == (3, 3, False)
    assert queue(school) == []
    assert school.events(EventKind.GRADED)[-1].body["memo"] == "same"


def test_a_changed_memo_waits_again_and_its_old_mark_is_on_record(school: Any, gradebook_rows: Rows) -> None:
    person = sent_and_graded(school)
    mark(school, person, "returned", comment="Say which rows you counted.", row="Count")
    school.send(person, school.right(person, note="We counted rows one to four, twice, and the window row."))
    school.grade()
    assert gradebook_rows(person)["note"] == (0, 3, True)
    assert queue(school) == [person]
    replaced = school.events(EventKind.EXECUTED)[-1].body["replaced_mark"]
    assert replaced["points"] == 0
    assert comment_text(school.office, replaced["comment_id"]) == "Say which rows you counted."

    mark(school, person, "met", 3)
    assert gradebook_rows(person)["note"] == (3, 3, False)


def test_a_mark_given_in_formgrader_is_kept_when_the_memo_changes(school: Any, gradebook_rows: Rows) -> None:
    from autograde.gradebook import open_gradebook

    person = sent_and_graded(school)
    with open_gradebook(school.root) as gradebook:  # what formgrader's boxes do
        grade = gradebook.find_grade("note", PART, PART, person)
        grade.manual_score, grade.needs_manual_grade = 2.0, False
        gradebook.find_comment("note", PART, PART, person).manual_comment = "Nearly."
        gradebook.db.commit()
    school.send(person, school.right(person, note="Now with the rows I counted, one by one."))
    school.grade()
    replaced = school.events(EventKind.EXECUTED)[-1].body["replaced_mark"]
    assert (replaced["points"], comment_text(school.office, replaced["comment_id"])) == (2, "Nearly.")
    assert gradebook_rows(person)["note"] == (0, 3, True)


def test_a_memo_that_was_empty_waits_once_it_is_written(school: Any, gradebook_rows: Rows) -> None:
    person = sent_and_graded(school, note="")
    school.send(person, school.right(person))
    school.grade()
    assert gradebook_rows(person)["note"] == (0, 3, True)
    # The 0 of the empty memo was nobody's mark.
    assert school.events(EventKind.EXECUTED)[-1].body["replaced_mark"] is None


def test_a_memo_taken_away_leaves_the_queue(school: Any, gradebook_rows: Rows) -> None:
    person = sent_and_graded(school)
    school.send(person, school.right(person, note=""))
    school.grade()
    assert gradebook_rows(person)["note"] == (0, 3, False)
    assert queue(school) == []
