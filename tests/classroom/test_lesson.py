"""The four calls of a lesson: for the learner, and in the grading office."""

import json
import os
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from classroom.errors import PartError, QuestionError
from classroom.lesson import RESULT_MIME, ask, memo, practice, score
from classroom.part import Part, open_part
from classroom.questions.asking import choice, dollars, long_text, number
from classroom.questions.question import Mistake

MONDAY = datetime(2027, 1, 4, 18, 0, tzinfo=UTC)
BASE = dollars("salary-base", "What is the salary base?")
FTE = number("fte-total", "How many FTE?", unit="FTE")
CELLS = Mistake("average of the cells", Decimal(10_187_925), "People are not spread evenly.")
LADDER: dict[str, Any] = {"hints": ["Add the numbers.", "Keep halves."], "worked": "159"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    part = {
        "format": 1, "course": "costing", "part": "part01", "title": "Know your unit", "release": "r1",
        "minutes": 45,
        "questions": {
            "fte-total": {"kind": "number", "points": 0, "graded": False},
            "salary-base": {"kind": "dollars", "points": 5, "graded": True},
        },
        "memo": {"id": "letter", "points": 6}, "notebook": "part01.ipynb",
    }  # fmt: skip
    (tmp_path / "part.json").write_text(json.dumps(part))
    (tmp_path / "variant.json").write_text(json.dumps({"format": 1, "session": "s", "variant": 0}))
    return tmp_path


def answered(place: Path, **texts: str) -> None:
    book = open_part(place).book
    for name, text in texts.items():
        book.save(name.replace("_", "-"), text, None, MONDAY)


@pytest.fixture
def grading(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    return place


def base_score(part: Part) -> float:
    return score(
        part, BASE, right=10_628_950, within=1, near_rate=Decimal("0.001"), mistakes=[CELLS],
        why="All percents build on it.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "points", "says"),
    [
        ("$10,628,950", 5.0, "Correct: $10,628,950 is right. All percents build on it.\n"),
        ("10.63m", 2.5, "Not yet: The method looks right."),
        ("10,187,925", 0.0, "Not yet: People are not spread evenly.\n"),
        ("66848,74", 0.0, "Check the format: Did you mean"),
        ("", 0.0, "To do: Type your answer.\n"),
    ],
)  # fmt: skip
def test_points_and_a_sentence_for_every_answer(
    place: Path,
    typed: str,
    points: float,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answered(place, salary_base=typed)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    given = base_score(open_part(place))
    assert type(given) is float
    assert given == points
    printed = capsys.readouterr()
    assert printed.out.startswith(says)
    assert printed.err == ""


def test_no_file_of_answers_scores_nothing(grading: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert base_score(open_part(grading)) == 0.0
    assert capsys.readouterr().out == "To do: Type your answer.\n"


def test_a_file_that_cannot_be_read_scores_nothing_and_stays(
    grading: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (grading / "answers.json").write_bytes(b"[" * 100)
    assert base_score(open_part(grading)) == 0.0
    assert capsys.readouterr().out.startswith("Check the format: answers.json cannot be read")
    assert (grading / "answers.json").read_bytes() == b"[" * 100


def test_the_memo_is_printed_as_it_was_written(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(place, letter="Dear district,\n\n<b>please</b> send $5 & more.")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    memo(open_part(place), "letter", "Write the letter.")
    assert capsys.readouterr().out == "Memo\n\nDear district,\n\n<b>please</b> send $5 & more.\n"


def test_without_a_memo_the_instructor_reads_that_there_is_none(
    grading: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memo(open_part(grading), "letter", "Write the letter.")
    assert capsys.readouterr().out == "Memo\n\n(no memo was written)\n"


def test_in_grading_no_form_is_made(grading: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "classroom.questions.forms.show_form", lambda *_args, **_named: pytest.fail("a form was shown")
    )
    part = open_part(grading)
    ask(part, BASE)
    practice(part, FTE, right=159, **LADDER)
    memo(part, "letter", "Write the letter.")


def test_the_learner_gets_forms_with_points_or_with_help(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, bool, object]] = []
    monkeypatch.setattr(
        "classroom.questions.forms.show_form",
        lambda part, question, practice=None, points=None: shown.append(
            (question.id, practice is not None, points)
        ),
    )
    part = open_part(place)
    practice(part, FTE, right=159, **LADDER)
    ask(part, BASE)
    memo(part, "letter", "Write the letter.")
    assert shown == [("fte-total", True, None), ("salary-base", False, 5), ("letter", False, 6)]


def test_an_authors_slip_breaks_the_run_instead_of_scoring(grading: Path) -> None:
    part = open_part(grading)
    with pytest.raises(PartError, match="no question “bonus”"):
        ask(part, dollars("bonus", "?"))
    with pytest.raises(PartError, match="of the kind “choice”"):
        score(part, choice("salary-base", "?", {"a": "A", "b": "B"}), right="a")
    with pytest.raises(PartError, match="no question “memo”"):
        memo(part, "memo", "Write.")
    with pytest.raises(PartError):
        score(part, long_text("letter", "Write."), right="x")
    with pytest.raises(QuestionError, match="holds the right number"):
        score(part, BASE, right=500, mistakes=[Mistake("x", 5, "It is 500.")])
    with pytest.raises(QuestionError, match="two hints"):
        practice(part, FTE, right=159, hints=["One."], worked="159")


CELL = """
from classroom import Mistake, dollars, memo, open_part, score
part = open_part()
salary_base = dollars("salary-base", "What is the salary base?")
memo(part, "letter", "Write the letter.")
score(part, salary_base, right=10_628_950, near_rate=0.001, mistakes=[Mistake("x", 5, "Look again.")])
"""


def test_in_a_notebook_nbgrader_reads_the_points_and_we_read_the_message(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbclient import NotebookClient
    from nbformat import v4
    from nbgrader.utils import determine_grade

    answered(place, salary_base="10.63 million", letter="Dear district")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv(
        "PYTHONPATH",
        os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")])),
    )
    cell = v4.new_code_cell(CELL)
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 5, "grade_id": "salary-base"}
    NotebookClient(
        v4.new_notebook(cells=[cell]),
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(place)}},
    ).execute()
    assert determine_grade(cell) == (2.5, 5.0)
    kinds = [output["output_type"] for output in cell.outputs]
    assert kinds == ["stream", "display_data", "execute_result"]
    assert cell.outputs[0]["text"] == "Memo\n\nDear district\n"
    assert cell.outputs[1]["data"]["text/plain"].startswith("Not yet: The method looks right.")
    assert cell.outputs[1]["data"][RESULT_MIME] == {
        "id": "salary-base", "status": "not_yet", "mistake": None, "share": 0.5, "points": 2.5, "max": 5.0,
        "ask": "What is the salary base?", "understood": "$10,630,000",
        "sentence": "The method looks right. Check your rounding and how you typed the number.",
    }  # fmt: skip
    assert cell.outputs[2]["data"]["text/plain"] == "2.5"


def test_whoever_rehearses_a_lesson_learns_its_keys(grading: Path) -> None:
    from classroom.rehearsal import rehearse

    lesson = """
from classroom import ask, dollars, number, open_part, practice, score
part = open_part()
practice(part, number("fte-total", "How many?"), right=159, hints=["Add.", "Keep halves."], worked="159")
ask(part, dollars("salary-base", "?"))
score(part, dollars("salary-base", "?"), right=10_628_950)
"""
    rehearsed = rehearse([lesson], grading, grading=True)
    assert [(put.question.id, put.key is not None, put.practice is not None) for put in rehearsed.put] == [
        ("fte-total", True, True),
        ("salary-base", False, False),
        ("salary-base", True, False),
    ]
    assert [(result["id"], result["points"], result["max"]) for result in rehearsed.scored] == [
        ("salary-base", 0.0, 5.0)
    ]
