"""The wrong turns people take with steps, lane changes and turnover.

The numbers in the docstrings are those of Harbor Bend Regional, where steps cost $231,000, lane changes
$36,000, turnover saves $182,400, and standing still costs $84,600. A slip in who is counted is one of
`bargaining.costing.slips.unit`, put into the right formula:
``increment(schedule, part_timers_as_whole_people(scattergram))`` gives $233,100.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bargaining.costing.movement.facts import LaneChange, Posts
from bargaining.costing.movement.lanes import lane_change_worth
from bargaining.costing.movement.standing_still import StandingStill, turnover_savings
from bargaining.costing.movement.steps import increment, next_step, step_worth
from bargaining.costing.scattergram import Scattergram, fte_to_divide_by, only_lane, paid_cells
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.staffing import base_payroll, top_step_fte
from bargaining.errors import StaffingError

_NONE = Decimal(0)

# Steps, in dollars.


def everyone_moves(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Give people on the top step a step too, as large as the last one: 159 × 2,100 ($333,900)."""
    on_top = _NONE
    for cell in paid_cells(schedule, scattergram):
        below = _step_below(schedule, cell.step, cell.lane)
        if next_step(schedule, cell.step, cell.lane) == cell.step and below is not None:
            on_top += cell.fte * (cell.salary_dollars - schedule.salary(below, cell.lane))
    return increment(schedule, scattergram) + on_top


def step_rate_of_payroll(schedule: SalarySchedule, scattergram: Scattergram, step_rate: Decimal) -> Decimal:
    """Take the step's percent of the base cell on the whole payroll: 4.2 % × 10,628,950 ($446,415.90)."""
    return step_rate * base_payroll(schedule, scattergram)


def step_rate_of_movers_pay(
    schedule: SalarySchedule, scattergram: Scattergram, step_rate: Decimal
) -> Decimal:
    """Take the step's percent of the base cell on the movers' pay: 4.2 % × 6,913,350 ($290,360.70)."""
    return step_rate * _movers_pay(schedule, scattergram)


def one_step_per_cell(schedule: SalarySchedule) -> Decimal:
    """Add each step of the schedule once, without the FTE: 36 × 2,100 ($75,600)."""
    return sum((step_worth(schedule, step, lane) for step, lane in schedule.salaries), _NONE)


def one_step_per_cell_by_lane(schedule: SalarySchedule) -> dict[str, Decimal]:
    """Add each step of a lane once, without the FTE: 9 × 2,100 in every lane ($18,900)."""
    return {
        lane: sum((step_worth(schedule, step, at) for step, at in schedule.salaries if at == lane), _NONE)
        for lane in schedule.lanes
    }


def grids_average_step_for_all_movers(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Give everybody who moves the average step of the grid: 110 × 2,100 (right if steps are equal)."""
    worth = [
        step_worth(schedule, *cell) for cell in schedule.salaries if next_step(schedule, *cell) != cell[0]
    ]
    movers = scattergram.total_fte - top_step_fte(schedule, scattergram)
    return movers * sum(worth, _NONE) / len(worth) if worth else _NONE


def everyone_moves_by_lane(schedule: SalarySchedule, scattergram: Scattergram) -> dict[str, Decimal]:
    """Give everybody in each lane a step, the top step too (lane B: 31.5 × 2,100 = $66,150)."""
    return {lane: everyone_moves(schedule, only_lane(scattergram, lane)) for lane in schedule.lanes}


def step_rate_of_lanes_pay(
    schedule: SalarySchedule, scattergram: Scattergram, step_rate: Decimal
) -> dict[str, Decimal]:
    """Take the step's percent on each lane's pay (lane B: 4.2 % × 1,797,600 = $75,499.20)."""
    return {lane: step_rate * base_payroll(schedule, only_lane(scattergram, lane)) for lane in schedule.lanes}


# The step as a percent, and the average step.


def percent_of_next_years_payroll(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Divide by next year's payroll: 100 × 231,000 / 10,859,950 (2.13 %, not 2.17)."""
    steps = increment(schedule, scattergram)
    return 100 * steps / (base_payroll(schedule, scattergram) + steps)


def percent_of_movers_pay(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Divide by the pay of those who move: 100 × 231,000 / 6,913,350 (3.34 %)."""
    movers_pay = _movers_pay(schedule, scattergram)
    if movers_pay == 0:
        raise StaffingError("Nobody in this scattergram moves up a step, so there is nothing to divide by.")
    return 100 * increment(schedule, scattergram) / movers_pay


def average_step_over_everyone(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Divide the increment by all FTE: 231,000 / 159 ($1,452.83, not 2,100)."""
    return increment(schedule, scattergram) / fte_to_divide_by(scattergram)


def average_step_over_stayers(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Divide the increment by those on the top step: 231,000 / 49 ($4,714.29)."""
    stayers = top_step_fte(schedule, scattergram)
    if stayers == 0:
        raise StaffingError("Nobody stands on a top step, so there is nothing to divide by.")
    return increment(schedule, scattergram) / stayers


def average_step_over_cells(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Divide the increment by the cells below the top: 231,000 / 36 ($6,416.67)."""
    cells = sum(1 for step, lane in schedule.salaries if next_step(schedule, step, lane) != step)
    if cells == 0:
        raise StaffingError("This schedule has no cell below a top step, so there is nothing to divide by.")
    return increment(schedule, scattergram) / cells


# Lane changes, in dollars.


def step_counted_twice(schedule: SalarySchedule, changes: Iterable[LaneChange]) -> Decimal:
    """Pay the step again with the lane: 4 × (64,400 − 56,300) + 3 × (76,800 − 70,700) ($50,700)."""
    return sum(
        (
            change.fte
            * (lane_change_worth(schedule, change) + step_worth(schedule, change.step, change.from_lane))
            for change in changes
        ),
        _NONE,
    )


def people_swapped(schedule: SalarySchedule, changes: Iterable[LaneChange]) -> Decimal:
    """Give each change the people of another: 3 × 6,000 + 4 × 4,000 ($34,000)."""
    changes = tuple(changes)
    people = [change.fte for change in reversed(changes)]
    worth = (lane_change_worth(schedule, change) for change in changes)
    return sum((fte * each for fte, each in zip(people, worth, strict=True)), _NONE)


def one_lane_only(schedule: SalarySchedule, changes: Iterable[LaneChange]) -> Decimal:
    """Move everybody to the very next lane: 4 × 2,500 + 3 × 4,000 ($22,000)."""
    return sum(
        (
            change.fte
            * lane_change_worth(
                schedule,
                LaneChange(
                    change.fte, change.step, change.from_lane, _lane_above(schedule, change.from_lane)
                ),
            )
            for change in changes
        ),
        _NONE,
    )


def lane_rate_of_salary(
    schedule: SalarySchedule, changes: Iterable[LaneChange], lane_rates: dict[str, Decimal]
) -> Decimal:
    """Take the lane's percent of the salary and not of the base cell: 4 × 12 % × 58,400 + … ($45,504)."""
    total = _NONE
    for change in changes:
        step = next_step(schedule, change.step, change.from_lane)
        rate = lane_rates[change.to_lane] - lane_rates[change.from_lane]
        total += change.fte * rate * schedule.salary(step, change.from_lane)
    return total


# Turnover, in dollars.


def replacements_forgotten(schedule: SalarySchedule, leavers: Iterable[Posts]) -> Decimal:
    """Count what leavers earned and forget who is hired: 6 × 78,900 + 2 × 74,900 ($623,200)."""
    return turnover_savings(schedule, leavers, ())


def hires_moved_up(schedule: SalarySchedule, leavers: Iterable[Posts], hires: Iterable[Posts]) -> Decimal:
    """Give hires a step before they begin: − 4 × 52,100 − 4 × 62,300 ($165,600, not 182,400)."""
    moved = [Posts(h.fte, next_step(schedule, h.step, h.lane), h.lane) for h in hires]
    return turnover_savings(schedule, leavers, moved)


def all_hires_at_bottom(
    schedule: SalarySchedule, leavers: Iterable[Posts], hires: Iterable[Posts]
) -> Decimal:
    """Hire everybody at the first step of the first lane: − 8 × 50,000 ($223,200)."""
    fte = sum((hired.fte for hired in hires), _NONE)
    return turnover_savings(schedule, leavers, ()) - fte * schedule.salary(
        schedule.steps[0], schedule.lanes[0]
    )


def plain_averages(schedule: SalarySchedule, leavers: Iterable[Posts], hires: Iterable[Posts]) -> Decimal:
    """Average salaries, not people: 8 × ((78,900 + 74,900) / 2 − (50,000 + 60,200) / 2) ($174,400)."""
    leavers, hires = tuple(leavers), tuple(hires)
    if not leavers or not hires:
        raise StaffingError("A plain average needs leavers and hires; give both.")
    left = [schedule.salary(next_step(schedule, p.step, p.lane), p.lane) for p in leavers]
    begun = [schedule.salary(p.step, p.lane) for p in hires]
    return sum((p.fte for p in leavers), _NONE) * sum(left, _NONE) / len(left) - sum(
        (p.fte for p in hires), _NONE
    ) * sum(begun, _NONE) / len(begun)


def turnover_added_up(schedule: SalarySchedule, leavers: Iterable[Posts], hires: Iterable[Posts]) -> Decimal:
    """Add what hires earn instead of taking it off: 623,200 + 440,800 ($1,064,000)."""
    begun = sum((h.fte * schedule.salary(h.step, h.lane) for h in hires), _NONE)
    return turnover_savings(schedule, leavers, ()) + begun


# Standing still, in dollars.


def turnover_added(lines: StandingStill) -> Decimal:
    """Add turnover savings instead of taking them off: 231,000 + 36,000 + 182,400 ($449,400)."""
    return lines.cast_forward_dollars + lines.turnover_savings_dollars


def turnover_left_out(lines: StandingStill) -> Decimal:
    """Leave turnover out: 231,000 + 36,000 ($267,000)."""
    return lines.cast_forward_dollars


def lane_changes_left_out(lines: StandingStill) -> Decimal:
    """Leave lane changes out: 231,000 − 182,400 ($48,600)."""
    return lines.increment_dollars - lines.turnover_savings_dollars


def _movers_pay(schedule: SalarySchedule, scattergram: Scattergram) -> Decimal:
    """Return what those below the top step are paid."""
    return sum(
        (
            cell.fte * cell.salary_dollars
            for cell in paid_cells(schedule, scattergram)
            if next_step(schedule, cell.step, cell.lane) != cell.step
        ),
        _NONE,
    )


def _step_below(schedule: SalarySchedule, step: str, lane: str) -> str | None:
    """Return the step below one in its lane, or None at the bottom."""
    below = schedule.steps[: schedule.steps.index(step)]
    return next((lower for lower in reversed(below) if (lower, lane) in schedule.salaries), None)


def _lane_above(schedule: SalarySchedule, lane: str) -> str:
    """Return the next lane up; a lane at the end has none, and its people cannot have changed up."""
    place = schedule.lanes.index(lane)
    if place + 1 == len(schedule.lanes):
        raise StaffingError(f"There is no lane above {lane}; the slip cannot happen there.")
    return schedule.lanes[place + 1]
