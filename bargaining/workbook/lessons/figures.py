"""What a kept contract says of the boxes that parts ask a learner to fill in, by name.

A folder own/ comes in; figures by name go out, none when no contract is kept. A figure that the contract does
not hold is left out and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bargaining.costing.grid import Cell
from bargaining.costing.movement.steps import next_step
from bargaining.costing.units.cost import unit_fte, unit_payroll, unit_standing_still
from bargaining.costing.units.group import Group
from bargaining.costing.units.hourly import JobClass, NurseGroup
from bargaining.costing.units.unit import BargainingUnit, UnitKind
from bargaining.costing.years.project import project
from bargaining.workbook.lessons.contract import kept_contract
from bargaining.workbook.offer import Offer
from bargaining.workbook.own.contract import OwnContract

_NONE = Decimal(0)
Numbers = dict[str, Decimal]


@dataclass(frozen=True)
class ContractFigure:
    """A number of the contract; estimated when people or full posts in it are stand-ins."""

    number: Decimal
    is_estimated: bool = False


def contract_figures(own: Path) -> Mapping[str, ContractFigure]:
    """Return the figures of the contract that is kept in a folder own/.

    * `payroll`: base payroll, dollars a year; `fte`: full-time equivalents.
    * `people`: how many there are, `people_on_top` of them on a top step; where the contract counts people.
    * `count`, `count_on_top`: the same, in FTE where the contract counts FTE.
    * `step`: dollars a year that a step is worth, on average of those who take one.
    * `leavers`, `leaver_pay`, `hire_pay`: how many leave, and the average yearly pay of those who leave and
      of those who come; only when as many come.
    * `roll_up`, `employer_share`: percents. `days`, `hours`: of a full post, a year and a day.
    * `ours_1`, `theirs_1` and so on: percents of both offers, by year; `ours_flat_1`: dollars a year on every
      cell, where pay is by the year; `ours_new_money`: dollars of year 1.

    Raises `OwnContractError` when the file that is kept cannot be used any more.
    """
    contract = kept_contract(own)
    if contract is None or contract.unit is None:
        return {}
    found = _pay(contract.unit) | _movement(contract.unit) | _beside_pay(contract.unit) | _offers(contract)
    return {name: ContractFigure(number, contract.is_estimated) for name, number in found.items()}


def _pay(unit: BargainingUnit) -> Numbers:
    found = {"payroll": unit_payroll(unit), "fte": unit_fte(unit)}
    counts = [(count, cell, group) for group in unit.groups for count, cell in _posts(group)]
    everybody = sum((count for count, _, _ in counts), _NONE)
    top = sum((count for count, cell, group in counts if _is_top(group, cell)), _NONE)
    found |= {"count": everybody, "count_on_top": top}
    if all(isinstance(group, JobClass | NurseGroup) for group in unit.groups):
        found |= {"people": everybody, "people_on_top": top}
    steps = sum((lines.increment_dollars for lines in unit_standing_still(unit).values()), _NONE)
    if everybody > top:
        found["step"] = steps / (everybody - top)
    return found


def _posts(group: Group) -> Iterator[tuple[Decimal, Cell]]:
    """Go through people, or FTE, and the cell they stand in."""
    if isinstance(group, JobClass):
        (lane,) = group.schedule.lanes
        yield from ((post.people, (post.step, lane)) for post in group.posts)
    elif isinstance(group, NurseGroup):
        yield from ((post.people, (post.step, post.lane)) for post in group.posts)
    else:
        yield from ((fte, cell) for cell, fte in group.scattergram.fte.items())


def _is_top(group: Group, cell: Cell) -> bool:
    return next_step(group.schedule, *cell) == cell[0]


def _movement(unit: BargainingUnit) -> Numbers:
    """Return who leaves and comes; nothing when more leave than come, whose savings no average tells."""
    left = come = leaver_pay = hire_pay = _NONE
    for group in unit.groups:
        pay = group.schedule.salary
        for gone in group.movement.leavers:
            leaver_pay += gone.fte * pay(next_step(group.schedule, gone.step, gone.lane), gone.lane)
        hire_pay += sum((hired.fte * pay(hired.step, hired.lane) for hired in group.movement.hires), _NONE)
        left, come = left + _people(group, "leavers"), come + _people(group, "hires")
    if not left or left != come:
        return {}
    return {"leavers": left, "leaver_pay": leaver_pay / left, "hire_pay": hire_pay / come}


def _people(group: Group, which: str) -> Decimal:
    """Return how many leave or come: people where they are counted, else FTE."""
    if isinstance(group, JobClass | NurseGroup):
        return sum((post.people for post in getattr(group, which)), _NONE)
    return sum((post.fte for post in getattr(group.movement, which)), _NONE)


def _beside_pay(unit: BargainingUnit) -> Numbers:
    found: Numbers = {}
    facts, first = unit.facts, unit.groups[0]
    if facts:
        # An own contract has one list of rates for everybody.
        found["roll_up"] = sum(facts.rollup_percents[first.name].values(), _NONE)
        found["employer_share"] = 100 * facts.employer_health_rate
    if facts and facts.work_days and facts.work_day_hours:
        found |= {"days": facts.work_days, "hours": facts.work_day_hours}
    elif isinstance(first, JobClass):
        found |= {"days": first.paid_days, "hours": first.full_day_hours}
    return found


def _offers(contract: OwnContract) -> Numbers:
    found: Numbers = {}
    for side, offer in zip(("ours", "theirs"), contract.offers or (), strict=False):
        found |= _of_side(side, offer, contract.priced().kind is UnitKind.TEACHERS)
        costs = project(contract.priced(), offer.plans(contract.priced())).cost
        found[f"{side}_new_money"] = costs.new_money_dollars[0]
    return found


def _of_side(side: str, offer: Offer, is_yearly: bool) -> Numbers:
    """Return the percents of an offer, and dollars on every cell; the template has one for all groups."""
    found = {}
    for number, year in enumerate(offer.years, start=1):
        rates, flat = set(year.raise_rates.values()), set(year.flat_dollars.values())
        if len(rates) == 1:
            found[f"{side}_{number}"] = 100 * rates.pop()
        if is_yearly and len(flat) == 1:
            found[f"{side}_flat_{number}"] = flat.pop()
    return found
