"""`bargain session information` and `bargain session file`: what a session's people read, set by staff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import HOME, HomeOption, now, the_office

if TYPE_CHECKING:
    from autograde.community.post import Writer
    from autograde.office import Office

__all__ = ["files", "information"]

files = typer.Typer(
    help="Files of a session: resources, templates, fictional workbooks.", no_args_is_help=True
)
SessionArgument = Annotated[
    str, typer.Argument(help="The id of the session, for example costing-2027-spring.")
]


def information(
    session: SessionArgument,
    file: Annotated[
        Path | None,
        typer.Option(
            "--from", help="A TOML file with an [[entry]] for each; takes the place of all there is."
        ),
    ] = None,
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Show where and when a session meets and what it reads, or with --from set it."""
    from autograde.community.information import information_of, replace_information
    from autograde.community.information_file import read_information
    from autograde.sessions.calendar import Sessions
    from autograde.sessions.local_time import local_time

    office = the_office(home)
    zone = Sessions(office.records()).get(session).zone
    if file is not None:
        by = _leader(office, actor)
        replace_information(office, session, by, read_information(file, zone), now())
    for entry in information_of(office, session):
        when = local_time(entry.starts_at, zone) if entry.starts_at else ""
        print("  ".join(word for word in (str(entry.kind), entry.title, when, entry.place) if word))


@files.command("add")
def add(
    session: SessionArgument,
    file: Annotated[Path, typer.Argument(help="The file; at most 5 MB.", exists=True, dir_okay=False)],
    about: Annotated[str, typer.Option(help="What it is, in a few words.")] = "",
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Share a file with the people of a session: nothing of a real contract, and no names of members."""
    from autograde.community.files import add_file

    office = the_office(home)
    by = _leader(office, actor)
    added = add_file(office, session, by, file.name, file.read_bytes(), about, now())
    print(f"{added.id}  {added.name}  {added.size:,} bytes")


@files.command("list")
def list_(session: SessionArgument, home: HomeOption = HOME) -> None:
    """List the files of a session, the newest first."""
    from autograde.community.files import files_of
    from autograde.sessions.calendar import Sessions

    office = the_office(home)
    Sessions(office.records()).get(session)
    for one in files_of(office, session):
        print(f"{one.id}  {one.name}  {one.size:,} bytes  {one.about}".rstrip())


@files.command("remove")
def remove(
    session: SessionArgument,
    file: Annotated[str, typer.Argument(help="The id of the file (f- and sixteen characters).")],
    reason: Annotated[str, typer.Option(help="Why; one line, without names. It stays on record.")],
    actor: ActorOption = "",
    home: HomeOption = HOME,
) -> None:
    """Remove a file for good."""
    from autograde.community.files import remove_file

    office = the_office(home)
    remove_file(office, session, _leader(office, actor), file, reason, now())
    print(f"{file} is removed.")


def _leader(office: Office, actor: str) -> Writer:
    """Whoever does this, in the role in which she may."""
    from autograde.community.post import Writer
    from autograde.people.staff import Role, Staff

    by = the_actor(office, actor, Role.STAFF, Role.INSTRUCTOR)
    role = Role.STAFF if Role.STAFF in Staff(office.records()).roles_of(by) else Role.INSTRUCTOR
    return Writer(by, str(role))
