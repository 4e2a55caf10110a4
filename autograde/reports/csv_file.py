"""A report as CSV, for spreadsheets and for programs.

In: a table. Out: bytes: UTF-8 with a byte order mark, because a spreadsheet opened with a double click reads
names wrongly without one; lines end as RFC 4180 says. Called by completion.py.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from autograde.sessions.local_time import weekday_name

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["csv_bytes", "guarded", "sortable_time"]

# What a spreadsheet takes for the beginning of a formula, or skips on its way to one; full-width signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(table: DataFrame) -> bytes:
    """The table, headings first; times as text that sorts, with zone and day of the week."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(str(heading)) for heading in table.columns])
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before what could begin one.

    >>> guarded("=1+1"), guarded("Local 12")
    ("'=1+1", 'Local 12')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def sortable_time(at: datetime) -> str:
    """A time of a zone, as 2026-01-24 09:00 EST, Saturday."""
    return f"{at:%Y-%m-%d %H:%M} {at.tzname()}, {weekday_name(at.weekday())}"


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return guarded(value)
    if value is None or value != value:  # a gap of a table is unequal to itself
        return ""
    if isinstance(value, datetime):
        return sortable_time(value)
    return f"{value:g}" if isinstance(value, float) else value
