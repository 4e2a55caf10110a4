"""What comes out of reading somebody's own file: a unit, the offers, and three lists in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from bargaining.costing.units.unit import BargainingUnit
from bargaining.errors import OwnContractError
from bargaining.workbook.offer import Offer

ESTIMATE = "Estimate: "  # how a line begins that stands in for a figure


@dataclass(frozen=True)
class Problem:
    """Something that could not be read: where it stands, and what to do.

    >>> Problem("Schedule", "C7", '"fifty" is not a number; write the dollars in digits').sentence
    'Sheet Schedule, row 7, cell C7: "fifty" is not a number; write the dollars in digits.'
    """

    sheet: str
    cell: str
    says: str

    @property
    def row(self) -> str:
        """The row of the cell, as words; empty for a problem of the whole sheet."""
        return "".join(letter for letter in self.cell if letter.isdigit())

    @property
    def sentence(self) -> str:
        """The problem with its place, as one sentence."""
        place = f", row {self.row}, cell {self.cell}" if self.cell else ""
        return f"Sheet {self.sheet}{place}: {self.says}."


@dataclass(frozen=True)
class OwnContract:
    """A contract as it was understood.

    * `unit`: None when a problem stands in the way of any price.
    * `offers`: ours and theirs, when both are in the file.
    * `understood`: what was read, to be confirmed by who brought the file.
    * `estimates`: what stands in for figures that are not in it.
    * `problems`: what could not be read.
    """

    unit: BargainingUnit | None
    offers: tuple[Offer, Offer] | None
    understood: tuple[str, ...]
    estimates: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def is_estimated(self) -> bool:
        """Whether a figure that every price rests on is a stand-in: who stands where, or a full post."""
        return any(line.startswith(ESTIMATE) for line in self.estimates)

    def priced(self) -> BargainingUnit:
        """Return the unit; raises `OwnContractError` with the first problem when there is none."""
        if self.unit is None:
            first = self.problems[0].sentence if self.problems else "The file has no schedule."
            raise OwnContractError(f"This contract cannot be priced yet. {first}")
        return self.unit
