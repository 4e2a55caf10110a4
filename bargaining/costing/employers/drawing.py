"""Draw the facts of an invented employer from its number, each by itself, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

Choice = TypeVar("Choice")

# 10 × 6 invented places, so that nobody takes a unit for a real one that bargains next door.
FIRST = ("Amber", "Bramble", "Copper", "Fern", "Gull", "Heron", "Juniper", "Lantern", "Otter", "Thistle")
SECOND = ("quay", "wick", "moor", "fen", "holt", "mere")


@dataclass(frozen=True)
class Draw:
    """Draws for one employer: `kind` and `variant` name it.

    A fact added later changes none of those drawn before, because each has a hash of its own.
    """

    kind: str
    variant: int

    def pick(self, fact: str, choices: Sequence[Choice]) -> Choice:
        """Pick one of the choices for one fact.

        >>> Draw("staff", 101).pick("a fact", range(10)) == Draw("staff", 101).pick("a fact", range(10))
        True
        """
        digest = sha256(f"{self.kind} {self.variant}: {fact}".encode()).digest()
        return choices[int.from_bytes(digest[:8], "big") % len(choices)]


def place_name(number: int) -> str:
    """Return an invented place, a different one for each number from 0 to 59.

    >>> len({place_name(number) for number in range(60)})
    60
    """
    first, second = divmod(number * 7 % 60, len(SECOND))  # 7 and 60 share no factor: each place comes once
    return f"{FIRST[first]}{SECOND[second]}"
