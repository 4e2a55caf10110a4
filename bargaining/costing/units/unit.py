"""A bargaining unit: one employer, one or more groups of people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bargaining.costing.convention import exact
from bargaining.costing.units.facts import Facts
from bargaining.costing.units.group import Group
from bargaining.errors import StaffingError


class UnitKind(Enum):
    """Which of the three courses of examples a unit belongs to. The value is the wording to print."""

    TEACHERS = "teachers"
    SCHOOL_STAFF = "school staff"
    NURSES = "nurses"


@dataclass(frozen=True)
class ClassChange:
    """People who change job class: `hours` paid a year move from one class and step to another.

    `from_step` is where they stand this year; they are compared at the step they would have reached.
    `to_step` is where they are placed next year.
    """

    hours: Decimal
    from_class: str
    from_step: str
    to_class: str
    to_step: str

    def __post_init__(self) -> None:
        if exact(self.hours, f"the change from {self.from_class} to {self.to_class}", StaffingError) <= 0:
            raise StaffingError(
                f"The hours that change from {self.from_class} to {self.to_class} must be above 0."
            )


@dataclass(frozen=True)
class BargainingUnit:
    """A unit of one or more groups, which may be of different kinds.

    * `groups`: `Salaried`, `JobClass` or `NurseGroup`, each with a name of its own.
    * `class_changes`: people who move from one job class to another.
    * `variant`, `fictional`: the number of an invented employer, and that it is one.
    * `facts`: longevity, stipends, health plan and roll-up, when they are known.

    Raises `StaffingError` for no group, or two of the same name.
    """

    name: str
    groups: tuple[Group, ...]
    kind: UnitKind
    class_changes: tuple[ClassChange, ...] = ()
    variant: int | None = None
    fictional: bool = False
    facts: Facts | None = None

    def __post_init__(self) -> None:
        if not self.groups:
            raise StaffingError(f"{self.name} has no group of people; give at least one.")
        names = [group.name for group in self.groups]
        if twice := [name for name in names if names.count(name) > 1]:
            raise StaffingError(f"{self.name} has two groups called {twice[0]}; give each its own name.")

    def group(self, name: str) -> Group:
        """Return the group of this name; raises `StaffingError` and lists those there are."""
        for group in self.groups:
            if group.name == name:
                return group
        there = ", ".join(group.name for group in self.groups)
        raise StaffingError(f"{self.name} has no group {name}; it has {there}.")
