"""The team's workbook and folder of somebody's own contract."""

from __future__ import annotations

from decimal import Decimal

from bargaining.workbook.folder.printing import folder_of
from bargaining.workbook.folder.sheets import Printed
from bargaining.workbook.offer import Offer, percent_offer
from bargaining.workbook.own.contract import OwnContract
from bargaining.workbook.plan import PARTS
from bargaining.workbook.write import plan_of, workbook

FILE = "contract.xlsx"  # the file in her folder own/ that she has confirmed


def team_workbook(own: OwnContract, through_part: int = PARTS[-1]) -> bytes:
    """Return the workbook of a contract that was read; without offers, both sides begin at nothing.

    Raises `OwnContractError` when the contract cannot be priced yet.
    """
    return workbook(own.priced(), *offers_of(own), through_part)


def team_folder(own: OwnContract) -> tuple[Printed, ...]:
    """Return the printable folder of a contract that was read; errors as `team_workbook`."""
    return folder_of(plan_of(own.priced(), *offers_of(own)), own.estimates)


def offers_of(own: OwnContract) -> tuple[Offer, Offer]:
    """Return both offers, or two of no raise for three years; errors as `team_workbook`."""
    nothing = [Decimal(0)] * 3
    unit = own.priced()
    return own.offers or (percent_offer("Ours", unit, nothing), percent_offer("Theirs", unit, nothing))
