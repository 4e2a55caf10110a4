"""Regional districts: how a municipality's contribution is shared out, and what a region's requirement is.

A municipality whose children go to several districts owes each of them a part of its required contribution,
by the share of its foundation budget that lies there. A region's requirement is the sum of its members'
parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bargaining.finance.explained import above_zero, at_least_zero, whole_dollars


def apportioned(
    contribution_dollars: Decimal, foundation_budgets_dollars: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """Share a required contribution out over districts by foundation budget, in whole dollars.

    `foundation_budgets_dollars`: the municipality's own foundation budget in each district, by the
    district's name. The district with the largest budget takes what rounding leaves, so that the parts are
    the whole. Source: M.G.L. c.70, section 6.

    >>> apportioned(Decimal(1000), {"town": Decimal(200), "region": Decimal(400)})
    {'town': Decimal('333'), 'region': Decimal('667')}
    """
    contribution = at_least_zero(contribution_dollars, "the required contribution")
    budgets = {
        name: at_least_zero(budget, f"the foundation budget in {name}")
        for name, budget in foundation_budgets_dollars.items()
    }
    total = above_zero(sum(budgets.values(), Decimal(0)), "the foundation budgets together")
    parts = {name: whole_dollars(contribution * budget / total) for name, budget in budgets.items()}
    largest = max(budgets, key=lambda name: budgets[name])
    parts[largest] += contribution - sum(parts.values())
    return parts


def regional_requirement(members_parts_dollars: Mapping[str, Decimal]) -> Decimal:
    """Return a region's required contribution in dollars: the sum of its members' parts.

    >>> regional_requirement({"Elmfield": Decimal(667), "Brookside": Decimal(333)})
    Decimal('1000')
    """
    return sum(
        (at_least_zero(part, f"the part of {member}") for member, part in members_parts_dollars.items()),
        Decimal(0),
    )
