"""Build the groups of a unit from what was read: teachers, nurses, or a job class for each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bargaining.costing.convention import Rounding
from bargaining.costing.movement.facts import LaneChange, Movement, Posts
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.units.group import Group, Salaried
from bargaining.costing.units.hourly import DailyPosts, JobClass, NurseGroup, ShiftPosts
from bargaining.costing.units.unit import UnitKind
from bargaining.workbook.own.grid import Grid
from bargaining.workbook.own.moves import Move
from bargaining.workbook.own.people import Post


def groups_of(
    kind: UnitKind, grid: Grid, posts: Sequence[Post], moves: Sequence[Move], full: Mapping[str, Decimal]
) -> tuple[Group, ...]:
    """Return the groups; `full` is what a full post is, and stands for hours that nobody gave.

    Raises `BargainingError` for whatever the engine refuses.
    """
    if kind is UnitKind.TEACHERS:
        return (_teachers(grid, posts, moves),)
    if kind is UnitKind.NURSES:
        return (_nurses(grid, posts, moves, full["hours of a full year"]),)
    classes = (_job_class(lane, grid, posts, moves, full) for lane in grid.lanes)
    return tuple(each for each in classes if each is not None)


def _teachers(grid: Grid, posts: Sequence[Post], moves: Sequence[Move]) -> Salaried:
    fte = dict.fromkeys(grid.cells, Decimal(0))
    for post in posts:
        fte[post.step, post.lane] += post.people
    leavers, hires = (
        tuple(Posts(m.people, m.step, m.lane) for m in moves if m.what == what) for what in ("leaver", "hire")
    )
    changes = (LaneChange(m.people, m.step, m.lane, m.to_lane) for m in moves if m.what == "lane change")
    return Salaried("Teachers", _schedule(grid), Scattergram(fte), Movement(tuple(changes), leavers, hires))


def _nurses(grid: Grid, posts: Sequence[Post], moves: Sequence[Move], full: Decimal) -> NurseGroup:
    shifts = tuple(ShiftPosts(p.people, p.step, p.lane, p.hours or full) for p in posts)
    leavers, hires = (
        tuple(ShiftPosts(m.people, m.step, m.lane, m.hours or full) for m in moves if m.what == what)
        for what in ("leaver", "hire")
    )
    changes = tuple(
        LaneChange(m.people * (m.hours or full), m.step, m.lane, m.to_lane)
        for m in moves
        if m.what == "lane change"
    )
    return NurseGroup(
        "Nurses", _schedule(grid), shifts, full, lane_changes=changes, leavers=leavers, hires=hires
    )


def _job_class(
    lane: str, grid: Grid, posts: Sequence[Post], moves: Sequence[Move], full: Mapping[str, Decimal]
) -> JobClass | None:
    """Return one column of the schedule as a job class; a column in which nobody works is left out."""
    day = full["hours of a full day"]
    here = tuple(DailyPosts(p.people, p.step, p.hours or day) for p in posts if p.lane == lane)
    if not here:
        return None
    leavers, hires = (
        tuple(
            DailyPosts(m.people, m.step, m.hours or day) for m in moves if m.what == what and m.lane == lane
        )
        for what in ("leaver", "hire")
    )
    schedule = _schedule(grid, lane)
    return JobClass(lane, schedule, here, full["paid days"], day, leavers=leavers, hires=hires)


def _schedule(grid: Grid, lane: str | None = None) -> SalarySchedule:
    """Return the grid as a schedule, or one column of it."""
    cells = {cell: pay for cell, pay in grid.cells.items() if lane in (None, cell[1])}
    steps = tuple(step for step in grid.steps if any(step == at for at, _ in cells))
    lanes = tuple(each for each in grid.lanes if any(each == at for _, at in cells))
    return SalarySchedule(steps, lanes, cells, _rounding(grid))


def _rounding(grid: Grid) -> Rounding:
    """Return how the schedule is rounded, as its pay shows: to the dollar, to the cent, or not at all."""
    if all(pay == pay.to_integral_value() for pay in grid.cells.values()):
        return Rounding.HALF_UP_DOLLAR
    is_cents = all(pay == pay.quantize(Decimal("0.01")) for pay in grid.cells.values())
    return Rounding.HALF_UP_CENT if is_cents else Rounding.UNROUNDED
