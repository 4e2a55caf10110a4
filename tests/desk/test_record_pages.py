"""A learner's certificates and transcript on the desk: hers, and nobody else's."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from pypdf import PdfReader

from autograde.certificate.issue import issue, revoke
from autograde.certificate.standing import Certificate
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.program.requirements import Kind, Requirement
from autograde.signing.keys import create_key
from tests.autograde.certificate.small_program import ISSUER, RULES, STAFF

SMALL = replace(
    RULES,
    id="small-certificate",
    requirements=(Requirement("small", "A Small Course", Kind.COURSE, of="small"),),
    course_hours={"small": Decimal(2)},
)


@pytest.fixture
def ana(desk: Any) -> tuple[str, Certificate]:
    """Somebody who has completed the course and holds its certificate."""
    school = desk.school
    office, person, now = school.office, school.join(), desk.clock()
    (office.home / "issuer.toml").write_text(ISSUER, encoding="utf-8")
    create_key(office, now)
    rule = {"rule": "small", "rule_version": "1", "rule_sha256": "0" * 64}
    body = {"course": "small", "units": "1", **rule}
    done = NewEvent("done", person, "spring", EventKind.COURSE_COMPLETED, now, "system:program", body=body)
    Ledger(office.records()).append(done)
    return person, issue(office, SMALL, school.courses, person, STAFF, now)


def test_she_finds_her_certificate_and_transcript_on_the_start_page(
    desk: Any, ana: tuple[str, Certificate]
) -> None:
    person, made = ana
    browser = desk.signed_in(person)
    page = browser.get("/").text
    assert f'href="/certificates/{made.number}"' in page and 'href="/transcript"' in page
    assert "Good until" in page
    printed = browser.get(f"/certificates/{made.number}")
    assert printed.mimetype == "application/pdf"
    kept = desk.school.office.home / "certificates" / made.number / "certificate.pdf"
    assert printed.data == kept.read_bytes(), "as it was issued, byte for byte"
    transcript = PdfReader(io.BytesIO(browser.get("/transcript").data)).pages[0].extract_text()
    assert "Ana Reyes" in transcript and made.number in transcript


def test_nobody_else_finds_it(desk: Any, ana: tuple[str, Certificate]) -> None:
    _person, made = ana
    other = desk.signed_in(desk.school.join("Ben Okafor"))
    assert other.get(f"/certificates/{made.number}").status_code == 404
    assert made.number not in other.get("/").text
    assert other.get("/certificates/..%2F..%2Fissuer.toml").status_code == 404
    assert desk.browser().get(f"/certificates/{made.number}").status_code == 403


def test_a_certificate_that_was_taken_back_is_listed_no_more_and_one_that_ran_out_says_so(
    desk: Any, ana: tuple[str, Certificate]
) -> None:
    person, made = ana
    desk.clock.moment += timedelta(days=365 * 6)
    assert "It ran out on" in desk.signed_in(person).get("/").text
    revoke(desk.school.office, made.number, "by mistake", STAFF, desk.clock())
    assert made.number not in desk.signed_in(person).get("/").text
