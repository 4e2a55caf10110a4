"""`bargain team`: a team applies, is accepted or refused, and changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office
from bargain_cli.workshop import WorkshopArgument, file_bytes

if TYPE_CHECKING:
    from autograde.office import Office

app = typer.Typer(help="One team of a workshop: application, roster, coordinator.", no_args_is_help=True)
TeamArgument = Annotated[str, typer.Argument(help="The id of the team (t- and twelve characters).")]
PersonArgument = Annotated[str, typer.Argument(help="The id of the person (p- and twelve characters).")]
ReasonOption = Annotated[str, typer.Option(help="Why; one line, without names. It stays on record.")]


@app.command("apply")
def apply_(
    workshop: WorkshopArgument,
    roster: Annotated[Path, typer.Argument(help="Who is in the team: CSV or xlsx, with a column Role.")],
    name: Annotated[str, typer.Option(help="What the team calls itself.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without this, nothing is changed.")] = False,
    days: Annotated[int, typer.Option(min=1, max=365, help="Days until an unused link expires.")] = 30,
    desk_url: Annotated[str, typer.Option(help="Address of the desk.")] = "http://127.0.0.1:8765",
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Say whether a team may come and what it pays, and with --yes put its application on record."""
    from autograde.people.staff import Role
    from autograde.teams.applying import apply_as_team, plan_application
    from autograde.teams.eligibility import reason_words
    from autograde.teams.member_file import read_team_roster

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    read = read_team_roster(roster.name, file_bytes(roster))
    made = plan_application(office, workshop, name, read, now())
    for heading in read.ignored:
        print(f'The column "{heading}" is not used.')
    for sentence in made.problems:
        print(sentence)
    reasons = [reason_words(one, made.workshop.rules, made.people) for one in made.because]
    fee = (
        f"The fee is {made.fee_dollars:,} dollars." if made.fee_dollars is not None else "Nothing is charged."
    )
    print(" ".join([f"{made.people} people.", *reasons, fee]))
    if not yes:
        print("Nothing was changed. Add --yes to do it.")
        return
    with office.writer():
        applied = apply_as_team(office, made, now(), days, by)
    print(f"{applied.team}: {'refused' if applied.because else 'applied'}.")
    for person, code in applied.codes.items():
        print(f"{person}  {desk_url}/sign-in/{code}")


@app.command("show")
def show(
    team: TeamArgument,
    zone: Annotated[
        str, typer.Option(help="Show the meetings by this clock; the workshop's if left out.")
    ] = "",
    home: HomeOption = HOME,
) -> None:
    """Say who is in a team, when it meets, and how it stands."""
    from autograde.people.register import People
    from autograde.teams.details import team_name
    from autograde.teams.meetings import check_zone, meeting_words
    from autograde.teams.opening import workshop_with_team

    office = the_office(home)
    workshop = workshop_with_team(office, team)
    found = workshop.team(team)
    print(f"{found.id}  {found.state.value}  {team_name(office, team)}  ({workshop.title})")
    for meeting in workshop.meetings:
        print(f"Meeting {meeting.number}: {meeting_words(meeting, check_zone(zone or workshop.zone))}")
    people = People(office.records()).people(found.members)
    for one in found.members.values():
        name = people[one.person].name if one.person in people else "(name erased)"
        left = "" if found.holds(one.person) else ", has left"
        oriented = ", oriented" if one.person in found.oriented else ""
        there = ", ".join(str(number) for number in sorted(workshop.attended.get(one.person, ())))
        print(f"{one.person}  {one.role.value}{oriented}{left}  meetings: {there or 'none'}  {name}")


@app.command("oriented")
def oriented(
    team: TeamArgument, person: PersonArgument, actor: ActorOption = "", home: HomeOption = HOME
) -> None:
    """Note that somebody has done the coordinator's orientation."""
    from autograde.people.staff import Role
    from autograde.teams.changes import note_orientation

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        note_orientation(office, team, person, by, now())
    print(f"{person}: orientation noted.")


@app.command("accept")
def accept(team: TeamArgument, actor: ActorOption = "", home: HomeOption = HOME) -> None:
    """Accept a team that applied; its fee is then on record."""
    from autograde.people.staff import Role
    from autograde.teams.changes import accept_team

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        made = accept_team(office, team, by, now())
    print(f"{team}: accepted, {made.body['people']} people, {made.body['fee_dollars']} dollars.")


@app.command("refuse")
def refuse(
    team: TeamArgument, reason: ReasonOption, actor: ActorOption = "", home: HomeOption = HOME
) -> None:
    """Refuse a team that applied; it is charged nothing."""
    from autograde.people.staff import Role
    from autograde.teams.changes import refuse_team

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        refuse_team(office, team, reason, by, now())
    print(f"{team}: refused.")


@app.command("role")
def role(
    team: TeamArgument,
    person: PersonArgument,
    role_: Annotated[str, typer.Argument(metavar="ROLE", help="coordinator, deputy or member.")],
    reason: ReasonOption,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Make a member coordinator or deputy. A new coordinator takes over; the one before stays a member."""
    from autograde.errors import TeamError
    from autograde.people.staff import Role
    from autograde.teams.changes import give_role
    from autograde.teams.eligibility import TeamRole

    if role_ not in set(TeamRole):
        raise TeamError(f'A member is coordinator, deputy or member, not "{role_}".')
    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        give_role(office, team, person, TeamRole(role_), reason, by, now())
    print(f"{person}: {role_}.")


@app.command("join")
def join(
    team: TeamArgument,
    reason: ReasonOption,
    person: Annotated[str, typer.Option(help="The id of somebody known here; or else give a name.")] = "",
    name: Annotated[str, typer.Option(help="Her name, if she is new here.")] = "",
    email: Annotated[str, typer.Option(help="Her e-mail address.")] = "",
    worksite: Annotated[str, typer.Option(help="Where she works.")] = "",
    job: Annotated[str, typer.Option(help="As what.")] = "",
    zone: Annotated[str, typer.Option(help="Her time zone; the workshop's if left out.")] = "",
    desk_url: Annotated[str, typer.Option(help="Address of the desk.")] = "http://127.0.0.1:8765",
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Put somebody into a team after it applied. Each further person adds to the fee."""
    from autograde.people.names import clean_place
    from autograde.people.staff import Role
    from autograde.teams.changes import join_team
    from autograde.teams.details import MemberDetails
    from autograde.teams.meetings import check_zone

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    details = MemberDetails(
        clean_place(worksite, "worksite"), clean_place(job, "job"), check_zone(zone) if zone else ""
    )
    with office.writer():
        joining = person or _new_person(office, name, email)
        join_team(office, team, joining, details, reason, by, now())
        link = "" if person else f"  {desk_url}/sign-in/{_code(office, joining)}"
    print(f"{joining}: joined.{link}")


@app.command("leave")
def leave(
    team: TeamArgument,
    person: PersonArgument,
    reason: ReasonOption,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Record that somebody has left a team. The coordinator hands over first."""
    from autograde.people.staff import Role
    from autograde.teams.changes import leave_team

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        leave_team(office, team, person, reason, by, now())
    print(f"{person}: has left.")


@app.command("pair")
def pair(
    labor: Annotated[str, typer.Argument(help="The id of the team of labor.")],
    management: Annotated[str, typer.Argument(help="The id of the team of management.")],
    clause: Annotated[str, typer.Option(help="The clause that both work on, such as: Article 12.")],
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Pair two accepted teams, who then write and sign one statement on the desk."""
    from autograde.people.staff import Role
    from autograde.teams.joint.writing import pair_teams

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    with office.writer():
        made = pair_teams(office, labor, management, clause, by, now())
    print(f"{made.id}: both teams find the statement on {made.clause} on their page of the desk.")


def _new_person(office: Office, name: str, email: str) -> str:
    from autograde.errors import TeamError
    from autograde.people.register import People
    from autograde.registration.roster import people_by_email

    known = people_by_email(office).get(email.strip().casefold(), []) if email.strip() else []
    if known:
        raise TeamError(f"Somebody here has this address already: {', '.join(known)}. Give --person.")
    return People(office.records()).add_person(name, email)


def _code(office: Office, person: str) -> str:
    from autograde.people.register import People
    from autograde.registration.roster import SIGN_IN

    return People(office.records()).one_time_code(person, SIGN_IN, now(), minutes=30 * 24 * 60)
