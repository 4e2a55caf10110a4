"""Pay on top of straight time: differentials, overtime, weekend and charge pay; and ranges by comp-ratio.

Hours and a rule come in; dollars go out. A differential in dollars stays as it is when rates rise; one that
is a share of the rate, and overtime, rise with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import Rounding, exact
from bargaining.costing.index import IndexTable
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule, schedule_from_index
from bargaining.costing.staffing import average_salary
from bargaining.errors import CostingError, ScheduleError

_NONE = Decimal(0)


@dataclass(frozen=True)
class PremiumPay:
    """One kind of premium pay: `hours` a year, each paid `dollars_per_hour` plus `share_of_rate` of the rate.

    A night differential of $4.00 has dollars; one of 10 % has a share of 0.10. Overtime at time and a half,
    for hours that are not in the scattergram, has a share of 1.5.

    >>> PremiumPay("Nights", Decimal(1_000), dollars_per_hour=Decimal("4.00")).cost(Decimal(40))
    Decimal('4000.00')
    >>> PremiumPay("Overtime", Decimal(100), share_of_rate=Decimal("1.5")).cost(Decimal(40))
    Decimal('6000.0')
    """

    name: str
    hours: Decimal
    dollars_per_hour: Decimal = _NONE
    share_of_rate: Decimal = _NONE

    def __post_init__(self) -> None:
        for value, what in (
            (self.hours, "hours"),
            (self.dollars_per_hour, "dollars an hour"),
            (self.share_of_rate, "share of the rate"),
        ):
            if exact(value, f"the {what} of {self.name}", CostingError) < 0:
                raise CostingError(f"The {what} of {self.name} are {value}; they cannot be below 0.")

    def cost(self, average_rate_dollars: Decimal) -> Decimal:
        """Return the cost in dollars a year, at the group's average hourly rate."""
        return self.hours * (self.dollars_per_hour + self.share_of_rate * average_rate_dollars)


def premium_cost(
    schedule: SalarySchedule, scattergram: Scattergram, premiums: Iterable[PremiumPay]
) -> Decimal:
    """Return what all premium pay costs in dollars a year.

    The rate is the average over paid hours, so that a cell counts as much as it is worked. Who works nights
    is not known cell by cell; where it is, price those nurses as a group of their own. Source: a shift
    differential is an amount or a percent per hour worked; overtime is time and a half under the Fair Labor
    Standards Act, 29 U.S.C. § 207.

    >>> from bargaining.costing.units.hourly import hourly_schedule
    >>> rates = hourly_schedule({"1": Decimal(40)}, "RN")
    >>> hours = Scattergram({("1", "RN"): Decimal(2_080)}, "paid hours")
    >>> premium_cost(rates, hours, [PremiumPay("Overtime", Decimal(100), share_of_rate=Decimal("1.5"))])
    Decimal('6000.0')
    """
    premiums = tuple(premiums)
    if not premiums:
        return _NONE
    average = average_salary(schedule, scattergram)
    return sum((premium.cost(average) for premium in premiums), _NONE)


def comp_ratio(rate_dollars: Decimal, midpoint_dollars: Decimal) -> Decimal:
    """Return the comp-ratio: a rate of pay divided by the midpoint of its range (1.0 is the midpoint).

    Raises `CostingError` when the midpoint is not above 0. Source: the wage structure of a California
    hospital, whose steps are comp-ratios of a midpoint.

    >>> comp_ratio(Decimal(45), Decimal(50))
    Decimal('0.9')
    """
    if exact(midpoint_dollars, "the midpoint of the range", CostingError) <= 0:
        raise CostingError(f"The midpoint of the range is {midpoint_dollars}; it must be above 0.")
    return exact(rate_dollars, "the rate of pay", CostingError) / midpoint_dollars


def comp_ratio_schedule(
    midpoints: dict[str, Decimal], ratios: dict[str, Decimal], rounding: Rounding
) -> SalarySchedule:
    """Return the rates of a comp-ratio structure: midpoint of each job times the ratio of each step.

    `midpoints` maps a job (a lane) to the midpoint of its range in dollars, `ratios` a step to its
    comp-ratio, lowest first. Each rate is rounded once. Source: as `comp_ratio`.

    >>> table = comp_ratio_schedule({"RN": Decimal(50)}, {"1": Decimal("0.9"), "2": Decimal(1)},
    ...     Rounding.HALF_UP_CENT)
    >>> table.salary("1", "RN")
    Decimal('45.00')
    """
    if not midpoints or not ratios:
        raise ScheduleError("A comp-ratio structure needs at least one job with a midpoint and one step.")
    numbers = {(step, job): ratio * mid for step, ratio in ratios.items() for job, mid in midpoints.items()}
    return schedule_from_index(Decimal(1), IndexTable(tuple(ratios), tuple(midpoints), numbers), rounding)
