"""Read a list from a sheet: a row of heads, and rows below it, each read by the words of its heads.

Called for posts, movement, benefits, rates and proposals. A head is found by how it begins, so that
"Hours a day, each" and "hours" are the same column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.workbook.own.contract import Problem
from bargaining.workbook.own.tables import Sheet, Typed
from bargaining.workbook.own.typed import UnreadableError, label_of, number_of, problem, rate_of


@dataclass(frozen=True)
class Row:
    """One row of a list: its cells by the name of their column."""

    sheet: Sheet
    cells: Mapping[str, Typed]

    def text(self, name: str) -> str:
        """Return the words of a column; empty when there are none."""
        typed = self.cells.get(name)
        return typed.text if typed else ""

    def label(self, name: str) -> str:
        """Return the label of a step or lane."""
        typed = self.cells.get(name)
        return label_of(typed, "lane" if "lane" in name else "step") if typed else ""

    def number(self, name: str, problems: list[Problem]) -> Decimal | None:
        """Return a number; what cannot be read is added to the problems."""
        return self._read(name, number_of, problems)

    def rate(self, name: str, problems: list[Problem]) -> Decimal | None:
        """Return a percent as a fraction; what cannot be read is added to the problems."""
        return self._read(name, rate_of, problems)

    def says(self, name: str, what: str) -> Problem:
        """Return a problem at one of the cells."""
        typed = self.cells.get(name) or next(iter(self.cells.values()))
        return problem(self.sheet, typed, what)

    def _read(
        self, name: str, read: Callable[[Typed], Decimal | None], problems: list[Problem]
    ) -> Decimal | None:
        typed = self.cells.get(name)
        if typed is None:
            return None
        try:
            number = read(typed)
        except UnreadableError as trouble:
            problems.append(problem(self.sheet, typed, trouble))
            return None
        if number is not None and number < 0:
            problems.append(problem(self.sheet, typed, f"{number} is below 0; write what is meant"))
            return None
        return number


def rows_of(sheet: Sheet | None, heads: Mapping[str, Sequence[str]], needs: Sequence[str]) -> Iterator[Row]:
    """Go through the rows below the heads that are not empty, until an empty row or another list.

    `heads` maps a name to words, one of which its head begins with; `needs` are names that the heads of this
    list must have.
    """
    if sheet is None:
        return
    for number, row in enumerate(sheet.rows):
        columns = _columns(row, heads)
        if columns and all(name in columns for name in needs):
            for below in sheet.rows[number + 1 :]:
                cells = {name: below[at] for name, at in columns.items() if at < len(below)}
                if not any(typed.text for typed in cells.values()):
                    return
                yield Row(sheet, cells)
            return


def value_beside(sheet: Sheet | None, *words: str) -> Typed | None:
    """Return the cell to the right of the first one that begins with one of these words."""
    for row in sheet.rows if sheet else ():
        for at, typed in enumerate(row[:-1]):
            if any(typed.text.casefold().startswith(word) for word in words):
                return row[at + 1] if row[at + 1].text else None
    return None


def _columns(row: Sequence[Typed], heads: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the column of each name whose head stands in this row."""
    columns: dict[str, int] = {}
    for at, typed in enumerate(row):
        text = typed.text.casefold()
        for name, words in heads.items():
            if (
                name not in columns
                and at not in columns.values()
                and any(text.startswith(word) for word in words)
            ):
                columns[name] = at
    return columns
