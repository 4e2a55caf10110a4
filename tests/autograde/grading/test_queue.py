"""The instructors' queue: what waits, until when, for whom; and second readings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from autograde.errors import GradingError, NotAllowed
from autograde.ledger.events import EventKind
from autograde.marking.assignment import FIRST, SECOND, QueuedMemo, with_assignments
from autograde.marking.mark import mark_memo
from autograde.marking.memos import memo_versions
from autograde.marking.queue import memo_queue
from autograde.marking.second_reading import answer_second_reading, ask_second_reading, second_reading
from autograde.people.staff import Role, Staff

PART = "part01-counting"
SENT = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)


def memo(person: str, instructor: str = "", turn: int = 0, days: int = 0, **more: Any) -> QueuedMemo:
    """A memo sent some days ago, promised within three days (of any kind)."""
    sent = SENT - timedelta(days=days)
    return QueuedMemo(person, PART, "0" * 64, sent, sent + timedelta(days=3), instructor, turn, **more)


def who(queue: list[QueuedMemo]) -> list[tuple[str, int]]:
    return [(one.instructor, one.turn) for one in queue]


def test_new_memos_go_to_whoever_has_the_fewest() -> None:
    queue = [memo("a", "rivera", FIRST), memo("b"), memo("c"), memo("d")]
    assert who(with_assignments(queue, ["keller", "rivera"], SENT)) == [
        ("rivera", 1), ("keller", 1), ("keller", 1), ("rivera", 1),
    ]  # fmt: skip


def test_an_overdue_memo_passes_once_to_somebody_else() -> None:
    late = [memo("a", "rivera", FIRST, days=4)]
    (passed,) = with_assignments(late, ["keller", "rivera"], SENT)
    assert (passed.instructor, passed.turn, passed.earlier) == ("keller", SECOND, ("rivera",))
    assert with_assignments([passed], ["keller", "rivera"], SENT + timedelta(days=30)) == [passed]
    assert with_assignments(late, ["rivera"], SENT) == late  # there is nobody else


def test_until_the_promise_has_passed_a_memo_stays() -> None:
    on_time = [memo("a", "rivera", FIRST, days=3)]
    assert with_assignments(on_time, ["keller", "rivera"], SENT) == on_time


def test_who_leaves_leaves_her_memos_to_others_in_the_same_turn() -> None:
    (taken,) = with_assignments([memo("a", "gone", FIRST)], ["keller"], SENT)
    assert (taken.instructor, taken.turn) == ("keller", FIRST)
    assert with_assignments([memo("a")], [], SENT) == [memo("a")]


def test_a_second_reading_never_goes_to_whoever_gave_the_mark() -> None:
    asked = [memo("a", asked="e-1", earlier=("keller",))]
    assert who(with_assignments(asked, ["keller", "rivera"], SENT)) == [("rivera", 1)]
    assert with_assignments(asked, ["keller"], SENT) == asked


@pytest.fixture
def staffed(school: Any) -> Any:
    """A school with a program office and two instructors."""
    staff = Staff(school.office.records())
    joan = staff.add("Joan Ellis", [Role.STAFF], school.now())
    school.rivera = staff.add("Lucia Rivera", [Role.INSTRUCTOR], school.now(), actor=joan)
    school.keller = staff.add("Tomas Keller", [Role.INSTRUCTOR], school.now(), actor=joan)
    return school


def graded(school: Any, **changes: str) -> str:
    person: str = school.join()
    school.send(person, school.right(person, **changes))
    school.grade()
    return person


def mark(school: Any, person: str, actor: str, points: float | None) -> Any:
    met = points is not None
    return mark_memo(
        school.office, school.course, "spring", person, PART, verdict="met" if met else "returned",
        points=points, comment="Say which rows.", rubric_row=None if met else "Count", actor=actor,
        now=school.now(), rules=school.rules,
    )  # fmt: skip


def queue(school: Any, now: datetime | None = None) -> list[QueuedMemo]:
    return memo_queue(school.office, school.course, "spring", now or school.now())


def test_the_queue_says_until_when_and_for_whom_and_puts_it_on_record_once(staffed: Any) -> None:
    first, second = graded(staffed), graded(staffed)
    waiting = queue(staffed)
    assert [(one.person, one.instructor) for one in waiting] == [
        (first, staffed.rivera), (second, staffed.keller),
    ]  # fmt: skip
    # Sent on a Saturday; the second working day is Tuesday.
    assert {one.due_at.strftime("%A") for one in waiting} == {"Tuesday"}
    assert queue(staffed) == waiting
    told = staffed.events(EventKind.MEMO_ASSIGNED)
    assert [(e.person, e.body["to"], e.body["turn"], e.actor) for e in told] == [
        (first, staffed.rivera, 1, "system:queue"), (second, staffed.keller, 1, "system:queue"),
    ]  # fmt: skip


def test_after_the_promise_a_memo_is_with_a_second_instructor(staffed: Any) -> None:
    person = graded(staffed)
    (before,) = queue(staffed)
    later = before.due_at + timedelta(minutes=1)
    (after,) = queue(staffed, later)
    assert (before.instructor, after.instructor, after.turn) == (staffed.rivera, staffed.keller, SECOND)
    assert after.overdue(later)
    assert queue(staffed, later) == [after]
    mark(staffed, person, staffed.keller, 3)
    assert queue(staffed, later) == []


def test_both_versions_and_both_marks_are_kept(staffed: Any) -> None:
    person = graded(staffed)
    mark(staffed, person, staffed.rivera, None)
    staffed.send(person, staffed.right(person, note="We counted rows one to four, twice."))
    staffed.grade()
    assert [one.person for one in queue(staffed)] == [person]
    mark(staffed, person, staffed.keller, 2)
    mark(staffed, person, staffed.keller, 3)
    first, second = memo_versions(staffed.office, "spring", person, PART)
    assert [(m.verdict, m.by, m.comment) for m in first.marks] == [
        ("returned", staffed.rivera, "Say which rows.")
    ]
    assert second.text == "We counted rows one to four, twice."
    assert [(m.verdict, m.points, m.corrected) for m in second.marks] == [("met", 2, True), ("met", 3, False)]


def answer(school: Any, person: str, actor: str, points: float | None, reason: str = "I see it so.") -> Any:
    return answer_second_reading(
        school.office, school.course, "spring", person, PART, points=points, reason=reason, actor=actor,
        now=school.now(), rules=school.rules,
    )  # fmt: skip


def ask(school: Any, person: str) -> Any:
    return ask_second_reading(school.office, "spring", person, PART, "The row is there.", school.now())


def test_a_second_reading_is_asked_once_and_answered_by_another(staffed: Any) -> None:
    person = graded(staffed)
    assert not second_reading(staffed.office, "spring", person, PART).may_ask
    with pytest.raises(GradingError, match="no answer to this memo yet"):
        ask(staffed, person)
    mark(staffed, person, staffed.rivera, None)
    assert second_reading(staffed.office, "spring", person, PART).may_ask
    ask(staffed, person)
    with pytest.raises(GradingError, match="once"):
        ask(staffed, person)
    (waiting,) = queue(staffed)
    assert (waiting.instructor, bool(waiting.asked)) == (staffed.keller, True)

    with pytest.raises(NotAllowed, match="Another instructor"):
        answer(staffed, person, staffed.rivera, 3)
    with pytest.raises(GradingError, match="with a reason"):
        answer(staffed, person, staffed.keller, 3, " ")
    answer(staffed, person, staffed.keller, 3)
    reading = second_reading(staffed.office, "spring", person, PART)
    assert (reading.changed, reading.answer, reading.why) == (True, "I see it so.", "The row is there.")
    assert queue(staffed) == []
    assert [e.body["verdict"] for e in staffed.events(EventKind.FEEDBACK_GIVEN)] == ["returned", "met"]
    assert len(staffed.events(EventKind.PART_COMPLETED)) == 1
    with pytest.raises(GradingError, match="once"):
        ask(staffed, person)
    assert "row is there" not in repr(staffed.events())


def test_a_second_reading_may_let_the_mark_stand_and_never_takes_away(staffed: Any) -> None:
    person = graded(staffed)
    mark(staffed, person, staffed.rivera, 2)
    ask(staffed, person)
    with pytest.raises(GradingError, match="at least 2 points"):
        answer(staffed, person, staffed.keller, 1)
    given = answer(staffed, person, staffed.keller, None)
    assert given.body["outcome"] == "stands"
    assert second_reading(staffed.office, "spring", person, PART).changed is False
    assert len(staffed.events(EventKind.FEEDBACK_GIVEN)) == 1
    with pytest.raises(GradingError, match="No second reading"):
        answer(staffed, person, staffed.keller, None)


def test_a_request_goes_with_the_memo_it_was_about(staffed: Any) -> None:
    person = graded(staffed)
    mark(staffed, person, staffed.rivera, None)
    ask(staffed, person)
    staffed.send(person, staffed.right(person, note="Now with the rows, one by one."))
    staffed.grade()
    assert [one.asked for one in queue(staffed)] == [""]  # the new memo waits, the old request does not
