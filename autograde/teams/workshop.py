"""Everything about one workshop, folded from its events. Pure.

In: the events of a workshop in the order in which they arrived, and its rules. Out: `Workshop`. Called by the
rest of this room, the desk and reports. Nothing is stored: the same events always give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from autograde.errors import TeamError
from autograde.ledger.events import Event
from autograde.ledger.moments import moment_from_text
from autograde.teams.eligibility import Reason, TeamRole
from autograde.teams.meetings import Meeting
from autograde.teams.rules import WorkshopRules
from autograde.teams.team import HandedIn, Mark, Member, Reflection, Team, TeamState, Verdict
from classroom.language import _

__all__ = ["Workshop", "workshop_of"]


@dataclass(frozen=True)
class Workshop:
    """One workshop between its deadline and its last meeting.

    `teams` in the order in which they applied, refused ones among them. `attended`: the numbers of the
    meetings at which somebody was. `reflections`: what each wrote, her newest.
    """

    id: str
    rules: WorkshopRules
    rule_version: str
    rule_sha256: str
    title: str
    deadline: datetime
    zone: str
    meetings: tuple[Meeting, ...]
    teams: Mapping[str, Team]
    attended: Mapping[str, frozenset[int]]
    reflections: Mapping[str, Reflection]

    def team(self, team: str) -> Team:
        """The team of that id; raises TeamError when there is none."""
        if team not in self.teams:
            raise TeamError(
                _('There is no team "{team}" in the workshop "{workshop}".').format(
                    team=team, workshop=self.id
                )
            )
        return self.teams[team]

    def team_of(self, person: str) -> Team | None:
        """The team somebody is in now, or None; a refused team holds nobody."""
        return next((team for team in self.teams.values() if team.holds(person)), None)

    @property
    def last_day(self) -> datetime:
        """The day of the last meeting by the workshop's own clock, as midnight UTC: how credit keeps days."""
        there = self.meetings[-1].starts_at.astimezone(ZoneInfo(self.zone))
        return datetime(there.year, there.month, there.day, tzinfo=UTC)

    def times_attended(self, person: str) -> int:
        """At how many meetings somebody was."""
        return len(self.attended.get(person, frozenset()))


def workshop_of(events: Iterable[Event], rules: WorkshopRules) -> Workshop | None:
    """The workshop that these events tell of; None when it was never opened."""
    fold = _Fold()
    for event in events:
        take = getattr(fold, f"_{event.kind.value}", None)
        if take is not None:
            take(event)
    opened = fold.opened
    if opened is None:
        return None
    body = opened.body
    return Workshop(
        id=opened.session,
        rules=rules,
        rule_version=str(body["rule_version"]),
        rule_sha256=str(body["rule_sha256"]),
        title=str(body["title"]),
        deadline=moment_from_text(body["deadline"]),
        zone=str(body["zone"]),
        meetings=tuple(
            Meeting(number, moment_from_text(start), moment_from_text(end))
            for number, (start, end) in enumerate(body["meetings"], start=1)
        ),
        teams=fold.teams,
        attended={person: frozenset(there) for person, there in fold.attended.items()},
        reflections=fold.reflections,
    )


class _Fold:
    """What is known so far; one method for each kind of event, named as the kind."""

    def __init__(self) -> None:
        self.opened: Event | None = None
        self.teams: dict[str, Team] = {}
        self.attended: dict[str, set[int]] = {}
        self.reflections: dict[str, Reflection] = {}

    def _workshop_opened(self, event: Event) -> None:
        self.opened = event

    def _team_applied(self, event: Event) -> None:
        team = str(event.body["team"])
        self.teams[team] = Team(
            team, event.session, TeamState.APPLIED, event.occurred_at, int(event.body["people"])
        )

    def _team_decided(self, event: Event) -> None:
        team = self._team(event)
        self.teams[team.id] = replace(
            team,
            state=TeamState(event.body["decision"]),
            people=int(event.body["people"]),
            because=tuple(Reason(one) for one in event.body["because"]),
            fee_dollars=_dollars(event.body["fee_dollars"]),
        )

    def _team_joined(self, event: Event) -> None:
        team = self._team(event)
        role = TeamRole(event.body["role"])
        member = Member(event.person, TeamRole.MEMBER, event.occurred_at)
        self.teams[team.id] = replace(team, members={**team.members, event.person: member})
        self._give(team.id, event.person, role, event.occurred_at)
        if event.body.get("fee_dollars") is not None:
            fee, most = _dollars(event.body["fee_dollars"]), int(event.body["people"])
            self.teams[team.id] = replace(self.teams[team.id], fee_dollars=fee, people=most)

    def _team_role_given(self, event: Event) -> None:
        self._give(self._team(event).id, event.person, TeamRole(event.body["role"]), event.occurred_at)

    def _team_left(self, event: Event) -> None:
        team = self._team(event)
        gone = replace(team.members[event.person], left_at=event.occurred_at)
        self.teams[team.id] = replace(team, members={**team.members, event.person: gone})

    def _oriented(self, event: Event) -> None:
        team = self._team(event)
        self.teams[team.id] = replace(team, oriented=team.oriented | {event.person})

    def _attended(self, event: Event) -> None:
        there = self.attended.setdefault(event.person, set())
        (there.add if event.body["present"] else there.discard)(int(event.body["meeting"]))

    def _reflection_sent(self, event: Event) -> None:
        self.reflections[event.person] = Reflection(str(event.body["text_id"]), event.occurred_at)

    def _reflection_marked(self, event: Event) -> None:
        known = self.reflections.get(event.person)
        if known and known.text_id == event.body["text_id"]:
            self.reflections[event.person] = replace(known, mark=_mark(event))

    def _plan_handed_in(self, event: Event) -> None:
        team, body = self._team(event), event.body
        handed = HandedIn(int(body["save"]), str(body["plan_sha256"]), event.occurred_at, event.actor)
        self.teams[team.id] = replace(team, handed_in=handed)

    def _plan_marked(self, event: Event) -> None:
        team = self._team(event)
        if team.handed_in and team.handed_in.save == event.body["save"]:
            self.teams[team.id] = replace(team, handed_in=replace(team.handed_in, mark=_mark(event)))

    def _team(self, event: Event) -> Team:
        return self.teams[str(event.body["team"])]

    def _give(self, team_id: str, person: str, role: TeamRole, at: datetime) -> None:
        """Give a role; a team has one coordinator, so the one before becomes a member like the others."""
        team = self.teams[team_id]
        members = dict(team.members)
        coordinators = team.coordinators
        if role is TeamRole.COORDINATOR:
            members = {
                one: replace(member, role=TeamRole.MEMBER) if member.role is role else member
                for one, member in members.items()
            }
            coordinators = (*coordinators, (person, at))
        members[person] = replace(members[person], role=role)
        self.teams[team_id] = replace(team, members=members, coordinators=coordinators)


def _dollars(said: Any) -> Decimal | None:
    return None if said is None else Decimal(str(said))


def _mark(event: Event) -> Mark:
    body: Mapping[str, Any] = event.body
    return Mark(
        verdict=Verdict(body["verdict"]),
        at=event.occurred_at,
        by=event.actor,
        comment_id=str(body["comment_id"]),
        points=None if body.get("points") is None else int(body["points"]),
        max_points=None if body.get("max_points") is None else int(body["max_points"]),
        rows=dict(body.get("rows", {})),
    )
