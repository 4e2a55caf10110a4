"""Retirement incentives: what is saved when somebody leaves sooner, and for how long.

Salaries of the one who leaves and of the newcomer, the years she would otherwise have stayed, and the
incentive come in; dollars go out. After the year in which she would have left anyway there is nothing more
to save.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.amounts import not_negative
from bargaining.costing.price_tag import in_dollars
from bargaining.errors import WorktimeError


@dataclass(frozen=True)
class IncentiveSaving:
    """What one incentive saves: the saving of each year she would have stayed, and what was paid for it."""

    saving_by_year_dollars: tuple[Decimal, ...]
    incentive_dollars: Decimal

    @property
    def first_year_dollars(self) -> Decimal:
        """The saving of the first year after the incentive is paid; below 0 is a loss."""
        return self.saving_by_year_dollars[0] - self.incentive_dollars

    @property
    def net_dollars(self) -> Decimal:
        """All savings less the incentive; below 0 is a loss."""
        return sum(self.saving_by_year_dollars, Decimal(0)) - self.incentive_dollars

    @property
    def sentence(self) -> str:
        """Say what is saved, over which years."""
        years = len(self.saving_by_year_dollars)
        does = "saves" if self.net_dollars >= 0 else "loses"
        return (
            f"Over the {years} year{'' if years == 1 else 's'} she would have stayed, the employer {does} "
            f"{in_dollars(abs(self.net_dollars))} after the incentive of "
            f"{in_dollars(self.incentive_dollars)}."
        )


def incentive_saving(
    leaver_dollars: Sequence[Decimal], replacement_dollars: Sequence[Decimal], incentive_dollars: Decimal
) -> IncentiveSaving:
    """Return what a retirement incentive saves over the years the person would otherwise have stayed.

    * `leaver_dollars`: what she would have cost in each of those years; the years are counted from here.
    * `replacement_dollars`: what the newcomer costs in the same years, on rising steps. A post that is not
      filled costs 0. Give both with salary only, or both with everything: health costs the same for a
      newcomer.

    Raises `WorktimeError` when there is no year, or the two are of different length.

    Source: AASA, https://www.aasa.org/content.aspx?id=22430: savings end when the person would have retired
    anyway.

    >>> stays_two_years = incentive_saving([Decimal(80_000)] * 2, [Decimal(50_000), Decimal(52_000)],
    ...                                    Decimal(25_000))
    >>> stays_two_years.first_year_dollars, stays_two_years.net_dollars
    (Decimal('5000'), Decimal('33000'))
    """
    if not leaver_dollars:
        raise WorktimeError(
            "Say how long the person would otherwise have stayed; without a year nothing is saved."
        )
    if len(leaver_dollars) != len(replacement_dollars):
        raise WorktimeError(
            f"There are {len(leaver_dollars)} years for who leaves and {len(replacement_dollars)} for the "
            "newcomer; give both for the years the person would otherwise have stayed."
        )
    savings = tuple(
        not_negative(old, "the pay of who leaves", WorktimeError)
        - not_negative(new, "the pay of the newcomer", WorktimeError)
        for old, new in zip(leaver_dollars, replacement_dollars, strict=True)
    )
    return IncentiveSaving(savings, not_negative(incentive_dollars, "the incentive", WorktimeError))
