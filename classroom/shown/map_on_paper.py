"""A map on a sheet: the cells as they are after the changes that were made, and what follows from them.

In: the map, its words, `tell`, the sheet.  Out: a block.  Called by `classroom.shown.grid_map.grid_map`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from classroom.reading.blocks import MapCell, Mapped
from classroom.reading.sheet import Sheet
from classroom.shown.grid_map import Tell, Told
from classroom.shown.map_cells import MapCells, MapWords, with_typed

__all__ = ["CHANGES", "map_on_paper"]

CHANGES = "changes"
MOST_CHANGES = 40


def map_on_paper(paper: Sheet, cells: MapCells, words: MapWords, tell: Tell | None) -> Mapped:
    """Return the map with the changes that the sheet's settings name; what cannot be read is left out."""
    name, values = paper.name()
    made: list[tuple[str, str, str]] = []
    problem = ""
    for row, column, text in changes_in(values):
        if row in cells.rows and column in cells.columns:
            cells, problem = with_typed(cells, (row, column), text, words.value)
            made += [] if problem else [(row, column, text)]
    told = tell(cells.numbers()) if tell else Told("")
    shown = tuple(tuple(MapCell(**cell) for cell in row) for row in cells.shown())
    return Mapped(
        name,
        words.caption,
        words.row,
        words.column,
        words.value,
        cells.rows,
        cells.columns,
        shown,
        told.sentence,
        told.view(),
        tuple(made),
        problem,
    )


def changes_in(values: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (row, column, text) of every change that is set, the earliest first; [] for anything odd."""
    try:
        found = json.loads(values.get(CHANGES, "[]"))
        return [(str(row), str(column), str(text)) for row, column, text in found[:MOST_CHANGES]]
    except (ValueError, TypeError, RecursionError):
        return []
