"""Part 1, the base year: schedule and scattergram of each group as grids, and what follows from them.

The grids are inputs. Groups paid by the hour have a list of posts instead of a grid of FTE.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bargaining.costing.grid import Cell
from bargaining.costing.units.hourly import JobClass, NurseGroup
from bargaining.workbook.book import Book, Page, quoted
from bargaining.workbook.plan import NamedGroup, Plan, added

TITLE = "1 Base year"
Places = dict[str, dict[Cell, str]]


def write_base_year(book: Book, plan: Plan) -> tuple[Places, Places, Places]:
    """Write the sheet; return the addresses of each salary, FTE and index number, by group and cell."""
    lanes = max(len(group.group.schedule.lanes) for group in plan.groups)
    says = "Who stands where, and what they are paid in one year. The grids are inputs."
    page = book.page(TITLE, says, [30, *[16] * max(lanes + 1, 8)])
    payroll_row = _totals(page, plan)
    salaries: Places = {}
    people: Places = {}
    index: Places = {}
    for each in plan.groups:
        unit = "dollars an hour" if each.is_hourly else "dollars a year"
        page.heading(f"{each.group.name}: schedule, {unit}")
        style = "cents" if each.is_hourly else "dollars"
        salaries[each.slug] = _grid(page, each, each.group.schedule.salaries, style)
        if each.is_hourly:
            _posts(page, each)
        else:
            page.heading(f"{each.group.name}: scattergram, FTE")
            fte = {cell: each.group.scattergram.fte_at(*cell) for cell in each.group.schedule.salaries}
            people[each.slug] = _grid(page, each, fte, "number")
        if each.index:
            page.heading(f"{each.group.name}: index, times the base cell")
            index[each.slug] = _grid(page, each, each.index.numbers, "index")
    _chart(page, plan, payroll_row)
    page.done()
    return salaries, people, index


def _totals(page: Page, plan: Plan) -> int:
    """Write what follows from the grids, and return the row of the payroll."""
    page.heading("What follows")
    page.head(["", *[each.group.name for each in plan.groups], "The unit"])
    whole, payroll_row = len(plan.groups) + 1, page.row
    rows = [
        ("Base payroll", "payroll", "SUMPRODUCT(pay_now_{0},people_now_{0})", "SUM", "dollars"),
        ("FTE", "fte", "{fte}", "SUM", "count"),
        (
            "Average pay per FTE",
            "average",
            "IF(fte_{0}=0,0,payroll_{0}/fte_{0})",
            "unit_payroll/unit_fte",
            "cents",
        ),
        ("One percent of payroll", "one_percent", "payroll_{0}*1%", "SUM", "dollars"),
    ]
    for label, name, formula, unit_formula, style in rows:
        page.put(0, label)
        for column, each in enumerate(plan.groups, start=1):
            said = _fte(each) if formula == "{fte}" else formula.format(each.slug)
            page.figure(column, f"{name}_{each.slug}", said, style)
        parts = added([f"{name}_{each.slug}" for each in plan.groups])
        said = parts if unit_formula == "SUM" else f"IF(unit_fte=0,0,{unit_formula})"
        page.figure(whole, f"unit_{name}", said, f"{style}")
        page.row += 1
    if plan.has_premiums:
        page.put(0, "Premium pay, beside the payroll")
        for column, each in enumerate(plan.groups, start=1):
            if each.premiums:
                page.figure(
                    column,
                    f"premium_now_{each.slug}",
                    premium_pay(each, "pay_now_{}", "people_now_{}"),
                    "dollars",
                )
        said = added([f"premium_now_{each.slug}" for each in plan.groups if each.premiums])
        page.figure(whole, "unit_premium_now", said, "dollars")
        page.row += 1
    return payroll_row


def premium_pay(each: NamedGroup, pay: str, people: str) -> str:
    """Return the formula of a group's premium pay: hours × (dollars + share × average rate)."""
    paid, hours = pay.format(each.slug), people.format(each.slug)
    average = f"IF(SUM({hours})=0,0,SUMPRODUCT({paid},{hours})/SUM({hours}))"
    slug = each.slug
    return (
        f"SUMPRODUCT(premium_hours_{slug},premium_dollars_{slug})"
        f"+SUMPRODUCT(premium_hours_{slug},premium_share_{slug})*{average}"
    )


def _fte(each: NamedGroup) -> str:
    """Return the formula of a group's FTE."""
    return f"SUM(people_now_{each.slug})" + (f"/full_post_hours_{each.slug}" if each.is_hourly else "")


def _grid(page: Page, each: NamedGroup, cells: Mapping[Cell, Decimal], style: str) -> dict[Cell, str]:
    """Write a grid of inputs and return the address of each cell."""
    schedule = each.group.schedule
    page.head(["Step", *schedule.lanes])
    places = {}
    for step in schedule.steps:
        page.put(0, step)
        for column, lane in enumerate(schedule.lanes, start=1):
            if (step, lane) in cells:
                page.entry(column, cells[step, lane], style)
                places[step, lane] = f"'{page.title}'!{page.here(column)}"
        page.row += 1
    return places


def _posts(page: Page, each: NamedGroup) -> None:
    """Write the posts of a group paid by the hour, and what a full post is."""
    group, slug = each.group, each.slug
    page.heading(f"{group.name}: posts")
    if isinstance(group, JobClass):
        for label, value, name in (
            ("Paid days in a year", group.paid_days, "paid_days"),
            ("Hours of a full day", group.full_day_hours, "full_day_hours"),
        ):
            page.put(0, label)
            page.entry(1, value, "number", f"{name}_{slug}")
            page.row += 1
        page.line(
            "Paid hours of a full post",
            f"full_post_hours_{slug}",
            f"paid_days_{slug}*full_day_hours_{slug}",
            "count",
        )
        posts = [(p.step, group.name, p.people, p.hours_per_day) for p in group.posts]
        hours, per_year = "Hours a day, each", f"*paid_days_{slug}"
    elif isinstance(group, NurseGroup):
        page.put(0, "Paid hours of a full post")
        page.entry(1, group.full_year_hours, "number", f"full_post_hours_{slug}")
        page.row += 1
        posts = [(p.step, p.lane, p.people, p.hours_per_year) for p in group.posts]
        hours, per_year = "Hours a year, each", ""
    else:
        raise TypeError(f"{group.name} is paid by the hour and has no posts")
    page.head(["Step", "Lane", "People", hours, "Paid hours a year", "Row in Cells"], words=2)
    first = page.row
    for step, lane, people, each_hours in posts:
        page.entry(0, step, "text")
        page.entry(1, lane, "text")
        page.entry(2, people, "number")
        page.entry(3, each_hours, "number")
        page.formula(4, f"{page.here(2)}*{page.here(3)}{per_year}", "number")
        page.formula(5, row_of(quoted(group.name), page.here(0), page.here(1)), "whole")
        page.row += 1
    for column, name in ((4, "post_hours"), (5, "post_rows")):
        cells = f"{page.here(column, first)}:{page.here(column, page.row - 1)}"
        page.book.define(f"{name}_{slug}", page.title, cells)


def row_of(group: str, step: str, lane: str) -> str:
    """Return the formula that finds the row of a cell on the sheet Cells: 0 when there is none."""
    return f'SUMPRODUCT(EXACT(cell_keys,{group}&"|"&{step}&"|"&{lane})*cell_rows)'


def _chart(page: Page, plan: Plan, payroll_row: int) -> None:
    """Draw the payroll by group, or for one group nothing: its grid says it."""
    if len(plan.groups) < 2:
        return
    chart = page.book.file.add_chart({"type": "bar"})
    last = len(plan.groups)
    chart.add_series(
        {
            "name": "Base payroll",
            "categories": [page.title, payroll_row - 1, 1, payroll_row - 1, last],
            "values": [page.title, payroll_row, 1, payroll_row, last],
            "fill": {"color": "#1F3864"},
        }
    )
    chart.set_title({"name": "Base payroll by group, in dollars", "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_format": "#,##0", "min": 0})
    page.sheet.insert_chart(page.row + 1, 0, chart, {"description": "Base payroll by group, in dollars"})
    page.row += 17
