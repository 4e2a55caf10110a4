"""Trading: what it costs to give up some items for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import Convention
from bargaining.costing.price_tag import in_dollars
from bargaining.costing.table.gap import Gap, gap
from bargaining.costing.table.items import Item, Proposal
from bargaining.costing.table.pricing import price
from bargaining.costing.units.cost import HasGroups

_USUAL = Convention()


@dataclass(frozen=True)
class Swap:
    """A package swap: the proposal after it, and what it costs more than before (below 0: less)."""

    after: Proposal
    change: Gap

    @property
    def cumulative_dollars(self) -> Decimal:
        """What the swap costs over all years."""
        return self.change.cumulative_dollars

    @property
    def sentence(self) -> str:
        """The swap in one sentence."""
        dollars = self.cumulative_dollars
        verdict = (
            "costs the same as" if dollars == 0 else "costs more than" if dollars > 0 else "costs less than"
        )
        amount = "" if dollars == 0 else f" by {in_dollars(abs(dollars))} over {self.after.years} years"
        return f"The package after the swap {verdict} the one before{amount}."


def price_swap(
    unit: HasGroups,
    proposal: Proposal,
    give_up: Sequence[str],
    take: Sequence[Item],
    convention: Convention = _USUAL,
) -> Swap:
    """Return the price of giving up some items of a proposal and taking others instead.

    Both packages are priced whole, because items act on each other. Raises `CostingError` when an item to
    give up is not there. Source: as `price`, twice.
    """
    after = proposal.without(*give_up)
    for item in take:
        after = after.with_item(item)
    return Swap(after, gap(price(unit, after, convention), price(unit, proposal, convention)))
