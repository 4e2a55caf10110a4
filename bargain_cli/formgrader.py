"""`bargain formgrader`: nbgrader's marking page on this machine, and its marks brought into the ledger."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.identity import ActorOption, the_actor
from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, now, the_courses, the_office

if TYPE_CHECKING:
    from autograde.office import Office

app = typer.Typer(
    help="nbgrader's formgrader on a session, for instructors who like to mark there.", no_args_is_help=True
)
SessionArgument = Annotated[str, typer.Argument(help="The id of the session.")]

POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
"""Formgrader is made of inline scripts; this much can be said, and with it nothing leaves the machine."""
SETTINGS = {
    "ServerApp": {
        "terminals_enabled": False,
        "jpserver_extensions": {"nbgrader.server_extensions.formgrader": True},
        "tornado_settings": {"headers": {"Content-Security-Policy": POLICY}},
    }
}


@app.command("open")
def open_(
    session: SessionArgument,
    port: Annotated[int, typer.Option(min=1, max=65535, help="First port to try.")] = 8899,
    actor: ActorOption = "",
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Open formgrader on this machine; a minute after you typed them, your marks are in the ledger."""
    from autograde.people.staff import Role
    from autograde.sessions.opening import course_of_session
    from bargain_cli.processes import StopAsked, free_port, household

    office = the_office(home)
    by = the_actor(office, actor, Role.INSTRUCTOR)
    course_of_session(office, the_courses(curriculum), session)
    token, number = secrets.token_urlsafe(24), free_port(port)
    command, environment = formgrader_command(office, session, number, token)
    folder = office.session_folder(session)
    with household() as house:
        try:
            house.launch(command, folder / "logs" / "formgrader.log", environment, folder)
            print(f"Formgrader: http://127.0.0.1:{number}/formgrader/gradebook?token={token}")
            print(
                "Points above 0 mean met. 0 points mean returned: begin the comment with a row and a colon."
            )
            print("Your marks are recorded a minute or two after you typed them. Ctrl-C ends it.", flush=True)
            house.wait(_collector(office, session, by, curriculum))
        except StopAsked:
            print()
    _collect(office, session, by, curriculum)


@app.command("collect")
def collect(
    session: SessionArgument,
    actor: ActorOption = "",
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Bring marks that were typed into formgrader into the ledger; you answer for them."""
    from autograde.people.staff import Role

    office = the_office(home)
    _collect(office, session, the_actor(office, actor, Role.INSTRUCTOR), curriculum)


def formgrader_command(
    office: Office, session: str, port: int, token: str
) -> tuple[list[str], dict[str, str]]:
    """The command that serves formgrader in a session's folder, and what its environment needs."""
    from classroom.files import write_whole

    config = office.home / "formgrader"
    config.mkdir(mode=0o700, exist_ok=True)
    write_whole(config / "jupyter_server_config.json", json.dumps(SETTINGS).encode())
    command = [
        sys.executable,
        "-m",
        "jupyter_server",
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={office.session_folder(session)}",
    ]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    # The token goes by the environment: everybody on a machine can read what a command was started with.
    return command, {"JUPYTER_CONFIG_DIR": str(config), "JUPYTER_TOKEN": token, "PATH": path}


def _collector(office: Office, session: str, actor: str, curriculum: Path) -> Callable[[], None]:
    """What is done now and then while formgrader is open: bring in what nobody types at any more."""
    from autograde.errors import AutogradeError
    from autograde.marking.formgrader import collect_marks, typed_marks
    from autograde.sessions.opening import course_of_session

    course = course_of_session(office, the_courses(curriculum), session)
    seen = typed_marks(office, session)

    def look() -> None:
        nonlocal seen
        with suppress(AutogradeError):  # somebody else is writing; there is a next time
            standing = typed_marks(office, session)
            for one in collect_marks(office, course, session, actor, now(), since=seen):
                if not one.problem:
                    print(f"{one.person} {one.part}: {one.verdict}", flush=True)
            seen = standing

    return look


def _collect(office: Office, session: str, actor: str, curriculum: Path) -> None:
    from autograde.marking.formgrader import collect_marks
    from autograde.sessions.opening import course_of_session

    course = course_of_session(office, the_courses(curriculum), session)
    collected = collect_marks(office, course, session, actor, now())
    for one in collected:
        print(f"{one.person} {one.part}: {one.problem or one.verdict}")
    taken = sum(not one.problem for one in collected)
    print(f"{taken} brought into the ledger, {len(collected) - taken} not.")
