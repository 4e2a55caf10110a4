"""The scattergram: who stands where on the schedule, in full-time equivalents.

FTE by step and lane come in and are checked; with a schedule beside it, a scattergram can be laid out as a
table and gone through cell by cell. What follows from it in dollars is in `bargaining.costing.staffing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from bargaining.costing.convention import exact
from bargaining.costing.grid import Cell, Fixed, check_cells, check_place, grid_table
from bargaining.costing.schedule import SalarySchedule
from bargaining.errors import StaffingError
from bargaining.rounding import is_exact

if TYPE_CHECKING:
    from pandas import DataFrame

_NONE = Decimal(0)


@dataclass(frozen=True)
class Scattergram:
    """FTE (full-time equivalents) in each cell: `fte` maps (step, lane) to a number, 0.5 for a half post.

    A cell that is left out has nobody in it. People who are paid by the hour are counted in paid hours a year
    instead: then `measure` is "paid hours", the schedule is one of hourly rates, and every sum is the same.

    Raises `StaffingError` for an empty mapping, a negative or inexact FTE, or a label that is not text.

    >>> scattergram = Scattergram({("1", "B"): Decimal(6), ("2", "B"): Decimal("0.5")})
    >>> scattergram.total_fte
    Decimal('6.5')
    >>> Scattergram({("1", "B"): Decimal(-1)})
    Traceback (most recent call last):
        ...
    bargaining.errors.StaffingError: The FTE at step 1, lane B is -1; it cannot be below 0.
    """

    fte: Mapping[Cell, Decimal]
    measure: str = "FTE"

    def __post_init__(self) -> None:
        if not self.fte:
            raise StaffingError("The scattergram is empty; give the FTE of at least one cell.")
        check_cells(self.fte, StaffingError)
        checked = {}
        for (step, lane), given in self.fte.items():
            if is_exact(given) and given >= 0:
                checked[step, lane] = given
                continue
            fte = exact(given, f"the {self.measure} at step {step}, lane {lane}", StaffingError)
            if fte < 0:
                raise StaffingError(
                    f"The {self.measure} at step {step}, lane {lane} is {fte}; it cannot be below 0."
                )
            checked[step, lane] = fte
        object.__setattr__(self, "fte", Fixed(checked))

    @property
    def total_fte(self) -> Decimal:
        """All FTE added up; part-time posts count as the part they are."""
        return sum(self.fte.values(), _NONE)

    def fte_at(self, step: str, lane: str) -> Decimal:
        """Return the FTE of one cell, 0 when nobody stands there."""
        return self.fte.get((step, lane), _NONE)

    def with_fte(self, step: str, lane: str, fte: Decimal) -> Scattergram:
        """Return a scattergram that differs in one cell; this one stays as it is.

        >>> Scattergram({("1", "B"): Decimal(6)}).with_fte("1", "B", Decimal("6.5")).total_fte
        Decimal('6.5')
        """
        return replace(self, fte={**self.fte, (step, lane): fte})

    def table(self, schedule: SalarySchedule) -> DataFrame:
        """Return the FTE in the order of the schedule: a row for each step, a column for each lane.

        0 where nobody stands, None where the schedule has no such cell. Raises `StaffingError` when somebody
        stands where the schedule has no salary.
        """
        list(paid_cells(schedule, self))  # refuses FTE that the table would have no place for
        fte = {(step, lane): self.fte_at(step, lane) for step, lane in schedule.salaries}
        return grid_table(schedule.steps, schedule.lanes, fte)


def only_lane(scattergram: Scattergram, lane: str) -> Scattergram:
    """Return the scattergram with everybody outside the lane taken out, to price or count that lane alone.

    A lane in which nobody stands gives 0 FTE.

    >>> staff = Scattergram({("1", "B"): Decimal(6), ("1", "M"): Decimal("2.5")})
    >>> only_lane(staff, "M").total_fte
    Decimal('2.5')
    """
    kept = {cell: fte if cell[1] == lane else _NONE for cell, fte in scattergram.fte.items()}
    alone = object.__new__(Scattergram)  # its cells were checked with the scattergram they come from
    object.__setattr__(alone, "fte", Fixed(kept))
    object.__setattr__(alone, "measure", scattergram.measure)
    return alone


def lanes_with_part_timers(schedule: SalarySchedule, scattergram: Scattergram) -> tuple[str, ...]:
    """Return the lanes, lowest first, in which some cell holds a part-time fraction (0.5 of a post).

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> lanes_with_part_timers(unit.schedule, unit.scattergram)
    ('B', 'M')
    """
    return tuple(
        lane for lane in schedule.lanes if any(scattergram.fte_at(step, lane) % 1 for step in schedule.steps)
    )


class PaidCell(NamedTuple):
    """One cell in which people stand: its labels, its FTE and its annual salary in dollars."""

    step: str
    lane: str
    fte: Decimal
    salary_dollars: Decimal


def paid_cells(schedule: SalarySchedule, scattergram: Scattergram) -> Iterator[PaidCell]:
    """Go through the cells in which people stand, with their salary.

    Raises `StaffingError` for a step or lane that the schedule does not have, and for FTE in a cell without a
    salary.
    """
    for (step, lane), fte, salary in priced_cells(schedule, scattergram):
        yield PaidCell(step, lane, fte, salary)


def priced_cells(schedule: SalarySchedule, scattergram: Scattergram) -> list[tuple[Cell, Decimal, Decimal]]:
    """Return the same cells as `paid_cells` as plain (cell, FTE, salary), for sums over large grids."""
    salaries = schedule.salaries
    if scattergram.fte.keys() - salaries.keys():
        _check_places(schedule, scattergram)
    return [(cell, fte, salaries[cell]) for cell, fte in scattergram.fte.items() if fte]


def _check_places(schedule: SalarySchedule, scattergram: Scattergram) -> None:
    """Refuse a step or lane that the schedule does not have, and FTE in a cell without a salary."""
    for (step, lane), fte in scattergram.fte.items():
        check_place(schedule.steps, schedule.lanes, step, lane, StaffingError)
        if fte and (step, lane) not in schedule.salaries:
            raise StaffingError(
                f"Lane {lane} has no salary at step {step}, but {in_words(fte)} {scattergram.measure} stand "
                f"there. Give that cell a salary, or move these {scattergram.measure} to the cell by which "
                "they are paid."
            )


def fte_to_divide_by(scattergram: Scattergram) -> Decimal:
    """Return the total FTE, or raise `StaffingError` when nobody stands there and nothing can be averaged."""
    if scattergram.total_fte == 0:
        raise StaffingError("Nobody stands in this scattergram, so there is no average; enter FTE in a cell.")
    return scattergram.total_fte


def in_words(fte: Decimal) -> str:
    """Write FTE with at least one decimal, 4.0 rather than 4, so that it is not read as a head count."""
    text = f"{fte.normalize():f}"
    return text if "." in text else f"{text}.0"
