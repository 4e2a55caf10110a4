"""A part is begun again: nothing is lost, and what was put aside comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from classroom.answers.again import backups, begin_again, bring_back
from classroom.errors import AnswersError
from classroom.lab.workspace_page import again_page, press, workspace_page
from classroom.part import Part
from classroom.workspace import Workspace

NOON = datetime(2027, 1, 9, 12, 0, tzinfo=UTC)


def texts(part: Part) -> dict[str, str]:
    return {name: answer.text for name, answer in part.book.read().items() if answer.text}


def test_the_answers_are_emptied_put_aside_and_brought_back(opened_part: Part) -> None:
    part = opened_part
    assert begin_again(part, NOON) is None  # nothing there yet
    assert not (part.folder / "backups").exists()
    part.book.save("fte-total", "21.5", None, NOON)
    part.book.note_try("fte-total")
    part.book.note_help("average")
    part.book.save("letter", "Dear Ms. Ortega", None, NOON)

    aside = begin_again(part, NOON + timedelta(hours=1))
    assert aside is not None and (aside.name, aside.answers) == ("answers-20270109-130000", 2)
    assert texts(part) == {}
    kept = part.book.read()
    assert kept["fte-total"].revision == 2, "an empty answer is a save, so it travels like any other"
    assert kept["fte-total"].tries == 0 and "average" not in kept
    names = {path.name for path in (part.folder / "backups" / aside.name).iterdir()}
    assert names == {"answers.json", "answers-history.jsonl", part.notebook}
    assert (part.folder / part.notebook).is_file()

    part.book.save("letter", "Dear Mr. Osei", 2, NOON + timedelta(hours=2))
    second = bring_back(part, aside.name, NOON + timedelta(hours=3))
    assert second is not None and second.answers == 1
    assert texts(part) == {"fte-total": "21.5", "letter": "Dear Ms. Ortega"}
    assert part.book.read()["fte-total"].tries == 1
    assert [one.name for one in backups(part)] == [second.name, aside.name]
    bring_back(part, second.name, NOON + timedelta(hours=3))
    assert texts(part) == {"letter": "Dear Mr. Osei"}


def test_two_in_one_second_lie_beside_each_other(opened_part: Part) -> None:
    for text in ("1", "2"):
        answer = opened_part.book.answer("fte-total")
        opened_part.book.save("fte-total", text, answer.revision if answer else None, NOON)
        begin_again(opened_part, NOON)
    assert [one.name for one in backups(opened_part)] == [
        "answers-20270109-120000-2",
        "answers-20270109-120000",
    ]


def test_a_clock_that_was_set_back_does_not_make_the_empty_answer_the_earlier_one(opened_part: Part) -> None:
    opened_part.book.save("fte-total", "21.5", None, NOON)
    begin_again(opened_part, NOON - timedelta(days=1))
    assert opened_part.book.read()["fte-total"].saved_at == NOON


@pytest.mark.parametrize("name", ["", "..", "answers-20270109-120000", "answers-x/../..", "../answers.json"])
def test_what_is_not_there_is_one_sentence_and_changes_nothing(opened_part: Part, name: str) -> None:
    opened_part.book.save("fte-total", "21.5", None, NOON)
    with pytest.raises(AnswersError, match="no such earlier work"):
        bring_back(opened_part, name, NOON)
    assert texts(opened_part) == {"fte-total": "21.5"}


def test_a_backup_that_is_damaged_or_of_another_part_is_refused(opened_part: Part) -> None:
    folder = opened_part.folder / "backups" / "answers-20270109-120000"
    folder.mkdir(parents=True)
    (folder / "answers.json").write_text('{"format": 1, "course": "x", "part": "y", "answers": {}}')
    with pytest.raises(AnswersError):
        bring_back(opened_part, folder.name, NOON)
    assert backups(opened_part) == []


def test_the_pages_of_her_jupyterlab_say_what_there_is(opened_part: Part, workspace: Path) -> None:
    opened_part.book.save("letter", "Dear Ms. Ortega", None, NOON)
    said = press(opened_part.folder, "begin", NOON)
    assert "backups/answers-20270109-120000" in said
    page = again_page(opened_part.folder, "<input name='_xsrf'>", "/user/ana/", said)
    assert 'value="answers-20270109-120000"' in page and "1 answer" in page
    assert "/user/ana/doc/tree/costing/part01-know-your-unit/part01-know-your-unit.ipynb" in page
    assert "Your earlier work is back." in press(opened_part.folder, "answers-20270109-120000", NOON)
    (workspace / "own").mkdir()
    (workspace / "own" / "<b>contract.xlsx").write_bytes(b"")
    (workspace / "own" / ".written.json").write_bytes(b"")
    page = workspace_page(Workspace(workspace), "/user/ana/")
    assert "&lt;b&gt;contract.xlsx" in page and ".written.json" not in page
    assert 'href="/user/ana/files/own/%3Cb%3Econtract.xlsx"' in page
    assert 'href="/user/ana/classroom/again/costing/part01-know-your-unit"' in page
