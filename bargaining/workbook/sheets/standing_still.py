"""Part 2, standing still: steps, lane changes and turnover, each on a line, before any raise.

Lane changes, leavers and hires are lists of inputs with room for more.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bargaining.costing.units.hourly import JobClass, NurseGroup
from bargaining.workbook.book import Book, Page, quoted
from bargaining.workbook.plan import NamedGroup, Plan, added
from bargaining.workbook.sheets.base_year import row_of

TITLE = "2 Standing still"
_SPARE = 3
Listed = tuple[str, str, str, Decimal, Decimal | None]  # group, step, lane, how many, hours of each


def write_standing_still(book: Book, plan: Plan) -> None:
    """Write the sheet."""
    says = "What next year costs more when nothing is bargained. Turnover has a line of its own."
    page = book.page(TITLE, says, [32, 14, 14, 14, 14, 16, 14, 14])
    _lines(page, plan)
    _changes(page, plan)
    _posts(page, plan, "Leavers: where they stand this year", "leaver", _listed(plan, "leavers"))
    _posts(page, plan, "Hires: where they begin next year", "hire", _listed(plan, "hires"))
    if plan.class_changes:
        _class_changes(page, plan)
    page.note("FTE for people on yearly salaries; paid hours a year for people paid by the hour.")
    page.done()


def _lines(page: Page, plan: Plan) -> None:
    page.heading("On this year's schedule, in dollars")
    page.head(["", *[each.group.name for each in plan.groups], "The unit"])
    rows = {
        "Steps": ("steps", "SUMPRODUCT(pay_now_{0},stepped_1_{0}-people_now_{0})"),
        "Lane changes": ("lanes", "SUMPRODUCT(pay_now_{0},moved_1_{0}-stepped_1_{0})"),
        "Turnover savings": (
            "turnover",
            "SUMIF(leaver_groups,{1},leaver_dollars)-SUMIF(hire_groups,{1},hire_dollars)",
        ),
        "Net cost of standing still": ("standing", "steps_{0}+lanes_{0}-turnover_{0}"),
    }
    for label, (name, formula) in rows.items():
        style = "total dollars" if name == "standing" else "dollars"
        page.put(0, label, "total plain" if name == "standing" else "plain")
        for column, each in enumerate(plan.groups, start=1):
            page.figure(
                column, f"{name}_{each.slug}", formula.format(each.slug, quoted(each.group.name)), style
            )
        whole = added([f"{name}_{each.slug}" for each in plan.groups])
        page.figure(len(plan.groups) + 1, f"unit_{name}", whole, style)
        page.row += 1
    page.put(0, "in percent of the base payroll")
    for column, slug in enumerate([*[each.slug for each in plan.groups], "unit"], start=1):
        base = "unit_payroll" if slug == "unit" else f"payroll_{slug}"
        standing = "unit_standing" if slug == "unit" else f"standing_{slug}"
        rate = "unit_standing_rate" if slug == "unit" else f"standing_rate_{slug}"
        page.figure(column, rate, f"IF({base}=0,0,{standing}/{base})", "percent")
    page.row += 1


def _changes(page: Page, plan: Plan) -> None:
    page.heading("Lane changes")
    labels = [
        "Group",
        "Step this year",
        "From lane",
        "To lane",
        "FTE or hours",
        "Worth, each",
        "Row before",
        "Row after",
    ]
    page.head(labels)
    listed = [(e.group.name, c) for e in plan.groups for c in e.group.movement.lane_changes]
    first = page.row
    for group, change in [*listed, *[(None, None)] * _SPARE]:
        for column, text in enumerate(
            (group, change.step, change.from_lane, change.to_lane) if change else (None,) * 4
        ):
            page.entry(column, text, "text")
        page.entry(4, change.fte if change else None, "number")
        now = row_of(page.here(0), page.here(1), page.here(2))
        page.formula(6, _following(now), "quiet whole")
        step = f"IF({page.here(6)}=0,0,INDEX(cell_steps,{page.here(6)}))"
        page.formula(7, row_of(page.here(0), step, page.here(3)), "quiet whole")
        worth = f"INDEX(pay_now,{page.here(7)})-INDEX(pay_now,{page.here(6)})"
        page.formula(5, _found(page.here(1), f"AND({page.here(6)}>0,{page.here(7)}>0)", worth), "quiet cents")
        page.row += 1
    for column, name in ((4, "change_amounts"), (6, "change_from_rows"), (7, "change_to_rows")):
        page.book.define(name, page.title, f"{page.here(column, first)}:{page.here(column, page.row - 1)}")


def _posts(page: Page, plan: Plan, heading: str, name: str, listed: Sequence[Listed]) -> None:
    """Write a list of leavers or hires; leavers are priced at the step they would have reached."""
    page.heading(heading)
    page.head(
        ["Group", "Step", "Lane", "People or FTE", "Hours, each", "FTE or paid hours", "Row", "Dollars"],
        words=3,
    )
    first = page.row
    for group, step, lane, count, hours in [*listed, *[(None, None, None, None, None)] * _SPARE]:
        for column, text in enumerate((group, step, lane)):
            page.entry(column, text, "text")
        page.entry(3, count, "number")
        page.entry(4, hours, "number")
        page.formula(5, f"{page.here(3)}*{_hours(plan, page.here(0), page.here(4))}", "quiet number")
        now = row_of(page.here(0), page.here(1), page.here(2))
        page.formula(6, _following(now) if name == "leaver" else now, "quiet whole")
        dollars = f"{page.here(5)}*INDEX(pay_now,{page.here(6)})"
        page.formula(7, _found(page.here(1), f"{page.here(6)}>0", dollars), "quiet dollars")
        page.row += 1
    for column, what in ((0, "groups"), (5, "amounts"), (6, "rows"), (7, "dollars")):
        cells = f"{page.here(column, first)}:{page.here(column, page.row - 1)}"
        page.book.define(f"{name}_{what}", page.title, cells)


def _class_changes(page: Page, plan: Plan) -> None:
    """Write the people who change job class; they are priced at the salaries of year 1."""
    page.heading("Changes of job class")
    page.head(
        ["From class", "From step", "To class", "To step", "Paid hours", "Row before", "Row after"], words=4
    )
    first = page.row
    for change in plan.class_changes:
        texts = (change.from_class, change.from_step, change.to_class, change.to_step)
        for column, text in enumerate(texts):
            page.entry(column, text, "text")
        page.entry(4, change.hours, "number")
        page.formula(5, _following(row_of(page.here(0), page.here(1), page.here(0))), "whole")
        page.formula(6, row_of(page.here(2), page.here(3), page.here(2)), "whole")
        page.row += 1
    for column, name in ((4, "class_hours"), (5, "class_from_rows"), (6, "class_to_rows")):
        page.book.define(name, page.title, f"{page.here(column, first)}:{page.here(column, page.row - 1)}")


def _following(row: str) -> str:
    """Return the row that a step leads to, 0 when the cell is not on any schedule."""
    return f"IF({row}=0,0,INDEX(next_rows,{row}))"


def _found(step: str, is_there: str, formula: str) -> str:
    """Return the formula, words when the cell is on no schedule, and nothing for an empty line."""
    return f'IF({step}="",0,IF({is_there},{formula},"not on the schedule"))'


def _hours(plan: Plan, group: str, hours: str) -> str:
    """Return what a count is multiplied by: 1 for FTE, paid hours for people paid by the hour."""
    formula = "1"
    for each in plan.groups:
        if isinstance(each.group, JobClass):
            formula = f"IF({group}={quoted(each.group.name)},{hours}*paid_days_{each.slug},{formula})"
        elif isinstance(each.group, NurseGroup):
            formula = f"IF({group}={quoted(each.group.name)},{hours},{formula})"
    return formula


def _listed(plan: Plan, which: str) -> list[Listed]:
    """Return the leavers or hires of all groups, as their group gives them."""
    return [row for each in plan.groups for row in _of_group(each, which)]


def _of_group(each: NamedGroup, which: str) -> list[Listed]:
    group = each.group
    if isinstance(group, JobClass):
        return [(group.name, p.step, group.name, p.people, p.hours_per_day) for p in getattr(group, which)]
    if isinstance(group, NurseGroup):
        return [(group.name, p.step, p.lane, p.people, p.hours_per_year) for p in getattr(group, which)]
    return [(group.name, p.step, p.lane, p.fte, None) for p in getattr(group.movement, which)]
