"""Reading a table that somebody exported from somewhere: CSV or a workbook, forgiving, and never guessing.

In: the name and bytes of a file, the headings that mean something. Out: `Table`: rows with the numbers a
spreadsheet shows, and the headings that mean nothing here. Called by roster_file.py and the teams' files.
Nothing of the office is read or changed here.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from autograde.errors import RecordsError
from classroom.language import _

__all__ = ["NAMES", "Table", "TableRow", "name_in", "read_table"]

LARGEST = 5_000_000  # bytes
MOST_LINES = 20_000
LARGEST_UNPACKED = (
    60_000_000  # bytes; a workbook is packed, and a small file can hold much more than it should
)

NAMES: Mapping[str, Collection[str]] = {
    "name": {"name", "full name", "member", "member name", "student", "learner"},
    "first": {"first", "first name", "given name", "givenname"},
    "last": {"last", "last name", "surname", "family name", "familyname"},
    "email": {"email", "e mail", "email address", "e mail address", "mail"},
}
"""Headings of columns that say who somebody is, in small letters and without signs."""


@dataclass(frozen=True)
class TableRow:
    """One row: its number as a spreadsheet counts, and what each known column says there."""

    row: int
    said: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """The rows of a file, the kinds of column it has, and the headings that mean nothing here."""

    rows: tuple[TableRow, ...]
    kinds: frozenset[str]
    ignored: tuple[str, ...]


def read_table(file_name: str, data: bytes, columns: Mapping[str, Collection[str]]) -> Table:
    """Read a table with a row of headings; `columns`: the headings of each kind of column.

    A name is one column or two (first and last), and must be there. Raises RecordsError for a file that is no
    table, has no names, or has two columns of one kind.
    """
    if len(data) > LARGEST:
        raise RecordsError(_("{file} is larger than 5 MB. Is it the right file?").format(file=file_name))
    table = _workbook(file_name, data) if data[:2] == b"PK" else _csv(file_name, data)
    rows = [(number, row) for number, row in enumerate(table, start=1) if any(cell.strip() for cell in row)]
    if not rows:
        raise RecordsError(_("{file} is empty.").format(file=file_name))
    if len(rows) > MOST_LINES:
        raise RecordsError(
            _("{file} has more than {most:,} rows. Split it.").format(file=file_name, most=MOST_LINES)
        )
    (_first, headings), body = rows[0], rows[1:]
    found = {place: kind for place, heading in enumerate(headings) if (kind := _kind(heading, columns))}
    _check_columns(file_name, headings, list(found.values()))
    return Table(
        tuple(
            TableRow(
                number, {kind: cells[place].strip() for place, kind in found.items() if place < len(cells)}
            )
            for number, cells in body
        ),
        frozenset(found.values()),
        tuple(text for place, text in enumerate(headings) if place not in found and text.strip()),
    )


def name_in(said: Mapping[str, str]) -> str:
    """The name in a row, from one column or from two."""
    return said.get("name") or f"{said.get('first', '')} {said.get('last', '')}".strip()


def _kind(heading: str, columns: Mapping[str, Collection[str]]) -> str:
    plain = re.sub(r"[^a-z0-9]+", " ", unicodedata.normalize("NFKD", heading.casefold())).strip()
    return next((kind for kind, names in columns.items() if plain in names), "")


def _check_columns(file_name: str, headings: Sequence[str], kinds: Sequence[str]) -> None:
    twice = next((kind for kind in kinds if kinds.count(kind) > 1), "")
    if twice:
        raise RecordsError(
            _('{file}, row 1: two columns look like "{kind}". Keep one.').format(file=file_name, kind=twice)
        )
    if "name" not in kinds and not {"first", "last"} <= set(kinds):
        raise RecordsError(
            _(
                '{file}, row 1: no column of names. Call one "Name", or two "First name" and "Last name". '
                "The headings are: {headings}."
            ).format(file=file_name, headings=", ".join(text for text in headings if text.strip()))
        )


def _csv(file_name: str, data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "cp1252"):  # what spreadsheets write
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        delimiter = max((",", ";", "\t"), key=first.count)
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error as problem:
            raise RecordsError(
                _("{file} cannot be read as CSV: {why}.").format(file=file_name, why=problem)
            ) from problem
    raise RecordsError(
        _("{file} is neither a CSV file nor a workbook. Save it as CSV (UTF-8) or xlsx.").format(
            file=file_name
        )
    )


def _workbook(file_name: str, data: bytes) -> list[list[str]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
                raise ValueError
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=MOST_LINES + 2, max_col=60)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as problem:
        raise RecordsError(
            _("{file} is not a workbook that can be read. Save it as xlsx or CSV.").format(file=file_name)
        ) from problem
