"""Options that several commands share, and how an office and a course are found from them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from autograde.course import Course
    from autograde.office import Office

HomeOption = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="BARGAIN_HOME",
        help="The office: the folder that holds packets, gradebooks and records.",
    ),
]
CurriculumOption = Annotated[
    Path,
    typer.Option("--curriculum", envvar="BARGAIN_CURRICULUM", help="The folder that holds the courses."),
]
HOME = Path("var/office")
CURRICULUM = Path("curriculum")


def now() -> datetime:
    """This moment in UTC: the one place where a command reads the clock."""
    return datetime.now(UTC)


def the_office(home: Path) -> Office:
    """Open the office in `home`, making it when it is not there yet."""
    from autograde.office import open_office

    return open_office(home)


def the_courses(curriculum: Path) -> dict[str, Course]:
    """Every course under `curriculum`, by id. Raises CourseError when there is none."""
    from autograde.course import find_courses

    return dict(find_courses(curriculum))
