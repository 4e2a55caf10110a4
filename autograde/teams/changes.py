"""What changes for a team: accepted or not, somebody joins or leaves, another coordinator, the orientation.

In: the office, a team, who does it, when. Out: events. Called by the command and the demonstration. Each
change is checked against the rules as the workshop stands; what the rules do not allow changes nothing.
"""

from __future__ import annotations

from datetime import datetime

from autograde.errors import TeamError
from autograde.ledger.events import OFFICE, Event, EventKind
from autograde.office import Office
from autograde.people.register import People
from autograde.teams.details import MemberDetails, keep_details
from autograde.teams.eligibility import TeamRole, reason_words, reasons_against, role_words
from autograde.teams.fee import team_fee_dollars
from autograde.teams.opening import workshop_with_team
from autograde.teams.recording import need_reason, put_on_record
from autograde.teams.team import Team, TeamState
from autograde.teams.workshop import Workshop
from classroom.language import _

__all__ = ["accept_team", "give_role", "join_team", "leave_team", "note_orientation", "refuse_team"]


def accept_team(office: Office, team: str, actor: str, now: datetime) -> Event:
    """Accept a team that applied; the fee is recorded with it.

    Raises TeamError with every reason why the rules do not allow it, the coordinator's orientation among
    them.
    """
    workshop, found = _waiting(office, team)
    people = [(one.person, one.role) for one in found.present_members]
    elsewhere = [
        one.person
        for one in found.present_members
        if any(other.id != team and other.holds(one.person) for other in workshop.teams.values())
    ]
    because = reasons_against(workshop.rules, people, elsewhere, found.oriented)
    if because:
        raise TeamError(" ".join(reason_words(one, workshop.rules, len(people)) for one in because))
    fee = team_fee_dollars(workshop.rules, len(people))
    return _decide(office, workshop, team, TeamState.ACCEPTED, len(people), str(fee), "", actor, now)


def refuse_team(office: Office, team: str, reason: str, actor: str, now: datetime) -> Event:
    """Refuse a team that applied, with the reason; it is charged nothing, and its people are free again."""
    workshop, found = _waiting(office, team)
    people = len(found.present_members)
    said = need_reason(reason)
    return _decide(office, workshop, team, TeamState.REFUSED, people, None, said, actor, now)


def note_orientation(office: Office, team: str, person: str, actor: str, now: datetime) -> Event:
    """Note that a member has done the coordinator's orientation."""
    workshop, found = _found(office, team)
    _require_member(found, person)
    return put_on_record(office, workshop.id, person, EventKind.ORIENTED, {"team": team}, actor, now)


def join_team(
    office: Office,
    team: str,
    person: str,
    details: MemberDetails,
    reason: str,
    actor: str,
    now: datetime,
) -> Event:
    """Put somebody known here into a team as a member, with the fee that the team then has.

    Raises TeamError for a refused team, or for somebody who is in a team of the workshop already.
    """
    workshop, found = _found(office, team)
    People(office.records()).person(person)
    if found.state is TeamState.REFUSED:
        raise TeamError(_("The team was refused. It applies again with its whole roster."))
    if workshop.team_of(person):
        raise TeamError(_("{person} is in a team of this workshop already.").format(person=person))
    body: dict[str, object] = {"team": team, "role": TeamRole.MEMBER.value}
    if found.accepted:
        most = max(found.people, len(found.present_members) + 1)
        body |= {"people": most, "fee_dollars": str(team_fee_dollars(workshop.rules, most))}
    joined = put_on_record(
        office, workshop.id, person, EventKind.TEAM_JOINED, body, actor, now, need_reason(reason)
    )
    keep_details(office, team, person, details)
    return joined


def leave_team(office: Office, team: str, person: str, reason: str, actor: str, now: datetime) -> Event:
    """Record that a member has left; what she attended and wrote stays on record, and so does the fee.

    Raises TeamError for the coordinator: the team names another one first.
    """
    workshop, found = _found(office, team)
    _require_member(found, person)
    if found.coordinator == person:
        raise TeamError(_("The coordinator hands over before she leaves. Name another coordinator first."))
    said = need_reason(reason)
    return put_on_record(office, workshop.id, person, EventKind.TEAM_LEFT, {"team": team}, actor, now, said)


def give_role(
    office: Office, team: str, person: str, role: TeamRole, reason: str, actor: str, now: datetime
) -> Event:
    """Make a member coordinator or deputy, or a member like the others again.

    A new coordinator takes over from the one before, who stays as a member. Raises TeamError where that would
    leave the team without a coordinator, or with more deputies than the rules allow.
    """
    workshop, found = _found(office, team)
    _require_member(found, person)
    held = found.members[person].role
    if held is role:
        raise TeamError(_("{person} is {role} already.").format(person=person, role=role_words(role)))
    if held is TeamRole.COORDINATOR:
        raise TeamError(_("A team always has a coordinator. Name the new one; this one then is a member."))
    deputies = sum(one.role is TeamRole.DEPUTY for one in found.present_members)
    if role is TeamRole.DEPUTY and deputies >= workshop.rules.most_deputies:
        raise TeamError(_("The team has as many deputies as the workshop allows."))
    body = {"team": team, "role": role.value}
    said = need_reason(reason)
    return put_on_record(office, workshop.id, person, EventKind.TEAM_ROLE_GIVEN, body, actor, now, said)


def _found(office: Office, team: str) -> tuple[Workshop, Team]:
    workshop = workshop_with_team(office, team)
    return workshop, workshop.team(team)


def _waiting(office: Office, team: str) -> tuple[Workshop, Team]:
    workshop, found = _found(office, team)
    if found.state is not TeamState.APPLIED:
        raise TeamError(_("This team is decided already: {state}.").format(state=found.state.value))
    return workshop, found


def _require_member(team: Team, person: str) -> None:
    if not team.holds(person):
        raise TeamError(_("{person} is not in the team {team}.").format(person=person, team=team.id))


def _decide(
    office: Office,
    workshop: Workshop,
    team: str,
    decision: TeamState,
    people: int,
    fee: str | None,
    reason: str,
    actor: str,
    now: datetime,
) -> Event:
    body: dict[str, object] = {
        "team": team,
        "decision": decision.value,
        "people": people,
        "fee_dollars": fee,
        "because": [],
    }
    return put_on_record(office, workshop.id, OFFICE, EventKind.TEAM_DECIDED, body, actor, now, reason)
