"""A course as its folder describes it: course.toml, and which parts have been written.

In: a folder of the curriculum. Out: `Course`. Called by release, intake, grading, the desk, reports and
the command. Units and pass marks are not here: they belong to a program, see rules.py.
"""

from dataclasses import dataclass
from pathlib import Path

from autograde.errors import CourseError
from autograde.toml_reader import Fields, read_toml
from classroom.language import _

__all__ = ["Course", "CoursePart", "find_courses", "load_course"]

COURSE_FILE = "course.toml"
LESSON_FILE = "lesson.md"


@dataclass(frozen=True)
class CoursePart:
    """One part of a course; `folder` is None until its lesson is written."""

    id: str
    title: str
    number: int
    folder: Path | None

    @property
    def available(self) -> bool:
        """Whether the part has a lesson; a part that is only listed is not yet available."""
        return self.folder is not None


@dataclass(frozen=True)
class Course:
    """A course: its parts in order, and the finite set of employers' variants for its learners."""

    id: str
    title: str
    about: str
    folder: Path
    parts: tuple[CoursePart, ...]
    variants: range
    turnaround_days: int
    """Working days in which an instructor promises to answer a memo."""

    def part(self, part_id: str) -> CoursePart:
        """Return the part of that id; raises CourseError when the course does not list it."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise CourseError(
            _('The course "{course}" has no part "{part}". Its parts are: {parts}.').format(
                course=self.id, part=part_id, parts=", ".join(part.id for part in self.parts)
            )
        )


def load_course(folder: Path) -> Course:
    """Read `folder`/course.toml strictly.

    Raises CourseError with file and line for a missing, misspelt, doubled or wrong field.
    """
    fields, _data = read_toml(folder / COURSE_FILE, CourseError)
    course = Course(
        id=fields.slug("id"),
        title=fields.text("title"),
        about=fields.text("about", default=""),
        folder=folder,
        parts=_parts(fields, folder),
        variants=_variants(fields.table("variants")),
        turnaround_days=fields.whole("turnaround_days", 1, 90),
    )
    fields.finish()
    return course


def find_courses(curriculum: Path) -> dict[str, Course]:
    """Load every folder of `curriculum` that holds a course.toml: course id -> Course, by folder name.

    Raises CourseError when there is no such folder or course, or two courses have one id.
    """
    if not curriculum.is_dir():
        raise CourseError(
            _("There is no curriculum folder at {path}. Name it with --curriculum.").format(path=curriculum)
        )
    courses: dict[str, Course] = {}
    for file in sorted(curriculum.glob(f"*/{COURSE_FILE}")):
        course = load_course(file.parent)
        if course.id in courses:
            raise CourseError(
                _('{path}: the id "{id}" is also the id of {other}. Give one of them another id.').format(
                    path=file, id=course.id, other=courses[course.id].folder / COURSE_FILE
                )
            )
        courses[course.id] = course
    if not courses:
        raise CourseError(_("No folder in {path} holds a course.toml.").format(path=curriculum))
    return courses


def _parts(fields: Fields, folder: Path) -> tuple[CoursePart, ...]:
    parts: list[CoursePart] = []
    for number, table in enumerate(fields.tables("part"), start=1):
        part_id, title = table.slug("id"), table.text("title")
        if any(part.id == part_id for part in parts):
            table.refuse("id", _('"{id}" is listed twice').format(id=part_id))
        table.finish()
        written = (folder / part_id / LESSON_FILE).is_file()
        parts.append(CoursePart(part_id, title, number, folder / part_id if written else None))
    return tuple(parts)


def _variants(fields: Fields) -> range:
    first = fields.whole("first", 0, 1_000_000)
    last = fields.whole("last", 0, 1_000_000)
    if last < first:
        fields.refuse("last", _("it must not be less than first, which is {first}").format(first=first))
    fields.finish()
    return range(first, last + 1)
