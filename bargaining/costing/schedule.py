"""Salary schedules: what a full-time person is paid for a year at each step and lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bargaining.costing.convention import Rounding, exact, round_money
from bargaining.costing.grid import (
    Cell,
    Fixed,
    check_place,
    checked_grid,
    checked_labels,
    grid_table,
    top_step_of_lane,
)
from bargaining.costing.index import IndexTable, additive_index
from bargaining.errors import ScheduleError
from bargaining.rounding import is_exact

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class SalarySchedule:
    """A grid of annual salaries: steps down, lanes across.

    * `steps`, `lanes`: the labels, lowest first. Any number of each.
    * `salaries`: dollars a year for a full-time person, by (step, lane). A lane may have no salary at some
      steps (a ragged schedule): leave those cells out.
    * `rounding`: how this contract rounds a salary that it computes, for a raise or from an index. The
      salaries that are given must be rounded so already; otherwise a raise of nothing would change them.

    Raises `ScheduleError` for an empty grid, a label given twice, a salary at an unknown step or lane, a
    salary that is not above 0 or not rounded as the schedule rounds, or a step or lane without any salary.

    >>> two_by_two = SalarySchedule(
    ...     steps=("1", "2"),
    ...     lanes=("B", "M"),
    ...     salaries={
    ...         ("1", "B"): Decimal(40_000), ("1", "M"): Decimal(44_000),
    ...         ("2", "B"): Decimal(41_000), ("2", "M"): Decimal(45_500),
    ...     },
    ...     rounding=Rounding.HALF_UP_DOLLAR,
    ... )
    >>> two_by_two.salary("2", "M")
    Decimal('45500')
    """

    steps: tuple[str, ...]
    lanes: tuple[str, ...]
    salaries: Mapping[Cell, Decimal]
    rounding: Rounding

    def __post_init__(self) -> None:
        steps, lanes = checked_labels(self.steps, "step"), checked_labels(self.lanes, "lane")
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "lanes", lanes)
        object.__setattr__(self, "salaries", checked_grid(steps, lanes, self.salaries, "salary"))
        if self.rounding is Rounding.UNROUNDED:
            return
        for (step, lane), salary in self.salaries.items():
            if round_money(salary, self.rounding) != salary:
                raise ScheduleError(
                    f"The salary at step {step}, lane {lane} is {salary}, but this schedule is "
                    f"{self.rounding.value}; give it so, or say that the schedule rounds in another way."
                )

    def salary(self, step: str, lane: str) -> Decimal:
        """Return the annual salary in dollars of one cell; raises `ScheduleError` when the cell has none."""
        check_place(self.steps, self.lanes, step, lane)
        if (step, lane) not in self.salaries:
            raise ScheduleError(f"Lane {lane} has no salary at step {step}; ask for a cell that has one.")
        return self.salaries[step, lane]

    @property
    def top_step(self) -> str:
        """The last step of the schedule. In a ragged schedule a lane may end below it: see `top_step_of`."""
        return self.steps[-1]

    def top_step_of(self, lane: str) -> str:
        """Return the lane's own top step: the last one at which the lane has a salary."""
        check_place(self.steps, self.lanes, self.top_step, lane)
        return top_step_of_lane(self.steps, lane, self.salaries)

    def raised(self, raise_rate: Decimal) -> SalarySchedule:
        """Return the schedule with every salary raised by the same rate, rounded as this contract rounds.

        `raise_rate` is a fraction: 0.03 for 3 %. Raises `ScheduleError` when it is not an exact number.

        >>> index_schedule(Decimal(50_000), Decimal(0), {"B": Decimal(0)}, 1, Rounding.HALF_UP_DOLLAR).raised(
        ...     Decimal("0.03")
        ... ).salary("1", "B")
        Decimal('51500')
        """
        factor = 1 + exact(raise_rate, "the rate of the raise", ScheduleError)
        raised = {cell: round_money(salary * factor, self.rounding) for cell, salary in self.salaries.items()}
        return replace(self, salaries=raised)

    def with_salaries(self, salaries: Mapping[Cell, Decimal], rounding: Rounding) -> SalarySchedule:
        """Return the schedule with other salaries in the same cells, each rounded once as `rounding` says.

        Only the salaries are checked again: steps, lanes and cells are known to be right. That makes a raise
        of a large schedule several times faster. Raises `ScheduleError` when a salary is not above 0.

        >>> one = index_schedule(Decimal(50_000), Decimal(0), {"B": Decimal(0)}, 1, Rounding.HALF_UP_DOLLAR)
        >>> one.with_salaries({("1", "B"): Decimal("51250.4")}, Rounding.HALF_UP_DOLLAR).salary("1", "B")
        Decimal('51250')
        """
        if salaries.keys() != self.salaries.keys():
            raise ScheduleError("The new salaries must stand in the same cells as the old ones.")
        if rounding is not Rounding.UNROUNDED:
            salaries = {cell: round_money(salary, rounding) for cell, salary in salaries.items()}
        for (step, lane), salary in salaries.items():
            if not (is_exact(salary) and salary > 0):
                raise ScheduleError(
                    f"The salary at step {step}, lane {lane} is {salary}; it must be above 0. "
                    "Leave the cell out if the schedule has none there."
                )
        new = object.__new__(SalarySchedule)
        for name, value in (
            ("steps", self.steps),
            ("lanes", self.lanes),
            ("salaries", Fixed(salaries)),
            ("rounding", rounding),
        ):
            object.__setattr__(new, name, value)
        return new

    def table(self) -> DataFrame:
        """Return the salaries in dollars, steps down and lanes across; None where there is no such cell."""
        return grid_table(self.steps, self.lanes, self.salaries)


def schedule_from_index(base_dollars: Decimal, index: IndexTable, rounding: Rounding) -> SalarySchedule:
    """Return the schedule in which each salary is the base cell times the index number of its cell.

    `base_dollars` may carry cents: some printed schedules reproduce only from a base that was not rounded.
    Each product is rounded once, as `rounding` says. Raises `ScheduleError` when the base is not above 0.

    Source: the index clauses collected at https://lawinsider.com/clause/index-schedule and
    https://lawinsider.com/clause/salary-schedule-index; their printed salaries are among the tests.

    >>> index = IndexTable(("1",), ("B", "M"), {("1", "B"): Decimal(1), ("1", "M"): Decimal("1.15")})
    >>> schedule_from_index(Decimal(40_000), index, Rounding.HALF_UP_DOLLAR).salary("1", "M")
    Decimal('46000')
    """
    base = exact(base_dollars, "the base cell", ScheduleError)
    if base <= 0:
        raise ScheduleError(f"The base cell is {base} dollars; give a salary above 0.")
    salaries = {cell: round_money(base * number, rounding) for cell, number in index.numbers.items()}
    return SalarySchedule(index.steps, index.lanes, salaries, rounding)


def index_schedule(
    base_dollars: Decimal,
    step_rate: Decimal,
    lane_rates: Mapping[str, Decimal],
    step_count: int,
    rounding: Rounding,
) -> SalarySchedule:
    """Return an index schedule with equal steps: salary = base × (1 + (step − 1) × step rate + lane rate).

    * `base_dollars`: the salary of the first step in the first lane.
    * `step_rate`, `lane_rates`: fractions of the base cell; lanes are added to steps and do not compound.
    * `step_count`: how many steps; they are labelled 1, 2, 3, …

    Source: as `schedule_from_index` and `bargaining.costing.index.additive_index`, which builds the index.

    >>> lane_rates = {"B": Decimal(0), "M": Decimal("0.12")}
    >>> schedule = index_schedule(Decimal(50_000), Decimal("0.042"), lane_rates, 10, Rounding.HALF_UP_DOLLAR)
    >>> schedule.salary("6", "M")
    Decimal('66500')
    """
    if step_count < 1:
        raise ScheduleError(f"A schedule of {step_count} steps has no salaries; give at least one step.")
    return schedule_from_index(
        base_dollars, additive_index([step_rate] * (step_count - 1), lane_rates), rounding
    )
