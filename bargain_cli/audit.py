"""`bargain audit`: evidence that somebody from outside can follow."""

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.options import HOME, HomeOption, the_office

app = typer.Typer(help="Evidence for auditors.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Evidence for auditors."""


@app.command("sample")
def sample_(
    count: Annotated[int, typer.Argument(min=1, max=1000, help="How many people to draw.")],
    seed: Annotated[str, typer.Option(help="A word that the auditor names; who is drawn follows from it.")],
    to: Annotated[Path, typer.Option(help="A new folder for the bundles.")],
    home: HomeOption = HOME,
) -> None:
    """Draw people who earned something, and write for each what her completions and certificates rest on."""
    from autograde.reports.audit import sample

    drawn = sample(the_office(home), count, seed, to)
    for one in drawn:
        print(f"{one.folder}  {'; '.join(one.faults) or 'all holds'}")
    if not drawn:
        print("Nobody has earned anything yet.")


@app.command("person")
def person_(
    person: Annotated[str, typer.Argument(help="The id of the person (p- and twelve characters).")],
    to: Annotated[Path, typer.Option(help="A new folder for the bundle.")],
    home: HomeOption = HOME,
) -> None:
    """Write what the completions and certificates of one person rest on."""
    from autograde.reports.audit import evidence_of

    made = evidence_of(the_office(home), person, to)
    print(f"{made.folder}  {'; '.join(made.faults) or 'all holds'}")
