"""How the questions of a course worked: share right, tries, help, named mistakes, discrimination. Pure.

In: what each learner's first and latest submissions were scored, and what she tried and asked for. Out:
`ItemStatistics`. Called by items.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import StatisticsError, correlation, mean

__all__ = ["FEWEST", "ItemStatistics", "Taken", "discrimination", "item_statistics"]

FEWEST = 5
"""Of fewer learners nothing is said: a share of three people is about people, not about a question."""


@dataclass(frozen=True)
class Taken:
    """One learner: question -> (points, most points) in her first and her latest scored submissions;
    question -> tries, question -> whether she asked for help; question -> mistakes she made, by name.
    """

    first: Mapping[str, tuple[float, float]]
    latest: Mapping[str, tuple[float, float]]
    tries: Mapping[str, int]
    helped: Mapping[str, bool]
    mistakes: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ItemStatistics:
    """One question; what is None is not known, or is of fewer than five learners.

    `right_first_percent` and `right_latest_percent` of the learners had all its points; `mean_tries` for each
    learner who tried; `helped_percent` of those asked for help; `mistakes` are pairs of name and learners.
    """

    question: str
    learners: int
    right_first_percent: Decimal | None = None
    right_latest_percent: Decimal | None = None
    mean_tries: Decimal | None = None
    helped_percent: Decimal | None = None
    discrimination: Decimal | None = None
    mistakes: tuple[tuple[str, int], ...] = ()


def item_statistics(question: str, takers: Sequence[Taken]) -> ItemStatistics:
    """The statistics of one question over the learners who met it.

    >>> right = Taken({"a": (4, 4)}, {"a": (4, 4)}, {"a": 1}, {"a": False}, {})
    >>> wrong = Taken({"a": (0, 4)}, {"a": (4, 4)}, {"a": 2}, {"a": True}, {"a": ["half of it"]})
    >>> found = item_statistics("a", [right, right, right, wrong, wrong])
    >>> str(found.right_first_percent), str(found.right_latest_percent), str(found.mean_tries)
    ('60.0', '100.0', '1.4')
    >>> found.mistakes
    (('half of it', 2),)
    """
    met = [one for one in takers if question in one.first or question in one.tries]
    if len(met) < FEWEST:
        return ItemStatistics(question, len(met))
    scored = [one for one in met if question in one.first]
    tried = [one for one in met if one.tries.get(question)]
    named: dict[str, int] = {}
    for one in met:
        for mistake in set(one.mistakes.get(question, ())):
            named[mistake] = named.get(mistake, 0) + 1
    return ItemStatistics(
        question=question,
        learners=len(met),
        right_first_percent=_percent([_is_right(one.first[question]) for one in scored]),
        right_latest_percent=_percent([_is_right(one.latest[question]) for one in scored]),
        mean_tries=_rounded(mean(one.tries[question] for one in tried)) if len(tried) >= FEWEST else None,
        helped_percent=_percent([one.helped[question] for one in tried if question in one.helped]),
        discrimination=discrimination(question, scored),
        mistakes=tuple(sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def discrimination(question: str, takers: Sequence[Taken]) -> Decimal | None:
    """How a question tells those who do well in the others from those who do not, from -1 to 1.

    The point-biserial correlation of *right the first time* with the share of points on all other scored
    questions, the question itself left out of that share; None for fewer than five learners, or where
    everybody did alike. Source: S. Henrysson, "Correction of item-total correlations in item analysis",
    Psychometrika 28 (1963), pages 211 to 218.

    >>> def taker(a: int, b: int) -> Taken:
    ...     points = {"a": (a, 1.0), "b": (b, 10.0)}
    ...     return Taken(points, points, {}, {}, {})
    >>> str(discrimination("a", [taker(1, 10), taker(1, 10), taker(1, 10), taker(0, 0), taker(0, 0)]))
    '1.00'
    """
    pairs = []
    for one in takers:
        others = [pair for name, pair in one.first.items() if name != question and pair[1] > 0]
        if others:
            share = sum(points for points, _most in others) / sum(most for _points, most in others)
            pairs.append((float(_is_right(one.first[question])), share))
    if len(pairs) < FEWEST:
        return None
    try:
        found = correlation(*map(list, zip(*pairs, strict=True)))
    except StatisticsError:  # everybody right, everybody wrong, or everybody alike in the rest
        return None
    return Decimal(str(found)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _is_right(pair: tuple[float, float]) -> bool:
    return pair[1] > 0 and pair[0] >= pair[1]


def _percent(flags: Sequence[bool]) -> Decimal | None:
    return _rounded(100 * sum(flags) / len(flags)) if len(flags) >= FEWEST else None


def _rounded(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
