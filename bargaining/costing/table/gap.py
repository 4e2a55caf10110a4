"""How far apart two proposals are, in every unit the table asks for.

Two prices come in, made under one convention; a `Gap` goes out. Two prices made by different rules are
refused: the gap between them would be the rules and not the money.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from bargaining.costing.compensation.present_value import Paid, present_value
from bargaining.costing.grid import Cell
from bargaining.costing.table.pricing import Priced
from bargaining.errors import CostingError


@dataclass(frozen=True)
class Gap:
    """What one proposal costs more than another, in dollars; below 0 where it costs less.

    `by_year_dollars` is the difference in cost over base of each year.
    """

    by_year_dollars: tuple[Decimal, ...]
    fte: Decimal

    @property
    def cumulative_dollars(self) -> Decimal:
        """The gap of all years together."""
        return sum(self.by_year_dollars, Decimal(0))

    @property
    def running_dollars(self) -> tuple[Decimal, ...]:
        """The gap added up to each year."""
        return tuple(accumulate(self.by_year_dollars))

    @property
    def per_fte_dollars(self) -> Decimal:
        """The cumulative gap for each FTE; raises `CostingError` when nobody works there."""
        if self.fte == 0:
            raise CostingError("Nobody works in this unit, so a gap per FTE cannot be given.")
        return self.cumulative_dollars / self.fte

    @property
    def per_fte_per_year_dollars(self) -> Decimal:
        """The cumulative gap for each FTE and year of the contract."""
        return self.per_fte_dollars / len(self.by_year_dollars)

    def present_value_dollars(self, discount_rate: Decimal, paid: Paid = Paid.YEAR_END) -> Decimal:
        """Return the gap in today's money; each year's gap has its own distance from today."""
        return present_value(self.by_year_dollars, discount_rate, paid)


def gap(one: Priced, other: Priced) -> Gap:
    """Return what `one` costs more than `other`, year by year.

    Raises `CostingError` when the two were priced under different conventions, for different numbers of
    years or from different base years. Source: the gap by year, cumulative and per FTE of the public
    disclosure of proposed agreements under California AB 1200.
    """
    if one.convention != other.convention:
        raise CostingError(
            "These two prices were counted by different rules: "
            f"{one.proposal.side}: {one.convention.sentence}. {other.proposal.side}: "
            f"{other.convention.sentence}. Price both under one convention, then compare."
        )
    if one.proposal.years != other.proposal.years:
        raise CostingError(
            f"{one.proposal.side} is for {one.proposal.years} years and {other.proposal.side} for "
            f"{other.proposal.years}; compare contracts of the same length."
        )
    if one.cost.base_dollars != other.cost.base_dollars:
        raise CostingError("These two prices start from different base years; price both on one unit.")
    years = zip(one.cost.over_base_dollars, other.cost.over_base_dollars, strict=True)
    return Gap(tuple(more - less for more, less in years), one.fte)


def gap_by_cell(one: Priced, other: Priced, group: str, year: int | None = None) -> dict[Cell, Decimal]:
    """Return by how many dollars `one` pays each cell of a group more than `other`, in one year.

    The last year when none is named. Raises as `gap`, and `CostingError` for a group or year that is not
    there.
    """
    gap(one, other)  # refuses what cannot be compared
    year = one.proposal.years if year is None else year
    if not 1 <= year <= one.proposal.years:
        raise CostingError(f"There is no year {year}; the years are 1 to {one.proposal.years}.")
    groups = one.projection.years[0].by_group
    if group not in groups:
        raise CostingError(f"There is no group {group}; there are {', '.join(groups)}.")
    ours, theirs = (priced.projection.schedule_of(group, year) for priced in (one, other))
    return {cell: salary - theirs.salaries[cell] for cell, salary in ours.salaries.items()}
