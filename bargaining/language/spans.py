"""Tags on a text that is cut into numbered fragments: who owes what, when, unless, or else.

A key (fragment -> labels) and what a reader tagged come in; a score goes out: the mean over the labels of F1,
less what tagging everything would score. Fragments are cut beforehand; nobody types positions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bargaining.errors import ReadingError
from bargaining.language.items import f1

LABELS = ("actor", "duty", "trigger", "deadline", "exception", "remedy")


@dataclass(frozen=True)
class Fragment:
    """A piece of a clause: its number, its words, and the labels that belong to it (may be none).

    `also` are labels that are accepted as well: tagged or not, they cost nothing.
    """

    number: int
    words: str
    labels: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TaggedClause:
    """A clause in fragments, with its key."""

    fragments: tuple[Fragment, ...]

    def __post_init__(self) -> None:
        numbers = [fragment.number for fragment in self.fragments]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ReadingError("Number the fragments 1, 2, 3 and so on, in the order of the text.")
        for fragment in self.fragments:
            if unknown := (fragment.labels | fragment.also) - set(LABELS):
                raise ReadingError(
                    f'Fragment {fragment.number}: "{min(unknown)}" is none of {", ".join(LABELS)}.'
                )
        if not self.labels:
            raise ReadingError("No fragment has a label, so there is nothing to find; tag the key first.")

    @property
    def text(self) -> str:
        """The clause as it reads."""
        return " ".join(fragment.words for fragment in self.fragments)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that occur in the key, in their usual order."""
        return tuple(label for label in LABELS if any(label in f.labels for f in self.fragments))

    def key(self, label: str) -> frozenset[int]:
        """The numbers of the fragments that carry a label."""
        return frozenset(f.number for f in self.fragments if label in f.labels)


def span_score(clause: TaggedClause, tagged: Mapping[str, Collection[int]]) -> float:
    """Return how well a clause was tagged: 1 for the key, 0 for nothing or for everything.

    `tagged`: label -> numbers of fragments. The mean of F1 over the labels of the key, and a label that the
    key does not have counts as a wrong one when it was used; less the same for tagging everything with every
    label, scaled so that the key is 1. Never below 0. Raises `ReadingError` for a label or number that is not
    there.

    >>> clause = TaggedClause((
    ...     Fragment(1, "The Principal", frozenset({"actor"})),
    ...     Fragment(2, "shall answer", frozenset({"duty"})),
    ...     Fragment(3, "in writing"),
    ...     Fragment(4, "within five School Days.", frozenset({"deadline"})),
    ... ))
    >>> span_score(clause, {"actor": [1], "duty": [2], "deadline": [4]})
    1.0
    >>> span_score(clause, {label: [1, 2, 3, 4] for label in clause.labels})
    0.0
    """
    numbers = {fragment.number for fragment in clause.fragments}
    for label, chosen in tagged.items():
        if label not in LABELS or not set(chosen) <= numbers:
            raise ReadingError(f'"{label}" on fragments {sorted(chosen)} does not fit this clause.')
    used = [label for label in LABELS if label in clause.labels or tagged.get(label)]
    found = sum(_f1(clause, label, tagged.get(label, ())) for label in used) / len(used)
    everything = sum(_f1(clause, label, numbers) for label in clause.labels) / len(clause.labels)
    return max(0.0, (found - everything) / (1 - everything)) if everything < 1 else found


def _f1(clause: TaggedClause, label: str, chosen: Collection[int]) -> float:
    """F1 of one label, where fragments on which it is accepted either way are left out."""
    key = clause.key(label)
    either = {f.number for f in clause.fragments if label in f.also} - key
    return f1({str(n) for n in key}, {str(n) for n in set(chosen) - either})
