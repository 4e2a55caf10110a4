"""How the things to try on a page are set: in its address, and in the form that is sent.

    ?try1.raise=3.5&try1.roll-up=on

In: the arguments of an address, a form.  Out: settings by name.  Called by the reading view.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from classroom.reading.sheet import Settings
from classroom.shown.map_on_paper import CHANGES, changes_in

__all__ = ["as_arguments", "settings_in", "with_change_to_map"]

_NAME = re.compile(r"(try\d{1,2})\.([A-Za-z0-9_-]{1,64})")
LONGEST_VALUE = 2000
_MAP = ("row", "column", "number")


def settings_in(values: MultiDict[str, str]) -> Settings:
    """Return the settings that a form or an address gives; of a box to tick the last value counts."""
    found: dict[str, dict[str, str]] = {}
    for name in values:
        match = _NAME.fullmatch(name)
        if match:
            found.setdefault(match[1], {})[match[2]] = values.getlist(name)[-1][:LONGEST_VALUE]
    return found


def as_arguments(settings: Settings) -> dict[str, str]:
    """Return settings as arguments of an address."""
    return {f"{name}.{one}": text for name, values in settings.items() for one, text in values.items()}


def with_change_to_map(values: Mapping[str, str]) -> dict[str, str]:
    """Return the setting of a map after one more change, which the form gives as row, column and number."""
    row, column, number = (values.get(name, "") for name in _MAP)
    made = [*changes_in(values), (row, column, number)] if row and column else changes_in(values)
    latest = {(row, column): (row, column, number) for row, column, number in made}
    return {CHANGES: json.dumps(list(latest.values()), ensure_ascii=False, separators=(",", ":"))}
