"""An offer as the workbook holds it: year by year a raise, perhaps a later one, money paid once, health.

An `Offer` comes in from `from_proposal`, from somebody's own contract or from a caller; what the engine needs
to price it goes out. Called by the sheets and by `figures`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bargaining.costing.compensation.health import EmployerPart, HealthPlan
from bargaining.costing.compensation.of_employer import Employer, health_plan
from bargaining.costing.convention import exact
from bargaining.costing.grid import Fixed
from bargaining.costing.raises.kinds import (
    Edits,
    FlatRaise,
    InTurn,
    NewBaseCell,
    OffSchedule,
    PercentRaise,
    Raise,
)
from bargaining.costing.units.cost import HasGroups
from bargaining.costing.years.project import YearPlan
from bargaining.costing.years.within_year import LaterRaise
from bargaining.errors import CostingError

_NONE = Decimal(0)
_BY_GROUP = ("raise_rates", "flat_dollars", "once_dollars", "later_rates", "later_dollars")


@dataclass(frozen=True)
class CellChange:
    """Dollars added to one cell of a group's schedule; an empty step or lane stands for every one.

    >>> CellChange("Teachers", "10", "", Decimal(500)).dollars  # on step 10, in every lane
    Decimal('500')
    """

    group: str
    step: str
    lane: str
    dollars: Decimal

    def __post_init__(self) -> None:
        exact(self.dollars, f"the change at step {self.step}, lane {self.lane}", CostingError)


@dataclass(frozen=True)
class OfferYear:
    """One year of an offer, by group: a percent first, then dollars on every cell, then on single cells.

    * `new_bases`: a new base cell of an index schedule; the percent and the dollars come on top of it.
    * `raise_rates`: fractions, 0.03 for 3 %.
    * `flat_dollars`: dollars a year on every cell; dollars an hour on an hourly schedule.
    * `changes`: dollars on single cells, steps or lanes, in the same measure.
    * `later_rates`, `later_dollars`: a second raise, a percent and then dollars on every cell, that begins
      during the year and is in force for the last `later_months` of it.
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
    changes: tuple[CellChange, ...] = ()
    later_rates: Mapping[str, Decimal] = field(default_factory=dict)
    later_dollars: Mapping[str, Decimal] = field(default_factory=dict)
    later_months: int = 6
    new_bases: Mapping[str, NewBaseCell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "new_bases", Fixed(self.new_bases))
        for name in _BY_GROUP:
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


def _plan(unit: HasGroups, year: OfferYear) -> YearPlan:
    """Return one year as a plan of the engine; raises `CostingError` for a group that the unit has not."""
    names = [group.name for group in unit.groups]
    if unknown := [change.group for change in year.changes if change.group not in names]:
        raise CostingError(f"{unit.name} has no group {unknown[0]} to change; it has {', '.join(names)}.")
    given: dict[str, Raise] = {}
    once: dict[str, OffSchedule] = {}
    later: dict[str, Raise] = {}
    for name in names:
        base = (year.new_bases[name],) if name in year.new_bases else ()
        percent = PercentRaise(year.raise_rates.get(name, _NONE))
        flat = FlatRaise(year.flat_dollars.get(name, _NONE))
        given[name] = InTurn((*base, percent, flat, *_edits(year, name)))
        once[name] = OffSchedule(year.once_dollars.get(name, _NONE))
        rate, dollars = year.later_rates.get(name, _NONE), year.later_dollars.get(name, _NONE)
        if rate or dollars:
            later[name] = InTurn((PercentRaise(rate), FlatRaise(dollars)))
    return YearPlan(given, once, later=(LaterRaise(later, year.later_months),) if later else ())


def _edits(year: OfferYear, group: str) -> tuple[Raise, ...]:
    """Return the changes of single places in a group, one after the other; dollars add up in any order."""
    return tuple(_edit(change) for change in year.changes if change.group == group)


def _edit(change: CellChange) -> Raise:
    """Return one change as a raise of its cell, its step or its lane; of every cell where it names none."""
    if change.step and change.lane:
        return Edits(cells={(change.step, change.lane): change.dollars})
    if change.step:
        return Edits(steps={change.step: change.dollars})
    if change.lane:
        return Edits(lanes={change.lane: change.dollars})
    return FlatRaise(change.dollars)
