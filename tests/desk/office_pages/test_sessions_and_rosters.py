"""Sessions, invitations, rosters and applications: what staff do, what is on record, what is refused."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from autograde.ledger.events import EventKind
from autograde.registration.applications import Decision, apply_anew, registration_of
from tests.desk.office_pages.staff_room import StaffRoom, carried, file, words

ROSTER = "/office/sessions/spring/roster/"
PEOPLE = "Name,E-mail,Local,Shoe size\nAna Reyes,ana@example.org,Local 7,38\nBen Okafor,,Local 7,44\n"


def look(room: StaffRoom, data: str | bytes, name: str = "members.csv") -> str:
    answer = room.send(ROSTER, roster=file(data, name))
    assert answer.status_code == 200
    return str(answer.text)


def test_a_session_is_opened_with_its_dates_and_by_whom(room: StaffRoom) -> None:
    typed = {"course": "small", "session": "fall", "title": "Fall 2027", "opens": "2027-09-01T09:00",
             "closes": "2027-12-01", "zone": "America/New_York", "late_days": "7"}  # fmt: skip
    answer = room.send("/office/sessions/", **typed)
    assert (answer.status_code, answer.location) == (303, "/office/sessions/fall")
    page = room.get("/office/sessions/fall")
    assert "Wednesday, December 1, 2027, 11:59 p.m. EST" in page
    assert "Released: part01-count." in page
    opened = room.events(None, EventKind.SESSION_OPENED)[-1]
    assert (opened.session, opened.actor) == ("fall", room.joan)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"opens": "soon"}, '"soon" is not a day and an hour'),
        ({"zone": "Mars"}, '"Mars" is not the name of a time zone'),
        ({"zone": "../../etc/passwd"}, "is not the name of a time zone"),
        ({"closes": "2027-08-01"}, "must close after it opens"),
        ({"session": "Fall 2027"}, "must be small letters"),
        ({"course": "large"}, 'There is no course "large"'),
        ({"late_days": "many"}, 'Days for late work: "many" is not a whole number from 0 to 365.'),
        ({"session": "spring"}, 'There is a session "spring" already'),
    ],
)
def test_a_session_that_makes_no_sense_is_refused(room: StaffRoom, typed: dict[str, str], says: str) -> None:
    good = {"course": "small", "session": "fall", "title": "<b>Fall</b>", "opens": "2027-09-01T09:00",
            "closes": "2027-12-01", "zone": "America/New_York", "late_days": "7", "form": "open"}  # fmt: skip
    page = room.refused("/office/sessions/", says, **{**good, **typed})
    assert 'value="&lt;b&gt;Fall&lt;/b&gt;"' in page  # what was typed is still there, as text


def test_invitations_are_shown_once_and_let_somebody_in(room: StaffRoom) -> None:
    answer = room.send("/office/sessions/spring/invitations", count="2", days="30")
    links = re.findall(r"http://localhost(/join/[A-Z0-9-]+)", answer.text)
    assert len(set(links)) == 2
    assert "no-store" in answer.headers["Cache-Control"]
    assert room.desk.browser().get(links[0]).status_code == 200
    assert room.events(None, EventKind.INVITED)[-1].actor == room.joan
    assert "/join/" not in room.get("/office/sessions/spring")
    room.refused("/office/sessions/spring/invitations", "from 1 to 500", count="501", days="30")


def test_a_roster_is_looked_at_first_and_then_brought_in_once(room: StaffRoom) -> None:
    before = len(room.events())
    page = look(room, PEOPLE)
    assert "2 new, 0 known and not yet enrolled, 0 enrolled already, 0 problems." in words(page)
    assert 'The column "Shoe size" is not used.' in words(page)
    assert len(room.events()) == before
    assert room.people.belonging_to("", "Local 7") == []
    fields = carried(page)
    done = room.send(f"{ROSTER}enrol", **fields, days="30")
    links = re.findall(r"http://localhost(/sign-in/[A-Z0-9-]+)", done.text)
    assert len(links) == 2
    enrolled = room.events(None, EventKind.ENROLLED)
    assert {room.people.name(one.person) for one in enrolled} == {"Ana Reyes", "Ben Okafor"}
    assert {one.actor for one in enrolled} == {room.joan}
    assert room.desk.browser().get(links[0]).status_code == 303
    room.refused(f"{ROSTER}enrol", "This list was brought in already", **fields, days="30")
    assert "1 new, 0 known and not yet enrolled, 1 enrolled already" in words(look(room, PEOPLE))


def test_a_workbook_is_a_roster_too(room: StaffRoom) -> None:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in (["First name", "Last name", "Mail"], ["Cleo", "Brandt", "cleo@example.org"]):
        book.active.append(row)
    book.save(data)
    page = look(room, data.getvalue(), "members.xlsx")
    assert "2 Cleo Brandt cleo@example.org new" in words(page)
    assert room.send(f"{ROSTER}enrol", **carried(page), days="30").status_code == 200
    assert len(room.sessions.enrolled("spring")) == 1


def test_every_problem_is_told_with_its_row_and_nothing_is_done(room: StaffRoom) -> None:
    data = "Name,Email\nAna Reyes,ana@example.org\n42,x@example.org\nBen,ana@example.org\nCleo,at home\n"
    page = look(room, data)
    for sentence in ("Row 3: Please type your name", "Row 4: ana@example.org stands in row 2 already.",
                     'Row 5: "at home" does not look like an e-mail address.'):  # fmt: skip
        assert sentence in words(page)
    assert "Enroll them" not in words(page)
    assert room.sessions.enrolled("spring") == []


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "", "Choose a file first."),
        (b"", "empty.csv", "empty.csv is empty."),
        (b"\x00\xff\xfe\x9d\x81", "photo.jpg", "photo.jpg"),
        (b"PK\x03\x04 not a zip", "broken.xlsx", "broken.xlsx is not a workbook that can be read."),
        (b"Phone,Town\n1,2\n", "other.csv", "row 1: no column of names"),
        (b"Name\n" + b"x" * 400_000, "large.csv", "large.csv is larger than 300 kB."),
        (b'Name\n"Ana', "quote.csv", "quote.csv cannot be read as CSV"),
        (b"Name\nAna\n", "../../<script>.csv", ""),
    ],
)
def test_a_bad_upload_is_answered_by_one_clear_sentence(
    room: StaffRoom, data: bytes, name: str, says: str
) -> None:
    if not says:
        page = room.send(ROSTER, roster=file(data, name)).text
        assert "&lt;script&gt;.csv would do" in page and "<script" not in page
        return
    room.refused(ROSTER, says, roster=file(data, name))


@pytest.mark.parametrize("held", ["", "!!", "AAAA", "eJwBAAD//wAAAAE="])
def test_a_list_that_does_not_come_back_whole_is_refused(room: StaffRoom, held: str) -> None:
    room.refused(f"{ROSTER}enrol", "did not come back whole", name="a.csv", held=held, days="30")


def test_a_list_that_nobody_looked_at_or_that_means_something_else_now_is_refused(room: StaffRoom) -> None:
    fields = carried(look(room, PEOPLE))
    other = room.send(f"{ROSTER}enrol", room.kim, **fields, days="30")  # she looked at nothing
    assert other.status_code == 422
    room.people.add_person("Ana Reyes", "ana@example.org")  # she is known by now
    room.refused(f"{ROSTER}enrol", "something changed since you looked", **fields, days="30")
    assert room.sessions.enrolled("spring") == []


def test_registration_is_opened_and_applications_decided(room: StaffRoom) -> None:
    place = "/office/sessions/spring/applications/"
    room.send(place, deadline="2027-02-01", places="1", affiliates="A Union\r\nB Union\r\n")
    stands = registration_of(room.office, "spring")
    assert (stands.places, stands.affiliates) == (1, ("A Union", "B Union"))
    assert 'value="2027-02-01T23:59"' in room.browser().get(place).text  # it is there to be changed
    ana, ben = (
        apply_anew(room.office, "spring", name, f"{name[:3]}@example.org", "A Union", "", room.desk.clock())
        for name in ("Ana Reyes", "Ben Okafor")
    )
    assert "2 applications · Spring 2027" in room.get("/staff/")
    accepted = room.send(f"{place}{ana}", decision="accepted")
    (link,) = re.findall(r"http://localhost(/sign-in/[A-Z0-9-]+)", accepted.text)
    assert room.desk.browser().get(link).status_code == 303
    room.refused(f"{place}{ben}", "All 1 places are given.", decision="accepted")
    room.refused(f"{place}{ben}", "Give the reason.", decision="declined", reason=" ")
    room.refused(f"{place}{ben}", "Say whether the person is accepted", decision="maybe")
    assert room.send(f"{place}{ben}", decision="declined", reason="The session is full").status_code == 303
    decided = room.events(None, EventKind.APPLICATION_DECIDED)
    assert [(one.person, one.body["decision"], one.actor) for one in decided] == [
        (ana, Decision.ACCEPTED, room.joan),
        (ben, Decision.DECLINED, room.joan),
    ]
    assert "no application" in room.get("/staff/")


def test_a_deadline_after_the_session_closes_is_refused(room: StaffRoom) -> None:
    page = "/office/sessions/spring/applications/"
    room.refused(page, "The deadline lies after the session closes.", deadline="2028-01-01")
    room.refused(page, "is not a day and an hour", deadline="")


def test_no_address_of_an_unknown_session_leads_anywhere(room: StaffRoom) -> None:
    for end in ("", "/roster/", "/applications/", "/learners/"):
        assert room.browser().get(f"/office/sessions/autumn{end}").status_code == 404
    assert room.send("/office/sessions/autumn/roster/", roster=file(PEOPLE)).status_code == 404
