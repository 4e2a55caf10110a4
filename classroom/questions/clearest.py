"""Which of several places to ask about, so that no wrong answer looks like the right one.

In: candidates, and for each the right number with the wrong ones people get.  Out: one candidate.  Called by
lessons, where a question could be asked of any lane, job class or year of a learner's own employer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

from classroom.errors import QuestionError
from classroom.language import _

__all__ = ["clearest"]

Candidate = TypeVar("Candidate")


def clearest(candidates: Iterable[Candidate], numbers: Callable[[Candidate], Sequence[Decimal]]) -> Candidate:
    """Return the candidate whose numbers are hardest to mix up: whose nearest two lie farthest apart.

    numbers: the right number first, then those of the named mistakes; distances count in parts of the right
    one, so that a large lane has no advantage. Of candidates that are alike the first. Raises QuestionError
    without candidates, or with fewer than two numbers.

    >>> wrong = {"B": [Decimal(10), Decimal(11)], "M": [Decimal(20), Decimal(30)]}
    >>> clearest(wrong, lambda lane: wrong[lane])
    'M'
    """
    asked = list(candidates)
    if not asked:
        raise QuestionError(_("There is nothing to ask about. Give clearest(…) one or more candidates."))
    return max(asked, key=lambda one: _nearest(numbers(one)))


def _nearest(numbers: Sequence[Decimal]) -> Decimal:
    """How far apart the nearest two numbers are, as a part of the first."""
    if len(numbers) < 2:
        raise QuestionError(_("Give clearest(…) the right number and one or more wrong ones."))
    nearest = min(abs(one - other) for one, other in combinations(numbers, 2))
    return nearest / abs(numbers[0]) if numbers[0] else Decimal(0)
