"""From a lesson to nbgrader's source notebook, byte for byte the same on every build.

In: the folder of a part (lesson.md, rubric.md, img/) inside its course. Out: `SourceNotebook`: the notebook
with hidden tests and mark scheme, and what part.json says. Called by release, and by whoever tries a lesson.

Every code cell is locked, so that grading puts the course's own code back whatever was submitted. Answers
live in answers.json, so no cell is a "solution" cell: a graded cell is one of nbgrader's *autograder tests*,
and the memo is a locked cell that prints it, followed by nbgrader's *manually graded task*.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograde.authoring.given_away import refuse_given_away
from autograde.authoring.glossary import glossary_file, link_words, read_glossary
from autograde.authoring.lesson_file import LessonCell, read_lesson
from autograde.authoring.lesson_ids import LessonIds
from autograde.authoring.prose_slips import refuse_prose_slips
from autograde.authoring.rubric import Rubric, read_rubric
from autograde.authoring.sittings import minutes_of, sittings_of, things_to_do, with_minutes, word_count
from autograde.authoring.source_cells import code_cell, notebook_bytes, prose_cell, task_cell
from autograde.authoring.translated import differences, translated_into
from autograde.course import load_course
from autograde.course_words import course_in
from classroom.language import SOURCE_LANGUAGE, _, speaking

__all__ = ["SourceNotebook", "build_source"]

RELEASE_DIGITS = 16
"""So many digits of a SHA-256 never meet by chance, and a person can still compare them."""


@dataclass(frozen=True)
class SourceNotebook:
    """A built part.

    content: the bytes of the source notebook. part_json: what part.json says. pictures: name -> bytes.
    translations: language -> the same part in it. Its release is this one's: learners read it, and what they
    send is graded with this notebook.
    """

    content: bytes
    part_json: dict[str, Any]
    pictures: dict[str, bytes]
    translations: dict[str, "SourceNotebook"] = field(default_factory=dict)

    @property
    def release(self) -> str:
        """The id of this release: it changes when a cell, a point, a title or a picture does."""
        return str(self.part_json["release"])

    @property
    def notebook_name(self) -> str:
        """The file name of the notebook."""
        return str(self.part_json["notebook"])

    @property
    def part_bytes(self) -> bytes:
        """part.json as it is written to every folder."""
        return (json.dumps(self.part_json, indent=1, ensure_ascii=False) + "\n").encode()


def build_source(part_folder: Path) -> SourceNotebook:
    """Build the source notebook of a part.

    Raises AuthoringError naming file, line and remedy; CourseError when the course does not list the part.
    """
    part_folder = part_folder.absolute()
    english = _build(part_folder, "lesson.md", SOURCE_LANGUAGE)
    others = {
        language: _translated(part_folder, language)
        for language in translated_into(part_folder)
        if not differences(part_folder, language)
    }
    if not others:
        return english
    release = _release_id_of_all([english, *others.values()])
    return _with_release(
        english, release, {name: _with_release(one, release) for name, one in others.items()}
    )


def _build(part_folder: Path, file: str, language: str) -> SourceNotebook:
    course = course_in(load_course(part_folder.parent), language)
    part = course.part(part_folder.name)
    cells = read_lesson(part_folder / file)
    ids = LessonIds(part_folder / file, cells)
    rubric = read_rubric(part_folder / "rubric.md") if ids.memo else None
    refuse_prose_slips(part_folder, cells, rubric)
    refuse_given_away(part_folder, cells, rubric)
    glossary = read_glossary(part_folder.parent / glossary_file(language))
    sittings = sittings_of(part_folder / file, cells, ids)
    doing = things_to_do(part_folder / file, cells, ids)
    linked, words = link_words(part_folder / file, cells, glossary)
    shown = with_minutes(linked, sittings)
    built = [made for cell in shown for made in _built(cell, ids, rubric)]
    notebook = notebook_bytes([*built, *([prose_cell("p-words-in-this-part", words)] if words else [])])
    described = {
        "format": 1,
        "course": course.id,
        "part": part.id,
        "title": _("Part {number}: {title}").format(number=part.number, title=part.title),
        "minutes": minutes_of(word_count(cells), len(doing), ids.memo is not None),
        "sittings": [{"title": one.title, "minutes": one.minutes} for one in sittings],
        "questions": _questions(cells, ids),
        "memo": _memo(ids.memo, rubric),
        "notebook": f"{part.id}.ipynb",
    }
    pictures = _pictures(part_folder)
    release = _release_id(notebook, described, pictures)
    return SourceNotebook(notebook, {**described, "release": release}, pictures)


def _translated(part_folder: Path, language: str) -> SourceNotebook:
    with speaking(language):
        return _build(part_folder, f"lesson.{language}.md", language)


def _release_id_of_all(sources: list[SourceNotebook]) -> str:
    return hashlib.sha256(" ".join(one.release for one in sources).encode()).hexdigest()[:RELEASE_DIGITS]


def _with_release(
    source: SourceNotebook, release: str, translations: dict[str, SourceNotebook] | None = None
) -> SourceNotebook:
    return replace(
        source, part_json={**source.part_json, "release": release}, translations=translations or {}
    )


def _built(cell: LessonCell, ids: LessonIds, rubric: Rubric | None) -> list[dict[str, Any]]:
    """The notebook cells that one cell of the lesson becomes."""
    cell_id = ids.take(cell)
    if not cell.is_code:
        return [prose_cell(cell_id, cell.text)]
    if not cell.options.memo or rubric is None:
        return [code_cell(cell_id, cell)]
    return [code_cell(cell_id, cell), task_cell(cell.options.memo, cell.options.points, rubric)]


def _questions(cells: tuple[LessonCell, ...], ids: LessonIds) -> dict[str, dict[str, Any]]:
    points = {cell.options.graded: cell.options.points for cell in cells if cell.options.graded}
    return {
        name: {"kind": asked.kind.value, "points": points.get(name, 0), "graded": name in points}
        for name, asked in ids.asked.items()
    }


def _memo(cell: LessonCell | None, rubric: Rubric | None) -> dict[str, Any] | None:
    if cell is None or rubric is None:
        return None
    return {"id": cell.options.memo, "points": cell.options.points, "rows": list(rubric.rows)}


def _pictures(part_folder: Path) -> dict[str, bytes]:
    """The pictures of a part by file name, in order."""
    return {
        path.name: path.read_bytes() for path in sorted((part_folder / "img").glob("*")) if path.is_file()
    }


def _release_id(notebook: bytes, described: dict[str, Any], pictures: dict[str, bytes]) -> str:
    content = hashlib.sha256(notebook)
    content.update(json.dumps(described, sort_keys=True).encode())
    for name, data in pictures.items():
        content.update(f"{name} {hashlib.sha256(data).hexdigest()}".encode())
    return content.hexdigest()[:RELEASE_DIGITS]
