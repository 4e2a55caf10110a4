"""`bargain start`: the whole school on one machine, for a first look."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.options import CURRICULUM, CurriculumOption, now, the_courses, the_office

NEWCOMERS_SESSION = "open-house"


def start(
    serve: Annotated[bool, typer.Option(help="Start the desk and JupyterLab after the reports.")] = True,
    browser: Annotated[bool, typer.Option(help="Open the start page in your browser.")] = True,
    folder: Annotated[Path, typer.Option(help="Where everything of this machine is kept.")] = Path("var"),
    desk_port: Annotated[int, typer.Option(min=1, max=65535, help="First port to try for the desk.")] = 8765,
    lab_port: Annotated[int, typer.Option(min=1, max=65535, help="First port to try for JupyterLab.")] = 8888,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Grade the demonstration cohort, write its reports, then open the school on this machine."""
    from bargain_cli.demo import play

    report = play(folder, curriculum)
    print(f"Report: {report} (also as CSV and XLSX)")
    for page in sorted((folder / "office" / "certificates").glob("*/certificate.pdf")):
        print(f"Certificate: {page}")
    if serve:
        _open_house(folder, curriculum, desk_port, lab_port, browser)


def _open_house(folder: Path, curriculum: Path, desk_port: int, lab_port: int, browser: bool) -> None:
    from bargain_cli.learner_lab import open_lab
    from bargain_cli.processes import StopAsked, free_port, household, wait_until_ready
    from classroom.errors import DeskError

    home, workspace = folder / "office", folder / "my-course"
    code = None if _has_joined(workspace) else _invite(home, curriculum)
    with household() as house:
        try:
            port = free_port(desk_port)
            url = f"http://127.0.0.1:{port}"
            command = [sys.executable, "-m", "bargain_cli", "desk", "--port", str(port), "--demonstration"]
            command += ["--home", str(home), "--curriculum", str(curriculum)]
            desk = house.launch(command, folder / "desk.log")
            if not wait_until_ready(f"{url}/healthz", desk):
                raise DeskError(f"The desk did not start. Its last words are in {folder / 'desk.log'}.")
            invitation = f"{url}/join/{code}" if code else None
            address = open_lab(
                house,
                workspace,
                desk_url=url,
                invitation=invitation,
                port=free_port(lab_port),
                browser=browser,
            )
            print(f"Your start page: {address}\nThe desk:        {url}")
            print(f"Instructor:      {url}/staff/sign-in/{_instructors_code(home)} (works once)")
            print(f"Your work is kept in {workspace.resolve()}. Ctrl-C ends everything.", flush=True)
            house.wait()
            print("One of the programs ended by itself; the logs are in the folder var.", file=sys.stderr)
        except StopAsked:
            print("\nStopped. Your work is saved; make start opens it again.")


def _has_joined(workspace: Path) -> bool:
    from classroom.workspace import Workspace

    return Workspace(workspace).desk is not None


def _invite(home: Path, curriculum: Path) -> str:
    """A fresh invitation to the session that newcomers on this machine join."""
    from datetime import timedelta

    from autograde.people.staff import Role, Staff
    from autograde.sessions.calendar import Sessions
    from autograde.sessions.opening import course_named, invite, open_session, release_parts

    office, courses, moment = the_office(home), the_courses(curriculum), now()
    records = office.records()
    by = next(one.id for one in Staff(records).all() if Role.STAFF in one.roles)
    if any(session.id == NEWCOMERS_SESSION for session in Sessions(records).all()):
        release_parts(office, course_named(courses, "costing"), NEWCOMERS_SESSION)
    else:
        open_session(
            office,
            courses,
            "costing",
            NEWCOMERS_SESSION,
            title="Open house",
            opens_at=moment,
            closes_at=moment + timedelta(weeks=12),
            zone="America/New_York",
            late_days=7,
            actor=by,
            now=moment,
        )
    return invite(office, NEWCOMERS_SESSION, 1, moment, moment + timedelta(days=30), by)[0]


def _instructors_code(home: Path) -> str:
    """A code that signs the demonstration's first instructor in to the desk, once."""
    from autograde.people.register import STAFF_SIGN_IN, People
    from autograde.people.staff import Role, Staff

    office = the_office(home)
    records = office.records()
    first = next(one.id for one in Staff(records).all() if Role.INSTRUCTOR in one.roles)
    with office.writer():
        return People(records).one_time_code(first, STAFF_SIGN_IN, now(), minutes=60 * 24)
