"""A learner's transcript: what is on record about her, as PDF, CSV and JSON."""

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from autograde.certificate.transcript import Transcript, transcript
from autograde.certificate.transcript_files import transcript_csv, transcript_json, transcript_pdf
from autograde.errors import PersonError
from autograde.program.outside import propose
from tests.autograde.certificate.small_program import ISSUED, LEE, RULES, WINTER, Program

COURSE_RULES = """
id = "costing-sample"
version = "2027-1"
title = "Sample"
course = "costing"
[published]
parts = 3
units = 3
source = "for these tests"
[ours]
note = "for these tests"
pass_mark_percent = 70
memo_must_be_met = true
run_must_be_archived = true
attempt_that_counts = "latest graded"
"""

SAID = (
    "Transcript", "=Ana Reyes", "Local 7", "3.5 units", "Know your unit", "7 / 8", "Wednesday, March 3",
    "0.5 units", "Waits for a second person", "Certificate in Contract Costing", "in force",
)  # fmt: skip


def transcript_of(program: Program, person: str, folder: Path) -> Transcript:
    (folder / "rules.toml").write_text(COURSE_RULES, encoding="utf-8")
    later = ISSUED + timedelta(days=10)
    return transcript(program.office, person, program.courses, {RULES.id: RULES}, later, folder)


@pytest.fixture
def record(program: Program, tmp_path: Path) -> Transcript:
    """Ana completed the course, went to the winter day, waits for another credit, and has a certificate."""
    ana = program.completes(program.join("=Ana Reyes"))
    program.attends(ana)
    program.issues(ana)
    propose(program.office, RULES, ana, "winter-day", WINTER + timedelta(days=365), b"a list", LEE)
    return transcript_of(program, ana, tmp_path)


def test_it_holds_courses_parts_outside_credit_and_certificates(record: Transcript) -> None:
    (course,) = record.courses
    assert (course.title, course.rule) == ("Costing Out Your Contract", "costing-sample 2027-1")
    assert [part.title for part in course.parts] == [
        "Know your unit",
        "Standing still",
        "What is one percent?",
    ]
    assert {part.standing.score_points for part in course.parts} == {Decimal(7)}
    assert record.units == Decimal("3.5")
    assert [(one.title, one.approved) for one in record.outside] == [
        ("Winter day: reading a budget", True),
        ("Winter day: reading a budget", False),
    ]
    assert [one.rule for one in record.certificates] == [RULES.id]


def test_as_pdf_it_is_tagged_reproducible_and_says_it_in_words(record: Transcript) -> None:
    data = transcript_pdf(record)
    assert data == transcript_pdf(record)
    reader = PdfReader(io.BytesIO(data))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for said in SAID:
        assert said in words
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Transcript of =Ana Reyes"


def test_as_csv_it_has_one_row_for_each_thing(record: Transcript) -> None:
    rows = list(csv.DictReader(io.StringIO(transcript_csv(record).decode("utf-8-sig"))))
    assert [row["kind"] for row in rows] == ["part"] * 3 + ["course", "outside", "outside", "certificate"]
    assert (rows[0]["part"], rows[0]["score_points"], rows[0]["max_points"]) == (
        "1. Know your unit",
        "7",
        "8",
    )
    assert (rows[3]["units"], rows[3]["date"]) == ("3", "2027-03-03")
    assert (rows[4]["units"], rows[4]["hours"], rows[5]["state"]) == ("0.5", "6", "waiting")


def test_as_json_it_reads_back(record: Transcript) -> None:
    read = json.loads(transcript_json(record))
    assert (read["person"]["name"], read["units"]) == ("=Ana Reyes", "3.5")
    assert read["courses"][0]["parts"][0]["completed_at"].startswith("2027-02-11T")
    assert read["certificates"][0]["valid_until"].startswith("2032-04-02T")


def test_somebody_who_only_began_and_somebody_nobody_knows(program: Program, tmp_path: Path) -> None:
    bo = program.join("Bo Adeyemi", local="", affiliate="")
    record = transcript_of(program, bo, tmp_path)
    assert (record.units, record.courses[0].standing.parts_complete) == (0, 0)
    assert b"%PDF" in transcript_pdf(record)[:8]
    with pytest.raises(PersonError, match="Nobody here has the id"):
        transcript_of(program, "p-000000000000", tmp_path)
