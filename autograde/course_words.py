"""A course's titles in another language: course.es.toml beside course.toml.

    title = "Ponle precio a tu contrato"
    about = "…"
    [part]
    part01-know-your-unit = "Conoce tu unidad"
    [kind.teachers]
    title = "Maestros"
    about = "…"

In: a course, a language. Out: the same course with those words; what the file leaves out stays English.
Called by the desk for each visitor, and by authoring.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from autograde.course import Course, VariantKind
from autograde.errors import CourseError
from autograde.toml_reader import read_toml
from classroom.language import SOURCE_LANGUAGE

__all__ = ["course_in"]


def course_in(course: Course, language: str) -> Course:
    """The course with its titles in a language. Raises CourseError for a file that cannot be read."""
    file = course.folder / f"course.{language}.toml"
    if language == SOURCE_LANGUAGE:
        return course
    words = _words(file)
    titles = words.get("part", {})
    kinds = words.get("kind", {})
    return replace(
        course,
        title=str(words.get("title", course.title)),
        about=str(words.get("about", course.about)),
        parts=tuple(replace(part, title=str(titles.get(part.id, part.title))) for part in course.parts),
        kinds=tuple(_kind(kind, kinds.get(kind.id, {})) for kind in course.kinds),
    )


def _kind(kind: VariantKind, words: dict[str, Any]) -> VariantKind:
    return replace(kind, title=str(words.get("title", kind.title)), about=str(words.get("about", kind.about)))


@cache
def _words(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    fields, _data = read_toml(file, CourseError)
    return dict(fields.values)
