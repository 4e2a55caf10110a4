"""What else a contract says: longevity, stipends, health plan, roll-up rates, the work year.

Plain facts of an employer, for the calculators that price them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bargaining.costing.grid import Fixed
from bargaining.costing.other_pay.longevity import LongevityStep


@dataclass(frozen=True)
class Facts:
    """The facts of one employer.

    * `people`: how many people there are, whatever their hours.
    * `service`: people by full years of service; empty where only the counts on `longevity` are known.
    * `longevity`: the ladder of longevity pay, with the people who draw each payment.
    * `stipends_dollars`: all stipends together, a year.
    * `premium_dollars`, `enrolled_people`: yearly premium (both shares) and enrolment, by tier.
    * `employer_health_rate`: the part of each premium that the employer pays.
    * `opt_out_people`, `opt_out_dollars`: who is paid for not joining, and what each is paid.
    * `rollup_percents`: by group, what each component adds to 100 dollars of pay.
    * `wage_base_dollars`: by component, the most pay of one person in a year on which it is charged; a
      component that is not named is charged on all pay.
    * `work_days`, `work_day_hours`: the work year of teachers; None for people paid by the hour, whose
      classes carry their own.
    """

    people: Decimal
    service: Mapping[int, Decimal]
    longevity: tuple[LongevityStep, ...]
    stipends_dollars: Decimal
    premium_dollars: Mapping[str, Decimal]
    enrolled_people: Mapping[str, Decimal]
    employer_health_rate: Decimal
    opt_out_people: Decimal
    opt_out_dollars: Decimal
    rollup_percents: Mapping[str, Mapping[str, Decimal]]
    work_days: Decimal | None = None
    work_day_hours: Decimal | None = None
    wage_base_dollars: Mapping[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("service", "premium_dollars", "enrolled_people", "wage_base_dollars"):
            object.__setattr__(self, name, Fixed(getattr(self, name)))
        by_group = {group: Fixed(rates) for group, rates in self.rollup_percents.items()}
        object.__setattr__(self, "rollup_percents", Fixed(by_group))
