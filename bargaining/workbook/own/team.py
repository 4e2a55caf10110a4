"""The team's workbook of somebody's own contract."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from bargaining.costing.units.unit import BargainingUnit
from bargaining.workbook.offer import percent_offer
from bargaining.workbook.own.contract import OwnContract
from bargaining.workbook.own.read import read_own_files
from bargaining.workbook.plan import PARTS
from bargaining.workbook.write import workbook

FILE = "contract.xlsx"  # the file in her folder own/ that she has confirmed


def team_workbook(own: OwnContract, through_part: int = PARTS[-1]) -> bytes:
    """Return the workbook of a contract that was read; without offers, both sides begin at nothing.

    Raises `OwnContractError` when the contract cannot be priced yet.
    """
    unit = own.priced()
    nothing = [Decimal(0)] * 3
    ours, theirs = own.offers or (
        percent_offer("Ours", unit, nothing),
        percent_offer("Theirs", unit, nothing),
    )
    return workbook(unit, ours, theirs, through_part)


def own_unit(folder: Path) -> BargainingUnit | None:
    """Return the unit of the contract that is kept in a folder `own/`, or None when none is kept there.

    Raises `OwnContractError` when the file that is kept there cannot be used any more.
    """
    file = folder / FILE
    return read_own_files([file]).priced() if file.exists() else None
