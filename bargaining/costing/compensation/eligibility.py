"""The hours at which an employee may join the health plan, and what it costs to cross them.

Hours a week and the contract's threshold come in; yes or no, or dollars a year, go out. For school staff this
is often the dearest line of a small change: a quarter of an hour a day can bring a whole premium with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.amounts import above_zero, fraction, not_negative
from bargaining.costing.convention import exact
from bargaining.costing.price_tag import in_dollars
from bargaining.costing.units.hourly import JobClass
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


def newly_eligible(job_class: JobClass, more_hours_per_day: Decimal) -> Decimal:
    """Return how many people of a job class reach the hours for benefits when every day grows.

    Five days make a week. 0 when the contract sets no threshold, because then all may join already.

    >>> from bargaining.costing.employers import employer
    >>> newly_eligible(employer(100).groups[0], Decimal("0.5"))
    Decimal('7')
    """
    threshold = job_class.benefit_hours_per_week
    if threshold is None:
        return _NONE
    more = exact(more_hours_per_day, "the change of the day", CompensationError)
    return sum(
        (
            posts.people
            for posts in job_class.posts
            if 5 * posts.hours_per_day < threshold <= 5 * (posts.hours_per_day + more)
        ),
        _NONE,
    )


def longer_day_of_class(
    job_class: JobClass,
    more_hours_per_day: Decimal,
    roll_up_rate: Decimal,
    joining_rate: Decimal,
    health_dollars: Decimal,
) -> MoreHours:
    """Return what a longer day costs for a whole job class in a year, with those who reach the health plan.

    * `more_hours_per_day`: what each day grows by, 0.25 for a quarter of an hour.
    * `roll_up_rate`: the employer's roll-up on this class, a fraction.
    * `joining_rate`: the part of the newly eligible who will join, a fraction; not everybody does.
    * `health_dollars`: the employer's part of the premium for one who joins, in dollars a year.

    Source: as `more_hours`, person by person at the rate of the step.

    >>> from bargaining.costing.units.hourly import DailyPosts, hourly_class
    >>> posts = (DailyPosts(Decimal(4), "1", Decimal("3.75")), DailyPosts(Decimal(2), "1", Decimal(6)))
    >>> aides = hourly_class("Aides", {"1": Decimal(20)}, Decimal(180), Decimal(7), posts,
    ...                      benefit_hours_per_week=Decimal(20))
    >>> day = longer_day_of_class(aides, Decimal("0.25"), Decimal("0.10"), Decimal("0.5"), Decimal(9_000))
    >>> day.pay_dollars, day.roll_up_dollars, day.health_dollars
    (Decimal('5400.00'), Decimal('540.0000'), Decimal('18000.0'))
    """
    more = above_zero(more_hours_per_day, "the hours by which the day grows", CompensationError)
    pay = sum(
        (
            posts.people * job_class.schedule.salary(posts.step, job_class.name) * more * job_class.paid_days
            for posts in job_class.posts
        ),
        _NONE,
    )
    joining = newly_eligible(job_class, more) * fraction(joining_rate, "who will join", CompensationError)
    premium = not_negative(health_dollars, "the employer's part of the premium", CompensationError)
    roll_up = fraction(roll_up_rate, "the roll-up", CompensationError)
    return MoreHours(pay, pay * roll_up, joining * premium)
