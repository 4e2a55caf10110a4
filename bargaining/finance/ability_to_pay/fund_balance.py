"""What an employer has set aside: the classes of fund balance, as a share of spending and in months.

Source of the classes: Governmental Accounting Standards Board, Statement 54.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.errors import FinanceError
from bargaining.finance.explained import Step, above_zero, at_least_zero, money, whole_dollars
from bargaining.rounding import exact

# Government Finance Officers Association, "Fund Balance Guidelines for the General Fund": unrestricted
# balance of
# at least two months. The wording "two months" is general knowledge: verify before use.
GUIDE_MONTHS = Decimal(2)


@dataclass(frozen=True)
class FundBalance:
    """The five classes of fund balance, in dollars. Unassigned can be below zero, the others cannot.

    * `nonspendable_dollars`: inventory and prepaid items: not money.
    * `restricted_dollars`: bound by law, grantors or lenders.
    * `committed_dollars`: bound by the body's own highest vote, which can undo it.
    * `assigned_dollars`: meant for a purpose.
    * `unassigned_dollars`: for anything.
    """

    nonspendable_dollars: Decimal
    restricted_dollars: Decimal
    committed_dollars: Decimal
    assigned_dollars: Decimal
    unassigned_dollars: Decimal

    def __post_init__(self) -> None:
        for name in ("nonspendable", "restricted", "committed", "assigned"):
            at_least_zero(getattr(self, f"{name}_dollars"), f"the {name} fund balance")
        exact(self.unassigned_dollars, "the unassigned fund balance", FinanceError)

    @property
    def unrestricted_dollars(self) -> Decimal:
        """Committed, assigned and unassigned: what the employer itself can decide over."""
        return self.committed_dollars + self.assigned_dollars + self.unassigned_dollars

    @property
    def total_dollars(self) -> Decimal:
        """All five classes."""
        return self.nonspendable_dollars + self.restricted_dollars + self.unrestricted_dollars


@dataclass(frozen=True)
class Reserves:
    """Fund balance beside a year's spending.

    `above_guide_dollars` is negative when the unrestricted balance is below the guide of so many months.
    """

    unrestricted_dollars: Decimal
    unrestricted_percent: Decimal
    unassigned_percent: Decimal
    months: Decimal
    guide_dollars: Decimal
    above_guide_dollars: Decimal
    steps: tuple[Step, ...]


def reserves(
    balance: FundBalance, expenditures_dollars: Decimal, guide_months: Decimal = GUIDE_MONTHS
) -> Reserves:
    """Measure a fund balance by a year's spending: in percent, in months, and against a guide.

    Months = 12 × unrestricted / expenditures. The guide in dollars is rounded to the dollar. Say so when the
    two come from different bases (a balance by accounting rules, spending by the budget). Source: GFOA
    guidelines.

    >>> got = reserves(FundBalance(*map(Decimal, (0, 50, 20, 30, 150))), Decimal(1200))
    >>> got.months, got.above_guide_dollars
    (Decimal('2'), Decimal('0'))
    """
    spending = above_zero(expenditures_dollars, "the expenditures")
    unrestricted = balance.unrestricted_dollars
    months = 12 * unrestricted / spending
    guide = whole_dollars(spending * at_least_zero(guide_months, "the months of the guide") / 12)
    steps = (
        Step(
            "Unrestricted fund balance",
            f"{money(balance.committed_dollars)} + {money(balance.assigned_dollars)} + "
            f"{money(balance.unassigned_dollars)}",
            unrestricted,
            "Committed, assigned and unassigned: the employer itself can decide over it.",
        ),
        Step("Months of spending", f"12 × {money(unrestricted)} / {money(spending)}", months, unit="months"),
        Step("Guide", f"{guide_months} / 12 × {money(spending)}", guide, "GFOA: at least two months."),
        Step("Above the guide", f"{money(unrestricted)} − {money(guide)}", unrestricted - guide),
    )
    return Reserves(
        unrestricted,
        100 * unrestricted / spending,
        100 * balance.unassigned_dollars / spending,
        months,
        guide,
        unrestricted - guide,
        steps,
    )
