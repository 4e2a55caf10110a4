"""The team's workbook and folder of somebody's own contract."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from bargaining.costing.units.unit import BargainingUnit
from bargaining.errors import OwnContractError
from bargaining.workbook.folder.printing import folder_of
from bargaining.workbook.folder.sheets import Printed
from bargaining.workbook.offer import Offer, percent_offer
from bargaining.workbook.own.contract import OwnContract
from bargaining.workbook.own.read import read_own_bytes, read_own_files
from bargaining.workbook.plan import PARTS
from bargaining.workbook.write import plan_of, workbook

FILE = "contract.xlsx"  # the file in her folder own/ that she has confirmed


def team_workbook(own: OwnContract, through_part: int = PARTS[-1]) -> bytes:
    """Return the workbook of a contract that was read; without offers, both sides begin at nothing.

    Raises `OwnContractError` when the contract cannot be priced yet.
    """
    return workbook(own.priced(), *_offers(own), through_part)


def team_folder(own: OwnContract) -> tuple[Printed, ...]:
    """Return the printable folder of a contract that was read; errors as `team_workbook`."""
    return folder_of(plan_of(own.priced(), *_offers(own)), own.estimates)


def _offers(own: OwnContract) -> tuple[Offer, Offer]:
    """Return both offers, or two of no raise for three years."""
    nothing = [Decimal(0)] * 3
    unit = own.priced()
    return own.offers or (percent_offer("Ours", unit, nothing), percent_offer("Theirs", unit, nothing))


def own_unit(folder: Path) -> BargainingUnit | None:
    """Return the unit of the contract that is kept in a folder `own/`, or None when none is kept there.

    Raises `OwnContractError` when the file that is kept there cannot be used any more.
    """
    file = folder / FILE
    return read_own_files([file]).priced() if file.exists() else None


def what_was_read(content: bytes, name: str) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], bool]:
    """Return what a notebook shows of a file before it is kept: sections of lines, and whether it may be.

    A file that must not be used, or cannot be priced, may not be kept; its reason is a section too.
    """
    try:
        if not name.lower().endswith(".xlsx"):
            raise OwnContractError(f"{name} is no spreadsheet that is read here; save it as .xlsx.")
        own = read_own_bytes(content, name)
    except OwnContractError as trouble:
        return (("Not kept", (str(trouble),)),), False
    sections = (
        ("Understood. Is it right?", own.understood),
        ("Estimates, until you have the figures", own.estimates),
        ("Could not be read", tuple(problem.sentence for problem in own.problems)),
    )
    return sections, own.unit is not None
