"""Part 4, over time: each side's years line by line, and the four amounts that people call the cost."""

from __future__ import annotations

from collections.abc import Callable

from bargaining.workbook.book import Book, Page
from bargaining.workbook.plan import SIDES, Plan, added
from bargaining.workbook.sheets.base_year import premium_pay
from bargaining.workbook.sheets.raises import shown_lines, year_line

TITLE = "4 Years"


def write_years(book: Book, plan: Plan) -> None:
    """Write the sheet."""
    says = "New money, cost over base, cumulative cost, run-rate: four numbers. Say which one you quote."
    page = book.page(TITLE, says, [46, *[16] * max(len(plan.years) + 1, 5)], landscape=False, one_page=True)
    first = {side: _side(page, plan, side) for side in SIDES}
    _chart(page, plan, first)
    page.note("Later years have steps alone: nobody knows yet who will leave or change lanes.")
    page.done()


def _side(page: Page, plan: Plan, side: str) -> tuple[int, int]:
    """Write one side's table and return the rows of its heads and of its cost over base."""
    page.heading(f"{plan.side(side).side}, in dollars")
    heads = page.row
    page.head(["", "Now", *[f"Year {year}" for year in plan.years]])
    for name, label in shown_lines(plan).items():
        style = "total dollars" if name == "new" else "dollars"
        page.put(0, label, "total plain" if name == "new" else "plain")
        for year in plan.years:
            if name not in shown_lines(plan, year):
                continue
            if year == 1:
                page.formula(2, f"{side}_{name}_1", style)
            else:
                page.figure(year + 1, f"{side}_{name}_{year}", year_line(plan, side, name, year), style)
        page.row += 1
    page.row += 1
    base = "unit_payroll" + ("+unit_premium_now" if plan.has_premiums else "")
    page.put(0, "Payroll of the year, what is priced elsewhere included")
    page.figure(1, f"{side}_payroll_0", base, "dollars")
    for year in plan.years:
        stays = f"{side}_new_{year}-{side}_once_{year}"
        other = f"{side}_elsewhere_{year}" + (f"-{side}_elsewhere_{year - 1}" if year > 1 else "")
        page.figure(
            year + 1, f"{side}_payroll_{year}", f"{side}_payroll_{year - 1}+{stays}+{other}", "dollars"
        )
    page.row += 1
    page.put(0, "Not paid yet: a raise begins during the year")
    for year in plan.years:
        page.figure(year + 1, f"{side}_unpaid_{year}", unpaid(plan, side, year), "dollars")
    page.row += 1
    for name, label, formula in _costs(plan, side):
        page.put(0, label, "total plain")
        page.put(1, "", "total plain")
        for year in plan.years:
            page.figure(year + 1, f"{side}_{name}_{year}", formula(year), "total dollars")
        page.row += 1
    page.put(0, "Run-rate: the yearly amount at the end", "total plain")
    last = plan.years[-1]
    page.figure(last + 1, f"{side}_run_rate", f"{side}_payroll_{last}", "total dollars")
    page.row += 1
    return heads, page.row - 3


def _costs(plan: Plan, side: str) -> tuple[tuple[str, str, Callable[[int], str]], ...]:
    """Return name, label and formula by year of three of the four costs."""

    def spent(year: int) -> str:
        return f"({side}_payroll_{year}" + (f"+{side}_once_{year}-{side}_unpaid_{year})" if year else ")")

    return (
        ("new_money", "New money, against the year before", lambda year: f"{spent(year)}-{spent(year - 1)}"),
        ("over_base", "Cost over base, against now", lambda year: f"{spent(year)}-{spent(0)}"),
        (
            "cumulative",
            "Cumulative cost, all years so far",
            lambda year: added([f"{side}_over_base_{each}" for each in range(1, year + 1)]),
        ),
    )


def unpaid(plan: Plan, side: str, year: int) -> str:
    """Return the formula of what a year's full cost has in it and is paid from the next year on.

    A raise of the whole year is paid in full, a later one for its months, on pay at the start of the year.
    """
    before = f"{side}_pay_{year - 1}" if year > 1 else "pay_now"
    share = f"{side}_later_months_{year}/12"
    columns = f"{side}_pay_{year}-{side}_first_{year}-({side}_later_{year}-{before})*{share}"
    terms = [f"SUMPRODUCT(people_{year},{columns})"]
    for each in plan.groups:
        if each.premiums:
            full, first, later, start = (
                premium_pay(each, f"{pay}_{{}}", f"people_{year}_{{}}")
                for pay in (f"{side}_pay_{year}", f"{side}_first_{year}", f"{side}_later_{year}", before)
            )
            terms.append(f"({full})-({first})-(({later})-({start}))*{share}")
    return added(terms)


def _chart(page: Page, plan: Plan, first: dict[str, tuple[int, int]]) -> None:
    """Draw the cost over base of both sides."""
    title = "Cost over base in each year, in dollars"
    chart = page.book.file.add_chart({"type": "column"})
    for side, color, pattern in zip(
        SIDES, ("#1F3864", "#D55E00"), (None, "wide_upward_diagonal"), strict=True
    ):
        heads, row = first[side]
        series = {
            "name": plan.side(side).side,
            "categories": [page.title, heads, 2, heads, plan.years[-1] + 1],
            "values": [page.title, row, 2, row, plan.years[-1] + 1],
            "fill": {"color": color},
        }
        if pattern:
            series["pattern"] = {"pattern": pattern, "fg_color": color, "bg_color": "#FFFFFF"}
        chart.add_series(series)
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis(
        {"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}}
    )
    page.row += 1
    page.sheet.insert_chart(page.row, 0, chart, {"description": title, "x_scale": 1.5})
    page.row += 17
