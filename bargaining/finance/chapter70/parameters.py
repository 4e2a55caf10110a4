"""The numbers of the Chapter 70 formula by fiscal year: minimum aid, caps, increments, assumed shares.

They stand in a dated table, `datasets/ma-chapter70/parameters.csv`, each with its source and its standing:
published (read there) or derived (worked out from published results). What the table does not have for a
year is not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from bargaining.added_data import rows_with_added
from bargaining.errors import FinanceError


@dataclass(frozen=True)
class Parameter:
    """One number: its value in its unit, whether it was published or derived, and from where."""

    value: Decimal
    unit: str
    standing: str
    source: str
    note: str


@dataclass(frozen=True)
class Parameters:
    """The numbers of one fiscal year, by name."""

    fiscal_year: int
    known: Mapping[str, Parameter]

    def number(self, name: str) -> Decimal:
        """Return a number in the unit its name ends in; raises `FinanceError` when the year has none.

        >>> parameters(2026).number("minimum_aid_per_pupil_dollars")
        Decimal('150')
        """
        if name not in self.known:
            raise FinanceError(
                f"The parameters of FY{self.fiscal_year} have no {name.replace('_', ' ')}; "
                "add a row for it with its source (bargain data add), or ask about another year."
            )
        return self.known[name].value

    def rate(self, name: str) -> Decimal:
        """Return a number that ends in `_percent` as a fraction: 82.5 as 0.825."""
        return self.number(name) / 100

    def told(self, name: str) -> str:
        """Say in a few words where a number is from.

        >>> parameters(2024).told("minimum_aid_per_pupil_dollars")[:31]
        'derived: DESE Chapter 70 distri'
        """
        self.number(name)
        return f"{self.known[name].standing}: {self.known[name].source}"


def parameters(fiscal_year: int, added: Path | None = None) -> Parameters:
    """Return the numbers of the formula for a fiscal year.

    `added` is the folder of figures that were added to those of the school; none are read without it. Raises
    `FinanceError` for a year without any, and names the years there are.

    >>> parameters(2025).number("statewide_target_local_share_percent")
    Decimal('59')
    """
    by_year = _shipped() if added is None else _by_year(added)
    if fiscal_year not in by_year:
        raise FinanceError(
            f"There are no Chapter 70 parameters of FY{fiscal_year}; there are those of "
            f"FY{min(by_year)} to FY{max(by_year)}."
        )
    return Parameters(fiscal_year, by_year[fiscal_year])


@cache
def _shipped() -> dict[int, dict[str, Parameter]]:
    return _by_year(None)


def _by_year(added: Path | None) -> dict[int, dict[str, Parameter]]:
    """Read the table: parameter by name, by fiscal year."""
    by_year: dict[int, dict[str, Parameter]] = {}
    for row in rows_with_added("ma-chapter70", "parameters", added):
        parameter = Parameter(Decimal(row["value"]), row["unit"], row["standing"], row["source"], row["note"])
        by_year.setdefault(int(row["fiscal_year"]), {})[row["parameter"]] = parameter
    return by_year
