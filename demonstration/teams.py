"""Plays three teams of a workshop: one completes it, one is refused, one changes its coordinator half-way.

In: the office, its staff. Out: events, plans and reports, by what `bargain workshop`, `bargain team` and the
desk call. Called by demonstration.run. Everybody is fictional. What was played already stays as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from autograde.ledger.events import Event
from autograde.office import Office
from autograde.people.register import People
from autograde.program.certificate_rules import find_certificates
from autograde.reports.report import write_report
from autograde.reports.scope import Found, Scope
from autograde.reports.teams import team_members, teams
from autograde.teams.applying import apply_as_team, plan_application
from autograde.teams.attendance import plan_attendance, record_attendance
from autograde.teams.attendance_file import read_attendance
from autograde.teams.changes import accept_team, give_role, note_orientation
from autograde.teams.crediting import approve_credits, propose_credits
from autograde.teams.details import team_name
from autograde.teams.eligibility import TeamRole
from autograde.teams.meetings import meetings_at
from autograde.teams.member_file import read_team_roster
from autograde.teams.opening import all_workshops, find_workshop, open_workshop
from autograde.teams.plan.form import ColumnKind, find_form
from autograde.teams.plan.handing_in import hand_in_plan, mark_plan, write_section
from autograde.teams.plan.saves import Content
from autograde.teams.reflections import send_reflection
from autograde.teams.rules import find_workshop_rules
from autograde.teams.team import Team, Verdict
from autograde.teams.workshop import Workshop

__all__ = ["TEAMS_FILE", "TeamPlay"]

TEAMS_FILE = Path(__file__).with_name("teams.toml")
ROSTERS = Path(__file__).with_name("rosters")


@dataclass(frozen=True)
class TeamPlay:
    """One performance. `proposer` and `approver` are program staff, two people; `instructor` marks."""

    office: Office
    proposer: str
    approver: str
    instructor: str

    @cached_property
    def script(self) -> Mapping[str, Any]:
        """What is played."""
        return tomllib.loads(TEAMS_FILE.read_text(encoding="utf-8"))

    def play(self) -> None:
        """Play what has not been played yet."""
        self._open()
        for one in self.script["team"]:
            team = self._applies(one)
            if team.accepted:
                self._meets(team, one)
                self._writes(team, one)
        rules = find_certificates()[self.script["certificate"]]
        propose_credits(self.office, self._workshop, rules, self.proposer)
        approve_credits(self.office, self._workshop, rules, self.approver)

    def write_reports(self, folder: Path, now: datetime) -> list[Path]:
        """The reports of the teams and of their members."""
        found = Found(Scope(), (), {}, now)
        return [
            path
            for report in (teams(self.office, found), team_members(self.office, found))
            for path in write_report(report, folder, now)
        ]

    @property
    def _workshop(self) -> Workshop:
        """The workshop as it stands."""
        return find_workshop(self.office, self.script["workshop"])

    def _open(self) -> None:
        script = self.script
        if script["workshop"] in {one.id for one in all_workshops(self.office)}:
            return
        rules = find_workshop_rules(script["rules"])
        open_workshop(
            self.office,
            script["workshop"],
            rules,
            script["title"],
            meetings_at(script["meetings"], script["zone"], rules.meeting_minutes),
            self._at(script["deadline"]),
            script["zone"],
            self.proposer,
            self._at(script["applies"]),
        )

    def _applies(self, one: Mapping[str, Any]) -> Team:
        """The team, which applies by its roster if it is not there yet, and is accepted where it may be."""
        at = self._at(self.script["applies"])
        found = self._team(one["name"])
        if found is None:
            roster = read_team_roster(one["roster"], (ROSTERS / one["roster"]).read_bytes())
            planned = plan_application(self.office, self._workshop.id, one["name"], roster, at)
            apply_as_team(self.office, planned, at, 30, self.proposer)
            found = self._team(one["name"])
        assert found is not None  # noqa: S101 - it has applied
        if found.state.value == "applied":
            coordinator = found.coordinator or ""
            note_orientation(self.office, found.id, coordinator, self.proposer, at + timedelta(days=2))
            accept_team(self.office, found.id, self.proposer, at + timedelta(days=3))
        return self._workshop.team(found.id)

    def _meets(self, team: Team, one: Mapping[str, Any]) -> None:
        """Each meeting's list is brought in; half-way another coordinator may take over."""
        names = self._names(team)
        for meeting, absent in zip(self._workshop.meetings, one["absent"], strict=True):
            lines = [name for name in names.values() if name not in absent]
            sheet = read_attendance("list.csv", ("Name\n" + "\n".join(lines) + "\n").encode())
            planned = plan_attendance(self.office, self._workshop.id, meeting.number, sheet)
            record_attendance(self.office, planned, self.proposer, meeting.ends_at)
        change = one.get("new_coordinator")
        ids = {name: person for person, name in names.items()}
        if change and team.coordinator != ids[change["name"]]:
            at, person = self._at(change["day"]), ids[change["name"]]
            give_role(self.office, team.id, person, TeamRole.COORDINATOR, change["reason"], self.proposer, at)
            note_orientation(self.office, team.id, person, self.proposer, at + timedelta(hours=3))

    def _writes(self, team: Team, one: Mapping[str, Any]) -> None:
        """Members take turns in the plan; each sends a reflection; the coordinator hands in."""
        workshop, names = self._workshop, self._names(team)
        after = workshop.meetings[-1].ends_at + timedelta(hours=20)
        team = workshop.team(team.id)
        if team.handed_in is None:
            people = list(names)
            for number, (section, said) in enumerate(one["plan"].items()):
                content = self._content(section, said, names)
                writer = people[number % len(people)]
                write_section(self.office, team.id, section, content, 0, writer, after)
            hand_in_plan(self.office, team.id, team.coordinator or "", after + timedelta(hours=1))
        for person, name in names.items():
            if name not in one["no_reflection"] and person not in workshop.reflections:
                send_reflection(self.office, workshop.id, person, self.script["reflection"], after)
        handed = self._workshop.team(team.id).handed_in
        if "verdict" in one and handed and handed.mark is None:
            self._marks(team, one, after + timedelta(days=1))

    def _marks(self, team: Team, one: Mapping[str, Any], at: datetime) -> Event:
        verdict = Verdict(one["verdict"])
        return mark_plan(self.office, team.id, verdict, one["rows"], one["comment"], self.instructor, at)

    def _content(
        self, section: str, said: str | Sequence[Sequence[str]], names: Mapping[str, str]
    ) -> Content:
        """A section as it is kept: owners by their ids."""
        if isinstance(said, str):
            return said.strip()
        ids, form = {name: person for person, name in names.items()}, find_form(self.script["rules"])
        asked = form.section(section)
        assert asked is not None  # noqa: S101 - the script follows the form
        return tuple(
            tuple(
                ids[cell] if column.kind is ColumnKind.OWNER else cell
                for column, cell in zip(asked.columns, row, strict=True)
            )
            for row in said
        )

    def _team(self, name: str) -> Team | None:
        teams = self._workshop.teams.values()
        return next((team for team in teams if team_name(self.office, team.id) == name), None)

    def _names(self, team: Team) -> dict[str, str]:
        people = People(self.office.records()).people(team.members)
        return {person: one.name for person, one in people.items()}

    def _at(self, wall_clock: datetime) -> datetime:
        return wall_clock.replace(tzinfo=ZoneInfo(self.script["zone"]))
