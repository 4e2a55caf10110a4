"""Part 6, health insurance: who pays what by tier and year, and the raise that makes a member whole."""

from __future__ import annotations

from bargaining.workbook.book import Book, Page
from bargaining.workbook.plan import SIDES, Plan

TITLE = "6 Health"
_YEARLY = {
    "premiums": "All premiums",
    "share": "Employer's share",
    "health": "The employer pays",
    "members": "The members pay",
}


def write_health(book: Book, plan: Plan) -> None:
    """Write the sheet."""
    says = "Premiums depend on plan and enrolment. Renewals and shares stand on the sheet Assumptions."
    page = book.page(TITLE, says, [44, *[16] * max(len(plan.years) + 2, 5)])
    tiers = len(plan.facts.premium_dollars) if plan.facts else 3
    _tiers(page, tiers)
    for side in SIDES:
        _side(page, plan, side)
    _made_whole(page, plan, tiers)
    page.done()


def _tiers(page: Page, tiers: int) -> None:
    page.heading("Now, in dollars a year")
    page.head(["Tier", "Premium", "Employer pays", "Member pays", "People", "Employer, all of them"])
    for place in range(tiers):
        at = f"ROW()-{page.row - place}"
        page.formula(0, f"INDEX(tier_names,{at})", "plain")
        page.formula(1, f"INDEX(tier_premiums,{at})", "cents")
        page.formula(2, f"{page.here(1)}*employer_share", "cents")
        page.formula(3, f"{page.here(1)}-{page.here(2)}", "cents")
        page.formula(4, f"INDEX(tier_enrolled,{at})", "number")
        page.formula(5, f"{page.here(2)}*{page.here(4)}", "dollars")
        page.row += 1
    page.line("All premiums", "premiums_now", "SUMPRODUCT(tier_premiums,tier_enrolled)", "total dollars")
    page.line("The employer pays", "employer_health_now", "premiums_now*employer_share")
    page.line("The members pay", "members_health_now", "premiums_now-employer_health_now")


def _side(page: Page, plan: Plan, side: str) -> None:
    page.heading(f"{plan.side(side).side}: each year, in dollars")
    page.head(["", "Now", *[f"Year {year}" for year in plan.years]])

    for name, label in _YEARLY.items():
        style = {"share": "percent", "health": "total dollars"}.get(name, "dollars")
        page.put(0, label, "total plain" if name == "health" else "plain")
        for year in (0, *plan.years):
            page.figure(year + 1, f"{side}_{name}_{year}", _in_year(side, name, year), style)
        page.row += 1


def _in_year(side: str, name: str, year: int) -> str:
    """Return the formula of one line in one year; 0 is now."""
    if name == "health":
        return f"{side}_premiums_{year}*{side}_share_{year}"
    if name == "members":
        return f"{side}_premiums_{year}-{side}_health_{year}"
    if year == 0:
        return {"premiums": "premiums_now", "share": "employer_share"}[name]
    if name == "premiums":
        return f"{side}_premiums_{year - 1}*(1+{side}_renewal_{year})"
    return f'IF({side}_new_share_{year}="",{side}_share_{year - 1},{side}_new_share_{year})'


def _made_whole(page: Page, plan: Plan, tiers: int) -> None:
    page.heading("What a member pays more in year 1, and the raise that makes it good (before tax)")
    heads = [text for side in SIDES for text in (f"{plan.side(side).side}: more a year", "raise to be whole")]
    page.head(["Tier", "Member pays now", *heads])
    for place in range(tiers):
        at = f"ROW()-{page.row - place}"
        page.formula(0, f"INDEX(tier_names,{at})", "plain")
        page.formula(1, f"INDEX(tier_premiums,{at})*(1-employer_share)", "cents")
        for number, side in enumerate(SIDES):
            then = f"INDEX(tier_premiums,{at})*(1+{side}_renewal_1)*(1-{side}_share_1)"
            page.formula(2 + 2 * number, f"{then}-{page.here(1)}", "cents")
            whole = f"IF(unit_average=0,0,{page.here(2 + 2 * number)}/unit_average)"
            page.formula(3 + 2 * number, whole, "percent")
        page.row += 1
    page.note("The raise is in percent of the average pay per FTE.")
