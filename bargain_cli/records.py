"""`bargain report` and `bargain export`: what program staff read, and grades for other systems."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, now, the_courses, the_office

if TYPE_CHECKING:
    from autograde.office import Office
    from autograde.reports.scope import Found, Scope

ReportFolder = Annotated[Path, typer.Option(help="The folder the files are written to.")]
REPORTS = Path("var/reports")


class What(StrEnum):
    """The reports there are."""

    COMPLETION = "completion"
    AFFILIATES = "affiliates"
    UNITS = "units"
    TURNAROUND = "turnaround"
    CERTIFICATES = "certificates"
    RECONCILIATION = "reconciliation"
    MISSING_WORK = "missing-work"
    ITEMS = "items"
    TEAMS = "teams"
    TEAM_MEMBERS = "team-members"
    ALL = "all"


class System(StrEnum):
    """The systems that grades are exported to."""

    CANVAS = "canvas"
    MOODLE = "moodle"


def report(
    sessions: Annotated[list[str] | None, typer.Argument(help="Ids of sessions; all if left out.")] = None,
    what: Annotated[What, typer.Option(help="Which report.")] = What.COMPLETION,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The first day, such as 2027-01-31, in the session's zone."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day, in the session's zone.")
    ] = None,
    affiliate: Annotated[str, typer.Option(help="Only learners of this affiliate.")] = "",
    to: ReportFolder = REPORTS,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Write reports as CSV, XLSX and a page that prints: completion, or another one, or all of them."""
    from autograde.errors import RulesError
    from autograde.reports.every import program_reports, write_every_report
    from autograde.reports.report import write_report

    office, made = the_office(home), now()
    if what is What.COMPLETION:
        if since or until:
            raise RulesError(
                "The completion report says how it stands now; it takes no range of days. "
                "Other reports do: see --what."
            )
        paths = _completion(office, sessions, curriculum, to, made, affiliate)
    elif what is What.ALL:
        scope = _scope(sessions, since, until, affiliate)
        paths = write_every_report(office, the_courses(curriculum), to, made, scope)
    else:
        found = _find(office, _scope(sessions, since, until, affiliate), curriculum, made)
        paths = write_report(program_reports(office)[what.value](found), to, made)
    for path in paths:
        print(path)


def reminders(
    sessions: Annotated[list[str] | None, typer.Argument(help="Ids of sessions; all if left out.")] = None,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Print drafts of reminders for who never started or has gone quiet. Nothing is sent."""
    from autograde.reports.missing_work import reminders as drafts

    for draft in drafts(_find(the_office(home), _scope(sessions), curriculum, now())):
        print(f"--- {draft.name} <{draft.email}>: {draft.why}\n{draft.text}")


def export(
    system: Annotated[System, typer.Argument(help="The system that will import the file.")],
    session: Annotated[str, typer.Argument(help="The id of the session.")],
    to: ReportFolder = REPORTS,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Write the grades of a session as a file that Canvas or Moodle imports."""
    from autograde.exports.canvas import canvas_csv
    from autograde.exports.grades import grades_of
    from autograde.exports.moodle import moodle_csv
    from autograde.reports.files import write_files

    office = the_office(home)
    grades = grades_of(office, _find(office, _scope([session]), curriculum, now()))
    data = canvas_csv(grades) if system is System.CANVAS else moodle_csv(grades)
    for path in write_files(to, {f"{system.value}-{session}.csv": data}):
        print(path)


def _completion(
    office: Office, sessions: list[str] | None, curriculum: Path, to: Path, made: datetime, affiliate: str
) -> list[Path]:
    from autograde.reports.completion import write_completion
    from autograde.sessions.calendar import Sessions
    from autograde.sessions.opening import course_of_session

    courses = the_courses(curriculum)
    ids = sessions or [session.id for session in Sessions(office.records()).all()]
    return [
        path
        for session in ids
        for path in write_completion(
            office,
            course_of_session(office, courses, session),
            session,
            to,
            made,
            affiliate=affiliate,
        )
    ]


def _scope(
    sessions: list[str] | None,
    since: datetime | None = None,
    until: datetime | None = None,
    affiliate: str = "",
) -> Scope:
    from autograde.errors import SessionError
    from autograde.reports.scope import Scope

    first, last = since and since.date(), until and until.date()
    if first and last and last < first:
        raise SessionError(f"The range ends ({last}) before it begins ({first}).")
    return Scope(tuple(sessions or ()), first, last, affiliate)


def _find(office: Office, scope: Scope, curriculum: Path, made: datetime) -> Found:
    from autograde.reports.scope import find

    return find(office, the_courses(curriculum), scope, made)
