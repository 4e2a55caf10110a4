"""Check a printed schedule against its index before trusting either.

A printed schedule and the index table printed beside it come in; the base cells that would reproduce it, and
the cells that no such base explains, go out.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import Rounding
from bargaining.costing.grid import Cell
from bargaining.costing.index import IndexTable
from bargaining.costing.schedule import SalarySchedule
from bargaining.errors import ScheduleError

_HALF = Decimal("0.5")


@dataclass(frozen=True)
class BaseRange:
    """The base cells, in dollars, that reproduce a printed schedule: from `low` to just below `high`.

    `explains_nothing_at` lists the cells left out because no base fits both them and the others: there the
    index or the salary is misprinted.
    """

    low: Decimal
    high: Decimal
    explains_nothing_at: tuple[Cell, ...] = ()


def base_range(printed: SalarySchedule, index: IndexTable) -> BaseRange:
    """Return which base cells give the printed salaries when each product is rounded to the nearest dollar.

    A cell S with index i fits bases from (S − 0.5) / i to just below (S + 0.5) / i. The largest set of cells
    that fit one base is kept; the others are named. Raises `ScheduleError` for a schedule that is not in
    whole dollars, or whose cells the index does not have. Source: the arithmetic of rounding; a published
    contract reproduces only so (see the published cases in the tests).

    >>> index = IndexTable(("1", "2"), ("B",), {("1", "B"): Decimal(1), ("2", "B"): Decimal("1.05")})
    >>> cells = {("1", "B"): Decimal(40_000), ("2", "B"): Decimal(42_001)}
    >>> found = base_range(SalarySchedule(("1", "2"), ("B",), cells, Rounding.HALF_UP_DOLLAR), index)
    >>> round(found.low, 2), found.high
    (Decimal('40000.48'), Decimal('40000.5'))
    """
    if printed.rounding is not Rounding.HALF_UP_DOLLAR:
        raise ScheduleError(
            f"This schedule is {printed.rounding.value}; only one in whole dollars can be reconciled."
        )
    ranges = {}
    for cell, salary in printed.salaries.items():
        number = index.number(*cell)
        ranges[cell] = ((salary - _HALF) / number, (salary + _HALF) / number)
    lows = (low for low, _ in ranges.values())
    fits = {base: [cell for cell, (low, high) in ranges.items() if low <= base < high] for base in lows}
    best = max(fits, key=lambda base: (len(fits[base]), base))
    kept = fits[best]
    return BaseRange(
        max(ranges[cell][0] for cell in kept),
        min(ranges[cell][1] for cell in kept),
        tuple(cell for cell in ranges if cell not in kept),
    )
