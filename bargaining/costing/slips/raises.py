"""The wrong turns people take when they price a raise.

The numbers in the docstrings are those of Harbor Bend Regional: a base of $10,628,950, steps of $231,000,
lane changes of $36,000, turnover savings of $182,400. A 3 % raise costs $326,878.50 of $593,878.50 new
money, and $8,010 of it is paid on step and lane money. A flat raise compared with another salary is
`flat_as_percent(flat, Decimal(1), that salary)`, the right formula with the wrong number.
"""

from __future__ import annotations

from decimal import Decimal

from bargaining.costing.movement.standing_still import StandingStill
from bargaining.costing.schedule import SalarySchedule

_NONE = Decimal(0)

# One percent, in dollars.


def percent_of_the_schedule(schedule: SalarySchedule, rate: Decimal) -> Decimal:
    """Take the percent of the schedule and not of the people: 1 % × 2,563,000 ($25,630)."""
    return rate * sum(schedule.salaries.values(), _NONE)


def percent_after_movement(lines: StandingStill, rate: Decimal) -> Decimal:
    """Take the percent of next year's pay: 1 % × (10,628,950 + 231,000 + 36,000) ($108,959.50)."""
    return rate * (lines.salary_base_dollars + lines.cast_forward_dollars)


# The cost of a raise after steps and lanes, in dollars.


def raise_on_the_base_year(lines: StandingStill, rate: Decimal) -> Decimal:
    """Take the raise on the base year: 3 % × 10,628,950 ($318,868.50, not 326,878.50)."""
    return rate * lines.salary_base_dollars


def raise_without_lane_changes(lines: StandingStill, rate: Decimal) -> Decimal:
    """Forget that lanes have changed: 3 % × (10,628,950 + 231,000) ($325,798.50)."""
    return rate * (lines.salary_base_dollars + lines.increment_dollars)


def movement_counted_too(lines: StandingStill, rate: Decimal) -> Decimal:
    """Give all new money for the raise: 231,000 + 36,000 + 3 % × 10,895,950 ($593,878.50)."""
    return lines.cast_forward_dollars + percent_after_movement(lines, rate)


def raise_after_turnover(lines: StandingStill, rate: Decimal) -> Decimal:
    """Take turnover off the pay that is raised: 3 % × (10,895,950 − 182,400) ($321,406.50)."""
    return rate * (lines.salary_base_dollars + lines.net_dollars)


# All new money, in dollars.


def new_money_on_the_old_base(lines: StandingStill, rate: Decimal) -> Decimal:
    """Figure the raise on the old base: 231,000 + 36,000 + 3 % × 10,628,950 ($585,868.50)."""
    return lines.cast_forward_dollars + raise_on_the_base_year(lines, rate)


def new_money_without_lane_changes(lines: StandingStill, rate: Decimal) -> Decimal:
    """Leave lane changes out: 231,000 + 3 % × 10,859,950 ($556,798.50)."""
    return lines.increment_dollars + raise_without_lane_changes(lines, rate)


def new_money_less_turnover(lines: StandingStill, rate: Decimal) -> Decimal:
    """Take turnover off: 231,000 + 36,000 − 182,400 + 3 % × (10,895,950 − 182,400) ($406,006.50)."""
    return lines.net_dollars + raise_after_turnover(lines, rate)


# The raise on step and lane money, in dollars.


def interaction_on_steps_only(lines: StandingStill, rate: Decimal) -> Decimal:
    """Take the raise on the steps alone: 3 % × 231,000 ($6,930, not 8,010)."""
    return rate * lines.increment_dollars


def interaction_is_all_movement(lines: StandingStill) -> Decimal:
    """Give the whole step and lane money: 231,000 + 36,000 ($267,000)."""
    return lines.cast_forward_dollars


def percents_multiplied(lines: StandingStill, rate: Decimal) -> Decimal:
    """Multiply the percent by itself: 3 % × 3 % × 267,000 ($240.30)."""
    return rate * rate * lines.cast_forward_dollars


# Flat raises.


def flat_of_next_years_payroll(flat_dollars: Decimal, fte: Decimal, lines: StandingStill) -> Decimal:
    """Compare with next year's payroll: 100 × 318,000 / 10,895,950 (2.92 %, not 2.99)."""
    return 100 * flat_dollars * fte / (lines.salary_base_dollars + lines.cast_forward_dollars)


def divided_by_the_new_salary(flat_dollars: Decimal, salary_dollars: Decimal) -> Decimal:
    """Divide by the salary after the raise: 100 × 2,000 / 52,000 (3.85 %, not 4)."""
    return 100 * flat_dollars / (salary_dollars + flat_dollars)


def fraction_for_percent(flat_dollars: Decimal, salary_dollars: Decimal) -> Decimal:
    """Give the fraction instead of the percent: 2,000 / 50,000 (0.04)."""
    return flat_dollars / salary_dollars


def break_even_multiplied(flat_dollars: Decimal, rate: Decimal) -> Decimal:
    """Multiply instead of dividing: 2,000 × 3 % ($60, not 66,666.67)."""
    return flat_dollars * rate


def break_even_point_misplaced(flat_dollars: Decimal, rate: Decimal) -> Decimal:
    """Put the percent's point one place off: 2,000 / 30 % ($6,666.67)."""
    return flat_dollars / (10 * rate)


def raise_taken_off(flat_dollars: Decimal, rate: Decimal) -> Decimal:
    """Take the raise off the flat amount: 2,000 / 1.03 ($1,941.75)."""
    return flat_dollars / (1 + rate)
