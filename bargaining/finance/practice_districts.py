"""The fictional districts on which lessons about money run: eight years for each variant number.

Number 0 is Pendle Hollow, the worked example, read from the data set `fictional-pendle-hollow`. Numbers 1 to
20 are made by `invented_districts`. They lie in no particular state.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bargaining.data import read_table
from bargaining.errors import FinanceError
from bargaining.finance import invented_districts
from bargaining.finance.ability_to_pay.accounts import AccountsYear
from bargaining.finance.ability_to_pay.fund_balance import FundBalance

DISTRICT_VARIANTS = range(1, 21)
_DATASET = "fictional-pendle-hollow"
_CLASSES = ("nonspendable", "restricted", "committed", "assigned", "unassigned")


@dataclass(frozen=True)
class PracticeDistrict:
    """A fictional school district: its name and its years of money, oldest first."""

    name: str
    variant: int
    years: tuple[AccountsYear, ...]
    fictional: bool = True

    @property
    def last(self) -> AccountsYear:
        """The latest year."""
        return self.years[-1]


def practice_district(variant: int | None = None, datasets: Path | None = None) -> PracticeDistrict:
    """Return the fictional district of a variant number: 0 or None is the worked example, 1 to 20 are others.

    Raises `FinanceError` for any other number.

    >>> practice_district().name
    'Pendle Hollow Public Schools'
    >>> practice_district(3).last.fiscal_year
    2025
    """
    if variant is None or variant == 0:
        years = tuple(map(_year, read_table(_DATASET, "years", datasets)))
        return PracticeDistrict("Pendle Hollow Public Schools", 0, years)
    if variant not in DISTRICT_VARIANTS:
        raise FinanceError(f"There is no practice district number {variant}; the numbers run from 0 to 20.")
    return PracticeDistrict(invented_districts.name(variant), variant, invented_districts.years(variant))


def _year(row: dict[str, str]) -> AccountsYear:
    """Read one year of the worked example; the columns are named as the fields are."""
    balance = FundBalance(*(Decimal(row[f"{part}_dollars"]) for part in _CLASSES))
    known = {
        column: Decimal(entry)
        for column, entry in row.items()
        if column != "fiscal_year" and column.removesuffix("_dollars") not in _CLASSES
    }
    return AccountsYear(fiscal_year=int(row["fiscal_year"]), balance=balance, **known)
