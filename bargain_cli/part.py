"""`bargain part`: a learner's part in her own folder, begun again without losing work."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="A part in your own folder: begin again, bring earlier work back.", no_args_is_help=True
)
FolderArgument = Annotated[Path, typer.Argument(help="The folder of the part, in your course folder.")]


@app.command("again")
def again_(folder: FolderArgument) -> None:
    """Empty the answers of a part. What was there moves to its folder backups/ and can be brought back."""
    from classroom.answers.again import begin_again
    from classroom.clock import now
    from classroom.part import open_part

    aside = begin_again(open_part(folder, tell=False), now())
    print(f"Your earlier work is in backups/{aside.name}." if aside else "Nothing was answered in this part.")


@app.command("backups")
def backups_(folder: FolderArgument) -> None:
    """List the earlier work of a part, the newest first."""
    from classroom.answers.again import backups
    from classroom.part import open_part

    found = backups(open_part(folder, tell=False))
    for one in found:
        print(f"{one.name}  {one.at.astimezone():%Y-%m-%d %H:%M}  answers: {one.answers}")
    if not found:
        print("There is no earlier work in this part.")


@app.command("bring-back")
def bring_back_(
    folder: FolderArgument,
    name: Annotated[str, typer.Argument(help="The name that `bargain part backups` shows.")],
) -> None:
    """Bring earlier work back. What is there now moves to backups/ first."""
    from classroom.answers.again import bring_back
    from classroom.clock import now
    from classroom.part import open_part

    aside = bring_back(open_part(folder, tell=False), name, now())
    print("Your earlier work is back." + (f" What was there is in backups/{aside.name}." if aside else ""))
