"""Reading who was at a meeting: a sign-in sheet, or what the meeting program writes; never guessing.

In: the name and bytes of a file. Out: `AttendanceLine`s with their row numbers, and every problem in a
sentence. Called by attendance.py and by conferences. Somebody who came back in stands in several rows; her
minutes add up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from autograde.errors import PersonError, TeamError
from autograde.people.names import clean_email, clean_name, clean_place
from autograde.registration.roster_file import PLACES
from autograde.registration.table_file import NAMES, TableRow, name_in, read_table
from classroom.language import _

__all__ = ["AttendanceLine", "AttendanceSheet", "read_attendance"]

_COLUMNS = {
    **{
        kind: {*names, *more}
        for (kind, names), more in zip(
            NAMES.items(),
            (
                {"name original name", "participant", "attendee", "name of participant"},
                (),
                (),
                {"user email"},
            ),
            strict=True,
        )
    },
    **PLACES,
    "minutes": {"minutes", "duration minutes", "total duration minutes", "duration", "minutes attended"},
    "present": {"present", "attended", "attendance", "here"},
}
_YES = {"yes", "y", "x", "1", "true", "present", "p", "attended"}
_NO = {"no", "n", "0", "false", "absent", "a", "excused"}


@dataclass(frozen=True)
class AttendanceLine:
    """One person on a sheet; `minutes` None where the sheet has none, `present` False where it says no."""

    row: int
    name: str
    email: str
    present: bool
    minutes: Decimal | None
    affiliate: str = ""
    local: str = ""

    @property
    def who(self) -> str:
        """What tells people of one sheet apart: the address, or the name where there is none."""
        return self.email.casefold() or self.name.casefold()


@dataclass(frozen=True)
class AttendanceSheet:
    """What a file says: each person once, its problems, and the headings that mean nothing here."""

    lines: tuple[AttendanceLine, ...]
    problems: tuple[str, ...]
    ignored: tuple[str, ...]


def read_attendance(file_name: str, data: bytes) -> AttendanceSheet:
    """Read a sheet. Who is listed was there, unless a column says no or leaves her empty.

    Raises RecordsError for a file that is no table, or has no column of names.
    """
    table = read_table(file_name, data, _COLUMNS)
    people: dict[str, AttendanceLine] = {}
    problems: list[str] = []
    for one in table.rows:
        try:
            line = _line(one)
        except (PersonError, TeamError) as problem:
            problems.append(_("Row {row}: {why}").format(row=one.row, why=problem.sentence))
            continue
        earlier = people.get(line.who)
        if earlier is None:
            people[line.who] = line
        elif line.minutes is not None and earlier.minutes is not None:
            people[line.who] = replace(earlier, minutes=earlier.minutes + line.minutes)
        elif earlier.present != line.present:
            problems.append(
                _(
                    "Row {row}: {who} is there in one row and not in row {earlier}. Keep one of the two."
                ).format(row=line.row, who=line.email or line.name, earlier=earlier.row)
            )
    return AttendanceSheet(tuple(people.values()), tuple(problems), table.ignored)


def _line(one: TableRow) -> AttendanceLine:
    said = one.said
    # A meeting program writes "Ana R (Ana Reyes)" for somebody who changed her name in the meeting.
    name = re.sub(r"^.*\((.+)\)\s*$", r"\1", name_in(said))
    return AttendanceLine(
        one.row,
        clean_name(name),
        clean_email(said.get("email", "")),
        _present(said),
        _minutes(said),
        clean_place(said.get("affiliate", ""), _("affiliate")),
        clean_place(said.get("local", ""), _("local")),
    )


def _present(said: Mapping[str, str]) -> bool:
    typed = said.get("present")
    if typed is None:
        return True
    word = typed.casefold()
    if word not in _YES | _NO | {""}:
        raise TeamError(
            _('"{typed}" does not say whether she was there. Write yes or no.').format(typed=typed)
        )
    return word in _YES


def _minutes(said: Mapping[str, str]) -> Decimal | None:
    typed = said.get("minutes", "")
    if not typed:
        return None
    try:
        value = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 <= value <= 24 * 60:
        raise TeamError(_('"{typed}" is no number of minutes.').format(typed=typed))
    return value
