"""The real town and year that each learner works on, by her variant number.

Drawn from the published figures in an order that a hash decides, so that neighbors in the list are strangers
on the map. Town-years that stand in the worked cases of the tests are left out, so that no exercise shares
its answer with a file anybody can read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import TypeVar

from bargaining.added_data import rows_with_added
from bargaining.errors import FinanceError
from bargaining.finance.chapter70.agreement import aid_of
from bargaining.finance.chapter70.districts import (
    STATE,
    DistrictYear,
    MunicipalityYear,
    district_years,
    municipality_years,
)
from bargaining.finance.general_fund import GeneralFundYear, general_fund, towns_with_a_general_fund
from bargaining.finance.levy import levy_limit
from bargaining.finance.override_votes import override_votes

Place = TypeVar("Place")

VARIANTS = range(60)  # 60 levy limits of 105 follow to the dollar and stand in no case; more would not
SIX = 6  # years of a general fund, for five steps of growth
FIRST_FUND_YEAR = 2016

# The town-years of tests/bargaining/finance/cases; a test holds the two equal.
IN_CASES = {
    "contribution": frozenset(
        (
            "Abington 2025",
            "Acton 2026",
            "Boston 2022",
            "Boston 2025",
            "Bourne 2026",
            "Marblehead 2022",
            "Marblehead 2025",
            "Marion 2026",
            "Marshfield 2025",
            "Mashpee 2026",
            "Spencer 2025",
            "Sterling 2025",
            "Stockbridge 2026",
        )
    ),
    "levy": frozenset(
        (
            "Arlington 2022",
            "Burlington 2022",
            "Burlington 2025",
            "Hingham 2023",
            "Lexington 2022",
            "Lexington 2025",
            "Marblehead 2023",
            "Marblehead 2026",
            "Natick 2026",
            "Salem 2024",
            "Stoneham 2022",
            "Stoneham 2025",
            "Winchester 2023",
        )
    ),
    "district": frozenset(
        (
            "Acton Boxborough 2025",
            "Arlington 2023",
            "Arlington 2025",
            "Blackstone 2025",
            "Boston 2024",
            "Brockton 2023",
            "Brockton 2025",
            "Fitchburg 2025",
            "Lynn 2024",
            "Marblehead 2024",
            "Marblehead 2025",
            "Springfield 2025",
            "Stoneham 2024",
            "Worcester 2025",
        )
    ),
}


@dataclass(frozen=True)
class LevyTownYear:
    """A town's levy limits, new growth and overrides, as published, in dollars. They add up to the dollar."""

    municipality: str
    fiscal_year: int
    prior_limit_dollars: Decimal
    new_growth_dollars: Decimal
    override_dollars: Decimal
    limit_dollars: Decimal


def contribution_town_year(variant: int) -> tuple[MunicipalityYear, MunicipalityYear]:
    """Return a municipality's local contribution of a year, and that of the year before.

    Raises `FinanceError` for a number that is not a variant.

    >>> place, prior = contribution_town_year(0)
    >>> place.fiscal_year - prior.fiscal_year, place.municipality == prior.municipality
    (1, True)
    """
    place = _picked(variant, _contributions())
    return place, municipality_years()[place.municipality, place.fiscal_year - 1]


def levy_town_year(variant: int) -> LevyTownYear:
    """Return a town's levy limit of a year, and what it is made of.

    >>> levy_town_year(1).municipality == levy_town_year(2).municipality
    False
    """
    return _picked(variant, _levies())


def district_town_year(variant: int) -> tuple[DistrictYear, DistrictYear]:
    """Return a school district's aid of FY2024 or FY2025, and that of the year before.

    It runs schools, the formula gives its published aid, and its spending is known and not just the required.

    >>> place, prior = district_town_year(5)
    >>> place.operating, place.fiscal_year in (2024, 2025)
    (True, True)
    """
    place = _picked(variant, _districts())
    return place, district_years()[place.lea, place.fiscal_year - 1]


def general_fund_town_years(variant: int) -> tuple[GeneralFundYear, ...]:
    """Return six years of a town's general fund, oldest first, without an entry below zero.

    >>> len(general_fund_town_years(3))
    6
    """
    return _picked(variant, _funds())


def _picked(variant: int, places: Sequence[Place]) -> Place:
    if variant not in VARIANTS:
        raise FinanceError(
            f"There is no practice town number {variant}; the numbers run from 0 to {VARIANTS[-1]}."
        )
    return places[variant]


@cache
def _contributions() -> tuple[MunicipalityYear, ...]:
    years = municipality_years()
    places = {
        (name, year): place
        for (name, year), place in years.items()
        if name != STATE and (name, year - 1) in years
    }
    return _drawn("contribution", places)


@cache
def _levies() -> tuple[LevyTownYear, ...]:
    places = {}
    for row in rows_with_added("ma-levy", "growth"):
        name, fiscal_year = row["municipality"], int(row["fiscal_year"])
        prior, growth, published = (
            Decimal(row[f"{what}_dollars"]) for what in ("prior_levy_limit", "new_growth_levy", "levy_limit")
        )
        voted = sum(
            Decimal(vote["amount_dollars"])
            for vote in override_votes(name)
            if vote["outcome"] == "won" and vote["fiscal_year"] == row["fiscal_year"]
        )
        if abs(levy_limit(prior, growth, Decimal(voted)).limit_dollars - published) <= 1:
            place = LevyTownYear(name, fiscal_year, prior, growth, Decimal(voted), published)
            places[name, fiscal_year] = place
    return _drawn("levy", places)


@cache
def _districts() -> tuple[DistrictYear, ...]:
    years = district_years()
    places = {
        (place.district, year): place
        for (lea, year), place in years.items()
        if year in (2024, 2025) and place.operating and (lea, year - 1) in years
        if abs(aid_of(place, years[lea, year - 1]).aid_dollars - place.aid_dollars) <= 1
        if _stands_apart(place)
    }
    return _drawn("district", places)


@cache
def _funds() -> tuple[tuple[GeneralFundYear, ...], ...]:
    places = {}
    for name in towns_with_a_general_fund():
        years = general_fund(name)
        for end in range(SIX, len(years) + 1):
            six = tuple(years[end - SIX : end])
            whole = all(min(*year.revenues.values(), *year.spending.values()) >= 0 for year in six)
            if six[-1].fiscal_year >= FIRST_FUND_YEAR and whole:
                places[name, six[-1].fiscal_year] = six
    return _drawn("general fund", places)


def _stands_apart(place: DistrictYear) -> bool:
    """Whether a district's spending is known and differs from its requirement by more than $1,000."""
    spent = place.actual_spending_dollars
    return spent is not None and abs(spent - place.required_spending_dollars) > 1000


def _drawn(kind: str, places: Mapping[tuple[str, int], Place]) -> tuple[Place, ...]:
    """Return the places that no case has, in the order of a hash, as many as there are variants."""

    def order(key: tuple[str, int]) -> bytes:
        return sha256(f"{kind} {key[0]} {key[1]}".encode()).digest()

    free = sorted((key for key in places if f"{key[0]} {key[1]}" not in IN_CASES.get(kind, ())), key=order)
    return tuple(places[key] for key in free[: len(VARIANTS)])
