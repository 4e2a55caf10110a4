"""Fail closed: believe a run only when every graded cell gave exactly one good number.

In: an executed notebook and what part.json promises. Out: the points of each graded cell. Called by grade.py
and release before anything is scored. nbgrader gives full points to a graded cell that did not run, printed
something else or returned NaN; none of that passes here.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from autograde.errors import GradingError
from classroom.language import _

__all__ = ["first_error", "scores"]


def scores(executed: Path, part_json: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Return {grade id: (points, points it is worth)} of an executed notebook.

    Raises GradingError with one sentence for staff when any code cell did not run or failed, or a graded
    cell is missing, doubled, wrote to stderr, or ended with anything but one number from 0 to its points.
    """
    promised = {name: float(q["points"]) for name, q in part_json["questions"].items() if q["graded"]}
    found: dict[str, tuple[float, float]] = {}
    for number, cell in enumerate(json.loads(executed.read_bytes())["cells"], start=1):
        if cell["cell_type"] != "code":
            continue
        described = cell["metadata"].get("nbgrader", {})
        name = str(described.get("grade_id") or _("number {n}").format(n=number))
        _check_ran(cell, name)
        if not described.get("grade"):
            continue
        worth = float(described.get("points", math.nan))
        if name in found or promised.get(name) != worth:
            _refuse(name, _("it is there twice, or is not one of the graded cells of this part"))
        found[name] = (_points(cell, name, worth), worth)
    missing = sorted(set(promised) - set(found))
    if missing:
        _refuse(missing[0], _("it is missing from the notebook that ran"))
    return found


def first_error(executed: Path) -> str:
    """The first error of an executed notebook in Python's words, for the author of a lesson; "" if none.

    Never for a learner's run: such words may quote an answer.
    """
    for cell in json.loads(executed.read_bytes())["cells"]:
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                return f"{output['ename']}: {output['evalue']}"
    return ""


def _check_ran(cell: Mapping[str, Any], name: str) -> None:
    if "".join(cell["source"]).strip() and cell.get("execution_count") is None:
        _refuse(name, _("it did not run"))
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            _refuse(name, _("it stopped with an error of the kind {kind}").format(kind=output["ename"]))


def _points(cell: Mapping[str, Any], name: str, worth: float) -> float:
    if any(o["output_type"] == "stream" and o["name"] == "stderr" for o in cell["outputs"]):
        # nbgrader scores such a cell 0: a warning of a library would cost a learner her points.
        _refuse(name, _("it wrote a warning or an error message"))
    results = [output for output in cell["outputs"] if output["output_type"] == "execute_result"]
    if len(results) != 1:
        _refuse(name, _("it gave {n} results instead of one").format(n=len(results)))
    text = "".join(results[0]["data"].get("text/plain", ""))
    try:
        points = float(text)
    except ValueError:
        points = math.nan
    if not 0 <= points <= worth:
        _refuse(name, _("its result is not a number from 0 to {worth:g}").format(worth=worth))
    return points


def _refuse(name: str, why: str) -> NoReturn:
    raise GradingError(
        _('The graded run is not complete: cell "{name}": {why}. Nothing was scored.').format(
            name=name, why=why
        )
    )
