"""Foundation enrollment: who is counted, by group, and what the formula assumes instead of counting.

Counts of pupils come in; foundation enrollment, assumed special education and the low-income group go out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bargaining.errors import FinanceError
from bargaining.finance.chapter70.parameters import Parameters
from bargaining.finance.explained import at_least_zero

PUPILS = {
    "pk": "Pre-school",
    "k_half": "Half-day kindergarten",
    "k_full": "Full-day kindergarten",
    "el": "Elementary, grades 1 to 5",
    "ms": "Middle, grades 6 to 8",
    "hs": "High school",
    "voc": "Vocational",
}
# Increments: more money for a pupil who is counted in a group above already.
INCREMENTS = {
    "sped_in": "Special education in the district, assumed",
    "sped_out": "Special education elsewhere, assumed",
    "el_pk5": "English learners, pre-school to grade 5",
    "el_68": "English learners, grades 6 to 8",
    "el_hs": "English learners, high school and vocational",
    **{f"li_{group}": f"Low income, group {group}" for group in range(1, 13)},
}
_HALF_DAY = frozenset(("pk", "k_half"))
_NON_VOCATIONAL = ("k_half", "k_full", "el", "ms", "hs")
# Source: DESE, Chapter 70, low-income groups since the Student Opportunity Act (2019): upper bounds in
# percent.
LOW_INCOME_BOUNDS = tuple(
    map(
        Decimal,
        ("6", "12", "18", "24", "30", "36", "42", "48", "54", "70", "80"),
    )
)


@dataclass(frozen=True)
class Enrollment:
    """How many pupils are in each group. `pupils` maps groups of `PUPILS` and `INCREMENTS` to counts.

    A group that is left out has none. Raises `FinanceError` for a negative count and for an unknown group.
    """

    pupils: Mapping[str, Decimal]

    def __post_init__(self) -> None:
        names = PUPILS | INCREMENTS
        if unknown := [group for group in self.pupils if group not in names]:
            raise FinanceError(
                f"{unknown[0]!r} is not a group of pupils in the foundation budget; the groups are "
                f"{', '.join(names)}."
            )
        counts = {
            group: at_least_zero(self.pupils[group], f"the pupils in {names[group]}")
            for group in names
            if group in self.pupils
        }
        object.__setattr__(self, "pupils", counts)

    def count(self, group: str) -> Decimal:
        """Return the pupils of a group; 0 for one that was left out."""
        return self.pupils.get(group, Decimal(0))

    @property
    def foundation_enrollment(self) -> Decimal:
        """Pupils the district is responsible for; pre-school and half-day kindergarten count half.

        FE = 0.5 × (pre-school + half-day K) + full-day K + elementary + middle + high + vocational.
        Increments are not pupils. Source: DESE, Chapter 70, FY2025.

        >>> Enrollment({"pk": Decimal(100), "el": Decimal(500), "sped_in": Decimal(20)}).foundation_enrollment
        Decimal('550.0')
        """
        return sum(
            (self.count(group) * (Decimal("0.5") if group in _HALF_DAY else 1) for group in PUPILS),
            Decimal(0),
        )

    @property
    def non_vocational_k12(self) -> Decimal:
        """Pupils of kindergarten to grade 12 without the vocational ones; half-day kindergarten counts
        half.
        """
        return sum(
            (self.count(group) * (Decimal("0.5") if group in _HALF_DAY else 1) for group in _NON_VOCATIONAL),
            Decimal(0),
        )

    def with_more(self, group: str, pupils: Decimal) -> Enrollment:
        """Return the enrollment with so many pupils more in a group (or fewer, when negative)."""
        return Enrollment({**self.pupils, group: self.count(group) + pupils})


def assumed_special_education(
    non_vocational_k12: Decimal, vocational: Decimal, year: Parameters
) -> dict[str, Decimal]:
    """Return the special education pupils that the formula assumes, in the district and tuitioned out.

    A share of enrollment, never the actual count: sped_in = round(share × K-12 + vocational share ×
    vocational), sped_out = round(1 % × K-12). Source: M.G.L. c.70, section 2; shares by year from
    `parameters`.

    >>> from bargaining.finance.chapter70.parameters import parameters
    >>> assumed_special_education(Decimal(1000), Decimal(0), parameters(2020))
    {'sped_in': Decimal('38'), 'sped_out': Decimal('10')}
    """
    k12 = at_least_zero(non_vocational_k12, "the pupils of kindergarten to grade 12")
    vocational = at_least_zero(vocational, "the vocational pupils")
    in_district = (
        year.rate("assumed_special_education_k12_percent") * k12
        + year.rate("assumed_special_education_vocational_percent") * vocational
    )
    return {
        "sped_in": in_district.quantize(Decimal(1), ROUND_HALF_UP),
        "sped_out": (year.rate("assumed_tuitioned_out_percent") * k12).quantize(Decimal(1), ROUND_HALF_UP),
    }


def low_income_group(share_percent: Decimal) -> int:
    """Return the group, 1 to 12, of a district by its share of low-income pupils in percent.

    Groups begin at 0, 6, 12, 18, 24, 30, 36, 42, 48, 54, 70 and 80 percent; the share is taken to two
    decimals. Source: DESE, Chapter 70 FY2025 rates (upper bounds 5.99, 11.99, …, 79.99, 100).

    >>> [low_income_group(Decimal(share)) for share in ("5.99", "6.0", "53.99", "54", "100")]
    [1, 2, 9, 10, 12]
    """
    share = at_least_zero(share_percent, "the share of low-income pupils").quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
    if share > 100:
        raise FinanceError(
            f"{share_percent} percent is more than all pupils, for the share of low-income pupils."
        )
    return 1 + sum(share >= bound for bound in LOW_INCOME_BOUNDS)
