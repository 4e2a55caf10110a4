"""A team's page as values: when it meets by the visitor's own clock, who is in it, how far it is.

In: the stores, a workshop, a team, a member. Out: `TeamView`. Called by team_pages.py and the start page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autograde.evidence import comment_text
from autograde.sessions.local_time import local_time
from autograde.teams.details import member_details, team_name
from autograde.teams.eligibility import TeamRole, role_words
from autograde.teams.joint.writing import statement_of_team
from autograde.teams.meetings import meeting_words
from autograde.teams.opening import all_workshops
from autograde.teams.plan.handing_in import plan_is_open
from autograde.teams.reflections import reflection_text
from autograde.teams.team import Mark, Team, TeamState, Verdict
from autograde.teams.workshop import Workshop
from classroom.language import _
from desk.chips import Chip
from desk.stores import Stores

__all__ = [
    "MeetingView",
    "TeamView",
    "names_of",
    "own_zone",
    "team_view",
    "teams_of",
    "verdict_chip",
    "zones_with",
]


@dataclass(frozen=True)
class MeetingView:
    """One meeting by the visitor's own clock, and whether she was there."""

    number: int
    when: str
    status: Chip | None


@dataclass(frozen=True)
class TeamView:
    """Everything the page shows; `members` are pairs of name and role."""

    id: str
    name: str
    workshop: str
    status: Chip
    zone: str
    meetings: tuple[MeetingView, ...]
    members: tuple[tuple[str, str], ...]
    note: str
    joint: str
    joint_clause: str
    plan_status: Chip
    plan_open: bool
    plan_comment: str | None
    reflection: str
    reflection_status: Chip
    reflection_open: bool
    reflection_comment: str | None


def teams_of(desk: Stores, person: str) -> list[tuple[str, str, str]]:
    """The teams somebody is in: id, what it calls itself, the workshop's title."""
    found = ((workshop, workshop.team_of(person)) for workshop in all_workshops(desk.office))
    return [(team.id, team_name(desk.office, team.id), workshop.title) for workshop, team in found if team]


def team_view(desk: Stores, workshop: Workshop, team: Team, person: str) -> TeamView:
    """What a member sees of her team."""
    zone = own_zone(desk, workshop, team, person)
    names = names_of(desk, team)
    reflection = workshop.reflections.get(person)
    joint = statement_of_team(desk.office, team.id)
    mark = reflection.mark if reflection else None
    plan_mark = team.handed_in.mark if team.handed_in else None
    return TeamView(
        id=team.id,
        name=team_name(desk.office, team.id),
        workshop=workshop.title,
        status=_team_chip(team),
        zone=zone,
        meetings=_meetings(desk, workshop, person, zone),
        members=tuple((names[one.person], role_words(one.role)) for one in team.present_members),
        note=_note(team, person),
        joint=joint.id if joint else "",
        joint_clause=joint.clause if joint else "",
        plan_status=_plan_chip(team, zone),
        plan_open=plan_is_open(team),
        plan_comment=_comment(desk, plan_mark),
        reflection=(reflection_text(desk.office, reflection.text_id) or "") if reflection else "",
        reflection_status=_reflection_chip(reflection is not None, mark),
        reflection_open=team.accepted and not (mark and mark.verdict is Verdict.MET),
        reflection_comment=_comment(desk, mark),
    )


def own_zone(desk: Stores, workshop: Workshop, team: Team, person: str) -> str:
    """The clock somebody reads: her own, or the workshop's while she has named none."""
    return member_details(desk.office, team.id, person).zone or workshop.zone


def names_of(desk: Stores, team: Team) -> Mapping[str, str]:
    """The names of everybody who is or was in a team, by id."""
    known = desk.people.people(team.members)
    return {one: known[one].name if one in known else _("(name erased)") for one in team.members}


def zones_with(own: str) -> list[tuple[str, str]]:
    """Clocks to choose from, with words; a member's own is among them."""
    known = [
        ("America/New_York", _("Eastern (New York)")),
        ("America/Chicago", _("Central (Chicago)")),
        ("America/Denver", _("Mountain (Denver)")),
        ("America/Phoenix", _("Arizona (Phoenix)")),
        ("America/Los_Angeles", _("Pacific (Los Angeles)")),
        ("America/Anchorage", _("Alaska (Anchorage)")),
        ("Pacific/Honolulu", _("Hawaii (Honolulu)")),
        ("America/Puerto_Rico", _("Atlantic (Puerto Rico)")),
    ]
    return known if own in dict(known) else [(own, own), *known]


def verdict_chip(mark: Mark) -> Chip:
    """What an instructor said, in a word."""
    if mark.verdict is Verdict.MET:
        points = "" if mark.points is None else f": {mark.points} / {mark.max_points}"
        return Chip("✓", _("Met") + points, "done")
    return Chip("!", _("Returned"), "attention")


def _meetings(desk: Stores, workshop: Workshop, person: str, zone: str) -> tuple[MeetingView, ...]:
    there = workshop.attended.get(person, frozenset())
    return tuple(
        MeetingView(
            one.number,
            meeting_words(one, zone),
            Chip("✓", _("You were there"), "done")
            if one.number in there
            else Chip("·", _("Not on the attendance list"), "quiet")
            if one.ends_at < desk.now
            else None,
        )
        for one in workshop.meetings
    )


def _team_chip(team: Team) -> Chip:
    return {
        TeamState.APPLIED: Chip("→", _("Applied; the program has not answered yet")),
        TeamState.ACCEPTED: Chip("✓", _("Accepted"), "done"),
        TeamState.REFUSED: Chip("!", _("Refused"), "attention"),
    }[team.state]


def _note(team: Team, person: str) -> str:
    if team.members[person].role is not TeamRole.COORDINATOR:
        return ""
    if not team.coordinator_is_oriented:
        return _(
            "You coordinate this team. The orientation is still to do; program staff will tell you when."
        )
    return _("You coordinate this team. You hand in its plan when it is ready.")


def _plan_chip(team: Team, zone: str) -> Chip:
    handed = team.handed_in
    if handed is None:
        return Chip("→", _("Being written"))
    if handed.mark:
        return verdict_chip(handed.mark)
    return Chip("…", _("Handed in on {when}").format(when=local_time(handed.at, zone)))


def _reflection_chip(sent: bool, mark: Mark | None) -> Chip:
    if mark:
        return verdict_chip(mark)
    return Chip("…", _("Sent")) if sent else Chip("→", _("Still to write"))


def _comment(desk: Stores, mark: Mark | None) -> str | None:
    return comment_text(desk.office, mark.comment_id) if mark else None
