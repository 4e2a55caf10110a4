"""One clause, two sides, as the demonstration plays it: one statement that both have signed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.office import open_office
from autograde.people.staff import Role, Staff
from autograde.teams.joint.statement import Side
from autograde.teams.joint.writing import statement_of_team
from autograde.teams.opening import find_workshop
from autograde.teams.plan.form import find_form
from autograde.teams.plan.handing_in import look_over
from autograde.teams.plan.saves import plan_sha256, read_plan
from demonstration.two_sides import TwoSidesPlay

NOVEMBER = datetime(2026, 11, 10, 14, tzinfo=UTC)


def test_both_sides_sign_one_statement_and_playing_again_changes_nothing(tmp_path: Path) -> None:
    office = open_office(tmp_path / "office")
    play = TwoSidesPlay(office, Staff(office.records()).add("Joan Ellis", [Role.STAFF], NOVEMBER))
    play.play()
    workshop = find_workshop(office, "clause-demo")
    came = [(len(team.present_members), team.accepted, team.fee_dollars) for team in workshop.teams.values()]
    assert came == [(3, True, 0), (3, True, 0)]
    labor = next(iter(workshop.teams))
    statement = statement_of_team(office, labor)
    assert statement is not None and statement.side_of(labor) is Side.LABOR
    text = read_plan(office, statement.id)
    assert statement.in_force(plan_sha256(text)) and "forty minutes" in str(text.content("clause"))
    form = find_form(workshop.rules.id)
    for team in workshop.teams.values():
        assert look_over(office, team, read_plan(office, team.id), workshop.rules.id) == []
        assert team.handed_in is not None and len(form.sections) == 3
    before = Ledger(office.records()).events()
    play.play()
    assert len(Ledger(office.records()).events()) == len(before)
    told = str([dict(event.body) for event in before if event.kind is not EventKind.TEAMS_PAIRED])
    assert "Opal" not in told and "Mill Pond" not in told and "forty minutes" not in told
