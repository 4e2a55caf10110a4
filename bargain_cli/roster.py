"""`bargain roster`: bring a list of people into a session; without --yes it only says what it would do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office

app = typer.Typer(help="Rosters: people enrolled from a CSV file or a workbook.", no_args_is_help=True)


@app.command("import")
def import_(
    roster: Annotated[Path, typer.Argument(help="The file: CSV or xlsx, with a row of headings.")],
    session: Annotated[str, typer.Option(help="The id of the session.")],
    actor: ActorOption = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without this, nothing is changed.")] = False,
    days: Annotated[int, typer.Option(min=1, max=365, help="Days until an unused link expires.")] = 30,
    desk_url: Annotated[str, typer.Option(help="Address of the desk.")] = "http://127.0.0.1:8765",
    home: HomeOption = HOME,
) -> None:
    """Say what a roster would do, and with --yes do it: all of it, or nothing."""
    from autograde.errors import RecordsError
    from autograde.people.staff import Role
    from autograde.registration.roster import carry_out, plan
    from autograde.registration.roster_file import read_roster

    office = the_office(home)
    by = the_actor(office, actor, Role.STAFF)
    try:
        read = read_roster(roster.name, roster.read_bytes())
    except OSError as problem:
        raise RecordsError(f"{roster} cannot be read: {problem.strerror or problem}.") from problem
    made = plan(office, session, read)
    for heading in read.ignored:
        print(f'The column "{heading}" is not used.')
    for sentence in made.problems:
        print(sentence)
    print(
        f"{len(made.new)} new, {len(made.known) - len(made.enrolled)} known and not yet enrolled, "
        f"{len(made.enrolled)} enrolled already, {len(made.problems)} problems."
    )
    if not yes:
        print("Nothing was changed. Add --yes to do it.")
        return
    with office.writer():
        codes = carry_out(office, made, now(), days, by)
    for person, code in codes.items():
        print(f"{person}  {desk_url}/sign-in/{code}")
