"""A report as a workbook: one sheet with the table, one that says what its words mean.

In: a table, and notes. Out: bytes. Called by completion.py. Text of people is written as text, never as a
formula or a link; numbers and times are numbers and times, so that they can be sorted and added.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from classroom.language import _

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["xlsx_bytes"]

_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_TIME = "ddd, mmm d, yyyy h:mm AM/PM"
_WIDEST = 44


def xlsx_bytes(
    table: DataFrame,
    title: str,
    notes: Sequence[tuple[str, str]],
    made_at: datetime,
    sheet: str = "",
    bars: tuple[int, ...] = (),
) -> bytes:
    """The table and its notes (heading, text); the same content gives the same file.

    `sheet` names the sheet of the table; `bars` are the places of its columns that a chart on a sheet of its
    own shows, by the first column.
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
        name = sheet or _("Learners")
        _table_sheet(book, table, title, name)
        if bars and len(table):
            _chart_sheet(book, table, title, name, bars)
        _notes_sheet(book, notes)
    return out.getvalue()


def _chart_sheet(book: Any, table: DataFrame, title: str, name: str, bars: tuple[int, ...]) -> None:
    chart = book.add_chart({"type": "bar"})
    for place in bars:
        chart.add_series(
            {
                "name": [name, 0, place],
                "categories": [name, 1, 0, len(table), 0],
                "values": [name, 1, place, len(table), place],
            }
        )
    chart.set_title({"name": title, "overlay": False})
    chart.set_y_axis({"reverse": True})
    sheet = book.add_chartsheet(_("Chart"))
    sheet.set_chart(chart)


def _table_sheet(book: Any, table: DataFrame, title: str, name: str) -> None:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
    time = book.add_format({"num_format": _TIME, "align": "left"})
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, str(name), heading)
        values = list(table.iloc[:, column])
        for row, value in enumerate(values, start=1):
            _write(sheet, row, column, value, time)
        sheet.set_column(column, column, _width(str(name), values))
    sheet.freeze_panes(1, 1)
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    sheet.set_row(0, 48)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{title.replace('&', '&&')}")
    sheet.set_footer("&R&P / &N")


def _notes_sheet(book: Any, notes: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(_("What it means"))
    bold, wrap = (
        book.add_format({"bold": True, "valign": "top"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    for row, (heading, text) in enumerate(notes):
        sheet.write_string(row, 0, heading, bold)
        sheet.write_string(row, 1, text, wrap)


def _write(sheet: Any, row: int, column: int, value: Any, time: Any) -> None:
    if value is None or value != value:  # a gap of a table is unequal to itself
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None, microsecond=0), time)
    else:
        sheet.write_number(row, column, value)


def _width(name: str, values: Sequence[Any]) -> float:
    """Wide enough for the longest word of the heading and the longest value, within reason."""
    longest = max((27 if isinstance(one, datetime) else len(str(one)) for one in values), default=0)
    return min(_WIDEST, max(longest, *(len(word) for word in name.split()), 8) + 2)
