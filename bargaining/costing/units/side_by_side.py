"""A whole unit as one grid: the lanes of all its groups side by side, on one schedule and one scattergram.

A unit comes in; a schedule and a scattergram go out, on which every calculator of `bargaining.costing`
works. For school staff each job class is a column of its own, so that a lesson needs no branch.
"""

from __future__ import annotations

from decimal import Decimal

from pandas import DataFrame

from bargaining.costing.movement.facts import Movement
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.units.cost import HasGroups
from bargaining.costing.units.hourly import JobClass, NurseGroup
from bargaining.errors import StaffingError


def side_by_side(unit: HasGroups) -> tuple[SalarySchedule, Scattergram]:
    """Return the schedule and the scattergram of all groups, each group's lanes beside the next one's.

    Dollars a year and FTE for teachers, dollars an hour and paid hours a year for others. A lane that ends
    below the longest has no cell there. Raises `StaffingError` for groups that do not count in one measure
    or do not round alike, whose grids cannot be read as one.

    >>> from bargaining.costing.employers import employer
    >>> schedule, staff = side_by_side(employer(100))
    >>> schedule.lanes, schedule.top_step_of("Custodians"), staff.measure
    (('Paraprofessionals', 'Custodians', 'Bus drivers', 'Food service'), '5', 'paid hours')
    """
    first = unit.groups[0]
    if any(
        (g.scattergram.measure, g.schedule.rounding) != (first.scattergram.measure, first.schedule.rounding)
        for g in unit.groups
    ):
        raise StaffingError(f"The groups of {unit.name} are not paid alike; read them one by one.")
    longest = max((group.schedule.steps for group in unit.groups), key=len)
    lanes = tuple(lane for group in unit.groups for lane in group.schedule.lanes)
    salaries = {cell: pay for group in unit.groups for cell, pay in group.schedule.salaries.items()}
    fte = {cell: people for group in unit.groups for cell, people in group.scattergram.fte.items()}
    schedule = SalarySchedule(longest, lanes, salaries, first.schedule.rounding)
    return schedule, Scattergram(fte, first.scattergram.measure)


def movement_side_by_side(unit: HasGroups) -> Movement:
    """Return the lane changes, leavers and hires of all groups, for the grid of `side_by_side`.

    In the measure of its scattergram: FTE for teachers, paid hours a year for others. Changes from one job
    class to another are none of these: see `cost.class_change_cost`.

    >>> from bargaining.costing.employers import employer
    >>> len(movement_side_by_side(employer(100)).leavers)
    8
    """
    each = [group.movement for group in unit.groups]
    return Movement(
        tuple(change for movement in each for change in movement.lane_changes),
        tuple(posts for movement in each for posts in movement.leavers),
        tuple(posts for movement in each for posts in movement.hires),
    )


def register(unit: HasGroups, lane: str, steps: tuple[str, ...]) -> DataFrame:
    """Return a payroll register without names: a row for each post that stands in one lane at these steps.

    Columns: `row` (a number in place of a name), `step`, and what the post is: `FTE`, `hours a day` or
    `hours a year`. The rows stand mixed, as registers do. Raises `StaffingError` for a lane nobody has.

    >>> from bargaining.costing.employers import employer
    >>> register(employer(0), "B", ("8", "9"))["FTE"].sum()
    Decimal('1.5')
    """
    for group in unit.groups:
        if lane in group.schedule.lanes:
            posts = [(step, size) for step in steps for size in _posts(group, lane, step)]
            break
    else:
        raise StaffingError(f"{unit.name} has no {lane}.")
    order = [post for at in range(3) for post in posts[at::3]]
    what = {JobClass: "hours a day", NurseGroup: "hours a year"}.get(type(group), "FTE")
    return DataFrame(
        {
            "row": [str(number) for number in range(1, len(order) + 1)],
            "step": [step for step, _size in order],
            what: [size for _step, size in order],
        }
    )


def _posts(group: object, lane: str, step: str) -> list[Decimal]:
    """The size of each post in one cell: whole posts and a fraction, or hours."""
    if isinstance(group, JobClass):
        return [p.hours_per_day for p in group.posts if p.step == step for _ in range(int(p.people))]
    if isinstance(group, NurseGroup):
        found = [p for p in group.posts if (p.step, p.lane) == (step, lane)]
        return [p.hours_per_year for p in found for _ in range(int(p.people))]
    fte: Decimal = group.scattergram.fte_at(step, lane)  # type: ignore[attr-defined]
    return [Decimal(1)] * int(fte) + ([fte % 1] if fte % 1 else [])
