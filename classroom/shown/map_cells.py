"""The cells of a clickable map as data: numbers in a grid of rows and columns, some of them changed.

In: names of rows and columns, a number per cell, and the changes made so far.  Out: what each cell shows
and how dark it is. Called by `classroom.shown.grid_map`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from classroom.language import _
from classroom.questions.question import Kind
from classroom.shown.tables import NOTHING
from classroom.typed.amounts import read_amount

LEVELS = 6  # shades from light to deep; 0 is an empty cell

Cell = tuple[str, str]
Values = Mapping[Cell, Decimal | None]


@dataclass(frozen=True)
class MapWords:
    """The words of a map. A cell is spoken of as "FTE at lane M, step 6 (salary $66,500)".

    row, column: what a row and a column are ("step", "lane"). value: what the numbers are ("FTE"). caption:
    over the table. notes: {(row, column): what else is known of the cell}.
    """

    row: str
    column: str
    value: str
    caption: str
    notes: Mapping[Cell, str]


@dataclass(frozen=True)
class MapCells:
    """The numbers of a map: as given, and what has been changed since."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    given: Values
    changed: Values

    def numbers(self) -> dict[Cell, Decimal]:
        """Return {(row, column): number} of every cell that has one, changes included."""
        found = {cell: self._now(cell) for cell in self._all()}
        return {cell: number for cell, number in found.items() if number is not None}

    def with_change(self, cell: Cell, number: Decimal | None) -> MapCells:
        """Return the map with one cell changed; the number it was given with is no change."""
        changed = {key: value for key, value in self.changed.items() if key != cell}
        if number != self.given.get(cell):
            changed[cell] = number
        return MapCells(self.rows, self.columns, self.given, changed)

    def as_given(self) -> MapCells:
        """Return the map without any change."""
        return MapCells(self.rows, self.columns, self.given, {})

    def shown(self) -> list[list[dict[str, Any]]]:
        """Return per row and column {text, level, was}: `was` is the number before a change, else None."""
        most = max((number for number in self.given.values() if number is not None), default=Decimal(0))
        return [[self._shown((row, column), most) for column in self.columns] for row in self.rows]

    def _all(self) -> Sequence[Cell]:
        return [(row, column) for row in self.rows for column in self.columns]

    def _now(self, cell: Cell) -> Decimal | None:
        return self.changed[cell] if cell in self.changed else self.given.get(cell)

    def _shown(self, cell: Cell, most: Decimal) -> dict[str, Any]:
        number = self._now(cell)
        return {
            "text": show_number(number),
            "level": level(number, most),
            "was": show_number(self.given.get(cell)) if cell in self.changed else None,
        }


def with_typed(cells: MapCells, cell: Cell, text: str, unit: str) -> tuple[MapCells, str]:
    """Return the map with what was typed into one cell, and what is wrong with it, or "".

    Emptying a cell takes away what stood there; a cell that was always empty stays so.
    """
    number = None if cells.given.get(cell) is None else Decimal(0)
    if text.strip():
        amount = read_amount(text, Kind.NUMBER, unit)
        if amount.value is None:
            return cells, amount.problem or ""
        if amount.value < 0:
            return cells, _("Type 0 or a number above it.")
        number = amount.value
    return cells.with_change(cell, number), ""


def level(number: Decimal | None, most: Decimal) -> int:
    """Return the shade of a cell, 0 (empty, or nothing) to 6 (the largest number given, or more).

    >>> [level(Decimal(n), Decimal(12)) for n in (0, 1, 3, 12, 40)]
    [0, 1, 2, 6, 6]
    """
    if number is None or number <= 0 or most <= 0:
        return 0
    return min(LEVELS, int((LEVELS * number / most).to_integral_value(ROUND_CEILING)))


def show_number(number: Decimal | None) -> str:
    """Return a number as a cell shows it, without needless zeros.

    >>> show_number(Decimal("12.50"))
    '12.5'
    """
    if number is None:
        return NOTHING
    text = f"{number:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")
