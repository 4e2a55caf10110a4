"""Reports to download, rules to read and compare, people on the staff; and what holds for every form."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from hashlib import sha256
from typing import Any

import openpyxl
import pytest

from autograde.ledger.store import Ledger
from autograde.people.staff import Role, Staff
from autograde.reports.names import What
from tests.desk.office_pages.staff_room import CERTIFICATE, StaffRoom, file, words


@pytest.fixture
def learners(room: StaffRoom) -> StaffRoom:
    for name, affiliate in (("Ana Reyes", "A Union"), ("Ben Okafor", "B Union")):
        room.people.join(room.desk.invitation(), name, affiliate, "Local 7", room.desk.clock())
    return room


def download(room: StaffRoom, **asked: str) -> Any:
    return room.browser().get("/office/reports/download", query_string=asked)


def test_a_report_is_what_the_command_writes_of_the_same_scope(learners: StaffRoom) -> None:
    answer = download(
        learners, **{"what": "completion", "session": "spring", "affiliate": "A Union", "as": "csv"}
    )
    assert 'filename="completion-spring.csv"' in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["Ana Reyes"]
    book = openpyxl.load_workbook(io.BytesIO(download(learners, what="completion").data))
    assert {cell.value for row in book.worksheets[0] for cell in row} >= {"Ana Reyes", "Ben Okafor"}


@pytest.mark.parametrize("what", [one for one in What if one not in (What.ALL, What.COMPLETION)])
def test_every_report_can_be_downloaded(learners: StaffRoom, what: What) -> None:
    answer = download(
        learners, **{"what": what.value, "as": "csv", "since": "2027-01-01", "until": "2027-12-31"}
    )
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")


def test_all_of_them_come_in_one_zip(learners: StaffRoom) -> None:
    answer = download(learners, what="all", **{"as": "zip"})
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert {"completion-spring.html", "units.xlsx", "items.csv"} <= set(names)
    assert all("/" not in name for name in names)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"what": "gossip"}, "Say which report."),
        (
            {"what": "units", "since": "2027-02-01", "until": "2027-01-01"},
            "The range ends (2027-01-01) before",
        ),
        ({"what": "units", "since": "spring"}, '"spring" is not a day.'),
        ({"what": "completion", "since": "2027-01-01"}, "it takes no range of days"),
        ({"what": "units", "as": "docx"}, "A report comes as xlsx, csv or zip."),
        ({"what": "units", "session": "../../etc"}, "etc"),
    ],
)
def test_a_report_that_cannot_be_made_says_why(room: StaffRoom, asked: dict[str, str], says: str) -> None:
    answer = download(room, **asked)
    assert answer.status_code == 422 and says in words(answer.text)


def test_grades_reminders_and_an_auditors_sample(learners: StaffRoom) -> None:
    browser = learners.browser()
    canvas = browser.get("/office/reports/grades/canvas/spring")
    assert canvas.status_code == 200 and b"Ana Reyes" in canvas.data
    assert browser.get("/office/reports/grades/excel/spring").status_code == 404
    assert browser.get("/office/reports/grades/canvas/autumn").status_code == 404
    assert "Nothing is sent by this program." in learners.get("/office/reports/reminders")
    for asked, says in (
        ("count=0&seed=x", "whole number"),
        ("count=2&seed=", "Give the word"),
        ("count=2&seed=x", "Nobody has earned"),
    ):
        answer = browser.get(f"/office/reports/audit?{asked}")
        assert answer.status_code == 422 and says in words(answer.text)
    (ana, *_others) = learners.sessions.enrolled("spring")
    learners.completes(ana)
    bundle = browser.get("/office/reports/audit?count=1&seed=x")
    assert any(ana in name for name in zipfile.ZipFile(io.BytesIO(bundle.data)).namelist())


def test_rules_are_read_with_their_hash_and_compared_before_a_change(learners: StaffRoom) -> None:
    room = learners
    ana, _ben = room.sessions.enrolled("spring")
    room.completes(ana)
    hash_now = sha256(CERTIFICATE.encode()).hexdigest()
    assert hash_now in room.get("/office/rules/")
    page = room.get("/office/rules/small-certificate")
    assert hash_now in page and "A Small Course : the course, complete" in page and 'id = "small"' in page
    more = CERTIFICATE + '\n[[requirement]]\nid = "day"\ntitle = "A day"\nkind = "units"\nat_least = 9\n'
    before = (room.desk.school.programs / "certificates" / "small-certificate.toml").read_bytes()
    compared = room.send("/office/rules/small-certificate/compare", proposed=file(more, "new.toml"))
    assert "Added: A day" in words(compared.text)
    assert "Would no longer meet it Ana Reyes" in words(compared.text)
    assert (room.desk.school.programs / "certificates" / "small-certificate.toml").read_bytes() == before
    room.refused("/office/rules/small-certificate/compare", "new.toml", proposed=file("id = 3", "new.toml"))
    room.refused(
        "/office/rules/small-certificate/compare", "photo.jpg", proposed=file(b"\xff\xd8", "photo.jpg")
    )
    assert room.browser().get("/office/rules/other").status_code == 404


def test_somebody_is_added_given_a_link_another_role_and_removed(room: StaffRoom) -> None:
    room.send("/office/staff/", name="Lucia Rivera", role="instructor", email="lucia@example.org")
    staff = Staff(room.office.records())
    lucia = staff.find("Lucia Rivera").id
    made = room.send(f"/office/staff/{lucia}/link", hours="24")
    (link,) = re.findall(r"http://localhost(/staff/sign-in/[A-Z0-9-]+)", made.text)
    assert "Sign in on this computer" in room.desk.browser().get(link).text
    room.send(f"/office/staff/{lucia}/role", change="give/staff")
    room.send(f"/office/staff/{lucia}/role", change="take/instructor", reason="On leave")
    assert staff.roles_of(lucia) == {Role.STAFF}
    room.send(f"/office/staff/{lucia}/remove", reason="Left the program")
    assert staff.roles_of(lucia) == frozenset()
    assert {event.actor for event in room.events(lucia)} == {room.joan}


def test_the_last_of_the_program_staff_and_wrong_roles_are_refused(room: StaffRoom) -> None:
    room.refused("/office/staff/", "Pick at least one role.", name="Omar Haddad")
    room.refused("/office/staff/", "Name the local.", name="Omar Haddad", role="officer")
    room.refused("/office/staff/", "There is no such role.", name="Omar Haddad", role="owner")
    room.refused(
        "/office/staff/", "already: joan@example.org", name="J", role="staff", email="joan@example.org"
    )
    room.refused(f"/office/staff/{room.kim}/role", "Say which role", change="")
    room.refused("/office/staff/p-000000000000/remove", "not on the staff any more", reason="x")
    room.refused(f"/office/staff/{room.kim}/link", "from 1 to 168", hours="1000")
    room.send(f"/office/staff/{room.kim}/remove", reason="Left")
    room.refused(f"/office/staff/{room.joan}/remove", "This is the last of the program staff.", reason="Left")


def test_a_role_that_was_taken_away_ends_her_pages(room: StaffRoom) -> None:
    assert room.get("/office/staff/", room.kim)
    room.send(f"/office/staff/{room.kim}/role", change="take/staff", reason="No more")
    assert room.browser(room.kim).get("/office/staff/").status_code == 403


def test_no_form_of_the_office_is_taken_from_elsewhere(room: StaffRoom) -> None:
    """Every POST without the token of a page is refused before anything is looked at."""
    ana, browser = room.desk.school.join(), room.browser()
    before = len(Ledger(room.office.records()).events())
    fill = {
        "session": "spring",
        "person": ana,
        "event": "e-1",
        "number": "A",
        "certificate": "small-certificate",
    }
    tried = 0
    for rule in room.desk.app.url_map.iter_rules():
        if rule.rule.startswith("/office/") and "POST" in rule.methods:
            address = re.sub(r"<(\w+)>", lambda gap: fill[gap.group(1)], rule.rule)
            answer = browser.post(address, data={"reason": "x", "decision": "accepted"})
            assert answer.status_code == 400 and "This form cannot be used any more" in answer.text, address
            tried += 1
    assert tried > 20
    assert len(Ledger(room.office.records()).events()) == before


def test_a_body_that_is_too_large_is_answered_with_a_page(room: StaffRoom) -> None:
    answer = room.send("/office/staff/", name="x" * 30_000, role="staff")
    assert answer.status_code == 413 and "Choose a smaller file, or shorten what you typed." in words(
        answer.text
    )
    roster = room.send("/office/sessions/spring/roster/", roster=file(b"x" * 7_000_000))
    assert roster.status_code == 413
