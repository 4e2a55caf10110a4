"""`bargain template` and `bargain workbook`: her own contract as a spreadsheet, and the team's workbook."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from classroom.files import write_whole

if TYPE_CHECKING:
    from bargaining.workbook.own.contract import OwnContract


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
    folder: Annotated[
        Path | None,
        typer.Option(help="A folder to print, as .pdf or .html: summary, brief, pay slips and more."),
    ] = None,
    prices: Annotated[
        Path | None,
        typer.Option(
            help="A small summary of what both offers cost, as .csv: a team attaches it to its plan."
        ),
    ] = None,
) -> None:
    """Read your own contract, say what was understood, and write the team's workbook from it."""
    from bargaining.workbook.own.read import read_own_files
    from bargaining.workbook.own.team import offers_of, team_workbook
    from bargaining.workbook.summary import priced_summary
    from bargaining.workbook.write import plan_of

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
    if folder:
        _keep(folder, _printed(folder, own), (".pdf", ".html"))
        print(f"Wrote {folder}.")
    if prices:
        _keep(prices, priced_summary(plan_of(own.priced(), *offers_of(own))), (".csv",))
        print(f"Wrote {prices}. It holds costs only.")


def _printed(file: Path, own: "OwnContract") -> bytes:
    """Return the folder as PDF or as HTML, as the file's ending says."""
    from bargaining.workbook.folder.printing import folder_html, folder_pdf
    from bargaining.workbook.own.team import team_folder

    name, sheets = own.priced().name, team_folder(own)
    is_html = file.suffix.lower() == ".html"
    return folder_html(name, sheets).encode() if is_html else folder_pdf(name, sheets)


def _keep(file: Path, content: bytes, endings: tuple[str, ...] = (".xlsx",)) -> None:
    """Write a new file; one that is there is left as it is."""
    from bargaining.errors import OwnContractError

    if file.suffix.lower() not in endings:
        raise OwnContractError(
            f"{file.name} must end with {' or '.join(endings)}, so that a program opens it."
        )
    if file.exists():
        raise OwnContractError(f"{file} is there already and was left as it is; choose another name.")
    write_whole(file, content)
