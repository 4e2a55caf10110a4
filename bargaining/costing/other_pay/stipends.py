"""Stipends: pay for extra duties, in dollars or as a share of the base cell.

The list of duties comes in; dollars go out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import exact
from bargaining.errors import CostingError

_NONE = Decimal(0)


@dataclass(frozen=True)
class Stipend:
    """One extra duty: `posts` people hold it, each paid `dollars` a year, `rate` of the base cell, or both.

    >>> Stipend("Department head", dollars=Decimal(3_000), posts=Decimal(8)).cost()
    Decimal('24000')
    >>> Stipend("Band", rate=Decimal("0.05")).cost(base_dollars=Decimal(50_000))
    Decimal('2500.00')
    """

    name: str
    dollars: Decimal = _NONE
    rate: Decimal = _NONE
    posts: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        for value, what in ((self.dollars, "dollars"), (self.rate, "rate"), (self.posts, "posts")):
            if exact(value, f"the {what} of the stipend {self.name}", CostingError) < 0:
                raise CostingError(f"The {what} of the stipend {self.name} is {value}; it cannot be below 0.")

    def cost(self, base_dollars: Decimal = _NONE) -> Decimal:
        """Return the cost in dollars a year; raises `CostingError` when there is a rate and no base."""
        if self.rate and base_dollars <= 0:
            raise CostingError(
                f"The stipend {self.name} is {100 * self.rate}% of the base cell; give that in dollars."
            )
        return self.posts * (self.dollars + self.rate * base_dollars)


def stipends_cost(stipends: Iterable[Stipend], base_dollars: Decimal = _NONE) -> Decimal:
    """Return what all stipends cost in dollars a year.

    A stipend that is a share of the base cell rises with the schedule; one in dollars does not. Source: the
    separate line for extra duty in Wisconsin Administrative Code, ERC 33 (2006).

    >>> heads, band = Stipend("Head", Decimal(3_000), posts=Decimal(8)), Stipend("Band", rate=Decimal("0.05"))
    >>> duties = [heads, band]
    >>> stipends_cost(duties, Decimal(50_000)), stipends_cost(duties, Decimal(51_000))
    (Decimal('26500.00'), Decimal('26550.00'))
    """
    return sum((stipend.cost(base_dollars) for stipend in stipends), _NONE)
