"""Read who stands where: a grid of FTE or people, a list of posts, or one head count for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.workbook.own.contract import Problem
from bargaining.workbook.own.grid import Grid, read_grid
from bargaining.workbook.own.lists import rows_of
from bargaining.workbook.own.tables import Sheet
from bargaining.workbook.own.typed import same

POSTS = {
    "step": ("step",),
    "lane": ("lane", "class", "job class", "group", "column"),
    "people": ("people", "fte", "how many", "count", "number"),
    "hours": ("hours",),
}


@dataclass(frozen=True)
class Post:
    """Some people in one cell; `hours` each, a day or a year, or None when nobody has said."""

    step: str
    lane: str
    people: Decimal
    hours: Decimal | None = None


def read_posts(sheet: Sheet | None, schedule: Grid) -> tuple[list[Post], list[Problem]]:
    """Return the posts of a sheet, in the labels of the schedule, and what could not be read."""
    if sheet is None:
        return [], []
    listed = list(rows_of(sheet, POSTS, ("step", "people")))
    problems: list[Problem] = []
    posts = []
    for row in listed:
        people = row.number("people", problems)
        if not people:
            continue
        step = known(row.label("step"), schedule.steps)
        given = row.label("lane")
        lane = known(given, schedule.lanes) if given or len(schedule.lanes) > 1 else schedule.lanes[0]
        if step is None or lane is None:
            problems.append(row.says("step", _not_there(row.label("step"), given)))
            continue
        if (step, lane) not in schedule.cells:
            problems.append(row.says("step", _no_pay(people, step, lane)))
            continue
        posts.append(Post(step, lane, people, row.number("hours", problems) or None))
    if listed:
        return posts, problems
    return _from_grid(sheet, schedule)


def _from_grid(sheet: Sheet, schedule: Grid) -> tuple[list[Post], list[Problem]]:
    """Return the posts of a grid of people."""
    grid = read_grid(sheet)
    problems, posts = list(grid.problems), []
    for (step, lane), people in grid.cells.items():
        if not people:
            continue
        here, there = known(step, schedule.steps), known(lane, schedule.lanes)
        if here is None or there is None:
            problems.append(Problem(sheet.name, "", _not_there(step, lane)))
        elif (here, there) not in schedule.cells:
            problems.append(Problem(sheet.name, "", _no_pay(people, here, there)))
        else:
            posts.append(Post(here, there, people))
    return posts, problems


def spread(schedule: Grid, people: Decimal) -> list[Post]:
    """Return a head count spread evenly over all cells: a stand-in until the scattergram is known."""
    each = people / len(schedule.cells)
    return [Post(step, lane, each) for step, lane in schedule.cells]


def known(label: str, labels: tuple[str, ...]) -> str | None:
    """Return the schedule's own label that is meant, or None."""
    return next((each for each in labels if same(each) == same(label)), None)


def _not_there(step: str, lane: str) -> str:
    return f"step {step or '(none)'}, lane {lane or '(none)'} is not on the schedule; use its labels"


def _no_pay(people: Decimal, step: str, lane: str) -> str:
    return (
        f"lane {lane} has no pay at step {step}, but {people.normalize():f} stand there; "
        "mend the schedule or the count"
    )
