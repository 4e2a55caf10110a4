"""One way to show a table: numbers right-aligned with thousands separators, the unit in the heading.

In: a DataFrame, a caption and the unit of each column.  Out: a table on the page, or its HTML, or its cells
for a widget.  Called by lessons, by the map and by the charts (each chart has its table one click away).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html import escape
from typing import TYPE_CHECKING, Any

from classroom.errors import LessonError
from classroom.language import _
from classroom.rehearsal import note_table

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "–"
_MOST_PLACES = {"dollars": 2, "percent": 2, "FTE": 2}


@dataclass(frozen=True)
class Column:
    """A column: its heading, and whether it holds numbers."""

    title: str
    number: bool = False


@dataclass(frozen=True)
class TableView:
    """A table as people see it: caption, columns, and rows of text; the first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self) -> dict[str, Any]:
        """Return the table as plain data for a widget."""
        columns = [{"title": column.title, "number": column.number} for column in self.columns]
        return {"caption": self.caption, "columns": columns, "rows": [list(row) for row in self.rows]}


def show_table(dataframe: pd.DataFrame, caption: str, units: Mapping[str, str] | None = None) -> None:
    """Show `dataframe` under `caption`. units: {column: "dollars" | "percent" | "FTE" | another word}.

    Raises LessonError for what is no table, and for a unit of a column that is not there.
    """
    view = table_view(dataframe, caption, units)
    note_table(view)
    from classroom.reading.blocks import Tabled
    from classroom.reading.sheet import sheet

    if (paper := sheet()) is not None:
        paper.put(Tabled(view))
        return
    from IPython.display import display

    display({"text/html": table_html(view), "text/plain": table_text(view)}, raw=True)


def table_view(dataframe: pd.DataFrame, caption: str, units: Mapping[str, str] | None = None) -> TableView:
    """Return `dataframe` as people see it.

    A named index becomes the first column; a nameless count from 0 is left out. In a column all numbers are
    shown with the same decimals, at most two for dollars, percent and FTE. Raises LessonError as show_table
    does.
    """
    units = units or {}
    frame = dataframe
    if not hasattr(frame, "iloc"):
        raise LessonError(
            _(
                "A table is made from a pandas DataFrame; this is a {kind}. Write DataFrame(…) around it."
            ).format(kind=type(frame).__name__)
        )
    if frame.index.names != [None] or not _only_counts(list(frame.index)):
        names = [str(name) if name is not None else "" for name in frame.index.names]
        frame = frame.reset_index(names=names)
    _require_columns(frame, units)
    columns, shown = [], []
    for position, name in enumerate(frame.columns):
        values = list(frame.iloc[:, position])
        unit = units.get(str(name), "")
        # The first column names the rows: a step 7 is a name, not an amount.
        number = all(_is_number(value) for value in values) and (position > 0 or bool(unit))
        columns.append(Column(_heading(str(name), unit), number))
        shown.append(format_numbers(values, unit) if number else [_text(value) for value in values])
    return TableView(caption, tuple(columns), tuple(zip(*shown, strict=True)))


def table_html(view: TableView) -> str:
    """Return the HTML of a table, everything escaped; it needs no style sheet to be readable."""
    # The page's own fonts and rules are in static/page.css; alignment must not depend on it.
    right = ' class="cr-number" style="text-align:right;font-variant-numeric:tabular-nums"'
    left = ' style="text-align:left"'
    head = "".join(
        f'<th scope="col"{right if column.number else left}>{_html(column.title)}</th>'
        for column in view.columns
    )
    rows = []
    for row in view.rows:
        cells = [f'<th scope="row"{right if view.columns[0].number else left}>{_html(row[0])}</th>']
        for text, column in zip(row[1:], view.columns[1:], strict=True):
            cells.append(f"<td{right if column.number else left}>{_html(text)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = f"<caption>{_html(view.caption)}</caption>" if view.caption else ""
    # A wide table scrolls inside its frame; the keyboard must be able to do that, too.
    label = escape(view.caption or _("Table")).replace("$", "&#36;")
    frame = f'class="cr-table-frame" tabindex="0" role="group" aria-label="{label}"'
    return (
        f'<div {frame}><table class="cr-table">{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def format_numbers(values: Sequence[object], unit: str = "") -> list[str]:
    """Return numbers with thousands separators, all with as many decimals as the longest needs.

    >>> format_numbers([Decimal("1590000"), Decimal("-66848.74"), None], "dollars")
    ['1,590,000.00', '−66,848.74', '–']
    """
    numbers = [_decimal(value) for value in values]
    most = _MOST_PLACES.get(unit, 6)
    places = max((_places(number, most) for number in numbers if number is not None), default=0)
    if unit == "dollars" and places == 1:
        places = 2  # cents are two digits
    return [NOTHING if number is None else f"{number:,.{places}f}".replace("-", "−") for number in numbers]


def table_text(view: TableView) -> str:
    """Return a table as plain text: caption, headings and rows, numbers to the right."""
    rows = [tuple(column.title for column in view.columns), *view.rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(view.columns))]
    lines = [
        "  ".join(
            text.rjust(width) if column.number else text.ljust(width)
            for text, width, column in zip(row, widths, view.columns, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join([view.caption, *lines])


def _require_columns(frame: pd.DataFrame, units: Mapping[str, str]) -> None:
    """Refuse a unit for a column the table does not have: a misspelt name would show no unit at all."""
    columns = [str(name) for name in frame.columns]
    unknown = [name for name in units if name not in columns]
    if unknown:
        raise LessonError(
            _("units names the column “{name}”, but the columns of this table are: {columns}.").format(
                name=unknown[0], columns=", ".join(columns)
            )
        )


def _heading(name: str, unit: str) -> str:
    """Return "Base payroll (dollars)": the unit stands in the heading, once, and not in every cell."""
    if not unit or unit in name:
        return name
    words = {"dollars": _("dollars"), "percent": _("percent"), "FTE": _("FTE")}
    return f"{name} ({words.get(unit, unit)})"


def _html(text: str) -> str:
    # A dollar sign would start a formula in JupyterLab.
    return escape(text).replace("$", '<span class="mathjax_ignore">&#36;</span>')


def _only_counts(index: list[Any]) -> bool:
    return index == list(range(len(index)))


def _missing(value: object) -> bool:
    """Say whether a cell holds nothing: None, or one of the marks of pandas for that."""
    return value is None or str(value) in ("nan", "NaN", "NaT", "<NA>")


def _is_number(value: object) -> bool:
    """Say whether a cell fits in a column of numbers; an empty one does."""
    return _missing(value) or (not isinstance(value, (str, bool)) and _decimal(value) is not None)


def _decimal(value: object) -> Decimal | None:
    """Return a finite number, or None for what is none."""
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _places(number: Decimal, most: int) -> int:
    """Return how many decimals a number has, as far as they count."""
    exponent = round(number, most).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _text(value: object) -> str:
    return NOTHING if _missing(value) else str(value)
