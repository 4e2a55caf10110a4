"""A draft becomes a memorandum in Word, whose changes can be accepted or struck; what is empty is named."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bargaining.language.memorandum import BOXES, memorandum

MOMENT = datetime(2028, 6, 5, 21, 40, tzinfo=UTC)
DRAFT = {
    "clause": "18.2 Inspection",
    "old": "Every effort will be made to look at damp rooms.",
    "new": "The Superintendent shall inspect a damp room within two days after a report.",
    "effective": "September 1, 2028.",
    "retro": "",
    "ratify": "Members and the Committee; the Committee asks for the funds by July 1.",
    "sign": "The chair and the president.",
    "summary": "Somebody looks at your room in two days.",
}


def parts_of(content: bytes) -> tuple[str, str]:
    """The words of a Word file, and its markup."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        markup = archive.read("word/document.xml").decode()
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs), markup


def test_the_word_file_holds_the_redline_and_the_rest_of_the_memorandum():
    made = memorandum(DRAFT, MOMENT, ours="Harrow Falls Educators Association")
    assert made.content is not None
    words, markup = parts_of(made.content)
    assert words.startswith("Memorandum of Agreement\nFrom: Harrow Falls Educators Association.")
    assert (
        "Effective date: September 1, 2028." in words and "Signatures: The chair and the president." in words
    )
    assert "2028-06-05T21:40:00Z" in markup


def test_accepting_every_change_gives_the_new_words_and_striking_them_the_old():
    content = memorandum(DRAFT, MOMENT).content
    assert content is not None
    (redline,) = (
        paragraph._p
        for paragraph in docx.Document(io.BytesIO(content)).paragraphs
        if paragraph._p.xpath(".//w:del")
    )
    accepted = redline.xpath(".//w:t[not(ancestor::w:del)]")
    struck = redline.xpath(".//w:delText | .//w:t[not(ancestor::w:ins)]")
    assert "".join(text.text for text in accepted) == DRAFT["new"]
    assert "".join(text.text for text in struck) == DRAFT["old"]


def test_the_text_to_copy_holds_the_new_words_and_every_part():
    text = memorandum(DRAFT, MOMENT).text
    assert text.startswith("Memorandum of Agreement\n\n18.2 Inspection\nThe Superintendent shall inspect")
    assert "Ratification and funding: Members and the Committee" in text
    assert "Every effort" not in text


def test_what_to_look_at_and_what_is_empty_is_named():
    said = dict(memorandum(DRAFT, MOMENT).sections)
    assert said["Words that carry weight"][0].startswith("Struck or added: every, effort, will")
    assert said["Worth a second look"] == (
        '"within two days" does not say which days: calendar, business or school days.',
    )
    assert said["Still empty"] == (BOXES["retro"], BOXES["reopener"])


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ({}, "Write the words you propose first."),
        ({"old": "It may pay."}, "Write the words you propose first."),
        ({"old": "It may pay.", "new": " It may pay. "}, "Both boxes hold the same words."),
    ],
)
def test_without_a_change_there_is_no_file(draft, said):
    made = memorandum(draft, MOMENT)
    assert (made.content, made.text) == (None, "")
    assert made.sections == (("Not made yet", (said,)),)


def test_a_new_clause_is_all_inserted():
    made = memorandum({"new": "The District shall pay."}, MOMENT)
    assert made.content is not None
    _, markup = parts_of(made.content)
    assert "<w:ins " in markup and "<w:del " not in markup


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(list(BOXES)), st.text(max_size=60)))
def test_whatever_is_typed_makes_a_file_that_opens_or_says_why_not(draft):
    made = memorandum(draft, MOMENT)
    assert made.sections
    if made.content is not None:
        docx.Document(io.BytesIO(made.content))
