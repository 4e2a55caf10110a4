"""The cells of a source notebook, with the metadata by which nbgrader knows them, and the notebook's bytes.

In: a cell of the lesson, its grade id. Out: the cell as the notebook format has it. Called by authoring.
"""

import json
import re
from typing import Any

from autograde.authoring.lesson_file import LessonCell
from autograde.authoring.rubric import Rubric

__all__ = ["code_cell", "notebook_bytes", "prose_cell", "task_cell"]

_SCHEMA_VERSION = 3
_LOCKED = {"locked": True, "schema_version": _SCHEMA_VERSION, "solution": False}


def code_cell(cell_id: str, cell: LessonCell) -> dict[str, Any]:
    """A locked code cell, its input hidden; with points, one of nbgrader's *autograder tests*."""
    graded = bool(cell.options.graded)
    nbgrader = {**_LOCKED, "cell_type": "code", "grade": graded, "grade_id": cell_id, "task": False}
    if graded:
        nbgrader["points"] = cell.options.points
    metadata: dict[str, Any] = {"jupyter": {"source_hidden": True}, "nbgrader": nbgrader}
    if cell.options.tags:
        metadata["tags"] = list(cell.options.tags)
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id,
        "metadata": metadata,
        "outputs": [],
        "source": cell.text,
    }


def task_cell(cell_id: str, points: float, rubric: Rubric) -> dict[str, Any]:
    """nbgrader's *manually graded task*: the learner's rubric, and the mark scheme that release takes out."""
    source = (
        f"{_lower_headings(rubric.for_learner)}\n\n=== BEGIN MARK SCHEME ===\n\n"
        f"{_lower_headings(rubric.mark_scheme)}\n\n=== END MARK SCHEME ==="
    )
    nbgrader = {
        **_LOCKED,
        "cell_type": "markdown",
        "grade": False,
        "grade_id": cell_id,
        "points": points,
        "task": True,
    }
    return {**prose_cell(cell_id, source), "metadata": {"nbgrader": nbgrader}}


def prose_cell(cell_id: str, source: str) -> dict[str, Any]:
    """A Markdown cell that nbgrader has nothing to do with."""
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source}


def notebook_bytes(cells: list[dict[str, Any]]) -> bytes:
    """The notebook; keys are sorted, so that the same lesson gives the same bytes."""
    document = {
        "cells": [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in cells],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _lower_headings(text: str) -> str:
    """Move headings two levels down: in the notebook the rubric stands under a heading of the lesson."""
    return re.sub(r"^(#{1,4}) ", r"##\1 ", text, flags=re.MULTILINE)
