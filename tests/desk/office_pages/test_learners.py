"""One learner of a session: more time, another session, leaving, complaints and accommodations, her name."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from autograde.ledger.events import EventKind
from tests.desk.office_pages.staff_room import StaffRoom


@pytest.fixture
def ana(room: StaffRoom) -> str:
    return str(room.desk.school.join())


def page_of(person: str) -> str:
    return f"/office/sessions/spring/learners/{person}"


def test_a_learner_is_found_by_a_piece_of_her_name(room: StaffRoom, ana: str) -> None:
    room.desk.school.join("Zoé Lindqvist")
    assert "2 learners." in room.get("/office/sessions/spring/learners/")
    found = room.get("/office/sessions/spring/learners/?find=zoe")
    assert "1 learner." in found and "Zoé Lindqvist" in found and "Ana Reyes" not in found
    assert "0 learners." in room.get("/office/sessions/spring/learners/?find=%25&page=9999999")


def test_more_time_goes_to_her_alone_and_says_why(room: StaffRoom, ana: str) -> None:
    ben = room.desk.school.join("Ben Okafor")
    typed = {"until": "2027-04-30T12:00", "reason": "Night shifts"}
    assert room.send(f"{page_of(ana)}/more-time", **typed).status_code == 303
    assert "Friday, April 30, 2027, 12:00 p.m. EDT" in room.get(page_of(ana))
    assert "Night shifts" in room.get(page_of(ana)) and "Joan Ellis" in room.get(page_of(ana))
    assert "Sunday, March 28, 2027" in room.get(page_of(ben))
    (event,) = room.events(ana, EventKind.EXTENDED)
    assert (event.actor, event.reason) == (room.joan, "Night shifts")


@pytest.mark.parametrize(
    ("doing", "typed", "says"),
    [
        ("more-time", {"until": "2027-04-30", "reason": ""}, "Say why."),
        ("more-time", {"until": "2027-02-01", "reason": "Illness"}, "ends after the session closes"),
        ("more-time", {"until": "", "reason": "Illness"}, "is not a day and an hour"),
        ("more-time", {"until": "2027-04-30", "reason": "ask ana@example.org"}, "no e-mail addresses"),
        ("leave", {"reason": " "}, "Say why."),
        ("another-session", {"to": "spring", "reason": "Shifts"}, "leads to another session"),
        ("another-session", {"to": "nowhere", "reason": "Shifts"}, "nowhere"),
        ("notes", {"about": "gossip", "state": "opened", "text": "x"}, "Say what the note is about"),
        ("notes", {"about": "complaint", "state": "opened", "text": " "}, "Write what the note says"),
        ("notes", {"about": "complaint", "state": "settled", "text": "x", "answers": "c-0"}, "no note"),
        ("correct", {"name": "42"}, "Please type your name"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    room: StaffRoom, ana: str, doing: str, typed: dict[str, str], says: str
) -> None:
    room.refused(f"{page_of(ana)}/{doing}", says, **typed)


def test_she_leaves_and_is_told_apart(room: StaffRoom, ana: str) -> None:
    room.send(f"{page_of(ana)}/leave", reason="Moved away")
    page = room.get(page_of(ana))
    assert "This person is not in the session any more." in page
    assert "Give more time" not in page
    assert room.sessions.enrolled("spring") == []
    assert room.events(ana, EventKind.WITHDRAWN)[0].actor == room.joan


def test_she_moves_to_another_session_of_the_course(room: StaffRoom, ana: str) -> None:
    school = room.desk.school
    opens = school.opens_at + timedelta(days=60)
    room.sessions.open_session("summer", school.course, "Summer", opens, opens + timedelta(days=60), "UTC")
    room.send(f"{page_of(ana)}/another-session", to="summer", reason="Shift work")
    assert room.sessions.enrolled("summer") == [ana]
    assert room.sessions.enrolled("spring") == []
    assert "Moved to another session" in room.get(page_of(ana))


def test_a_complaint_waits_on_the_first_page_until_it_is_settled(room: StaffRoom, ana: str) -> None:
    notes = f"{page_of(ana)}/notes"
    room.send(notes, about="complaint", state="opened", text="The link was late.\r\nAgain.")
    room.send(notes, about="complaint", state="opened", text="The room is too cold.")
    assert "2 complaints and accommodations open" in room.get("/staff/")
    assert "The link was late." in room.get("/office/complaints/")
    first = room.events(ana, EventKind.NOTED)[0].body["note_id"]
    room.send(notes, about="complaint", state="settled", text="A new one was sent.", answers=first)
    assert "1 complaint or accommodation open" in room.get("/staff/")
    page = room.get("/office/complaints/")
    assert "1 is open." in page and "Settled: 1" in page
    assert page.index("The room is too cold.") < page.index("A new one was sent.")
    assert "The link" not in str(
        [event.body for event in room.events(ana)]
    )  # the ledger holds no words of it


def test_a_note_of_hostile_text_stays_text(room: StaffRoom, ana: str) -> None:
    room.send(
        f"{page_of(ana)}/notes", about="accommodation", state="opened", text="<img src=x onerror=alert(1)>"
    )
    for address in (page_of(ana), "/office/complaints/"):
        raw = room.browser().get(address).text
        assert "<img" not in raw and "&lt;img src=x" in raw


def test_her_name_is_corrected_and_the_record_holds_no_name(room: StaffRoom, ana: str) -> None:
    room.send(
        f"{page_of(ana)}/correct", name="Ana Reyes Duarte", email="", affiliate="A Union", local="Local 7"
    )
    assert "Ana Reyes Duarte" in room.get(page_of(ana))
    (event,) = room.events(ana, EventKind.PERSON_CORRECTED)
    assert event.body["fields"] == ["name"] and event.actor == room.joan


def test_her_transcript_and_a_copy_of_what_is_held_are_files(room: StaffRoom, ana: str) -> None:
    browser = room.browser()
    assert browser.get(f"{page_of(ana)}/transcript.pdf").data.startswith(b"%PDF")
    copied = browser.get(f"{page_of(ana)}/copy.zip")
    assert "attachment" in copied.headers["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(copied.data)).namelist()


def test_somebody_of_another_session_is_not_found_here(room: StaffRoom, ana: str) -> None:
    outsider = room.people.add_person("Cleo Brandt")
    for person in (outsider, room.joan, "p-000000000000", "..%2F.."):
        assert room.browser().get(page_of(person)).status_code == 404
        assert room.send(f"{page_of(person)}/leave", reason="x").status_code == 404
