"""Steps that grow, from the easiest to the hardest, and how far up a team can go.

Steps and counts of people come in; how many a step takes and which is in reach go out. Called by the lessons
of the workshop.

Source: the idea of a structure test as in Power and Participation in Negotiations (UC Berkeley Labor Center,
https://laborcenter.berkeley.edu/workshop/power-and-participation-in-negotiations/). The percent that a step
takes is the team's own decision; those in the lessons are ours, to practice on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from bargaining.errors import WorkshopError

__all__ = ["Rung", "check_ladder", "in_reach", "members_needed"]


@dataclass(frozen=True)
class Rung:
    """One step: its id, what members do, and the percent of members whom it takes."""

    id: str
    title: str
    needs_percent: Decimal


def check_ladder(rungs: Sequence[Rung]) -> None:
    """Raise WorkshopError for a ladder that is empty, does not grow, or takes more than everybody.

    >>> check_ladder([Rung("a", "A petition", Decimal(70)), Rung("b", "A rally", Decimal(60))])
    Traceback (most recent call last):
    bargaining.errors.WorkshopError: "A rally" takes no more members than "A petition". Put them in order.
    """
    if not rungs:
        raise WorkshopError("The ladder has no step. Write down the easiest one first.")
    for lower, higher in pairwise(rungs):
        if higher.needs_percent <= lower.needs_percent:
            raise WorkshopError(
                f'"{higher.title}" takes no more members than "{lower.title}". Put them in order.'
            )
    if not 0 < rungs[0].needs_percent <= rungs[-1].needs_percent <= 100:
        raise WorkshopError("A step takes more than none of the members, and at most all of them.")


def members_needed(rung: Rung, members: int) -> int:
    """How many members a step takes; a part of one is one.

    >>> members_needed(Rung("a", "A petition", Decimal(65)), 101)
    66
    """
    return int((rung.needs_percent * members / 100).to_integral_value(ROUND_CEILING))


def in_reach(rungs: Sequence[Rung], took_part: int, members: int) -> Rung | None:
    """The highest step that takes no more members than took part in the last test; None where none is.

    Raises WorkshopError for a ladder that does not grow.

    >>> steps = [Rung("a", "A petition", Decimal(50)), Rung("b", "A rally", Decimal(70))]
    >>> in_reach(steps, 66, 100).title
    'A petition'
    """
    check_ladder(rungs)
    return next((rung for rung in reversed(rungs) if members_needed(rung, members) <= took_part), None)
