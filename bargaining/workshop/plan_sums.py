"""The sums of the workshop by the names under which the form of a team's plan asks for them.

Columns of numbers come in; a figure goes out, or None while there is nobody to take a share of. The form
names this module as its calculator (programs/workshops/plans/), as a lesson names what it calls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bargaining.errors import WorkshopError
from bargaining.workshop.coverage import per_ten, share_of_sites_percent, share_percent
from bargaining.workshop.working_back import out_of_order

__all__ = ["SUMS", "misplaced"]

Column = Sequence[Decimal]


def _or_nothing(value: Callable[[], Decimal]) -> Decimal | None:
    try:
        return value()
    except WorkshopError:
        return None


SUMS: Mapping[str, Callable[..., Decimal | None]] = {
    "share of rows": lambda some: _or_nothing(lambda: share_of_sites_percent(some)),
    "percent": lambda some, of: _or_nothing(lambda: share_percent(sum(some), sum(of))),
    "per ten": lambda some, of: _or_nothing(lambda: per_ten(sum(some), sum(of))),
}
"""What a column of the form can be computed by: its name, and the sum.

>>> SUMS["per ten"]([Decimal(2), Decimal(1)], [Decimal(20), Decimal(10)])
Decimal('1')
"""


def misplaced(days: Sequence[tuple[str, date]]) -> list[tuple[int, int]]:
    """The neighbors of a calendar that lie in the wrong order; see `working_back.out_of_order`.

    >>> misplaced([("vote", date(2027, 5, 4)), ("money", date(2027, 5, 3))])
    [(0, 1)]
    """
    return out_of_order(days)
