"""Who decides, and where they stand: a map with two directions.

Two numbers for each person come in; the corner of the map, and what a team does there, go out. Called by the
lessons of the workshop. The scales are ours: power from 0 (no say) to 10 (decides alone), stand from -5
(against) to 5 (with us).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bargaining.errors import WorkshopError

__all__ = ["CORNER_WORDS", "Corner", "Stakeholder"]

_MOST_POWER, _FARTHEST = 10, 5


class Corner(StrEnum):
    """The four corners of the map."""

    RELY = "rely"
    BUILD = "build"
    MOVE = "move"
    WATCH = "watch"


CORNER_WORDS = {
    Corner.RELY: "Has a say and is with you: ask for one public act",
    Corner.BUILD: "Is with you and has little say: bring together with others",
    Corner.MOVE: "Has a say and is not with you: find who can move this person",
    Corner.WATCH: "Not with you, and little say: keep an eye on, and spend no time",
}


@dataclass(frozen=True)
class Stakeholder:
    """Somebody on the map.

    >>> Stakeholder("The chair of the board", 9, -2).corner.value
    'move'
    """

    name: str
    power: int
    stand: int

    def __post_init__(self) -> None:
        if not 0 <= self.power <= _MOST_POWER or not -_FARTHEST <= self.stand <= _FARTHEST:
            raise WorkshopError(f"{self.name}: power is 0 to 10, and the stand is -5 to 5.")

    @property
    def corner(self) -> Corner:
        """The corner of the map: half of the power is a say, and above zero is with us."""
        has_a_say = 2 * self.power >= _MOST_POWER
        if self.stand > 0:
            return Corner.RELY if has_a_say else Corner.BUILD
        return Corner.MOVE if has_a_say else Corner.WATCH
