"""Reading a roster that somebody exported from somewhere: CSV or a workbook, forgiving, and never guessing.

In: the name and bytes of a file. Out: `Roster`: lines with their row numbers, and every problem in a
sentence. Called by roster.py. Nothing of the office is read or changed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograde.errors import PersonError
from autograde.people.names import clean_email, clean_name, clean_place
from autograde.registration.table_file import NAMES, TableRow, name_in, read_table
from classroom.language import _

__all__ = ["PLACES", "Roster", "RosterLine", "read_roster"]

PLACES = {
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
    table = read_table(file_name, data, {**NAMES, **PLACES})
    lines, problems = _lines(table.rows)
    return Roster(tuple(lines), tuple(problems), table.ignored)


def _lines(rows: Iterable[TableRow]) -> tuple[list[RosterLine], list[str]]:
    lines: list[RosterLine] = []
    problems: list[str] = []
    by_email: dict[str, int] = {}
    for one in rows:
        row, said = one.row, one.said
        try:
            line = RosterLine(
                row,
                clean_name(name_in(said)),
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
