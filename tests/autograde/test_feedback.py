"""What a learner is told: her own words, what the check said, her instructor's words, and no more."""

import json
from dataclasses import asdict
from datetime import timedelta

import pytest

from autograde.errors import ReleaseError
from autograde.feedback import Feedback, FeedbackState, feedback
from autograde.marking.mark import mark_memo
from autograde.release.leaks import leaks_in, secrets

LETTER = "Please send the payroll register by Friday.\n\nIn solidarity, Ana <b>&</b> team"


def told(school, person: str) -> Feedback:
    return feedback(school.office, school.session, person, school.part)


def mark(
    school, person: str, verdict: str, comment: str, points: float | None = None, hours: int = 2
) -> None:
    mark_memo(
        school.office, school.course, school.session, person, school.part,
        verdict=verdict, points=points, comment=comment, rubric_row="asks", actor="p-5ca1ab1e0001",
        now=school.during + timedelta(hours=hours), rules=school.rules,
    )  # fmt: skip


def test_nothing_sent_yet(small_school) -> None:
    given = told(small_school, small_school.join())
    assert (given.state, given.shown, given.attempts, given.title) == (
        FeedbackState.NOTHING_SENT,
        None,
        (),
        "Part 1: Count",
    )


def test_received_and_waiting(small_school) -> None:
    ana = small_school.join()
    receipt = small_school.send(ana, small_school.packet(ana, {"base": "$1"}))
    given = told(small_school, ana)
    assert given.state is FeedbackState.WAITING
    assert given.questions == ()
    assert [attempt.receipt for attempt in given.attempts] == [receipt.number]


def test_graded_with_a_named_mistake_a_right_choice_and_a_memo_that_waits(small_school) -> None:
    ana = small_school.join()
    half = 500 + 5 * small_school.variant(ana)
    small_school.send(
        ana, small_school.packet(ana, {"base": f"${half}.00", "reading": "more", "letter": LETTER})
    )
    small_school.grade()
    given = told(small_school, ana)
    assert given.state is FeedbackState.GRADED
    base, reading = given.questions
    assert (base.typed, base.understood) == (f"${half}.00", f"${half}")
    assert (base.status, base.sentence) == ("not_yet", "That is one half of the people only.")
    assert (base.points, base.max_points) == (0.0, 4.0)
    assert (reading.status, reading.points) == ("correct", 2.0)
    assert given.memo is not None
    assert (given.memo.text, given.memo.verdict, given.memo.comment) == (LETTER, None, None)
    assert given.shown is not None
    assert (given.shown.points, given.shown.max_points) == (2.0, 6.0)


def test_the_instructors_answer_and_a_revised_memo(small_school) -> None:
    ana, tomorrow = small_school.join(), small_school.during + timedelta(days=1)
    small_school.send(ana, small_school.packet(ana, {"letter": LETTER}))
    small_school.grade()
    mark(small_school, ana, "returned", "Name the file you want.")
    returned = told(small_school, ana).memo
    assert returned is not None
    assert (returned.verdict, returned.comment, returned.rubric_row) == (
        "returned",
        "Name the file you want.",
        "asks",
    )

    revised = small_school.packet(ana, {"letter": LETTER + "\nAs a spreadsheet."}, made_at=tomorrow)
    small_school.send(ana, revised, at=tomorrow)
    waiting = told(small_school, ana)
    assert waiting.state is FeedbackState.WAITING
    assert waiting.memo == returned  # the earlier one stays in view until the new one is scored

    small_school.grade(at=tomorrow)
    again = told(small_school, ana)
    assert again.memo is not None
    assert (again.memo.verdict, again.memo.comment) == (None, None)  # the old mark was of the old text
    assert again.memo.text is not None
    assert again.memo.text.endswith("As a spreadsheet.")
    mark(small_school, ana, "met", "Now it is complete.", points=5, hours=40)
    done = told(small_school, ana)
    assert done.memo is not None
    assert (done.memo.verdict, done.memo.points, done.memo.comment) == ("met", 5.0, "Now it is complete.")
    assert [attempt.receipt for attempt in done.attempts] == [attempt.receipt for attempt in again.attempts]
    assert len(done.attempts) == 2


def test_an_unchanged_memo_keeps_its_mark(small_school) -> None:
    ana, tomorrow = small_school.join(), small_school.during + timedelta(days=1)
    small_school.send(ana, small_school.packet(ana, {"letter": LETTER}))
    small_school.grade()
    mark(small_school, ana, "met", "Good.", points=6)
    small_school.send(ana, small_school.packet(ana, {"reading": "more"}, made_at=tomorrow), at=tomorrow)
    small_school.grade(at=tomorrow)
    given = told(small_school, ana)
    assert given.shown is not None
    assert given.shown.points == 2.0
    assert given.memo is not None
    assert (given.memo.verdict, given.memo.comment) == ("met", "Good.")


def test_a_corrected_mark_replaces_the_one_before(small_school) -> None:
    ana = small_school.join()
    small_school.send(ana, small_school.packet(ana, {"letter": LETTER}))
    small_school.grade()
    mark(small_school, ana, "met", "Good.", points=3)
    mark(small_school, ana, "met", "Very good.", points=6, hours=3)
    memo = told(small_school, ana).memo
    assert memo is not None
    assert (memo.points, memo.comment) == (6.0, "Very good.")


def test_nothing_typed(small_school) -> None:
    ana = small_school.join()
    small_school.send(ana, small_school.packet(ana, {}))
    small_school.grade()
    given = told(small_school, ana)
    assert [question.typed for question in given.questions] == [None, None]
    assert [question.status for question in given.questions] == ["to_do", "to_do"]
    assert given.memo is not None
    assert (given.memo.text, given.memo.verdict, given.memo.points) == (None, "empty", 0.0)


def test_a_run_that_broke_is_with_staff_and_shows_no_score(small_school) -> None:
    def breaks(*_args: object) -> None:
        from autograde.errors import GradingError

        raise GradingError("The kernel died.")

    ana = small_school.join()
    small_school.send(ana, small_school.packet(ana, {"base": "$1"}))
    small_school.grade(engine=breaks)
    given = told(small_school, ana)
    assert (given.state, given.shown, given.questions) == (FeedbackState.WITH_STAFF, None, ())
    assert given.attempts[0].run_failed
    assert "kernel" not in str(asdict(given))


def test_what_was_erased_is_not_there_and_the_rest_is(small_school) -> None:
    ana = small_school.join()
    receipt = small_school.send(ana, small_school.packet(ana, {"reading": "more", "letter": LETTER}))
    small_school.grade()
    (small_school.office.packets / f"{receipt.sha256}.zip").unlink()
    for run in small_school.office.evidence.glob("*.ipynb"):
        run.unlink()
    given = told(small_school, ana)
    assert [question.typed for question in given.questions] == [None, None]
    assert [question.status for question in given.questions] == [None, None]
    assert given.shown is not None
    assert given.shown.points == 2.0


def test_no_code_no_key_and_no_right_answer(small_school) -> None:
    """Wrong answers of every kind: nothing that only the grader may see comes back."""
    ana = small_school.join()
    right = 1000 + 10 * small_school.variant(ana)
    for number, typed in enumerate(["abc", "1", str(right - 1), "1.234,5", "=__import__('os')", "same"]):
        moment = small_school.during + timedelta(minutes=number)
        answers = {"base": typed, "reading": "same"}
        small_school.send(ana, small_school.packet(ana, answers, made_at=moment), at=moment)
        small_school.grade()
        shown = json.dumps(asdict(told(small_school, ana)), default=str, ensure_ascii=False)
        assert leaks_in(shown, secrets(small_school.course.folder / small_school.part)) == []
        assert "Traceback" not in shown
        assert "score(" not in shown
        for spelling in (str(right), f"{right:,}"):
            assert spelling not in shown.replace(f'"typed": "{typed}"', "")


def test_a_part_that_is_not_open_has_no_feedback(small_school) -> None:
    ana = small_school.join()
    with pytest.raises(ReleaseError):
        feedback(small_school.office, small_school.session, ana, "part02-later")
