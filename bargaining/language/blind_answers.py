"""What somebody answers who has not read the question, to see what an item gives away.

An item of `bargaining.language.items` comes in; answers go out: nothing, everything, always the first label,
always the last, and random ones from a generator that the caller seeds. Called by tests of lessons, which
print what each of them scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from statistics import fmean
from typing import Any

from bargaining.language.items import Choice, Item, Joint, Matching, OnDate, Ordering, Selection, Table

# A random day is one of the three weeks before and after the right one: nearer than a guess would be.
_DAYS_AROUND = 21


@dataclass(frozen=True)
class BlindScores:
    """What an item gives for its key, and to those who have not read it; `random`: a score for each try."""

    gold: float
    empty: float
    everything: float
    always_first: float
    always_last: float
    random: tuple[float, ...]

    @property
    def chance(self) -> float:
        """The mean of the random answers."""
        return fmean(self.random)

    def line(self, name: str) -> str:
        """One line for a printed table."""
        return (
            f"{name:<28} gold {self.gold:4.2f}  empty {self.empty:4.2f}  all {self.everything:4.2f}  "
            f"first {self.always_first:4.2f}  last {self.always_last:4.2f}  random {self.chance:5.3f}"
        )


def blind_scores(item: Item, seed: int, tries: int = 1000) -> BlindScores:
    """Return what an item scores for its key and for answers that do not depend on the question.

    >>> asked = Table({"a": "yes", "b": "no", "c": "yes", "d": "no"}, ("yes", "no"))
    >>> scores = blind_scores(asked, seed=1)
    >>> scores.gold, scores.empty, scores.always_first, scores.always_last
    (1.0, 0.0, 0.0, 0.0)
    """
    generator = Random(seed)  # noqa: S311 - a repeatable experiment, not a secret
    score: Any = item.score
    return BlindScores(
        gold=score(gold(item)),
        empty=score(_empty(item)),
        everything=score(_constant(item, everything=True)),
        always_first=score(_constant(item, place=0)),
        always_last=score(_constant(item, place=-1)),
        random=tuple(score(random_answer(item, generator)) for _ in range(tries)),
    )


def gold(item: Item) -> Any:
    """Return the key as an answer."""
    match item:
        case Joint(parts):
            return {name: part.right for name, part in parts.items()}
        case Selection(right=right):
            return right
        case _:
            return item.right


def random_answer(item: Item, generator: Random) -> Any:
    """Return an answer drawn from all that could be given, each as likely as the others."""
    match item:
        case Choice(options):
            return generator.choice(options)
        case Joint(parts):
            return {name: generator.choice(part.options) for name, part in parts.items()}
        case Table(right, labels):
            return {row: generator.choice(labels) for row in right}
        case Selection(options):
            return {option for option in options if generator.random() < 1 / 2}
        case Ordering(right):
            return generator.sample(right, len(right))
        case Matching(right):
            values = list(right.values())
            return dict(zip(right, generator.sample(values, len(values)), strict=True))
        case OnDate(right):
            return right + timedelta(days=generator.randint(-_DAYS_AROUND, _DAYS_AROUND))


def _empty(item: Item) -> Any:
    match item:
        case Choice() | OnDate():
            return None
        case Joint() | Table() | Matching():
            return {}
        case Selection() | Ordering():
            return ()


def _constant(item: Item, place: int = 0, everything: bool = False) -> Any:
    """Always the same: every option where several may be chosen, else the first or the last one."""
    match item:
        case Choice(options):
            return options[place]
        case Joint(parts):
            return {name: part.options[place] for name, part in parts.items()}
        case Table(right, labels):
            return dict.fromkeys(right, labels[place])
        case Selection(options):
            return options if everything else [options[place]]
        case Ordering(right):
            return sorted(right, reverse=place != 0)
        case Matching(right):
            return _all_to_one(right, item.choices[place])
        case OnDate():
            return None


def _all_to_one(right: Mapping[str, str], value: str) -> dict[str, str]:
    return dict.fromkeys(right, value)
