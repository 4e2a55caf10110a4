"""Figures of other districts to compare with: spending per pupil, average salaries, what is spent on schools.

Rows of the data sets come in; amounts by name go out, ready for a ranked chart
(`bargaining.costing.compensation` ranks them).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from bargaining.added_data import Row, rows_with_added
from bargaining.errors import FinanceError
from bargaining.finance.explained import share_percent

STATE = "State"


def spending_per_pupil(
    fiscal_year: int, function: str = "in_district", added: Path | None = None
) -> dict[str, Decimal]:
    """Return what each district spends on a pupil, in dollars, by name; "State" is the whole state.

    `function` is a column of `ma-spending/per-pupil` without its ending: "teachers", "administration", … or
    "in_district" for all ten. Districts without an entry are left out.

    >>> round(spending_per_pupil(2017)["Abington"])
    13557
    """
    rows = _of_year("ma-spending", "per-pupil", fiscal_year, added)
    column = f"{function}_dollars"
    if column not in rows[0]:
        functions = ", ".join(name.removesuffix("_dollars") for name in rows[0] if name.endswith("_dollars"))
        raise FinanceError(f"Spending per pupil has no {function!r}; it has {functions}.")
    return {row["district"]: Decimal(row[column]) for row in rows if row[column]}


def average_salaries(fiscal_year: int, added: Path | None = None) -> dict[str, Decimal]:
    """Return the average salary of teachers in dollars, by municipality.

    >>> average_salaries(2024)["Marblehead"]
    Decimal('90696')
    """
    rows = _of_year("teacher-salaries", "districts", fiscal_year, added)
    return {row["municipality"]: Decimal(row["average_salary_dollars"]) for row in rows}


def education_share_percent(fiscal_year: int, added: Path | None = None) -> dict[str, Decimal]:
    """Return education in percent of all general fund spending, by municipality.

    Most health insurance and retirement of school staff stands elsewhere, under fixed costs.

    >>> round(education_share_percent(2024)["Winchester"], 1)
    Decimal('46.7')
    """
    rows = _of_year("ma-spending", "schedule-a", fiscal_year, added)
    return {
        row["municipality"]: share_percent(
            Decimal(row["education_dollars"]), Decimal(row["total_expenditures_dollars"]), "all spending"
        )
        for row in rows
    }


def state_salaries(school_year: str, added: Path | None = None) -> Mapping[str, Decimal]:
    """Return the average salary of teachers by state in a school year such as "2021-22", by postal code.

    >>> state_salaries("2021-22")["WY"]
    Decimal('60820')
    """
    rows = [
        r for r in rows_with_added("teacher-salaries", "by-state", added) if r["school_year"] == school_year
    ]
    if not rows:
        years = sorted({row["school_year"] for row in rows_with_added("teacher-salaries", "by-state", added)})
        raise FinanceError(f"There are no salaries by state of {school_year}; there are {', '.join(years)}.")
    return {row["state"]: Decimal(row["average_salary_dollars"]) for row in rows}


def _of_year(dataset: str, resource: str, fiscal_year: int, added: Path | None) -> list[Row]:
    """Return the rows of a fiscal year, or say which years there are."""
    rows = rows_with_added(dataset, resource, added)
    of_year = [row for row in rows if row["fiscal_year"] == str(fiscal_year)]
    if not of_year:
        years = sorted({row["fiscal_year"] for row in rows})
        span = f"FY{years[0]}" if len(years) == 1 else f"FY{years[0]} to FY{years[-1]}"
        raise FinanceError(
            f"There are no such figures of FY{fiscal_year}; there are those of {span}. "
            "Newer ones can be added (bargain data add)."
        )
    return of_year
