"""The made-up pupils on which lessons practice the foundation budget: a district for each learner's number.

The state publishes pupils by group in a workbook that this school does not have, so these are invented. A
number comes in; enrollment, the share of low-income pupils and two average wages go out. Number 0 is the
worked example.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bargaining.finance.chapter70.budget import wage_adjustment_factor
from bargaining.finance.chapter70.enrollment import Enrollment, assumed_special_education, low_income_group
from bargaining.finance.chapter70.parameters import parameters
from bargaining.finance.explained import at_least_zero

RATES_FY = 2025
STATE_WAGE_DOLLARS = Decimal(80_000)


@dataclass(frozen=True)
class PracticePupils:
    """A made-up district: its pupils by group, how many are in special education, and the area's wages."""

    enrollment: Enrollment
    low_income: Decimal
    low_income_group: int
    counted_special_education: Decimal
    area_wage_dollars: Decimal
    fictional: bool = True

    @property
    def low_income_percent(self) -> Decimal:
        """The share of low-income pupils in foundation enrollment, in percent."""
        return 100 * self.low_income / self.enrollment.foundation_enrollment

    @property
    def wage_factor(self) -> Decimal:
        """The wage adjustment factor, rounded to three decimals as published ones are."""
        exact = wage_adjustment_factor(self.area_wage_dollars, STATE_WAGE_DOLLARS)
        return exact.quantize(Decimal("0.001"), ROUND_HALF_UP)


def practice_pupils(number: int) -> PracticePupils:
    """Return the made-up district of a number, 0 or more; raises `FinanceError` for one below.

    >>> practice_pupils(0).enrollment.foundation_enrollment
    Decimal('2730.0')
    >>> practice_pupils(0).wage_factor, practice_pupils(0).low_income_group
    (Decimal('1.050'), 4)
    """
    n = int(at_least_zero(number, "the number of the district"))
    pupils = {
        "pk": 60 + 2 * (n * 7 % 31),
        "k_full": 200 + n * 11 % 83,
        "el": 1000 + n * 37 % 401,
        "ms": 600 + n * 29 % 241,
        "hs": 800 + n * 41 % 307,
        "voc": 100 + n * 13 % 71,
        "el_pk5": 80 + n * 17 % 61,
        "el_68": 20 + n * 5 % 23,
        "el_hs": 30 + n * 19 % 37,
    }
    counted = Enrollment({group: Decimal(count) for group, count in pupils.items()})
    assumed = assumed_special_education(
        counted.non_vocational_k12, counted.count("voc"), parameters(RATES_FY)
    )
    share = Decimal(20 + n * 23 % 61) / 100
    low_income = (share * counted.foundation_enrollment).quantize(Decimal(1), ROUND_HALF_UP)
    group = low_income_group(100 * low_income / counted.foundation_enrollment)
    return PracticePupils(
        Enrollment({**counted.pupils, **assumed, f"li_{group}": low_income}),
        low_income,
        group,
        (counted.non_vocational_k12 * Decimal("0.18")).quantize(Decimal(1), ROUND_HALF_UP),
        Decimal(92_000 + n * 7 % 40 * 250),
    )
