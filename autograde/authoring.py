"""From a lesson to nbgrader's source notebook, byte for byte the same on every build.

In: the folder of a part (lesson.md, rubric.md, img/) inside its course. Out: `SourceNotebook`: the notebook
with hidden tests and mark scheme, and what part.json says. Called by release, and by tests that drive
lessons.

Every code cell is locked, so that grading puts the course's own code back whatever was submitted. Answers
live in answers.json, so no cell is a "solution" cell: a graded cell is nbgrader's *autograder tests*, the
memo is a locked cell that prints it, followed by nbgrader's *manually graded task*.
"""

import hashlib
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.asked import Asked, calls, questions_asked, syntax
from autograde.course import load_course
from autograde.lesson_file import BEGIN_HIDDEN, END_HIDDEN, PARAMETERS, LessonCell, read_lesson, refuse
from autograde.rubric import Rubric, read_rubric
from classroom.language import _

__all__ = ["SourceNotebook", "build_source"]

WORDS_A_MINUTE, MINUTES_A_QUESTION, MINUTES_A_MEMO = 200, 2, 12

# A table of checksums for eight parts would never meet by chance, and sixteen digits still fit on a screen.
RELEASE_DIGITS = 16


@dataclass(frozen=True)
class SourceNotebook:
    """`content`: the bytes of the source notebook; `part_json`: the content of part.json; `pictures`: name -> bytes."""

    content: bytes
    part_json: dict[str, Any]
    pictures: dict[str, bytes]

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
    course = load_course(part_folder.parent)
    part = course.part(part_folder.name)
    path = part_folder / "lesson.md"
    cells = read_lesson(path)
    lesson = _Lesson(path)
    memo = next((cell for cell in cells if cell.memo), None)
    rubric = read_rubric(part_folder / "rubric.md") if memo else None
    notebook = _notebook([built for cell in cells for built in lesson.cells(cell, rubric)])
    lesson.check_whole(cells)
    described = {
        "format": 1,
        "course": course.id,
        "part": part.id,
        "title": part.title,
        "minutes": _minutes(cells, len(lesson.asked), memo is not None),
        "questions": lesson.questions(cells),
        "memo": {"id": memo.memo, "points": memo.points, "rows": list(rubric.rows)}
        if memo and rubric
        else None,
        "notebook": f"{part.id}.ipynb",
    }
    pictures = _pictures(part_folder)
    return SourceNotebook(
        notebook, {**described, "release": _release_id(notebook, described, pictures)}, pictures
    )


class _Lesson:
    """One lesson while it is built: remembers ids and questions, to refuse the second of a kind."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.asked: dict[str, Asked] = {}
        self.lines: dict[str, int] = {}  # where each grade id was first used

    def cells(self, cell: LessonCell, rubric: Rubric | None) -> list[dict[str, Any]]:
        """The notebook cells that one cell of the lesson becomes."""
        if not cell.is_code:
            return [_markdown(self._free_id(_slug(cell.text) or "text"), cell.text)]
        tree = syntax(self.path, cell.text, cell.line)
        self._note_questions(cell)
        if cell.graded:
            self._check_graded(cell, tree)
            return [_code(self._id(cell, cell.graded), cell, grade=True)]
        if not cell.memo:
            return [_code(self._id(cell, cell.id or _slug(cell.text)), cell, grade=False)]
        self._check_memo(cell, tree)
        assert rubric is not None  # noqa: S101 - read for every lesson with a memo
        shown = _code(self._id(cell, f"{cell.memo}-text"), cell, grade=False)
        return [shown, _task(self._id(cell, cell.memo), cell.points, rubric)]

    def questions(self, cells: tuple[LessonCell, ...]) -> dict[str, dict[str, Any]]:
        """What part.json says of each question."""
        points = {cell.graded: cell.points for cell in cells if cell.graded}
        return {
            name: {"kind": asked.kind.value, "points": points.get(name, 0), "graded": name in points}
            for name, asked in self.asked.items()
        }

    def check_whole(self, cells: tuple[LessonCell, ...]) -> None:
        """Refuse what only the whole lesson shows: two memos, or not exactly one place for the variant."""
        memos = [cell for cell in cells if cell.memo]
        if len(memos) > 1:
            refuse(self.path, memos[1].line - 1, _("a part has one memo, and this is the second."))
        if memos and memos[0].memo in self.asked:
            refuse(
                self.path,
                memos[0].line - 1,
                _("a question has the same id as the memo. Give one of them another."),
            )
        parameters = [cell for cell in cells if PARAMETERS in cell.tags]
        if len(parameters) != 1 or "variant = None" not in parameters[0].text:
            line = parameters[-1].line - 1 if parameters else 1
            refuse(
                self.path, line,
                _('a lesson has exactly one cell ```python tags=["parameters"], and it says variant = None.'),
            )  # fmt: skip

    def _note_questions(self, cell: LessonCell) -> None:
        """Remember the questions of a cell, as learners get it; the hidden tests ask nothing."""
        for asked in questions_asked(self.path, syntax(self.path, cell.visible, cell.line), cell.line):
            if asked.id in self.asked:
                self._refuse_twice(asked.line, asked.id, self.asked[asked.id].line)
            self.asked[asked.id] = asked

    def _check_graded(self, cell: LessonCell, tree: Any) -> None:
        begins, ends = (cell.text.count(mark) for mark in (BEGIN_HIDDEN, END_HIDDEN))
        if (begins, ends) != (1, 1) or cell.text.index(BEGIN_HIDDEN) > cell.text.index(END_HIDDEN):
            refuse(
                self.path, cell.line,
                _("a graded cell holds its key between one line {begin} and one line {end}.").format(
                    begin=BEGIN_HIDDEN, end=END_HIDDEN
                ),
            )  # fmt: skip
        if not any(asked.id == cell.graded and asked.line >= cell.line for asked in self.asked.values()):
            refuse(
                self.path, cell.line - 1,
                _('graded="{id}", but the cell asks no question of that id above its hidden tests.').format(id=cell.graded),
            )  # fmt: skip
        last = tree.body[-1]
        if (
            not any(call is getattr(last, "value", None) for call in calls(tree, "score"))
            or "score(" in cell.visible
        ):
            refuse(
                self.path, cell.line + last.lineno - 1,
                _("a graded cell ends with score(…) inside its hidden tests: the number it gives is the points."),
            )  # fmt: skip

    def _check_memo(self, cell: LessonCell, tree: Any) -> None:
        named = [getattr(call.args[1], "value", None) for call in calls(tree, "memo") if len(call.args) > 1]
        if named != [cell.memo]:
            refuse(
                self.path, cell.line - 1,
                _('memo="{id}", so the cell must call memo(part, "{id}", …) once.').format(id=cell.memo),
            )  # fmt: skip

    def _id(self, cell: LessonCell, grade_id: str) -> str:
        """Take a grade id, which must be the only one of its name in the notebook."""
        if grade_id in self.lines:
            self._refuse_twice(cell.line, grade_id, self.lines[grade_id])
        self.lines[grade_id] = cell.line
        return grade_id

    def _free_id(self, wanted: str) -> str:
        """A cell id for prose: the first words, with a number behind them when they stand there twice."""
        free, number = f"p-{wanted}", 2
        while free in self.lines:
            free, number = f"p-{wanted}-{number}", number + 1
        self.lines[free] = 0
        return free

    def _refuse_twice(self, line: int, name: str, first: int) -> None:
        refuse(
            self.path, line,
            _('"{id}" is already the id of the cell or question in line {first}. Give this one an id="…" or first words of its own.').format(  # noqa: E501
                id=name, first=first
            ),
        )  # fmt: skip


def _slug(text: str) -> str:
    """A stable id from the first line of a cell: its words, small, with hyphens, 48 letters at most."""
    words = re.findall(r"[a-z0-9]+", text.strip().split("\n")[0].lower())
    return "-".join(words)[:48].strip("-")


def _code(cell_id: str, cell: LessonCell, *, grade: bool) -> dict[str, Any]:
    nbgrader: dict[str, Any] = {
        "cell_type": "code", "grade": grade, "grade_id": cell_id, "locked": True, "schema_version": 3, "solution": False,
        "task": False,
    }  # fmt: skip
    if grade:
        nbgrader["points"] = cell.points
    metadata: dict[str, Any] = {"jupyter": {"source_hidden": True}, "nbgrader": nbgrader}
    if cell.tags:
        metadata["tags"] = list(cell.tags)
    return {
        "cell_type": "code", "execution_count": None, "id": cell_id, "metadata": metadata, "outputs": [],
        "source": cell.text,
    }  # fmt: skip


def _task(cell_id: str, points: float, rubric: Rubric) -> dict[str, Any]:
    """nbgrader's manually graded task: the learner's rubric, and the mark scheme that release takes out."""
    source = (
        f"{_lower_headings(rubric.for_learner)}\n\n=== BEGIN MARK SCHEME ===\n\n"
        f"{_lower_headings(rubric.mark_scheme)}\n\n=== END MARK SCHEME ==="
    )
    nbgrader = {
        "cell_type": "markdown", "grade": False, "grade_id": cell_id, "locked": True, "points": points,
        "schema_version": 3, "solution": False, "task": True,
    }  # fmt: skip
    return {**_markdown(cell_id, source), "metadata": {"nbgrader": nbgrader}}


def _markdown(cell_id: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source}


def _lower_headings(text: str) -> str:
    """Move headings two levels down: inside the notebook the rubric stands under a heading of the lesson."""
    return re.sub(r"^(#{1,4}) ", r"##\1 ", text, flags=re.MULTILINE)


def _notebook(cells: list[dict[str, Any]]) -> bytes:
    """Write the notebook; keys are sorted, so the same lesson gives the same bytes."""
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    document = {
        "cells": [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in cells],
        "metadata": {"kernelspec": kernelspec},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _minutes(cells: tuple[LessonCell, ...], questions: int, memo: bool) -> int:
    """How long the part takes: reading, two minutes for a question, twelve for the memo; rounded up."""
    words = sum(len(cell.text.split()) for cell in cells if not cell.is_code)
    return math.ceil(words / WORDS_A_MINUTE + MINUTES_A_QUESTION * questions + MINUTES_A_MEMO * memo)


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
