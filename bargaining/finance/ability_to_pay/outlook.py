"""Years until a gap: what a proposal does to a budget in the years to come, under three scenarios.

A starting year, growth rates and a cost come in; revenue, spending and balance of each year go out, with the
first year in which spending is above revenue and the first in which the balance is gone. It is arithmetic on
stated assumptions, not a forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.errors import FinanceError
from bargaining.finance.ability_to_pay.accounts import AccountsYear, in_order
from bargaining.finance.explained import at_least_zero, whole_dollars
from bargaining.finance.growth import yearly_changes_percent, yearly_growth_percent
from bargaining.rounding import exact


@dataclass(frozen=True)
class Scenario:
    """How fast revenue and spending grow, in percent a year."""

    name: str
    revenue_percent: Decimal
    spending_percent: Decimal


@dataclass(frozen=True)
class YearAhead:
    """One year to come, in whole dollars. `result_dollars` is revenue less spending."""

    fiscal_year: int
    revenue_dollars: Decimal
    spending_dollars: Decimal
    result_dollars: Decimal
    balance_dollars: Decimal


@dataclass(frozen=True)
class Outlook:
    """The years to come under a scenario. A year is None when it does not come within them."""

    scenario: Scenario
    years: tuple[YearAhead, ...]
    first_gap_fy: int | None
    balance_gone_fy: int | None

    @property
    def years_until_gap(self) -> int | None:
        """How many years pass before spending is above revenue; 0 when it is so in the first year."""
        return None if self.first_gap_fy is None else self.first_gap_fy - self.years[0].fiscal_year


def outlook(
    scenario: Scenario,
    last_fy: int,
    revenue_dollars: Decimal,
    spending_dollars: Decimal,
    balance_dollars: Decimal,
    proposal_dollars: Decimal = Decimal(0),
    years: int = 10,
) -> Outlook:
    """Carry a budget forward year by year under a scenario.

    Revenue and spending of the last year grow by the scenario's percents; the proposal is added to the first
    year's spending and grows with it. Each year's result changes the balance. Whole dollars, rounded every
    year.

    >>> slow = Scenario("slow", Decimal(2), Decimal(3))
    >>> ahead = outlook(slow, 2025, Decimal(1000), Decimal(990), Decimal(15))
    >>> ahead.first_gap_fy, ahead.years_until_gap, ahead.balance_gone_fy
    (2027, 1, 2028)
    """
    if years < 1:
        raise FinanceError(f"An outlook over {years} years has nothing to show; ask for one or more.")
    revenue = at_least_zero(revenue_dollars, "the revenue")
    spending = at_least_zero(spending_dollars, "the spending")
    balance = exact(balance_dollars, "the balance", FinanceError)
    ahead: list[YearAhead] = []
    for fiscal_year in range(last_fy + 1, last_fy + 1 + years):
        revenue = whole_dollars(revenue * (1 + scenario.revenue_percent / 100))
        spending = whole_dollars(spending * (1 + scenario.spending_percent / 100))
        if not ahead:
            spending += at_least_zero(proposal_dollars, "the cost of the proposal")
        balance += revenue - spending
        ahead.append(YearAhead(fiscal_year, revenue, spending, revenue - spending, balance))
    return Outlook(
        scenario,
        tuple(ahead),
        next((year.fiscal_year for year in ahead if year.result_dollars < 0), None),
        next((year.fiscal_year for year in ahead if year.balance_dollars < 0), None),
    )


def three_scenarios(years: Sequence[AccountsYear]) -> tuple[Scenario, Scenario, Scenario]:
    """Return a low, a middle and a high scenario from what recurring revenue did in the past.

    Low is the weakest yearly growth, high the strongest, middle the growth over all years; spending grows in
    each as it did over all years. Percents to two decimals. Raises `FinanceError` for fewer than three years.
    """
    in_order(years, at_least=3)
    revenue = [year.recurring_revenue_dollars for year in years]
    spending = [year.spending_dollars for year in years]
    changes = yearly_changes_percent(revenue)
    spent = round(yearly_growth_percent(spending[0], spending[-1], len(years) - 1), 2)
    middle = round(yearly_growth_percent(revenue[0], revenue[-1], len(years) - 1), 2)
    return (
        Scenario("low", round(min(changes), 2), spent),
        Scenario("middle", middle, spent),
        Scenario("high", round(max(changes), 2), spent),
    )


def outlooks(
    years: Sequence[AccountsYear],
    proposal_dollars: Decimal,
    ahead: int = 10,
    *,
    grant_paid_goes_on: bool = False,
) -> list[Outlook]:
    """Carry a district's last year forward under its three scenarios, with a proposal on top.

    Spending grows as it did, so the raises of the past are in it: the proposal is what is asked beyond them.
    Only recurring revenue is carried forward, and the unrestricted balance. What expiring grants paid for
    ends with them, unless `grant_paid_goes_on`.
    """
    last = in_order(years, at_least=3)[-1]
    ends = Decimal(0) if grant_paid_goes_on else last.expiring_grants_dollars
    return [
        outlook(
            scenario,
            last.fiscal_year,
            last.recurring_revenue_dollars,
            last.spending_dollars - ends,
            last.balance.unrestricted_dollars,
            proposal_dollars,
            ahead,
        )
        for scenario in three_scenarios(years)
    ]
