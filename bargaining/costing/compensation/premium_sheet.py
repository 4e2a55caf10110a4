"""Check a benefits office's sheet: does each yearly amount belong to the amount printed for one pay?

Printed rows come in; what does not agree goes out, with the likely slip: the amount of another row, or two
digits exchanged. Nothing is corrected: the sheet's author is to be asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.amounts import not_negative, whole_number
from bargaining.costing.price_tag import in_dollars
from bargaining.errors import CompensationError

_HALF_A_CENT = Decimal("0.005")


@dataclass(frozen=True)
class PrintedRow:
    """One row of the sheet: its name, the member's amount in each pay and in a year, as printed."""

    name: str
    each_pay_dollars: Decimal
    year_dollars: Decimal

    def __post_init__(self) -> None:
        not_negative(self.each_pay_dollars, f"each pay of {self.name}", CompensationError)
        not_negative(self.year_dollars, f"the year of {self.name}", CompensationError)


@dataclass(frozen=True)
class Finding:
    """A row whose two amounts do not agree, and why that may be."""

    name: str
    printed_dollars: Decimal
    computed_dollars: Decimal
    likely: str

    @property
    def sentence(self) -> str:
        """Say what is printed, what the pays add up to, and what may have happened."""
        return (
            f"{self.name}: {in_dollars(self.printed_dollars)} is printed for the year, "
            f"but the pays add up to {in_dollars(self.computed_dollars)}; {self.likely}."
        )


def disagreements(rows: Sequence[PrintedRow], pays: int) -> tuple[Finding, ...]:
    """Return the rows whose yearly amount is not that of their pays, in the order of the sheet.

    Each pay is printed to the cent, so a year may differ by half a cent for every pay; more is a slip.

    >>> sheet = [PrintedRow("single", Decimal("50.00"), Decimal("1000.00")),
    ...          PrintedRow("family", Decimal("90.25"), Decimal("1850.00"))]
    >>> print(disagreements(sheet, 20)[0].sentence)
    family: $1,850 is printed for the year, but the pays add up to $1,805; two digits are exchanged.
    """
    count = whole_number(pays, "the pays in a year", CompensationError)
    return tuple(
        Finding(row.name, row.year_dollars, row.each_pay_dollars * count, _likely(row, rows, count))
        for row in rows
        if not _agrees(row, row.year_dollars, count)
    )


def two_digits_exchanged(
    printed_dollars: Decimal, right_dollars: Decimal, within_dollars: Decimal = Decimal(0)
) -> bool:
    """Say whether a printed amount becomes the right one when two neighbouring digits change places.

    The commonest slip of a hand that copies figures: a difference that can be divided by 9 hints at it.

    >>> two_digits_exchanged(Decimal(74_837), Decimal(74_387))
    True
    """
    digits = str(int(printed_dollars * 100))
    exchanged = (
        Decimal(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]) / 100
        for place in range(len(digits) - 1)
        if digits[place] != digits[place + 1]
    )
    return any(abs(amount - right_dollars) <= within_dollars for amount in exchanged)


def _agrees(row: PrintedRow, year_dollars: Decimal, pays: int) -> bool:
    """Say whether a yearly amount can be that of the row's pays."""
    return abs(row.each_pay_dollars * pays - year_dollars) <= _HALF_A_CENT * pays


def _likely(row: PrintedRow, rows: Sequence[PrintedRow], pays: int) -> str:
    """Name the likely slip."""
    for other in rows:
        if other is not row and _agrees(other, row.year_dollars, pays):
            return f"it is the amount of {other.name}"
    if two_digits_exchanged(row.year_dollars, row.each_pay_dollars * pays, _HALF_A_CENT * pays):
        return "two digits are exchanged"
    return "ask who made the sheet which of the two is right"
