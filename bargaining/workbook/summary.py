"""The summary of prices that a team attaches to its plan: a small table, made with the workbook.

A `Plan` of the workbook comes in; a CSV file goes out. It holds what both offers cost over the base year, and
nothing else: no schedule, no people. Called by the lessons and by `bargain workbook`.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from bargaining.rounding import Rounding, round_money
from bargaining.workbook.figures import figures
from bargaining.workbook.plan import Plan

__all__ = ["HEADINGS", "priced_summary"]

HEADINGS = ("Number", "Proposal", "Cost over base (dollars)")
_LETTERS = {"ours": "U", "theirs": "E"}


def priced_summary(plan: Plan) -> bytes:
    """Return both offers with what they cost over the base year in dollars, in all and year by year, as CSV.

    "U" is the union's offer and "E" the employer's; "U-2" is its second year. Source of the costs: as on the
    workbook's sheet of Part 4 (`figures`: over_base, cumulative). Rounded to the dollar.

    >>> from bargaining.costing.employers import employer
    >>> from bargaining.workbook.offer import percent_offer
    >>> from bargaining.workbook.write import plan_of
    >>> offers = [percent_offer(side, employer(0), [Decimal("0.03")]) for side in ("Ours", "Theirs")]
    >>> print(priced_summary(plan_of(employer(0), *offers, 4)).decode().splitlines()[1])
    U,"Offer of ours, 1 year",593879
    """
    found, years = figures(plan), list(plan.years)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(HEADINGS)
    for (side, letter), offer in zip(_LETTERS.items(), plan.offers, strict=True):
        whose = f"Offer of {offer.side[:1].lower()}{offer.side[1:]}"
        lasts = f"{len(years)} year{'' if len(years) == 1 else 's'}"
        write.writerow([letter, f"{whose}, {lasts}", _whole(found[f"{side}_cumulative_{years[-1]}"])])
        for year in years:
            write.writerow(
                [f"{letter}-{year}", f"{whose}, year {year}", _whole(found[f"{side}_over_base_{year}"])]
            )
    return out.getvalue().encode()


def _whole(dollars: Decimal) -> int:
    return int(round_money(dollars, Rounding.HALF_UP_DOLLAR))
