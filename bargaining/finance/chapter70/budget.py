"""The foundation budget: what the state says an adequate education costs in one district.

Enrollment, rates and a wage factor come in; the budget by category and by group of pupils goes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bargaining.finance.chapter70.enrollment import INCREMENTS, PUPILS, Enrollment
from bargaining.finance.chapter70.rates import CATEGORIES, WITHOUT_WAGE_FACTOR, FoundationRates
from bargaining.finance.explained import above_zero, at_least_zero, whole_dollars

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class FoundationBudget:
    """A foundation budget in dollars. `cells` maps (group, category) to its exact amount, not rounded."""

    fiscal_year: int
    enrollment: Enrollment
    wage_factor: Decimal
    cells: dict[tuple[str, str], Decimal]

    @property
    def exact_dollars(self) -> Decimal:
        """The sum of all cells, not rounded, as the next steps of the formula use it."""
        return sum(self.cells.values(), Decimal(0))

    @property
    def total_dollars(self) -> Decimal:
        """The sum to the whole dollar, as published."""
        return whole_dollars(self.exact_dollars)

    def category_dollars(self, category: str) -> Decimal:
        """The exact amount of one category over all groups."""
        return sum((self.cells[group, category] for group in self.enrollment.pupils), Decimal(0))

    def group_dollars(self, group: str) -> Decimal:
        """The exact amount of one group of pupils over all categories."""
        return sum((self.cells[group, category] for category in CATEGORIES), Decimal(0))

    def by_category(self) -> DataFrame:
        """Return a table: category, dollars, and whether the wage factor applies (yes or no)."""
        from pandas import DataFrame

        return DataFrame(
            {
                "category": list(CATEGORIES.values()),
                "dollars": [whole_dollars(self.category_dollars(category)) for category in CATEGORIES],
                "wage factor": [
                    "no" if category in WITHOUT_WAGE_FACTOR else "yes" for category in CATEGORIES
                ],
            }
        )

    def by_group(self) -> DataFrame:
        """Return a table: group of pupils, pupils, dollars, dollars per pupil."""
        from pandas import DataFrame

        names = PUPILS | INCREMENTS
        groups = [group for group, count in self.enrollment.pupils.items() if count]
        dollars = [self.group_dollars(group) for group in groups]
        return DataFrame(
            {
                "group": [names[group] for group in groups],
                "pupils": [self.enrollment.count(group) for group in groups],
                "dollars": [whole_dollars(amount) for amount in dollars],
                "dollars per pupil": [
                    round(amount / self.enrollment.count(group), 2)
                    for amount, group in zip(dollars, groups, strict=True)
                ],
            }
        )


def foundation_budget(
    enrollment: Enrollment, rates: FoundationRates, wage_factor: Decimal = Decimal(1)
) -> FoundationBudget:
    """Work out a foundation budget: pupils × rate, and × the wage factor where wages set the cost.

    B = Σ over groups and categories of pupils × rate × wage factor (or × 1 in three categories). Nothing is
    rounded in between. Raises `FinanceError` for a wage factor that is not above zero. Source: DESE, Chapter
    70, FY2025; it gives the $112,170,810 published for Plymouth.

    >>> from bargaining.finance.chapter70.rates import foundation_rates
    >>> foundation_budget(Enrollment({"el": Decimal(100)}), foundation_rates(2025)).total_dollars
    Decimal('980550')
    """
    factor = above_zero(wage_factor, "the wage adjustment factor")
    cells = {
        (group, category): count
        * rates.rate(group, category)
        * (Decimal(1) if category in WITHOUT_WAGE_FACTOR else factor)
        for group, count in enrollment.pupils.items()
        for category in CATEGORIES
    }
    return FoundationBudget(rates.fiscal_year, enrollment, factor, cells)


def wage_adjustment_factor(area_wage_dollars: Decimal, state_wage_dollars: Decimal) -> Decimal:
    """Return the wage factor of an area: a third of how far its wages are above the state's, never below 1.

    WAF = max(1, 1 + (area average / state average − 1) / 3). The area's average is itself a blend of a
    labor-market area and the town, worked out by the state. Source: M.G.L. c.70, section 2.

    >>> wage_adjustment_factor(Decimal(66_000), Decimal(60_000)).quantize(Decimal("0.0001"))
    Decimal('1.0333')
    >>> wage_adjustment_factor(Decimal(50_000), Decimal(60_000))
    Decimal('1')
    """
    area = at_least_zero(area_wage_dollars, "the average wage of the area")
    state = above_zero(state_wage_dollars, "the average wage of the state")
    return max(Decimal(1), 1 + (area / state - 1) / 3)


def inflation_percent(
    prior_index: Decimal, current_index: Decimal, cap_percent: Decimal = Decimal("4.5")
) -> Decimal:
    """Return the inflation that raises the rates, in percent: the ratio of two price indexes, at most the
    cap.

    Source: DESE, "Chapter 70 Program" FY2013 and FY2016: 123.999 / 119.629 is 3.65 %, and the cap is 4.5 %.

    >>> inflation_percent(Decimal(100), Decimal(102)), inflation_percent(Decimal(100), Decimal(107))
    (Decimal('2.00'), Decimal('4.5'))
    """
    prior = above_zero(prior_index, "the price index of the year before")
    change = 100 * (at_least_zero(current_index, "the price index") / prior - 1)
    return min(cap_percent, change)
