"""A district's years of money, as its audit and its budget book show them.

One value for each fiscal year: revenue by source, spending by object, budget, fund balance, pupils and
staff. The replies are tested on a list of them, oldest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from bargaining.errors import FinanceError
from bargaining.finance.ability_to_pay.budgets import BudgetYear
from bargaining.finance.ability_to_pay.fund_balance import FundBalance
from bargaining.finance.ability_to_pay.recurring import Room, room_for
from bargaining.finance.explained import at_least_zero


@dataclass(frozen=True)
class AccountsYear:
    """A fiscal year of a district. Money in dollars.

    * Recurring revenue: `local_dollars` (what the local government or the local tax pays), `state_dollars`,
      `federal_dollars` (programs that go on), `other_dollars` (fees, tuition, interest).
    * `expiring_grants_dollars`: grants with an end: one-time money.
    * Spending: `salaries_dollars`, `benefits_dollars`, `special_education_dollars` (tuition and transport),
      `operations_dollars`, `debt_dollars`.
    * `budgeted_revenue_dollars`, `budgeted_spending_dollars`: the budget as voted.
    * `reserves_used_dollars`: what the budget took from fund balance: one-time money.
    * `balance`: fund balance at the end of the year.
    * `pupils`, `staff_fte`: enrollment and full-time equivalents.
    * `government_revenue_dollars`: all revenue of the government that pays the local share.
    """

    fiscal_year: int
    local_dollars: Decimal
    state_dollars: Decimal
    federal_dollars: Decimal
    other_dollars: Decimal
    expiring_grants_dollars: Decimal
    salaries_dollars: Decimal
    benefits_dollars: Decimal
    special_education_dollars: Decimal
    operations_dollars: Decimal
    debt_dollars: Decimal
    budgeted_revenue_dollars: Decimal
    budgeted_spending_dollars: Decimal
    reserves_used_dollars: Decimal
    balance: FundBalance
    pupils: Decimal
    staff_fte: Decimal
    government_revenue_dollars: Decimal

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name not in ("fiscal_year", "balance"):
                what = field.name.removesuffix("_dollars").replace("_", " ")
                at_least_zero(getattr(self, field.name), f"the {what} of FY{self.fiscal_year}")

    @property
    def sources(self) -> dict[str, Decimal]:
        """Revenue by source, in dollars, in the order of a revenue chart."""
        return {
            "Local": self.local_dollars,
            "State": self.state_dollars,
            "Federal": self.federal_dollars,
            "Fees and other": self.other_dollars,
            "Expiring grants": self.expiring_grants_dollars,
        }

    @property
    def recurring_revenue_dollars(self) -> Decimal:
        """Revenue that comes again next year."""
        return self.revenue_dollars - self.expiring_grants_dollars

    @property
    def revenue_dollars(self) -> Decimal:
        """All revenue of the year, without what was taken from reserves."""
        return sum(self.sources.values(), Decimal(0))

    @property
    def spending_dollars(self) -> Decimal:
        """All spending of the year."""
        return (
            self.salaries_dollars
            + self.benefits_dollars
            + self.special_education_dollars
            + self.operations_dollars
            + self.debt_dollars
        )

    @property
    def result_dollars(self) -> Decimal:
        """Revenue less spending."""
        return self.revenue_dollars - self.spending_dollars

    @property
    def budget(self) -> BudgetYear:
        """The year's budget beside its results."""
        return BudgetYear(
            self.fiscal_year,
            self.budgeted_revenue_dollars,
            self.revenue_dollars,
            self.budgeted_spending_dollars,
            self.spending_dollars,
        )


def in_order(years: Sequence[AccountsYear], at_least: int = 2) -> Sequence[AccountsYear]:
    """Return the years, or refuse them when they are too few or not one after the other."""
    if len(years) < at_least:
        raise FinanceError(f"This needs {at_least} years of accounts at least; there are {len(years)}.")
    numbers = [year.fiscal_year for year in years]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise FinanceError(f"The years must follow each other, oldest first; they are {numbers}.")
    return years


def room_of(years: Sequence[AccountsYear], proposal_dollars: Decimal) -> Room:
    """Compare a proposal with the last year's new recurring revenue, after the growth of all costs but
    salaries.

    What benefits, special education, operations and debt grew by is counted as owed anyway. Raises
    `FinanceError` for fewer than two years.
    """
    before, last = in_order(years)[-2:]
    committed = (last.spending_dollars - last.salaries_dollars) - (
        before.spending_dollars - before.salaries_dollars
    )
    return room_for(
        proposal_dollars, before.recurring_revenue_dollars, last.recurring_revenue_dollars, committed
    )
