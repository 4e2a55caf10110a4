"""Files and drafts of her own in a real JupyterLab: what she pastes or drafts is kept in own/."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import docx
import pytest

from tests.browser.accessibility import violations

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPart

pytestmark = pytest.mark.browser

BRING = """# Your own contract appears here.
from bargaining.language.own_reading import KINDS, what_was_found
from classroom.own.files import Looked, bring_file


def look(content, name):
    sections, text = what_was_found(content, name)
    return Looked(sections, text is not None, (text or "").encode())


bring_file(part, "contract.txt", KINDS, look, paste=True)"""
DRAFT = """# Your draft appears here.
from bargaining.language.memorandum import BOXES, memorandum
from classroom.clock import now
from classroom.own.drafting import Box, Made, own_draft


def make(texts):
    made = memorandum(texts, now())
    return Made(made.content, made.sections, made.text)


own_draft(part, "memorandum", "memorandum.docx", [Box(name, label) for name, label in BOXES.items()], make)"""
CLAUSE = (
    "1.1 The District shall pay each nurse for the time that she needs to write charts, and it should pay her"
    " promptly."
)

EXAMPLE = """# An example appears here.
from classroom.own.files import keep_file

example = keep_file(part, "example.txt", b"an example", "An example")"""

Open = Callable[..., "OpenPart"]


def test_a_pasted_page_is_read_and_kept_when_she_says_so(open_page: Open, expect: Any) -> None:
    part = open_page(BRING)
    page = part.page
    page.get_by_label("Or paste the text here:").fill("too short")
    page.get_by_role("button", name="Read what I pasted").click()
    expect(page.get_by_text("pasted.txt has no text to speak of")).to_be_visible()
    expect(page.get_by_label("Or paste the text here:")).to_have_value("too short")
    page.get_by_label("Or paste the text here:").fill(CLAUSE)
    page.get_by_role("button", name="Read what I pasted").click()
    expect(page.get_by_text("“shall” stands 1 time,")).to_be_visible()
    expect(page.get_by_text("asks for an effort or a wish")).to_be_visible()
    page.get_by_role("button", name="Yes, keep it").click()
    expect(page.get_by_text("Kept in own/contract.txt. Bring another")).to_be_visible()
    expect(page.get_by_label("Or paste the text here:")).to_have_value("")
    kept = part.lab.workspace / "own" / "contract.txt"
    assert kept.read_text(encoding="utf-8") == CLAUSE
    page.get_by_role("button", name="Delete what is kept").click()
    expect(page.get_by_text("Deleted. Nothing of it is kept.")).to_be_visible()
    assert not kept.exists()
    assert part.complaints == []


def test_a_draft_becomes_a_word_file_in_her_own_folder(open_page: Open, expect: Any) -> None:
    part = open_page(DRAFT)
    page = part.page
    page.get_by_role("button", name="Make the Word file").click()
    expect(page.get_by_text("Write the words you propose first.")).to_be_visible()
    page.get_by_label("The words today").fill("The District may pay each nurse.")
    page.get_by_label("The words you propose").fill("The District shall pay each nurse within ten days.")
    page.get_by_label("Who signs?").fill("The president and the chair.")
    page.get_by_label("Who signs?").blur()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Make the Word file").click()
    expect(page.get_by_text("does not say which days")).to_be_visible()
    copy = page.get_by_label("The whole text, to copy:")
    assert "Signatures: The president and the chair." in copy.input_value()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download memorandum.docx").click()
    content = downloading.value.path().read_bytes()
    assert content == (part.lab.workspace / "own" / "memorandum.docx").read_bytes()
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]
    assert words[0] == "Memorandum of Agreement"
    assert violations(page, ".cr-own-file") == set()
    assert part.complaints == []


def test_a_draft_is_there_again_when_she_comes_back(open_page: Open, expect: Any) -> None:
    part = open_page(DRAFT)
    part.page.get_by_label("Your summary for members").fill("You are paid for charts.")
    part.page.get_by_label("Your summary for members").blur()
    expect(part.page.get_by_text("Saved.")).to_be_visible()
    part.page.reload()
    part.press_start()
    expect(part.page.get_by_label("Your summary for members")).to_have_value("You are paid for charts.")


def test_a_file_that_a_part_made_can_be_downloaded(open_page: Open) -> None:
    part = open_page(EXAMPLE)
    with part.page.expect_download() as downloading:
        part.page.get_by_role("link", name="example.txt").click()
    assert downloading.value.path().read_bytes() == b"an example"
