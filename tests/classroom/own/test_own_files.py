"""Files of her own: made for her beside the part or in own/, and brought by her and kept when she says so."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from classroom.errors import AnswersError
from classroom.own.files import Looked, bring_file, keep_file, own_folder
from classroom.own.upload import Upload
from classroom.part import Part
from classroom.sending.packet import build_packet

DAY = datetime(2027, 3, 1, tzinfo=UTC)
SECRET = b"our salaries 48,213"


def look(content: bytes, name: str) -> Looked:
    if not content:
        raise AnswersError("There is nothing in this file.")
    return Looked(
        ((f"Understood of {name}:", (content.decode(),)), ("Not read:", ())), may_keep=b"no" not in content
    )


@pytest.fixture
def upload(opened_part: Part) -> Upload:
    return Upload(opened_part, own_folder(opened_part) / "contract.xlsx", (".xlsx",), look)


def choose(upload: Upload, content: bytes, name: str = "ours.xlsx") -> None:
    """What the browser does when she has chosen a file."""
    button = upload.box.children[1]
    button.value = (
        {
            "name": name,
            "type": "",
            "size": len(content),
            "content": memoryview(content),
            "last_modified": DAY,
        },
    )


def test_a_file_is_kept_only_when_she_says_that_it_was_understood(upload: Upload, workspace: Path) -> None:
    choose(upload, SECRET)
    assert "our salaries 48,213" in upload.says
    assert not (workspace / "own").exists()
    upload.keep()
    assert (workspace / "own" / "contract.xlsx").read_bytes() == SECRET
    assert "Kept in own/contract.xlsx" in upload.says


def test_what_she_brings_stays_in_no_widget_no_answer_and_no_packet(
    upload: Upload, opened_part: Part, clock: Callable[[], datetime]
) -> None:
    choose(upload, SECRET)
    upload.keep()
    assert upload.box.children[1].value == ()
    assert opened_part.book.read() == {}
    assert SECRET not in build_packet(opened_part, include_notebook=True, made_at=clock())


def test_what_may_not_be_kept_is_not(upload: Upload, workspace: Path) -> None:
    choose(upload, b"no schedule")
    upload.keep()
    assert not (workspace / "own").exists()


def test_a_refusal_and_a_failure_are_sentences(upload: Upload) -> None:
    choose(upload, b"")
    assert upload.says == "<p>There is nothing in this file.</p>"
    choose(upload, b"\xff\xfe")  # `look` fails as nobody foresaw
    assert "could not be read" in upload.says


def test_words_of_a_file_are_never_markup(upload: Upload) -> None:
    choose(upload, b"<script>alert(1)</script>", "<b>.xlsx")
    assert "<script>" not in upload.says
    assert "<b>" not in upload.says


def test_a_made_file_lies_beside_the_part_or_in_own(opened_part: Part, workspace: Path) -> None:
    beside = keep_file(opened_part, "workbook.xlsx", b"one", "Your workbook")
    assert beside == opened_part.folder / "workbook.xlsx"
    kept = keep_file(opened_part, "workbook.xlsx", b"two", "Our workbook", own=True)
    assert kept == workspace / "own" / "workbook.xlsx"
    assert keep_file(opened_part, "workbook.xlsx", b"three", "Your workbook") == beside
    assert beside.read_bytes() == b"three"


@pytest.mark.parametrize("name", ["../x.xlsx", "x", "a/b.xlsx", ".xlsx", "x.xl sx"])
def test_a_name_that_leads_elsewhere_is_refused(opened_part: Part, name: str) -> None:
    with pytest.raises(AnswersError, match="cannot name a file"):
        keep_file(opened_part, name, b"", "A file")


def test_grading_writes_and_shows_nothing(opened_part: Part) -> None:
    graded = dataclasses.replace(opened_part, grading=True)
    assert keep_file(graded, "workbook.xlsx", b"one", "Your workbook") is None
    assert bring_file(graded, "contract.xlsx", (".xlsx",), look) is None
    assert not (graded.folder / "workbook.xlsx").exists()


@pytest.fixture
def pasting(opened_part: Part) -> Upload:
    def text_of(content: bytes, name: str) -> Looked:
        assert name == "pasted.txt"
        said = content.decode()
        return Looked((("Understood:", (said,)),), may_keep="shall" in said, keeps=said.upper().encode())

    return Upload(opened_part, own_folder(opened_part) / "contract.txt", (".txt",), text_of, paste=True)


def paste(upload: Upload, text: str) -> None:
    """What she does in the box, and the button below it."""
    upload.box.children[2].value = text
    upload.box.children[3].click()


def test_a_pasted_text_that_cannot_be_used_stays_in_its_box(pasting: Upload, workspace: Path) -> None:
    paste(pasting, "nothing of use")
    assert pasting.box.children[2].value == "nothing of use"
    pasting.keep()
    assert not (workspace / "own").exists()


def test_a_pasted_text_is_kept_as_it_was_understood_and_leaves_its_box(
    pasting: Upload, workspace: Path
) -> None:
    paste(pasting, "the District shall pay")
    pasting.keep()
    assert (workspace / "own" / "contract.txt").read_bytes() == b"THE DISTRICT SHALL PAY"
    assert pasting.box.children[2].value == ""


def test_what_is_kept_can_be_deleted_again(upload: Upload, workspace: Path) -> None:
    choose(upload, SECRET)
    upload.keep()
    upload.drop()
    assert not (workspace / "own" / "contract.xlsx").exists()
    assert upload.says == "<p>Deleted. Nothing of it is kept.</p>"
