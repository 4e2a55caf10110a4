"""Teams apply, are accepted or refused, change, and their record stays right."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from autograde.errors import RecordsError, TeamError
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.people.register import People
from autograde.personal.copy import copy_of
from autograde.personal.erase import erase_person
from autograde.teams.applying import apply_as_team, plan_application
from autograde.teams.changes import (
    accept_team,
    give_role,
    join_team,
    leave_team,
    note_orientation,
    refuse_team,
)
from autograde.teams.details import MemberDetails, member_details, member_file, team_folder, team_name
from autograde.teams.eligibility import Reason, TeamRole
from autograde.teams.meetings import meetings_at
from autograde.teams.member_file import read_team_roster
from autograde.teams.opening import find_workshop, open_workshop, workshop_with_team
from autograde.teams.team import TeamState
from tests.autograde.teams.small_team import DEADLINE, EVENINGS, MARCH, PACIFIC, RULES, School, roster_csv

LATER = MARCH + timedelta(days=10)


# --- the workshop and its deadline


def test_a_workshop_comes_back_as_it_was_opened(school: School) -> None:
    found = school.found
    assert (found.title, found.deadline, found.zone) == (RULES.title, DEADLINE, PACIFIC)
    assert [one.number for one in found.meetings] == [1, 2, 3, 4]
    assert found.meetings[0].starts_at.isoformat() == "2027-05-07T00:00:00+00:00"
    assert (found.rule_version, found.rule_sha256) == (RULES.version, RULES.sha256)
    assert found.last_day.isoformat() == "2027-05-27T00:00:00+00:00"


def test_new_dates_replace_the_old_and_every_version_stays_on_record(school: School) -> None:
    later = meetings_at([one + timedelta(days=7) for one in EVENINGS], PACIFIC, 120)
    open_workshop(
        school.office, school.workshop, RULES, "Spring", later, DEADLINE, PACIFIC, school.staff, LATER
    )
    assert school.found.meetings[0].starts_at.isoformat() == "2027-05-14T00:00:00+00:00"
    assert sum(event.kind is EventKind.WORKSHOP_OPENED for event in school.events()) == 2


def test_dates_that_do_not_fit_the_rules_are_refused(school: School) -> None:
    three = meetings_at(EVENINGS[:3], PACIFIC, 120)
    four = meetings_at(EVENINGS, PACIFIC, 120)
    for meetings, deadline, name, says in (
        (three, DEADLINE, "w", "has 4 meetings; 3 dates were given"),
        (four, DEADLINE + timedelta(days=60), "w", "after the first meeting begins"),
        (four, DEADLINE, "Not an id", "cannot be the id of a workshop"),
    ):
        with pytest.raises(TeamError, match=says):
            open_workshop(school.office, name, RULES, "", meetings, deadline, PACIFIC, school.staff, MARCH)
    with pytest.raises(TeamError, match="The workshops are: workshop-2027"):
        find_workshop(school.office, "w")


def test_nobody_applies_after_the_deadline(school: School) -> None:
    assert school.apply(10, now=DEADLINE).because == ()
    with pytest.raises(TeamError, match=r"were taken until Monday, April 19, 2027, 4:59 p\.m\. PDT"):
        school.apply(10, "late", now=DEADLINE + timedelta(seconds=1))


# --- applying


def test_thirteen_apply_and_pay_260(school: School) -> None:
    team = school.accepted(13)
    assert (team.state, team.people, team.fee_dollars) == (TeamState.ACCEPTED, 13, Decimal(260))
    assert len(team.present_members) == 13
    assert team.coordinator is not None and school.name(team.coordinator) == "PersonAa Oak"
    assert team_name(school.office, team.id) == "Team oak"
    assert member_details(school.office, team.id, team.coordinator) == MemberDetails("Site 1", "teacher", "")
    assert workshop_with_team(school.office, team.id).id == school.workshop


def test_nine_are_refused_with_the_reason_and_nobody_of_them_is_kept(school: School) -> None:
    applied = school.apply(9)
    team = school.found.team(applied.team)
    assert (team.state, team.because, team.people) == (TeamState.REFUSED, (Reason.TOO_FEW,), 9)
    assert team.fee_dollars is None
    assert applied.codes == {} and team.members == {}
    with school.office.records().connect() as connection:
        from autograde.ledger.tables import person

        names = [row.name for row in connection.execute(person.select())]
    assert sorted(names) == ["Amara Nwosu", "Joan Ellis"]


def test_the_tenth_makes_them_a_team(school: School) -> None:
    school.apply(9)
    assert school.apply(10).because == ()
    assert [team.state for team in school.found.teams.values()] == [TeamState.REFUSED, TeamState.APPLIED]


def test_who_is_in_one_team_cannot_be_in_another(school: School) -> None:
    school.accepted(10, "oak")
    stranger = "PersonAa Oak,personaa@oak.example,member,Site 9,nurse,\n"
    assert school.apply(10, "elm", extra=stranger).because == (Reason.IN_TWO_TEAMS,)


def test_somebody_known_keeps_her_id_and_gets_no_new_code(school: School) -> None:
    known = People(school.office.records()).add_person("Ana Reyes", "ANA@oak.example")
    extra = "Ana Reyes,ana@oak.example,member,Site 1,aide,America/New_York\n"
    applied = school.apply(10, extra=extra)
    assert known in school.found.team(applied.team).members
    assert known not in applied.codes and len(applied.codes) == 10
    assert member_details(school.office, applied.team, known).zone == "America/New_York"


def test_trying_changes_nothing(school: School) -> None:
    before = school.events()
    roster = read_team_roster("r.csv", roster_csv(13).encode())
    planned = plan_application(school.office, school.workshop, "Oak", roster, MARCH)
    assert (planned.people, planned.fee_dollars, planned.because) == (13, Decimal(260), ())
    assert school.events() == before


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        (
            "PersonAa Oak,personaa@oak.example,member,,,\n",
            "Row 12: personaa@oak.example stands in row 2 already",
        ),
        ("Ana,ana@oak.example,chair,,,\n", 'Row 12: "chair" is no role here'),
        (",ana@oak.example,member,,,\n", "Row 12: Please type your name"),
        ("Ana,ana at oak,member,,,\n", 'Row 12: "ana at oak" does not look like an e-mail address'),
        ("Ana,ana@oak.example,member,,,Oz\n", 'Row 12: "Oz" is not the name of a time zone'),
    ],
)
def test_a_slip_in_the_roster_is_told_with_its_row_and_nothing_is_kept(
    school: School, extra: str, says: str
) -> None:
    before = school.events()
    with pytest.raises(RecordsError, match=rf"1 problems\. Nothing was changed: {says}"):
        school.apply(10, extra=extra)
    assert school.events() == before


def test_a_roster_says_who_coordinates() -> None:
    with pytest.raises(RecordsError, match='row 1: no column "Role"'):
        read_team_roster("r.csv", b"Name,Email\nAna,ana@oak.example\n")
    ways = "Member name;Team role;Building\nAna Reyes; Team Coordinator ;Oak\nBo Lee;Deputy-coordinator;\n"
    read = read_team_roster("r.csv", ways.encode("utf-8-sig"))
    assert [line.role for line in read.lines] == [TeamRole.COORDINATOR, TeamRole.DEPUTY]
    assert read.lines[0].details.worksite == "Oak"


# --- accepting


def test_a_team_is_accepted_once_its_coordinator_is_oriented(school: School) -> None:
    team = school.apply(10).team
    with pytest.raises(TeamError, match=r"^The coordinator has not done the orientation yet\.$"):
        accept_team(school.office, team, school.staff, LATER)
    coordinator = school.found.team(team).coordinator
    assert coordinator is not None
    note_orientation(school.office, team, coordinator, school.staff, LATER)
    accept_team(school.office, team, school.staff, LATER)
    with pytest.raises(TeamError, match="decided already: accepted"):
        refuse_team(school.office, team, "Too late", school.staff, LATER)


def test_a_team_that_shrank_before_it_was_accepted_is_not_accepted(school: School) -> None:
    team = school.apply(10).team
    found = school.found.team(team)
    assert found.coordinator is not None
    note_orientation(school.office, team, found.coordinator, school.staff, LATER)
    leave_team(school.office, team, found.present_members[-1].person, "Moved away", school.staff, LATER)
    with pytest.raises(TeamError, match="The team has 9 people"):
        accept_team(school.office, team, school.staff, LATER)
    refuse_team(school.office, team, "Nobody else could come", school.staff, LATER)
    assert school.found.team(team).state is TeamState.REFUSED
    assert school.found.team_of(found.coordinator) is None


# --- changes


def test_a_change_of_coordinator_half_way_keeps_the_record_right(school: School) -> None:
    team = school.accepted(10)
    before, after = team.coordinator, team.present_members[4].person
    assert before is not None
    with pytest.raises(TeamError, match="hands over before she leaves"):
        leave_team(school.office, team.id, before, "Ill", school.staff, LATER)
    give_role(school.office, team.id, after, TeamRole.COORDINATOR, "Ill", school.staff, LATER)
    found = school.found.team(team.id)
    assert found.coordinator == after
    assert [one.role for one in found.present_members].count(TeamRole.COORDINATOR) == 1
    assert found.members[before].role is TeamRole.MEMBER
    assert [(who, at.day) for who, at in found.coordinators] == [(before, 1), (after, 11)]
    assert not found.coordinator_is_oriented
    note_orientation(school.office, team.id, after, school.staff, LATER)
    assert school.found.team(team.id).coordinator_is_oriented
    leave_team(school.office, team.id, before, "Ill", school.staff, LATER)
    found = school.found.team(team.id)
    assert not found.holds(before) and before in found.members
    assert found.fee_dollars == 200


def test_a_team_always_has_one_coordinator_and_no_more_deputies_than_allowed(school: School) -> None:
    team = school.accepted(10)
    coordinator, deputy, third = (one.person for one in team.present_members[:3])
    for person, role, says in (
        (coordinator, TeamRole.MEMBER, "always has a coordinator"),
        (deputy, TeamRole.DEPUTY, "is deputy already"),
        (third, TeamRole.DEPUTY, "as many deputies as the workshop allows"),
        ("p-000000000000", TeamRole.DEPUTY, "is not in the team"),
    ):
        with pytest.raises(TeamError, match=says):
            give_role(school.office, team.id, person, role, "Why not", school.staff, LATER)
    with pytest.raises(TeamError, match="recorded with its reason"):
        give_role(school.office, team.id, third, TeamRole.COORDINATOR, " ", school.staff, LATER)


def test_who_joins_later_is_charged_and_who_leaves_is_not_paid_back(school: School) -> None:
    team = school.accepted(10)
    people = People(school.office.records())
    nina = people.add_person("Nina Diaz", "nina@oak.example")
    join_team(school.office, team.id, nina, MemberDetails("Site 2"), "A new steward", school.staff, LATER)
    assert school.found.team(team.id).fee_dollars == 220
    leave_team(school.office, team.id, nina, "Another job", school.staff, LATER)
    assert school.found.team(team.id).fee_dollars == 220
    omar = people.add_person("Omar Haddad", "omar@oak.example")
    join_team(school.office, team.id, omar, MemberDetails(), "In Nina's place", school.staff, LATER)
    assert school.found.team(team.id).fee_dollars == 220  # eleven at most at one time
    with pytest.raises(TeamError, match="in a team of this workshop already"):
        join_team(school.office, team.id, omar, MemberDetails(), "Again", school.staff, LATER)


# --- names apart


def test_events_hold_no_name_and_the_chains_hold(school: School) -> None:
    school.accepted(13)
    told = json.dumps([dict(event.body) for event in school.events()])
    for word in ("Person", "Oak", "oak.example", "Site", "teacher"):
        assert word not in told
    Ledger(school.office.records()).verify()


def test_erasing_a_member_takes_her_details_and_leaves_the_team(school: School) -> None:
    team = school.accepted(10)
    ids = [one.person for one in team.present_members]
    assert copy_of(school.office, ids[1])
    erase_person(school.office, ids[1], "She asked", school.staff, LATER)
    assert not member_file(school.office, team.id, ids[1]).exists()
    found = school.found.team(team.id)
    assert found.people == 10 and found.holds(ids[1])
    assert team_name(school.office, team.id) == "Team oak"
    for person in ids:
        erase_person(school.office, person, "They asked", school.staff, LATER)
    assert not team_folder(school.office, team.id).exists()
    Ledger(school.office.records()).verify()


def test_a_folder_elsewhere_is_no_team(tmp_path: Path, school: School) -> None:
    with pytest.raises(TeamError, match="is not the id of a team"):
        team_folder(school.office, "../../etc")


def test_an_application_with_problems_is_never_carried_out(school: School) -> None:
    roster = read_team_roster("r.csv", roster_csv(10, extra="Ana,,nobody,,,\n").encode())
    planned = plan_application(school.office, school.workshop, "Oak", roster, MARCH)
    with pytest.raises(RecordsError, match="1 problems"):
        apply_as_team(school.office, planned, MARCH, 30, school.staff)
