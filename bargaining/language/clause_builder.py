"""Build a clause by choosing, slot by slot, and try it on fact patterns.

Slots, the words of each option and fact patterns come in; the text of a clause goes out, and for every fact
pattern what the clause does there, beside what its drafters wanted. Nothing is judged by how it is worded:
the choices are executed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from bargaining.errors import ReadingError
from bargaining.language.items import beyond_half

Choices = Mapping[str, str]


@dataclass(frozen=True)
class Slot:
    """One thing to decide: its id, the question, and its options: id -> words in the clause ("" for
    silence).
    """

    id: str
    ask: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class FactPattern:
    """A story, what should come out, and what does, given the choices.

    `wanted` are the outcomes that the drafters would accept; `run` returns the outcome in a word or two.
    """

    id: str
    story: str
    wanted: frozenset[str]
    run: Callable[[Choices], str]


@dataclass(frozen=True)
class Trial:
    """A fact pattern, what the clause did, and whether that was wanted."""

    pattern: FactPattern
    outcome: str
    met: bool


@dataclass(frozen=True)
class ClauseBuilder:
    """A clause to build: its slots, how its words go together, and the facts to try it on."""

    slots: tuple[Slot, ...]
    render: Callable[[Mapping[str, str]], str]
    patterns: tuple[FactPattern, ...]

    def text(self, choices: Choices) -> str:
        """Return the clause in words. Raises `ReadingError` when a slot is not filled, or filled
        strangely.
        """
        return self.render({slot.id: slot.options[self._chosen(slot, choices)] for slot in self.slots})

    def tried(self, choices: Choices) -> tuple[Trial, ...]:
        """Return what the clause does on every fact pattern. Raises `ReadingError` as `text` does."""
        checked = {slot.id: self._chosen(slot, choices) for slot in self.slots}
        outcomes = ((pattern, pattern.run(checked)) for pattern in self.patterns)
        return tuple(Trial(pattern, outcome, outcome in pattern.wanted) for pattern, outcome in outcomes)

    def score(self, choices: Choices, chance_share: float) -> float:
        """Return the share of facts met beyond what any choices meet on average, beyond half; 1 when all
        are.
        """
        trials = self.tried(choices)
        met = sum(trial.met for trial in trials) / len(trials)
        return beyond_half((met - chance_share) / (1 - chance_share))

    def chance_share(self) -> float:
        """The share of facts that a clause meets on average over every clause that can be built."""
        shares = [
            sum(trial.met for trial in self.tried(choices)) / len(self.patterns)
            for choices in self.all_choices()
        ]
        return sum(shares) / len(shares)

    def all_choices(self) -> Iterator[Choices]:
        """Yield every clause that can be built."""
        for options in product(*(slot.options for slot in self.slots)):
            yield dict(zip((slot.id for slot in self.slots), options, strict=True))

    def _chosen(self, slot: Slot, choices: Choices) -> str:
        if unknown := set(choices) - {slot.id for slot in self.slots}:
            raise ReadingError(f'This clause has no slot "{min(unknown)}".')
        if (chosen := choices.get(slot.id)) is None or chosen not in slot.options:
            raise ReadingError(f"{slot.ask} Choose one of: {', '.join(slot.options)}.")
        return chosen
