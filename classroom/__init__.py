"""What a lesson is made of: questions and their forms, checks and hints, charts and tables, the Send button.

A lesson writes `from classroom import open_part, practice, dollars`. Each name is looked up when it is
first used, so that `import classroom` costs nothing and the grading office never pays for widgets.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from classroom.charts import Plot, Series, show_chart
    from classroom.errors import ClassroomError
    from classroom.grid_map import Told, grid_map
    from classroom.lesson import ask, memo, practice, score
    from classroom.own_numbers import Field, own_numbers
    from classroom.part import Part, open_part
    from classroom.prose import say
    from classroom.questions import (
        Key,
        Kind,
        Mistake,
        Option,
        Practice,
        Question,
        choice,
        dollars,
        long_text,
        number,
        percent,
    )
    from classroom.submit import submit_button
    from classroom.tables import show_table

__all__ = [
    "ClassroomError",
    "Field",
    "Key",
    "Kind",
    "Mistake",
    "Option",
    "Part",
    "Plot",
    "Practice",
    "Question",
    "Series",
    "Told",
    "ask",
    "choice",
    "dollars",
    "grid_map",
    "long_text",
    "memo",
    "number",
    "open_part",
    "own_numbers",
    "percent",
    "practice",
    "say",
    "score",
    "show_chart",
    "show_table",
    "submit_button",
]

_MODULES = {
    "charts": ("Plot", "Series", "show_chart"),
    "errors": ("ClassroomError",),
    "grid_map": ("Told", "grid_map"),
    "lesson": ("ask", "memo", "practice", "score"),
    "own_numbers": ("Field", "own_numbers"),
    "part": ("Part", "open_part"),
    "prose": ("say",),
    "questions": (
        "Key", "Kind", "Mistake", "Option", "Practice", "Question",
        "choice", "dollars", "long_text", "number", "percent",
    ),
    "submit": ("submit_button",),
    "tables": ("show_table",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a name of `__all__` from its module when it is first used."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List what a lesson may import."""
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """This package. Two of its functions, own_numbers and grid_map, are called like the module they are in.

    Python puts every imported submodule here under its own name; for these two the function goes there
    instead, so that `from classroom import grid_map` gives the same thing whatever was imported before. The
    module is reached as `from classroom.grid_map import …`.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if _MODULE_OF.get(name) == name and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
