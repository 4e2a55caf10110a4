"""A draft of her own: kept as she leaves a box, made into a file when she says so, and sent nowhere."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from classroom.errors import AnswersError
from classroom.own.draft_form import DraftForm
from classroom.own.drafting import Box, Made, own_draft
from classroom.part import Part
from classroom.sending.packet import build_packet

BOXES = (Box("clause", "Your clause"), Box("date", "From which day?", lines=1))
SECRET = "our nurses and their rooms"


def make(texts: Mapping[str, str]) -> Made:
    if not texts["clause"]:
        raise AnswersError("Write your clause first.")
    if texts["clause"] == "torn":
        raise ValueError("nobody foresaw this")
    if texts["clause"] == "same":
        return Made(None, (("Nothing changed.", ("Change a word.",)),))
    return Made(texts["clause"].encode(), (("What changed:", ("<b>shall</b>",)),), copy=texts["clause"])


@pytest.fixture
def form(opened_part: Part, clock: Callable[[], datetime]) -> DraftForm:
    return DraftForm(opened_part, "our-proposal", "proposal.docx", BOXES, make, clock=clock)


def test_what_she_types_is_kept_and_there_when_she_comes_back(
    form: DraftForm, opened_part: Part, workspace: Path
) -> None:
    form.areas["clause"].value = SECRET * 50
    kept = json.loads((workspace / "own" / "our-proposal.json").read_text(encoding="utf-8"))
    assert kept["values"]["clause"] == SECRET * 50
    assert "Saved." in form.says
    again = DraftForm(opened_part, "our-proposal", "proposal.docx", BOXES, make)
    assert again.areas["clause"].value == SECRET * 50


def test_a_file_is_made_in_her_own_folder_with_a_link_and_a_text_to_copy(
    form: DraftForm, workspace: Path
) -> None:
    form.areas["clause"].value = SECRET
    form.make_file()
    assert (workspace / "own" / "proposal.docx").read_bytes() == SECRET.encode()
    assert "Download proposal.docx</a>" in form.says and "<b>" not in form.says
    assert form.to_copy == SECRET


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("", "Write your clause first."),
        ("torn", "The file could not be made. Your text is kept"),
        ("same", "Nothing changed."),
    ],
)
def test_where_there_is_no_file_she_reads_why_and_the_one_before_stays(
    form: DraftForm, workspace: Path, clause: str, said: str
) -> None:
    form.areas["clause"].value = SECRET
    form.make_file()
    form.areas["clause"].value = clause
    form.make_file()
    assert said in form.says
    assert (workspace / "own" / "proposal.docx").read_bytes() == SECRET.encode()


def test_a_file_that_she_changed_in_word_is_hers_and_stays(form: DraftForm, workspace: Path) -> None:
    form.areas["clause"].value = SECRET
    form.make_file()
    (workspace / "own" / "proposal.docx").write_bytes(b"her own changes")
    form.make_file()
    assert (workspace / "own" / "proposal-yours-1.docx").read_bytes() == b"her own changes"
    assert (workspace / "own" / "proposal.docx").read_bytes() == SECRET.encode()
    assert "own/proposal-yours-1.docx" in form.says


def test_a_folder_that_cannot_be_written_is_a_sentence(form: DraftForm, workspace: Path) -> None:
    (workspace / "own").write_text("a file in the way", encoding="utf-8")
    form.areas["clause"].value = SECRET
    form.make_file()
    assert "Saved." not in form.says and "Download proposal.docx</a>" not in form.says
    assert form.areas["clause"].value == SECRET


def test_a_draft_is_in_no_answer_and_no_packet(
    form: DraftForm, opened_part: Part, clock: Callable[[], datetime]
) -> None:
    form.areas["clause"].value = SECRET
    form.make_file()
    assert opened_part.book.read() == {}
    assert SECRET.encode() not in build_packet(opened_part, include_notebook=True, made_at=clock())


def test_grading_shows_and_writes_nothing(opened_part: Part, workspace: Path) -> None:
    graded = dataclasses.replace(opened_part, grading=True)
    assert own_draft(graded, "our-proposal", "proposal.docx", BOXES, make) is None
    assert not (workspace / "own").exists()


def test_a_name_that_leads_elsewhere_is_refused(opened_part: Part) -> None:
    with pytest.raises(AnswersError, match="cannot name a file"):
        DraftForm(opened_part, "our-proposal", "../proposal.docx", BOXES, make)
