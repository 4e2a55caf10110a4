"""The published Chapter 70 figures of districts and municipalities, as values with names.

Rows of `datasets/ma-chapter70` come in; one value for each district and year, and for each municipality and
year, goes out. Read once; figures that somebody added are read on top when their folder is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from bargaining.added_data import Row, rows_with_added
from bargaining.errors import FinanceError
from bargaining.finance.chapter70.contribution import StateTotals
from bargaining.finance.places import found

STATE = "State"


@dataclass(frozen=True)
class DistrictYear:
    """What was published for a district and a fiscal year. Money in dollars, pupils in foundation enrollment.

    `actual_spending_dollars` is None where the source has none; in FY2025 it was budgeted, not spent.
    `operating`: whether the district runs schools.
    """

    lea: int
    district: str
    fiscal_year: int
    foundation_enrollment: Decimal
    foundation_budget_dollars: Decimal
    required_contribution_dollars: Decimal
    aid_dollars: Decimal
    required_spending_dollars: Decimal
    actual_spending_dollars: Decimal | None
    operating: bool


@dataclass(frozen=True)
class MunicipalityYear:
    """What was published for the local contribution of a municipality (or the state) and a fiscal year."""

    municipality: str
    fiscal_year: int
    eqv_dollars: Decimal
    income_dollars: Decimal
    combined_effort_yield_dollars: Decimal
    foundation_budget_dollars: Decimal
    target_dollars: Decimal
    revenue_growth_percent: Decimal
    required_contribution_dollars: Decimal
    foundation_enrollment: Decimal


def district_years(added: Path | None = None) -> Mapping[tuple[int, int], DistrictYear]:
    """Return the published figures of every district, by (number of the district, fiscal year).

    >>> district_years()[168, 2025].aid_dollars
    Decimal('6623479')
    """
    return _shipped_districts() if added is None else _districts(added)


def municipality_years(added: Path | None = None) -> Mapping[tuple[str, int], MunicipalityYear]:
    """Return the published local contributions, by (municipality, fiscal year); "State" is the sum.

    >>> municipality_years()["Abington", 2026].required_contribution_dollars
    Decimal('20067162')
    """
    return _shipped_municipalities() if added is None else _municipalities(added)


def district(name: str, added: Path | None = None) -> list[DistrictYear]:
    """Return the years of a district, oldest first, by its name.

    Raises `FinanceError` with the nearest names when there is no such district.

    >>> [year.fiscal_year for year in district("marblehead")][-1]
    2025
    """
    years = district_years(added).values()
    known = found(name, {year.district for year in years}, "school district")
    return sorted((year for year in years if year.district == known), key=lambda year: year.fiscal_year)


def district_year(name: str, fiscal_year: int, added: Path | None = None) -> DistrictYear:
    """Return one year of a district; raises `FinanceError` naming the years there are.

    >>> district_year("Marblehead", 2024).foundation_enrollment
    Decimal('2658')
    """
    years = district(name, added)
    for year in years:
        if year.fiscal_year == fiscal_year:
            return year
    raise FinanceError(
        f"{years[0].district} has no Chapter 70 figures of FY{fiscal_year}; there are those of "
        f"FY{years[0].fiscal_year} to FY{years[-1].fiscal_year}. Newer ones can be added (bargain data add)."
    )


def municipality_year(name: str, fiscal_year: int, added: Path | None = None) -> MunicipalityYear:
    """Return the local contribution of one municipality and year; raises `FinanceError` when there is none.

    >>> municipality_year("abington", 2025).revenue_growth_percent
    Decimal('3.31')
    """
    years = municipality_years(added)
    known = found(name, {municipality for municipality, _ in years}, "municipality with these figures")
    if (known, fiscal_year) not in years:
        there = sorted(year for municipality, year in years if municipality == known)
        raise FinanceError(
            f"{known} has no local contribution of FY{fiscal_year}; there are those of "
            f"FY{there[0]} to FY{there[-1]}. Newer ones can be added (bargain data add)."
        )
    return years[known, fiscal_year]


def state_totals(fiscal_year: int, added: Path | None = None) -> StateTotals:
    """Return the state's valuation, income and yield of a fiscal year.

    >>> round(state_totals(2025).property_percent, 5)
    Decimal('0.39056')
    """
    state = municipality_year(STATE, fiscal_year, added)
    return StateTotals(state.eqv_dollars, state.income_dollars, state.combined_effort_yield_dollars)


@cache
def _shipped_districts() -> dict[tuple[int, int], DistrictYear]:
    return _districts(None)


@cache
def _shipped_municipalities() -> dict[tuple[str, int], MunicipalityYear]:
    return _municipalities(None)


def _districts(added: Path | None) -> dict[tuple[int, int], DistrictYear]:
    years = map(_district, rows_with_added("ma-chapter70", "districts", added))
    return {(year.lea, year.fiscal_year): year for year in years}


def _municipalities(added: Path | None) -> dict[tuple[str, int], MunicipalityYear]:
    years = map(_municipality, rows_with_added("ma-chapter70", "municipalities", added))
    return {(year.municipality, year.fiscal_year): year for year in years}


def _district(row: Row) -> DistrictYear:
    actual = row["actual_net_school_spending_dollars"]
    return DistrictYear(
        int(row["lea"]),
        row["district"].replace("-", " "),
        int(row["fiscal_year"]),
        Decimal(row["foundation_enrollment"]),
        Decimal(row["foundation_budget_dollars"]),
        Decimal(row["required_local_contribution_dollars"]),
        Decimal(row["chapter70_aid_dollars"]),
        Decimal(row["required_net_school_spending_dollars"]),
        Decimal(actual) if actual else None,
        row["operating"] == "yes",
    )


def _municipality(row: Row) -> MunicipalityYear:
    return MunicipalityYear(
        row["municipality"],
        int(row["fiscal_year"]),
        Decimal(row["eqv_dollars"]),
        Decimal(row["income_dollars"]),
        Decimal(row["combined_effort_yield_dollars"]),
        Decimal(row["foundation_budget_dollars"]),
        Decimal(row["target_local_contribution_dollars"]),
        Decimal(row["municipal_revenue_growth_percent"]),
        Decimal(row["required_local_contribution_dollars"]),
        Decimal(row["foundation_enrollment"]),
    )
