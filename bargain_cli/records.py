"""`bargain report` and `bargain export`: what program staff read, and grades for other systems."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from autograde.reports.names import System, What
from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, now, the_courses, the_office

ReportFolder = Annotated[Path, typer.Option(help="The folder the files are written to.")]
REPORTS = Path("var/reports")


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
    from autograde.reports.asked import scope_asked, write_asked

    office, made = the_office(home), now()
    scope = scope_asked(sessions or (), since and since.date(), until and until.date(), affiliate)
    for path in write_asked(office, the_courses(curriculum), what, scope, to, made):
        print(path)


def reminders(
    sessions: Annotated[list[str] | None, typer.Argument(help="Ids of sessions; all if left out.")] = None,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Print drafts of reminders for who never started or has gone quiet. Nothing is sent."""
    from autograde.reports.missing_work import reminders as drafts
    from autograde.reports.scope import Scope, find

    found = find(the_office(home), the_courses(curriculum), Scope(tuple(sessions or ())), now())
    for draft in drafts(found):
        print(f"--- {draft.name} <{draft.email}>: {draft.why}\n{draft.text}")


def export(
    system: Annotated[System, typer.Argument(help="The system that will import the file.")],
    session: Annotated[str, typer.Argument(help="The id of the session.")],
    to: ReportFolder = REPORTS,
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Write the grades of a session as a file that Canvas or Moodle imports."""
    from autograde.reports.asked import exported_grades
    from autograde.reports.files import write_files

    data = exported_grades(the_office(home), the_courses(curriculum), system, session, now())
    for path in write_files(to, {f"{system.value}-{session}.csv": data}):
        print(path)
