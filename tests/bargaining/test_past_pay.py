"""What fictional employers paid in earlier years: by hand, and on everybody."""

from decimal import Decimal

import pytest

from bargaining.costing.employers import NURSE_VARIANTS, STAFF_VARIANTS, TEACHER_VARIANTS, employer
from bargaining.costing.employers.neighbors import places_compared
from bargaining.costing.employers.past_pay import past_raises, pay_by_june
from bargaining.finance.real_wages import inflation_percent, real_change_percent

EVERYBODY = [0, *TEACHER_VARIANTS, 100, *STAFF_VARIANTS, 200, *NURSE_VARIANTS]


def rise_percent(variant: int, since: int) -> Decimal:
    unit = employer(variant)
    pay = pay_by_june(unit, places_compared(unit)["top"].own_dollars)
    return 100 * (pay[2025] / pay[since] - 1)


@pytest.mark.parametrize("variant", [0, 100, 200])
def test_pay_of_a_june_raised_is_pay_of_the_next(variant: int) -> None:
    unit = employer(variant)
    pay = pay_by_june(unit, Decimal(40))
    assert list(pay) == list(range(2019, 2026))
    grain = Decimal(1) if variant == 0 else Decimal("0.01")
    for june, raised in past_raises(unit).items():
        assert abs(pay[june - 1] * (1 + raised) - pay[june]) <= 2 * grain


@pytest.mark.parametrize("variant", EVERYBODY)
def test_pay_fell_behind_prices_since_2021_and_the_first_year_chosen_matters(variant: int) -> None:
    real = {
        since: real_change_percent(rise_percent(variant, since), inflation_percent(f"{since}-06", "2025-06"))
        for since in range(2019, 2025)
    }
    assert real[2021] < -2
    assert real[2024] > real[2021] + 2


def test_raises_differ_from_learner_to_learner() -> None:
    assert len({tuple(past_raises(employer(variant)).values()) for variant in TEACHER_VARIANTS}) > 50
