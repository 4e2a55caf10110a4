"""What every group of people in a unit has, whether they are paid by the year or by the hour.

A group brings its own schedule, who stands where on it, and how they move. All calculators of
`bargaining.costing` work on the schedule and the scattergram, so they work for every group.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from bargaining.costing.convention import exact
from bargaining.costing.index import IndexTable
from bargaining.costing.movement.facts import NO_MOVEMENT, Movement
from bargaining.costing.scattergram import Scattergram, paid_cells
from bargaining.costing.schedule import SalarySchedule
from bargaining.errors import StaffingError


class Group(Protocol):
    """People who are paid by one schedule.

    The product of `schedule` and `scattergram` is dollars a year: salaries times FTE, or hourly rates times
    paid hours a year. `movement` is in the same measure as the scattergram.
    """

    @property
    def name(self) -> str:
        """What the group is called in its contract."""

    @property
    def schedule(self) -> SalarySchedule:
        """Dollars a year for a full post, or dollars an hour."""

    @property
    def scattergram(self) -> Scattergram:
        """FTE, or paid hours a year, in each cell."""

    @property
    def movement(self) -> Movement:
        """Who changes lanes, leaves and is hired between this year and next."""

    @property
    def fte(self) -> Decimal:
        """All posts as full-time equivalents."""

    @property
    def pays_per_year(self) -> int:
        """How many times a year people are paid."""


@dataclass(frozen=True)
class Salaried:
    """People on a schedule of yearly salaries, such as teachers.

    * `index`: the index table, when the contract has one.
    * `work_days`, `work_day_hours`: the work year and the work day; None when they are not known.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> Salaried("Teachers", unit.schedule, unit.scattergram).fte
    Decimal('159.0')
    """

    name: str
    schedule: SalarySchedule
    scattergram: Scattergram
    movement: Movement = NO_MOVEMENT
    pays_per_year: int = 26
    index: IndexTable | None = None
    work_days: Decimal | None = None
    work_day_hours: Decimal | None = None

    def __post_init__(self) -> None:
        list(paid_cells(self.schedule, self.scattergram))  # refuses people in a cell without a salary
        check_pays(self.name, self.pays_per_year)
        for value, what in ((self.work_days, "work days"), (self.work_day_hours, "hours of a work day")):
            if value is not None and exact(value, f"the {what} of {self.name}", StaffingError) <= 0:
                raise StaffingError(f"The {what} of {self.name} are {value}; they must be above 0.")

    @property
    def fte(self) -> Decimal:
        """All FTE of the scattergram."""
        return self.scattergram.total_fte


def check_pays(name: str, pays_per_year: int) -> None:
    """Refuse a number of pays that no payroll calendar has."""
    if type(pays_per_year) is not int or not 1 <= pays_per_year <= 53:
        raise StaffingError(
            f"{name} is said to be paid {pays_per_year!r} times a year; give a whole number from 1 to 53, "
            "such as 21 or 26."
        )
