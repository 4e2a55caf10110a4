"""The log of moves: who moved what, when, from where to where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bargaining.costing.table.items import Item, Proposal, Status


@dataclass(frozen=True)
class Move:
    """One move of one item: `before` is None when the item is new, `after` None when it is gone."""

    at: datetime
    side: str
    title: str
    before: Status | None
    after: Status | None
    number_changed: bool = False

    @property
    def sentence(self) -> str:
        """The move in one sentence, with its time."""
        when = f"{self.at:%Y-%m-%d %H:%M}"
        if self.before is None and self.after is not None:
            return f'{when} {self.side}: new item "{self.title}", {self.after.value}.'
        if self.after is None:
            return f'{when} {self.side}: item "{self.title}" taken out.'
        if self.before is self.after:
            return f'{when} {self.side}: number of "{self.title}" changed.'
        changed = ", with another number" if self.number_changed else ""
        words = (self.before or self.after).value
        return f'{when} {self.side}: "{self.title}" from {words} to {self.after.value}{changed}.'


def moves_between(before: Proposal, after: Proposal, at: datetime) -> tuple[Move, ...]:
    """Return what moved from one version of a proposal to the next, in the order of the items.

    `at` is the time to give for items that are gone; the others carry their own. An item that is the same in
    both made no move.
    """
    old = {item.id: item for item in before.items}
    moves = [move for item in after.items if (move := _move(after.side, old.get(item.id), item))]
    kept = {item.id for item in after.items}
    gone = (
        Move(at, after.side, item.title, item.status, None) for item in before.items if item.id not in kept
    )
    return (*moves, *gone)


def log_of(versions: Iterable[tuple[datetime, Proposal]]) -> tuple[Move, ...]:
    """Return all moves of one side from its versions, oldest first; the first version is all new items."""
    log: list[Move] = []
    previous: Proposal | None = None
    for at, version in versions:
        before = previous or Proposal(version.side, version.years, ())
        log += moves_between(before, version, at)
        previous = version
    return tuple(log)


def _move(side: str, old: Item | None, new: Item) -> Move | None:
    """Return the move from one version of an item to the next, or None when nothing moved."""
    if old is None:
        return Move(new.at, side, new.title, None, new.status)
    changed = any(
        getattr(old, name) != getattr(new, name) for name in ("raises", "once", "dollars", "months")
    )
    if old.status is new.status and not changed:
        return None
    return Move(new.at, side, new.title, old.status, new.status, changed)
