"""A contract that somebody brings: read from Word, PDF and text, parted into clauses, and counted."""

import zipfile
from fractions import Fraction
from pathlib import Path

import docx
import pypdf
import pytest
import typst

from bargaining.data import read_table
from bargaining.errors import DocumentError
from bargaining.language.contract_text import contract_from_text
from bargaining.language.harrow_falls import current_agreement
from bargaining.language.lints import lint
from bargaining.language.navigator import find_clauses
from bargaining.language.own_contract import read_own_contract
from bargaining.language.redline import compare
from bargaining.language.verbs import VERBS, beside_agreements, count_verbs, text_of

CONTRACT = """AGREEMENT between a Town and a Union

TABLE OF CONTENTS
ARTICLE I - RECOGNITION ........ 1
ARTICLE II - HOURS OF WORK .... 3

ARTICLE I
RECOGNITION

Section 1. The Employer recognizes the Union
as the sole representative
of all employees.

Section 2. New work should be discussed promptly.

ARTICLE II - HOURS OF WORK

2.1 The work week is forty hours.

A. Overtime is paid after eight hours.
B. Compensatory time and/or pay may be chosen within ten (10) days.

2.2 See Section 9.4.
"""
IDS = ["0.0", "1.1", "1.2", "2.1", "2.1(a)", "2.1(b)", "2.2"]


def word_file(folder: Path) -> Path:
    document = docx.Document()
    for paragraph in CONTRACT.split("\n\n"):
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Step 1", "$50,000"
    document.save(str(folder / "contract.docx"))
    return folder / "contract.docx"


def pdf_file(folder: Path, text: str = CONTRACT) -> Path:
    lines = text.replace("#", r"\#").replace("$", r"\$").replace("\n", " \\\n")
    (folder / "contract.pdf").write_bytes(typst.compile(lines.encode()))
    return folder / "contract.pdf"


def test_word_pdf_and_text_give_the_same_clauses(tmp_path):
    (tmp_path / "contract.txt").write_text(CONTRACT, encoding="utf-8")
    for path in (word_file(tmp_path), tmp_path / "contract.txt"):
        assert [c.id for c in contract_from_text(read_own_contract(path)).clauses] == IDS
    assert "Step 1 | $50,000" in read_own_contract(tmp_path / "contract.docx")
    from_pdf = contract_from_text(read_own_contract(pdf_file(tmp_path)))
    assert {"1.1", "2.1", "2.2"} <= {clause.id for clause in from_pdf.clauses}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_as_windows_programs_save_it(tmp_path, encoding):
    (tmp_path / "contract.txt").write_bytes(f"{CONTRACT}\nThe employee’s file".encode(encoding))
    assert read_own_contract(tmp_path / "contract.txt").endswith("The employee’s file")


def scanned(folder: Path) -> Path:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=600, height=800)
    writer.write(folder / "scan.pdf")
    return folder / "scan.pdf"


def locked(folder: Path) -> Path:
    writer = pypdf.PdfWriter(clone_from=pdf_file(folder))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(folder / "locked.pdf")
    return folder / "locked.pdf"


def put(name: str, data: bytes):
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def bomb(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"word/{number}.xml", b"\0" * 100_000_000)
    return folder / "bomb.docx"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (put("contract.docx", b"not a zip"), "contract.docx cannot be read as a Word file; open it in Word"),
        (put("contract.docx", b"PK\x05\x06" + b"\0" * 18), "contract.docx cannot be read as a Word file"),
        (bomb, "bomb.docx unpacks to more than any contract holds"),
        (put("contract.doc", b"\xd0\xcf"), "contract.doc is in the old Word format"),
        (put("contract.pages", b"x"), "contract.pages is of a kind that is not read here"),
        (lambda folder: folder / "gone.docx", "There is no file gone.docx in that folder"),
        (put("big.txt", b"word " * 6_100_000), "big.txt has 30 MB; bring the text of the contract alone"),
        (put("contract.pdf", b"%PDF-1.4 broken"), "contract.pdf cannot be read as a PDF"),
        (scanned, "scan.pdf holds pictures of pages and no text; ask for the Word file"),
        (locked, "locked.pdf asks for a password"),
        (put("contract.txt", b"\x00\x01\x02"), "contract.txt is no text file"),
        (put("contract.txt", b"\xff\xfe\x00"), "contract.txt is no text file"),
        (put("contract.txt", b"\x81\x8d"), "contract.txt is no text file"),
        (put("contract.txt", b"Too short."), "contract.txt has no text to speak of"),
    ],
)
def test_what_cannot_be_read_is_answered_with_one_sentence(tmp_path, make, sentence):
    path = make(tmp_path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(DocumentError) as refused:
        read_own_contract(path)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (path.read_bytes() if path.exists() else None) == before  # what was brought stays as it was


def test_the_clauses_of_a_pasted_contract():
    pasted = contract_from_text(CONTRACT)
    assert [clause.id for clause in pasted.clauses] == IDS
    assert [article.title for article in pasted.articles] == ["Opening", "Recognition", "Hours Of Work"]
    assert (
        pasted.clause("1.1").text
        == "The Employer recognizes the Union as the sole representative of all employees."
    )


def test_lints_navigator_and_redline_work_on_it():
    pasted = contract_from_text(CONTRACT)
    found = [(f.lint, f.clause_id) for f in lint(pasted, ["Town", "Union", "Employer"])]
    assert found == [
        ("vague-duty", "1.2"),
        ("vague-duty", "1.2"),
        ("unclear-days", "2.1(b)"),
        ("and-or", "2.1(b)"),
        ("stale-reference", "2.2"),
    ]
    assert find_clauses(pasted, "When is overtime paid?")[0].clause.id == "2.1(a)"
    (change,) = compare(pasted, contract_from_text(CONTRACT.replace("may be chosen", "shall be paid")))
    assert change.clause_id == "2.1(b)"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("No numbers at all.\n\nJust two paragraphs.", ["0.0"]),
        ("5.1 One.\n5.1 One again.\n5.2 Two.", ["5.1", "5.1#2", "5.2"]),
        ("ARTICLE XIV: PAY\n1. First.\n2. Second.", ["14.1", "14.2"]),
        ("Article 3\nSection A. Pay is due.\n(a) On time.\n(b) In full.", ["3.A", "3.A(a)", "3.A(b)"]),
        ("ARTICLE 1 PAY\n1.1 One.\nARTICLE 1 PAY\n1.1 Again.", ["1.1", "1.1#2"]),
    ],
)
def test_numbering_in_the_ways_contracts_look(text, ids):
    assert [clause.id for clause in contract_from_text(text).clauses] == ids


@pytest.mark.parametrize("text", ["", " \n\n ", "ARTICLE 1 PAY"])
def test_no_text_is_said(text):
    with pytest.raises(DocumentError, match="There is no text to read"):
        contract_from_text(text)


def test_verbs_are_counted_as_words():
    assert count_verbs("Shall we? Marshall may. MAY day; willing will.") == {
        "shall": 1, "must": 0, "will": 1, "may": 2, "should": 0, "and_or": 0,
    }  # fmt: skip


def test_a_contract_beside_three_others():
    rows = [
        {"words": "1000", "shall": "10", "must": "0", "will": "5", "may": "5", "should": "1", "and_or": "0"},
        {"words": "2000", "shall": "40", "must": "2", "will": "5", "may": "5", "should": "1", "and_or": "0"},
        {"words": "1000", "shall": "30", "must": "0", "will": "5", "may": "5", "should": "1", "and_or": "0"},
        {"words": "9000", "shall": "0", "must": "0", "will": "0", "may": "0", "should": "0", "and_or": "0"},
    ]
    shall, *_ = beside_agreements("The District shall pay " + "each month " * 18, rows)
    # 1 of 40 words is 25 in 1,000; the three say 10, 20 and 30; the fourth was not read.
    assert (shall.times, shall.per_1000, shall.median_per_1000) == (1, 25, 20)
    assert shall.below_percent == Fraction(200, 3)


def test_harrow_falls_beside_the_133():
    counts = {count.word: count for count in beside_agreements(text_of(current_agreement()))}
    rows = read_table("oregon-agreements", "agreements")
    assert len(rows) == 133
    assert set(counts) == {*VERBS, "and_or"}
    assert counts["shall"].per_1000 > counts["shall"].median_per_1000
    assert counts["should"].times == 2  # "should have known", and one planted defect


def test_too_little_to_count_is_said():
    with pytest.raises(DocumentError, match="This is too short to count in"):
        beside_agreements("They shall.")
    with pytest.raises(DocumentError, match="There are no agreements to set it beside"):
        beside_agreements("word " * 30, [dict.fromkeys([*VERBS, "and_or", "words"], "0")])
