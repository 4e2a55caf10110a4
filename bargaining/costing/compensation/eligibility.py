"""The hours at which an employee may join the health plan, and what it costs to cross them.

Hours a week and the contract's threshold come in; yes or no, or dollars a year, go out. For school staff this
is often the dearest line of a small change: a quarter of an hour a day can bring a whole premium with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.amounts import above_zero, fraction, not_negative
from bargaining.costing.price_tag import in_dollars
from bargaining.errors import CompensationError

_NONE = Decimal(0)


def is_eligible(hours_per_week: Decimal, threshold_hours_per_week: Decimal) -> bool:
    """Say whether somebody with these paid hours may join the plan: at the threshold or above it.

    >>> is_eligible(Decimal(20), Decimal(20)), is_eligible(Decimal("19.75"), Decimal(20))
    (True, False)
    """
    hours = not_negative(hours_per_week, "the paid hours a week", CompensationError)
    return hours >= above_zero(threshold_hours_per_week, "the hours for benefits", CompensationError)


@dataclass(frozen=True)
class MoreHours:
    """What more hours cost the employer for one person, in dollars a year: three lines that are not mixed."""

    pay_dollars: Decimal
    roll_up_dollars: Decimal
    health_dollars: Decimal

    @property
    def total_dollars(self) -> Decimal:
        """The three lines together."""
        return self.pay_dollars + self.roll_up_dollars + self.health_dollars

    @property
    def sentence(self) -> str:
        """Say the cost, and whether the hours for benefits are crossed."""
        said = (
            f"The hours cost {in_dollars(self.pay_dollars)} of pay and {in_dollars(self.roll_up_dollars)} "
            "of roll-up a year"
        )
        if self.health_dollars > 0:
            return (
                f"{said}; they reach the hours for benefits, which adds {in_dollars(self.health_dollars)} "
                f"of health insurance, {in_dollars(self.total_dollars)} in all."
            )
        if self.health_dollars < 0:
            saved = in_dollars(-self.health_dollars)
            return f"{said}; they fall below the hours for benefits, which saves {saved}."
        return f"{said}; they do not change who may join the health plan."


def more_hours(
    hourly_dollars: Decimal,
    hours_before: Decimal,
    hours_after: Decimal,
    weeks: Decimal,
    roll_up_rate: Decimal,
    threshold_hours: Decimal,
    health_dollars: Decimal,
) -> MoreHours:
    """Return what it costs to change the weekly hours of one aide, with the health plan where it begins.

    * `hourly_dollars`, `hours_before`, `hours_after`, `weeks`: pay an hour, paid hours a week, paid weeks a
      year.
    * `roll_up_rate`: the employer's roll-up on this job class, a fraction.
    * `threshold_hours`: the hours a week from which the plan is open.
    * `health_dollars`: the employer's part of the premium of the tier she would join, in dollars a year.

    >>> more_hours(Decimal(20), Decimal("17.5"), Decimal(20), Decimal(38), Decimal("0.0765"), Decimal(20),
    ...            Decimal(8_000)).sentence
    'The hours cost $1,900 of pay and $145.35 of roll-up a year; they reach the hours for benefits, which \
adds $8,000 of health insurance, $10,045.35 in all.'
    """
    more = not_negative(hours_after, "the hours after", CompensationError) - not_negative(
        hours_before, "the hours before", CompensationError
    )
    pay = (
        above_zero(hourly_dollars, "the pay an hour", CompensationError)
        * more
        * above_zero(weeks, "the paid weeks", CompensationError)
    )
    roll_up = pay * fraction(roll_up_rate, "the roll-up", CompensationError)
    premium = not_negative(health_dollars, "the employer's part of the premium", CompensationError)
    before, after = (is_eligible(hours, threshold_hours) for hours in (hours_before, hours_after))
    return MoreHours(pay, roll_up, premium * (int(after) - int(before)))
