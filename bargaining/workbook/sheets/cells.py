"""The sheet Cells: one row for each cell of each schedule, with the same formulas in every row.

It is the workbook's engine room: pay and people of each year stand beside each other, and the other sheets
add them up by name. Nothing is typed here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bargaining.costing.convention import Rounding
from bargaining.costing.grid import Cell
from bargaining.workbook.book import Book, Page, letters
from bargaining.workbook.plan import SIDES, NamedGroup, Plan
from bargaining.workbook.sheets.base_year import Places
from bargaining.workbook.sheets.roll_up import next_dollar, roll_up_of_cell

TITLE = "Cells"
# A spreadsheet counts in binary: 56,007.5 may stand there as 56,007.49999999999. The inner ROUND mends it.
_DIGITS = {Rounding.HALF_UP_DOLLAR: "ROUND(ROUND({},8),0)", Rounding.HALF_UP_CENT: "ROUND(ROUND({},8),2)"}
_DIGITS |= {Rounding.TRUNCATE_DOLLAR: "TRUNC(ROUND({},8))", Rounding.UNROUNDED: "{}"}


_PAY = {
    "edit": "change of this cell in year",
    "first": "pay after the first raise of year",
    "later": "pay with the later raise alone in year",
    "pay": "pay in year",
    "rolled": "roll-up of all who stand here in year",
}
At = Callable[[str, int], str]  # (column, row) -> address
Rolled = Callable[[str], str]  # column of people -> formula of who stands here after a step


class _Columns:
    """The columns in their order, by name, and how a formula points at one."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def at(self, name: str, row: int) -> str:
        return f"${letters(self.names.index(name))}{row + 1}"


@dataclass(frozen=True)
class Inputs:
    """Where the inputs of each cell stand: its salary, its FTE, its index number."""

    salaries: Places
    people: Places
    index: Places


def write_cells(book: Book, plan: Plan, inputs: Inputs) -> None:
    """Write the sheet and name its columns, for the whole unit and for each group."""
    columns = _Columns(_names_of(plan))
    widths = [18, 8, 12, 24, 6, 6, *[12] * (len(columns.names) - 6)]
    page = book.page(TITLE, "Every cell of every schedule. Only formulas: nothing is typed here.", widths)
    page.row += 1
    page.head(_labels(plan, columns.names), freeze=True)
    first = page.row
    for each in plan.groups:
        group_first = page.row
        schedule = each.group.schedule
        for lane in schedule.lanes:
            for step in schedule.steps:
                if (step, lane) in schedule.salaries:
                    _row(page, plan, each, columns, _At((step, lane), first), inputs)
                    page.row += 1
        _name(page, columns, group_first, page.row - 1, f"_{each.slug}")
    _name(page, columns, first, page.row - 1, "")
    for column, name in enumerate(("cell_groups", "cell_steps", "cell_lanes")):
        book.define(name, TITLE, f"{page.here(column, first)}:{page.here(column, page.row - 1)}")
    page.done()


def _names_of(plan: Plan) -> list[str]:
    """Return the names of the columns that so many parts need."""
    names = ["group", "step", "lane", "cell_keys", "cell_rows", "next_rows"]
    names += ["index_numbers"] if any(each.index for each in plan.groups) else []
    names += ["pay_now", "people_now"]
    if plan.through_part >= 5:
        names += ["rolled_now", "next_dollar"]
    if plan.through_part >= 2:
        names += ["stepped_1", "moved_1"]
    if plan.through_part >= 3:
        for year in plan.years:
            names += [f"people_{year}"]
        shown = [what for what in _PAY if what != "rolled" or plan.through_part >= 5]
        names += [f"{side}_{what}_{year}" for side in SIDES for year in plan.years for what in shown]
    return names


def _labels(plan: Plan, names: list[str]) -> list[str]:
    """Return the heads of the columns in words."""
    said = {
        "group": "Group",
        "step": "Step",
        "lane": "Lane",
        "cell_keys": "Key",
        "cell_rows": "Row",
        "next_rows": "Next step",
        "index_numbers": "Index",
        "pay_now": "Pay now",
        "people_now": "People now",
        "rolled_now": "Roll-up of all now",
        "next_dollar": "Roll-up on the next dollar",
        "stepped_1": "People after steps",
        "moved_1": "People after lanes",
    }
    for year in plan.years:
        said[f"people_{year}"] = f"People in year {year}"
        for side in SIDES:
            for what, words in _PAY.items():
                said[f"{side}_{what}_{year}"] = f"{plan.side(side).side}: {words} {year}"
    return [said[name] for name in names]


@dataclass(frozen=True)
class _At:
    """The cell of the schedule whose row is written, and the first row of the sheet."""

    cell: Cell
    first: int


def _row(page: Page, plan: Plan, each: NamedGroup, columns: _Columns, of: _At, inputs: Inputs) -> None:
    """Write one cell's row."""
    row, at, cell = page.row, columns.at, of.cell
    for column, text in enumerate((each.group.name, *cell)):
        page.put(column, text)
    same = "AND({0}={1},{2}={3})"
    above = same.format(at("group", row - 1), at("group", row), at("lane", row - 1), at("lane", row))
    below = same.format(at("group", row + 1), at("group", row), at("lane", row + 1), at("lane", row))
    written = {
        "cell_keys": f'{at("group", row)}&"|"&{at("step", row)}&"|"&{at("lane", row)}',
        "cell_rows": f"ROW()-{of.first}",
        "next_rows": f"{at('cell_rows', row)}+IF({below},1,0)",
        "index_numbers": inputs.index.get(each.slug, {}).get(cell, '""'),
        "pay_now": inputs.salaries[each.slug][cell],
        "people_now": inputs.people[each.slug][cell]
        if each.slug in inputs.people
        else f"SUMIF(post_rows_{each.slug},{at('cell_rows', row)},post_hours_{each.slug})",
    }

    def rolled(of: str) -> str:
        """Who stands here after a step: those of the row above, and on a top step those here."""
        stays = f"IF({at('next_rows', row)}={at('cell_rows', row)},{at(of, row)},0)"
        return f"IF({above},{at(of, row - 1)},0)+{stays}"

    written["rolled_now"] = roll_up_of_cell(each, at("pay_now", row), at("people_now", row))
    written["next_dollar"] = next_dollar(each, at("pay_now", row))
    number = at("cell_rows", row)
    written["stepped_1"] = rolled("people_now")
    written["moved_1"] = (
        (
            f"{at('stepped_1', row)}-SUMIF(change_from_rows,{number},change_amounts)"
            f"+SUMIF(change_to_rows,{number},change_amounts)"
        )
        if plan.through_part >= 2
        else ""
    )
    if plan.through_part >= 3:
        written |= _later(plan, each, at, row, rolled)
    for column, name in enumerate(columns.names[3:], start=3):
        page.formula(column, written[name], _style(name, each))


def _later(plan: Plan, each: NamedGroup, at: At, row: int, rolled: Rolled) -> dict[str, str]:
    """Return the formulas of people and pay in the years of the contract."""
    number = at("cell_rows", row)
    written = {}
    for year in plan.years:
        written[f"people_{year}"] = (
            f"{at('moved_1', row)}-IF(counts_turnover,SUMIF(leaver_rows,{number},leaver_amounts)"
            f"-SUMIF(hire_rows,{number},hire_amounts),0)"
            if year == 1
            else rolled(f"people_{year - 1}")
        )
        for side in SIDES:
            written |= _pay(each, at, row, side, year)
    return written


def _pay(each: NamedGroup, at: At, row: int, side: str, year: int) -> dict[str, str]:
    """Return the formulas of one side's pay in one year: after the first raise, and after the later one.

    What the later raise is worth alone, on pay at the start of the year, tells what a year does not pay yet.
    """
    slug, now = each.slug, at("pay_now", row)
    before = at(f"{side}_pay_{year - 1}", row) if year > 1 else now
    raised_on = f"IF(adds_percents,{now},{before})"
    change = (
        f"SUMPRODUCT({side}_edit_dollars*({side}_edit_years={year})"
        f"*EXACT({side}_edit_groups,{at('group', row)})"
        f'*(({side}_edit_steps="")+EXACT({side}_edit_steps,{at("step", row)}))'
        f'*(({side}_edit_lanes="")+EXACT({side}_edit_lanes,{at("lane", row)})))'
    )
    percent = f"{side}_percent_{year}_{slug}"
    gain = f"{raised_on}*{percent}"
    if each.index:
        base, number = f"{side}_base_{year}_{slug}", at("index_numbers", row)
        gain = f'IF({base}="",{gain},{base}*{number}*(1+{percent})-{raised_on})'
    first = f"{before}+{gain}+{side}_flat_{year}_{slug}+{at(f'{side}_edit_{year}', row)}"
    rate, dollars = f"{side}_later_percent_{year}_{slug}", f"{side}_later_flat_{year}_{slug}"
    again_on = f"IF(adds_percents,{now},{first})" if year > 1 else f"({first})"
    later = _rounded(each, f"{before}+{raised_on}*{rate}+{dollars}")
    return {
        f"{side}_edit_{year}": change,
        f"{side}_first_{year}": _rounded(each, first),
        f"{side}_later_{year}": f"IF(AND({rate}=0,{dollars}=0),{before},{later})",
        f"{side}_pay_{year}": _rounded(each, f"{first}+{again_on}*{rate}+{dollars}"),
        f"{side}_rolled_{year}": roll_up_of_cell(
            each, at(f"{side}_pay_{year}", row), at(f"people_{year}", row)
        ),
    }


def _rounded(each: NamedGroup, pay: str) -> str:
    """Return pay as its schedule rounds it, where the workbook is told to round."""
    rounded = _DIGITS[each.group.schedule.rounding].format(pay)
    return pay if rounded == pay else f"IF(rounds_salaries,{rounded},{pay})"


def _style(name: str, each: NamedGroup) -> str:
    """Return how a column looks."""
    if name == "cell_keys":
        return "plain"
    if name in ("cell_rows", "next_rows"):
        return "whole"
    if name in ("index_numbers", "next_dollar"):
        return "index" if name == "index_numbers" else "percent"
    return "cents" if any(word in name for word in _PAY) else "number"


def _name(page: Page, columns: _Columns, first: int, last: int, ending: str) -> None:
    """Name the columns from one row to another."""
    for column, name in enumerate(columns.names[3:], start=3):
        if ending and name in ("cell_keys", "cell_rows", "next_rows"):
            continue
        page.book.define(
            f"{name}{ending}", page.title, f"{page.here(column, first)}:{page.here(column, last)}"
        )
