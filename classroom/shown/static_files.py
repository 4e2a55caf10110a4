"""The scripts and style sheets of the widgets: plain files in static/, put together when a widget is made.

In: names of files in classroom/static.  Out: their text, in order.  Called by the widget classes, which
need one script and one style sheet each, and by the settings of JupyterLab.

A widget's script cannot import a sibling file (it reaches the browser as text, without an address), so what
several widgets share stands before it in the same text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"


class StaticText:
    """The text of some files of classroom/static, read when it is first needed and not at import."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __str__(self) -> str:
        return _joined(self.names)


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)
