"""The widget of a chart: its finding, the drawing, one sentence with the numbers, and a table one click away.

In: a Plot.  Out: a widget; `Chart.update` draws another Plot in its place.  Made by
`classroom.shown.charts.show_chart`.

plotly's own FigureWidget is not used. Each one brings all of plotly.js (5 MB), again at every reload, and
after a reload it shows what it was made with. Here the figure is plain data in a trait, so a reload shows
what stood there, and plotly.js travels to the page once, packed (1.5 MB), when the first chart asks for it.
See docs/decisions/0003-charts.md.
"""

from __future__ import annotations

import gzip
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from classroom.language import _
from classroom.shown.chart_figure import Plot, figure, table
from classroom.shown.shown_once import ShownOnce
from classroom.shown.static_files import StaticText


class Chart(ShownOnce, anywidget.AnyWidget):
    """A chart with its title, sentence and table. All of it is in traits: a reload shows the latest state."""

    _esm = StaticText("page.js", "chart.js")
    _css = StaticText("page.css", "chart.css")

    title = traitlets.Unicode().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    drawing = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)

    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        super().__init__(labels=_labels(), **_state(plot))
        self.on_msg(self._handle)

    def __repr__(self) -> str:
        """Return what stands in the notebook where widgets cannot be drawn."""
        return f"{self.plot.title}\n{self.plot.sentence}"

    def update(self, plot: Plot | None = None, **changes: Any) -> None:
        """Draw `plot`, or the present one with some fields changed (title, sentence, series …)."""
        self.plot = replace(plot or self.plot, **changes)
        with self.hold_sync():
            for name, value in _state(self.plot).items():
                setattr(self, name, value)

    def _handle(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("type") == "plotly":
            self.send({"type": "plotly"}, [packed_plotly()])


@cache
def packed_plotly() -> bytes:
    """Return plotly.js as the plotly package ships it, gzipped. Importing plotly is not needed for that."""
    found = find_spec("plotly")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("plotly")
    script = Path(found.submodule_search_locations[0]) / "package_data" / "plotly.min.js"
    return gzip.compress(script.read_bytes(), 6)


def _state(plot: Plot) -> dict[str, Any]:
    return {
        "title": plot.title,
        "sentence": plot.sentence,
        "drawing": figure(plot),
        "table": table(plot).cells(),
    }


def _labels() -> dict[str, str]:
    return {
        "table": _("Show the numbers as a table"),
        "chart": _("Chart: {title} {sentence}"),
        "drawing": _("The chart is being drawn…"),
        "not_drawn": _("The chart cannot be drawn here. The table has the same numbers."),
    }
