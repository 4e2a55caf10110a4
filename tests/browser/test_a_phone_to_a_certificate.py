"""A learner's whole way on a phone, without JupyterLab: invitation, part, memo, answer, certificate.

The course has one part, so that one sitting completes it. The instructor answers in a browser of her own;
what grades and what issues is what `bargain grade` and `bargain certificate issue` call.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.certificate.issue import issue
from autograde.course import load_course
from autograde.people.register import STAFF_SIGN_IN, People
from autograde.people.staff import Role, Staff
from autograde.program.certificate_rules import find_certificates
from autograde.sessions.calendar import Sessions
from autograde.signing.keys import create_key
from tests.browser.test_hostile_text import LATER, serving

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
LETTER = "Please send the payroll register by Friday, November 14."
ISSUER = 'name = "Harbor School (fictional)"\nurl = "https://certificates.harbor.example/"\n'
CERTIFICATE = """
id = "small-certificate"
version = "1"
title = "Certificate in Counting"
fictional = true
source = "made for these tests"
note = "made for these tests"
valid_months = 12
window_months = "never"
signatory = "Joan Ellis"
hours_counted = "Planned study time."

[[requirement]]
id = "small"
title = "A Small Course"
kind = "course"
course = "small"

[[course_hours]]
course = "small"
hours = 1
"""


@pytest.fixture
def school(small_school: SmallSchool) -> SmallSchool:
    """The small school, whose course has one part and whose program has a certificate."""
    programs, folder = small_school.programs, small_school.course.folder
    written = (folder / "course.toml").read_text(encoding="utf-8")
    first, _second, _rest = written.rpartition("[[part]]")
    (folder / "course.toml").write_text(first, encoding="utf-8")
    rules = (programs / "small.toml").read_text(encoding="utf-8")
    (programs / "small.toml").write_text(rules.replace("parts = 2", "parts = 1"), encoding="utf-8")
    (programs / "certificates").mkdir()
    (programs / "certificates" / "small.toml").write_text(CERTIFICATE, encoding="utf-8")
    (small_school.office.home / "issuer.toml").write_text(ISSUER, encoding="utf-8")
    create_key(small_school.office, small_school.opens_at)
    return replace(small_school, course=load_course(folder))


@pytest.fixture
def windows(browser: Any) -> Iterator[Any]:
    """Windows of browsers that share nothing; what any of them complains of fails the test."""
    contexts, complaints = [], []

    def open_(**options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def test_from_the_invitation_to_the_certificate(
    school: SmallSchool, windows: Any, expect: Any, tmp_path: Path
) -> None:
    people, staff = People(school.office.records()), Staff(school.office.records())
    now = school.during + LATER
    joan = staff.add("Joan Ellis", [Role.STAFF], school.opens_at)
    lucia = staff.add("Lucia Rivera", [Role.INSTRUCTOR], school.opens_at, actor=joan)
    code = people.invite(school.session, school.opens_at, school.closes_at)
    with serving(school) as desk:
        # She joins on her phone and answers the part.
        hers = windows(viewport=PHONE)
        hers.goto(f"{desk}/join/{code}")
        hers.get_by_label("Your name").fill("Minh Nguyễn")
        hers.get_by_label("Your union or affiliate").fill("Harbor Teachers")
        hers.get_by_role("button", name="Join the course").click()
        hers.get_by_role("link", name="phone").first.click()
        [person] = Sessions(school.office.records()).enrolled(school.session)
        hers.locator("#f-base").fill(f"${1000 + 10 * school.variant(person):,}")
        hers.get_by_role("radio", name="More than before").check()
        hers.locator("#f-letter").fill(LETTER)
        hers.get_by_role("button", name="Send Part 1 to my instructor").click()
        expect(hers.get_by_text("R-").first).to_be_visible()

        # It is graded, and her instructor answers.
        school.grade()
        desk_of_lucia = windows(viewport={"width": 1100, "height": 900})
        desk_of_lucia.goto(f"{desk}/staff/sign-in/{people.one_time_code(lucia, STAFF_SIGN_IN, now)}")
        desk_of_lucia.get_by_role("button", name="Sign in on this computer").click()
        desk_of_lucia.goto(f"{desk}/instructor/")
        desk_of_lucia.locator(".queue a").first.click()
        assert LETTER in desk_of_lucia.inner_text("main")
        desk_of_lucia.get_by_role("radio", name="Met: it could be used as it is").check()
        desk_of_lucia.locator("[name=points]").fill("6")
        desk_of_lucia.locator("[name=comment]").fill("Clear, and with a date.")
        desk_of_lucia.get_by_role("button", name="Send the answer").click()

        # The course is complete: the certificate is issued, and she has it on her phone.
        [rules] = find_certificates(school.programs / "certificates").values()
        made = issue(school.office, rules, school.courses, person, joan, now)
        hers.goto(f"{desk}/feedback/small/{school.part}")
        expect(hers.get_by_text("Clear, and with a date.")).to_be_visible()
        hers.goto(f"{desk}/")
        picture = Path(os.environ.get("BARGAIN_PICTURES", tmp_path)) / "certificate-on-a-phone.png"
        hers.screenshot(path=picture, full_page=True)
        address = hers.get_by_role("link", name="Certificate in Counting").get_attribute("href")
        assert address and made.number in address
        answer = hers.request.get(f"{desk}{address}")
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.body().startswith(b"%PDF-")
