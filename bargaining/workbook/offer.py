"""An offer as the workbook holds it: for each year a percent, dollars on every cell, money paid once, health.

A proposal with raises of those shapes comes in; an `Offer`, and what the engine needs to price it, go out.
Called by the sheets and by `figures`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bargaining.costing.compensation.health import EmployerPart, HealthPlan
from bargaining.costing.compensation.of_employer import Employer, health_plan
from bargaining.costing.convention import exact
from bargaining.costing.grid import Fixed
from bargaining.costing.raises.kinds import FlatRaise, InTurn, OffSchedule, PercentRaise, Raise
from bargaining.costing.table.items import Item, Proposal
from bargaining.costing.units.cost import HasGroups
from bargaining.costing.years.project import YearPlan
from bargaining.errors import CostingError

_NONE = Decimal(0)


@dataclass(frozen=True)
class OfferYear:
    """One year of an offer, by group: a percent first, then dollars on every cell, and a payment made once.

    * `raise_rates`: fractions, 0.03 for 3 %.
    * `flat_dollars`: dollars a year on every cell; dollars an hour on an hourly schedule.
    * `once_dollars`: dollars for each FTE, or for each paid hour, in this year only.
    * `premium_change_rate`: by how much health premiums change in this year.
    * `employer_health_rate`: the employer's share of premiums from this year on; None for as it is.
    * `elsewhere_dollars`: the cost over base of what is priced elsewhere, in this year.

    A group that is not named gets nothing.
    """

    raise_rates: Mapping[str, Decimal] = field(default_factory=dict)
    flat_dollars: Mapping[str, Decimal] = field(default_factory=dict)
    once_dollars: Mapping[str, Decimal] = field(default_factory=dict)
    premium_change_rate: Decimal = _NONE
    employer_health_rate: Decimal | None = None
    elsewhere_dollars: Decimal = _NONE

    def __post_init__(self) -> None:
        for name in ("raise_rates", "flat_dollars", "once_dollars"):
            given = {
                group: exact(value, f"the offer to {group}") for group, value in getattr(self, name).items()
            }
            object.__setattr__(self, name, Fixed(given))


@dataclass(frozen=True)
class Offer:
    """One side's offer: who makes it, and its years. Raises `CostingError` for an offer of no years."""

    side: str
    years: tuple[OfferYear, ...]

    def __post_init__(self) -> None:
        if not self.years:
            raise CostingError(f"{self.side} offers a contract of no years; give at least one.")

    def plans(self, unit: HasGroups) -> tuple[YearPlan, ...]:
        """Return what the engine projects: a plan for each year."""
        return tuple(_plan(unit, year) for year in self.years)

    def health_plans(self, employer: Employer) -> tuple[HealthPlan, ...]:
        """Return the health plan of each year, after its renewal and with its share."""
        plan, plans = health_plan(employer), []
        for year in self.years:
            plan = plan.with_premiums_changed(year.premium_change_rate)
            if year.employer_health_rate is not None:
                plan = plan.with_employer_part(EmployerPart(year.employer_health_rate))
            plans.append(plan)
        return tuple(plans)


def percent_offer(
    side: str,
    unit: HasGroups,
    raise_rates: Sequence[Decimal],
    premium_change_rates: Sequence[Decimal] = (),
) -> Offer:
    """Return an offer of one percent a year to every group: the shape most offers begin with.

    >>> from bargaining.costing.employers import employer
    >>> offer = percent_offer("The union", employer(100), [Decimal("0.03"), Decimal("0.02")])
    >>> len(offer.years), offer.years[1].raise_rates["Custodians"]
    (2, Decimal('0.02'))
    """
    renewals = list(premium_change_rates) or [_NONE] * len(raise_rates)
    if len(renewals) != len(raise_rates):
        raise CostingError(
            f"There are {len(renewals)} renewals for {len(raise_rates)} raises; give one for each year."
        )
    names = [group.name for group in unit.groups]
    return Offer(
        side,
        tuple(
            OfferYear(dict.fromkeys(names, rate), premium_change_rate=renewal)
            for rate, renewal in zip(raise_rates, renewals, strict=True)
        ),
    )


def offer_of(unit: HasGroups, proposal: Proposal) -> Offer:
    """Return a proposal as an offer that the workbook can hold: percents and dollars on every cell.

    Dollars that come before a percent are raised by it, as they are in the proposal. Raises `CostingError`
    for a raise of another shape, or one that begins during the year: price it in the engine and give the item
    its dollars.

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


def _plan(unit: HasGroups, year: OfferYear) -> YearPlan:
    """Return one year as a plan of the engine."""
    given: dict[str, Raise] = {}
    once: dict[str, OffSchedule] = {}
    for group in unit.groups:
        percent = PercentRaise(year.raise_rates.get(group.name, _NONE))
        given[group.name] = InTurn((percent, FlatRaise(year.flat_dollars.get(group.name, _NONE))))
        once[group.name] = OffSchedule(year.once_dollars.get(group.name, _NONE))
    return YearPlan(given, once)


def _year_of(unit: HasGroups, items: Sequence[Item], year: int) -> OfferYear:
    """Return one year of a proposal."""
    rates, flat, once = {}, {}, {}
    for group in unit.groups:
        factor, dollars, paid = Decimal(1), _NONE, _NONE
        for item in items:
            if year in item.raises:
                if item.months.get(year, 12) != 12:
                    raise _not_held(item, "begins during the year")
                times, plus = _straight(_of(item.raises[year], group.name), item)
                factor, dollars = factor * times, dollars * times + plus
            payment = _of(item.once.get(year), group.name)
            if payment is not None:
                if payment.rate:
                    raise _not_held(item, "is a share of salary paid once")
                paid += payment.dollars
        rates[group.name], flat[group.name], once[group.name] = factor - 1, dollars, paid
    elsewhere = sum((item.dollars.get(year, _NONE) for item in items), _NONE)
    return OfferYear(rates, flat, once, elsewhere_dollars=elsewhere)


def _of(given, group: str):  # type: ignore[no-untyped-def]
    """Return what is given to one group: for every group, or by name."""
    return given.get(group) if isinstance(given, Mapping) else given


def _straight(given: Raise | None, item: Item) -> tuple[Decimal, Decimal]:
    """Return a raise as (times, plus): what a salary is multiplied by, and the dollars added to it then."""
    if given is None:
        return Decimal(1), _NONE
    if isinstance(given, PercentRaise):
        return 1 + given.rate, _NONE
    if isinstance(given, FlatRaise):
        return Decimal(1), given.dollars
    if isinstance(given, InTurn):
        factor, dollars = Decimal(1), _NONE
        for each in given.raises:
            times, plus = _straight(each, item)
            factor, dollars = factor * times, dollars * times + plus
        return factor, dollars
    raise _not_held(item, f"is {given.words}")


def _not_held(item: Item, why: str) -> CostingError:
    """Return the error for an item of a shape that the workbook has no row for."""
    return CostingError(
        f'"{item.title}" {why}; the workbook holds percents and dollars on every cell. '
        "Price this item by itself and give its dollars by year."
    )
