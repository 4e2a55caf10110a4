"""Read a grid of steps and lanes from a sheet: salaries, hourly rates, or people.

The heads may be merged or stand in two rows, lanes and steps may come in any order, and there may be any
number of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from bargaining.costing.grid import Cell
from bargaining.workbook.own.contract import Problem
from bargaining.workbook.own.tables import Sheet, Typed
from bargaining.workbook.own.typed import UnreadableError, label_of, number_of, problem, same

_STEPS = re.compile(r"(?i)^(steps?|years?( of (service|experience))?|level)\b(?!\s*\d)")
_NO_STEP = re.compile(r"(?i)^(total|sum|average|mean|note|notes|source|\*)")


@dataclass(frozen=True)
class Grid:
    """A grid: labels in the order of the sheet, the numbers, and what could not be read."""

    steps: tuple[str, ...]
    lanes: tuple[str, ...]
    cells: dict[Cell, Decimal]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())


def read_grid(sheet: Sheet) -> Grid:
    """Return the grid of a sheet; without heads or rows, a grid of nothing and a problem."""
    place = _heads(sheet)
    if place is None:
        says = "no grid found here; put Step in the first column and the lanes beside it"
        return Grid((), (), {}, (Problem(sheet.name, "", says),))
    first_row, column, lanes = place
    cells: dict[Cell, Decimal] = {}
    steps: list[str] = []
    problems: list[Problem] = []
    for row in sheet.rows[first_row:]:
        step_cell = row[column] if column < len(row) else None
        values = [(lane, row[at]) for at, lane in lanes.items() if at < len(row)]
        if step_cell is None or not step_cell.text:
            if any(typed.text for _, typed in values):
                problems.append(
                    problem(sheet, values[0][1], "this row has no step; write its step before it")
                )
            continue
        if _NO_STEP.match(step_cell.text):
            continue
        step = label_of(step_cell)
        if step in steps:
            problems.append(problem(sheet, step_cell, f"step {step} stands twice; keep one of the rows"))
            continue
        steps.append(step)
        problems += _row(sheet, step, values, cells)
    return _in_order(sheet, Grid(tuple(steps), tuple(lanes.values()), cells, tuple(problems)))


def _row(
    sheet: Sheet, step: str, values: list[tuple[str, Typed]], cells: dict[Cell, Decimal]
) -> list[Problem]:
    """Put a row's numbers into the cells, and return its problems."""
    problems = []
    for lane, typed in values:
        try:
            number = number_of(typed)
        except UnreadableError as trouble:
            problems.append(problem(sheet, typed, trouble))
            continue
        if number is not None and number < 0:
            problems.append(problem(sheet, typed, f"{number} is below 0; write what is meant"))
        elif number is not None:
            cells[step, lane] = number
    return problems


def _heads(sheet: Sheet) -> tuple[int, int, dict[int, str]] | None:
    """Return the first row below the heads, the column of steps, and the lane of each other column."""
    for number, row in enumerate(sheet.rows):
        for column, typed in enumerate(row[:4]):
            if _STEPS.match(typed.text) and any(each.text for each in row[column + 1 :]):
                return _lanes(sheet, number, column)
    for number, row in enumerate(sheet.rows[:-1]):
        if sum(bool(typed.text) for typed in row[1:]) and not any(
            _is_number(typed) for typed in row[1:] if typed.text
        ):
            below = sheet.rows[number + 1]
            if below and below[0].text and any(_is_number(typed) for typed in below[1:]):
                return _lanes(sheet, number, 0)
    return None


def _lanes(sheet: Sheet, number: int, column: int) -> tuple[int, int, dict[int, str]]:
    """Return the lanes, from one row of heads or from two: "Bachelor" over "+0" and "+15"."""
    row = sheet.rows[number]
    labels = {at: label_of(typed, "lane") for at, typed in enumerate(row) if at > column and typed.text}
    following = sheet.rows[number + 1] if number + 1 < len(sheet.rows) else ()
    is_second = len(following) > column and (
        not following[column].text or following[column].text == row[column].text
    )
    below = {at: label_of(typed, "lane") for at, typed in enumerate(following) if at > column and typed.text}
    if is_second and below and not all(_is_number(following[at]) for at in below):
        joined = {
            at: re.sub(r" (?=\+)", "", f"{labels.get(at, '')} {label}".strip()) for at, label in below.items()
        }
        return number + 2, column, joined
    return number + 1, column, labels


def _is_number(typed: Typed) -> bool:
    """Say whether a cell holds a number."""
    if re.fullmatch(r"\d{1,2}", typed.text):
        return True
    try:
        return number_of(typed) is not None
    except UnreadableError:
        return False


def _in_order(sheet: Sheet, grid: Grid) -> Grid:
    """Turn a grid that begins with its highest step, and refuse a lane that stands twice."""
    twice = [lane for lane in grid.lanes if [same(each) for each in grid.lanes].count(same(lane)) > 1]
    if twice:
        says = f"lane {twice[0]} stands twice; give each lane its own head"
        return Grid(grid.steps, grid.lanes, grid.cells, (*grid.problems, Problem(sheet.name, "", says)))
    numbers = [int(step) for step in grid.steps if step.isdigit()]
    if len(numbers) == len(grid.steps) > 1 and numbers != sorted(numbers):
        steps = tuple(str(number) for number in sorted(numbers))
        note = f"Steps on sheet {sheet.name} were put in order, {steps[0]} to {steps[-1]}."
        return Grid(steps, grid.lanes, grid.cells, grid.problems, (note,))
    return grid
