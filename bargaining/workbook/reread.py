"""Read the two offers back out of a workbook that somebody has worked in, to write it anew with them.

The bytes of a workbook and the offers it began with come in; the offers that stand in it now go out. Called
when a later part writes the workbook again: raises that a team has typed are not lost.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bargaining.costing.raises.kinds import NewBaseCell
from bargaining.workbook.offer import CellChange, Offer, OfferYear
from bargaining.workbook.plan import SIDES, NamedGroup, Plan

_NONE = Decimal(0)


def offers_in(content: bytes, plan: Plan) -> tuple[Offer, Offer] | None:
    """Return the offers that stand in a workbook of this plan's unit; None when it holds none of them.

    A box that was emptied, or holds words, counts as nothing. Who makes an offer is as in the plan.

    >>> from bargaining.costing.employers import employer
    >>> from bargaining.workbook.offer import percent_offer
    >>> from bargaining.workbook.write import plan_of, workbook
    >>> offers = [percent_offer(side, employer(0), [Decimal("0.03")]) for side in ("We", "They")]
    >>> found = offers_in(workbook(employer(0), *offers), plan_of(employer(0), *offers))
    >>> found[0].years[0].raise_rates
    Fixed({'Teachers': Decimal('0.03')})
    """
    import openpyxl

    try:
        typed = _Typed(openpyxl.load_workbook(io.BytesIO(content), data_only=True))
    except Exception:  # whatever a damaged or protected file makes of the library
        return None
    years = _years(typed, plan.groups[0])
    if not years:
        return None
    ours, theirs = (_offer(typed, plan, side, years) for side in SIDES)
    return ours, theirs


class _Typed:
    """The inputs of a workbook by their names."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def has(self, name: str) -> bool:
        """Say whether the workbook has a cell of this name."""
        return name in self._book.defined_names

    def values(self, name: str) -> list[object]:
        """Return what stands in the cells of a name, from the top; nothing for a name that is not there."""
        if not self.has(name):
            return []
        ((sheet, area),) = self._book.defined_names[name].destinations
        found = self._book[sheet][area.replace("$", "")]
        return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]

    def number(self, name: str) -> Decimal | None:
        """Return the number in one cell, or None."""
        return _number(next(iter(self.values(name)), None))


def _number(value: object) -> Decimal | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(repr(value)) if is_number else None


def _years(typed: _Typed, group: NamedGroup) -> range:
    """Return the years that the workbook has offers for."""
    last = 0
    while typed.has(f"ours_percent_{last + 1}_{group.slug}"):
        last += 1
    return range(1, last + 1)


def _offer(typed: _Typed, plan: Plan, side: str, years: range) -> Offer:
    return Offer(plan.side(side).side, tuple(_year(typed, plan, side, year) for year in years))


def _year(typed: _Typed, plan: Plan, side: str, year: int) -> OfferYear:
    """Return one side's year as it is typed now."""

    def by_group(name: str) -> dict[str, Decimal]:
        found = {e.group.name: typed.number(f"{side}_{name}_{year}_{e.slug}") for e in plan.groups}
        return {group: number for group, number in found.items() if number}

    bases = {}
    for each in plan.groups:
        base = typed.number(f"{side}_base_{year}_{each.slug}")
        if each.index and base:
            bases[each.group.name] = NewBaseCell(each.index, base)
    months = typed.number(f"{side}_later_months_{year}")
    in_a_year = months is not None and months == int(months) and 0 <= months <= 12
    return OfferYear(
        by_group("percent"),
        by_group("flat"),
        by_group("once"),
        typed.number(f"{side}_renewal_{year}") or _NONE,
        typed.number(f"{side}_new_share_{year}"),
        typed.number(f"{side}_elsewhere_{year}") or _NONE,
        tuple(_changes(typed, plan, side, year)),
        by_group("later_percent"),
        by_group("later_flat"),
        int(months) if months is not None and in_a_year else OfferYear.later_months,
        bases,
    )


def _changes(typed: _Typed, plan: Plan, side: str, year: int) -> Iterator[CellChange]:
    """Go through the changes of single cells in one year that name a place of the schedule."""
    heads = ("groups", "steps", "lanes", "years", "dollars")
    columns = [typed.values(f"{side}_edit_{head}") for head in heads]
    schedules = {each.group.name: each.group.schedule for each in plan.groups}
    for group, step, lane, in_year, dollars in zip(*columns, strict=True):
        name, place, number = str(group or ""), (_label(step), _label(lane)), _number(dollars)
        if name not in schedules or in_year != year or not number:
            continue
        if place[0] in ("", *schedules[name].steps) and place[1] in ("", *schedules[name].lanes):
            yield CellChange(name, *place, number)


def _label(value: object) -> str:
    """Return a label as the schedule has it; a step that was typed as a number is one, too."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
