"""What a lesson is made of: questions and their forms, checks and hints, charts and tables, the Send button.

A lesson writes `from classroom import open_part, practice, dollars`. Each name is looked up when it is
first used, so that `import classroom` costs nothing and the grading office never pays for widgets.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from classroom.errors import ClassroomError
    from classroom.lesson import ask, insight, memo, practice, score
    from classroom.own.exchange import make_files, own_file
    from classroom.own.listing import Note, own_list, own_tracker
    from classroom.own.numbers import Field, own_numbers
    from classroom.part import Part, open_part
    from classroom.questions.asking import (
        choice,
        day,
        dollars,
        long_text,
        matching,
        number,
        number_table,
        ordering,
        percent,
        pick,
        several,
        spans,
    )
    from classroom.questions.clearest import clearest
    from classroom.questions.question import Blank, Key, Kind, Mistake, Option, Practice, Question
    from classroom.sending.submit import submit_button
    from classroom.shown.charts import Plot, Series, show_chart
    from classroom.shown.explore import Pick, Slider, Tick, explore
    from classroom.shown.grid_map import Told, grid_map
    from classroom.shown.map_cells import show_number
    from classroom.shown.prose import say
    from classroom.shown.tables import show_table

__all__ = [
    "Blank",
    "ClassroomError",
    "Field",
    "Key",
    "Kind",
    "Mistake",
    "Note",
    "Option",
    "Part",
    "Pick",
    "Plot",
    "Practice",
    "Question",
    "Series",
    "Slider",
    "Tick",
    "Told",
    "ask",
    "choice",
    "clearest",
    "day",
    "dollars",
    "explore",
    "grid_map",
    "insight",
    "long_text",
    "make_files",
    "matching",
    "memo",
    "number",
    "number_table",
    "open_part",
    "ordering",
    "own_file",
    "own_list",
    "own_numbers",
    "own_tracker",
    "percent",
    "pick",
    "practice",
    "say",
    "score",
    "several",
    "show_chart",
    "show_number",
    "show_table",
    "spans",
    "submit_button",
]

_MODULES = {
    "shown.charts": ("Plot", "Series", "show_chart"),
    "errors": ("ClassroomError",),
    "shown.explore": ("Pick", "Slider", "Tick", "explore"),
    "shown.grid_map": ("Told", "grid_map"),
    "lesson": ("ask", "insight", "memo", "practice", "score"),
    "own.exchange": ("make_files", "own_file"),
    "own.listing": ("Note", "own_list", "own_tracker"),
    "own.numbers": ("Field", "own_numbers"),
    "part": ("Part", "open_part"),
    "shown.map_cells": ("show_number",),
    "shown.prose": ("say",),
    "questions.question": ("Blank", "Key", "Kind", "Mistake", "Option", "Practice", "Question"),
    "questions.clearest": ("clearest",),
    "questions.asking": (
        "choice", "day", "dollars", "long_text", "matching", "number", "number_table", "ordering", "percent",
        "pick", "several", "spans",
    ),
    "sending.submit": ("submit_button",),
    "shown.tables": ("show_table",),
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
