"""`bargain learn`: a learner's JupyterLab, on her own computer."""

from pathlib import Path
from typing import Annotated

import typer


def learn(
    invitation: Annotated[
        str,
        typer.Argument(
            help="The invitation link from your program. Leave it out when you have joined already."
        ),
    ] = "",
    folder: Annotated[Path, typer.Option(help="Where your work is kept.")] = Path("my-bargaining-course"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="First port to try.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open the page in your browser.")] = True,
) -> None:
    """Open your course: starts JupyterLab on your computer and shows your start page."""
    from bargain_cli.learner_lab import desk_of, open_lab
    from bargain_cli.processes import StopAsked, free_port, household

    desk_url, code = desk_of(invitation, folder)
    with household() as house:
        try:
            address = open_lab(
                house, folder, desk_url=desk_url, invitation=code, port=free_port(port), browser=browser
            )
            print(
                f"Your course is at {address}\nYour work is kept in {folder.resolve()}\nCtrl-C ends it.",
                flush=True,
            )
            house.wait()
        except StopAsked:
            print("Stopped. Your work is saved.")
