"""Who was there, what she wrote, and what it counts for."""

from __future__ import annotations

import io
import json
import tomllib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.errors import RecordsError, TeamError
from autograde.evidence import comment_text
from autograde.ledger.events import OFFICE, Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.people.register import People
from autograde.personal.erase import erase_person
from autograde.program.certificate_rules import certificates_folder, load_certificate
from autograde.program.credits import Category, credits_of
from autograde.teams.attendance import plan_attendance, record_attendance
from autograde.teams.attendance_file import read_attendance
from autograde.teams.changes import leave_team
from autograde.teams.completion import completions
from autograde.teams.crediting import approve_credits, credited, due_for_credit, propose_credits
from autograde.teams.recording import put_on_record
from autograde.teams.reflections import mark_reflection, reflection_text, send_reflection
from autograde.teams.team import Team, Verdict
from autograde.teams.workshop import workshop_of
from tests.autograde.teams.small_team import MARCH, RULES, School, stored

MAY = MARCH + timedelta(days=70)
SAMPLE = load_certificate(certificates_folder() / "sample.toml")
AFT = load_certificate(certificates_folder() / "aft-cornell.toml")
CASES = tomllib.loads((Path(__file__).parent / "cases" / "credit.toml").read_text("utf-8"))["case"]


def sheet(school: School, team: Team, absent: int = 0) -> bytes:
    people = People(school.office.records()).people(team.members)
    lines = [f"{one.name},{one.email}" for one in people.values()]
    return ("Name,Email\n" + "\n".join(lines[absent:]) + "\n").encode()


def attend(school: School, meeting: int, data: bytes, least_minutes: int = 0) -> int:
    planned = plan_attendance(
        school.office, school.workshop, meeting, read_attendance("s.csv", data), least_minutes
    )
    return record_attendance(school.office, planned, school.staff, MAY)


def mark_there(school: School, person: str, meeting: int, present: bool) -> None:
    body = {"meeting": meeting, "present": present}
    put_on_record(school.office, school.workshop, person, EventKind.ATTENDED, body, school.staff, MAY)


def hand_in(school: School, team: Team) -> None:
    body = {"team": team.id, "save": 1, "plan_sha256": "0" * 64}
    who = team.coordinator or ""
    put_on_record(school.office, school.workshop, OFFICE, EventKind.PLAN_HANDED_IN, body, who, MAY)


# --- attendance


def test_a_sheet_is_tried_first_and_then_recorded_once(school: School) -> None:
    team = school.accepted(10)
    data = sheet(school, team, absent=2)
    planned = plan_attendance(school.office, school.workshop, 1, read_attendance("s.csv", data))
    assert (len(planned.present), len(planned.absent), len(planned.changes)) == (8, 2, 8)
    assert school.found.attended == {}
    assert record_attendance(school.office, planned, school.staff, MAY) == 8
    assert attend(school, 1, data) == 0  # the same sheet again
    assert sum(school.found.times_attended(one) for one in team.members) == 8


def test_a_later_sheet_corrects_only_what_it_says_otherwise(school: School) -> None:
    team = school.accepted(10)
    attend(school, 2, sheet(school, team))
    who = People(school.office.records()).person(team.present_members[3].person)
    assert attend(school, 2, f"Name,Email,Attended\n{who.name},{who.email},no\n".encode()) == 1
    found = school.found
    assert sum(2 in there for there in found.attended.values()) == 9
    assert 2 not in found.attended[who.id]


def test_what_a_meeting_program_writes_is_read(school: School) -> None:
    team = school.accepted(10)
    people = list(People(school.office.records()).people(team.members).values())
    text = "Name (Original Name);User Email;Total Duration (Minutes);Guest\n"
    text += f"Phone 1 ({people[0].name});;70;No\n"  # she has no address on the sheet
    text += f"{people[1].name};{people[1].email.upper()};30;No\n{people[1].name};{people[1].email};45;No\n"
    text += f"{people[2].name};{people[2].email};12,5;No\n"
    read = read_attendance("zoom.csv", text.encode("utf-8-sig"))
    assert [line.minutes for line in read.lines] == [Decimal(70), Decimal(75), Decimal("12.5")]
    assert read.ignored == ("Guest",)
    planned = plan_attendance(school.office, school.workshop, 3, read, least_minutes=60)
    assert planned.problems == () and set(planned.present) == {people[0].id, people[1].id}


def test_a_workbook_is_read_like_a_csv(school: School) -> None:
    import openpyxl

    team = school.accepted(10)
    one = People(school.office.records()).person(team.present_members[0].person)
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["First name", "Last name", "E-mail", "Present"])
    book.worksheets[0].append([*one.name.split(), one.email, "x"])
    book.save(out)
    assert attend(school, 1, out.getvalue()) == 1


def test_every_problem_is_told_with_its_row_and_then_nothing_is_recorded(school: School) -> None:
    team = school.accepted(10)
    one, two = (People(school.office.records()).person(member.person) for member in team.present_members[:2])
    twin = People(school.office.records())
    text = (
        "Name,Email,Present,Minutes\n"
        "Zoe Stranger,zoe@far.example,yes,\n"
        f"{one.name},{one.email},perhaps,\n"
        f"{one.name},{one.email},yes,long\n"
        f"{two.name},{two.email},yes,\n"
        f"{two.name},{two.email},no,\n"
        ",,yes,\n"
    )
    read = read_attendance("s.csv", text.encode())
    planned = plan_attendance(school.office, school.workshop, 1, read)
    assert [sentence.split(": ")[0] for sentence in planned.problems] == [
        "Row 3",
        "Row 4",
        "Row 6",
        "Row 7",
        "Row 2",
    ]
    assert planned.problems[-1] == "Row 2: Zoe Stranger (zoe@far.example) is on no accepted team's roster."
    with pytest.raises(RecordsError, match=r"5 problems\. Nothing was changed"):
        record_attendance(school.office, planned, school.staff, MAY)
    assert school.found.attended == {}
    assert twin is not None


def test_two_of_one_name_are_never_guessed(school: School) -> None:
    extra = "PersonAb Oak,other@oak.example,member,,,\n"
    team = school.apply(10, extra=extra).team
    from autograde.teams.changes import accept_team, note_orientation

    coordinator = school.found.team(team).coordinator or ""
    note_orientation(school.office, team, coordinator, school.staff, MARCH)
    accept_team(school.office, team, school.staff, MARCH)
    planned = plan_attendance(
        school.office, school.workshop, 1, read_attendance("s.csv", b"Name\nPersonAb Oak\n")
    )
    assert "could be p-" in planned.problems[0] and planned.problems[0].endswith("Add her e-mail address.")


def test_there_is_no_fifth_meeting(school: School) -> None:
    with pytest.raises(TeamError, match="meetings 1 to 4, not 5"):
        plan_attendance(school.office, school.workshop, 5, read_attendance("s.csv", b"Name\nAna\n"))


# --- reflections


def test_a_reflection_is_hers_and_can_be_sent_again_until_it_is_met(school: School) -> None:
    team = school.accepted(10)
    person = team.present_members[2].person
    first = send_reflection(school.office, school.workshop, person, "We sat apart.\r\nNo more.", MAY)
    assert reflection_text(school.office, first.body["text_id"]) == "We sat apart.\nNo more."
    mark_reflection(school.office, school.workshop, person, Verdict.RETURNED, "Say who.", school.second, MAY)
    second = send_reflection(school.office, school.workshop, person, "We sat apart, all nine.", MAY)
    reflection = school.found.reflections[person]
    assert (reflection.text_id, reflection.mark) == (second.body["text_id"], None)
    mark_reflection(school.office, school.workshop, person, Verdict.MET, "Good.", school.second, MAY)
    mark = school.found.reflections[person].mark
    assert mark is not None and comment_text(school.office, mark.comment_id) == "Good."
    with pytest.raises(TeamError, match="was read and met"):
        send_reflection(school.office, school.workshop, person, "More.", MAY)
    assert school.found.team(team.id).handed_in is None  # the team's mark is another thing


@pytest.mark.parametrize(
    ("text", "says"), [(" \n", "Nothing is written yet"), ("x" * 6001, "longer than 6,000")]
)
def test_what_is_no_reflection_is_refused(school: School, text: str, says: str) -> None:
    person = school.accepted(10).present_members[0].person
    with pytest.raises(TeamError, match=says):
        send_reflection(school.office, school.workshop, person, text, MAY)
    with pytest.raises(TeamError, match="in no team"):
        send_reflection(school.office, school.workshop, "p-000000000000", "Hello", MAY)


# --- credit


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_who_has_completed_the_workshop(school: School, case: dict[str, Any]) -> None:
    team = school.accepted(10)
    person = team.present_members[5].person
    for number in case["attended"]:
        mark_there(school, person, abs(number), number > 0)
    if case.get("reflection", True):
        send_reflection(school.office, school.workshop, person, "What we will do otherwise.", MAY)
    if case.get("plan", True):
        hand_in(school, team)
    if case.get("left", False):
        leave_team(school.office, team.id, person, "Moved", school.staff, MAY)
    (found,) = [one for one in completions(school.found) if one.person == person]
    assert found.complete is case["complete"]


def completed(school: School, people: int = 10) -> Team:
    """A team that did everything; the last of its members was at two meetings only."""
    team = school.accepted(people)
    for meeting in (1, 2, 3, 4):
        attend(school, meeting, sheet(school, team))
    last = team.present_members[-1].person
    for meeting in (3, 4):
        mark_there(school, last, meeting, present=False)
    for member in team.present_members:
        send_reflection(school.office, school.workshop, member.person, "What changes.", MAY)
    hand_in(school, team)
    return team


def test_credit_is_proposed_with_evidence_and_approved_by_a_second_person(school: School) -> None:
    team = completed(school)
    assert len(due_for_credit(school.office, school.found, SAMPLE)) == 9
    proposed = propose_credits(school.office, school.found, SAMPLE, school.staff)
    assert len(proposed) == 9 and propose_credits(school.office, school.found, SAMPLE, school.staff) == []
    evidence = json.loads(
        (school.office.home / "outside" / str(proposed[0].body["evidence_sha256"])).read_bytes()
    )
    assert evidence["team"] == team.id and sorted(evidence["attended"]) == ["1", "2", "3", "4"]
    with pytest.raises(RecordsError, match="approved by a second person"):
        approve_credits(school.office, school.found, SAMPLE, school.staff)
    assert len(approve_credits(school.office, school.found, SAMPLE, school.second)) == 9
    assert len(credited(school.office, school.found)) == 9
    (credit,) = credits_of(Ledger(school.office.records()).events(team.coordinator))
    assert (credit.offering, credit.units, credit.category) == (RULES.id, Decimal("0.5"), Category.ELECTIVE)
    assert (
        credit.at.isoformat() == "2027-05-27T00:00:00+00:00"
    )  # the day of the last meeting, by its own clock


def test_a_certificate_that_does_not_count_the_workshop_says_so(school: School) -> None:
    completed(school)
    with pytest.raises(TeamError, match='do not count the workshop "power-and-participation"'):
        propose_credits(school.office, school.found, AFT, school.staff)


def test_erasing_takes_the_evidence_and_the_reflection_and_leaves_the_credit(school: School) -> None:
    team = completed(school)
    propose_credits(school.office, school.found, SAMPLE, school.staff)
    approve_credits(school.office, school.found, SAMPLE, school.second)
    person = team.coordinator or ""
    text_id = school.found.reflections[person].text_id
    erase_person(school.office, person, "She asked", school.staff, MAY)
    assert reflection_text(school.office, text_id) is None
    assert len(list((school.office.home / "outside").iterdir())) == 8
    assert person in credited(school.office, school.found)


# --- the fold


MEETINGS = st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=12)


@given(MEETINGS)
def test_what_was_said_last_of_a_meeting_counts(said: list[tuple[int, bool]]) -> None:
    events = [
        _event(number, EventKind.ATTENDED, {"meeting": meeting, "present": present})
        for number, (meeting, present) in enumerate(said, start=2)
    ]
    opened = _event(
        1,
        EventKind.WORKSHOP_OPENED,
        {
            "rule": RULES.id, "rule_version": "1", "rule_sha256": "0" * 64, "title": "T", "zone": "UTC",
            "deadline": "2027-04-19T00:00:00.000000Z", "meetings": [],
        },
    )  # fmt: skip
    found = workshop_of([opened, *events], RULES)
    assert found is not None
    assert found.attended.get("p-00000000000a", frozenset()) == {
        meeting for meeting, present in dict(said).items() if present
    }
    assert found.times_attended("p-00000000000a") <= 4


def _event(number: int, kind: EventKind, body: dict[str, Any]) -> Event:
    return stored(NewEvent(f"{number}", "p-00000000000a", "w", kind, MAY, "p-00000000000b", body=body))
