"""The reports of teams: fees to invoice, who came, what was handed in and credited."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from autograde.ledger.events import OFFICE, EventKind
from autograde.personal.erase import erase_person
from autograde.program.certificate_rules import certificates_folder, load_certificate
from autograde.reports.report import write_report
from autograde.reports.scope import Found, Scope
from autograde.reports.teams import team_members, teams
from autograde.teams.changes import give_role
from autograde.teams.crediting import approve_credits, propose_credits
from autograde.teams.eligibility import TeamRole
from autograde.teams.recording import put_on_record
from autograde.teams.reflections import send_reflection
from tests.autograde.teams.small_team import MARCH, School

SAMPLE = load_certificate(certificates_folder() / "sample.toml")
JULY = MARCH + timedelta(days=130)


def found(now: datetime = JULY, scope: Scope | None = None) -> Found:
    return Found(scope or Scope(), (), {}, now)


def played(school: School) -> None:
    """Thirteen came and one of them completed everything; nine were refused."""
    team = school.accepted(13)
    school.apply(9, "elm")
    people = [one.person for one in team.present_members]
    give_role(school.office, team.id, people[3], TeamRole.COORDINATOR, "Leave", school.staff, JULY)
    for meeting in (1, 2, 4):
        body = {"meeting": meeting, "present": True}
        put_on_record(school.office, school.workshop, people[0], EventKind.ATTENDED, body, school.staff, JULY)
    send_reflection(school.office, school.workshop, people[0], "We will ask.", JULY)
    handed = {"team": team.id, "save": 1, "plan_sha256": "0" * 64}
    put_on_record(school.office, school.workshop, OFFICE, EventKind.PLAN_HANDED_IN, handed, people[3], JULY)
    propose_credits(school.office, school.found, SAMPLE, school.staff)
    approve_credits(school.office, school.found, SAMPLE, school.second)


def test_fees_plans_and_credit_stand_in_one_line_for_each_team(tmp_path: Path) -> None:
    school = School.opened(tmp_path / "office")
    played(school)
    report = teams(school.office, found())
    assert report.finding == "1 team accepted of 2 that applied; 260 dollars to invoice."
    assert [list(row) for row in report.rows] == [
        ["Team oak", school.found.title, "accepted", 13, Decimal(260), "PersonAd Oak", "no", "handed in",
         None, 1, 1, 1, Decimal("0.5")],
        ["Team elm", school.found.title,
         "refused: The team has 9 people; a team is at least 10, its coordinator among them.",
         9, None, "", "", "", None, 0, 0, 0, Decimal(0)],
    ]  # fmt: skip
    assert all(path.stat().st_size for path in write_report(report, tmp_path / "reports", JULY))
    early = teams(school.office, found(scope=Scope(until=(MARCH - timedelta(days=1)).date())))
    assert (early.rows, early.scope) == ([], "no workshop; until Sunday, February 28, 2027")


def test_each_member_has_a_line_and_an_erased_one_keeps_it_without_her_name(tmp_path: Path) -> None:
    school = School.opened(tmp_path / "office")
    played(school)
    report = team_members(school.office, found())
    assert report.finding == "1 of 13 people have completed the workshop."
    first = dict(zip(report.headings, report.rows[0], strict=True))
    assert (first["Name"], first["Role"], first["Was at"], first["Reflection"]) == (
        "PersonAa Oak", "member", "1, 2, 4", "handed in",
    )  # fmt: skip
    assert (first["Completed"], first["Units credited"]) == ("yes", Decimal("0.5"))
    person = next(iter(school.found.teams.values())).members
    erase_person(school.office, next(iter(person)), "She asked", school.staff, JULY)
    again = dict(zip(report.headings, team_members(school.office, found()).rows[0], strict=True))
    assert (again["Name"], again["Was at"], again["Units credited"]) == (
        "(name erased)",
        "1, 2, 4",
        Decimal("0.5"),
    )
