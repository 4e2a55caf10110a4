"""Part 8, the proposal summary: both sides under the same rules, in the layout of a public disclosure.

Each table shows this year and every year of the contract: salaries, other pay, statutory benefits and pension
(roll-up), health; in total and per FTE. Then the change from the year before, and the gap between the two.

Source of the layout: California's public disclosure of a proposed agreement (AB 1200),
https://sbasweb.sbceo.org/reporting/public-disclosure-of-proposed-collective-bargaining-agreements.
"""

from __future__ import annotations

from bargaining.workbook.book import Book, Page
from bargaining.workbook.plan import SIDES, Plan, added
from bargaining.workbook.sheets.raises import premium_line

TITLE = "8 Proposal summary"
LINES = {
    "salaries": "Salaries on the schedule",
    "stipends": "Stipends",
    "longevity": "Longevity",
    "premium_pay": "Premium pay",
    "one_time": "Paid once",
    "roll_up": "Statutory benefits and pension (roll-up)",
    "health": "Health insurance, the employer's part",
    "opt_out": "Payments for declining it",
    "elsewhere": "Priced elsewhere",
}
CHANGES = {
    "schedule": "Salary schedule: the raise",
    "step_column": "Steps and columns, less turnover",
    "other": "Other pay",
    "statutory": "Statutory benefits and pension",
    "insurance": "Health insurance",
    "others": "Priced elsewhere",
}


_NEW = ("one_time", "elsewhere")  # nothing of these is paid before the contract


def write_summary(book: Book, plan: Plan) -> None:
    """Write the sheet."""
    says = "Both sides, counted by the same rules: those on the sheet Assumptions."
    page = book.page(TITLE, says, [46, *[16] * max(len(plan.years) + 1, 4)], landscape=False, one_page=True)
    for side in SIDES:
        _costs(page, plan, side)
        _changes(page, plan, side)
    _gap(page, plan)
    page.done()


def shown_lines(plan: Plan) -> list[str]:
    """Return the lines of this unit: premium pay only where there is any."""
    return [name for name in LINES if plan.has_premiums or name != "premium_pay"]


def _costs(page: Page, plan: Plan, side: str) -> None:
    page.heading(f"{plan.side(side).side}: what the employer pays, in dollars")
    page.head(["", "Before", *[f"Year {year}" for year in plan.years]])
    for name in shown_lines(plan):
        page.put(0, LINES[name])
        for year in (0, *plan.years):
            if year == 0 and name in _NEW:
                continue
            if name in ("health", "elsewhere"):
                page.formula(year + 1, f"{side}_{name}_{year}", "dollars")
            else:
                page.figure(year + 1, f"{side}_{name}_{year}", _line(plan, side, name, year), "dollars")
        page.row += 1
    for label, name, style in (
        ("Total compensation", "total", "total dollars"),
        ("per FTE", "per_fte", "dollars"),
        ("Change from before", "more", "dollars"),
        ("in percent of total compensation before", "more_rate", "percent"),
    ):
        page.put(0, label, "total plain" if name == "total" else "plain")
        for year in (0, *plan.years):
            formula = {
                "total": added(
                    [f"{side}_{line}_{year}" for line in shown_lines(plan) if year or line not in _NEW]
                ),
                "per_fte": f"IF(unit_fte=0,0,{side}_total_{year}/unit_fte)",
                "more": f"{side}_total_{year}-{side}_total_0",
                "more_rate": f"IF({side}_total_0=0,0,{side}_more_{year}/{side}_total_0)",
            }[name]
            if year or name in ("total", "per_fte"):
                page.figure(year + 1, f"{side}_{name}_{year}", formula, style)
        page.row += 1


def _line(plan: Plan, side: str, name: str, year: int) -> str:
    """Return the formula of one line in one year."""
    premium = _premium_rise(plan, side, year)
    if name == "salaries":
        if not year:
            return "unit_payroll"
        paid = f"{side}_salaries_{year - 1}+{side}_new_{year}-{side}_once_{year}-({premium})"
        return f"{paid}-({_unpaid(side, year)})"
    if name == "premium_pay":
        return f"{side}_premium_pay_{year - 1}+{premium}" if year else "unit_premium_now"
    if name == "roll_up":
        return _roll_up(plan, side, year)
    return {
        "stipends": "now_stipends",
        "longevity": "now_longevity",
        "one_time": f"{side}_once_{year}",
        "opt_out": "now_opt_out",
    }[name]


def _unpaid(side: str, year: int) -> str:
    """Return the formula of what a year does not pay yet, less what the year before left to it."""
    return f"{side}_unpaid_{year}" + (f"-{side}_unpaid_{year - 1}" if year > 1 else "")


def _premium_rise(plan: Plan, side: str, year: int) -> str:
    """Return the formula of what premium pay rises by in one year."""
    return added([premium_line(each, side, year) for each in plan.groups if each.premiums] if year else [])


def _roll_up(plan: Plan, side: str, year: int) -> str:
    """Return the formula of a year's roll-up: on the schedule group by group, then at the usual rate."""
    if not year:
        return "now_roll_up"
    pays = {
        each.slug: f"SUMPRODUCT({side}_pay_{year}_{each.slug},people_{year}_{each.slug})"
        for each in plan.groups
    }
    on_schedule = added([f"SUM({side}_rolled_{year}_{slug})" for slug in pays])
    pay = added(list(pays.values()))
    others = ["stipends", "longevity", *(["premium_pay"] if plan.has_premiums else [])]
    beside = f"{side}_salaries_{year}-({pay})+" + added([f"{side}_{name}_{year}" for name in others])
    once = added(
        [
            f"SUM(people_{year}_{each.slug})*{side}_once_{year}_{each.slug}*once_rate_{each.slug}"
            for each in plan.groups
        ]
    )
    return f"({on_schedule})*(1+IF(({pay})=0,0,({beside})/({pay})))+{once}"


def _changes(page: Page, plan: Plan, side: str) -> None:
    page.heading(f"{plan.side(side).side}: change from the year before, in dollars")
    page.head(["", "", *[f"Year {year}" for year in plan.years]])
    for name, label in CHANGES.items():
        page.put(0, label)
        for year in plan.years:
            page.figure(year + 1, f"{side}_change_{name}_{year}", _change(plan, side, name, year), "dollars")
        page.row += 1
    page.put(0, "All changes", "total plain")
    page.put(1, "", "total plain")
    for year in plan.years:
        formula = added([f"{side}_change_{name}_{year}" for name in CHANGES])
        page.figure(year + 1, f"{side}_change_{year}", formula, "total dollars")
    page.row += 1


def _change(plan: Plan, side: str, name: str, year: int) -> str:
    """Return the formula of one change."""

    def more(*lines: str) -> str:
        return added(
            [
                f"{side}_{line}_{year}" + ("" if year == 1 and line in _NEW else f"-{side}_{line}_{year - 1}")
                for line in lines
            ]
        )

    if name == "step_column":
        classes = f"+{side}_class_changes_1" if plan.class_changes and year == 1 else ""
        return f"{side}_step_{year}+{side}_lane_{year}-{side}_turnover_{year}{classes}"
    premium = ["premium_pay"] if plan.has_premiums else []
    return {
        "schedule": f"{side}_raise_{year}-({_unpaid(side, year)})",
        "other": more("stipends", "longevity", "one_time", *premium),
        "statutory": more("roll_up"),
        "insurance": more("health", "opt_out"),
        "others": more("elsewhere"),
    }[name]


def _gap(page: Page, plan: Plan) -> None:
    ours, theirs = (plan.side(side).side for side in SIDES)
    page.heading(f"The gap: {ours} less {theirs}, in dollars of pay")
    page.head(["", "", *[f"Year {year}" for year in plan.years]])
    page.put(0, "Gap in cost over base")
    for year in plan.years:
        page.figure(year + 1, f"gap_{year}", f"ours_over_base_{year}-theirs_over_base_{year}", "dollars")
    page.row += 1
    page.put(0, "Gap in total compensation")
    for year in plan.years:
        page.figure(year + 1, f"gap_total_{year}", f"ours_total_{year}-theirs_total_{year}", "dollars")
    page.row += 1
    years = len(plan.years)
    count = f"COLUMNS(${'A'}$1:${chr(64 + years)}$1)"
    for label, name, formula, style in (
        ("Cumulative gap", "gap_cumulative", added([f"gap_{year}" for year in plan.years]), "total dollars"),
        ("per FTE", "gap_per_fte", "IF(unit_fte=0,0,gap_cumulative/unit_fte)", "cents"),
        ("per FTE and year", "gap_per_fte_per_year", f"gap_per_fte/{count}", "cents"),
    ):
        page.put(0, label, "total plain" if name == "gap_cumulative" else "plain")
        page.figure(years + 1, name, formula, style)
        page.row += 1
