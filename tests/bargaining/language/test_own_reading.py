"""What is said about a contract that somebody brings; what cannot be read gives one sentence and no text."""

import io

import docx
import pytest
import typst

from bargaining.language.own_reading import what_was_found

CONTRACT = """ARTICLE 1 - WORK

1.1 The District shall pay each nurse for the time to write charts.

1.2 Complaints should be answered promptly. The past practice on Fridays continues.

1.3 A nurse may trade a shift and/or a day within ten days after asking.
"""


def word(text: str) -> bytes:
    document, content = docx.Document(), io.BytesIO()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(content)
    return content.getvalue()


def pdf(text: str) -> bytes:
    return typst.compile(text.encode())


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CONTRACT.encode(), "ours.txt"),
        (word(CONTRACT), "ours.docx"),
        (pdf(CONTRACT), "ours.pdf"),
        (CONTRACT.encode("utf-16"), "pasted.txt"),
    ],
)
def test_a_contract_is_understood_counted_and_looked_over(content, name):
    sections, text = what_was_found(content, name, {"Practice": "past practice", "Boats": "boats"})
    said = dict(sections)
    assert text is not None and "past practice on Fridays" in text
    assert said["Understood. Is it your contract?"][1] == "The first clauses are numbered 1.1, 1.2, 1.3."
    assert said["Its verbs, beside 133 real contracts"][0].startswith("“shall” stands 1 time, ")
    looks = said["Worth a second look"]
    assert [line.partition(": it ")[2].split(" ")[0] for line in looks] == ["counts", "says", "asks"]
    assert said["Practice"][0].startswith("1.2: Complaints")
    assert said["Boats"] == ("None of these words stands in it.",)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"PK\x03\x04 torn", "ours.docx", "ours.docx cannot be read as a Word file"),
        (word("Only a title"), "ours.docx", "ours.docx has no text to speak of"),
        (pdf("#rect(width: 5cm, height: 5cm)"), "scan.pdf", "scan.pdf holds pictures of pages and no text"),
        (b"%PDF-1.7 torn", "ours.pdf", "ours.pdf cannot be read as a PDF"),
        (b"", "pasted.txt", "pasted.txt has no text to speak of"),
        (b"old", "ours.doc", "ours.doc is in the old Word format"),
        (b"MZ", "ours.exe", "ours.exe is of a kind that is not read here"),
        (b"x" * 100, "a" * 400 + ".txt", "This file has a name that cannot be used"),
        (CONTRACT.encode(), "our\x00s.txt", "This file has a name that cannot be used"),
    ],
)
def test_what_cannot_be_read_gives_one_sentence_and_no_text(content, name, sentence):
    sections, text = what_was_found(content, name)
    assert text is None
    ((heading, (said,)),) = sections
    assert heading == "Not kept" and said.startswith(sentence)


def test_a_name_with_a_folder_leads_nowhere(tmp_path):
    sections, text = what_was_found(CONTRACT.encode(), f"{tmp_path}/../../ours.txt")
    assert text is not None and sections
    assert list(tmp_path.iterdir()) == []
