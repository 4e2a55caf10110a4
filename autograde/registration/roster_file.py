"""Reading a roster that somebody exported from somewhere: CSV or a workbook, forgiving, and never guessing.

In: the name and bytes of a file. Out: `Roster`: lines with their row numbers, and every problem in a
sentence. Called by roster.py. Nothing of the office is read or changed here.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograde.errors import PersonError, RecordsError
from autograde.people.names import clean_email, clean_name, clean_place
from classroom.language import _

__all__ = ["Roster", "RosterLine", "read_roster"]

LARGEST = 5_000_000  # bytes
MOST_LINES = 20_000
_COLUMNS = {
    "name": {"name", "full name", "member", "member name", "student", "learner"},
    "first": {"first", "first name", "given name", "givenname"},
    "last": {"last", "last name", "surname", "family name", "familyname"},
    "email": {"email", "e mail", "email address", "e mail address", "mail"},
    "affiliate": {"affiliate", "union", "organization", "organisation", "association"},
    "local": {"local", "local number", "chapter", "unit"},
}


@dataclass(frozen=True)
class RosterLine:
    """One person of a roster; `row` as a spreadsheet counts."""

    row: int
    name: str
    email: str
    affiliate: str
    local: str


@dataclass(frozen=True)
class Roster:
    """What a file says: its lines, its problems, and the headings that mean nothing here."""

    lines: tuple[RosterLine, ...]
    problems: tuple[str, ...]
    ignored: tuple[str, ...]


def read_roster(file_name: str, data: bytes) -> Roster:
    """Read a roster. Raises RecordsError for a file that is no table, or has no column of names."""
    if len(data) > LARGEST:
        raise RecordsError(_("{file} is larger than 5 MB. Is it a roster?").format(file=file_name))
    table = _workbook(file_name, data) if data[:2] == b"PK" else _csv(file_name, data)
    rows = [(number, row) for number, row in enumerate(table, start=1) if any(cell.strip() for cell in row)]
    if not rows:
        raise RecordsError(_("{file} is empty.").format(file=file_name))
    if len(rows) > MOST_LINES:
        raise RecordsError(
            _("{file} has more than {most:,} rows. Split it.").format(file=file_name, most=MOST_LINES)
        )
    (_first, headings), body = rows[0], rows[1:]
    columns = {place: kind for place, heading in enumerate(headings) if (kind := _kind(heading))}
    _check_columns(file_name, headings, columns)
    lines, problems = _lines(body, columns)
    ignored = tuple(text for place, text in enumerate(headings) if place not in columns and text.strip())
    return Roster(tuple(lines), tuple(problems), ignored)


def _kind(heading: str) -> str:
    plain = re.sub(r"[^a-z]+", " ", unicodedata.normalize("NFKD", heading.casefold())).strip()
    return next((kind for kind, names in _COLUMNS.items() if plain in names), "")


def _check_columns(file_name: str, headings: Sequence[str], columns: dict[int, str]) -> None:
    kinds = list(columns.values())
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


def _lines(
    body: Iterable[tuple[int, list[str]]], columns: dict[int, str]
) -> tuple[list[RosterLine], list[str]]:
    lines: list[RosterLine] = []
    problems: list[str] = []
    by_email: dict[str, int] = {}
    for row, cells in body:
        said = {kind: cells[place].strip() for place, kind in columns.items() if place < len(cells)}
        name = said.get("name") or f"{said.get('first', '')} {said.get('last', '')}".strip()
        try:
            line = RosterLine(
                row,
                clean_name(name),
                clean_email(said.get("email", "")),
                clean_place(said.get("affiliate", ""), _("affiliate")),
                clean_place(said.get("local", ""), _("local")),
            )
        except PersonError as problem:
            problems.append(_("Row {row}: {why}").format(row=row, why=problem.sentence))
            continue
        earlier = by_email.setdefault(line.email.casefold(), row) if line.email else row
        if earlier != row:
            problems.append(
                _("Row {row}: {email} stands in row {earlier} already. Keep one of the two.").format(
                    row=row, email=line.email, earlier=earlier
                )
            )
            continue
        lines.append(line)
    return lines, problems


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
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=MOST_LINES + 2, max_col=60)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as problem:
        raise RecordsError(
            _("{file} is not a workbook that can be read. Save it as xlsx or CSV.").format(file=file_name)
        ) from problem
