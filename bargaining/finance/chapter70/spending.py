"""Net school spending: the floor that the law sets under a district's spending, and where a district stands.

Contribution, aid and what was spent come in; the requirement, the ratio and what follows from it go out.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bargaining.finance.explained import Step, above_zero, at_least_zero, money, whole_dollars


class Standing(Enum):
    """What follows from a district's spending. The value says it in words."""

    MET = "the requirement is met; it is a floor, not a ceiling"
    CARRIED = "spending is between 95 % and 100 %: allowed, and the shortfall is carried into next year"
    PENALTY = "spending is below 95 %: there are penalties besides the shortfall"


@dataclass(frozen=True)
class NetSchoolSpending:
    """Required and actual net school spending in dollars, and what follows.

    `over_dollars` is negative when too little was spent; `ratio_percent` is 100 × actual / required.
    """

    required_dollars: Decimal
    actual_dollars: Decimal
    over_dollars: Decimal
    ratio_percent: Decimal
    standing: Standing
    steps: tuple[Step, ...]


def required_net_school_spending(
    contribution_dollars: Decimal, aid_dollars: Decimal, carried_over_dollars: Decimal = Decimal(0)
) -> Decimal:
    """Return what a district must spend: required contribution + Chapter 70 aid + last year's shortfall.

    Source: M.G.L. c.70, section 6; 603 CMR 10.06.

    >>> required_net_school_spending(Decimal(600), Decimal(400), Decimal(25))
    Decimal('1025')
    """
    return (
        at_least_zero(contribution_dollars, "the required contribution")
        + at_least_zero(aid_dollars, "the aid")
        + at_least_zero(carried_over_dollars, "the shortfall carried over")
    )


def net_school_spending(required_dollars: Decimal, actual_dollars: Decimal) -> NetSchoolSpending:
    """Say where a district stands against its requirement.

    Raises `FinanceError` when nothing is required. Source: 603 CMR 10.06: 95 % to 100 % is carried over.

    >>> stands = net_school_spending(Decimal(1000), Decimal(980))
    >>> stands.over_dollars, stands.ratio_percent, stands.standing.name
    (Decimal('-20'), Decimal('98'), 'CARRIED')
    """
    required = above_zero(required_dollars, "the required net school spending")
    actual = at_least_zero(actual_dollars, "the actual net school spending")
    ratio = 100 * actual / required
    standing = Standing.MET if ratio >= 100 else Standing.CARRIED if ratio >= 95 else Standing.PENALTY
    over = whole_dollars(actual - required)
    steps = (
        Step("Over or under", f"{money(whole_dollars(actual))} − {money(whole_dollars(required))}", over),
        Step(
            "Actual by required",
            f"{money(whole_dollars(actual))} / {money(whole_dollars(required))}",
            ratio,
            f"{standing.value[0].upper()}{standing.value[1:]}.",
            unit="percent",
        ),
    )
    return NetSchoolSpending(required, actual, over, ratio, standing, steps)
