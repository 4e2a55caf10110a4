"""Where money comes from: revenue by source and spending by purpose, in one shape for every learner.

The general fund of a real town, or the accounts of a fictional district, comes in; six fiscal years with the
same names in each go out. Called by `learner_places` and by the lesson on the sources of money.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.errors import FinanceError
from bargaining.finance.ability_to_pay.accounts import AccountsYear
from bargaining.finance.explained import whole_dollars
from bargaining.finance.general_fund import ONE_TIME, REVENUES, SPENDING, GeneralFundYear

STATE = "State aid"
YEARS = 6  # five steps of growth
# What stands apart in the revenue of a town; the rest is one small group.
_OF_A_TOWN = {
    "taxes": "Taxes",
    "state_revenue": STATE,
    "service_charges": "Fees and charges",
    "licenses_permits": "Fees and charges",
    "fines": "Fees and charges",
    "special_assessments": "Fees and charges",
}


@dataclass(frozen=True)
class MoneyYear:
    """A fiscal year of a place, in dollars.

    `sources` and `one_time` together are all revenue; `spending` is all spending; `charges_dollars` is what
    the state takes back from its aid.
    """

    fiscal_year: int
    sources: Mapping[str, Decimal]
    one_time: Mapping[str, Decimal]
    spending: Mapping[str, Decimal]
    charges_dollars: Decimal

    @property
    def recurring_dollars(self) -> Decimal:
        """Revenue without what comes once."""
        return sum(self.sources.values(), Decimal(0))

    @property
    def revenue_dollars(self) -> Decimal:
        """All revenue."""
        return self.recurring_dollars + sum(self.one_time.values(), Decimal(0))

    @property
    def spending_dollars(self) -> Decimal:
        """All spending."""
        return sum(self.spending.values(), Decimal(0))

    @property
    def aid_dollars(self) -> Decimal:
        """What the state pays, before it takes its charges back."""
        return self.sources[STATE]


@dataclass(frozen=True)
class MoneyPlace:
    """A town or a district, and its years, oldest first. `local` names its first source."""

    name: str
    fictional: bool
    local: str
    years: tuple[MoneyYear, ...]

    @property
    def first(self) -> MoneyYear:
        """The first of its years."""
        return self.years[0]

    @property
    def last(self) -> MoneyYear:
        """The latest of its years."""
        return self.years[-1]


def of_a_town(years: Sequence[GeneralFundYear]) -> MoneyPlace:
    """Return the years of a town's general fund in the shape of this module.

    Borrowing and transfers from other funds count as one-time; charges are its state and regional
    assessments. Raises `FinanceError` without a year.

    >>> from bargaining.finance.general_fund import general_fund
    >>> of_a_town(general_fund("Winchester")).last.charges_dollars
    Decimal('662126')
    """
    if not years:
        raise FinanceError("There are no years to show; give one or more years of a town's general fund.")
    return MoneyPlace(years[0].municipality, False, "Taxes", tuple(map(_town_year, years)))


def of_a_district(
    name: str, years: Sequence[AccountsYear], charges_percent: Mapping[int, Decimal]
) -> MoneyPlace:
    """Return the years of a fictional district in the shape of this module.

    `charges_percent`: what the state takes back, in percent of its aid, by fiscal year; rounded to the
    dollar.

    >>> from bargaining.finance.practice_districts import practice_district
    >>> made_up = practice_district()
    >>> of_a_district(made_up.name, made_up.years[-1:], {2025: Decimal(5)}).last.charges_dollars
    Decimal('1140000')
    """
    return MoneyPlace(
        name, True, "Local money", tuple(_district_year(year, charges_percent) for year in years)
    )


def _town_year(year: GeneralFundYear) -> MoneyYear:
    sources = dict.fromkeys((*_OF_A_TOWN.values(), "Other"), Decimal(0))
    for source, amount in year.revenues.items():
        if source not in ONE_TIME:
            sources[_OF_A_TOWN.get(source, "Other")] += amount
    return MoneyYear(
        year.fiscal_year,
        sources,
        {REVENUES[source]: year.revenues[source] for source in REVENUES if source in ONE_TIME},
        {SPENDING[purpose]: amount for purpose, amount in year.spending.items()},
        year.spending["intergov_assessments"],
    )


def _district_year(year: AccountsYear, charges_percent: Mapping[int, Decimal]) -> MoneyYear:
    sources = {
        "Local money": year.local_dollars,
        STATE: year.state_dollars,
        "Federal programs": year.federal_dollars,
        "Fees and other": year.other_dollars,
    }
    spending = {
        "Salaries": year.salaries_dollars,
        "Benefits": year.benefits_dollars,
        "Special education": year.special_education_dollars,
        "Operations": year.operations_dollars,
        "Debt service": year.debt_dollars,
    }
    charges = whole_dollars(year.state_dollars * charges_percent[year.fiscal_year] / 100)
    one_time = {"Expiring grants": year.expiring_grants_dollars}
    return MoneyYear(year.fiscal_year, sources, one_time, spending, charges)
