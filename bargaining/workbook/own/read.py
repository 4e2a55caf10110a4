"""Read somebody's own contract from a filled template, or from plain csv grids, as an engine unit.

Files come in; an `OwnContract` goes out: the unit, what was understood, what was estimated, and what could
not be read. Nothing is kept and nothing is sent anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from bargaining.costing.price_tag import in_dollars
from bargaining.costing.units.cost import unit_fte, unit_payroll, unit_standing_still
from bargaining.costing.units.facts import Facts
from bargaining.costing.units.group import Group
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.errors import BargainingError
from bargaining.workbook.own.agreed import read_facts, read_offers
from bargaining.workbook.own.contract import ESTIMATE, OwnContract, Problem
from bargaining.workbook.own.grid import Grid, read_grid
from bargaining.workbook.own.groups import groups_of
from bargaining.workbook.own.lists import value_beside
from bargaining.workbook.own.moves import read_moves
from bargaining.workbook.own.people import Post, read_posts, spread
from bargaining.workbook.own.tables import Sheet, read_bytes, read_sheets
from bargaining.workbook.own.typed import UnreadableError, number_of, problem

_HOURLY_BELOW = Decimal(500)  # no yearly salary is so low and no hourly rate so high
_FULL = {  # stand-ins for a full post until somebody writes the real one; each is said to be an estimate
    "paid days": Decimal(180),
    "hours of a full day": Decimal(7),
    "hours of a full year": Decimal(2_080),
}
_FULL_OF = {
    UnitKind.TEACHERS: (),
    UnitKind.SCHOOL_STAFF: ("paid days", "hours of a full day"),
    UnitKind.NURSES: ("hours of a full year",),
}


@dataclass
class _Told:
    """What is gathered while reading."""

    understood: list[str] = field(default_factory=list)
    estimates: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_own_files(paths: Iterable[Path]) -> OwnContract:
    """Return the contract in one filled template, or in csv files of the schedule and the people.

    Raises `OwnContractError` for a file that cannot be opened or must not be used; everything else is a
    problem in what is returned.
    """
    return read_own_sheets([sheet for path in paths for sheet in read_sheets(path)])


def read_own_bytes(content: bytes, name: str) -> OwnContract:
    """Return the contract in a file's content, as a notebook gets it; as `read_own_files`."""
    return read_own_sheets(read_bytes(content, name))


def read_own_sheets(sheets: Sequence[Sheet], kind_otherwise: UnitKind | None = None) -> OwnContract:
    """Return the contract in these sheets; the sheet Example is left aside.

    `kind_otherwise`: the kind of unit where the pay is by the hour and the sheets do not say whose it is.
    """
    told = _Told()
    sheets = [sheet for sheet in sheets if not sheet.name.casefold().startswith(("example", "read me"))]
    schedule_sheet = _sheet(sheets, "schedule", "salar", "pay", "rates by step")
    people_sheet = _sheet(sheets, "people", "scatter", "fte", "staff", "count")
    if schedule_sheet is None and sheets:
        others = [sheet for sheet in sheets if sheet is not people_sheet]
        schedule_sheet = others[0] if len(others) == 1 else None
    if schedule_sheet is None:
        says = "there is no sheet of this name; it holds steps, lanes and pay"
        return OwnContract(None, None, (), (), (Problem("Schedule", "", says),))
    grid = read_grid(schedule_sheet)
    told.problems += grid.problems
    told.understood += grid.notes
    if not grid.cells and not grid.problems:
        told.problems.append(Problem(schedule_sheet.name, "", "there is no pay here yet; fill in the grid"))
    unit_sheet = _sheet(sheets, "unit")
    kind = _kind(unit_sheet, grid, told, kind_otherwise)
    posts = _posts(people_sheet, unit_sheet, grid, told)
    if not grid.cells or kind is None or not posts:
        return OwnContract(None, None, tuple(told.understood), tuple(told.estimates), tuple(told.problems))
    moves, wrong = read_moves(_sheet(sheets, "movement"), grid)
    told.problems += wrong
    groups = groups_of(kind, grid, posts, moves, _full_posts(unit_sheet, kind, told))
    names = [group.name for group in groups]
    people = sum((post.people for post in posts), Decimal(0))
    facts, missing, wrong = read_facts(_sheet(sheets, "benefits"), _sheet(sheets, "rates"), names, people)
    told.problems += wrong
    if missing:
        told.estimates.append(f"Not in the file: {', '.join(missing)}. Parts 5 to 8 wait for it.")
    offers, wrong = read_offers(_sheet(sheets, "proposal"), names)
    told.problems += wrong
    unit = _unit(unit_sheet, groups, kind, facts, told)
    return OwnContract(unit, offers, tuple(told.understood), tuple(told.estimates), tuple(told.problems))


def _sheet(sheets: Sequence[Sheet], *words: str) -> Sheet | None:
    """Return the first sheet whose name begins with, or holds, one of these words."""
    for word in words:
        for sheet in sheets:
            if word in sheet.name.casefold().replace("_", " "):
                return sheet
    return None


def _kind(unit_sheet: Sheet | None, grid: Grid, told: _Told, otherwise: UnitKind | None) -> UnitKind | None:
    """Return the kind of unit, as it is written, as the pay shows, or as it is otherwise known to be."""
    if not grid.cells:
        return None
    is_hourly = max(grid.cells.values()) < _HOURLY_BELOW
    given = value_beside(unit_sheet, "kind of unit")
    named = {kind.value: kind for kind in UnitKind}.get(given.text.casefold() if given else "")
    measure = "dollars an hour" if is_hourly else "dollars a year"
    steps = [step for step in grid.steps if any(step == used for used, _ in grid.cells)]
    lanes = [lane for lane in grid.lanes if any(lane == used for _, used in grid.cells)]
    told.understood.append(
        f"Schedule: {len(steps)} steps ({steps[0]} to {steps[-1]}) and {len(lanes)} lanes or classes "
        f"({', '.join(lanes)}), from {in_dollars(min(grid.cells.values()))} to "
        f"{in_dollars(max(grid.cells.values()))}, read as {measure}."
    )
    if not is_hourly:
        return UnitKind.TEACHERS
    by_the_hour = (UnitKind.SCHOOL_STAFF, UnitKind.NURSES)
    if named in by_the_hour:
        return named
    if given is None and otherwise in by_the_hour:
        told.understood.append(f"Pay by the hour: read as a unit of {otherwise.value}.")
        return otherwise
    says = "the pay is by the hour; choose school staff or nurses beside Kind of unit"
    told.problems.append(
        Problem(unit_sheet.name if unit_sheet else "Unit", given.cell if given else "", says)
    )
    return None


def _posts(people_sheet: Sheet | None, unit_sheet: Sheet | None, grid: Grid, told: _Told) -> list[Post]:
    """Return who stands where; a head count alone is spread over the schedule and said to be an estimate."""
    if not grid.cells:
        return []
    posts, problems = read_posts(people_sheet, grid)
    told.problems += problems
    people = sum((post.people for post in posts), Decimal(0))
    if posts:
        told.understood.append(f"People: {people.normalize():f} in {len(posts)} places.")
        return posts
    count = _beside(unit_sheet, told, "people in all")
    if count:
        told.estimates.append(
            f"{ESTIMATE}{count.normalize():f} people were spread evenly over the {len(grid.cells)} cells of "
            "the schedule. Ask for the scattergram; until then every price is rough."
        )
        return spread(grid, count)
    says = "nobody stands on the schedule; fill in this sheet, or write People in all on sheet Unit"
    told.problems.append(Problem(people_sheet.name if people_sheet else "People", "", says))
    return []


def _beside(sheet: Sheet | None, told: _Told, *words: str) -> Decimal | None:
    """Return the number beside a label of the sheet Unit, or None."""
    typed = value_beside(sheet, *words)
    if sheet is None or typed is None:
        return None
    try:
        number = number_of(typed)
    except UnreadableError as trouble:
        told.problems.append(problem(sheet, typed, trouble))
        return None
    return number if number and number > 0 else None


def _full_posts(sheet: Sheet | None, kind: UnitKind, told: _Told) -> dict[str, Decimal]:
    """Return the hours or days of a full post, as written or as estimates."""
    full = {}
    for label in _FULL_OF[kind]:
        given = _beside(sheet, told, label)
        if given is None:
            told.estimates.append(
                f"{ESTIMATE}{label} {_FULL[label]:,f}. Write the real number on sheet Unit."
            )
        full[label] = given or _FULL[label]
    return full


def _unit(
    sheet: Sheet | None, groups: tuple[Group, ...], kind: UnitKind, facts: Facts | None, told: _Told
) -> BargainingUnit | None:
    """Build the unit and price it once, so that what does not fit together is a problem now and not later."""
    given = value_beside(sheet, "employer")
    name = re.sub(r"[\r\n]+", " ", given.text)[:80] if given else "Our unit"
    try:
        unit = BargainingUnit(name, groups, kind, facts=facts)
        unit_standing_still(unit)
        told.understood.append(
            f"{name}: {unit_fte(unit):,.1f} FTE, base payroll {in_dollars(unit_payroll(unit))}."
        )
    except BargainingError as trouble:
        told.problems.append(Problem("Movement", "", str(trouble).rstrip(".")))
        return None
    return unit
