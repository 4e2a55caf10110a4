"""The widget of `explore`, and what Python does when an input is moved.

In: the inputs, `tell`, what it told of the start, a chart or None.  Out: a widget.  Made by
`classroom.shown.explore.explore`.

The wire (static/explore.js is the other end):

    to Python    {type: "set", values: {id: text, or true or false}, mark}
    to the page  {type: "told", mark, problems: {id: sentence}}
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from threading import RLock
from typing import Any

import anywidget
import traitlets

from classroom.clock import now
from classroom.failure_log import log_failure
from classroom.language import _
from classroom.questions.question import Kind, exact
from classroom.shown.chart_widget import Chart
from classroom.shown.explore import Input, Pick, Setting, Tell, Tick
from classroom.shown.grid_map import Told
from classroom.shown.settings import plain_number, read_setting, unit_of
from classroom.shown.shown_once import ShownOnce
from classroom.shown.static_files import StaticText


class Explorer(ShownOnce, anywidget.AnyWidget):
    """Inputs with what follows from them. `handle` does what the page asks; a test calls it likewise."""

    _esm = StaticText("page.js", "explore.js")
    _css = StaticText("page.css", "explore.css")

    title = traitlets.Unicode().tag(sync=True)
    inputs = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)

    def __init__(
        self, inputs: tuple[Input, ...], tell: Tell, title: str, told: Told, chart: Chart | None
    ) -> None:
        self.given, self._tell, self.chart = inputs, tell, chart
        self.settings: dict[str, Setting] = {one.id: one.first for one in inputs}
        self._lock = RLock()
        super().__init__(
            title=title,
            inputs=[_shown(one) for one in inputs],
            values=_as_page(self.settings),
            sentence=told.sentence,
            table=told.cells(),
            labels=_labels(),
        )
        self.on_msg(lambda _widget, content, _buffers: self.handle(content))

    def __repr__(self) -> str:
        """Return what stands in the notebook where widgets cannot be drawn."""
        return f"{self.title}\n{self.sentence}"

    def handle(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Take the settings of the page; send what is wrong with them and return it. Never raises."""
        with self._lock:
            try:
                problems = self._set(content.get("values") or {})
            except Exception as error:
                log_failure(Path.cwd(), f"exploring {self.title}", error, now())
                problems = {self.given[0].id: _("This could not be worked out. Try another number.")}
            answer = {"type": "told", "mark": content.get("mark"), "problems": problems}
            self.send(answer)
            return answer

    def _set(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Take each setting that can be read, and tell what follows. Returns {id: what is wrong}."""
        settings, problems = dict(self.settings), {}
        for one in self.given:
            if one.id not in values:
                continue
            setting, problem = read_setting(one, values[one.id])
            if problem:
                problems[one.id] = problem
            elif setting is not None:
                settings[one.id] = setting
        told = self._tell(dict(settings))
        table = told.cells()
        self.settings = settings
        with self.hold_sync():
            self.values, self.sentence, self.table = _as_page(settings), told.sentence, table
        if self.chart is not None and told.plot is not None:
            self.chart.update(told.plot)
        return problems


def _shown(one: Input) -> dict[str, Any]:
    """Return an input as the page draws it."""
    if isinstance(one, Tick):
        return {"id": one.id, "label": one.label, "shape": "tick"}
    if isinstance(one, Pick):
        options = [{"id": name, "text": text} for name, text in one.options.items()]
        return {"id": one.id, "label": one.label, "shape": "pick", "options": options}
    return {
        "id": one.id,
        "label": one.label,
        "shape": "slider",
        "low": float(exact(one.low)),
        "high": float(exact(one.high)),
        "step": float(exact(one.step)),
        "unit": unit_of(one),
        "percent": one.kind is Kind.PERCENT,
    }


def _as_page(settings: Mapping[str, Setting]) -> dict[str, Any]:
    """Return settings as the page holds them: a number as its text."""
    return {name: plain_number(one) if isinstance(one, Decimal) else one for name, one in settings.items()}


def _labels() -> dict[str, str]:
    return {
        "slide": _("{label}, slider"),
        "reset": _("Put it back"),
        "not_connected": _("This is not connected. Press Start this part, then try again."),
    }
