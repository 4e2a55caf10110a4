"""Longevity pay: yearly payments that begin after so many years of service.

A ladder of thresholds and the people by years of service come in; who draws what, and the cost, go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bargaining.costing.convention import exact
from bargaining.errors import CostingError

_NONE = Decimal(0)


@dataclass(frozen=True)
class LongevityStep:
    """One payment of the ladder: from `from_years` of service on, `dollars` a year, or `rate` of a base.

    `people` is how many draw it; a person draws the highest payment reached and no other.

    >>> LongevityStep(15, dollars=Decimal(1_000), people=Decimal(28)).cost()
    Decimal('28000')
    """

    from_years: int
    dollars: Decimal = _NONE
    rate: Decimal = _NONE
    people: Decimal = _NONE

    def __post_init__(self) -> None:
        if type(self.from_years) is not int or self.from_years < 0:
            raise CostingError(f"Longevity pay from {self.from_years!r} years: give whole years of service.")
        for value, what in ((self.dollars, "payment"), (self.rate, "rate"), (self.people, "people")):
            if exact(value, f"the {what} of longevity from {self.from_years} years", CostingError) < 0:
                raise CostingError(
                    f"The {what} of longevity from {self.from_years} years is {value}; it cannot be below 0."
                )

    def cost(self, base_dollars: Decimal = _NONE) -> Decimal:
        """Return the cost in dollars a year; `base_dollars` is what the rate is a share of.

        Raises `CostingError` when there is a rate and no base.
        """
        if self.rate and base_dollars <= 0:
            raise CostingError(
                f"Longevity from {self.from_years} years is {100 * self.rate}% of a base; give the base in "
                "dollars, such as the base cell of the schedule."
            )
        return self.people * (self.dollars + self.rate * base_dollars)


def longevity_people(
    ladder: Iterable[LongevityStep], service: Mapping[int, Decimal]
) -> tuple[LongevityStep, ...]:
    """Return the ladder with the people who draw each payment, lowest threshold first.

    `service` maps full years of service to people. Each person draws the highest payment reached. Raises
    `CostingError` when two payments begin at the same year.

    >>> ladder = [LongevityStep(15, dollars=Decimal(1_000)), LongevityStep(20, dollars=Decimal(2_000))]
    >>> service = {3: Decimal(9), 15: Decimal(2), 31: Decimal(4)}
    >>> [str(step.people) for step in longevity_people(ladder, service)]
    ['2', '4']
    """
    steps = sorted(ladder, key=lambda step: step.from_years)
    thresholds = [step.from_years for step in steps]
    if twice := [years for years in thresholds if thresholds.count(years) > 1]:
        raise CostingError(f"Two longevity payments begin at {twice[0]} years of service; keep one of them.")
    counted = []
    for place, step in enumerate(steps):
        below = steps[place + 1].from_years if place + 1 < len(steps) else None
        reached = (
            people
            for years, people in service.items()
            if years >= step.from_years and (below is None or years < below)
        )
        counted.append(replace(step, people=sum(reached, _NONE)))
    return tuple(counted)


def longevity_cost(ladder: Iterable[LongevityStep], base_dollars: Decimal = _NONE) -> Decimal:
    """Return what longevity pay costs in dollars a year: Σ people × payment.

    `base_dollars` is needed when a payment is a rate of it; a raise of that base raises the payment too.
    Source: the separate line for longevity in Wisconsin Administrative Code, ERC 33 (2006).

    >>> longevity_cost([LongevityStep(15, Decimal(1_000), people=Decimal(28)),
    ...                 LongevityStep(20, Decimal(2_000), people=Decimal(31))])
    Decimal('90000')
    """
    return sum((step.cost(base_dollars) for step in ladder), _NONE)
