"""Where the uniform shares of property and income come from: the state looks for the yield that meets its
target.

A list of municipalities comes in; the state's combined effort yield goes out, so that all targets together
are a fixed share of all foundation budgets. Shown on a small state, this explains why one town's boom
changes another's target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.errors import FinanceError
from bargaining.finance.chapter70.contribution import StateTotals
from bargaining.finance.explained import above_zero, at_least_zero

_HALVINGS = 120  # the yield is then exact to far less than a cent


@dataclass(frozen=True)
class Wealth:
    """What a municipality has and needs, in dollars."""

    eqv_dollars: Decimal
    income_dollars: Decimal
    foundation_budget_dollars: Decimal


def solved_effort(
    places: Sequence[Wealth], target_share_percent: Decimal, maximum_share_percent: Decimal
) -> StateTotals:
    """Return the state totals whose yield makes all targets together the target share of all budgets.

    Half of the yield comes from property and half from income, and no target is above the maximum share of
    its budget; so the towns that reach it leave more to the others. Raises `FinanceError` when the share
    cannot be reached. Source: M.G.L. c.70, section 2.

    >>> alike = [Wealth(Decimal(1000), Decimal(400), Decimal(50))] * 2
    >>> round(solved_effort(alike, Decimal(59), Decimal("82.5")).combined_effort_yield_dollars, 6)
    Decimal('59.000000')
    """
    share, most = (
        at_least_zero(percent, "the share") / 100 for percent in (target_share_percent, maximum_share_percent)
    )
    eqv = above_zero(sum((place.eqv_dollars for place in places), Decimal(0)), "all property")
    income = above_zero(sum((place.income_dollars for place in places), Decimal(0)), "all income")
    budgets = sum((place.foundation_budget_dollars for place in places), Decimal(0))
    if share > most:
        raise FinanceError(
            f"Targets of {target_share_percent} % together cannot be reached when none may be above "
            f"{maximum_share_percent} %."
        )

    def targets(total_yield: Decimal) -> Decimal:
        return sum(
            (
                min(
                    total_yield / 2 * (place.eqv_dollars / eqv + place.income_dollars / income),
                    most * place.foundation_budget_dollars,
                )
                for place in places
            ),
            Decimal(0),
        )

    low, high = Decimal(0), above_zero(budgets, "all foundation budgets")
    while targets(high) < share * budgets and high < 10**6 * budgets:
        high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if targets(middle) < share * budgets else (low, middle)
    return StateTotals(eqv, income, high)
