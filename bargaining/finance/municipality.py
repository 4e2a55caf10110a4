"""Everything the school knows about one city or town of Massachusetts, found by its name.

A name comes in; a value with all its published figures goes out. What is missing says so in a sentence
instead of stopping: most towns are in some tables and not in others. This is the entrance of *Use your own
town*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from bargaining.added_data import Row, rows_with_added
from bargaining.errors import FinanceError
from bargaining.finance.chapter70.districts import (
    DistrictYear,
    MunicipalityYear,
    district_years,
    municipality_years,
)
from bargaining.finance.levy import LevyCapacity, levy_capacity
from bargaining.finance.override_votes import override_votes
from bargaining.finance.places import found, plain


@dataclass(frozen=True)
class Profile:
    """People, income and property of a municipality, as the state had them in April 2026.

    `free_cash_dollars`, `education_spending_dollars` and `average_home_bill_dollars` are of a year that the
    source does not state. An empty entry of the source is None.
    """

    population: int
    income_per_capita_dollars: Decimal
    eqv_per_capita_dollars: Decimal
    average_home_bill_dollars: Decimal | None
    education_spending_dollars: Decimal | None
    free_cash_dollars: Decimal | None
    bond_rating: str


@dataclass(frozen=True)
class LevyYear:
    """A municipality's levy in a fiscal year, in dollars, and what is left under its limits."""

    fiscal_year: int
    limit_dollars: Decimal
    maximum_dollars: Decimal
    levy_dollars: Decimal
    ceiling_dollars: Decimal
    capacity: LevyCapacity


@dataclass(frozen=True)
class Municipality:
    """A city or town and what is known of it.

    * `levy`: its latest levy, or None.
    * `districts`: the Chapter 70 figures of its own school district, oldest first; none for a town whose
      children all go to regional districts.
    * `contributions`: its yield, target and required contribution, oldest first; 18 municipalities have them.
    * `votes`: its override questions. `general_fund`: its rows of Schedule A, oldest first.
    * `missing`: a sentence for each thing that is not known.
    """

    name: str
    dor_code: str
    profile: Profile
    levy: LevyYear | None
    districts: tuple[DistrictYear, ...]
    contributions: tuple[MunicipalityYear, ...]
    votes: tuple[Row, ...]
    general_fund: tuple[Row, ...]
    missing: tuple[str, ...]

    def district_of(self, fiscal_year: int) -> DistrictYear:
        """Return the district's figures of one year; raises `FinanceError` saying which years there are.

        >>> municipality("Marblehead").district_of(2025).aid_dollars
        Decimal('6623479')
        """
        for year in self.districts:
            if year.fiscal_year == fiscal_year:
                return year
        if not self.districts:
            raise FinanceError(f"{self.name} has no school district of its own in the Chapter 70 figures.")
        first, last = self.districts[0].fiscal_year, self.districts[-1].fiscal_year
        raise FinanceError(
            f"{self.name} has no Chapter 70 figures of FY{fiscal_year}; there are those of FY{first} to "
            f"FY{last}."
        )


def municipality_names(added: Path | None = None) -> list[str]:
    """Return the names of all municipalities, in the order of the alphabet.

    >>> len(municipality_names())
    351
    """
    return sorted(row["municipality"] for row in rows_with_added("ma-profile", "municipalities", added))


def municipality(name: str, added: Path | None = None) -> Municipality:
    """Return what is known of a municipality of Massachusetts.

    `added` is the folder of figures that somebody added; none are read without it. Raises `FinanceError`
    with the nearest names when there is no such municipality.

    >>> municipality("marblehead").profile.bond_rating
    'AAA'
    >>> municipality("Ware").missing[0]
    'Ware has no levy limit and capacity here: its row is blank in the source.'
    """
    if added is not None and not added.is_dir():
        added = None  # nothing was added yet: what is shipped was read once already
    rows = {row["municipality"]: row for row in rows_with_added("ma-profile", "municipalities", added)}
    known = found(name, rows, "municipality")
    levy = _levy(known, added)
    districts = tuple(_by_plain_name(added).get(plain(known), ()))
    contributions = tuple(year for (place, _), year in municipality_years(added).items() if place == known)
    votes = tuple(override_votes(known, added=added))
    fund = tuple(r for r in rows_with_added("ma-spending", "schedule-a", added) if r["municipality"] == known)
    missing = [
        sentence
        for there, sentence in (
            (levy, f"{known} has no levy limit and capacity here: its row is blank in the source."),
            (
                districts,
                f"{known} has no school district of its own in the Chapter 70 figures: its children go "
                "to regional "
                "districts, which stand there by their own names.",
            ),
            (contributions, f"{known} is not among the 18 municipalities whose local contribution is here."),
            (votes, f"{known} has had no override question since FY2005 in these figures."),
            (fund, f"{known} is not among the 17 towns whose general fund is here."),
        )
        if not there
    ]
    profile = _profile(rows[known])
    if profile.free_cash_dollars is None:
        missing.append(f"{known} has no free cash and no education spending in the source.")
    if not profile.bond_rating:
        missing.append(f"{known} has no bond rating of Standard & Poor's.")
    return Municipality(
        known,
        rows[known]["dor_code"],
        profile,
        levy,
        districts,
        contributions,
        votes,
        fund,
        tuple(missing),
    )


def _by_plain_name(added: Path | None) -> dict[str, list[DistrictYear]]:
    """Return the districts' years by plain name. The numbers of the two state agencies differ; names do
    not.
    """
    return _shipped_by_plain_name() if added is None else _grouped(added)


@cache
def _shipped_by_plain_name() -> dict[str, list[DistrictYear]]:
    return _grouped(None)


def _grouped(added: Path | None) -> dict[str, list[DistrictYear]]:
    grouped: dict[str, list[DistrictYear]] = {}
    for year in sorted(district_years(added).values(), key=lambda year: year.fiscal_year):
        grouped.setdefault(plain(year.district), []).append(year)
    return grouped


def _profile(row: Row) -> Profile:
    return Profile(
        int(row["population"]),
        Decimal(row["income_per_capita_dollars"]),
        Decimal(row["eqv_per_capita_dollars"]),
        _amount(row["average_home_bill_dollars"]),
        _amount(row["education_spending_dollars"]),
        _amount(row["free_cash_dollars"]),
        row["bond_rating"],
    )


def _amount(entry: str) -> Decimal | None:
    return Decimal(entry) if entry else None


def _levy(name: str, added: Path | None) -> LevyYear | None:
    """Return the latest levy of a municipality, or None."""
    rows: Sequence[Row] = [
        row for row in rows_with_added("ma-levy", "capacity", added) if row["municipality"] == name
    ]
    if not rows:
        return None
    row = max(rows, key=lambda row: int(row["fiscal_year"]))
    limit, maximum, levy, ceiling = (
        Decimal(row[f"{what}_dollars"]) for what in ("levy_limit", "maximum_levy", "levy", "levy_ceiling")
    )
    return LevyYear(
        int(row["fiscal_year"]), limit, maximum, levy, ceiling, levy_capacity(limit, maximum, levy, ceiling)
    )
