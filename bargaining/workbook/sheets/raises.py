"""Part 3, the raise builder: both offers as inputs, year 1 line by line, and what three cells gain."""

from __future__ import annotations

from decimal import Decimal

from bargaining.workbook.book import Book, Page
from bargaining.workbook.plan import SIDES, NamedGroup, Plan, added
from bargaining.workbook.sheets.base_year import premium_pay

TITLE = "3 Raise builder"
_CHANGES = 6  # lines for changes of single cells, at least
LINES = {
    "step": "Steps",
    "lane": "Lane changes",
    "raise": "The raise",
    "turnover": "Turnover savings, counted only with leavers and hires",
    "class_changes": "Changes of job class",
    "premium": "Premium pay rises by",
    "once": "Paid once",
    "new": "New money on these lines",
    "interaction": "in it: the raise on step and lane money",
}


def write_raises(book: Book, plan: Plan) -> None:
    """Write the sheet."""
    says = "Both offers, year by year. A percent comes first, then dollars on every cell."
    if any(each.index for each in plan.groups):
        says += " A new base cell comes before both."
    page = book.page(TITLE, says, [40, *[15] * max(3 * len(plan.years), 6)])
    for side in SIDES:
        _offer(page, plan, side)
    page.heading("Year 1, line by line, in dollars")
    page.head(["", *[plan.side(side).side for side in SIDES]])
    for name, label in shown_lines(plan).items():
        style = "total dollars" if name == "new" else "dollars"
        page.put(0, label, "total plain" if name == "new" else "plain")
        for column, side in enumerate(SIDES, start=1):
            page.figure(column, f"{side}_{name}_1", year_line(plan, side, name, 1), style)
        page.row += 1
    _three_cells(page, plan)
    page.done()


def shown_lines(plan: Plan, year: int = 1) -> dict[str, str]:
    """Return the lines that this unit can have in a year; job classes are changed in the first."""
    left_out = set() if plan.class_changes and year == 1 else {"class_changes"}
    left_out |= set() if plan.has_premiums else {"premium"}
    return {name: label for name, label in LINES.items() if name not in left_out}


def year_line(plan: Plan, side: str, name: str, year: int) -> str:
    """Return the formula of one line of one year's cost, for the whole unit."""
    now = f"{side}_pay_{year}"
    before = f"{side}_pay_{year - 1}" if year > 1 else "pay_now"
    was = f"people_{year - 1}" if year > 1 else "people_now"
    stepped, moved, then = ("stepped_1", "moved_1", "people_1") if year == 1 else (f"people_{year}",) * 3
    formulas = {
        "step": f"IF(raise_first,SUMPRODUCT({now},{stepped}-{was}),SUMPRODUCT({before},{stepped}-{was}))",
        "lane": f"IF(raise_first,SUMPRODUCT({now},{moved}-{stepped}),SUMPRODUCT({before},{moved}-{stepped}))",
        "raise": f"SUMPRODUCT({now}-{before},IF(raise_first,1,0)*{was}+IF(raise_first,0,1)*{moved})",
        "interaction": f"SUMPRODUCT({now}-{before},{moved}-{was})",
        "turnover": f"SUMPRODUCT({now},{moved}-{then})",
    }
    if name in formulas:
        return formulas[name]
    if name == "class_changes":
        return (
            f"SUMPRODUCT(class_hours,{_looked_up(now, 'class_to_rows')}-{_looked_up(now, 'class_from_rows')})"
        )
    if name == "premium":
        return added([premium_line(each, side, year) for each in plan.groups if each.premiums])
    if name == "once":
        return added([f"SUM({then}_{e.slug})*{side}_once_{year}_{e.slug}" for e in plan.groups])
    lines = [
        f"{side}_{line}_{year}"
        for line in shown_lines(plan, year)
        if line not in ("new", "interaction", "turnover")
    ]
    return f"{added(lines)}-{side}_turnover_{year}"


def premium_line(each: NamedGroup, side: str, year: int) -> str:
    """Return the formula of what a group's premium pay rises by in one year."""
    now = premium_pay(each, f"{side}_pay_{year}_{{}}", f"people_{year}_{{}}")
    before = (
        premium_pay(each, f"{side}_pay_{year - 1}_{{}}", f"people_{year - 1}_{{}}")
        if year > 1
        else premium_pay(each, "pay_now_{}", "people_now_{}")
    )
    return f"({now})-({before})"


def _looked_up(column: str, rows: str) -> str:
    """Return the values of a column in several rows of Cells, as an array for SUMPRODUCT."""
    return f"SUMIF(cell_rows,{rows},{column})"


def _offer(page: Page, plan: Plan, side: str) -> None:
    """Write one side's offer as inputs: each year a percent, dollars on every cell, money paid once."""
    offer = plan.side(side)
    page.heading(f"{offer.side}: the offer")
    heads = ["percent", "then dollars on every cell", "paid once, per FTE or paid hour"]
    page.head(["Group", *[f"Year {year}: {head}" for year in plan.years for head in heads]])
    page.sheet.set_row(page.row - 1, 48)
    for each in plan.groups:
        page.put(0, each.group.name)
        for year, of_year in zip(plan.years, offer.years, strict=True):
            column = 3 * (year - 1) + 1
            for place, (name, style, values) in enumerate(
                (
                    ("percent", "percent", of_year.raise_rates),
                    ("flat", "cents", of_year.flat_dollars),
                    ("once", "cents", of_year.once_dollars),
                )
            ):
                value = values.get(each.group.name, Decimal(0))
                page.entry(column + place, value, style, f"{side}_{name}_{year}_{each.slug}")
        page.row += 1
    for each in plan.groups:
        if each.index:
            _new_base(page, plan, side, each)
    page.put(0, "Priced elsewhere: cost over base, in dollars")
    for year, of_year in zip(plan.years, offer.years, strict=True):
        page.entry(3 * (year - 1) + 1, of_year.elsewhere_dollars, "dollars", f"{side}_elsewhere_{year}")
    page.row += 1
    _later(page, plan, side)
    _changes(page, plan, side)


def _new_base(page: Page, plan: Plan, side: str, each: NamedGroup) -> None:
    """Write the new base cell of an index schedule; an empty box leaves the schedule as it is."""
    page.put(0, f"{each.group.name}: new base cell, if one is given")
    for year, of_year in zip(plan.years, plan.side(side).years, strict=True):
        given = of_year.new_bases.get(each.group.name)
        name = f"{side}_base_{year}_{each.slug}"
        page.entry(3 * (year - 1) + 1, given.base_dollars if given else None, "cents", name)
    page.row += 1


def _later(page: Page, plan: Plan, side: str) -> None:
    """Write the raise that begins during a year: its percent and dollars by group, and its months."""
    offer = plan.side(side)
    page.row += 1
    page.put(0, "A second raise that begins during the year", "note")
    page.row += 1
    for each in plan.groups:
        name = each.group.name
        page.put(0, f"{name}: percent, then dollars")
        for year, of_year in zip(plan.years, offer.years, strict=True):
            column, ending = 3 * (year - 1) + 1, f"{year}_{each.slug}"
            rate, dollars = (
                given.get(name, Decimal(0)) for given in (of_year.later_rates, of_year.later_dollars)
            )
            page.entry(column, rate, "percent", f"{side}_later_percent_{ending}")
            page.entry(column + 1, dollars, "cents", f"{side}_later_flat_{ending}")
        page.row += 1
    page.put(0, "In force for how many months of the year")
    for year, of_year in zip(plan.years, offer.years, strict=True):
        page.entry(3 * (year - 1) + 1, of_year.later_months, "whole", f"{side}_later_months_{year}")
    page.row += 1


def _changes(page: Page, plan: Plan, side: str) -> None:
    """Write the list of changes of single cells; an empty step or lane stands for every one."""
    given = [
        (change, year)
        for year, of_year in zip(plan.years, plan.side(side).years, strict=True)
        for change in of_year.changes
    ]
    says = "Changes of single cells, after the raise. No step or no lane: every one."
    page.row += 1
    page.put(0, f"{plan.side(side).side}: {says[0].lower()}{says[1:]}", "note")
    page.row += 1
    page.head(["Group", "Step", "Lane or class", "Year", "Dollars", ""], words=3)
    first, last = page.row, page.row + max(_CHANGES, len(given) + 2) - 1
    for column, name in enumerate(("groups", "steps", "lanes", "years", "dollars")):
        page.book.define(
            f"{side}_edit_{name}", page.title, f"{page.here(column, first)}:{page.here(column, last)}"
        )
    for row in range(last - first + 1):
        change, year = given[row] if row < len(given) else (None, None)
        for column, text in enumerate((change.group, change.step, change.lane) if change else (None,) * 3):
            page.entry(column, text or None, "text")
        page.entry(3, year, "whole")
        page.entry(4, change.dollars if change else None, "cents")
        page.formula(5, _is_nowhere(page), "flag")
        page.row += 1


def _is_nowhere(page: Page) -> str:
    """Return the formula that says so when a change names a place that no schedule has."""
    group, step, lane = (page.here(column) for column in range(3))
    places = (
        f'EXACT(cell_groups,{group})*(({step}="")+EXACT(cell_steps,{step})>0)'
        f'*(({lane}="")+EXACT(cell_lanes,{lane})>0)'
    )
    return f'IF({group}="","",IF(SUMPRODUCT({places})>0,"","not on the schedule"))'


def _three_cells(page: Page, plan: Plan) -> None:
    """Write what the lowest, the middle and the highest cell gain in year 1: flat or percent, who gains?"""
    page.heading("Who gains from the first raise of year 1, in the same cell")
    ours, theirs = (plan.side(side).side for side in SIDES)
    page.head(["", "Pay now", f"{ours}: gain", f"{ours}: percent", f"{theirs}: gain", f"{theirs}: percent"])
    for each in plan.groups:
        pay = f"pay_now_{each.slug}"
        for label, which in (("lowest", "MIN({})"), ("middle", "MEDIAN({})"), ("highest", "MAX({})")):
            now = which.format(pay)
            page.put(0, f"{each.group.name}: {label} cell")
            page.formula(1, now, "cents")
            for place, side in enumerate(SIDES):
                now, percent = page.here(1), f"{side}_percent_1_{each.slug}"
                gain = f"{now}*{percent}"
                if each.index:
                    base, number = f"{side}_base_1_{each.slug}", which.format(f"index_numbers_{each.slug}")
                    gain = f'IF({base}="",{gain},{base}*{number}*(1+{percent})-{now})'
                gain += f"+{side}_flat_1_{each.slug}"
                page.formula(2 + 2 * place, gain, "cents")
                page.formula(
                    3 + 2 * place,
                    f"IF({page.here(1)}=0,0,{page.here(2 + 2 * place)}/{page.here(1)})",
                    "percent",
                )
            page.row += 1
