"""`bargain backup` and `bargain restore`: the whole office in one file, and an office made from it."""

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.options import HOME, HomeOption, now, the_office


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, for example /backups/2027-02-14.zip.")],
    home: HomeOption = HOME,
) -> None:
    """Write the whole office into one file; the desk may go on meanwhile."""
    from autograde.backup.keep import back_up
    from autograde.errors import BackupError

    if not (home / "records").is_dir():
        raise BackupError(f"There is no office at {home}. Name it with --home.")
    kept = back_up(the_office(home), file, now())
    print(f"{kept.files} files, {kept.size / 1_000_000:.1f} MB: {kept.path}")
    print("It holds names, answers and keys: keep it as safe as the office itself.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `bargain backup` wrote.")],
    home: HomeOption = HOME,
) -> None:
    """Make an office from a backup, in a folder that is empty but for an office.toml."""
    from autograde.backup.restore import restore

    made = restore(file, home)
    print(
        f"The office as it was on {made.made_at:%Y-%m-%d %H:%M} UTC is at {made.home}: "
        f"{made.files} files, {made.events} events, every link holds."
    )
