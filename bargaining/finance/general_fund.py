"""The general fund of a town over the years: revenue by source and spending by purpose.

Rows of `ma-spending/schedule-a` come in; one value for each year goes out, with each source told apart as
recurring or one-time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bargaining.added_data import Row, rows_with_added
from bargaining.finance.places import found

REVENUES = {
    "taxes": "Taxes",
    "state_revenue": "State aid",
    "federal_revenue": "Federal aid",
    "service_charges": "Service charges",
    "licenses_permits": "Licenses and permits",
    "fines": "Fines",
    "special_assessments": "Special assessments",
    "other_govt_revenue": "Other governments",
    "miscellaneous": "Miscellaneous",
    "other_financing": "Other financing",
    "transfers": "Transfers from other funds",
}
SPENDING = {
    "education": "Education",
    "public_safety": "Public safety",
    "public_works": "Public works",
    "general_government": "General government",
    "human_services": "Human services",
    "culture_recreation": "Culture and recreation",
    "fixed_costs": "Fixed costs (health insurance, retirement)",
    "debt_service": "Debt service",
    "intergov_assessments": "State and regional assessments",
    "other": "Other",
}
# Borrowing and reserves put to use do not come again by themselves. Some transfers (from a water department,
# say) do:
# ask which these are.
ONE_TIME = frozenset(("other_financing", "transfers"))


@dataclass(frozen=True)
class GeneralFundYear:
    """A fiscal year of a town's general fund, in dollars, by the keys of `REVENUES` and `SPENDING`."""

    municipality: str
    fiscal_year: int
    revenues: Mapping[str, Decimal]
    spending: Mapping[str, Decimal]

    @property
    def revenue_dollars(self) -> Decimal:
        """All revenues."""
        return sum(self.revenues.values(), Decimal(0))

    @property
    def recurring_revenue_dollars(self) -> Decimal:
        """Revenues without borrowing and transfers from other funds."""
        return sum((amount for source, amount in self.revenues.items() if source not in ONE_TIME), Decimal(0))

    @property
    def spending_dollars(self) -> Decimal:
        """All expenditures."""
        return sum(self.spending.values(), Decimal(0))


def general_fund(municipality: str, added: Path | None = None) -> list[GeneralFundYear]:
    """Return the years of a town's general fund, oldest first; 17 towns have them.

    Raises `FinanceError` with the nearest names for another town.

    >>> years = general_fund("Winchester")
    >>> years[0].fiscal_year, years[-1].fiscal_year, years[-1].revenue_dollars
    (2002, 2025, Decimal('162298815'))
    """
    rows = rows_with_added("ma-spending", "schedule-a", added)
    known = found(municipality, {row["municipality"] for row in rows}, "town with a general fund")
    years = [_year(row) for row in rows if row["municipality"] == known]
    return sorted(years, key=lambda year: year.fiscal_year)


def towns_with_a_general_fund(added: Path | None = None) -> list[str]:
    """Return the towns that have a general fund here, in the order of the alphabet.

    >>> len(towns_with_a_general_fund())
    17
    """
    return sorted({row["municipality"] for row in rows_with_added("ma-spending", "schedule-a", added)})


def _year(row: Row) -> GeneralFundYear:
    return GeneralFundYear(
        row["municipality"],
        int(row["fiscal_year"]),
        {source: Decimal(row[f"{source}_dollars"]) for source in REVENUES},
        {purpose: Decimal(row[f"{purpose}_dollars"]) for purpose in SPENDING},
    )
