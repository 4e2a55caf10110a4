"""What a place of a fictional schedule paid in earlier years.

A fictional employer and what a place of its schedule pays today come in; what it paid in each June from 2019
on goes out. The raises are invented; the years are real, so that pay can be held against published prices.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from bargaining.costing.employers.drawing import Draw
from bargaining.costing.employers.neighbors import Employer
from bargaining.costing.grid import Fixed
from bargaining.costing.units.unit import UnitKind

LATEST_JUNE = 2025
# Raises of the schedule in percent, by the June before which they were given: one of each is drawn.
_RAISES = {
    2020: (Decimal(2), Decimal("2.25"), Decimal("2.5")),
    2021: (Decimal(1), Decimal("1.5"), Decimal(2)),
    2022: (Decimal("1.5"), Decimal(2), Decimal("2.5")),
    2023: (Decimal("2.5"), Decimal(3), Decimal("3.25")),
    2024: (Decimal(3), Decimal("3.5"), Decimal(4)),
    2025: (Decimal("2.5"), Decimal(3), Decimal("3.5")),
}


def past_raises(unit: Employer) -> Mapping[int, Decimal]:
    """Return the raises of the schedule that were given before each June, as fractions. FICTIONAL.

    >>> from bargaining.costing.employers import employer
    >>> past_raises(employer(0))[2020] in (Decimal("0.02"), Decimal("0.0225"), Decimal("0.025"))
    True
    """
    draw = Draw("past raises", unit.variant or 0)
    return Fixed({june: draw.pick(f"raise of {june}", raises) / 100 for june, raises in _RAISES.items()})


def pay_by_june(unit: Employer, dollars_today: Decimal) -> dict[int, Decimal]:
    """Return what a place that pays so much today paid in June of each year from 2019 to 2025. FICTIONAL.

    `dollars_today` is what was paid in June 2025: dollars a year for teachers, an hour for others. Earlier
    pay is rounded to the dollar, or to the cent.

    >>> from bargaining.costing.employers import employer
    >>> pay = pay_by_june(employer(0), Decimal(50_000))
    >>> pay[2024] == round(50_000 / (1 + past_raises(employer(0))[2025]))
    True
    """
    grain = Decimal(1) if unit.kind is UnitKind.TEACHERS else Decimal("0.01")
    pay, exactly = {LATEST_JUNE: dollars_today}, dollars_today
    for june, raised in sorted(past_raises(unit).items(), reverse=True):
        exactly /= 1 + raised
        pay[june - 1] = exactly.quantize(grain, ROUND_HALF_UP)
    return dict(sorted(pay.items()))
