"""`bargain report`: what program staff read."""

from pathlib import Path
from typing import Annotated

import typer

from bargain_cli.options import CURRICULUM, HOME, CurriculumOption, HomeOption, now, the_courses, the_office


def report(
    session: Annotated[str, typer.Argument(help="The id of the session.")],
    to: Annotated[Path, typer.Option(help="The folder the report is written to.")] = Path("var/reports"),
    home: HomeOption = HOME,
    curriculum: CurriculumOption = CURRICULUM,
) -> None:
    """Write the completion report of a session as CSV, XLSX and HTML."""
    from autograde.reports.completion import write_completion
    from autograde.sessions.opening import course_of_session

    office = the_office(home)
    course = course_of_session(office, the_courses(curriculum), session)
    for path in write_completion(office, course, session, to, now()):
        print(path)
