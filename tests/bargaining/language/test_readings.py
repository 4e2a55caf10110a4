"""Clauses as rules: which reading an answer equals, the fewest cases that tell readings apart, their cost."""

from decimal import Decimal
from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing.convention import Rounding
from bargaining.costing.employers import teachers_unit
from bargaining.costing.movement.steps import increment
from bargaining.errors import ReadingError
from bargaining.language.harrow_falls import current_agreement
from bargaining.language.raise_readings import (
    harrow_falls_pay,
    late_by_months,
    order_readings,
    rounding_readings,
)
from bargaining.language.readings import (
    Reading,
    all_cases,
    cases_that_tell,
    cost_of_reading,
    exposed,
    fewest_cases,
    gaps,
    outcomes,
    reading_like,
)
from bargaining.language.sick_bank import DOMAIN, MISREADINGS, may_join

CASES = all_cases(DOMAIN)
INTENDED = Reading("intended", may_join, "")


def test_the_clause_is_the_one_of_the_agreement():
    text = current_agreement().clause("15.5").text
    for words in (
        "Professional Status",
        "three consecutive years",
        "Proficient or higher",
        "contributing two days",
    ):
        assert words in text


def test_of_144_cases_56_may_join():
    # With status: 72 cases, two thirds of them with two days or more: 48.
    # Without: 72 x 2/3 x 1/2 x 1/2 x 2/3 = 8.
    assert (len(CASES), sum(outcomes(may_join, CASES))) == (144, 56)


@pytest.mark.parametrize("misreading", MISREADINGS, ids=lambda m: m.name)
def test_a_misreading_is_recognised_by_its_answers(misreading):
    answered = outcomes(misreading.rule, CASES)
    assert reading_like(answered, [INTENDED, *MISREADINGS], CASES) is misreading


def test_the_right_answers_and_strange_ones():
    assert reading_like(outcomes(may_join, CASES), [INTENDED, *MISREADINGS], CASES) is INTENDED
    assert reading_like([True] * 144, [INTENDED, *MISREADINGS], CASES) is None
    with pytest.raises(ReadingError, match="There are 144 cases and 3 answers"):
        reading_like([True] * 3, MISREADINGS, CASES)


def test_the_fewest_cases_expose_every_misreading_and_none_can_be_spared():
    fewest = fewest_cases(may_join, MISREADINGS, CASES)
    names = {m.name for m in MISREADINGS}
    assert set(exposed(fewest, may_join, MISREADINGS)) == names
    assert len(fewest) <= 6
    for fewer in combinations(fewest, len(fewest) - 1):
        assert set(exposed(fewer, may_join, MISREADINGS)) != names


def test_six_random_cases_expose_fewer_than_four_misreadings_on_average():
    # One that differs in k of 144 cases escapes six random ones with probability C(144-k,6)/C(144,6).
    escapes = [
        comb(144 - len(cases_that_tell(may_join, m.rule, CASES)), 6) / comb(144, 6) for m in MISREADINGS
    ]
    assert sum(1 - escape for escape in escapes) == pytest.approx(3.7, abs=0.1)


def test_a_misreading_that_the_domain_cannot_show_is_named():
    twin = Reading("the same in other words", may_join, "")
    with pytest.raises(ReadingError, match='No case tells "the same in other words"'):
        fewest_cases(may_join, [*MISREADINGS, twin], CASES)


@pytest.mark.parametrize(
    ("domain", "sentence"),
    [
        ({"years": []}, 'The field "years" has no values'),
        ({letter: range(10) for letter in "abcde"}, "The fields make 100,000 cases"),
    ],
)
def test_a_domain_that_cannot_be_tried_is_refused(domain, sentence):
    with pytest.raises(ReadingError, match=sentence):
        all_cases(domain)


def test_what_two_readings_of_retroactive_pay_cost():
    # 200 FTE stayed and 6 left; $640 each. Paying everybody costs 6 x 640 = 3,840 more.
    people = [({"left": False}, Decimal(200)), ({"left": True}, Decimal(6))]
    costs = {
        name: cost_of_reading(rule, people, lambda paid, _case: Decimal(640) if paid else Decimal(0))
        for name, rule in {"everybody": lambda _case: True, "on payroll": lambda c: not c["left"]}.items()
    }
    assert costs == {"everybody": 131_840, "on payroll": 128_000}
    assert gaps(costs, "on payroll") == {"everybody": 3_840, "on payroll": 0}
    with pytest.raises(ReadingError, match='"leavers" was not priced'):
        gaps(costs, "leavers")
    with pytest.raises(ReadingError, match=r"0\.5 is a float"):
        cost_of_reading(lambda _case: True, [({}, 0.5)], lambda _paid, _case: Decimal(1))


@pytest.mark.parametrize("variant", [0, 1, 17, 60])
@given(rate=st.decimals("0.005", "0.06", places=3))
def test_the_two_orders_differ_by_the_raise_on_the_increment(variant, rate):
    unit = teachers_unit(variant)
    schedule = type(unit.schedule)(
        unit.schedule.steps, unit.schedule.lanes, unit.schedule.salaries, Rounding.UNROUNDED
    )
    costs = order_readings(schedule, unit.scattergram, rate)
    assert costs["step-then-percent"] - costs["percent-then-step"] == rate * increment(
        schedule, unit.scattergram
    )
    assert costs["percent-instead-of-step"] < costs["percent-then-step"]


def test_the_readings_of_harrow_falls_priced():
    schedule, people = harrow_falls_pay()
    costs = gaps(order_readings(schedule, people, Decimal("0.025")), "nothing")
    # By hand: 132 FTE below step 12 move up $2,150 each: 132 x 2,150 = 283,800; 2.5 % of it is 7,095.
    assert people.total_fte - sum(people.fte_at("12", lane) for lane in schedule.lanes) == 132
    assert costs["step-then-percent"] - costs["percent-then-step"] == Decimal("7095")
    assert costs["percent-then-step"] - costs["percent-instead-of-step"] == 283_800


def test_ways_of_rounding_differ_by_less_than_a_dollar_a_person():
    schedule, people = harrow_falls_pay()
    costs = rounding_readings(schedule, people, Decimal("0.025"))
    exact = costs["not rounded"]
    assert len(set(costs.values())) >= 3
    assert all(abs(cost - exact) < people.total_fte for cost in costs.values())


@pytest.mark.parametrize("months", [-1, 13, 1.5, True])
def test_a_raise_starts_within_its_year(months):
    with pytest.raises(ReadingError, match="give 0 to 12"):
        late_by_months(Decimal(1200), months)
