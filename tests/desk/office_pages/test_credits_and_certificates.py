"""Outside credit with its second person; certificates issued, issued again and revoked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.program.credits import proposals_of
from autograde.signing.keys import create_key
from tests.autograde.certificate.small_program import ISSUER
from tests.desk.office_pages.staff_room import StaffRoom, carried, file, words

LIST = "Name\nAna Reyes\nBen Okafor\n"
WINTER = {"offering": "small-certificate/winter-day", "on": "2027-01-05"}


@pytest.fixture
def ana(room: StaffRoom) -> str:
    return str(room.desk.school.join())


def propose(room: StaffRoom, who: str = "", **typed: Any) -> Any:
    good = {**WINTER, "person": "Ana Reyes", "evidence": file(b"%PDF a letter", "letter.pdf")}
    return room.send("/office/credits/", who, **{**good, **typed})


def waiting(room: StaffRoom, person: str) -> list[str]:
    return [one.event for one in proposals_of(Ledger(room.office.records()).events(person))]


def test_a_second_person_approves_what_a_first_one_proposed(room: StaffRoom, ana: str) -> None:
    assert propose(room).status_code == 303
    (event,) = waiting(room, ana)
    approve = f"/office/credits/{ana}/{event}/approve"
    assert "1 outside credit to approve · 1 of them you proposed" in room.get("/staff/")
    mine, hers = room.get("/office/credits/"), room.get("/office/credits/", room.kim)
    assert "You proposed it, so somebody else approves it." in mine and "Approve " not in mine.replace(
        "Approved", ""
    )
    assert "Proposed by Joan Ellis." in hers
    room.refused(approve, "approved by a second person")
    assert waiting(room, ana) == [event]
    assert room.send(approve, room.kim).status_code == 303
    (credit,) = room.events(ana, EventKind.EXTERNAL_CREDIT_APPROVED)
    assert (credit.actor, credit.body["units"]) == (room.kim, "0.5")
    room.refused(approve, "does not wait for approval any more")
    assert "Winter day · Tuesday, January 5, 2027 · 0.5 units" in room.get("/office/credits/")


def test_the_evidence_is_a_file_to_save_and_never_a_page(room: StaffRoom, ana: str) -> None:
    propose(room, evidence=file(b"<script>alert(1)</script>", "x.html"))
    (address,) = re.findall(
        r'href="(/office/credits/evidence/[0-9a-f]+)"', room.browser().get("/office/credits/").text
    )
    answer = room.browser().get(address)
    assert answer.data == b"<script>alert(1)</script>"
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    for elsewhere in ("0" * 64, "..%2Foffice.toml", "abc"):
        assert room.browser().get(f"/office/credits/evidence/{elsewhere}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"person": "Nobody Here"}, '"Nobody Here" is nobody known here.'),
        ({"person": ""}, "is nobody known here."),
        ({"on": ""}, "Say on which day"),
        ({"on": "2027-05-01"}, "is still to come"),
        ({"on": "5 May"}, '"5 May" is not a day.'),
        ({"offering": "small-certificate/summer-day"}, 'know no offering "summer-day"'),
        ({"offering": "nothing"}, 'There is no certificate "nothing".'),
        ({"evidence": None}, "Choose a file first."),
        ({"evidence": b"  "}, "needs evidence"),
        ({"evidence": b"x" * 5_000_001}, "larger than 5,000 kB"),
    ],
)
def test_what_cannot_be_proposed_is_said(room: StaffRoom, ana: str, typed: dict[str, Any], says: str) -> None:
    good: dict[str, Any] = {**WINTER, "person": "Ana Reyes", "evidence": b"letter", **typed}
    sent = {
        name: file(value) if isinstance(value, bytes) else value
        for name, value in good.items()
        if value is not None
    }
    room.refused("/office/credits/", says, **sent)


def test_two_of_one_name_are_told_apart_by_id(room: StaffRoom, ana: str) -> None:
    other = room.desk.school.join("Ana Reyes")
    room.refused("/office/credits/", "could be", **WINTER, person="Ana Reyes", evidence=file("letter"))
    propose(room, person=other)
    assert waiting(room, other) and not waiting(room, ana)


def test_a_credit_is_taken_back_with_a_reason(room: StaffRoom, ana: str) -> None:
    propose(room)
    (event,) = waiting(room, ana)
    room.refused(f"/office/credits/{ana}/{event}/take-back", "Say why.", reason="")
    room.send(f"/office/credits/{ana}/{event}/take-back", reason="The list was of another year.")
    assert waiting(room, ana) == []
    assert room.events(ana, EventKind.CREDIT_VOIDED)[0].actor == room.joan


def test_an_attendance_list_is_looked_at_first(room: StaffRoom, ana: str) -> None:
    page = room.send("/office/attendance/", **WINTER, list=file(LIST)).text
    assert "Row 3: Ben Okafor is not known here." in words(page)
    assert "Propose it for all of them" not in words(page)
    room.desk.school.join("Ben Okafor")
    page = room.send("/office/attendance/", **WINTER, list=file(LIST)).text
    assert "2 people, 0 problems." in words(page)
    assert waiting(room, ana) == []
    fields = carried(page)
    answer = room.send("/office/attendance/propose", **fields)
    assert (answer.status_code, answer.location) == (303, "/office/credits/")
    assert "Proposed for 2 people. A second person approves each." in room.get("/office/credits/")
    room.refused("/office/attendance/propose", "was brought in already", **fields)
    room.refused("/office/attendance/", "no column of names", **WINTER, list=file("Town\nHere\n"))


@pytest.fixture
def issuer(room: StaffRoom) -> StaffRoom:
    (room.office.home / "issuer.toml").write_text(ISSUER, encoding="utf-8")
    create_key(room.office, room.desk.clock())
    return room


def issue(room: StaffRoom, person: str) -> Any:
    return room.send("/office/certificates/", certificate="small-certificate", person=person)


def test_a_certificate_that_is_due_is_issued_issued_again_and_revoked(issuer: StaffRoom, ana: str) -> None:
    room = issuer
    assert "0 certificates to issue" in room.get("/staff/")
    room.completes(ana)
    assert "1 certificate to issue" in room.get("/staff/")
    assert "Issue to Ana Reyes" in room.get("/office/certificates/")
    assert issue(room, ana).status_code == 303
    (issued,) = room.events(ana, EventKind.CERTIFICATE_ISSUED)
    number = issued.body["serial"]
    assert issued.actor == room.joan
    page = f"/office/certificates/{number}"
    assert "valid until" in room.get(page) and "No certificate is due." in room.get("/office/certificates/")
    assert room.browser().get(f"{page}/certificate.pdf").data.startswith(b"%PDF")
    room.refused("/office/certificates/", "already", certificate="small-certificate", person=ana)
    room.refused(f"{page}/revoke", "Say why", reason="")
    room.send(f"{page}/reissue", reason="name corrected")
    assert "replaced" in room.get(page)
    newest = room.events(ana, EventKind.CERTIFICATE_ISSUED)[-1].body["serial"]
    room.send(f"/office/certificates/{newest}/revoke", reason="issued to the wrong person")
    gone = room.events(ana, EventKind.CERTIFICATE_REVOKED)[0]
    assert (gone.actor, gone.reason) == (room.joan, "issued to the wrong person")
    assert "revoked" in room.get(f"/office/certificates/{newest}")
    assert "1 certificate." in room.get(f"/office/certificates/?find={newest[:9]}")


@pytest.mark.parametrize(
    ("certificate", "says"),
    [("small-certificate", "A Small Course"), ("none", 'There is no certificate "none".')],
)
def test_what_is_not_due_is_not_issued(issuer: StaffRoom, ana: str, certificate: str, says: str) -> None:
    answer = issuer.send("/office/certificates/", certificate=certificate, person=ana)
    assert answer.status_code == 422 and says in words(answer.text.partition('role="alert"')[2])
    assert issuer.events(ana, EventKind.CERTIFICATE_ISSUED) == []


def test_without_a_key_the_page_says_how_to_make_one(room: StaffRoom, ana: str) -> None:
    room.completes(ana)
    room.refused("/office/certificates/", "key", certificate="small-certificate", person=ana)


def test_an_unknown_certificate_is_not_found(room: StaffRoom) -> None:
    for end in ("", "/certificate.pdf"):
        assert room.browser().get(f"/office/certificates/AAAA-BBBB-CCCC-DDDD{end}").status_code == 404
    assert room.send("/office/certificates/AAAA-BBBB-CCCC-DDDD/revoke", reason="x").status_code == 404
