"""The last sheet and the first: comparables and notes; and what the workbook is and how to read it."""

from __future__ import annotations

from bargaining.workbook.book import Book
from bargaining.workbook.plan import Plan

TITLE = "9 Comparables and notes"
_DISTRICTS, _NOTES = 10, 8
SHEETS = (
    (1, "1 Base year", "who stands where, and the payroll"),
    (2, "2 Standing still", "steps, lanes, leavers and hires before any raise"),
    (3, "3 Raise builder", "both offers, and year 1 line by line"),
    (4, "4 Years", "new money, cost over base, cumulative cost, run-rate"),
    (5, "5 Total compensation", "roll-up and all that is paid"),
    (6, "6 Health", "who pays which premium"),
    (7, "7 Time and staffing", "days, hours, substitutes, class size"),
    (8, "8 Proposal summary", "both sides on one page, and the gap"),
    (9, TITLE, "other places, and what we do not know"),
)


def write_contents(book: Book, plan: Plan) -> None:
    """Write the first sheet."""
    whose = (
        "A fictional employer, for the course."
        if plan.is_fictional
        else "Our own figures. Keep this file among us."
    )
    page = book.page("Contents", f"{plan.unit.name}. {whose}", [28, 70], landscape=False)
    page.heading("Sheets")
    page.put(0, "Assumptions")
    page.put(1, "how this workbook counts, and every rate with its source")
    page.row += 1
    for part, title, says in SHEETS:
        if part <= plan.through_part:
            page.sheet.write_url(page.row, 0, f"internal:'{title}'!A1", book.style("link"), title)
            page.put(1, says)
            page.row += 1
    page.put(0, "Cells")
    page.put(1, "every cell of every schedule, year by year: where the sums come from")
    page.row += 1
    page.heading("How to read it")
    for column, style, says in (
        (0, "entry text", "An input. Change it, and every sheet follows."),
        (0, "plain", "A figure without fill is a formula. Its name stands in the name box."),
    ):
        page.put(column, "like this", style)
        page.put(1, says)
        page.row += 1
    page.note("A second person checks every number before it crosses the table.")
    page.heading("Who checked it")
    page.head(["Prepared by", "Checked by, and when"], words=2)
    for column in (0, 1):
        page.entry(column, None, "text")
    page.row += 1
    page.done()


def write_notes(book: Book, plan: Plan) -> None:
    """Write the last sheet of the parts."""
    page = book.page(
        TITLE, "Compare the same cell, the same year, the same number of days.", [44, 18, 18, 40]
    )
    page.heading("Other places: the same cell of their schedule")
    page.head(["Place", "Dollars", "Place in rank", "Source"])
    first, last = page.row + 1, page.row + _DISTRICTS
    amounts = f"{page.here(1, first)}:{page.here(1, last)}"
    ours = f"{page.here(1)}"
    group = plan.groups[0]
    page.put(0, f"Our own: highest cell, {group.group.name}")
    page.figure(1, "own_highest", f"MAX(pay_now_{group.slug})", "cents")
    page.figure(2, "own_rank", f'IF(COUNT({amounts})=0,"",1+COUNTIF({amounts},">"&{ours}))', "number")
    page.row += 1
    for _ in range(_DISTRICTS):
        page.entry(0, None, "text")
        page.entry(1, None, "cents")
        at = page.here(1)
        rank = f'1+COUNTIF({amounts},">"&{at})+IF({ours}>{at},1,0)'
        page.formula(2, f'IF({at}="","",{rank})', "number")
        page.entry(3, None, "text")
        page.row += 1
    page.line(
        "Median of the others", "others_median", f'IF(COUNT({amounts})=0,"",MEDIAN({amounts}))', "cents"
    )
    page.line(
        "We are below it by", "to_median", f'IF(COUNT({amounts})=0,"",others_median-own_highest)', "cents"
    )
    page.heading("What we do not know yet")
    page.head(["Question", "Asked on", "Answered on", "Answer, and from whom"], words=4)
    for _ in range(_NOTES):
        for column in range(4):
            page.entry(column, None, "text")
        page.row += 1
    page.done()
