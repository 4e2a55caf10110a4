"""The sheets with the money: the summary, the one-page brief and the caucus card.

A workbook's plan comes in; the same figures that stand in the workbook go out, as printed words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bargaining.costing.compensation.of_employer import health_plan
from bargaining.costing.price_tag import in_dollars, in_percent
from bargaining.rounding import Rounding, round_money
from bargaining.workbook.figures import figures
from bargaining.workbook.folder.sheets import Printed, Table
from bargaining.workbook.plan import SIDES, Plan
from bargaining.workbook.sheets.summary import LINES

Figures = Mapping[str, Decimal]


def summary(plan: Plan) -> Printed:
    """Return both sides side by side, year by year, and the gap."""
    found = figures(plan)
    heads = ("In dollars", "Before", *[f"Year {year}" for year in plan.years])
    tables = tuple(_side(plan, side, heads, found) for side in SIDES)
    gap = Table(
        f"The gap: {plan.offers[0].side} less {plan.offers[1].side}",
        ("In dollars", *[f"Year {year}" for year in plan.years], "All years"),
        (
            (
                "Cost over base",
                *[_whole(found[f"gap_{year}"]) for year in plan.years],
                _whole(found["gap_cumulative"]),
            ),
        ),
    )
    per = f"Per FTE and year the gap is {in_dollars(found['gap_per_fte_per_year'])}."
    return Printed("Proposal summary", _rules(plan), (*tables, gap, per))


def brief(plan: Plan, said: Sequence[str] = ()) -> Printed:
    """Return the one-page brief: what both sides cost, in sentences, and the team's own words."""
    found = figures(plan)
    last = plan.years[-1]
    sentences = [
        f"We are {found['unit_fte']:,.1f} FTE with a base payroll of "
        f"{in_dollars(_round(found['unit_payroll']))}."
    ]
    sentences.append(
        f"Standing still costs {in_dollars(_round(found['unit_standing']))}, "
        f"{in_percent(100 * found['unit_standing_rate'])} of that payroll, before anybody bargains."
    )
    for side in SIDES:
        name = plan.side(side).side
        sentences.append(
            f"{name}: {in_dollars(_round(found[f'{side}_new_money_1']))} of new money in year 1; "
            f"{in_dollars(_round(found[f'{side}_over_base_{last}']))} over base in year {last}; "
            f"{in_dollars(_round(found[f'{side}_cumulative_{last}']))} over all years."
        )
    sentences.append(
        f"The gap over all years is {in_dollars(_round(found['gap_cumulative']))}, "
        f"{in_dollars(found['gap_per_fte_per_year'])} per FTE and year."
    )
    own = tuple(said) or (Table("In our own words, with sources", ("Point", "Source"), (), words=2, blank=8),)
    return Printed("Brief", _rules(plan), (*sentences, *own))


def caucus_card(plan: Plan) -> Printed:
    """Return the card for the caucus room: what one unit of each usual move costs, and room to reprice."""
    found = figures(plan)
    fte = found["unit_fte"]
    one = found["unit_one_percent"]
    rows = [("One percent on every cell", one, _rolled(plan, found, one))]
    rows.append(("$100 a year for each FTE", 100 * fte, _rolled(plan, found, 100 * fte)))
    if plan.facts:
        point = health_plan(plan.unit).premiums_dollars / 100
        rows.append(("One point of the employer's share of premiums", point, point))
    table = Table(
        "What a move costs in one year, in dollars",
        ("Move", "Pay alone", "With roll-up", "Per FTE"),
        tuple(
            (
                label,
                _whole(pay),
                _whole(rolled) if rolled is not None else "not known",
                _whole((rolled or pay) / fte),
            )
            for label, pay, rolled in rows
        ),
    )
    again = Table(
        "Repriced", ("Item", "Year 1", "Year 2", "Year 3", "Prepared by", "Checked by"), (), words=1, blank=6
    )
    says = (
        "A second person checks every number before it crosses the table. Health premiums carry no roll-up."
    )
    return Printed("Caucus card", says, (table, again))


def _side(plan: Plan, side: str, heads: tuple[str, ...], found: Figures) -> Table:
    """Return one side's table; without benefits known, pay alone."""
    rows = []
    if plan.facts:
        for name, label in (*LINES.items(), ("total", "Total compensation"), ("per_fte", "per FTE")):
            if name == "elsewhere" or (name == "premium_pay" and not plan.has_premiums):
                continue
            years = [found.get(f"{side}_{name}_{year}") for year in (0, *plan.years)]
            rows.append((label, *["" if dollars is None else _whole(dollars) for dollars in years]))
    else:
        payroll = [found[f"{side}_payroll_{year}"] for year in (0, *plan.years)]
        rows.append(("Payroll", *[_whole(dollars) for dollars in payroll]))
    over = [found[f"{side}_over_base_{year}"] for year in plan.years]
    rows.append(("Pay: cost over base", "", *[_whole(dollars) for dollars in over]))
    return Table(plan.side(side).side, heads, tuple(rows))


def _rolled(plan: Plan, found: Figures, pay: Decimal) -> Decimal | None:
    """Return more pay with the roll-up that more pay carries in this unit, or None when that is not known."""
    return pay * found["one_percent_rolled_up"] / found["unit_one_percent"] if plan.facts else None


def _rules(plan: Plan) -> str:
    """Return the rules in a sentence, and whether the employer is a real one."""
    fictional = " A fictional employer." if plan.is_fictional else ""
    return f"{plan.unit.name}.{fictional} Counted by: {plan.convention.sentence}."


def _round(dollars: Decimal) -> Decimal:
    """Return whole dollars: nobody says the cents of a payroll."""
    return round_money(dollars, Rounding.HALF_UP_DOLLAR)


def _whole(dollars: Decimal) -> str:
    """Return dollars without cents, as a table prints them."""
    whole = _round(dollars)
    return f"−{abs(whole):,}" if whole < 0 else f"{whole:,}"
