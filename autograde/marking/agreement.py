"""How far two markers agree on the same memos: exact, adjacent, and weighted kappa. Pure.

In: two lists of levels, memo by memo. Out: `Agreement`. Called by calibration.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

__all__ = ["Agreement", "agreement", "weighted_kappa"]


@dataclass(frozen=True)
class Agreement:
    """How far two markers agree on so many memos.

    `exact` gave the same level, `adjacent` levels next to each other; the rest lie further apart. `kappa` is
    None where it is not defined.
    """

    memos: int
    exact: int
    adjacent: int
    kappa: Decimal | None


def agreement(one: Sequence[int], other: Sequence[int]) -> Agreement:
    """How far two markers agree; the lists hold their levels of the same memos in the same order.

    Raises ValueError for lists of different length.

    >>> found = agreement([1, 2, 3, 4], [1, 2, 3, 3])
    >>> found.exact, found.adjacent, str(found.kappa)
    (3, 1, '0.88')
    """
    apart = [abs(a - b) for a, b in zip(one, other, strict=True)]
    return Agreement(len(apart), apart.count(0), apart.count(1), weighted_kappa(one, other))


def weighted_kappa(one: Sequence[int], other: Sequence[int]) -> Decimal | None:
    """Cohen's kappa with quadratic weights, to two places: 1 is full agreement, 0 what chance would give.

    1 less the mean squared distance of the two levels of a memo, divided by the mean squared distance of any
    level of one marker and any level of the other. None for no memos, and where both gave one and the same
    level throughout. SOURCE: J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968), 213-220; quadratic
    weights as in J. L. Fleiss and J. Cohen, Educational and Psychological Measurement 33 (1973), 613-619.

    >>> str(weighted_kappa([1, 2, 3, 4], [1, 2, 3, 4])), str(weighted_kappa([1, 2, 3, 4], [4, 3, 2, 1]))
    ('1.00', '-1.00')
    >>> weighted_kappa([3, 3], [3, 3]) is None
    True
    """
    pairs = list(zip(one, other, strict=True))
    by_chance = sum((a - b) ** 2 for a in one for b in other)
    if not by_chance:
        return None
    observed = sum((a - b) ** 2 for a, b in pairs)
    kappa = 1 - Fraction(observed * len(pairs), by_chance)
    exact = Decimal(kappa.numerator) / Decimal(kappa.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
