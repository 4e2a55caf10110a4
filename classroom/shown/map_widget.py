"""The widget of the clickable map, and what Python does when a cell is set or everything is put back.

In: cells, words and `tell`.  Out: a widget.  Made by `classroom.shown.grid_map.grid_map`.

The wire: {type: "set", row, column, text, mark} and {type: "reset", mark} to Python (row and column are
positions); {type: "told", mark, problem} back. What is shown stands in traits, so that a reload and a
second tab show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import RLock
from typing import Any

import anywidget
import traitlets

from classroom.clock import now
from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.language import _
from classroom.shown.grid_map import Tell, Told
from classroom.shown.map_cells import MapCells, MapWords, with_typed
from classroom.shown.shown_once import ShownOnce
from classroom.shown.static_files import StaticText


class GridMap(ShownOnce, anywidget.AnyWidget):
    """The map. `handle` does what the page asks; a test calls it as the browser would."""

    _esm = StaticText("page.js", "grid_map.js")
    _css = StaticText("page.css", "grid_map.css")

    frame = traitlets.Dict().tag(sync=True)
    cells = traitlets.List().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)

    def __init__(self, cells: MapCells, words: MapWords, tell: Tell | None) -> None:
        self.map, self.words, self._tell = cells, words, tell
        self._lock = RLock()
        super().__init__(frame=_frame(cells, words), labels=_labels(words), cells=cells.shown())
        self._show(cells)
        self.on_msg(lambda _widget, content, _buffers: self.handle(content))

    def __repr__(self) -> str:
        """Return what stands in the notebook where widgets cannot be drawn."""
        return f"{self.words.caption}\n{self.sentence}"

    def handle(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Set a cell or put everything back; send the answer to the page and return it. Never raises."""
        with self._lock:
            try:
                problem = self._change(content)
            except ClassroomError as error:
                problem = error.sentence
            except Exception as error:
                log_failure(Path.cwd(), "the map", error, now())
                problem = _("This could not be worked out; it is noted in the log. Try another number.")
            answer = {"type": "told", "mark": content.get("mark"), "problem": problem}
            self.send(answer)
            return answer

    def _change(self, content: Mapping[str, Any]) -> str:
        """Make one change. Returns what is wrong with the typed number, or ''."""
        if content.get("type") == "reset":
            self._show(self.map.as_given())
            return ""
        cell = self.map.rows[int(content["row"])], self.map.columns[int(content["column"])]
        changed, problem = with_typed(self.map, cell, str(content["text"]), self.words.value)
        if not problem:
            self._show(changed)
        return problem

    def _show(self, cells: MapCells) -> None:
        """Show these cells and what follows from them. When `tell` fails nothing has changed."""
        told = self._tell(cells.numbers()) if self._tell else Told("")
        table = told.cells()
        self.map = cells
        with self.hold_sync():
            self.cells, self.sentence, self.table = cells.shown(), told.sentence, table


def _frame(cells: MapCells, words: MapWords) -> dict[str, Any]:
    """Return what does not change: names, and each cell's note."""
    notes = [[words.notes.get((row, column), "") for column in cells.columns] for row in cells.rows]
    return {
        "rows": list(cells.rows),
        "columns": list(cells.columns),
        "caption": words.caption,
        "row": words.row,
        "column": words.column,
        "notes": notes,
    }


def _labels(words: MapWords) -> dict[str, str]:
    value = words.value
    place = {"row_label": words.row, "column_label": words.column, "value": value}
    return {
        "how": _("Pick a cell to change its number: click it, or move with the arrow keys and press Enter."),
        "cell": _("{column_label} {{column}}, {row_label} {{row}}: {{number}} {value}").format(**place),
        "cell_note": _("{cell}, {note}"),
        "cell_was": _("{cell}, was {was}"),
        "box": _("{value} at {column_label} {{column}}, {row_label} {{row}}").format(**place),
        "box_note": _("{box} ({note})"),
        "set": _("Set"),
        "reset": _("Put it back"),
        "legend": _("Stronger color: more {value}.").format(value=value),
        "changed": _("Framed: changed by you."),
        "not_connected": _("The map is not connected. Press Start this part, then try again."),
    }
