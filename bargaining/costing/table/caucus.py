"""The caucus card: one item priced again in a minute, on one small page.

A unit, a proposal and the item with its new number come in; a few short lines go out, as data and as text
that fits a telephone or a quarter of a sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import Convention
from bargaining.costing.price_tag import in_dollars, in_percent
from bargaining.costing.table.items import Item, Proposal
from bargaining.costing.table.pricing import price, price_of_item
from bargaining.costing.units.cost import HasGroups
from bargaining.errors import CostingError

_USUAL = Convention()


@dataclass(frozen=True)
class CaucusCard:
    """One item before and after, in dollars.

    * `by_year_dollars`: what the item costs now, over base, in each year.
    * `change_by_year_dollars`: what that is more than before (below 0: less).
    * `package_dollars`: the cumulative cost of the whole proposal now.
    """

    item: Item
    side: str
    by_year_dollars: tuple[Decimal, ...]
    change_by_year_dollars: tuple[Decimal, ...]
    package_dollars: Decimal
    base_dollars: Decimal
    fte: Decimal
    convention: Convention

    @property
    def change_dollars(self) -> Decimal:
        """The change over all years."""
        return sum(self.change_by_year_dollars, Decimal(0))

    @property
    def lines(self) -> tuple[str, ...]:
        """The card as short lines of text; the first says DRAFT when nobody has checked the number."""
        item = self.item
        checked = f"checked by {item.checked_by}" if item.checked_by else "NOT CHECKED"
        head = [f"DRAFT: {item.title}" if item.is_draft else item.title, f"{self.side}, {item.status.value}"]
        years = [
            f"Year {year}: {in_dollars(cost)} over base ({in_percent(100 * cost / self.base_dollars)})"
            for year, cost in enumerate(self.by_year_dollars, start=1)
        ]
        total = sum(self.by_year_dollars, Decimal(0))
        return (
            *head,
            *years,
            f"All years: {in_dollars(total)}",
            f"Change: {in_dollars(self.change_dollars)}",
            f"Per FTE and year: {in_dollars(self.change_dollars / self.fte / len(years))}",
            f"Whole package: {in_dollars(self.package_dollars)}",
            f"Prepared by {item.prepared_by}, {checked}",
        )


def caucus_card(
    unit: HasGroups, proposal: Proposal, item: Item, convention: Convention = _USUAL
) -> CaucusCard:
    """Return the card for one item with its new number, against the proposal as it stands.

    The item takes the place of the one with the same id, or is added. Raises `CostingError` when nobody
    works in the unit. Source: as `price_of_item`.
    """
    after = proposal.with_item(item)
    now = price_of_item(unit, after, item.id, convention)
    there = any(other.id == item.id for other in proposal.items)
    before = price_of_item(unit, proposal, item.id, convention) if there else (Decimal(0),) * proposal.years
    priced = price(unit, after, convention)
    if priced.fte == 0:
        raise CostingError("Nobody works in this unit, so nothing can be given per FTE; enter posts first.")
    return CaucusCard(
        item,
        proposal.side,
        now,
        tuple(new - old for new, old in zip(now, before, strict=True)),
        priced.cost.total_dollars,
        priced.cost.base_dollars,
        priced.fte,
        convention,
    )
