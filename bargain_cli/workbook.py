"""`bargain template` and `bargain workbook`: her own contract as a spreadsheet, and the team's workbook."""

from pathlib import Path
from typing import Annotated

import typer

from classroom.files import write_whole


def template(
    file: Annotated[Path, typer.Argument(help="The spreadsheet to write, such as our-contract.xlsx.")],
    kind: Annotated[str, typer.Option(help="teachers, school staff or nurses.")] = "teachers",
) -> None:
    """Write a spreadsheet to fill in with your own contract: schedule, people, benefits, both offers."""
    from bargaining.costing.units.unit import UnitKind
    from bargaining.errors import OwnContractError
    from bargaining.workbook.own.template import template as made

    kinds = {each.value: each for each in UnitKind}
    if kind not in kinds:
        raise OwnContractError(f'"{kind}" is no kind of unit here; say one of: {", ".join(kinds)}.')
    _keep(file, made(kinds[kind]))
    print(f"Wrote {file}. Fill in Schedule and People first; the rest can wait.")


def workbook(
    files: Annotated[
        list[Path], typer.Argument(help="A filled template, or csv files of schedule and people.")
    ],
    to: Annotated[Path, typer.Option(help="The workbook to write.")] = Path("our-workbook.xlsx"),
) -> None:
    """Read your own contract, say what was understood, and write the team's workbook from it."""
    from bargaining.workbook.own.read import read_own_files
    from bargaining.workbook.own.team import team_workbook

    own = read_own_files(files)
    for heading, lines in (
        ("Understood. Look it over:", own.understood),
        ("Estimates, until you have the figures:", own.estimates),
        ("Could not be read:", [problem.sentence for problem in own.problems]),
    ):
        if lines:
            print(heading)
            for line in lines:
                print(f"  {line}")
    _keep(to, team_workbook(own))
    print(f"Wrote {to}. It stays on this machine.")


def _keep(file: Path, content: bytes) -> None:
    """Write a new file; one that is there is left as it is."""
    from bargaining.errors import OwnContractError

    if file.suffix.lower() != ".xlsx":
        raise OwnContractError(f"{file.name} must end with .xlsx, so that a spreadsheet program opens it.")
    if file.exists():
        raise OwnContractError(f"{file} is there already and was left as it is; choose another name.")
    write_whole(file, content)
