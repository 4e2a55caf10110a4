"""What the foundation budget allows for one pupil, by group of pupils and category of spending.

The rates of a fiscal year stand in `datasets/ma-chapter70/rates.csv`. Called by `budget`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bargaining.added_data import Row, rows_with_added
from bargaining.errors import FinanceError
from bargaining.finance.chapter70.enrollment import INCREMENTS, PUPILS

CATEGORIES = {
    "administration": "Administration",
    "instructional_leadership": "Instructional leadership",
    "classroom_specialist_teachers": "Classroom and specialist teachers",
    "other_teaching_services": "Other teaching services",
    "professional_development": "Professional development",
    "instructional_materials_equipment_technology": "Instructional materials, equipment and technology",
    "guidance_psychological_services": "Guidance and psychological services",
    "pupil_services": "Pupil services",
    "operations_maintenance": "Operations and maintenance",
    "employee_benefits_fixed_charges": "Employee benefits and fixed charges",
    "special_education_tuition": "Special education tuition",
}
# Source: DESE, Chapter 70 white paper and FY2025 rates: wages do not set what these cost.
WITHOUT_WAGE_FACTOR = frozenset(
    (
        "instructional_materials_equipment_technology",
        "employee_benefits_fixed_charges",
        "special_education_tuition",
    )
)


@dataclass(frozen=True)
class FoundationRates:
    """The rates of a fiscal year in dollars per pupil, by (group, category). All groups have all
    categories.
    """

    fiscal_year: int
    rates: Mapping[tuple[str, str], Decimal]

    def rate(self, group: str, category: str) -> Decimal:
        """Return one rate in dollars per pupil.

        >>> foundation_rates(2025).rate("hs", "classroom_specialist_teachers")
        Decimal('4808.16')
        """
        if (group, category) not in self.rates:
            raise FinanceError(
                f"The rates of FY{self.fiscal_year} have nothing for {group!r} and {category!r}; the "
                "groups are "
                f"{', '.join((*PUPILS, *INCREMENTS))} and the categories {', '.join(CATEGORIES)}."
            )
        return self.rates[group, category]

    def per_pupil(self, group: str) -> Decimal:
        """Return the sum over all categories for one pupil of a group, in dollars, without a wage factor.

        >>> foundation_rates(2025).per_pupil("voc")
        Decimal('16860.33')
        """
        return sum((self.rate(group, category) for category in CATEGORIES), Decimal(0))


def foundation_rates(fiscal_year: int, added: Path | None = None) -> FoundationRates:
    """Return the rates of a fiscal year.

    `added` is the folder of figures that were added to those of the school. Raises `FinanceError` for a year
    without rates, and for one in which a group of pupils is missing. Source: DESE, chapter-2025.xlsm, Rates.

    >>> foundation_rates(2025).fiscal_year
    2025
    """
    rows = rows_with_added("ma-chapter70", "rates", added)
    of_year = [row for row in rows if row["fiscal_year"] == str(fiscal_year)]
    if not of_year:
        years = ", ".join(f"FY{year}" for year in sorted({row["fiscal_year"] for row in rows}))
        raise FinanceError(
            f"There are no foundation budget rates of FY{fiscal_year}; there are those of {years}. "
            "Newer ones can be added (bargain data add)."
        )
    return rates_from_rows(of_year, fiscal_year)


def rates_from_rows(rows: list[Row], fiscal_year: int) -> FoundationRates:
    """Build the rates from rows with the columns pupil_group and one for each category.

    Raises `FinanceError` naming the groups that have no row or the categories that have no column.
    """
    for row in rows[:1]:
        if missing := [category for category in CATEGORIES if category not in row]:
            raise FinanceError(
                f"The rates of FY{fiscal_year} have no column for {', '.join(missing)}; every category "
                "needs one, "
                "with 0 where nothing is allowed."
            )
    groups = {row["pupil_group"] for row in rows}
    if missing := [group for group in (*PUPILS, *INCREMENTS) if group not in groups]:
        raise FinanceError(
            f"The rates of FY{fiscal_year} have no row for {', '.join(missing)}; add one for each group "
            "of pupils."
        )
    return FoundationRates(
        fiscal_year,
        {(row["pupil_group"], category): Decimal(row[category]) for row in rows for category in CATEGORIES},
    )
