"""Read a spreadsheet or a csv file into sheets of cells, and refuse what must not be in it.

A path comes in; `Sheet`s of `Typed` cells go out, merged cells filled. Names, birth dates and social security
numbers are not needed to price a contract: a file that seems to hold any is refused before it is used.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bargaining.errors import OwnContractError
from bargaining.workbook.book import letters

_MOST_BYTES, _MOST_UNPACKED, _MOST_ROWS, _MOST_COLUMNS = 10_000_000, 200_000_000, 3_000, 120
_PRIVATE_HEADS = re.compile(
    r"^\s*((first|last|full|sur|middle|employee'?s?|teacher'?s?|member'?s?|staff)[\s_]*name|name|names|surname)\s*$"
    r"|birth|\bdob\b|\bssn\b|social\s*security\s*(no|num|#)|\bs\.s\.n|e-?mail|home\s*address|\bphone",
    re.IGNORECASE,
)
_SOCIAL = re.compile(r"^\s*\d{3}[-\u2013 ]\d{2}[-\u2013 ]\d{4}\s*$")
_PERSON = re.compile(r"^[A-Z][\w'\u2019-]+,\s+[A-Z][\w'\u2019-]+(\s+[A-Z]\.?)?$")


@dataclass(frozen=True)
class Typed:
    """One cell: what was typed, whether it is shown as a percent, and its address."""

    value: object
    cell: str
    is_percent: bool = False

    @property
    def text(self) -> str:
        """What was typed, as words without spaces around them; empty for an empty cell."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else re.sub(r"\s+", " ", str(self.value)).strip()


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows of cells."""

    name: str
    rows: tuple[tuple[Typed, ...], ...]


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of an xlsx file, or a csv file as one sheet named like the file.

    Raises `OwnContractError` for a file that is missing, of another kind, damaged or too large, and for one
    that seems to hold names, birth dates or social security numbers.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise OwnContractError(f"There is no file {path.name} in that folder; check its name.") from problem
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a file's content; as `read_sheets`."""
    if len(content) > _MOST_BYTES:
        raise OwnContractError(f"{name} is larger than any schedule; bring the grids alone.")
    kind = Path(name).suffix.lower()
    if kind in (".csv", ".txt", ".tsv"):
        sheets: tuple[Sheet, ...] = (_csv(content, name),)
    elif kind in (".xlsx", ".xlsm"):
        sheets = _xlsx(content, name)
    else:
        raise OwnContractError(f"{name} is of a kind that is not read here; save it as .xlsx or .csv.")
    for sheet in sheets:
        _refuse_private(sheet, name)
    return sheets


def _csv(content: bytes, name: str) -> Sheet:
    """Read a csv file, whatever separates its columns."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise OwnContractError(f"{name} cannot be read as text; save it as CSV (UTF-8).")
    first = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))[:_MOST_ROWS]
    return Sheet(Path(name).stem, tuple(_typed(row, number) for number, row in enumerate(rows, start=1)))


def _typed(row: Iterable[str], number: int) -> tuple[Typed, ...]:
    return tuple(
        Typed(text if text.strip() else None, f"{letters(column)}{number}")
        for column, text in enumerate(list(row)[:_MOST_COLUMNS])
    )


def _xlsx(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Read every visible sheet of a spreadsheet, with merged cells filled from their first one."""
    import openpyxl

    damaged = f"{name} cannot be read as a spreadsheet; open it, save it again as .xlsx, and bring that."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
                raise OwnContractError(
                    f"{name} unpacks to more than any contract holds; bring the grids alone."
                )
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except OwnContractError:
        raise
    except Exception as problem:  # whatever a damaged file makes of the library
        raise OwnContractError(damaged) from problem
    return tuple(_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible")


def _sheet(sheet) -> Sheet:  # type: ignore[no-untyped-def]
    """Read one sheet of an openpyxl workbook."""
    merged = {}
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            merged[row, column] = sheet.cell(area.min_row, area.min_col)
    rows = []
    for row in sheet.iter_rows(
        max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS)
    ):
        cells = []
        for cell in row:
            origin = merged.get((cell.row, cell.column), cell)
            cells.append(Typed(origin.value, cell.coordinate, "%" in (origin.number_format or "")))
        rows.append(tuple(cells))
    return Sheet(sheet.title, tuple(rows))


def _refuse_private(sheet: Sheet, file: str) -> None:
    """Refuse columns that seem to tell who somebody is."""
    why = (
        "Nothing of this file was kept. A price needs how many people stand in each cell, and never who they "
        "are. Delete the column, count the people, and bring the file again."
    )
    people: dict[int, int] = {}
    for row in sheet.rows:
        for column, typed in enumerate(row):
            if not isinstance(typed.value, str):
                continue
            if _PRIVATE_HEADS.search(typed.text) and len(typed.text) < 40:
                raise OwnContractError(
                    f'{file}, sheet {sheet.name}, cell {typed.cell}: a column headed "{typed.text}" tells '
                    f"who people are. {why}"
                )
            if _SOCIAL.match(typed.text):
                raise OwnContractError(
                    f"{file}, sheet {sheet.name}, cell {typed.cell} looks like a social security "
                    f"number. {why}"
                )
            people[column] = people.get(column, 0) + bool(_PERSON.match(typed.text))
            if people[column] >= 3:
                raise OwnContractError(
                    f"{file}, sheet {sheet.name}: column {letters(column)} looks like a list of people. {why}"
                )
