"""What a workbook is about: the unit, the two offers, the convention, and how many parts it covers.

Checked once, then read by every sheet and by `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bargaining.costing.compensation.of_employer import Employer
from bargaining.costing.convention import Convention, Growth, Order, SalaryRounding, Staffing
from bargaining.costing.index import IndexTable
from bargaining.costing.units.facts import Facts
from bargaining.costing.units.group import Group
from bargaining.costing.units.hourly import PAID_HOURS
from bargaining.costing.units.premium import PremiumPay
from bargaining.costing.units.unit import ClassChange
from bargaining.errors import CostingError
from bargaining.workbook.book import name_part
from bargaining.workbook.offer import Offer

SIDES = ("ours", "theirs")
PARTS = range(1, 10)
# The words of each rule in the drop-down lists: the usual one first.
RULES: dict[str, dict[str, Enum]] = {
    "order": {"steps first": Order.STEP_LANE_RAISE, "raise first": Order.RAISE_STEP_LANE},
    "staffing": {"same people": Staffing.CAST_FORWARD, "leavers and hires": Staffing.ACTUAL},
    "growth": {"compounded": Growth.COMPOUND, "added": Growth.SIMPLE},
    "rounding": {
        "not rounded": SalaryRounding.PRICE_ONLY,
        "as each schedule": SalaryRounding.AS_EACH_SCHEDULE,
    },
}


@dataclass(frozen=True)
class NamedGroup:
    """A group and the part of defined names that stands for it: `Bus_drivers`.

    `index` is the index table that a new base cell is multiplied with: the group's own, or the one offered.
    """

    group: Group
    slug: str
    index: IndexTable | None = None

    @property
    def is_hourly(self) -> bool:
        """Whether the schedule is dollars an hour and people are counted in paid hours."""
        return self.group.scattergram.measure == PAID_HOURS

    @property
    def premiums(self) -> tuple[PremiumPay, ...]:
        """Premium pay of nurses; none for others."""
        return getattr(self.group, "premiums", ())


@dataclass(frozen=True)
class Plan:
    """What is written: `offers` are ours and theirs, of the same number of years."""

    unit: Employer
    offers: tuple[Offer, Offer]
    convention: Convention
    through_part: int

    def __post_init__(self) -> None:
        ours, theirs = self.offers
        if len(ours.years) != len(theirs.years):
            raise CostingError(
                f"{ours.side} offers {len(ours.years)} years and {theirs.side} {len(theirs.years)}; "
                "compare contracts of the same length."
            )
        if self.through_part not in PARTS:
            raise CostingError(f"There is no part {self.through_part}; the course has parts 1 to 9.")
        if self.convention.split is not Convention().split:
            raise CostingError(
                "The workbook counts a raise that begins during a year by its months; choose that rule."
            )
        for group in self.unit.groups:
            _index_of(group, self.offers)

    @property
    def groups(self) -> tuple[NamedGroup, ...]:
        """The groups with their names for formulas."""
        named: list[NamedGroup] = []
        for group in self.unit.groups:
            slug = name_part(group.name, [each.slug for each in named])
            named.append(NamedGroup(group, slug, _index_of(group, self.offers)))
        return tuple(named)

    @property
    def facts(self) -> Facts | None:
        """What else the contract says, when it is known."""
        return self.unit.facts

    @property
    def class_changes(self) -> tuple[ClassChange, ...]:
        """People who move from one job class to another."""
        changes: tuple[ClassChange, ...] = getattr(self.unit, "class_changes", ())
        return changes

    @property
    def has_premiums(self) -> bool:
        """Whether anybody gets premium pay."""
        return any(group.premiums for group in self.groups)

    @property
    def years(self) -> range:
        """The years of the contract, from 1."""
        return range(1, len(self.offers[0].years) + 1)

    @property
    def is_fictional(self) -> bool:
        """Whether the employer is an invented one."""
        return bool(getattr(self.unit, "fictional", False))

    def side(self, name: str) -> Offer:
        """Return the offer of "ours" or "theirs"."""
        return self.offers[SIDES.index(name)]

    def word_of(self, rule: str) -> str:
        """Return the word of the convention's choice for one rule, as the drop-down list has it."""
        chosen = {
            "order": self.convention.order,
            "staffing": self.convention.staffing,
            "growth": self.convention.growth,
            "rounding": self.convention.salaries,
        }[rule]
        return next(word for word, value in RULES[rule].items() if value is chosen)


def _index_of(group: Group, offers: Sequence[Offer]) -> IndexTable | None:
    """Return the index table of a group; refuses two that differ, since the workbook has one grid for it."""
    offered = [
        year.new_bases[group.name].index
        for offer in offers
        for year in offer.years
        if group.name in year.new_bases
    ]
    index: IndexTable | None = offered[0] if offered else getattr(group, "index", None)
    if any(other != index for other in offered):
        raise CostingError(
            f"The new base cells of {group.name} stand on different index tables; the workbook holds one. "
            "Price the other one by itself and give its dollars by year."
        )
    return index


def added(terms: Sequence[str]) -> str:
    """Return terms added up in a formula; nothing is 0."""
    return "+".join(terms) or "0"
