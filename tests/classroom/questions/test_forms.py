"""A question box: what it answers to what the browser sends."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from classroom.part import Part, open_part
from classroom.questions.asking import choice, dollars, long_text, number, percent
from classroom.questions.forms import QuestionForm, show_form, shown, watch
from classroom.questions.question import Key, Mistake, Practice

Clock = Callable[[], datetime]
FTE = number("fte-total", "How many FTE are in the unit?", unit="FTE")
COUNTED = Mistake("cells counted", 39, "You counted the filled cells; add the numbers inside them.")
PRACTICE = Practice(
    FTE,
    Key(Decimal("80.5"), within=Decimal("0.01"), mistakes=(COUNTED,), why="Every later figure stands on it."),
    hints=("Add the numbers in the cells.", "Keep half posts as halves."),
    worked="12 + 20.5 + 48 = 80.5",
)


@pytest.fixture
def practice(opened_part: Part, clock: Clock) -> QuestionForm:
    return QuestionForm(opened_part, FTE, PRACTICE, clock=clock)


@pytest.fixture
def graded(opened_part: Part, clock: Clock) -> QuestionForm:
    return QuestionForm(
        opened_part, dollars("salary-base", "What is the salary base?"), points=4, clock=clock
    )


def send(form: QuestionForm, kind: str, text: str, mark: str = "tab-1:1", based_on: int | None = None) -> Any:
    return form.handle({"type": kind, "text": text, "based_on": based_on, "mark": mark})


def test_a_save_is_acknowledged_with_its_mark_revision_and_time(
    graded: QuestionForm, opened_part: Part
) -> None:
    said = send(graded, "save", "$1,590,000")
    assert said == {
        "type": "saved",
        "mark": "tab-1:1",
        "revision": 1,
        "at": "2026-09-15T19:42:00+00:00",
        "conflict": None,
    }
    assert opened_part.book.read()["salary-base"].text == "$1,590,000"
    assert (graded.text, graded.revision) == ("$1,590,000", 1)


@pytest.mark.parametrize(
    ("question", "typed", "echo", "problem"),
    [
        (dollars("salary-base", "?"), "1.59m", "Read as $1,590,000.", ""),
        (dollars("salary-base", "?"), "=1.02*66848.74", "Read as $68,185.7148.", ""),
        (percent("top-share", "?"), "2.17%", "Read as 2.17 %.", ""),
        (percent("top-share", "?"), "0.4", "", "Did you mean 40 %, or 0.4 %? Type the percent sign."),
        (FTE, "80.5 FTE", "Read as 80.5 FTE.", ""),
        (FTE, "  ", "", ""),
    ],
)
def test_the_learner_sees_how_her_amount_was_understood(
    opened_part: Part, clock: Clock, question: Any, typed: str, echo: str, problem: str
) -> None:
    form = QuestionForm(opened_part, question, clock=clock)
    send(form, "save", typed)
    assert (form.read["echo"], form.read["problem"]) == (echo, problem)


def test_the_same_text_again_is_the_same_revision(graded: QuestionForm) -> None:
    first = send(graded, "save", "5,000,000")
    again = send(graded, "save", "5,000,000", mark="tab-2:1")
    assert (again["revision"], again["at"]) == (first["revision"], first["at"])


def test_one_tab_that_types_faster_than_we_answer_is_no_conflict(graded: QuestionForm) -> None:
    send(graded, "save", "5,000", mark="tab-1:1", based_on=0)
    said = send(graded, "save", "6,000,000", mark="tab-1:2", based_on=0)
    assert said["conflict"] is None
    assert graded.text == "6,000,000"


def test_two_tabs_that_type_at_once_are_told_so(graded: QuestionForm, opened_part: Part) -> None:
    send(graded, "save", "5,000,000", mark="tab-1:1", based_on=0)
    said = send(graded, "save", "6,000,000", mark="tab-2:1", based_on=0)
    assert "answered in another tab or window" in said["conflict"]
    assert graded.text == "6,000,000"
    assert "5,000,000" in (opened_part.folder / "answers-history.jsonl").read_text()


def test_tries_bring_hints_and_then_the_worked_solution(practice: QuestionForm, opened_part: Part) -> None:
    said = send(practice, "check", "71")
    assert (said["status"], said["hints"], said["worked"]) == (
        "not_yet",
        ["Add the numbers in the cells."],
        "",
    )
    said = send(practice, "check", "39")
    assert said["sentence"] == COUNTED.say
    assert said["hints"] == list(PRACTICE.hints)
    said = send(practice, "check", "72")
    assert said["worked"] == PRACTICE.worked
    assert opened_part.book.read()["fte-total"].tries == 3


def test_nothing_typed_and_an_unclear_amount_are_no_tries(practice: QuestionForm, opened_part: Part) -> None:
    assert send(practice, "check", "")["status"] == "to_do"
    assert send(practice, "check", "80,5")["status"] == "format"
    assert opened_part.book.read()["fte-total"].tries == 0


def test_a_right_answer_says_why_it_matters_and_drops_the_hints(practice: QuestionForm) -> None:
    send(practice, "check", "71")
    said = send(practice, "check", "80.5")
    assert (said["status"], said["symbol"], said["word"]) == ("correct", "✓", "Correct.")
    assert said["why"] == "Every later figure stands on it."
    assert said["hints"] == []
    assert practice.help_label == "Show the worked solution"


def test_help_comes_one_step_at_a_time_and_is_counted(practice: QuestionForm, opened_part: Part) -> None:
    labels = [practice.help_label]
    for _press in range(3):
        said = practice.handle({"type": "hint"})
        labels.append(practice.help_label)
    assert labels == ["Show a hint", "Show another hint", "Show the worked solution", ""]
    assert said["worked"] == PRACTICE.worked
    assert opened_part.book.read()["fte-total"].help == 3
    assert opened_part.book.read()["fte-total"].tries == 0


def test_a_new_kernel_shows_answer_reply_and_hints_again(practice: QuestionForm, clock: Clock) -> None:
    send(practice, "check", "39")
    again = QuestionForm(open_part(practice.part.folder), FTE, PRACTICE, clock=clock)
    assert again.text == "39"
    assert again.result == practice.result
    assert again.help_label == practice.help_label


def test_a_new_kernel_remembers_an_answer_that_was_right_at_once(practice: QuestionForm) -> None:
    send(practice, "check", "80.5")
    again = QuestionForm(open_part(practice.part.folder), FTE, PRACTICE)
    assert again.result["status"] == "correct"


def test_a_graded_question_has_no_reply_and_no_help(graded: QuestionForm) -> None:
    send(graded, "check", "1")
    graded.handle({"type": "hint"})
    assert graded.result == {}
    assert graded.help_label == ""


def test_a_file_that_cannot_be_written_is_a_sentence(graded: QuestionForm, opened_part: Part) -> None:
    (opened_part.folder / "answers.json").mkdir()
    said = send(graded, "save", "5,000,000")
    assert said["type"] == "not_saved"
    assert said["mark"] == "tab-1:1"
    assert said["sentence"].startswith("Not saved. answers.json cannot be read")
    assert said["sentence"].endswith("Your words are kept in this browser.")


def test_what_nobody_expected_is_a_sentence_and_a_line_in_the_log(
    graded: QuestionForm, workspace: Path
) -> None:
    said = graded.handle({"type": "save", "mark": "tab-1:1"})
    assert said["type"] == "not_saved"
    assert "Error" not in said["sentence"]
    assert "KeyError" in (workspace / ".classroom" / "log.txt").read_text()


def test_a_text_longer_than_may_be_sent_is_not_saved(opened_part: Part, clock: Clock) -> None:
    form = QuestionForm(opened_part, long_text("letter", "Write."), clock=clock)
    said = send(form, "save", "x" * 20_001)
    assert said["type"] == "not_saved"
    assert "20,000" in said["sentence"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "Zoë & José\n\nline", "$5 and $6", "\ud800 half"]
)
def test_any_text_is_kept_as_text(opened_part: Part, clock: Clock, text: str) -> None:
    form = QuestionForm(opened_part, long_text("letter", "Write."), clock=clock)
    assert send(form, "save", text)["type"] == "saved"
    assert form.text == text.replace("\ud800", "\ufffd")


@pytest.mark.parametrize(
    ("question", "practice", "points", "heading"),
    [
        (FTE, PRACTICE, None, "Practice"),
        (dollars("salary-base", "?"), None, 4, "Scored when you submit · 4 points"),
        (dollars("salary-base", "?"), None, 1, "Scored when you submit · 1 point"),
        (long_text("letter", "Write."), None, 6, "Read by your instructor · 6 points"),
        (choice("average", "Which?", {"a": "A", "b": "B"}), None, None, "Scored when you submit"),
    ],
)
def test_a_heading_says_what_becomes_of_the_answer(
    opened_part: Part, question: Any, practice: Practice | None, points: float | None, heading: str
) -> None:
    assert QuestionForm(opened_part, question, practice, points).shown["heading"] == heading


def test_shown_boxes_are_listed_and_saves_are_told(opened_part: Part) -> None:
    form = show_form(opened_part, dollars("salary-base", "What is the salary base?"))
    told: list[str] = []
    watch(opened_part, lambda: told.append("saved"))
    assert shown(opened_part) == {"salary-base": form}
    assert form is not None
    assert form.shown["heading"].endswith("4 points")  # the part knows
    send(form, "save", "1")
    assert told == ["saved"]


def test_while_grading_nothing_is_shown(opened_part: Part) -> None:
    grading = dataclasses.replace(opened_part, grading=True)
    assert show_form(grading, FTE, PRACTICE) is None
    assert shown(grading) == {}


def test_the_browsers_copy_belongs_to_one_workspace(opened_part: Part, tmp_path: Path) -> None:
    elsewhere = dataclasses.replace(opened_part, folder=tmp_path)
    keys = {QuestionForm(part, FTE).storage_key for part in (opened_part, elsewhere)}
    assert len(keys) == 2
    assert all(key.startswith("costing/part01-know-your-unit/2026-fall/fte-total/") for key in keys)
