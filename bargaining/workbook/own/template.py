"""Write the template for somebody's own contract: an xlsx with notes, drop-down lists and an example."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bargaining.costing.units.unit import UnitKind
from bargaining.workbook.book import Book, Page
from bargaining.workbook.own.moves import WHAT

_LANES = {
    UnitKind.TEACHERS: ("B", "B+15", "M", "M+30"),
    UnitKind.SCHOOL_STAFF: ("Paraprofessionals", "Custodians", "Bus drivers"),
    UnitKind.NURSES: ("RN", "RN-BSN"),
}
_STEPS, _LINES = 15, 40
_OF_A_YEAR = ("percent", "cents", "cents", "percent", "percent", "percent", "whole")
_START = (
    "Begin with Schedule and People. That is enough for a first price; leave empty what you do not know.",
    "One number is enough to begin: People in all, on the sheet Unit. It is marked as an estimate.",
    "Delete what is not yours: labels of steps and lanes may be anything, in any order, as many as you have.",
    "Never write names, birth dates or social security numbers. A file that has them is refused.",
    "The file stays with you. Reading it sends nothing anywhere.",
)


def template(kind: UnitKind = UnitKind.TEACHERS) -> bytes:
    """Return the template for a kind of unit; its empty boxes are filled in by whoever brings it back.

    >>> template(UnitKind.NURSES)[:2]
    b'PK'
    """
    book = Book("Our own contract", {})
    start = book.page("Read me", "Costing our own contract.", [100], landscape=False)
    start.row += 1
    for line in _START:
        start.put(0, line)
        start.row += 1
    start.done()
    _unit(book, kind)
    _schedule(book, kind)
    _people(book, kind)
    _movement(book, kind)
    _benefits(book)
    _rates(book)
    _proposals(book)
    _example(book)
    return book.saved()


def _unit(book: Book, kind: UnitKind) -> None:
    page = book.page("Unit", "Who we are. Leave empty what you do not know.", [34, 22, 60], landscape=False)
    page.row += 1
    rows: list[tuple[str, str | None, str]] = [("Employer", None, "The name as it stands in the contract.")]
    rows += [("Kind of unit", kind.value, "Choose from the list.")]
    rows += [("People in all", None, "Only if you do not know who stands on which step.")]
    if kind is UnitKind.SCHOOL_STAFF:
        rows += [("Paid days", None, "Days paid in a year, holidays too if they are paid.")]
        rows += [("Hours of a full day", None, "The day that counts as a full post.")]
    if kind is UnitKind.NURSES:
        rows += [("Hours of a full year", None, "The hours that count as a full post, such as 2,080.")]
    for label, value, says in rows:
        page.put(0, label)
        page.entry(1, value, "text" if label in ("Employer", "Kind of unit") else "number")
        if label == "Kind of unit":
            _list(page, 1, [each.value for each in UnitKind])
        page.put(2, says, "note")
        page.row += 1
    page.done()


def _schedule(book: Book, kind: UnitKind) -> None:
    measure = "dollars a year" if kind is UnitKind.TEACHERS else "dollars an hour"
    says = f"Pay of a full post in {measure}. Paste your own grid over this one."
    page = book.page("Schedule", says, [14, *[16] * 8])
    page.row += 1
    _grid(page, _LANES[kind], "cents")
    page.done()


def _people(book: Book, kind: UnitKind) -> None:
    if kind is UnitKind.TEACHERS:
        page = book.page(
            "People", "FTE in each cell: a half post is 0.5. Part-time posts count.", [14, *[16] * 8]
        )
        page.row += 1
        _grid(page, _LANES[kind], "number")
    else:
        is_nurses = kind is UnitKind.NURSES
        hours = "Hours a year, each" if is_nurses else "Hours a day, each"
        page = book.page(
            "People", "How many people, at which step, paid for how many hours.", [14, 24, 14, 20]
        )
        page.row += 1
        _lines(page, ["Step", "Lane" if is_nurses else "Job class", "People", hours], ("text", "text"))
    page.done()


def _movement(book: Book, kind: UnitKind) -> None:
    says = "Leavers stand where they are this year; hires where they begin next year."
    page = book.page("Movement", says, [18, 12, 22, 16, 14, 18])
    page.row += 1
    hours = {UnitKind.TEACHERS: "Hours (leave empty)", UnitKind.NURSES: "Hours a year, each"}
    heads = ["What", "Step", "Lane or class", "To lane", "How many", hours.get(kind, "Hours a day, each")]
    first = page.row + 1
    _lines(page, heads, ("text",) * 4)
    page.sheet.data_validation(first, 0, page.row - 1, 0, {"validate": "list", "source": list(WHAT)})
    page.done()


def _benefits(book: Book) -> None:
    page = book.page("Benefits", "Health insurance and pay beside the schedule.", [44, 20, 20])
    page.row += 1
    _lines(page, ["Tier", "Yearly premium", "People enrolled"], ("text",), 6)
    page.row += 1
    for label, style in (
        ("Employer's share of premiums", "percent"),
        ("People paid for declining", "number"),
        ("Payment for declining, each", "cents"),
        ("Stipends, all together", "cents"),
        ("Work days in a year", "number"),
        ("Hours of a work day", "number"),
    ):
        page.put(0, label)
        page.entry(1, None, style)
        page.row += 1
    page.row += 1
    _lines(page, ["From years of service", "Dollars a year, each", "People who draw it"], (), 4)
    page.note("A person counts at the highest longevity payment reached, and at no other.")
    page.done()


def _rates(book: Book) -> None:
    says = "What the employer pays on each dollar of pay. Ask whether people are in Social Security."
    page = book.page("Rates", says, [34, 16, 22, 60])
    page.row += 1
    page.head(["Component", "Percent of pay", "Wage base, if any", "Who said so, and when"])
    for name in (
        "Social Security",
        "Medicare",
        "Pension",
        "Workers' compensation",
        "Unemployment insurance",
        None,
    ):
        page.entry(0, name, "text")
        page.entry(1, None, "percent")
        page.entry(2, None, "dollars")
        page.entry(3, None, "text")
        page.row += 1
    page.note(
        "A wage base is the most pay of one person in a year that is charged; leave it empty for all pay."
    )
    page.done()


def _proposals(book: Book) -> None:
    says = "Both sides, year by year. A percent comes first, then dollars on every cell."
    page = book.page("Proposals", says, [18, 8, 12, 22, 30, 22, 30, 30, 22])
    page.row += 1
    page.head(
        [
            "Side",
            "Year",
            "Percent",
            "Dollars on every cell",
            "Paid once, per FTE or paid hour",
            "Change of premiums",
            "Employer's share, if it changes",
            "Later percent, during the year",
            "Months it is in force",
        ]
    )
    for side in ("Ours", "Theirs"):
        for year in (1, 2, 3):
            page.entry(0, side, "text")
            page.entry(1, year, "whole")
            for column, style in enumerate(_OF_A_YEAR, start=2):
                page.entry(column, None, style)
            page.row += 1
    page.done()


def _example(book: Book) -> None:
    """Write a filled example: small, fictional, and never read."""
    page = book.page(
        "Example", "How a filled sheet looks. Fictional; this sheet is not read.", [16, *[14] * 5]
    )
    page.heading("Schedule")
    page.head(["Step", "B", "M"])
    for row in (("1", 50_000, 56_000), ("2", 52_100, 58_250), ("3", 54_300, 60_600)):
        page.put(0, row[0])
        page.entry(1, Decimal(row[1]), "cents")
        page.entry(2, Decimal(row[2]), "cents")
        page.row += 1
    page.heading("People")
    page.head(["Step", "B", "M"])
    for step, bachelor, master in (("1", "4", "1.5"), ("2", "3", "2"), ("3", "6", "11.5")):
        page.put(0, step)
        page.entry(1, Decimal(bachelor), "number")
        page.entry(2, Decimal(master), "number")
        page.row += 1
    page.heading("Movement")
    page.head(["What", "Step", "Lane or class", "To lane", "How many"])
    for texts, count in (
        (("lane change", "2", "B", "M"), 1),
        (("leaver", "3", "M", ""), 2),
        (("hire", "1", "B", ""), 2),
    ):
        for column, text in enumerate(texts):
            page.entry(column, text, "text")
        page.entry(4, count, "number")
        page.row += 1
    page.done()


def _grid(page: Page, lanes: Sequence[str], style: str) -> None:
    """Write an empty grid; heads and steps may be written over."""
    for column, label in enumerate(("Step", *lanes)):
        page.entry(column, label, "head text")
    page.row += 1
    page.sheet.freeze_panes(page.row, 1)
    for step in range(1, _STEPS + 1):
        page.entry(0, str(step), "text")
        for column in range(1, len(lanes) + 1):
            page.entry(column, None, style)
        page.row += 1


def _lines(page: Page, heads: Sequence[str], styles: tuple[str, ...], lines: int = _LINES) -> None:
    """Write heads and empty lines below them: words first, then numbers."""
    page.head(list(heads), words=len(styles))
    for _ in range(lines):
        for column in range(len(heads)):
            page.entry(column, None, styles[column] if column < len(styles) else "number")
        page.row += 1


def _list(page: Page, column: int, among: Sequence[str]) -> None:
    """Give a cell of the current row a drop-down list."""
    page.sheet.data_validation(
        page.row, column, page.row, column, {"validate": "list", "source": list(among)}
    )
