"""A proposal of the engine as an offer that the workbook has rows for, or the reason why it cannot be one.

A unit and a proposal come in; an `Offer` goes out. Called by `write`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.grid import Cell
from bargaining.costing.raises.kinds import Edits, FlatRaise, InTurn, NewBaseCell, PercentRaise, Raise
from bargaining.costing.table.items import Item, Proposal
from bargaining.costing.units.cost import HasGroups
from bargaining.errors import CostingError
from bargaining.workbook.offer import CellChange, Offer, OfferYear

_NONE, _WHOLE_YEAR = Decimal(0), 12


def offer_of(unit: HasGroups, proposal: Proposal) -> Offer:
    """Return a proposal as an offer that the workbook can hold.

    It holds percents, dollars on every cell, a new base cell of an index schedule, and changes of single
    cells, steps and lanes; and in each year one raise that begins during it. Dollars that come before a
    percent are raised by it, as they are in the proposal. Raises `CostingError` for a raise of another
    shape: price it in the engine and give the item its dollars.

    >>> from datetime import UTC, datetime
    >>> from bargaining.costing.employers import employer
    >>> from bargaining.costing.table.items import Status
    >>> item = Item("pay", "3%", Status.PROPOSED, datetime(2027, 1, 4, tzinfo=UTC), "Ana",
    ...             raises={1: PercentRaise(Decimal("0.03"))})
    >>> offer_of(employer(0), Proposal("The union", 2, (item,))).years[0].raise_rates
    Fixed({'Teachers': Decimal('0.03')})
    """
    years = range(1, proposal.years + 1)
    return Offer(proposal.side, tuple(_year_of(unit, proposal.counted(), year) for year in years))


@dataclass(frozen=True)
class _Straight:
    """What raises do to a salary: it is multiplied, then dollars are added to it, and more to single places.

    `places` maps (step, lane) to dollars; an empty label stands for every one. Where there is a new
    `base`, it takes the place of the salary, and of whatever was given before it.
    """

    times: Decimal = Decimal(1)
    plus: Decimal = _NONE
    places: Mapping[Cell, Decimal] | None = None
    base: NewBaseCell | None = None

    def then(self, after: _Straight) -> _Straight:
        """Return this and another one after it."""
        if after.base:
            return after
        places = {place: dollars * after.times for place, dollars in (self.places or {}).items()}
        for place, dollars in (after.places or {}).items():
            places[place] = places.get(place, _NONE) + dollars
        return _Straight(self.times * after.times, self.plus * after.times + after.plus, places, self.base)


def _year_of(unit: HasGroups, items: Sequence[Item], year: int) -> OfferYear:
    """Return one year of a proposal."""
    later = _later_item(items, year)
    rates, flat, once, changes = {}, {}, {}, []
    later_rates, later_dollars, new_bases = {}, {}, {}
    for group in unit.groups:
        name, all_of_it, paid = group.name, _Straight(), _NONE
        for item in items:
            if year in item.raises and item is not later:
                all_of_it = all_of_it.then(_straight(_of(item.raises[year], name), item))
            paid += _paid_once(item, year, name)
        rates[name], flat[name], once[name] = all_of_it.times - 1, all_of_it.plus, paid
        if all_of_it.base:
            new_bases[name] = all_of_it.base
        changes += [CellChange(name, *place, dollars) for place, dollars in (all_of_it.places or {}).items()]
        if later:
            begins = _straight(_of(later.raises[year], name), later)
            if begins.places:
                raise _not_held(later, "changes single places during the year")
            if begins.base:
                raise _not_held(later, "gives a new base cell during the year")
            later_rates[name], later_dollars[name] = begins.times - 1, begins.plus
    return OfferYear(
        rates,
        flat,
        once,
        elsewhere_dollars=sum((item.dollars.get(year, _NONE) for item in items), _NONE),
        changes=tuple(changes),
        later_rates=later_rates,
        later_dollars=later_dollars,
        later_months=later.months[year] if later else OfferYear.later_months,
        new_bases=new_bases,
    )


def _later_item(items: Sequence[Item], year: int) -> Item | None:
    """Return the one item whose raise begins during a year; refuses a second one."""
    begin = [
        item for item in items if year in item.raises and item.months.get(year, _WHOLE_YEAR) != _WHOLE_YEAR
    ]
    if len(begin) > 1:
        raise _not_held(begin[1], f"begins during year {year}, and so does another item")
    return begin[0] if begin else None


def _paid_once(item: Item, year: int, group: str) -> Decimal:
    """Return what an item pays a group once, in dollars for each FTE or paid hour."""
    payment = _of(item.once.get(year), group)
    if payment is None:
        return _NONE
    if payment.rate:
        raise _not_held(item, "is a share of salary paid once")
    dollars: Decimal = payment.dollars
    return dollars


def _of(given, group: str):  # type: ignore[no-untyped-def]
    """Return what is given to one group: for every group, or by name."""
    return given.get(group) if isinstance(given, Mapping) else given


def _straight(given: Raise | None, item: Item) -> _Straight:
    """Return what a raise does to a salary."""
    if given is None:
        return _Straight()
    if isinstance(given, PercentRaise):
        return _Straight(times=1 + given.rate)
    if isinstance(given, FlatRaise):
        return _Straight(plus=given.dollars)
    if isinstance(given, NewBaseCell):
        return _Straight(base=given)
    if isinstance(given, Edits):
        places = dict(given.cells)
        places |= {(step, ""): dollars for step, dollars in given.steps.items()}
        places |= {("", lane): dollars for lane, dollars in given.lanes.items()}
        return _Straight(places=places)
    if isinstance(given, InTurn):
        all_of_it = _Straight()
        for each in given.raises:
            all_of_it = all_of_it.then(_straight(each, item))
        return all_of_it
    raise _not_held(item, f"is {given.words}")


def _not_held(item: Item, why: str) -> CostingError:
    """Return the error for an item of a shape that the workbook has no row for."""
    return CostingError(
        f'"{item.title}" {why}; the workbook holds percents, dollars on every cell or on single ones, a '
        "new base cell, and one raise a year that begins during it. Price this item by itself and give its "
        "dollars by year."
    )
