"""Three teams play the workshop; here is where each of them must end."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from autograde.ledger.store import Ledger
from autograde.office import open_office
from autograde.people.register import People
from autograde.people.staff import Role, Staff
from autograde.program.credits import credits_of
from autograde.teams.completion import completions
from autograde.teams.details import team_name
from autograde.teams.eligibility import Reason
from autograde.teams.meetings import meeting_words
from autograde.teams.opening import find_workshop
from autograde.teams.plan.handing_in import look_over
from autograde.teams.plan.saves import read_plan
from autograde.teams.team import Team, TeamState
from autograde.teams.workshop import Workshop
from demonstration.teams import TeamPlay

NOVEMBER = datetime(2026, 11, 10, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> TeamPlay:
    """The teams, played in an office of their own."""
    office = open_office(tmp_path_factory.mktemp("teams") / "office")
    staff, now = Staff(office.records()), NOVEMBER
    joan = staff.add("Joan Ellis", [Role.STAFF], now)
    amara = staff.add("Amara Mensah", [Role.STAFF], now, actor=joan)
    rivera = staff.add("Lucia Rivera", [Role.INSTRUCTOR], now, actor=joan)
    play = TeamPlay(office, joan, amara, rivera)
    play.play()
    return play


@pytest.fixture
def workshop(played: TeamPlay) -> Workshop:
    return find_workshop(played.office, "power-demo")


def team_named(played: TeamPlay, workshop: Workshop, name: str) -> Team:
    return next(team for team in workshop.teams.values() if team_name(played.office, team.id) == name)


def test_thirteen_complete_it_and_pay_260(played: TeamPlay, workshop: Workshop) -> None:
    team = team_named(played, workshop, "Harbor Bend teachers")
    assert (team.state, team.people, team.fee_dollars) == (TeamState.ACCEPTED, 13, Decimal(260))
    assert team.handed_in is not None and team.handed_in.mark is not None
    assert (team.handed_in.mark.points, team.handed_in.mark.max_points) == (11, 12)
    plan = read_plan(played.office, team.id)
    assert look_over(played.office, team, plan, workshop.rules.id) == []
    names = People(played.office.records()).people(team.members)
    open_ones = {
        names[one.person].name for one in completions(workshop) if one.team == team.id and not one.complete
    }
    assert open_ones == {"Leila Lopez", "Mateo Moreau"}  # no reflection; at two meetings of four


def test_nine_are_refused_with_the_reason_and_leave_no_name(played: TeamPlay, workshop: Workshop) -> None:
    team = team_named(played, workshop, "Northside aides")
    assert (team.state, team.because, team.fee_dollars) == (TeamState.REFUSED, (Reason.TOO_FEW,), None)
    assert team.members == {}


def test_a_change_of_coordinator_half_way_keeps_the_record(played: TeamPlay, workshop: Workshop) -> None:
    team = team_named(played, workshop, "Lakeview nurses")
    people = People(played.office.records())
    assert [people.name(person) for person, _since in team.coordinators] == ["Wanda Weber", "Cedric Dubois"]
    assert team.coordinator_is_oriented
    assert team.handed_in is not None and people.name(team.handed_in.by) == "Cedric Dubois"
    wanda = team.coordinators[0][0]
    assert workshop.attended[wanda] == {1, 2, 3}
    assert [credit.offering for credit in credits_of(Ledger(played.office.records()).events(wanda))] == [
        "power-and-participation"
    ]
    found = look_over(played.office, team, read_plan(played.office, team.id), workshop.rules.id)
    assert any("Contract ends" in one.sentence for one in found)


def test_the_hour_stays_five_in_the_evening_when_the_clocks_go_back(workshop: Workshop) -> None:
    assert [meeting_words(one, "America/New_York")[-28:] for one in workshop.meetings] == [
        *["6, 8:00 p.m. to 10:00 p.m. EDT"[-28:]] * 3,
        "6, 8:00 p.m. to 10:00 p.m. EST"[-28:],
    ]


def test_playing_again_changes_nothing_and_names_stay_apart(played: TeamPlay) -> None:
    before = [event.hash for event in Ledger(played.office.records()).events()]
    played.play()
    events = Ledger(played.office.records()).events()
    assert [event.hash for event in events] == before
    told = json.dumps([dict(event.body) for event in events])
    assert "Wanda" not in told and "Lakeview" not in told and "Harbor Bend" not in told
    Ledger(played.office.records()).verify()


def test_the_reports_say_it(played: TeamPlay, tmp_path: Path) -> None:
    played.write_reports(tmp_path, NOVEMBER)
    with (tmp_path / "teams.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Team"]: row for row in csv.DictReader(file)}
    fees = {name: row["Fee (dollars)"] for name, row in rows.items()}
    assert fees == {"Harbor Bend teachers": "260", "Northside aides": "", "Lakeview nurses": "220"}
    assert rows["Northside aides"]["State"].startswith("refused: The team has 9 people")
    assert {name: row["Credited"] for name, row in rows.items()} == {
        "Harbor Bend teachers": "11", "Northside aides": "0", "Lakeview nurses": "10",
    }  # fmt: skip
