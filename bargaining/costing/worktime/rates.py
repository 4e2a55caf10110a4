"""Daily and hourly rates, and what a longer day or a longer year does to them.

A salary and the days and hours it pays for come in; dollars for a day or an hour, or percents, go out.
Nothing is rounded unless the caller says so: contracts differ, and some round the day before they divide by
hours.
"""

from __future__ import annotations

from decimal import Decimal

from bargaining.costing.amounts import above_zero, not_negative
from bargaining.costing.convention import Rounding, exact, round_money
from bargaining.errors import WorktimeError


def daily_rate(salary_dollars: Decimal, days: Decimal, rounding: Rounding = Rounding.UNROUNDED) -> Decimal:
    """Return what one paid day is worth: salary / days, in dollars.

    `days` are the paid days of the work year, not those of the calendar. Source: OHEA, "Per diem pay",
    http://ohea98277.org/per-diem-pay.

    >>> daily_rate(Decimal(55_500), Decimal(185))
    Decimal('300')
    """
    paid = exact(salary_dollars, "the salary", WorktimeError)
    return round_money(paid / above_zero(days, "the work year in days", WorktimeError), rounding)


def hourly_rate(
    salary_dollars: Decimal,
    days: Decimal,
    hours_per_day: Decimal,
    day_rounding: Rounding = Rounding.UNROUNDED,
) -> Decimal:
    """Return what one paid hour is worth: salary / days / hours, in dollars; the result is not rounded.

    `day_rounding` says how the daily rate is rounded before it is divided by hours. Source: as `daily_rate`,
    which rounds the day to the cent.

    >>> hourly_rate(Decimal(63_270), Decimal(185), Decimal("7.2"))
    Decimal('47.5')
    """
    hours = above_zero(hours_per_day, "the work day in hours", WorktimeError)
    return daily_rate(salary_dollars, days, day_rounding) / hours


def hours_and_minutes(hours: Decimal, minutes: Decimal) -> Decimal:
    """Return a time in hours: 30 minutes are half an hour, and not 0.30.

    >>> hours_and_minutes(Decimal(7), Decimal(30))
    Decimal('7.5')
    """
    return not_negative(hours, "the hours", WorktimeError) + not_negative(
        minutes, "the minutes", WorktimeError
    ) / Decimal(60)


def hourly_change_percent(raise_rate: Decimal, time_before: Decimal, time_after: Decimal) -> Decimal:
    """Return by how many percent pay for an hour changes when pay rises and paid time grows.

    100 × ((1 + p) × before / after − 1); minus is a fall. `time_before` and `time_after` are both hours a
    day, or both days, or both hours a year. A longer day is a change of pay. Source: derived from
    `hourly_rate`.

    >>> hourly_change_percent(Decimal("0.05"), Decimal(7), Decimal("7.5"))
    Decimal('-2.00')
    """
    factor = 1 + exact(raise_rate, "the rate of the raise", WorktimeError)
    before = above_zero(time_before, "the time before", WorktimeError)
    return 100 * (factor * before / above_zero(time_after, "the time after", WorktimeError) - 1)


def raise_to_hold_hourly_percent(time_before: Decimal, time_after: Decimal) -> Decimal:
    """Return the raise in percent that keeps pay for an hour as it was when paid time grows.

    >>> raise_to_hold_hourly_percent(Decimal(7), Decimal("7.35"))
    Decimal('5.00')
    """
    before = above_zero(time_before, "the time before", WorktimeError)
    return 100 * (exact(time_after, "the time after", WorktimeError) / before - 1)


def extra_days_cost(
    salary_base_dollars: Decimal, days: Decimal, extra_days: Decimal, roll_up_rate: Decimal
) -> Decimal:
    """Return what extra paid days cost for everybody at each one's own daily rate, with roll-up, in dollars.

    `days` are those of today: today's daily rate is what is paid for one more. Source: as `daily_rate`.

    >>> extra_days_cost(Decimal(9_200_000), Decimal(184), Decimal(2), Decimal("0.20"))
    Decimal('120000.00')
    """
    pay = daily_rate(salary_base_dollars, days) * exact(extra_days, "the extra days", WorktimeError)
    return pay * (1 + not_negative(roll_up_rate, "the roll-up", WorktimeError))


def extra_hours_cost(
    hourly_dollars: Decimal, people: Decimal, hours_each: Decimal, roll_up_rate: Decimal
) -> Decimal:
    """Return what extra paid hours cost in a year: rate × people × hours, with roll-up, in dollars.

    For one aide and the hours for benefits, see `bargaining.costing.compensation.eligibility.more_hours`.

    >>> extra_hours_cost(Decimal(20), Decimal(30), Decimal(10), Decimal("0.10"))
    Decimal('6600.00')
    """
    pay = (
        not_negative(hourly_dollars, "the pay an hour", WorktimeError)
        * not_negative(people, "the people", WorktimeError)
        * exact(hours_each, "the extra hours of each", WorktimeError)
    )
    return pay * (1 + not_negative(roll_up_rate, "the roll-up", WorktimeError))
