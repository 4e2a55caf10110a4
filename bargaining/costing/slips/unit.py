"""The wrong turns people take when they count a unit and price its salary base.

A slip in *who is counted* returns the scattergram as the mistaken reader sees it; put it into the right
formula, as in ``base_payroll(schedule, part_timers_as_whole_people(scattergram))``. A slip in *the sum*
returns the wrong number, in dollars, FTE or percent as its docstring says.

The numbers in the docstrings are those of Harbor Bend Regional, where the right answers are 159 FTE, a
base of $10,628,950, an average of $66,848.74, and 49 FTE or 30.82 % on the top step.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from bargaining.costing.index import IndexTable
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import (
    Scattergram,
    average_of_cells,
    average_salary,
    base_payroll,
    fte_to_divide_by,
    only_lane,
    paid_cells,
    top_step_fte,
)
from bargaining.errors import ScheduleError, StaffingError

_NONE = Decimal(0)

# Slips in who is counted: the scattergram as the mistaken reader sees it.


def part_timers_as_whole_people(scattergram: Scattergram) -> Scattergram:
    """Round every cell up, as if a person who works half time were a whole post (160 instead of 159)."""
    return Scattergram({cell: fte.to_integral_value(ROUND_CEILING) for cell, fte in scattergram.fte.items()})


def part_time_fractions_dropped(scattergram: Scattergram) -> Scattergram:
    """Cut off the decimals of every cell (158 FTE instead of 159)."""
    return Scattergram({cell: fte.to_integral_value(ROUND_FLOOR) for cell, fte in scattergram.fte.items()})


def last_lane_left_out(schedule: SalarySchedule, scattergram: Scattergram) -> Scattergram:
    """Forget the last lane of the schedule (116 FTE; a base of $7,402,150)."""
    return Scattergram(
        {
            (step, lane): _NONE if lane == schedule.lanes[-1] else fte
            for (step, lane), fte in scattergram.fte.items()
        }
    )


# Slips in the sum: FTE.


def cells_counted(scattergram: Scattergram) -> Decimal:
    """Count the filled cells instead of adding the FTE in them (39)."""
    return Decimal(sum(1 for fte in scattergram.fte.values() if fte > 0))


def first_step_fte(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Give the FTE on the first step for those on the top step (11 instead of 49)."""
    return sum((scattergram.fte_at(schedule.steps[0], lane) for lane in schedule.lanes), _NONE)


def highest_lane_fte(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Give all FTE of the highest lane for those on the top step (43 instead of 49)."""
    return sum((scattergram.fte_at(step, schedule.lanes[-1]) for step in schedule.steps), _NONE)


def top_of_highest_lane_fte(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Count only the top step of the highest lane (20 instead of 49)."""
    lane = schedule.lanes[-1]
    return scattergram.fte_at(schedule.top_step_of(lane), lane)


def part_time_fte(scattergram: Scattergram) -> Decimal:
    """Give the part-time fractions for those on the top step (0.5 + 0.5 = 1 instead of 49)."""
    return sum((fte % 1 for fte in scattergram.fte.values()), _NONE)


def moving_fte(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Give the FTE that do move up for those that do not (110 instead of 49)."""
    return scattergram.total_fte - top_step_fte(schedule, scattergram)


# Slips in the sum: the salary base, in dollars.


def salaries_added_once_each(schedule: SalarySchedule) -> Decimal:
    """Add up the schedule itself, without the FTE ($2,563,000)."""
    return sum(schedule.salaries.values(), _NONE)


def average_cell_times_fte(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Multiply the plain average of the schedule by the FTE: 64,075 × 159 ($10,187,925)."""
    return average_of_cells(schedule) * scattergram.total_fte


# Slips in the sum: the average salary, in dollars per FTE. (`staffing.average_of_cells` is one as well.)


def midpoint_of_extremes(schedule: SalarySchedule) -> Decimal:
    """Take half-way between the lowest and the highest salary: (50,000 + 78,900) / 2 ($64,450)."""
    return (min(schedule.salaries.values()) + max(schedule.salaries.values())) / 2


def average_of_lane_averages(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Average the averages of the lanes, as if all lanes were the same size ($65,282.25).

    Lanes in which nobody stands have no average and are left out.
    """
    fte_to_divide_by(scattergram)  # refuses a scattergram without anybody
    lanes = [only_lane(scattergram, lane) for lane in schedule.lanes]
    averages = [average_salary(schedule, people) for people in lanes if people.total_fte > 0]
    return sum(averages, _NONE) / len(averages)


def divided_by_people(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Divide the right salary base by people instead of FTE: 10,628,950 / 160 ($66,430.94)."""
    return base_payroll(schedule, scattergram) / fte_to_divide_by(part_timers_as_whole_people(scattergram))


# Slips in the sum: a salary on an index schedule whose base cell rises, in dollars.


def same_dollars_to_every_cell(
    schedule: SalarySchedule, step: str, lane: str, base_rise_dollars: Decimal
) -> Decimal:
    """Add the rise of the base cell to the cell as it stands: 66,500 + 1,000 ($67,500 instead of $67,830)."""
    return schedule.salary(step, lane) + base_rise_dollars


def one_step_too_many(index: IndexTable, step: str, lane: str, new_base_dollars: Decimal) -> Decimal:
    """Count the step number instead of the moves: 51,000 × (1 + 6 × 0.042 + 0.12) ($69,972).

    Raises `ScheduleError` on the last step, where the slip cannot happen.
    """
    index.number(step, lane)  # refuses a cell that is not there
    if step == index.steps[-1]:
        raise ScheduleError(
            f"Step {step} is the last step, so nobody can count one too many; ask for a lower one."
        )
    return new_base_dollars * index.number(index.steps[index.steps.index(step) + 1], lane)


def lane_and_step_multiplied(index: IndexTable, step: str, lane: str, new_base_dollars: Decimal) -> Decimal:
    """Multiply the lane's index by the step's instead of adding them: 51,000 × 1.12 × 1.21 ($69,115.20)."""
    first_step, first_lane = index.steps[0], index.lanes[0]
    return new_base_dollars * index.number(first_step, lane) * index.number(step, first_lane)


def lane_forgotten(index: IndexTable, step: str, new_base_dollars: Decimal) -> Decimal:
    """Price the step in the first lane: 51,000 × (1 + 5 × 0.042) ($61,710)."""
    return new_base_dollars * index.number(step, index.lanes[0])


# Slips in the sum: the share on the top step, in percent.


def top_step_cells_share(schedule: SalarySchedule) -> Decimal:
    """Count cells instead of FTE: 100 × 4 / 40 (10 %)."""
    return 100 * Decimal(len(schedule.lanes)) / len(schedule.salaries)


def top_step_dollar_share(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Give the top step's share of the payroll: 100 × 3,715,600 / 10,628,950 (34.96 %)."""
    cells = list(paid_cells(schedule, scattergram))
    on_top = sum((c.fte * c.salary_dollars for c in cells if c.step == schedule.top_step_of(c.lane)), _NONE)
    fte_to_divide_by(scattergram)  # refuses a scattergram without anybody
    return 100 * on_top / sum((c.fte * c.salary_dollars for c in cells), _NONE)


def highest_lane_only(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Count the top step of the highest lane alone: 100 × 20 / 159 (12.58 %)."""
    return 100 * top_of_highest_lane_fte(schedule, scattergram) / fte_to_divide_by(scattergram)


def divided_by_movers(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Divide by those who still move instead of the whole unit: 100 × 49 / 110 (44.55 %)."""
    movers = moving_fte(schedule, scattergram)
    if movers == 0:
        raise StaffingError("Nobody in this scattergram moves up a step, so there is nothing to divide by.")
    return 100 * top_step_fte(schedule, scattergram) / movers


# Slips in the sum: the table by lane, in dollars for each lane.


def average_cell_of_each_lane_times_fte(
    schedule: SalarySchedule, scattergram: Scattergram
) -> dict[str, Decimal]:
    """Multiply each lane's plain average of cells by the lane's FTE (lane B: 31.5 × 59,450 = $1,872,675)."""
    sums = each_lane_added_once(schedule)
    cells = {lane: sum(1 for _, other in schedule.salaries if other == lane) for lane in schedule.lanes}
    return {
        lane: sums[lane] / cells[lane] * only_lane(scattergram, lane).total_fte for lane in schedule.lanes
    }


def each_lane_added_once(schedule: SalarySchedule) -> dict[str, Decimal]:
    """Add up each lane's salaries without the FTE (lane B: $594,500)."""
    sums = dict.fromkeys(schedule.lanes, _NONE)
    for (_, lane), salary in schedule.salaries.items():
        sums[lane] += salary
    return sums
