"""Fail closed: whatever is not exactly one good number in every graded cell scores nothing at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograde.errors import GradingError
from autograde.grading.results import results
from autograde.grading.verify import scores
from classroom.lesson import RESULT_MIME

PART: dict[str, Any] = {
    "questions": {
        "base": {"kind": "dollars", "points": 4, "graded": True},
        "share": {"kind": "percent", "points": 2, "graded": True},
        "count": {"kind": "number", "points": 0, "graded": False},
    }
}


def number(text: str) -> dict[str, Any]:
    return {
        "output_type": "execute_result",
        "execution_count": 2,
        "data": {"text/plain": text},
        "metadata": {},
    }


def message(name: str, points: float) -> dict[str, Any]:
    said = {
        "id": name,
        "ask": "What is it?",
        "understood": "",
        "status": "correct",
        "sentence": "Right.",
        "mistake": None,
        "share": 1.0,
        "points": points,
        "max": 4,
    }
    return {
        "output_type": "display_data",
        "data": {RESULT_MIME: said, "text/plain": "Right."},
        "metadata": {},
    }


def graded(name: str, worth: float, points: str) -> dict[str, Any]:
    about = {"grade": True, "grade_id": name, "points": worth}
    outputs = [message(name, float(points)), number(points)]
    return {
        "cell_type": "code",
        "metadata": {"nbgrader": about},
        "source": "score()",
        "execution_count": 2,
        "outputs": outputs,
    }


def plain(source: str = "1") -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "execution_count": 1, "outputs": []}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Path]:
    def write(*cells: dict[str, Any]) -> Path:
        path = tmp_path / "executed.ipynb"
        path.write_text(json.dumps({"cells": list(cells)}), encoding="utf-8")
        return path

    return write


def test_a_complete_run_gives_each_graded_cell_its_points(run: Callable[..., Path]) -> None:
    prose = {"cell_type": "markdown", "metadata": {}, "source": "Prose."}
    executed = run(prose, plain(), graded("base", 4, "2.5"), plain(""), graded("share", 2, "0.0"))
    assert scores(executed, PART) == {"base": (2.5, 4.0), "share": (0.0, 2.0)}
    assert [(r.id, r.points) for r in results(executed)] == [("base", 2.5), ("share", 0.0)]


def without(cell: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**cell, **changes}


WARNING = {"output_type": "stream", "name": "stderr", "text": "a warning"}
ERROR = {"output_type": "error", "ename": "KeyError", "evalue": "x", "traceback": []}
BASE = graded("base", 4, "4")

BROKEN = {
    "a graded cell is missing": [],
    "it is there twice": [BASE, BASE],
    "it did not run": [without(BASE, execution_count=None, outputs=[])],
    "it has no output, which nbgrader gives full points": [without(BASE, outputs=[])],
    "it stopped with an error": [without(BASE, outputs=[*BASE["outputs"], ERROR])],
    "it wrote to stderr, which nbgrader gives no points": [
        without(BASE, outputs=[*BASE["outputs"], WARNING])
    ],
    "it gave two numbers": [without(BASE, outputs=[*BASE["outputs"], number("4")])],
    "it printed its number": [
        without(BASE, outputs=[{"output_type": "stream", "name": "stdout", "text": "4"}])
    ],
    "its result is text": [without(BASE, outputs=[number("'four'")])],
    "its result is NaN, which nbgrader gives full points": [without(BASE, outputs=[number("nan")])],
    "its result is infinite": [without(BASE, outputs=[number("inf")])],
    "its result is True": [without(BASE, outputs=[number("True")])],
    "it is less than 0": [without(BASE, outputs=[number("-0.5")])],
    "it is more than its points": [without(BASE, outputs=[number("4.5")])],
    "its points were changed": [graded("base", 8, "4")],
    "a cell that is not graded failed": [BASE, without(plain(), outputs=[ERROR])],
    "a cell that is not graded did not run": [BASE, without(plain(), execution_count=None)],
    "a graded cell nobody promised": [BASE, graded("extra", 1, "1")],
    "a practice question carries points": [BASE, graded("count", 0, "0")],
}


@pytest.mark.parametrize("cells", BROKEN.values(), ids=BROKEN)
def test_anything_else_scores_nothing(cells: list[dict[str, Any]], run: Callable[..., Path]) -> None:
    with pytest.raises(GradingError, match="Nothing was scored"):
        scores(run(*cells, graded("share", 2, "1")), PART)


UNFIT = {
    "none": [number("4")],
    "two": [message("base", 4), message("base", 4), number("4")],
    "of another question": [message("share", 4), number("4")],
    "of other points": [message("base", 3), number("4")],
    "not whole": [{**message("base", 4), "data": {RESULT_MIME: {"id": "base"}}}, number("4")],
}


@pytest.mark.parametrize("outputs", UNFIT.values(), ids=UNFIT)
def test_a_number_needs_its_own_sentence(outputs: list[dict[str, Any]], run: Callable[..., Path]) -> None:
    with pytest.raises(GradingError, match="no sentence that fits"):
        results(run(without(BASE, outputs=outputs)))
