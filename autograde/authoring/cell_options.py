"""The options of a python fence: graded="id" points=4, memo="id" points=6, id="…", tags=["parameters"].

In: what jupytext read from the fence. Out: `CellOptions`, or a sentence that says what is wrong. Called by
lesson_file.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from classroom.language import _
from classroom.questions.question import is_question_id

__all__ = ["PARAMETERS", "CellOptions", "read_options"]

PARAMETERS = "parameters"
"""The tag of the cell in which the grading office fills in the variant."""

NAMES = ("graded", "memo", "points", "id", "tags")
LONGEST_ID = 56
"""An id also names a cell and a row of the gradebook, with "-text" behind it for a memo."""
MOST_POINTS = 1000


@dataclass(frozen=True)
class CellOptions:
    """What a fence says of its cell: the graded question or memo it holds, its points, its own id, tags."""

    graded: str = ""
    memo: str = ""
    points: float = 0
    id: str = ""
    tags: tuple[str, ...] = ()


def read_options(given: Mapping[str, Any]) -> tuple[CellOptions, str]:
    """Return the options and "", or no options and what is wrong with them.

    >>> read_options({"graded": "salary-base", "points": 4})[0].points
    4
    >>> read_options({"graded": "salary-base"})[1]
    'this cell carries no points. Add points=4, or whatever it is worth.'
    """
    fault = _unknown(given) or _bad_ids(given) or _bad_points(given) or _bad_tags(given)
    if fault:
        return CellOptions(), fault
    names = {name: str(given.get(name, "")) for name in ("graded", "memo", "id")}
    return CellOptions(**names, points=given.get("points", 0), tags=tuple(given.get("tags", ()))), ""


def _unknown(given: Mapping[str, Any]) -> str:
    unknown = sorted(set(given) - set(NAMES))
    if not unknown:
        return ""
    # jupytext keeps what it could not read under this name.
    name = given[unknown[0]] if unknown[0] == "incorrectly_encoded_metadata" else unknown[0]
    return _('"{name}" is not understood here. The options are {options}.').format(
        name=name, options='graded="…", memo="…", points=4, id="…", tags=["parameters"]'
    )


def _bad_ids(given: Mapping[str, Any]) -> str:
    for name in ("graded", "memo", "id"):
        value = given.get(name, "a")
        if not isinstance(value, str) or not is_question_id(value) or len(value) > LONGEST_ID:
            return _('{name}="{value}" must be small letters, digits and hyphens, at most {most}.').format(
                name=name, value=value, most=LONGEST_ID
            )
    if "graded" in given and "memo" in given:
        return _("a cell is either graded or a memo. Use two cells.")
    return ""


def _bad_points(given: Mapping[str, Any]) -> str:
    scored, points = "graded" in given or "memo" in given, given.get("points")
    if points is None:
        return _("this cell carries no points. Add points=4, or whatever it is worth.") if scored else ""
    if not scored:
        return _('points belong to a cell with graded="…" or memo="…". Add one, or take the points away.')
    if isinstance(points, bool) or not isinstance(points, int | float) or not 0 < points <= MOST_POINTS:
        return _("points={points} must be a number above 0, without quotes.").format(points=points)
    return ""


def _bad_tags(given: Mapping[str, Any]) -> str:
    tags = given.get("tags", [])
    if not isinstance(tags, list) or any(tag != PARAMETERS for tag in tags):
        return _('the only tag a cell may carry is tags=["parameters"].')
    return ""
