"""`bargain data`: look at the figures the school ships, and add newer ones."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Public figures: list the tables, and add newer ones.", no_args_is_help=True)


@app.command("list")
def list_() -> None:
    """List the tables with their files: a copy of one is the shape for newer figures."""
    from bargaining.data import dataset_names, resource_names, schema_of, table_path

    for dataset in dataset_names():
        for resource in resource_names(dataset):
            print(f"{dataset}/{resource}  {table_path(dataset, resource)}")
            print(f"  {', '.join(column.name for column in schema_of(dataset, resource).columns)}")


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="A CSV file with the columns of one of the tables.")],
    table: Annotated[
        str, typer.Option(help="The table, such as ma-levy/capacity; found by the columns when left out.")
    ] = "",
    folder: Annotated[
        Path, typer.Option(help="Where your work is kept; added figures go into own/figures in it.")
    ] = Path("my-bargaining-course"),
) -> None:
    """Check newer figures and keep them. The pages about your own town then use them.

    A row for a year and a place that is there already replaces it. Nothing is kept when anything is wrong.
    """
    from bargaining.added_data import add_file

    figures = folder / "own" / "figures"
    added = add_file(file, figures, table)
    rows = "1 row" if added.rows == 1 else f"{added.rows} rows"
    print(f"Kept {rows} of {added.dataset}/{added.resource} in {figures}.", end=" ")
    print(f"{added.replaced} of them take the place of older ones.")
