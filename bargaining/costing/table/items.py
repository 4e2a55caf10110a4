"""What lies on the table: items, each with a status, and proposals made of them.

An item says what it changes in which year; nothing is priced here. Called by `pricing` and by whoever builds
a proposal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import Enum

from bargaining.costing.convention import exact
from bargaining.costing.grid import Fixed
from bargaining.costing.raises.kinds import OffSchedule, Raise
from bargaining.errors import CostingError


class Status(Enum):
    """Where an item stands. The value is the wording to print."""

    PROPOSED = "proposed"
    SUPPOSAL = "supposal"
    PACKAGED = "packaged"
    TENTATIVELY_AGREED = "tentatively agreed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Item:
    """One item of a proposal.

    * `id`, `title`: a short name that never changes, and what people call it.
    * `status`, `at`: where it stands, and since when.
    * `prepared_by`, `checked_by`: who worked its number out, and who else checked it (None: nobody yet).
    * `package`: the name of the package it belongs to, if it is packaged.
    * `raises`, `once`: what it does to the schedule, and what it pays off the schedule, by year (1 is the
      first): for every group, or by group name.
    * `months`: for how many months of its first year a raise is in force, when it begins during that year.
    * `dollars`: what it costs over the base year, by year, when it is priced elsewhere (health insurance,
      leave); below 0 for a saving.

    Raises `CostingError` when a packaged item names no package, or the checker is the one who prepared it.
    """

    id: str
    title: str
    status: Status
    at: datetime
    prepared_by: str
    checked_by: str | None = None
    package: str | None = None
    raises: Mapping[int, Raise | Mapping[str, Raise]] = field(default_factory=dict)
    once: Mapping[int, OffSchedule | Mapping[str, OffSchedule]] = field(default_factory=dict)
    dollars: Mapping[int, Decimal] = field(default_factory=dict)
    months: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.status is Status.PACKAGED) != (self.package is not None):
            raise CostingError(
                f'"{self.title}" is {self.status.value} and names '
                f"{'no package' if self.package is None else 'the package ' + self.package}; "
                "an item is packaged exactly when it names its package."
            )
        if self.checked_by == self.prepared_by:
            raise CostingError(
                f'{self.prepared_by} prepared the number of "{self.title}"; a second person must check it.'
            )
        for year, amount in self.dollars.items():
            exact(amount, f'the dollars of "{self.title}" in year {year}', CostingError)
        if unknown := sorted(set(self.months) - set(self.raises)):
            raise CostingError(
                f'"{self.title}" gives months for year {unknown[0]} and no raise in that year.'
            )
        for name in ("raises", "once", "dollars", "months"):
            object.__setattr__(self, name, Fixed(getattr(self, name)))

    @property
    def is_draft(self) -> bool:
        """Whether nobody has checked it: then it prints as DRAFT."""
        return self.checked_by is None

    @property
    def years(self) -> set[int]:
        """The years in which it changes something."""
        return {*self.raises, *self.once, *self.dollars}

    def moved_to(self, status: Status, at: datetime, package: str | None = None) -> Item:
        """Return the item with another status since another time; its number and who checked it stay."""
        return replace(self, status=status, at=at, package=package)


@dataclass(frozen=True)
class Proposal:
    """One side's proposal: a list of items for a contract of `years` years.

    Raises `CostingError` for two items with the same id, and for an item that changes a year outside.
    """

    side: str
    years: int
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        ids = [item.id for item in self.items]
        if twice := [name for name in ids if ids.count(name) > 1]:
            raise CostingError(f"{self.side} has two items called {twice[0]}; give each its own id.")
        for item in self.items:
            if outside := sorted(year for year in item.years if not 1 <= year <= self.years):
                raise CostingError(
                    f'"{item.title}" changes year {outside[0]}, but the contract has years 1 to {self.years}.'
                )

    @property
    def is_draft(self) -> bool:
        """Whether an item that counts has not been checked."""
        return any(item.is_draft for item in self.counted())

    def counted(self, with_supposals: bool = False) -> tuple[Item, ...]:
        """Return the items that are priced: all but those withdrawn, and supposals only when asked for."""
        left_out = {Status.WITHDRAWN} if with_supposals else {Status.WITHDRAWN, Status.SUPPOSAL}
        return tuple(item for item in self.items if item.status not in left_out)

    def item(self, name: str) -> Item:
        """Return the item with this id; raises `CostingError` and lists those there are."""
        for item in self.items:
            if item.id == name:
                return item
        raise CostingError(
            f"{self.side} has no item {name}; it has {', '.join(item.id for item in self.items) or 'none'}."
        )

    def with_item(self, item: Item) -> Proposal:
        """Return the proposal with the item added, or put in the place of the one with the same id."""
        if any(other.id == item.id for other in self.items):
            return replace(self, items=tuple(item if other.id == item.id else other for other in self.items))
        return replace(self, items=(*self.items, item))

    def without(self, *names: str) -> Proposal:
        """Return the proposal without these items; raises `CostingError` when one is not there."""
        gone = {self.item(name).id for name in names}
        return replace(self, items=tuple(item for item in self.items if item.id not in gone))
