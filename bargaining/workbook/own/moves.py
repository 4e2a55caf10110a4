"""Read who changes lanes, who leaves and who is hired, in the labels of the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.workbook.own.contract import Problem
from bargaining.workbook.own.grid import Grid
from bargaining.workbook.own.lists import Row, rows_of
from bargaining.workbook.own.people import known
from bargaining.workbook.own.tables import Sheet

_HEADS = {
    "what": ("what",),
    "step": ("step",),
    "lane": ("lane", "from lane", "from"),
    "to_lane": ("to lane", "to"),
    "people": ("how many", "people", "fte"),
    "hours": ("hours",),
}
WHAT = ("lane change", "leaver", "hire")


@dataclass(frozen=True)
class Move:
    """One line: `what` is one of `WHAT`; `hours` each, a day or a year, or None when nobody has said."""

    what: str
    step: str
    lane: str
    to_lane: str
    people: Decimal
    hours: Decimal | None = None


def read_moves(sheet: Sheet | None, schedule: Grid) -> tuple[list[Move], list[Problem]]:
    """Return the moves of a sheet, and what could not be read."""
    problems: list[Problem] = []
    moves = []
    for row in rows_of(sheet, _HEADS, ("what", "people")):
        people = row.number("people", problems)
        if people:
            move = _move(row, people, schedule, problems)
            moves += [move] if move else []
    return moves, problems


def _move(row: Row, people: Decimal, schedule: Grid, problems: list[Problem]) -> Move | None:
    """Return one line, or None and a problem."""
    what = next((each for each in WHAT if row.text("what").casefold().startswith(each[:4])), "")
    if not what:
        problems.append(row.says("what", f'"{row.text("what")}" is none of {", ".join(WHAT)}'))
        return None
    step = known(row.label("step"), schedule.steps)
    lane = known(row.label("lane"), schedule.lanes)
    if step is None or lane is None:
        given = f"step {row.label('step') or '(none)'}, lane {row.label('lane') or '(none)'}"
        problems.append(row.says("step", f"{given} is not on the schedule; use its labels"))
        return None
    to_lane = known(row.label("to_lane"), schedule.lanes) or ""
    if what == "lane change" and to_lane in ("", lane):
        problems.append(row.says("to_lane", "a lane change needs another lane of the schedule to go to"))
        return None
    return Move(what, step, lane, to_lane, people, row.number("hours", problems) or None)
