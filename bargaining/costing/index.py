"""Index tables: each salary is the base cell times a number that stands in the contract.

An index table is the schedule without its money. When the base cell rises by $1,000, a cell with index 1.33
rises by $1,330.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bargaining.costing.convention import exact
from bargaining.costing.grid import Cell, Fixed, check_place, checked_grid, checked_labels, grid_table
from bargaining.errors import ScheduleError

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class IndexTable:
    """The index number of every cell: 1.33 at step 6, lane M means 1.33 times the base cell.

    `steps` and `lanes` are labels in the order of the contract; `numbers` maps (step, lane) to the index and
    may leave cells out. Raises `ScheduleError` as `bargaining.costing.schedule.SalarySchedule` does.
    """

    steps: tuple[str, ...]
    lanes: tuple[str, ...]
    numbers: Mapping[Cell, Decimal]

    def __post_init__(self) -> None:
        steps, lanes = checked_labels(self.steps, "step"), checked_labels(self.lanes, "lane")
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "lanes", lanes)
        object.__setattr__(self, "numbers", checked_grid(steps, lanes, self.numbers, "index number"))

    def number(self, step: str, lane: str) -> Decimal:
        """Return the index number of one cell; raises `ScheduleError` when the cell has none.

        >>> additive_index([Decimal("0.04")], {"B": Decimal(0), "M": Decimal("0.10")}).number("2", "M")
        Decimal('1.14')
        """
        check_place(self.steps, self.lanes, step, lane)
        if (step, lane) not in self.numbers:
            raise ScheduleError(
                f"Lane {lane} has no index number at step {step}; ask for a cell that has one."
            )
        return self.numbers[step, lane]

    def table(self) -> DataFrame:
        """Return the index numbers, a row for each step and a column for each lane."""
        return grid_table(self.steps, self.lanes, self.numbers)


def additive_index(
    step_rates: Sequence[Decimal],
    lane_rates: Mapping[str, Decimal],
    lane_step_rates: Mapping[str, Decimal] | None = None,
) -> IndexTable:
    """Build an index table in which steps and lanes are percents of the base cell, added together.

    * `step_rates`: what each step up is worth in the first lane, as a fraction of the base cell: nine of them
      for a ten-step schedule. They need not be equal.
    * `lane_rates`: what each lane is worth at step 1, as a fraction of the base cell, in the order of the
      lanes.
    * `lane_step_rates`: what each step up is worth more than that in a lane (0 for a lane not named), for the
      contracts whose lanes draw apart towards the top.

    The index at step s is 1 + the lane's rate + the s − 1 step rates below it. Steps are labelled 1, 2, 3, …
    Source: the lane percents of base in the Hilliard, Ohio, teachers' contract of 2008, where each lane adds
    6 % of the base and does not compound.

    >>> table = additive_index([Decimal("0.04"), Decimal("0.03")], {"B": Decimal(0), "M": Decimal("0.10")})
    >>> [str(table.number(step, "M")) for step in table.steps]
    ['1.10', '1.14', '1.17']
    """
    rates = [
        exact(rate, f"the rate of the step after step {s}", ScheduleError)
        for s, rate in enumerate(step_rates, 1)
    ]
    extra = lane_step_rates or {}
    if unknown := [lane for lane in extra if lane not in lane_rates]:
        raise ScheduleError(f"The schedule has no lane {unknown[0]}; its lanes are {', '.join(lane_rates)}.")
    steps = tuple(str(number) for number in range(1, len(rates) + 2))
    numbers = {
        (step, lane): 1
        + exact(lane_rate, f"the rate of lane {lane}", ScheduleError)
        + sum(rates[:moves], Decimal(0))
        + moves * exact(extra.get(lane, 0), f"the step rate of lane {lane}", ScheduleError)
        for moves, step in enumerate(steps)
        for lane, lane_rate in lane_rates.items()
    }
    return IndexTable(steps, tuple(lane_rates), Fixed(numbers))
