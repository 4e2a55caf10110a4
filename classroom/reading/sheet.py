"""Runs a lesson onto a sheet: its prose, and in place of each widget a block that says the same.

In: the cells of the course's own released notebook, the folder its files lie in, and how the things to try
are set.  Out: blocks.  Called where a lesson is read without a kernel; never given a learner's notebook.

The functions that a lesson calls to show something ask `sheet()` first. On a sheet they put their block there
and make no widget.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import Any

from classroom.reading.blocks import Block, Charted, Prose
from classroom.rehearsal import in_its_folder
from classroom.shown.chart_figure import Plot

__all__ = ["Settings", "Sheet", "SheetChart", "cells_of", "read_lesson", "sheet"]

Settings = Mapping[str, Mapping[str, str]]
"""How the things to try are set: {"try1": {input id: text}}, by their order on the sheet."""

_SHEET: ContextVar[Sheet | None] = ContextVar("sheet", default=None)


class Sheet:
    """The sheet that is being written."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._blocks: list[Callable[[], Block]] = []
        self._named = 0

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block as it stands now, from top to bottom."""
        return tuple(block() for block in self._blocks)

    def put(self, block: Block) -> None:
        """Put a block at the end."""
        self._blocks.append(lambda: block)

    def name(self) -> tuple[str, Mapping[str, str]]:
        """Return the name of the next thing to try, and how it is set; {} as at the start."""
        self._named += 1
        name = f"try{self._named}"
        return name, self._settings.get(name, {})

    def chart(self, plot: Plot) -> SheetChart:
        """Put a chart at the end, and return it: the lesson may still change it."""
        chart = SheetChart(plot)
        self._blocks.append(lambda: Charted(chart.plot))
        return chart


class SheetChart:
    """A chart on a sheet; `update` is that of the widget."""

    def __init__(self, plot: Plot) -> None:
        self.plot = plot

    def update(self, plot: Plot | None = None, **changes: Any) -> None:
        """Draw `plot`, or the present one with some fields changed."""
        self.plot = replace(plot or self.plot, **changes)


def sheet() -> Sheet | None:
    """The sheet that is being written in this process, or None on a learner's page in JupyterLab."""
    return _SHEET.get()


def read_lesson(cells: Sequence[tuple[str, str]], folder: Path, settings: Settings) -> tuple[Block, ...]:
    """Run a lesson and return what stands on its sheet.

    cells: ("markdown" or "code", text), in order. What the code prints comes as a paragraph. The first error
    of a cell is raised as it is: a released lesson has been tried with every employer.
    """
    written = Sheet(settings)
    names: dict[str, Any] = {"__name__": "__main__"}
    token = _SHEET.set(written)
    try:
        with in_its_folder(folder, grading=False) as printed:
            for number, (kind, text) in enumerate(cells, start=1):
                if kind == "markdown":
                    written.put(Prose(text))
                    continue
                before = printed.tell()
                exec(compile(text, f"<cell {number}>", "exec"), names)  # noqa: S102 - the course's own code
                if said := printed.getvalue()[before:].strip():
                    written.put(Prose(said))
    finally:
        _SHEET.reset(token)
    return written.blocks


def cells_of(notebook: bytes) -> list[tuple[str, str]]:
    """Return the kind and the text of every cell of a notebook, in order."""
    return [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(notebook)["cells"]]
