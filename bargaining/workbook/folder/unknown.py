"""The sheet "What we do not know": what stands in for figures that nobody has given, and what nobody can."""

from __future__ import annotations

from collections.abc import Sequence

from bargaining.workbook.folder.sheets import Printed, Table
from bargaining.workbook.plan import Plan


def unknown(plan: Plan, estimates: Sequence[str] = ()) -> Printed:
    """Return the sheet; `estimates` are those with which a contract was read."""
    rows = [(estimate, "") for estimate in estimates]
    if plan.facts is None:
        rows.append(("Roll-up and health insurance: prices are of pay alone.", ""))
    still = [each.group.name for each in plan.groups if not each.group.movement.leavers]
    rows += [(f"Who leaves among {name}: no turnover is counted.", "") for name in still]
    if len(plan.years) > 1:
        later = f"in years 2 to {plan.years[-1]}: steps alone are counted."
        rows.append((f"Who leaves, is hired or changes lanes {later}", ""))
    rows.append(("What premiums will be after the renewals that are assumed.", ""))
    says = "Say it before the other side does. Mark every estimate; one that is found costs trust."
    table = Table("What we do not know", ("What", "Who may know; asked on"), tuple(rows), words=2, blank=6)
    return Printed("What we do not know", says, (table,))
