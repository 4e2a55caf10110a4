"""Another plan: a high deductible with a health savings account, and the worst year a member can have.

Premiums, out-of-pocket maximums and the employer's money in the account come in; dollars a year for one
member, or for the employer, go out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.amounts import fraction, not_negative
from bargaining.costing.compensation.health import HealthPlan
from bargaining.errors import CompensationError

_NONE = Decimal(0)


@dataclass(frozen=True)
class Coverage:
    """What one member pays and gets under a plan, in dollars a year.

    * `premium_dollars`: the member's own part of the premium.
    * `out_of_pocket_maximum_dollars`: the most the member can pay for care: deductible and co-payments, up to
      the plan's own limit. It is not the deductible.
    * `employer_account_dollars`: what the employer puts into the member's savings account.
    """

    premium_dollars: Decimal
    out_of_pocket_maximum_dollars: Decimal
    employer_account_dollars: Decimal = _NONE

    def __post_init__(self) -> None:
        for what in ("premium", "out_of_pocket_maximum", "employer_account"):
            words = f"the {what.replace('_', ' ')}"
            not_negative(getattr(self, f"{what}_dollars"), words, CompensationError)

    @property
    def worst_year_dollars(self) -> Decimal:
        """The most a year can cost: premium + out-of-pocket maximum − the employer's account money.

        >>> Coverage(Decimal(4_200), Decimal(8_000), Decimal(2_000)).worst_year_dollars
        Decimal('10200')
        """
        return self.premium_dollars + self.out_of_pocket_maximum_dollars - self.employer_account_dollars

    @property
    def best_year_dollars(self) -> Decimal:
        """What a year without any care costs: the premium less the employer's account money."""
        return self.premium_dollars - self.employer_account_dollars


def worst_year_change(before: Coverage, after: Coverage) -> Decimal:
    """Return how much more a worst year can cost the member under the new plan, in dollars.

    >>> worst_year_change(Coverage(Decimal(5_720), Decimal(3_000)),
    ...                   Coverage(Decimal(4_200), Decimal(8_000), Decimal(2_000)))
    Decimal('1480')
    """
    return after.worst_year_dollars - before.worst_year_dollars


def deposit_after_tax(deposit_dollars: Decimal, tax_rate: Decimal) -> Decimal:
    """Return what an own deposit in a health savings account costs after the tax it saves, in dollars.

    `tax_rate` is the member's own, a fraction. Source: Westport Education Association, "Why we went to an HSA
    plan", http://westportea.org/cigna/high-deductible-hsa-plan/why-we-went-to-an-hsa-plan/.

    >>> deposit_after_tax(Decimal(2_000), Decimal("0.25"))
    Decimal('1500.00')
    """
    rate = fraction(tax_rate, "the member's tax rate", CompensationError)
    return not_negative(deposit_dollars, "the deposit", CompensationError) * (1 - rate)


def plan_change_saving(
    before: HealthPlan, after: HealthPlan, account_dollars: Mapping[str, Decimal] | None = None
) -> Decimal:
    """Return what the employer saves in a year by changing plans; below 0 when it pays more.

    `account_dollars` is what the employer puts into the account of one member of each tier of the new plan.
    People may be enrolled otherwise in the new plan: its own enrolment counts.

    >>> from bargaining.costing.compensation.health import EmployerPart, Tier
    >>> old = HealthPlan((Tier("family", Decimal(30_000), Decimal(10)),), EmployerPart(Decimal("0.8")))
    >>> new = HealthPlan((Tier("family", Decimal(24_000), Decimal(10)),), EmployerPart(Decimal("0.8")))
    >>> plan_change_saving(old, new, {"family": Decimal(2_000)})
    Decimal('28000.0')
    """
    accounts = sum(
        (after.tier(tier).enrolled * dollars for tier, dollars in (account_dollars or {}).items()), _NONE
    )
    return before.employer_dollars - after.employer_dollars - accounts
