"""A workshop with made-up teams, as its tests need one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from autograde.ledger.events import Event, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office, open_office
from autograde.people.register import People
from autograde.people.staff import Role, Staff
from autograde.teams.applying import Applied, apply_as_team, plan_application
from autograde.teams.changes import accept_team, note_orientation
from autograde.teams.meetings import meetings_at
from autograde.teams.member_file import read_team_roster
from autograde.teams.opening import find_workshop, open_workshop
from autograde.teams.rules import find_workshop_rules
from autograde.teams.team import Team
from autograde.teams.workshop import Workshop

RULES = find_workshop_rules("power-and-participation")
PACIFIC = "America/Los_Angeles"
EVENINGS = [datetime.fromisoformat(f"2027-05-{day:02} 17:00") for day in (6, 13, 20, 27)]
DEADLINE = datetime(2027, 4, 19, 23, 59, tzinfo=UTC)
MARCH = datetime(2027, 3, 1, 12, tzinfo=UTC)


def roster_csv(people: int, at: str = "oak", coordinators: int = 1, extra: str = "") -> str:
    """A roster of so many people: the first coordinates, the second is a deputy."""
    roles = ["coordinator"] * coordinators + ["deputy", *["member"] * people]
    lines = [
        f"{_name(n)} {at.title()},{_name(n).lower()}@{at}.example,{roles[n]},Site {n % 3 + 1},teacher,"
        for n in range(people)
    ]
    return "Name,Email,Role,School,Job,Time zone\n" + "\n".join(lines) + "\n" + extra


def _name(number: int) -> str:
    return "Person" + chr(ord("A") + number // 26) + chr(ord("a") + number % 26)


@dataclass(frozen=True)
class School:
    """An office with an open workshop."""

    office: Office
    staff: str
    second: str
    workshop: str = "workshop-2027"

    @classmethod
    def opened(cls, folder: Path) -> School:
        """A fresh one."""
        office = open_office(folder)
        staff = Staff(office.records())
        joan = staff.add("Joan Ellis", [Role.STAFF], MARCH)
        amara = staff.add("Amara Nwosu", [Role.STAFF, Role.INSTRUCTOR], MARCH, actor=joan)
        return cls.in_office(office, joan, amara)

    @classmethod
    def in_office(cls, office: Office, staff: str, second: str) -> School:
        """A workshop in an office that is there already."""
        meetings = meetings_at(EVENINGS, PACIFIC, RULES.meeting_minutes)
        open_workshop(office, "workshop-2027", RULES, "", meetings, DEADLINE, PACIFIC, staff, MARCH)
        return cls(office, staff, second)

    @property
    def found(self) -> Workshop:
        """The workshop as it stands."""
        return find_workshop(self.office, self.workshop)

    def apply(self, people: int = 10, at: str = "oak", now: datetime = MARCH, **more: object) -> Applied:
        """A team applies."""
        roster = read_team_roster("r.csv", roster_csv(people, at, **more).encode())  # type: ignore[arg-type]
        planned = plan_application(self.office, self.workshop, f"Team {at}", roster, now)
        return apply_as_team(self.office, planned, now, 30, self.staff)

    def accepted(self, people: int = 10, at: str = "oak") -> Team:
        """A team that applied, was oriented and accepted."""
        team = self.apply(people, at).team
        coordinator = self.found.team(team).coordinator
        assert coordinator is not None
        note_orientation(self.office, team, coordinator, self.staff, MARCH + timedelta(days=1))
        accept_team(self.office, team, self.staff, MARCH + timedelta(days=2))
        return self.found.team(team)

    def name(self, person: str) -> str:
        """A name."""
        return People(self.office.records()).name(person)

    def events(self) -> list[Event]:
        """Everything on record."""
        return Ledger(self.office.records()).events()


def stored(new: NewEvent) -> Event:
    """An event as a ledger would hand it out, for folds that need no ledger."""
    return Event(
        id=f"e-{new.key}", recorded_at=new.occurred_at, seq=int(new.key), prev="", hash="",
        **{name: getattr(new, name) for name in vars(new)},
    )  # fmt: skip
