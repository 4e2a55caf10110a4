"""Overtime, holidays and differentials: the extra pay of people who work nights, weekends and feast days.

Hours and rates come in, as payroll keeps them; dollars go out, each kind on a line of its own. Overtime is
paid on the *regular rate*, and that includes night and weekend differentials: a raise of a differential
raises overtime with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.amounts import above_zero, not_negative
from bargaining.errors import WorktimeError

_NONE = Decimal(0)


@dataclass(frozen=True)
class Differential:
    """Extra pay on some hours: nights, evenings, weekends, charge, preceptor.

    * `name`: what it is paid for.
    * `hours`: the hours a year on which it is paid, of all people together.
    * `dollars_per_hour`: the extra for an hour; for a percent of the rate use `percent_differential`.
    """

    name: str
    hours: Decimal
    dollars_per_hour: Decimal

    def __post_init__(self) -> None:
        not_negative(self.hours, f"the hours of the {self.name} differential", WorktimeError)
        not_negative(self.dollars_per_hour, f"the {self.name} differential an hour", WorktimeError)

    @property
    def cost_dollars(self) -> Decimal:
        """Hours × extra, in dollars a year, before roll-up."""
        return self.hours * self.dollars_per_hour


def percent_differential(name: str, hours: Decimal, percent: Decimal, rate_dollars: Decimal) -> Differential:
    """Return a differential that is a percent of the hourly rate (10 for 10 %): it rises with every raise.

    >>> percent_differential("night", Decimal(1_000), Decimal(10), Decimal(40)).cost_dollars
    Decimal('4000.0')
    """
    share = not_negative(percent, f"the percent of the {name} differential", WorktimeError) / 100
    return Differential(name, hours, share * above_zero(rate_dollars, "the hourly rate", WorktimeError))


def differentials_cost(differentials: Iterable[Differential]) -> Decimal:
    """Return what all differentials cost together, in dollars a year, before roll-up.

    >>> differentials_cost([Differential("night", Decimal(100), Decimal(4)),
    ...                     Differential("charge", Decimal(50), Decimal(2))])
    Decimal('500')
    """
    return sum((differential.cost_dollars for differential in differentials), _NONE)


def regular_rate(paid_dollars: Decimal, hours: Decimal) -> Decimal:
    """Return the regular rate of a week: all pay for the hours worked, differentials too, by the hours.

    Source: 29 CFR 778.109 (the regular rate is total pay divided by total hours) and 778.207(b) (night and
    similar differentials are part of it).

    >>> regular_rate(Decimal(50) * 40 + Decimal(4) * 20, Decimal(40))
    Decimal('52')
    """
    paid = not_negative(paid_dollars, "the pay of the week", WorktimeError)
    return paid / above_zero(hours, "the hours of the week", WorktimeError)


def overtime_cost(hours: Decimal, rate_dollars: Decimal, times: Decimal) -> Decimal:
    """Return what overtime hours cost: hours × rate × times (1.5, or 2), in dollars, before roll-up.

    `rate_dollars` is the regular rate, see `regular_rate`. It is the whole pay for those hours, not only what
    overtime adds: see `premium_of`. Source: 29 U.S.C. 207(a) for one and a half; a contract may give more.

    >>> overtime_cost(Decimal(100), Decimal(40), Decimal("1.5"))
    Decimal('6000.0')
    """
    return (
        not_negative(hours, "the overtime hours", WorktimeError)
        * above_zero(rate_dollars, "the regular rate", WorktimeError)
        * _times(times)
    )


def premium_of(hours: Decimal, rate_dollars: Decimal, times: Decimal) -> Decimal:
    """Return what premium pay adds to straight pay: hours × rate × (times − 1), in dollars, before roll-up.

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
