"""Items with one defensible key, and scores that chance does not earn.

An answer comes in; a score from 0 to 1 goes out. A score is 0 for what somebody gets who has not read the
question: nothing, everything, always the same, or random marks. Half of the way from chance to the key still
earns nothing, so that luck does not add up over a part.

Which item for what: `Choice` one of several; `Joint` several choices that count only together; `Table` one
label for each row; `Selection` which of several; `Ordering` a sequence; `Matching` pairs; `OnDate` a day.
`bargaining.language.spans` scores tags on a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from bargaining.errors import ReadingError

_LEAST_PAIRS = 4


def beyond_half(above_chance: float) -> float:
    """Return the score of an agreement that is 0 at chance and 1 at the key: nothing up to half, then in
    step.

    >>> beyond_half(0.5), beyond_half(0.75), beyond_half(1.0)
    (0.0, 0.5, 1.0)
    """
    return max(0.0, 2 * above_chance - 1)


def f1(right: Collection[str], chosen: Collection[str]) -> float:
    """Return the balance of what was found and what was right among the chosen: 2·hits / (right + chosen).

    Nothing chosen where nothing is right is 1.

    >>> f1({"a", "b"}, {"a", "c"})
    0.5
    """
    total = len(set(right)) + len(set(chosen))
    return 2 * len(set(right) & set(chosen)) / total if total else 1.0


@dataclass(frozen=True)
class Choice:
    """One of several options. Guesses are often right: use `Joint` or `Table` where points matter."""

    options: tuple[str, ...]
    right: str

    def __post_init__(self) -> None:
        _check_options(self.options, [self.right])

    def score(self, answer: str | None) -> float:
        """Return 1 for the right option, else 0."""
        return float(answer == self.right)

    @property
    def chance(self) -> float:
        """What a random option scores on average."""
        return 1 / len(self.options)


@dataclass(frozen=True)
class Joint:
    """Several choices that count only together: canon, section and outcome. All right, or nothing."""

    parts: Mapping[str, Choice]

    def score(self, answer: Mapping[str, str]) -> float:
        """Return 1 when every part is right, else 0."""
        return float(bool(self.parts) and all(p.score(answer.get(n)) for n, p in self.parts.items()))

    @property
    def chance(self) -> float:
        """What random options score on average: the chances of the parts, multiplied."""
        chance = 1.0
        for part in self.parts.values():
            chance *= part.chance
        return chance


@dataclass(frozen=True)
class Table:
    """One label for each row: defined or not, true or false, mandatory or permissive."""

    right: Mapping[str, str]
    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        _check_options(self.labels, self.right.values())
        if len(self.right) < _LEAST_PAIRS:
            raise ReadingError(f"A table of {len(self.right)} rows is won by luck; give it {_LEAST_PAIRS}.")

    def score(self, answer: Mapping[str, str]) -> float:
        """Return how far the rows agree beyond chance, where chance is the best constant answer or 1 in n."""
        agree = sum(answer.get(row) == label for row, label in self.right.items()) / len(self.right)
        constant = max(Counter(self.right.values()).values()) / len(self.right)
        base = max(constant, 1 / len(self.labels))
        return beyond_half((agree - base) / (1 - base)) if base < 1 else float(agree == 1)


@dataclass(frozen=True)
class Selection:
    """Which of several hold. `also_right` are other sets that are accepted as well."""

    options: tuple[str, ...]
    right: frozenset[str]
    also_right: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        for right in (self.right, *self.also_right):
            _check_options(self.options, right)
            if not 0 < len(right) < len(self.options):
                raise ReadingError(
                    "A selection of none or of all is no question; give some that hold and some not."
                )

    def score(self, answer: Iterable[str]) -> float:
        """Return F1 beyond that of selecting everything, scaled so the key is 1; the best of the keys."""
        chosen = set(answer)
        return max(self._beside(right, chosen) for right in (self.right, *self.also_right))

    def _beside(self, right: frozenset[str], chosen: set[str]) -> float:
        everything = f1(right, self.options)
        return beyond_half((f1(right, chosen) - everything) / (1 - everything))


@dataclass(frozen=True)
class Ordering:
    """A sequence, such as the steps of a procedure; `right` is the order."""

    right: tuple[str, ...]

    def __post_init__(self) -> None:
        _check_options(self.right, self.right)
        if len(self.right) < _LEAST_PAIRS:
            raise ReadingError(f"{len(self.right)} things are ordered by luck; give at least {_LEAST_PAIRS}.")

    def score(self, answer: Sequence[str]) -> float:
        """Return the share of pairs in the right order less that in the wrong one (Kendall), beyond half."""
        if sorted(answer) != sorted(self.right):
            return 0.0
        place = {name: number for number, name in enumerate(answer)}
        pairs = [1 if place[a] < place[b] else -1 for a, b in combinations(self.right, 2)]
        return beyond_half(sum(pairs) / len(pairs))


@dataclass(frozen=True)
class Matching:
    """Pairs: for each thing on the left the one on the right that belongs to it."""

    right: Mapping[str, str]

    def __post_init__(self) -> None:
        if len(self.right) < _LEAST_PAIRS:
            raise ReadingError(f"{len(self.right)} pairs are matched by luck; give at least {_LEAST_PAIRS}.")

    @property
    def choices(self) -> tuple[str, ...]:
        """Everything that may stand on the right, once each."""
        return tuple(dict.fromkeys(self.right.values()))

    def score(self, answer: Mapping[str, str]) -> float:
        """Return the pairs found beyond the best constant answer, scaled so that all is 1, beyond half."""
        found = sum(answer.get(left) == right for left, right in self.right.items())
        luck = max(Counter(self.right.values()).values())
        if luck == len(self.right):
            return float(found == luck)
        return beyond_half((found - luck) / (len(self.right) - luck))


@dataclass(frozen=True)
class OnDate:
    """A day. `also_right`: other days that are accepted, when a rule leaves it open."""

    right: date
    also_right: tuple[date, ...] = ()

    def score(self, answer: date | None) -> float:
        """Return 1 for the day, else 0."""
        return float(answer is not None and answer in (self.right, *self.also_right))


Item = Choice | Joint | Table | Selection | Ordering | Matching | OnDate


def above_chance(scored: Iterable[tuple[float, float, float]]) -> float:
    """Return the score of a part after correcting for chance: 0 for luck on average, 1 for all keys.

    `scored` has (score, chance, points) for each item, where chance is what random answers score on average.
    Never below 0. Raises `ReadingError` when no item is left to earn anything.

    >>> above_chance([(1.0, 0.25, 4.0), (0.0, 0.0, 4.0)])
    0.42857142857142855
    """
    rows = list(scored)
    most = sum(points * (1 - chance) for _, chance, points in rows)
    if most <= 0:
        raise ReadingError("Chance alone scores everything here, so nothing is measured; add other items.")
    return max(0.0, sum(points * (score - chance) for score, chance, points in rows) / most)


def _check_options(options: Collection[str], right: Iterable[str]) -> None:
    if len(set(options)) != len(options) or len(options) <= 1:
        raise ReadingError("An item needs at least two options, each of them once.")
    if missing := set(right) - set(options):
        raise ReadingError(f'The key "{min(missing)}" is not among the options; add it or mend the key.')
