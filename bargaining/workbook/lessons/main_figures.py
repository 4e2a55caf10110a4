"""The main figure of each sheet of a workbook, in words: what a part shows of it beside the buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from bargaining.costing.price_tag import in_dollars
from bargaining.rounding import Rounding, round_money
from bargaining.workbook.figures import figures
from bargaining.workbook.plan import Plan

Figures = Mapping[str, Decimal]
_WAITS = "waits for roll-up and health premiums"


def main_figures(plan: Plan) -> dict[int, str]:
    """Return the main figure of the sheet of each part that the workbook has, in whole dollars.

    >>> from bargaining.costing.employers import employer
    >>> from bargaining.workbook.offer import percent_offer
    >>> from bargaining.workbook.write import plan_of
    >>> offers = [percent_offer(side, employer(0), [Decimal("0.03")]) for side in ("Ours", "Theirs")]
    >>> main_figures(plan_of(employer(0), *offers, 2))
    {1: 'base payroll $10,628,950', 2: 'standing still $84,600'}
    """
    found = figures(plan)
    last = plan.years[-1]
    of_part: dict[int, Callable[[Figures], str]] = {
        1: lambda f: f"base payroll {_whole(f['unit_payroll'])}",
        2: lambda f: f"standing still {_whole(f['unit_standing'])}",
        3: lambda f: f"one percent {_whole(f['unit_one_percent'])}",
        4: lambda f: f"{plan.offers[0].side.lower()}, all years {_whole(f[f'ours_cumulative_{last}'])}",
        5: lambda f: f"total compensation {_whole(f['now_total'])}",
        6: lambda f: f"employer’s health cost {_whole(f['employer_health_now'])}",
        7: lambda f: f"a new post, without health {_whole(f['new_post'])}",
        8: lambda f: f"the gap, all years {_whole(f['gap_cumulative'])}",
        9: lambda _f: "places to compare, and open questions",
    }
    told = {}
    for part, tell in of_part.items():
        if part <= plan.through_part:
            told[part] = _WAITS if part in (5, 6, 7) and plan.facts is None else tell(found)
    return told


def _whole(dollars: Decimal) -> str:
    return in_dollars(round_money(dollars, Rounding.HALF_UP_DOLLAR))
