"""A clickable map: numbers in rows and columns; pick a cell, change its number, see at once what follows.

In: the names of rows and columns, a number per cell, and `tell`, a function from numbers to a sentence (and
a table). Out: a widget.  Called by lessons.  It knows nothing of what the numbers mean.

    grid_map(
        rows=schedule.steps, columns=schedule.lanes, values=scattergram.fte,
        row_label="step", column_label="lane", value_label="FTE",
        notes={cell: f"salary ${salary:,}" for cell, salary in schedule.salaries.items()},
        tell=lambda values: Told(sentence_about(values), table_of(values)),
    )

A chart that should follow: make it with `show_chart`, and call its `update` inside `tell`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from classroom.language import _
from classroom.reading.sheet import sheet
from classroom.rehearsal import is_rehearsed, note_table
from classroom.shown.map_cells import Cell, MapCells, MapWords, Values
from classroom.shown.on_screen import is_on_screen
from classroom.shown.tables import Column, TableView, format_numbers, table_view

if TYPE_CHECKING:
    import pandas as pd

    from classroom.part import Part
    from classroom.shown.chart_figure import Plot
    from classroom.shown.map_widget import GridMap

__all__ = ["Tell", "Told", "grid_map"]


@dataclass(frozen=True)
class Told:
    """What follows from the numbers: one sentence, a table and a chart if there are any to show.

    table: a DataFrame (then `caption` and `units` are as in `show_table`) or a TableView. plot: for
    `explore`, which draws it and keeps it up to date.
    """

    sentence: str
    table: pd.DataFrame | TableView | None = None
    caption: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    plot: Plot | None = None

    def view(self) -> TableView | None:
        """Return the table as people see it; None when there is none."""
        if self.table is None or isinstance(self.table, TableView):
            return self.table
        return table_view(self.table, self.caption, self.units)

    def cells(self) -> dict[str, Any]:
        """Return the table as plain data for the page; {} when there is none."""
        view = self.view()
        return view.cells() if view else {}


Tell = Callable[[dict[Cell, Decimal]], Told]


def grid_map(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Values,
    row_label: str,
    column_label: str,
    value_label: str,
    notes: Mapping[Cell, str] | None = None,
    tell: Tell | None = None,
    *,
    caption: str = "",
    part: Part | None = None,
) -> GridMap | None:
    """Display a map and return it.

    values: {(row, column): number or None}; a cell that is left out is empty. tell: called with {(row,
    column): number} of the cells that have one, at the start and after each change. Labels are words inside
    a sentence: "step", "lane", "FTE". While grading (`part.grading`) nothing is shown and None is returned.
    """
    caption = caption or _("{value} by {row} and {column}").format(
        value=value_label, row=row_label, column=column_label
    )
    if is_rehearsed():
        note_table(_as_table(rows, columns, values, row_label, caption))
    if not is_on_screen(part):
        return None
    cells = MapCells(tuple(map(str, rows)), tuple(map(str, columns)), dict(values), {})
    words = MapWords(row_label, column_label, value_label, caption, dict(notes or {}))
    if (paper := sheet()) is not None:
        from classroom.shown.map_on_paper import map_on_paper

        paper.put(map_on_paper(paper, cells, words, tell))
        return None
    from IPython.display import display

    from classroom.shown.map_widget import GridMap

    shown = GridMap(cells, words, tell)
    display(shown)
    return shown


def _as_table(
    rows: Sequence[str], columns: Sequence[str], values: Values, row_label: str, caption: str
) -> TableView:
    """The numbers of a map as a table, for whoever rehearses the lesson."""
    by_column = [format_numbers([values.get((row, column)) for row in rows]) for column in columns]
    heads = (Column(row_label), *(Column(str(column), number=True) for column in columns))
    return TableView(caption, heads, tuple(zip(map(str, rows), *by_column, strict=True)))


def __getattr__(name: str) -> Any:
    """Give `GridMap` to who asks for it; a lesson in grading does not import widgets for its name."""
    if name == "GridMap":
        from classroom.shown.map_widget import GridMap

        return GridMap
    raise AttributeError(name)
