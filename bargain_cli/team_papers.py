"""`bargain team plan` and `bargain team statement`: what teams wrote, as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office
from bargain_cli.team import TeamArgument

if TYPE_CHECKING:
    from autograde.teams.sheet import Sheet


def plan(
    team: TeamArgument,
    to: Annotated[
        Path, typer.Argument(help="The file to write: .docx, or .html for the bargaining council.")
    ],
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Write a team's plan as a Word document, or as a page for its bargaining council."""
    from autograde.people.register import People
    from autograde.people.staff import Role
    from autograde.teams.details import team_name
    from autograde.teams.opening import workshop_with_team
    from autograde.teams.plan.form import find_form
    from autograde.teams.plan.saves import read_plan
    from autograde.teams.plan.word_file import plan_sheet

    office = the_office(home)
    the_actor(office, actor, Role.STAFF)
    workshop = workshop_with_team(office, team)
    people = People(office.records()).people(workshop.team(team).members)
    names = {one: who.name for one, who in people.items()}
    form = find_form(workshop.rules.id)
    _keep_sheet(to, plan_sheet(read_plan(office, team), form, team_name(office, team), names))


def statement(
    pair: Annotated[str, typer.Argument(help="The id of the pair, or of one of its two teams.")],
    to: Annotated[Path, typer.Argument(help="The file to write: .docx or .html.")],
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Write the joint statement of two teams, with its signatures, as a Word document or as a page."""
    from autograde.people.register import People
    from autograde.people.staff import Role
    from autograde.teams.details import team_name
    from autograde.teams.joint.word_file import statement_sheet
    from autograde.teams.joint.writing import find_statement, statement_of_team
    from autograde.teams.opening import find_workshop
    from autograde.teams.plan.saves import read_plan

    office = the_office(home)
    the_actor(office, actor, Role.STAFF)
    found = statement_of_team(office, pair) or find_statement(office, pair)
    workshop = find_workshop(office, found.workshop)
    people = People(office.records()).people(one.by for one in found.signatures.values())
    sheet = statement_sheet(
        found,
        read_plan(office, found.id),
        {one: team_name(office, one) for one in found.teams.values()},
        {one: who.name for one, who in people.items()},
        workshop.title,
        workshop.zone,
    )
    _keep_sheet(to, sheet)


def _keep_sheet(to: Path, sheet: Sheet) -> None:
    """Write a new file that only its owner may read; one that is there is left as it is."""
    from autograde.errors import TeamError
    from autograde.teams.sheet import as_page, as_word_file
    from classroom.files import write_whole

    if to.suffix.lower() not in (".docx", ".html"):
        raise TeamError(f"{to.name} must end with .docx or .html, so that a program opens it.")
    if to.exists():
        raise TeamError(f"{to} is there already and was left as it is; choose another name.")
    is_page = to.suffix.lower() == ".html"
    write_whole(to, as_page(sheet).encode() if is_page else as_word_file(sheet, now()), mode=0o600)
    print(f"Wrote {to}. It holds names: keep it where only the team and staff can read it.")
