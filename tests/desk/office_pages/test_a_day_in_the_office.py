"""One day of a staff person in a real browser: from what waits, to a roster file, to a report in her hands.

Every page is looked at for what shuts somebody out, for 360 px and for its size. With BARGAIN_PICTURES set to
a folder, the pictures of docs/staff are left there.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from waitress.server import create_server

from autograde.people.register import STAFF_SIGN_IN
from autograde.registration.applications import apply_anew, open_registration
from autograde.registration.changes import About, note
from tests.browser.accessibility import violations
from tests.desk.office_pages.staff_room import StaffRoom

pytestmark = pytest.mark.browser

ROSTER = """First name,Last name,E-mail,Affiliate,Local
Ana,Reyes,ana@example.org,Lakeshore Federation,Local 101
Ben,Okafor,ben@example.org,Lakeshore Federation,Local 101
Cleo,Brandt,cleo at home,Lakeshore Federation,Local 102
"""
LARGEST_PAGE = 100_000


@pytest.fixture
def address(room: StaffRoom) -> Iterator[str]:
    """The desk, served, on a day on which something of each kind waits."""
    office, now = room.office, room.desk.clock()
    dina = room.desk.school.join("Dina Haddad")
    room.completes(dina)
    open_registration(office, "spring", room.desk.school.closes_at, 30, room.joan, now)
    apply_anew(office, "spring", "Finn Moreau", "finn@example.org", "Lakeshore Federation", "Local 7", now)
    note(office, "spring", dina, About.COMPLAINT, "opened", "The link came late.", room.joan, now)
    server = create_server(room.desk.app, host="127.0.0.1", port=0, threads=2)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def sign_in(browser: Any, room: StaffRoom, address: str, width: int = 900) -> Any:
    page = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True).new_page()
    page.goto(f"{address}/staff/sign-in/{room.desk.code(room.joan, STAFF_SIGN_IN)}")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Sign in on this computer").press("Enter")
    return page


def picture(page: Any, name: str, folder: Path) -> None:
    place = Path(os.environ.get("BARGAIN_PICTURES", folder))
    page.screenshot(path=place / f"{name}.png", full_page=True)


def test_from_a_roster_file_to_a_report(room: StaffRoom, address: str, browser: Any, tmp_path: Path) -> None:
    page = sign_in(browser, room, address)
    said = page.inner_text("main")
    for words in ("1 application", "0 outside credits to approve", "1 certificate to issue",
                  "1 complaint or accommodation open", "0 memos overdue"):  # fmt: skip
        assert words in said
    picture(page, "staff-first-page", tmp_path)

    page.get_by_role("link", name="Sessions").click()
    page.get_by_role("link", name="Spring 2027").click()
    page.get_by_role("link", name="Bring in a roster").click()
    file = {"name": "members.csv", "mimeType": "text/csv", "buffer": ROSTER.encode()}
    page.get_by_label("Roster").set_input_files(file)
    page.get_by_role("button", name="See what it would do").press("Enter")
    assert 'Row 4: "cleo at home" does not look like an e-mail address.' in page.inner_text("main")
    assert violations(page) == set()
    page.get_by_label("Roster").set_input_files(
        file | {"buffer": ROSTER.replace("cleo at home", "cleo@example.org").encode()}
    )
    page.get_by_role("button", name="See what it would do").press("Enter")
    assert "3 new, 0 known and not yet enrolled, 0 enrolled already, 0 problems." in page.inner_text("main")
    assert violations(page) == set()
    picture(page, "staff-roster", tmp_path)
    page.get_by_role("button", name="Enroll them").press("Enter")
    assert page.locator("dd.code").count() == 3
    assert violations(page) == set()

    page.goto(f"{address}/office/reports/")
    page.get_by_label("Session").select_option("Spring 2027")
    page.get_by_label("Only members of").fill("Lakeshore Federation")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download", exact=True).press("Enter")
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    assert saved.name == "completion-spring.xlsx"
    cells = {cell.value for row in openpyxl.load_workbook(saved).worksheets[0] for cell in row}
    assert {"Ana Reyes", "Ben Okafor", "Cleo Brandt"} <= cells
    assert "Dina Haddad" not in cells  # of no affiliate


def test_no_page_of_the_office_shuts_anybody_out(
    room: StaffRoom, address: str, browser: Any, tmp_path: Path
) -> None:
    page = sign_in(browser, room, address, width=360)
    (dina,) = room.sessions.enrolled("spring")
    session = "/office/sessions/spring"
    for place in (
        "/staff/", "/office/sessions/", session, f"{session}/roster/", f"{session}/applications/",
        f"{session}/learners/", f"{session}/learners/{dina}", "/office/complaints/", "/office/credits/",
        "/office/attendance/", "/office/certificates/", "/office/reports/", "/office/reports/reminders",
        "/office/rules/", "/office/rules/small-certificate", "/office/staff/",
    ):  # fmt: skip
        answer = page.goto(f"{address}{place}")
        assert answer.status == 200 and len(answer.body()) < LARGEST_PAGE, place
        closed = page.locator("details:not([open]) > summary")
        while closed.count():
            closed.first.press("Enter")
        assert violations(page) == set(), place
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, place
        assert page.locator("main script, main [style]").count() == 0, place
        picture(page, f"office-{place.strip('/').replace('/', '-')}", tmp_path)
