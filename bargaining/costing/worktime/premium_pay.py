"""The regular rate, premiums on straight pay, and holidays, for people who work round the clock.

Hours and rates come in, as payroll keeps them; dollars go out. Overtime is paid on the *regular rate*, and
that includes night and weekend differentials: a raise of a differential raises overtime with it. What
differentials and overtime cost a group is in `bargaining.costing.units.premium`.
"""

from __future__ import annotations

from decimal import Decimal

from bargaining.costing.amounts import above_zero, not_negative
from bargaining.errors import WorktimeError


def regular_rate(paid_dollars: Decimal, hours: Decimal) -> Decimal:
    """Return the regular rate of a week: all pay for the hours worked, differentials too, by the hours.

    Source: 29 CFR 778.109 (the regular rate is total pay divided by total hours) and 778.207(b) (night and
    similar differentials are part of it).

    >>> regular_rate(Decimal(50) * 40 + Decimal(4) * 20, Decimal(40))
    Decimal('52')
    """
    paid = not_negative(paid_dollars, "the pay of the week", WorktimeError)
    return paid / above_zero(hours, "the hours of the week", WorktimeError)


def premium_of(hours: Decimal, rate_dollars: Decimal, times: Decimal) -> Decimal:
    """Return what premium pay adds to straight pay: hours × rate × (times − 1), in dollars, before roll-up.

    `times` is 1.5 or 2. Source: 29 U.S.C. 207(a) for overtime at one and a half; a contract may give more.
    For holidays that are worked, and for weekends at time and a half: straight pay is in the base already.

    >>> premium_of(Decimal(100), Decimal(40), Decimal("1.5"))
    Decimal('2000.0')
    """
    return (
        not_negative(hours, "the premium hours", WorktimeError)
        * above_zero(rate_dollars, "the hourly rate", WorktimeError)
        * (_times(times) - 1)
    )


def added_holiday_cost(
    people_working: Decimal,
    people_off: Decimal,
    hours_each: Decimal,
    rate_dollars: Decimal,
    times: Decimal,
) -> Decimal:
    """Return what one more paid holiday costs where somebody must work it, in dollars, before roll-up.

    Who works gets the premium on top of straight pay; who is off is paid for the shift, and somebody else
    works it at straight pay when the post must be filled. `people_off` are only those whose shift is filled.

    >>> added_holiday_cost(Decimal(20), Decimal(5), Decimal(8), Decimal(40), Decimal("1.5"))
    Decimal('4800.0')
    """
    worked = premium_of(
        not_negative(people_working, "the people who work the holiday", WorktimeError) * hours_each,
        rate_dollars,
        times,
    )
    filled = not_negative(people_off, "the people off whose shift is filled", WorktimeError)
    return worked + filled * hours_each * rate_dollars


def _times(times: Decimal) -> Decimal:
    """Check a multiple of the rate."""
    number = above_zero(times, "the multiple for premium hours", WorktimeError)
    if number < 1:
        raise WorktimeError(
            f"Premium hours at {times} times the rate are paid less than others; give 1.5 or 2."
        )
    return number
