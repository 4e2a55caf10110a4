"""A list of her own: kept in her folder, shown again elsewhere, and nowhere else."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from classroom.errors import LessonError
from classroom.own.list_form import OwnList
from classroom.own.listing import Note, own_list
from classroom.part import Part
from classroom.shown.explore import Pick
from classroom.workspace import Workspace

LINES = {"register": "Payroll register", "plans": "Health plans"}
STATUS = Pick("status", "Status", {"open": "not asked yet", "asked": "asked", "refused": "refused"})
COLUMNS = (STATUS, Note("note", "What was said"))


def told(kept: dict[str, dict[str, str]]) -> str:
    return f"{sum(line['status'] == 'asked' for line in kept.values())} of {len(kept)} asked."


@pytest.fixture
def shown(opened_part: Part, clock: Callable[[], datetime]) -> OwnList:
    return OwnList(opened_part, "data-request", LINES, COLUMNS, told, "What we asked for", clock=clock)


def change(shown: OwnList, **cells: str) -> Any:
    text = json.dumps({key.replace("_", "."): value for key, value in cells.items()})
    return shown.handle({"type": "save", "text": text, "based_on": 0, "mark": "tab:1"})


def test_it_opens_with_what_each_line_starts_with(shown: OwnList) -> None:
    assert json.loads(shown.text)["plans.status"] == "open"
    assert shown.sentence == "0 of 2 asked."


def test_a_change_is_kept_in_her_own_folder_and_said(shown: OwnList, opened_part: Part) -> None:
    said = change(shown, register_status="asked", register_note="by letter | November 3")
    assert (said["type"], said["revision"]) == ("saved", 1)
    assert shown.sentence == "1 of 2 asked."
    own = Workspace.find(opened_part.folder).own
    assert sorted(path.name for path in own.iterdir()) == ["data-request.json", "data-request.md"]
    page = (own / "data-request.md").read_text(encoding="utf-8")
    assert page.startswith("# What we asked for\n\n| Line | Status | What was said |")
    assert "| Payroll register | asked | by letter / November 3 |" in page
    assert not (opened_part.folder / "answers.json").exists()


def test_another_part_shows_the_same_list_and_keeps_its_lines(shown: OwnList, opened_part: Part) -> None:
    change(shown, plans_status="refused")
    shorter = OwnList(opened_part, "data-request", {"register": "Register"}, COLUMNS, told, "Again")
    change(shorter, register_status="asked")
    again = OwnList(opened_part, "data-request", LINES, COLUMNS, told, "Again")
    assert json.loads(again.text)["plans.status"] == "refused"
    assert json.loads(again.text)["register.status"] == "asked"


def test_a_status_that_is_not_offered_is_the_first_one(shown: OwnList) -> None:
    change(shown, register_status="lost")
    assert json.loads(shown.text)["register.status"] == "open"


def test_a_sentence_that_fails_does_not_stop_the_save(opened_part: Part) -> None:
    def broken(_kept: dict[str, dict[str, str]]) -> str:
        raise ValueError("no")

    shown = OwnList(opened_part, "data-request", LINES, COLUMNS, broken, "Broken")
    assert change(shown, register_status="asked")["type"] == "saved"
    assert shown.sentence == ""


def test_nothing_is_shown_while_grading(opened_part: Part) -> None:
    grading = dataclasses.replace(opened_part, grading=True)
    assert own_list(grading, "data-request", LINES, COLUMNS, told) is None


def test_columns_have_ids_of_their_own(opened_part: Part) -> None:
    with pytest.raises(LessonError, match="different ids"):
        own_list(opened_part, "data-request", LINES, (STATUS, STATUS), told)
