"""Write the team's workbook: a unit and two offers come in, the bytes of an xlsx file go out."""

from __future__ import annotations

from bargaining.costing.compensation.of_employer import Employer
from bargaining.costing.convention import Convention
from bargaining.costing.table.items import Proposal
from bargaining.workbook.book import Book
from bargaining.workbook.figures import figures
from bargaining.workbook.from_proposal import offer_of
from bargaining.workbook.offer import Offer
from bargaining.workbook.plan import PARTS, Plan
from bargaining.workbook.sheets.assumptions import write_assumptions
from bargaining.workbook.sheets.base_year import write_base_year
from bargaining.workbook.sheets.cells import Inputs, write_cells
from bargaining.workbook.sheets.health import write_health
from bargaining.workbook.sheets.notes import write_contents, write_notes
from bargaining.workbook.sheets.raises import write_raises
from bargaining.workbook.sheets.standing_still import write_standing_still
from bargaining.workbook.sheets.summary import write_summary
from bargaining.workbook.sheets.total import write_total
from bargaining.workbook.sheets.worktime import write_worktime
from bargaining.workbook.sheets.years import write_years

_USUAL = Convention()
_SHEETS = (
    (2, write_standing_still),
    (3, write_raises),
    (4, write_years),
    (5, write_total),
    (6, write_health),
    (7, write_worktime),
    (8, write_summary),
    (9, write_notes),
)


def workbook(
    unit: Employer,
    ours: Offer | Proposal,
    theirs: Offer | Proposal,
    through_part: int = PARTS[-1],
    convention: Convention = _USUAL,
) -> bytes:
    """Return the team's workbook: a sheet for each part of the course so far, every figure a live formula.

    * `ours`, `theirs`: the two offers, for the same number of years.
    * `through_part`: the last part whose sheet is in it; the sheets build on each other.
    * `convention`: the rules it begins with; each can be chosen anew on the sheet Assumptions.

    Only cells with a light fill hold numbers that somebody typed. Raises `CostingError` for a proposal of a
    shape that the workbook has no row for, and whatever the engine refuses: what cannot be priced is not
    written.

    >>> from decimal import Decimal
    >>> from bargaining.costing.employers import employer
    >>> from bargaining.workbook.offer import percent_offer
    >>> unit = employer(0)
    >>> offers = [percent_offer(side, unit, [Decimal("0.03")]) for side in ("The union", "The board")]
    >>> workbook(unit, *offers, through_part=2)[:2]
    b'PK'
    """
    plan = plan_of(unit, ours, theirs, through_part, convention)
    book = Book(f"{unit.name}: costing workbook", figures(plan))
    write_contents(book, plan)
    write_assumptions(book, plan)
    salaries, people, index = write_base_year(book, plan)
    for part, write in _SHEETS:
        if part <= plan.through_part:
            write(book, plan)
    write_cells(book, plan, Inputs(salaries, people, index))
    return book.saved()


def plan_of(
    unit: Employer,
    ours: Offer | Proposal,
    theirs: Offer | Proposal,
    through_part: int = PARTS[-1],
    convention: Convention = _USUAL,
) -> Plan:
    """Return what a workbook of these is about, checked; arguments and errors as `workbook`."""
    mine, other = (offer_of(unit, side) if isinstance(side, Proposal) else side for side in (ours, theirs))
    return Plan(unit, (mine, other), convention, through_part)
