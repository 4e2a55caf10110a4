"""Plays one clause with two sides: each team writes for itself, both write one statement, and both sign it.

In: the office, its staff. Out: events and texts, by what `bargain team` and the desk call. Called by
demonstration.run. Everybody is fictional. What was played already stays as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from autograde.office import Office
from autograde.teams.applying import apply_as_team, plan_application
from autograde.teams.changes import accept_team, note_orientation
from autograde.teams.joint.statement import JointStatement, Side
from autograde.teams.joint.writing import pair_teams, sign_statement, write_statement
from autograde.teams.meetings import meetings_at
from autograde.teams.member_file import read_team_roster
from autograde.teams.opening import all_workshops, open_workshop, workshop_with_team
from autograde.teams.plan.handing_in import hand_in_plan, write_section
from autograde.teams.rules import find_workshop_rules
from autograde.teams.team import Team

__all__ = ["TWO_SIDES_FILE", "TwoSidesPlay"]

TWO_SIDES_FILE = Path(__file__).with_name("two_sides.toml")
ROSTERS = Path(__file__).with_name("rosters")


@dataclass(frozen=True)
class TwoSidesPlay:
    """One performance; `staff` opens the workshop and pairs the teams."""

    office: Office
    staff: str

    @cached_property
    def script(self) -> Mapping[str, Any]:
        """What is played."""
        return tomllib.loads(TWO_SIDES_FILE.read_text(encoding="utf-8"))

    def play(self) -> None:
        """Play it, unless it was played."""
        if self.script["workshop"] in {one.id for one in all_workshops(self.office)}:
            return
        self._open()
        teams = {side: self._comes(self.script[side.value]) for side in Side}
        clause, at = self.script["clause"], self._at(self.script["paired"])
        made = pair_teams(
            self.office, teams[Side.LABOR].id, teams[Side.MANAGEMENT].id, clause, self.staff, at
        )
        self._write_and_sign(made, teams)

    def _open(self) -> None:
        script, rules = self.script, find_workshop_rules(self.script["rules"])
        meetings = meetings_at(script["meetings"], script["zone"], rules.meeting_minutes)
        deadline, at = self._at(script["deadline"]), self._at(script["applies"])
        open_workshop(
            self.office, script["workshop"], rules, script["title"], meetings, deadline, script["zone"],
            self.staff, at,
        )  # fmt: skip

    def _comes(self, one: Mapping[str, Any]) -> Team:
        """A team applies, is accepted, and writes what it needs."""
        at = self._at(self.script["applies"])
        roster = read_team_roster(one["roster"], (ROSTERS / one["roster"]).read_bytes())
        planned = plan_application(self.office, self.script["workshop"], one["name"], roster, at)
        team = apply_as_team(self.office, planned, at, 30, self.staff).team
        coordinator = self._team(team).coordinator or ""
        note_orientation(self.office, team, coordinator, self.staff, at + timedelta(days=1))
        accept_team(self.office, team, self.staff, at + timedelta(days=2))
        first = self._at(self.script["meetings"][0])
        for section, text in one["plan"].items():
            write_section(self.office, team, section, text, 0, coordinator, first)
        hand_in_plan(self.office, team, coordinator, first + timedelta(hours=2))
        return self._team(team)

    def _write_and_sign(self, made: JointStatement, teams: Mapping[Side, Team]) -> None:
        """A member of labor writes the clause, one of management what both commit to; both sides sign."""
        last = self._at(self.script["meetings"][-1])
        writers = {"clause": teams[Side.LABOR], "commitment": teams[Side.MANAGEMENT]}
        for section, team in writers.items():
            text, writer = self.script["statement"][section].strip(), team.present_members[1].person
            write_statement(self.office, made.id, section, text, 0, writer, last)
        for hours, team in enumerate(teams.values(), start=1):
            sign_statement(self.office, made.id, team.coordinator or "", last + timedelta(hours=hours))

    def _team(self, team: str) -> Team:
        return workshop_with_team(self.office, team).team(team)

    def _at(self, wall_clock: datetime) -> datetime:
        return wall_clock.replace(tzinfo=ZoneInfo(self.script["zone"]))
