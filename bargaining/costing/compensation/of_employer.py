"""What an employer's facts mean for these calculators: its health plan, its roll-up, its total compensation.

A unit with its facts comes in (`bargaining.costing.units`); a `HealthPlan`, a `RollUp` and a
`TotalCompensation` go out. Called by lessons, the workbook and the pages that show a whole contract.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Protocol

from bargaining.costing.compensation.health import EmployerPart, HealthPlan, Tier
from bargaining.costing.compensation.rollup import PAY_WITH_BONUS, REGULAR_PAY, Component, RollUp
from bargaining.costing.compensation.rollup_cost import RollUpCost, ScheduleGroup, group_on, roll_up_cost
from bargaining.costing.compensation.total_compensation import TotalCompensation, total_compensation
from bargaining.costing.units.cost import unit_fte, unit_premium_pay
from bargaining.costing.units.facts import Facts
from bargaining.costing.units.group import Group
from bargaining.errors import CompensationError

_NONE = Decimal(0)


class Employer(Protocol):
    """A unit whose other facts are known: a `BargainingUnit` with facts, or a fictional employer."""

    @property
    def name(self) -> str:
        """Whose unit it is."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """Its groups."""

    @property
    def facts(self) -> Facts | None:
        """Longevity, stipends, health plan and roll-up."""


def facts_of(employer: Employer) -> Facts:
    """Return the facts of an employer, or raise `CompensationError` when nobody has given them."""
    if employer.facts is None:
        raise CompensationError(
            f"The health plan and the roll-up of {employer.name} are not known; ask for them."
        )
    return employer.facts


def health_plan(employer: Employer, who_bargains: str | None = None) -> HealthPlan:
    """Return the employer's health plan: tiers, premiums, enrolment and the employer's share.

    >>> from bargaining.costing.employers import employer
    >>> health_plan(employer(0)).employer_dollars
    Decimal('2335840.0')
    """
    facts = facts_of(employer)
    tiers = (Tier(name, p, facts.enrolled_people[name]) for name, p in facts.premium_dollars.items())
    return HealthPlan(tuple(tiers), EmployerPart(facts.employer_health_rate), who_bargains=who_bargains)


def roll_up_of(employer: Employer, not_on_bonus: Collection[str] = ()) -> RollUp:
    """Return the employer's roll-up, each component for the groups that it covers at that rate.

    `not_on_bonus` names the components that are charged on regular pay only; a component keeps its wage base.
    A unit of one group needs no job class; in a unit of several, a component at two rates stands twice.
    Raises `CompensationError` for a name that is no component.

    >>> from bargaining.costing.employers import employer
    >>> from bargaining.costing.compensation.rollup import Pay
    >>> roll_up_of(employer(0)).rate(), roll_up_of(employer(100)).rate(Pay.SALARY, "Custodians")
    (Decimal('0.1850'), Decimal('0.2045'))
    """
    by_group, bases = facts_of(employer).rollup_percents, facts_of(employer).wage_base_dollars
    covered: dict[tuple[str, Decimal], set[str]] = {}
    for group, percents in by_group.items():
        for name, percent in percents.items():
            covered.setdefault((name, percent), set()).add(group)
    names = {name for name, _ in covered}
    if unknown := [name for name in (*not_on_bonus, *bases) if name not in names]:
        raise CompensationError(f"There is no component {unknown[0]}; there are: {', '.join(sorted(names))}.")
    one_group = len(by_group) == 1
    return RollUp(
        tuple(
            Component(
                name,
                percent / 100,
                REGULAR_PAY if name in not_on_bonus else PAY_WITH_BONUS,
                None if one_group else frozenset(groups),
                bases.get(name),
            )
            for (name, percent), groups in covered.items()
        )
    )


def paid_groups(employer: Employer) -> tuple[ScheduleGroup, ...]:
    """Return the groups of an employer as groups whose roll-up can be priced, each under its own name.

    >>> from bargaining.costing.employers import employer
    >>> [group.job_class for group in paid_groups(employer(200))]
    ['Nurses']
    """
    return tuple(
        group_on(g.schedule, g.scattergram, g.name, g.scattergram.total_fte / g.fte if g.fte else Decimal(1))
        for g in employer.groups
    )


def usual_rate(employer: Employer, roll_up: RollUp, on_schedule: RollUpCost) -> Decimal:
    """Return the roll-up rate of pay of which nobody knows who draws it: the unit's average, as a fraction.

    `on_schedule` is the roll-up of everybody on the schedules. In a unit of one group without a wage base the
    average is the group's own rate.

    >>> from bargaining.costing.employers import employer
    >>> unit = employer(0)
    >>> usual_rate(unit, roll_up_of(unit), roll_up_cost(roll_up_of(unit), paid_groups(unit)))
    Decimal('0.1850')
    """
    has_base = any(component.ceiling_dollars is not None for component in roll_up.components)
    if len(employer.groups) == 1 and not has_base:
        return roll_up.rate()
    return on_schedule.employer_dollars / on_schedule.pay_dollars


def compensation_of(employer: Employer) -> TotalCompensation:
    """Return this year's total compensation of an employer, line by line, in dollars.

    Stipends, longevity and premium pay carry roll-up; health premiums and opt-out payments carry none. In a
    unit of several groups, or with a wage base, it is not known who draws longevity, so that pay carries the
    average rate of the unit.

    Source: as `total_compensation`.

    >>> from bargaining.costing.employers import employer
    >>> total = compensation_of(employer(0))
    >>> total.total_dollars, round(total.per_fte_dollars, 2)
    (Decimal('15442645.75000'), Decimal('97123.56'))
    """
    facts, roll_up = facts_of(employer), roll_up_of(employer)
    on_schedule = roll_up_cost(roll_up, paid_groups(employer))
    others = {
        "stipends": facts.stipends_dollars,
        "longevity": sum((step.cost() for step in facts.longevity), _NONE),
        "premium pay": unit_premium_pay(employer),
    }
    others = {name: dollars for name, dollars in others.items() if dollars}
    rate = usual_rate(employer, roll_up, on_schedule)
    plan = health_plan(employer)
    return total_compensation(
        on_schedule.pay_dollars,
        others,
        on_schedule.employer_dollars + sum(others.values(), _NONE) * rate,
        {
            plan.name: plan.employer_dollars,
            "opt-out payments": facts.opt_out_people * facts.opt_out_dollars,
        },
        unit_fte(employer),
    )
