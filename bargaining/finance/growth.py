"""Change and mix: growth from year to year and over several years, shares of a whole, aid less charges.

Amounts come in; percents and shares go out. None of it is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from bargaining.errors import FinanceError
from bargaining.finance.explained import above_zero, at_least_zero, share_percent
from bargaining.rounding import exact


def change_percent(earlier: Decimal, later: Decimal) -> Decimal:
    """Return the change from one amount to a later one, in percent of the earlier.

    >>> change_percent(Decimal(200), Decimal(210))
    Decimal('5')
    """
    start = above_zero(earlier, "the earlier amount")
    return 100 * (exact(later, "the later amount", FinanceError) - start) / start


def yearly_growth_percent(first: Decimal, last: Decimal, years: int) -> Decimal:
    """Return the yearly growth that leads from one amount to another, in percent (CAGR).

    100 × ((last / first) ^ (1 / years) − 1), where `years` counts the steps, not the amounts: from FY2020 to
    FY2025 are five.

    >>> round(yearly_growth_percent(Decimal(1000), Decimal(1331), 3), 6)
    Decimal('10.000000')
    """
    if years < 1:
        raise FinanceError(
            f"Growth over {years} years cannot be told; give the first and the last of two years."
        )
    ratio = above_zero(last, "the last amount") / above_zero(first, "the first amount")
    return 100 * (ratio ** (Decimal(1) / years) - 1)


def yearly_changes_percent(amounts: Sequence[Decimal]) -> list[Decimal]:
    """Return the change of each year from the one before, in percent; one fewer than the amounts.

    >>> yearly_changes_percent([Decimal(100), Decimal(102), Decimal(102)])
    [Decimal('2'), Decimal('0')]
    """
    return [change_percent(earlier, later) for earlier, later in pairwise(amounts)]


def mix_percent(amounts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return the share of each amount in their sum, in percent.

    >>> mix_percent({"local": Decimal(75), "state": Decimal(25)})
    {'local': Decimal('75'), 'state': Decimal('25')}
    """
    total = above_zero(sum(amounts.values(), Decimal(0)), "the sum of the amounts")
    return {name: share_percent(amount, total, "the sum of the amounts") for name, amount in amounts.items()}


def largest_grower(earlier: Mapping[str, Decimal], later: Mapping[str, Decimal]) -> str:
    """Return the name of the amount that grew by the most dollars.

    Raises `FinanceError` when the two do not name the same things.

    >>> earlier = {"local": Decimal(50), "state": Decimal(20)}
    >>> largest_grower(earlier, {"local": Decimal(52), "state": Decimal(25)})
    'state'
    """
    if set(earlier) != set(later) or not earlier:
        raise FinanceError("The two years do not name the same sources; compare what stands in both.")
    return max(earlier, key=lambda name: later[name] - earlier[name])


def net_aid(
    receipts_dollars: Decimal, charges_dollars: Decimal, population: Decimal | None = None
) -> tuple[Decimal, Decimal | None]:
    """Return state aid less what the state charges, and the same per resident when `population` is given.

    Dollars, not rounded; it can be below zero. Source: Massachusetts cherry sheet, receipts and charges.

    >>> net_aid(Decimal(1000), Decimal(300), Decimal(100))
    (Decimal('700'), Decimal('7'))
    """
    net = at_least_zero(receipts_dollars, "the receipts") - at_least_zero(charges_dollars, "the charges")
    return net, None if population is None else net / above_zero(population, "the population")
