"""The wrong turns people take with days, hours, class sizes, leave and retirement incentives.

The numbers in the docstrings are those of Harbor Bend Regional: a base of $10,628,950, 159 FTE, an average of
$66,848.74, 184 days of 7.25 hours, roll-up of 18.5 %. Where the slip is to divide by another number of days
(365 of the calendar, 260 weekdays, 2,080 office hours), the lesson calls the right formula with it.
"""

from __future__ import annotations

from decimal import Decimal

from bargaining.costing.worktime.staffing_needs import PostsCost

# Days and hours.


def extra_day_by_new_year(base_dollars: Decimal, days: Decimal, roll_up_rate: Decimal) -> Decimal:
    """Divide by the days of the longer year: 10,628,950 / 185 × 1.185 ($68,082.73, not 68,452.75)."""
    return base_dollars / (days + 1) * (1 + roll_up_rate)


def extra_day_for_one(base_dollars: Decimal, fte: Decimal, days: Decimal, roll_up_rate: Decimal) -> Decimal:
    """Price the day for one FTE: 10,628,950 / 159 / 184 × 1.185 ($430.52)."""
    return base_dollars / fte / days * (1 + roll_up_rate)


def roll_up_of_the_day(base_dollars: Decimal, days: Decimal, roll_up_rate: Decimal) -> Decimal:
    """Give the roll-up without the pay: 10,628,950 / 184 × 18.5 % ($10,686.72)."""
    return base_dollars / days * roll_up_rate


def percents_subtracted(raise_rate: Decimal, hours_before: Decimal, hours_after: Decimal) -> Decimal:
    """Take the longer day off the raise: 3 − 100 × 0.5 / 7.25 (−3.90 %, not −3.65)."""
    return 100 * (raise_rate - (hours_after - hours_before) / hours_before)


def raise_ignored(hours_before: Decimal, hours_after: Decimal) -> Decimal:
    """Forget the raise: 100 × (7.25 / 7.75 − 1) (−6.45 %)."""
    return 100 * (hours_before / hours_after - 1)


def minutes_as_decimals(raise_rate: Decimal, hours_before: Decimal, minutes: Decimal) -> Decimal:
    """Write 30 minutes as 0.30 hour: 100 × (1.03 × 7.25 / 7.55 − 1) (−1.09 %)."""
    return 100 * ((1 + raise_rate) * hours_before / (hours_before + minutes / 100) - 1)


# Class sizes and new posts.


def one_student_one_teacher(old_size: Decimal, new_size: Decimal) -> Decimal:
    """Take one student fewer for one teacher more: 25 − 24 (1 FTE, not 4)."""
    return old_size - new_size


def percent_of_old_classes(students: Decimal, old_size: Decimal, new_size: Decimal) -> Decimal:
    """Take the change as a part of the old class size: 1 / 25 × 96 (3.84 FTE, not 4)."""
    return (old_size - new_size) / old_size * students / old_size


def ceiling_over_the_district(students: Decimal, old_ceiling: Decimal, new_ceiling: Decimal) -> Decimal:
    """Divide all students of the district at once, as if a class could sit in two schools: too few FTE."""
    return students / new_ceiling - students / old_ceiling


def posts_without_roll_up(cost: PostsCost) -> Decimal:
    """Price new posts without roll-up: 4 × (60,200 + 16,640) ($307,360, not 351,908)."""
    return cost.salary_dollars + cost.health_dollars


def posts_without_health(cost: PostsCost) -> Decimal:
    """Forget that new people join the health plan: 4 × 60,200 × 1.185 ($285,348)."""
    return cost.salary_dollars + cost.roll_up_dollars


def roll_up_on_posts_health(cost: PostsCost, roll_up_rate: Decimal) -> Decimal:
    """Charge roll-up on the premium as well: 4 × (60,200 + 16,640) × 1.185 ($364,221.60)."""
    return cost.total_dollars + roll_up_rate * cost.health_dollars


def health_as_percent_of_salary(
    leaver_dollars: Decimal, newcomer_dollars: Decimal, benefit_rate: Decimal
) -> Decimal:
    """Save benefits as a percent of salary when a newcomer takes a post; the family plan costs the same.

    Three retirements of $218,359 replaced at $32,000 with a load of 50 %: $183,538.50 (Sun Prairie,
    Wisconsin).
    """
    return (leaver_dollars - newcomer_dollars) * (1 + benefit_rate)


# Leave.


def own_daily_pay(base_dollars: Decimal, days: Decimal, leave_days: Decimal) -> Decimal:
    """Count the member's own pay as the cost of leave: 2 × 10,628,950 / 184 ($115,532.07, not 44,502.51)."""
    return leave_days * base_dollars / days


# Retirement incentives: the first year, salary only.


def incentive_forgotten(leaver_dollars: Decimal, newcomer_dollars: Decimal) -> Decimal:
    """Forget that the incentive is paid: 78,900 − 54,200 ($24,700, not −300)."""
    return leaver_dollars - newcomer_dollars


def replacement_forgotten(leaver_dollars: Decimal, incentive_dollars: Decimal) -> Decimal:
    """Forget that somebody is hired: 78,900 − 25,000 ($53,900)."""
    return leaver_dollars - incentive_dollars


def saved_for_ever(saving_dollars: Decimal, years: Decimal, incentive_dollars: Decimal) -> Decimal:
    """Count savings after the year in which the person would have left anyway: years × saving − incentive."""
    return years * saving_dollars - incentive_dollars
