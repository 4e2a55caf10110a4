"""What a proposal costs: all its items together, and what each of them adds.

A unit, a proposal and a convention come in; a `Priced` goes out. Items act on each other (a flat raise
before a percent is raised too), so what each adds is measured by leaving it out, and the rest is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import Convention
from bargaining.costing.grid import Fixed
from bargaining.costing.price_tag import Cost, PriceTag
from bargaining.costing.raises.kinds import InTurn, OffSchedule, Raise
from bargaining.costing.table.items import Item, Proposal
from bargaining.costing.units.cost import HasGroups, unit_fte
from bargaining.costing.years.path import YearsCost
from bargaining.costing.years.project import Projection, YearPlan, project
from bargaining.costing.years.within_year import LaterRaise

_NONE = Decimal(0)
_USUAL = Convention()


@dataclass(frozen=True)
class Priced:
    """A proposal with its price.

    * `projection`: steps, lanes and raises year by year.
    * `cost`: the four amounts that people call the cost, with `dollars` of items priced elsewhere in them.
    * `fte`: the unit's, to divide by.
    """

    proposal: Proposal
    projection: Projection
    cost: YearsCost
    fte: Decimal
    convention: Convention

    def tag(self, cost: Cost = Cost.CUMULATIVE, year: int | None = None) -> PriceTag:
        """Return one of the four costs as a price that says which one it is; DRAFT when nobody checked it."""
        draft = "DRAFT " if self.proposal.is_draft else ""
        return self.cost.tag(f"{draft}{self.proposal.side}", cost, self.convention, year)


def price(
    unit: HasGroups,
    proposal: Proposal,
    convention: Convention = _USUAL,
    with_supposals: bool = False,
) -> Priced:
    """Return what a proposal costs the unit over its years.

    Withdrawn items do not count, supposals only when asked for. Raises in one year are applied in the order
    of the items. Raises `CostingError` for a group that the unit does not have. Source: as `project`.

    >>> from datetime import datetime, UTC
    >>> from bargaining.costing.employers import teachers_unit
    >>> from bargaining.costing.raises.kinds import PercentRaise
    >>> from bargaining.costing.table.items import Status
    >>> item = Item("pay", "3% on the schedule", Status.PROPOSED, datetime(2027, 1, 4, tzinfo=UTC), "Ana",
    ...             raises={1: PercentRaise(Decimal("0.03"))})
    >>> priced = price(teachers_unit(), Proposal("The union", 1, (item,)))
    >>> f"{priced.cost.total_dollars:,.2f}"
    '593,878.50'
    """
    items = proposal.counted(with_supposals)
    plans = [_plan(unit, items, year) for year in range(1, proposal.years + 1)]
    projection = project(unit, plans, convention)
    cost = projection.cost
    elsewhere = [sum((item.dollars.get(year, _NONE) for item in items), _NONE) for year in _years(proposal)]
    paid = tuple(on + more for on, more in zip(cost.payroll_dollars, elsewhere, strict=True))
    return Priced(
        proposal,
        projection,
        YearsCost(cost.base_dollars, paid, cost.once_dollars),
        unit_fte(unit),
        convention,
    )


def price_of_item(
    unit: HasGroups, proposal: Proposal, name: str, convention: Convention = _USUAL
) -> tuple[Decimal, ...]:
    """Return what one item adds to the cost over base in each year: with it, less without it.

    An item that does not count costs nothing. Source: as `price`, twice.
    """
    proposal.item(name)  # refuses an item that is not there
    with_it = price(unit, proposal, convention).cost.over_base_dollars
    without = price(unit, proposal.without(name), convention).cost.over_base_dollars
    return tuple(more - less for more, less in zip(with_it, without, strict=True))


def item_prices(
    unit: HasGroups, proposal: Proposal, convention: Convention = _USUAL
) -> Mapping[str, tuple[Decimal, ...]]:
    """Return what each counted item adds in each year, by id, with two lines that make the sum complete.

    "standing still" is what the years cost without any item; "items on each other" is what is left because
    items act on each other. All lines add up to the cost over base.
    """
    priced = price(unit, proposal, convention).cost.over_base_dollars
    nothing = price(unit, Proposal(proposal.side, proposal.years, ()), convention).cost.over_base_dollars
    lines = {"standing still": nothing}
    for item in proposal.counted():
        lines[item.id] = price_of_item(unit, proposal, item.id, convention)
    rest = [whole - sum(parts) for whole, *parts in zip(priced, *lines.values(), strict=True)]
    return Fixed({**lines, "items on each other": tuple(rest)})


def _years(proposal: Proposal) -> range:
    return range(1, proposal.years + 1)


def _plan(unit: HasGroups, items: tuple[Item, ...], year: int) -> YearPlan:
    """Return what all items together do in one year, group by group."""
    names = [group.name for group in unit.groups]
    raises: dict[str, list[Raise]] = {name: [] for name in names}
    later: list[LaterRaise] = []
    once: dict[str, OffSchedule] = {}
    for item in items:
        if year in item.raises and item.months.get(year, 12) < 12:
            later.append(LaterRaise(item.raises[year], item.months[year]))
        elif year in item.raises:
            given = item.raises[year]
            for name, each in (given if isinstance(given, Mapping) else dict.fromkeys(names, given)).items():
                raises.setdefault(name, []).append(each)
        if year in item.once:
            paid = item.once[year]
            for name, payment in (paid if isinstance(paid, Mapping) else dict.fromkeys(names, paid)).items():
                before = once.get(name, OffSchedule())
                once[name] = OffSchedule(before.dollars + payment.dollars, before.rate + payment.rate)
    return YearPlan(
        {name: InTurn(tuple(given)) for name, given in raises.items()},
        once,
        later=tuple(sorted(later, key=lambda each: -each.months)),
    )
