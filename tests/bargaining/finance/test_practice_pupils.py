"""The made-up pupils of the lessons: budgets that differ, groups that fit, and a refusal below zero."""

import pytest

from bargaining.errors import FinanceError
from bargaining.finance.chapter70.budget import foundation_budget
from bargaining.finance.chapter70.enrollment import low_income_group
from bargaining.finance.chapter70.practice_pupils import RATES_FY, practice_pupils
from bargaining.finance.chapter70.rates import foundation_rates

LEARNERS = [*range(60), *range(101, 121)]


def test_no_two_learners_have_the_same_budget():
    rates = foundation_rates(RATES_FY)
    budgets = {
        foundation_budget(pupils.enrollment, rates, pupils.wage_factor).total_dollars
        for pupils in map(practice_pupils, LEARNERS)
    }
    assert len(budgets) == len(LEARNERS)


@pytest.mark.parametrize("number", LEARNERS)
def test_the_group_fits_the_share_and_the_wage_factor_matters(number):
    pupils = practice_pupils(number)
    assert low_income_group(pupils.low_income_percent) == pupils.low_income_group
    assert pupils.wage_factor > 1


def test_a_number_below_zero_is_refused():
    with pytest.raises(FinanceError, match="below zero"):
        practice_pupils(-1)
