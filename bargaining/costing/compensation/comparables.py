"""Other districts: rank and ties, the median, the place in a range, career earnings, cell against cell.

Amounts of one kind come in, our own and those of others by name; ranks, dollars and percents go out. Compare
like with like: the same cell, the same year, the same number of days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from bargaining.costing.amounts import above_zero, whole_number
from bargaining.costing.convention import exact
from bargaining.errors import ComparisonError


@dataclass(frozen=True)
class Rank:
    """A place among others: 1 is the highest. `tied_with` names those at the same amount."""

    place: int
    of: int
    tied_with: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Say the place, which end is 1, and with whom it is shared."""
        shared = f", tied with {' and '.join(self.tied_with)}" if self.tied_with else ""
        return f"Place {self.place} of {self.of}, where 1 is the highest{shared}."


def rank(own_dollars: Decimal, others_dollars: Mapping[str, Decimal]) -> Rank:
    """Return our place among ourselves and the others, highest first: 1 + how many are above us.

    Who ties shares the better place, and the next place is left empty (1, 2, 2, 4). Raises `ComparisonError`
    when there is nobody to compare with.

    >>> others = {"Elm": Decimal(52_000), "Oak": Decimal(50_000), "Ash": Decimal(48_000)}
    >>> rank(Decimal(50_000), others).sentence
    'Place 2 of 4, where 1 is the highest, tied with Oak.'
    """
    others = _others(others_dollars)
    own = exact(own_dollars, "our own amount", ComparisonError)
    above = sum(1 for amount in others.values() if amount > own)
    return Rank(above + 1, len(others) + 1, tuple(name for name, amount in others.items() if amount == own))


def median_of(others_dollars: Mapping[str, Decimal]) -> Decimal:
    """Return the middle amount of the others; with an even number, half-way between the two in the middle.

    >>> median_of({"Elm": Decimal(52_000), "Oak": Decimal(50_000)})
    Decimal('51000')
    """
    return median(_others(others_dollars).values())


def to_median_dollars(own_dollars: Decimal, others_dollars: Mapping[str, Decimal]) -> Decimal:
    """Return how many dollars we are below the median of the others; below 0 when we are above it.

    >>> to_median_dollars(Decimal(50_000), {"Elm": Decimal(52_000), "Oak": Decimal(51_000)})
    Decimal('1500')
    """
    return median_of(others_dollars) - exact(own_dollars, "our own amount", ComparisonError)


def position_in_range_percent(own_dollars: Decimal, low_dollars: Decimal, high_dollars: Decimal) -> Decimal:
    """Return the place of a rate in a range, in percent: 0 at the bottom, 100 at the top.

    Raises `ComparisonError` when the range has no width. A rate outside it gives less than 0 or more than
    100.

    >>> position_in_range_percent(Decimal(45), Decimal(40), Decimal(60))
    Decimal('25')
    """
    low = exact(low_dollars, "the bottom of the range", ComparisonError)
    width = above_zero(
        exact(high_dollars, "the top of the range", ComparisonError) - low,
        "the width of the range",
        ComparisonError,
    )
    return 100 * (exact(own_dollars, "our own rate", ComparisonError) - low) / width


def career_earnings(salaries_by_step: Sequence[Decimal], years: int) -> Decimal:
    """Return what a career on one lane pays in so many years: a step a year, then the top step every year.

    `salaries_by_step` are dollars a year, first step first. On one unchanged schedule: it compares shapes,
    and a schedule that reaches its top sooner pays more over a career.

    Source: career earnings in School Services of California's SABRE comparisons, as shown at
    https://santa-rosa-city-schools.github.io/transparent-srcs/sabre/part-II (10, 20 and 25 years).

    >>> career_earnings([Decimal(40_000), Decimal(44_000), Decimal(50_000)], 5)
    Decimal('234000')
    """
    if not salaries_by_step:
        raise ComparisonError("There is no salary on this lane; give the salary of each step.")
    count = whole_number(years, "the years of the career", ComparisonError)
    steps = [exact(salary, "the salary of a step", ComparisonError) for salary in salaries_by_step]
    return sum(steps[:count], Decimal(0)) + steps[-1] * max(0, count - len(steps))


@dataclass(frozen=True)
class CellCompared:
    """One place on the schedule against the same place elsewhere."""

    place: str
    own_dollars: Decimal
    median_dollars: Decimal
    rank: Rank

    @property
    def to_median_dollars(self) -> Decimal:
        """How far below the median of the others it is; below 0 when above."""
        return self.median_dollars - self.own_dollars


def cells_compared(
    own: Mapping[str, Decimal], others: Mapping[str, Mapping[str, Decimal]]
) -> tuple[CellCompared, ...]:
    """Return rank and median for each place that is compared ("B step 1", "maximum").

    `own` is dollars by place, `others` the same by district. A district that has no such place is left out of
    that row, and the rank says of how many it is. Raises `ComparisonError` when nobody has the place.

    >>> row, = cells_compared({"B step 1": Decimal(50_000)}, {"Elm": {"B step 1": Decimal(52_000)}})
    >>> row.rank.place, row.to_median_dollars
    (2, Decimal('2000'))
    """
    rows = []
    for place, dollars in own.items():
        there = {name: cells[place] for name, cells in others.items() if place in cells}
        if not there:
            raise ComparisonError(f"No other district has a salary at {place}; compare another place.")
        rows.append(CellCompared(place, dollars, median_of(there), rank(dollars, there)))
    return tuple(rows)


def _others(others_dollars: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Check the amounts of the others."""
    if not others_dollars:
        raise ComparisonError("There is nobody to compare with; name at least one other district.")
    return {
        name: exact(amount, f"the amount of {name}", ComparisonError)
        for name, amount in others_dollars.items()
    }
