"""Own contracts as people bring them: small grids, and the template filled in from a fictional employer."""

from collections.abc import Mapping
from io import BytesIO

import openpyxl

from bargaining.costing.employers import employer
from bargaining.costing.units.unit import UnitKind
from bargaining.workbook.own.template import template

Rows = list[list[object]]

SCHEDULE: Rows = [["Step", "B", "M"], ["Step 1", "$50,000", 56000], ["Step 2", "52,100.00", 58250]]
PEOPLE: Rows = [["Step", "M", "B"], [1, 1.5, 4], [2, 11, "6.0"]]


def xlsx(sheets: Mapping[str, Rows], merged: Mapping[str, str] | None = None) -> bytes:
    """A spreadsheet of these sheets, as somebody might have typed them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if merged and name in merged:
            sheet.merge_cells(merged[name])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def put(book: openpyxl.Workbook, sheet: str, row: int, values: list[object]) -> None:
    for column, value in enumerate(values, start=1):
        if value is not None:
            book[sheet].cell(row, column).value = value


def heads(book: openpyxl.Workbook, sheet: str, first: str) -> int:
    """The row of a sheet whose first cell begins so."""
    return next(cell.row for cell in book[sheet]["A"] if str(cell.value or "").startswith(first))


def filled(kind: UnitKind, empty: bytes | None = None) -> bytes:
    """The template, filled in with a fictional employer's own figures, as a person would."""
    variant = {UnitKind.TEACHERS: 0, UnitKind.SCHOOL_STAFF: 100, UnitKind.NURSES: 200}[kind]
    unit = employer(variant)
    book = openpyxl.load_workbook(BytesIO(empty or template(kind)))
    groups = unit.groups
    lanes = [lane for group in groups for lane in group.schedule.lanes]
    salaries = {cell: pay for group in groups for cell, pay in group.schedule.salaries.items()}
    steps = max((group.schedule.steps for group in groups), key=len)
    top = heads(book, "Schedule", "Step")
    for row in range(top + 1, top + 16):  # the boxes that are not ours
        put(book, "Schedule", row, [""] * 6)
    put(book, "Schedule", top, ["Step", *lanes])
    for row, step in enumerate(steps, start=top + 1):
        put(book, "Schedule", row, [step, *[salaries.get((step, lane), "") for lane in lanes]])
    at = heads(book, "People", "Step")
    group = groups[0]
    if kind is UnitKind.TEACHERS:
        put(book, "People", at, ["Step", *lanes])
        for row, step in enumerate(steps, start=at + 1):
            put(book, "People", row, [step, *[group.scattergram.fte_at(step, lane) for lane in lanes]])
    elif kind is UnitKind.NURSES:
        for row, post in enumerate(group.posts, start=at + 1):
            put(book, "People", row, [post.step, post.lane, post.people, post.hours_per_year])
        put(book, "Unit", heads(book, "Unit", "Hours of a full year"), [None, group.full_year_hours])
    else:
        posts = [(g.name, p) for g in groups for p in g.posts]
        for row, (name, post) in enumerate(posts, start=at + 1):
            put(book, "People", row, [post.step, name, post.people, post.hours_per_day])
        put(book, "Unit", heads(book, "Unit", "Paid days"), [None, 180])
        put(book, "Unit", heads(book, "Unit", "Hours of a full day"), [None, 7])
    put(book, "Unit", heads(book, "Unit", "Employer"), [None, "Our local"])
    move = heads(book, "Movement", "What")
    lane, first = lanes[0], steps[0]
    put(book, "Movement", move + 1, ["leaver", first, lane, None, 1])
    put(book, "Movement", move + 2, ["hire", first, lane, None, 1])
    rates = heads(book, "Rates", "Social Security")
    put(book, "Rates", rates, [None, 0.062, "$184,500"])
    put(book, "Rates", rates + 1, [None, "1.45%"])
    tiers = heads(book, "Benefits", "Tier")
    put(book, "Benefits", tiers + 1, ["single", "$10,200", 20])
    put(book, "Benefits", heads(book, "Benefits", "Employer's share"), [None, 0.8])
    sides = heads(book, "Proposals", "Ours")
    for row, rate in enumerate((0.04, 0.03, 0.02), start=sides):
        put(book, "Proposals", row, [None, None, rate])
    for row in (sides + 4, sides + 5):
        put(book, "Proposals", row, [None, None, "2%"])
    put(book, "Proposals", sides + 3, [None, None, "2%", 100 if kind is UnitKind.TEACHERS else 0.25])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
