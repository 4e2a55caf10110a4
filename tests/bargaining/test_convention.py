"""Exact numbers and the four ways of rounding."""

from decimal import Decimal

import pytest

from bargaining.costing.convention import Rounding, exact, round_money
from bargaining.errors import BargainingError, StaffingError


@pytest.mark.parametrize(
    ("rounding", "up", "down"),
    [
        (Rounding.UNROUNDED, "1000.505", "-1000.505"),
        (Rounding.HALF_UP_DOLLAR, "1001", "-1001"),
        (Rounding.HALF_UP_CENT, "1000.51", "-1000.51"),
        (Rounding.TRUNCATE_DOLLAR, "1000", "-1000"),
    ],
)
def test_a_raise_and_a_cut_are_rounded_equally_far(rounding, up, down):
    assert str(round_money(Decimal("1000.505"), rounding)) == up
    assert str(round_money(Decimal("-1000.505"), rounding)) == down


def test_half_a_dollar_goes_up_and_not_to_the_even_dollar():
    assert round_money(Decimal("1000.50"), Rounding.HALF_UP_DOLLAR) == 1001
    assert round_money(Decimal("1001.50"), Rounding.HALF_UP_DOLLAR) == 1002


def test_every_way_of_rounding_has_words_of_its_own():
    assert len({rounding.value for rounding in Rounding}) == 4


def test_a_way_of_rounding_that_is_not_one_is_refused():
    with pytest.raises(BargainingError, match="'cents' is not a way of rounding"):
        round_money(Decimal(1), "cents")


@pytest.mark.parametrize("whole", [0, 159, -3])
def test_whole_numbers_are_exact(whole):
    assert exact(whole, "the FTE") == Decimal(whole)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (0.5, '0.5 is a float, for the FTE at step 7; write it exactly, as Decimal("0.5").'),
        (True, "True is not a number, for the FTE at step 7; give a Decimal or a whole number."),
        ("0.5", "'0.5' is not a number, for the FTE at step 7; give a Decimal or a whole number."),
        (None, "None is not a number, for the FTE at step 7; give a Decimal or a whole number."),
        (
            Decimal("NaN"),
            "Decimal('NaN') is not a number, for the FTE at step 7; give a Decimal or a whole number.",
        ),
        (Decimal("1E+15"), "1E+15 is larger than any contract, for the FTE at step 7; check it."),
    ],
)
def test_what_is_not_exact_is_refused_in_a_sentence(value, sentence):
    with pytest.raises(StaffingError) as refused:
        exact(value, "the FTE at step 7", StaffingError)
    assert str(refused.value) == sentence
