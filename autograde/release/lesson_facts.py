"""What an author wants to know of a part: how much there is to read and do, and the numbers of an employer.

In: a course, a part. Out: `Facts`, or the tables that the lesson shows for one employer. Called by the
`bargain course` commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograde.authoring.build import build_source
from autograde.authoring.lesson_file import read_lesson
from autograde.course import Course
from autograde.errors import CourseError, ReleaseError
from autograde.release.all_employers import employers_of, run_for
from classroom.language import _
from classroom.questions.question import Kind

if TYPE_CHECKING:
    from classroom.shown.tables import TableView

__all__ = ["Facts", "facts_of", "shown_tables"]


@dataclass(frozen=True)
class Facts:
    """A part in numbers: words of prose, minutes, questions of each sort, points, and employers."""

    words: int
    minutes: int
    practices: int
    scored: int
    points: float
    memo_points: float
    employers: tuple[int, ...]


def facts_of(course: Course, part_folder: Path, part_json: Mapping[str, Any]) -> Facts:
    """Count what is in a part that was built. Raises AuthoringError as read_lesson does."""
    questions = part_json["questions"].values()
    return Facts(
        words=sum(len(c.text.split()) for c in read_lesson(part_folder / "lesson.md") if not c.is_code),
        minutes=part_json["minutes"],
        practices=sum(not (q["graded"] or Kind(q["kind"]).is_text) for q in questions),
        scored=sum(question["graded"] for question in questions),
        points=float(sum(question["points"] for question in questions)),
        memo_points=float(part_json["memo"]["points"]) if part_json["memo"] else 0.0,
        employers=tuple(employers_of(course)),
    )


def shown_tables(course: Course, part_id: str, employer: int) -> "tuple[TableView, ...]":
    """Return the tables and maps of a part's lesson, as one employer's learner sees them.

    part_id: "" for the first part that has a lesson. Raises CourseError for a part or an employer that is
    not there, ReleaseError or AuthoringError when the lesson does not run.
    """
    if employer not in employers_of(course):
        known = employers_of(course)
        raise CourseError(
            _(
                'The course "{course}" has no employer {n}: they are {first} (a worked example) to {last}.'
            ).format(course=course.id, n=employer, first=known[0], last=known[-1])
        )
    written = [part for part in course.parts if part.folder is not None]
    part = course.part(part_id) if part_id else (written or course.parts)[0]
    if part.folder is None:
        raise ReleaseError(
            _('The part "{part}" has no lesson yet: write {path}.').format(
                part=part.id, path=course.folder / part.id / "lesson.md"
            )
        )
    return run_for(part.folder, build_source(part.folder), employer).tables
