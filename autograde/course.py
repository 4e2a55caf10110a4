"""A course as its folder describes it: course.toml, and which parts have been written.

In: a folder of the curriculum. Out: `Course`. Called by release, intake, grading, the desk, reports and
the command. Units and pass marks are not here: they belong to a program, see rules.py.
"""

from dataclasses import dataclass
from pathlib import Path

from autograde.errors import CourseError
from autograde.toml_reader import Fields, read_toml
from classroom.language import _

__all__ = ["Course", "CoursePart", "VariantKind", "find_courses", "load_course", "one_kind"]

COURSE_FILE = "course.toml"
LESSON_FILE = "lesson.md"

_EXAMPLE, _MOST = 0, 1_000_000


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
class VariantKind:
    """A kind of unit a learner may pick: an id, words for her, its worked example, the variants she may get.

    What the kinds mean is the lessons' business. A course with a single kind leaves id, title and about
    empty.
    """

    id: str
    title: str
    about: str
    example: int
    variants: range


@dataclass(frozen=True)
class Course:
    """A course: its parts in order, and the finite set of employers' variants for its learners, by kind."""

    id: str
    title: str
    about: str
    folder: Path
    parts: tuple[CoursePart, ...]
    kinds: tuple[VariantKind, ...]
    turnaround_days: int
    """Working days in which an instructor promises to answer a memo."""

    @property
    def variants(self) -> tuple[int, ...]:
        """Every variant a learner may get, of all kinds."""
        return tuple(number for kind in self.kinds for number in kind.variants)

    @property
    def examples(self) -> tuple[int, ...]:
        """The worked example of each kind; no learner gets one of these while there are others."""
        return tuple(kind.example for kind in self.kinds)

    def kind(self, kind_id: str) -> VariantKind | None:
        """The kind of that id, or None."""
        return next((kind for kind in self.kinds if kind.id == kind_id), None)

    def kind_of(self, variant: int) -> VariantKind | None:
        """The kind a variant belongs to, its worked example too; None for a number of no kind."""
        return next((k for k in self.kinds if variant == k.example or variant in k.variants), None)

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


def one_kind(variants: range) -> tuple[VariantKind, ...]:
    """The kinds of a course in which there is nothing to pick."""
    return (VariantKind("", "", "", _EXAMPLE, variants),)


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
        kinds=_kinds(fields),
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


def _kinds(fields: Fields) -> tuple[VariantKind, ...]:
    """[variants] for a course of one kind, a [[variants]] for each of several; without any, all share one."""
    given = fields.values.get("variants")
    if given is None:
        return one_kind(range(_EXAMPLE, _EXAMPLE + 1))
    if not isinstance(given, list):
        table = fields.table("variants")
        variants = _range(table)
        table.finish()
        return one_kind(variants)
    kinds: list[VariantKind] = []
    for table in fields.tables("variants"):
        kind = _kind(table)
        if any(kind.id == other.id for other in kinds):
            table.refuse("id", _('"{id}" is listed twice').format(id=kind.id))
        for other in kinds:
            if {kind.example, *kind.variants} & {other.example, *other.variants}:
                table.refuse("first", _('its numbers meet those of "{id}"').format(id=other.id))
        kinds.append(kind)
    return tuple(kinds)


def _kind(table: Fields) -> VariantKind:
    kind = VariantKind(
        id=table.slug("id"),
        title=table.text("title"),
        about=table.text("about", default=""),
        example=table.whole("example", 0, _MOST),
        variants=_range(table),
    )
    table.finish()
    return kind


def _range(table: Fields) -> range:
    first = table.whole("first", 0, _MOST)
    last = table.whole("last", 0, _MOST)
    if last < first:
        table.refuse("last", _("it must not be less than first, which is {first}").format(first=first))
    return range(first, last + 1)
