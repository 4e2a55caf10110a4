"""The page on which anybody checks a certificate, opened as a file in a real browser, without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograde.certificate.issue import folder_of, revoke
from autograde.certificate.publish import publish
from autograde.office import open_office
from autograde.sessions.calendar import Sessions
from autograde.signing.keys import create_key
from tests.autograde.certificate.small_program import CLOSES, COURSE, ISSUED, ISSUER, OPENS, STAFF, Program

pytestmark = pytest.mark.browser


@pytest.fixture
def program(tmp_path: Path) -> Program:
    office = open_office(tmp_path / "office")
    (office.home / "issuer.toml").write_text(ISSUER, encoding="utf-8")
    create_key(office, OPENS)
    Sessions(office.records()).open_session(
        "spring-2027", COURSE, "Spring 2027", OPENS, CLOSES, "America/New_York", 7
    )
    return Program(office)


@pytest.fixture
def opened(program: Program, browser: Any, tmp_path: Path) -> Callable[[str], Any]:
    """The published page with something after its #; what it asks of any server fails the test."""

    def open_(fragment: str) -> Any:
        publish(program.office, tmp_path / "web", ISSUED)
        page = browser.new_page(viewport={"width": 900, "height": 1100})
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{(tmp_path / 'web' / 'index.html').as_uri()}#{fragment}")
        return page

    asked: list[str] = []
    yield open_
    assert asked
    assert all(url.startswith("file:") for url in asked)


def test_a_code_a_name_and_a_file(program: Program, opened: Callable[[str], Any], tmp_path: Path) -> None:
    made = program.issues(program.completes(program.join("Nguyễn Thị Minh")))
    page = opened(made.number)
    result = page.locator("#code-result .result")
    result.wait_for()
    assert "This certificate was issued and is in force." in result.inner_text()
    assert "Certificate in Contract Costing" in result.inner_text()
    page.get_by_label("Name, exactly as printed").fill("nguyễn thị  minh")
    page.get_by_role("button", name="Compare the name").click()
    page.get_by_text("The name belongs to this certificate.").wait_for()
    page.get_by_label("Name, exactly as printed").fill("Nguyen Thi Minh")
    page.get_by_role("button", name="Compare the name").click()
    page.get_by_text("The name does not belong to this certificate.").wait_for()

    pdf = folder_of(program.office, made.number) / "certificate.pdf"
    page.get_by_label("Certificate (PDF) or credential (JSON)").set_input_files(pdf)
    page.get_by_text("The file is, byte for byte, what was issued.").wait_for()
    (tmp_path / "changed.pdf").write_bytes(pdf.read_bytes() + b"\n")
    page.get_by_label("Certificate (PDF) or credential (JSON)").set_input_files(tmp_path / "changed.pdf")
    page.get_by_text("This file is not on the list").wait_for()
    page.screenshot(path=str(tmp_path / "check.png"), full_page=True)


def test_a_revoked_one_and_a_code_nobody_has(program: Program, opened: Callable[[str], Any]) -> None:
    made = program.issues(program.completes(program.join()))
    revoke(program.office, made.number, "wrong person", STAFF, ISSUED)
    page = opened(made.number.lower().replace("-", " "))
    page.get_by_text("This certificate was revoked. It is not in force.").wait_for()
    page.get_by_label("Check code, as printed").fill("AAAA-BBBB-CCCC-DDDD")
    page.get_by_role("button", name="Look it up").click()
    page.get_by_text("No certificate on this list has that code.").wait_for()
