"""`bargain workshop`: open a team workshop, bring in who was there, propose and approve credit."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office
from bargain_cli.program import ProgramsOption, one_certificate

app = typer.Typer(
    help="Team workshops: dates, fee, attendance and credit (see also: bargain team).", no_args_is_help=True
)
WorkshopArgument = Annotated[
    str, typer.Argument(help="The id of the workshop, for example power-2027-spring.")
]
RulesOption = Annotated[str, typer.Option("--rules", help="The id of the workshop's rules.")]
RULES = "power-and-participation"
_HOUR = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


@app.command("open")
def open_(
    workshop: WorkshopArgument,
    meeting: Annotated[
        list[datetime],
        typer.Option(formats=_HOUR, help="When a meeting begins by the zone's clock; once for each."),
    ],
    deadline: Annotated[
        datetime, typer.Option(formats=_HOUR, help="Until when teams may apply, by the zone's clock.")
    ],
    zone: Annotated[str, typer.Option(help="Time zone of these hours.")] = "America/Los_Angeles",
    title: Annotated[str, typer.Option(help="What people read; the rules' own title if left out.")] = "",
    rules: RulesOption = RULES,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Open a workshop, or change its dates."""
    from zoneinfo import ZoneInfo

    from autograde.people.staff import Role
    from autograde.teams.meetings import check_zone, meeting_words, meetings_at
    from autograde.teams.opening import open_workshop
    from autograde.teams.rules import find_workshop_rules

    office, asked = the_office(home), find_workshop_rules(rules)
    by = the_actor(office, actor, Role.STAFF)
    until = deadline.replace(tzinfo=ZoneInfo(check_zone(zone)))
    dates = meetings_at(meeting, zone, asked.meeting_minutes)
    with office.writer():
        opened = open_workshop(office, workshop, asked, title, dates, until, zone, by, now())
    print(f"{opened.title} is open for teams until {deadline:%A, %B %d, %Y, %H:%M} ({zone}).")
    for one in opened.meetings:
        print(f"Meeting {one.number}: {meeting_words(one, zone)}")


@app.command("list")
def list_(home: HomeOption = HOME) -> None:
    """List the workshops with their teams."""
    from autograde.teams.details import team_name
    from autograde.teams.opening import all_workshops

    office = the_office(home)
    for workshop in all_workshops(office):
        print(f"{workshop.id}  {workshop.title}  {len(workshop.meetings)} meetings ({workshop.zone})")
        for team in workshop.teams.values():
            fee = "no fee" if team.fee_dollars is None else f"{team.fee_dollars:,} dollars"
            print(
                f"  {team.id}  {team.state.value}  {team.people} people  {fee}  {team_name(office, team.id)}"
            )


@app.command("fee")
def fee(
    people: Annotated[int, typer.Argument(help="How many people the team has, its coordinator among them.")],
    rules: RulesOption = RULES,
) -> None:
    """Say what a team of so many people pays. Nothing is charged here."""
    from autograde.teams.fee import team_fee_dollars
    from autograde.teams.rules import find_workshop_rules

    print(f"{people} people: {team_fee_dollars(find_workshop_rules(rules), people):,} dollars")


@app.command("attendance")
def attendance(
    workshop: WorkshopArgument,
    meeting: Annotated[int, typer.Argument(help="The number of the meeting, from 1.")],
    sheet: Annotated[Path, typer.Argument(help="Who was there: CSV or xlsx, with a row of headings.")],
    least_minutes: Annotated[
        int, typer.Option(min=0, help="Who was there for fewer minutes, by the sheet, counts as absent.")
    ] = 0,
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without this, nothing is changed.")] = False,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Say what an attendance sheet would do, and with --yes put it on record: all of it, or nothing."""
    from autograde.people.register import People
    from autograde.people.staff import Role
    from autograde.teams.attendance import plan_attendance, record_attendance
    from autograde.teams.attendance_file import read_attendance

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    read = read_attendance(sheet.name, file_bytes(sheet))
    made = plan_attendance(office, workshop, meeting, read, least_minutes)
    for heading in read.ignored:
        print(f'The column "{heading}" is not used.')
    for sentence in made.problems:
        print(sentence)
    people = People(office.records()).people(made.absent)
    absent = ", ".join(people[one].name if one in people else "(name erased)" for one in made.absent)
    print(f"Meeting {meeting}: {len(made.present)} present. Absent: {absent or 'nobody'}.")
    if not yes:
        print(f"{len(made.changes)} would change. Nothing was changed. Add --yes to do it.")
        return
    with office.writer():
        changed = record_attendance(office, made, by, now())
    print(f"{changed} changed.")


@app.command("credit")
def credit(
    workshop: WorkshopArgument,
    certificate: Annotated[str, typer.Option(help="The certificate whose rules count the workshop.")],
    approve: Annotated[
        bool, typer.Option("--approve", help="Approve what another person proposed, in place of proposing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without this, nothing is changed.")] = False,
    actor: ActorOption = "",
    programs: ProgramsOption = None,
    home: HomeOption = HOME,
) -> None:
    """Say who has completed the workshop, and with --yes propose their credit; a second one approves."""
    from autograde.people.staff import Role
    from autograde.teams.completion import completions
    from autograde.teams.crediting import approve_credits, due_for_credit, propose_credits
    from autograde.teams.opening import find_workshop

    office, rules = the_office(home), one_certificate(programs, certificate)
    by = the_actor(office, actor, Role.STAFF)
    found = find_workshop(office, workshop)
    for one in completions(found):
        here = {
            "on the roster": one.rostered,
            f"{len(one.meetings)} meetings": one.attended_enough,
            "own reflection": one.reflection_done,
            "team's plan": one.plan_done,
        }
        said = ", ".join(word if met else f"{word} (not enough)" for word, met in here.items())
        print(f"{one.person}  {'complete' if one.complete else 'not yet'}  {said}")
    if not yes:
        print(f"{len(due_for_credit(office, found, rules))} are due. Nothing was changed. Add --yes.")
        return
    with office.writer():
        made = (approve_credits if approve else propose_credits)(office, found, rules, by)
    print(f"{len(made)} {'approved' if approve else 'proposed; a second person approves with --approve'}.")


def file_bytes(path: Path) -> bytes:
    """A file that somebody named; one sentence where it cannot be read."""
    from autograde.errors import RecordsError

    try:
        return path.read_bytes()
    except OSError as problem:
        raise RecordsError(f"{path} cannot be read: {problem.strerror or problem}.") from problem
