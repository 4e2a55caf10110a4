"""Write sheets that were read as one spreadsheet: several csv files become one file to keep."""

from __future__ import annotations

import io
from collections.abc import Sequence

from bargaining.costing.units.unit import UnitKind
from bargaining.workbook.own.tables import Sheet, Typed

_UNIT = "Unit"


def as_spreadsheet(sheets: Sequence[Sheet], kind: UnitKind | None = None) -> bytes:
    """Return an xlsx file of these sheets, every cell where it stood.

    `kind` is written on the sheet Unit, which is added when there is none: a grid of hourly pay does not say
    whose it is.

    >>> from bargaining.workbook.own.tables import read_bytes
    >>> sheets = read_bytes(b"Step,Aides\\n1,17.50\\n", "schedule.csv")
    >>> [sheet.name for sheet in read_bytes(as_spreadsheet(sheets, UnitKind.SCHOOL_STAFF), "kept.xlsx")]
    ['schedule', 'Unit']
    """
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    percent = book.add_format({"num_format": "0.00%"})
    names: list[str] = []
    for sheet in _with_kind(sheets, kind):
        names.append(_free_name(sheet.name, names))
        page = book.add_worksheet(names[-1])
        for row, cells in enumerate(sheet.rows):
            for column, typed in enumerate(cells):
                _put(page, row, column, typed, percent if typed.is_percent else None)
    book.close()
    return content.getvalue()


def _put(page, row: int, column: int, typed: Typed, look) -> None:  # type: ignore[no-untyped-def]
    """Write one cell; words are never taken for a formula."""
    if isinstance(typed.value, int | float) and not isinstance(typed.value, bool):
        page.write_number(row, column, typed.value, look)
    elif typed.value is not None:
        page.write_string(row, column, str(typed.value))


def _with_kind(sheets: Sequence[Sheet], kind: UnitKind | None) -> tuple[Sheet, ...]:
    """Return the sheets with the kind of unit on the sheet Unit."""
    if kind is None:
        return tuple(sheets)
    line = (Typed("Kind of unit", "A1"), Typed(kind.value, "B1"))
    unit = next((sheet for sheet in sheets if _UNIT.casefold() in sheet.name.casefold()), None)
    others = tuple(sheet for sheet in sheets if sheet is not unit)
    return (*others, Sheet(_UNIT, (line, *(unit.rows if unit else ()))))


def _free_name(name: str, taken: Sequence[str]) -> str:
    """Return a name that a sheet may have: at most 31 letters, none of them reserved, none twice."""
    plain = "".join(letter for letter in name if letter not in "[]:*?/\\'")[:28] or "Sheet"
    lower = {each.casefold() for each in taken}
    return next(
        each
        for each in (plain, *(f"{plain} {number}" for number in range(2, 1000)))
        if each.casefold() not in lower
    )
