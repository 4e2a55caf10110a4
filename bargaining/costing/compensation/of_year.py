"""Total compensation of one year, from who stands where: pay, roll-up, health and other benefits.

Groups of people, other pay, a roll-up and a health plan come in; a `TotalCompensation` goes out. Called for
each year of a proposal, once with the contract as it is and once with what is proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.amounts import not_negative
from bargaining.costing.compensation.health import HealthPlan
from bargaining.costing.compensation.rollup import Pay, RollUp
from bargaining.costing.compensation.rollup_cost import PaidGroup, ScheduleGroup, roll_up_cost
from bargaining.costing.compensation.total_compensation import TotalCompensation, total_compensation
from bargaining.errors import CompensationError

_NONE = Decimal(0)


@dataclass(frozen=True)
class OtherPay:
    """Pay beside the schedule in one sum: stipends, longevity, overtime, a one-time payment.

    * `name`, `dollars`: as it is printed, for a year.
    * `kind`: what kind of pay it is; that decides which roll-up it carries.
    * `job_class`: needed where the roll-up differs by class.
    """

    name: str
    dollars: Decimal
    kind: Pay
    job_class: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "dollars", not_negative(self.dollars, self.name, CompensationError))


def compensation_of_year(
    groups: Iterable[PaidGroup | ScheduleGroup],
    roll_up: RollUp,
    fte: Decimal,
    other_pay: Iterable[OtherPay] = (),
    plan: HealthPlan | None = None,
    other_benefits: Mapping[str, Decimal] | None = None,
) -> TotalCompensation:
    """Return what the employer pays for a unit in one year, line by line, in dollars.

    * `groups`: everybody on a schedule, as `rollup_cost.group_on` gives it; their roll-up minds wage
      bases.
    * `other_pay`: carries the roll-up of its kind, below every wage base.
    * `plan`: the employer's part of its premiums is one line; premiums carry no roll-up.
    * `other_benefits`: opt-out payments and the like, by name.

    Source: as `total_compensation`.

    >>> from bargaining.costing.compensation.rollup import rollup_from_percents
    >>> ten = rollup_from_percents({"pension": Decimal(10)})
    >>> group = PaidGroup(Decimal(2), {Pay.SALARY: Decimal(50_000)})
    >>> stipends = OtherPay("stipends", Decimal(1_000), Pay.STIPEND)
    >>> compensation_of_year([group], ten, Decimal(2), [stipends]).total_dollars
    Decimal('111100.0')
    """
    on_schedule = roll_up_cost(roll_up, groups)
    others = tuple(other_pay)
    roll_up_dollars = on_schedule.employer_dollars + sum(
        (pay.dollars * roll_up.rate(pay.kind, pay.job_class) for pay in others), _NONE
    )
    benefits = {plan.name: plan.employer_dollars} if plan else {}
    return total_compensation(
        on_schedule.pay_dollars,
        {pay.name: pay.dollars for pay in others},
        roll_up_dollars,
        benefits | dict(other_benefits or {}),
        fte,
    )
