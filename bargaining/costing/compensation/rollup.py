"""Roll-up: what the employer pays on top of pay because pay rises, component by component.

Components come in, each with its rate, the kinds of pay on which it is charged, the job classes it covers and
who pays it; with groups of people and their pay, the cost of each component goes out. A health premium is not
a kind of pay: it depends on the plan and on who is enrolled, so it never rolls up.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from bargaining.costing.amounts import above_zero, fraction
from bargaining.costing.convention import exact
from bargaining.errors import CompensationError
from bargaining.parameters import parameter

EMPLOYER = "the employer"

_NONE = Decimal(0)


class Pay(Enum):
    """A kind of pay; the value is its name in print."""

    SALARY = "salary"
    LONGEVITY = "longevity pay"
    STIPEND = "stipends"
    OVERTIME = "overtime"
    DIFFERENTIAL = "differentials"
    BONUS = "one-time payments"
    OPT_OUT = "payments for declining the health plan"


REGULAR_PAY = frozenset({Pay.SALARY, Pay.LONGEVITY, Pay.STIPEND, Pay.OVERTIME, Pay.DIFFERENTIAL})
PAY_WITH_BONUS = REGULAR_PAY | {Pay.BONUS}


@dataclass(frozen=True)
class Component:
    """One item of the roll-up.

    * `name`: the tax, insurance or retirement system, as the employer names it.
    * `rate`: what is paid for each dollar of pay, as a fraction: 0.062 for 6.2 %.
    * `charged_on`: the kinds of pay on which it is charged. A bonus usually carries fewer items.
    * `job_classes`: the classes it covers; None for all. Teachers and aides are often in different systems.
    * `ceiling_dollars`: the most pay of one person in a year on which it is charged (a wage base); None for
      no ceiling.
    * `paid_by`: who pays. What is not paid by "the employer" (a state that pays a pension) is shown and kept
      out of the employer's cost.

    Raises `CompensationError` for a rate that is not a fraction, a ceiling of 0, or nothing to be charged on.

    Source: AFSCME, "Costing 101", http://slideplayer.com/slide/3135719/, which marks the items that are
    charged on base pay only.
    """

    name: str
    rate: Decimal
    charged_on: frozenset[Pay] = PAY_WITH_BONUS
    job_classes: frozenset[str] | None = None
    ceiling_dollars: Decimal | None = None
    paid_by: str = EMPLOYER

    def __post_init__(self) -> None:
        object.__setattr__(self, "rate", fraction(self.rate, f"the rate of {self.name}", CompensationError))
        if not self.charged_on or not all(isinstance(pay, Pay) for pay in self.charged_on):
            raise CompensationError(
                f"{self.name} is charged on {set(self.charged_on) or 'nothing'}; name kinds of pay. "
                "Health premiums are not pay and carry no roll-up."
            )
        if self.ceiling_dollars is not None:
            above_zero(self.ceiling_dollars, f"the wage base of {self.name}", CompensationError)

    def covers(self, job_class: str) -> bool:
        """Say whether people of this job class are covered."""
        return self.job_classes is None or job_class in self.job_classes


@dataclass(frozen=True)
class RollUp:
    """All components of one employer, in the order in which they are printed.

    Raises `CompensationError` for no component, or for two of one name that cover the same job class.

    >>> roll_up = RollUp((Component("Medicare", Decimal("0.0145")),
    ...                   Component("pension", Decimal("0.10"), REGULAR_PAY)))
    >>> roll_up.rate(), roll_up.rate(Pay.BONUS)
    (Decimal('0.1145'), Decimal('0.0145'))
    """

    components: tuple[Component, ...]

    def __post_init__(self) -> None:
        if not self.components:
            raise CompensationError("There is no component in this roll-up; ask the employer for its rates.")
        for position, component in enumerate(self.components):
            for other in self.components[:position]:
                if other.name == component.name and _overlap(other.job_classes, component.job_classes):
                    raise CompensationError(
                        f"{component.name} stands twice in the roll-up for the same people; keep one."
                    )

    def applying_to(self, pay: Pay, job_class: str | None = None) -> tuple[Component, ...]:
        """Return the components that the employer pays on this kind of pay of this job class.

        Raises `CompensationError` when components differ by job class and none is named.
        """
        if job_class is None and any(component.job_classes is not None for component in self.components):
            raise CompensationError("The roll-up differs by job class; say which class is meant.")
        return tuple(
            component
            for component in self.components
            if component.paid_by == EMPLOYER
            and pay in component.charged_on
            and (job_class is None or component.covers(job_class))
        )

    def rate(self, pay: Pay = Pay.SALARY, job_class: str | None = None) -> Decimal:
        """Return the employer's roll-up on a dollar of this pay, as a fraction: the rates, added up.

        Each is a percent of the pay and not of the one before it, so they do not compound. This is the rate
        below every wage base; `roll_up_cost` minds the wage bases. Source: as `Component`.
        """
        return sum((component.rate for component in self.applying_to(pay, job_class)), _NONE)

    def added_to(self, dollars: Decimal, pay: Pay = Pay.SALARY, job_class: str | None = None) -> Decimal:
        """Return an amount of pay with its roll-up, in dollars: pay × (1 + rate), below every wage base.

        >>> RollUp((Component("Medicare", Decimal("0.0145")),)).added_to(Decimal(1000))
        Decimal('1014.5000')
        """
        return exact(dollars, "the pay", CompensationError) * (1 + self.rate(pay, job_class))


def rollup_from_percents(percents: Mapping[str, Decimal], not_on_bonus: Collection[str] = ()) -> RollUp:
    """Return the roll-up of one job class from a list of percents, as an employer usually gives it.

    `percents` maps each component to its percent of pay (6.2 for 6.2 %). `not_on_bonus` names those that are
    charged on regular pay only. Raises `CompensationError` for a name that is not among them.

    >>> rates = {"Social Security": Decimal("6.2"), "Medicare": Decimal("1.45"), "pension": Decimal(10)}
    >>> rollup_from_percents(rates, not_on_bonus=["pension"]).rate(Pay.BONUS)
    Decimal('0.0765')
    """
    for name in not_on_bonus:
        if name not in percents:
            raise CompensationError(f"There is no component {name}; there are: {', '.join(percents)}.")
    return RollUp(
        tuple(
            Component(
                name,
                exact(percent, f"the percent of {name}", CompensationError) / 100,
                REGULAR_PAY if name in not_on_bonus else PAY_WITH_BONUS,
            )
            for name, percent in percents.items()
        )
    )


def social_security(day: date, job_classes: frozenset[str] | None = None) -> Component:
    """Return the employer's Social Security component in force on a day, with its wage base.

    `job_classes` are those covered: many teachers and other public employees are not. Raises
    `ParameterError` for a day that the published rates do not cover. Source: `bargaining.parameters`.

    >>> social_security(date(2025, 9, 1)).ceiling_dollars
    Decimal('176100')
    """
    return Component(
        "Social Security",
        parameter("social-security-rate").on(day),
        PAY_WITH_BONUS,
        job_classes,
        parameter("social-security-wage-base").on(day),
    )


def medicare(day: date, job_classes: frozenset[str] | None = None) -> Component:
    """Return the employer's Medicare component in force on a day; it has no wage base.

    The additional 0.9 % on high wages is the employee's alone and is not part of it. Raises as
    `social_security`.

    >>> medicare(date(2025, 9, 1)).rate
    Decimal('0.0145')
    """
    return Component("Medicare", parameter("medicare-rate").on(day), PAY_WITH_BONUS, job_classes)


def _overlap(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Say whether two sets of job classes have one in common; None is all of them."""
    return one is None or other is None or bool(one & other)
