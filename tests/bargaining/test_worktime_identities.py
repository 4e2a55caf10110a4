"""Identities that hold for every work year, class size, absence and incentive, whatever the numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing import slips
from bargaining.costing.compensation.eligibility import is_eligible, more_hours
from bargaining.costing.worktime.leave import extra_leave_cost, pay_out_liability, substitutes_cost
from bargaining.costing.worktime.premium_pay import added_holiday_cost, premium_of, regular_rate
from bargaining.costing.worktime.rates import (
    daily_rate,
    extra_days_cost,
    hourly_change_percent,
    hourly_rate,
    raise_to_hold_hourly_percent,
)
from bargaining.costing.worktime.retirement_incentive import incentive_saving
from bargaining.costing.worktime.staffing_needs import (
    class_size_fte,
    full_classes_fte,
    posts_cost,
    preparation_fte,
    sections_needed,
)

DOLLARS = st.integers(1, 20_000_000).map(lambda cents: Decimal(cents) / 100)
HOURS = st.integers(1, 48).map(lambda quarters: Decimal(quarters) / 4)
DAYS = st.integers(1, 260).map(Decimal)
RATES = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 1000)
COUNT = st.integers(1, 60).map(Decimal)


@given(DOLLARS, DAYS, HOURS)
def test_the_hours_of_a_year_are_the_salary(salary, days, hours):
    assert round(hourly_rate(salary, days, hours) * hours * days - salary, 12) == 0
    assert round(daily_rate(salary, days) * days - salary, 12) == 0


@given(RATES, HOURS, HOURS)
def test_a_raise_that_holds_the_hour_changes_nothing_and_no_longer_day_is_the_raise(
    raise_rate, before, after
):
    hold = raise_to_hold_hourly_percent(before, after) / 100
    assert round(hourly_change_percent(hold, before, after), 12) == 0
    assert hourly_change_percent(raise_rate, before, before) == 100 * raise_rate


@given(DOLLARS, DAYS, RATES)
def test_all_the_days_of_a_year_again_cost_the_year_again(base, days, roll_up):
    assert round(extra_days_cost(base, days, days, roll_up) - base * (1 + roll_up), 9) == 0
    assert extra_days_cost(base, days, Decimal(0), roll_up) == 0


@given(st.dictionaries(st.tuples(st.sampled_from("ABC"), st.sampled_from("123")), COUNT), COUNT, COUNT)
def test_a_ceiling_kept_in_each_group_needs_no_fewer_classes_than_full_ones(students, old, new):
    everybody = sum(students.values(), Decimal(0))
    in_groups = sum((sections_needed(people, new) for people in students.values()), Decimal(0))
    assert in_groups >= sections_needed(everybody, new)
    assert class_size_fte(students, old, new, Decimal(1)) == -class_size_fte(students, new, old, Decimal(1))
    assert class_size_fte(students, old, old, Decimal(1)) == 0


@given(COUNT, COUNT, COUNT)
def test_the_slip_over_the_whole_district_is_the_full_classes(students, old, new):
    assert slips.worktime.ceiling_over_the_district(students, old, new) == full_classes_fte(
        students, old, new
    )


@given(COUNT, DOLLARS, RATES, DOLLARS)
def test_posts_cost_their_parts_and_each_part_can_be_told(fte, salary, roll_up, health):
    cost = posts_cost(fte, salary, roll_up, health)
    assert cost.total_dollars == fte * (salary * (1 + roll_up) + health)
    assert slips.worktime.posts_without_health(cost) == cost.total_dollars - fte * health


@given(COUNT, COUNT, RATES, RATES, DOLLARS, RATES)
def test_leave_costs_only_the_days_for_which_somebody_comes(people, days, used, filled, rate, tax):
    cost = extra_leave_cost(people, days, used, filled, rate, tax)
    assert cost == substitutes_cost(people * days * used * filled, rate, tax)
    assert extra_leave_cost(people, days, used, Decimal(0), rate, tax) == 0


@given(st.lists(st.tuples(DOLLARS, DOLLARS), min_size=1, max_size=6), DOLLARS)
def test_an_incentive_saves_year_by_year_and_no_longer(years, incentive):
    saving = incentive_saving([old for old, _ in years], [new for _, new in years], incentive)
    assert saving.net_dollars + incentive == sum(old - new for old, new in years)
    if len(years) == 1:
        assert saving.first_year_dollars == saving.net_dollars


@given(DOLLARS, HOURS, HOURS, HOURS, RATES, DOLLARS)
def test_health_comes_with_crossing_the_hours_and_with_nothing_else(
    rate, before, after, line, roll_up, health
):
    change = more_hours(rate, before, after, Decimal(38), roll_up, line, health)
    crossed = is_eligible(after, line) - is_eligible(before, line)
    assert change.health_dollars == crossed * health
    assert change.pay_dollars == rate * (after - before) * 38
    assert change.roll_up_dollars == change.pay_dollars * roll_up


@given(DOLLARS, HOURS)
def test_premium_hours_add_nothing_at_straight_time_and_the_regular_rate_is_the_rate(rate, hours):
    assert premium_of(hours, rate, Decimal(1)) == 0
    assert round(regular_rate(rate * hours, hours) - rate, 12) == 0


@given(COUNT, DOLLARS, RATES)
def test_a_pay_out_is_the_days_at_the_rate_with_tax(days, rate, tax):
    assert pay_out_liability(days, rate, tax) == substitutes_cost(days, rate, tax)
    assert pay_out_liability(Decimal(0), rate, tax) == 0


@given(COUNT, COUNT, HOURS, DOLLARS)
def test_a_holiday_that_nobody_works_costs_the_shifts_that_are_filled(working, off, hours, rate):
    times = Decimal("1.5")
    assert added_holiday_cost(Decimal(0), off, hours, rate, times) == off * hours * rate
    both = added_holiday_cost(working, off, hours, rate, times)
    assert both - off * hours * rate == premium_of(working * hours, rate, times)


@given(COUNT, HOURS, DAYS)
def test_preparation_for_all_is_a_share_of_all(teachers, minutes, teaching):
    assert round(preparation_fte(teachers, teaching, teaching) - teachers, 12) == 0
    assert preparation_fte(teachers, Decimal(0), teaching) == 0
    assert preparation_fte(teachers, minutes, teaching) == teachers * minutes / teaching
