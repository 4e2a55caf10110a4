"""The cost of roll-up: groups of people with their pay come in, a line for each component goes out.

Here the wage base counts: Social Security stops at so many dollars of one person's pay in a year, so what a
raise costs depends on who gets it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bargaining.costing.amounts import above_zero, not_negative, percent_of
from bargaining.costing.compensation.rollup import EMPLOYER, Component, Pay, RollUp
from bargaining.costing.grid import Fixed
from bargaining.costing.price_tag import in_dollars, in_percent
from bargaining.costing.scattergram import Scattergram, priced_cells
from bargaining.costing.schedule import SalarySchedule
from bargaining.errors import CompensationError

if TYPE_CHECKING:
    from pandas import DataFrame

_NONE = Decimal(0)


@dataclass(frozen=True)
class PaidGroup:
    """People who are paid alike: a cell of a schedule, or a job class at one rate.

    * `people`: how many, in FTE. A half-time person is half of a full-time one with full-time pay; that is
      exact unless full-time pay is above a wage base. People paid by the hour: all their paid hours.
    * `pay`: dollars a year for each of them, or dollars an hour, by kind of pay.
    * `job_class`: needed where the roll-up differs by class.
    * `hours_each`: with hourly pay, the paid hours a year of one person, for the wage bases; 1 with yearly.

    Raises `CompensationError` for a negative number, or for something that is not a kind of pay.
    """

    people: Decimal
    pay: Mapping[Pay, Decimal]
    job_class: str = ""
    hours_each: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        object.__setattr__(self, "people", not_negative(self.people, "the people", CompensationError))
        above_zero(self.hours_each, "the paid hours of one person", CompensationError)
        checked = {}
        for pay, dollars in self.pay.items():
            if not isinstance(pay, Pay):
                raise CompensationError(
                    f"{pay!r} is not a kind of pay and carries no roll-up; health premiums never do. "
                    f"Kinds of pay are: {', '.join(kind.value for kind in Pay)}."
                )
            checked[pay] = not_negative(dollars, f"the {pay.value} of one person", CompensationError)
        object.__setattr__(self, "pay", Fixed(checked))

    def totals(self) -> Mapping[Pay, Decimal]:
        """All people's dollars a year, by kind of pay."""
        return {pay: self.people * dollars for pay, dollars in self.pay.items()}

    def up_to(self, ceiling_dollars: Decimal, charged_on: Collection[Pay]) -> Decimal:
        """All people's dollars a year of these kinds of pay, for each person no more than the ceiling."""
        of_one = sum((dollars for pay, dollars in self.pay.items() if pay in charged_on), _NONE)
        over = of_one * self.hours_each > ceiling_dollars
        return self.people * (ceiling_dollars / self.hours_each if over else of_one)


@dataclass(frozen=True)
class ScheduleGroup:
    """Everybody on one schedule, cell by cell: `cells` holds (FTE or paid hours, dollars) of each.

    The same as a `PaidGroup` with only a salary for each cell; made by `groups_on`, which has checked the
    cells.
    """

    cells: tuple[tuple[Decimal, Decimal], ...]
    job_class: str = ""
    hours_each: Decimal = Decimal(1)

    def totals(self) -> Mapping[Pay, Decimal]:
        """All people's dollars a year."""
        return {Pay.SALARY: sum((people * dollars for people, dollars in self.cells), _NONE)}

    def up_to(self, ceiling_dollars: Decimal, charged_on: Collection[Pay]) -> Decimal:
        """All people's dollars a year, for each person no more than the ceiling."""
        if Pay.SALARY not in charged_on:
            return _NONE
        over = [cell for cell in self.cells if cell[1] * self.hours_each > ceiling_dollars]
        cut = sum((people * (dollars - ceiling_dollars / self.hours_each) for people, dollars in over), _NONE)
        return self.totals()[Pay.SALARY] - cut


@dataclass(frozen=True)
class RollUpLine:
    """One component: the pay on which it is charged and what it costs, in dollars a year."""

    component: Component
    charged_on_dollars: Decimal
    cost_dollars: Decimal


@dataclass(frozen=True)
class RollUpCost:
    """The roll-up of all groups, line by line, and the pay it was charged on, in dollars a year."""

    lines: tuple[RollUpLine, ...]
    pay_dollars: Decimal

    @property
    def employer_dollars(self) -> Decimal:
        """What the employer pays."""
        return self._paid(by_employer=True)

    @property
    def others_dollars(self) -> Decimal:
        """What somebody else pays, such as a state that pays a pension: no cost of this employer."""
        return self._paid(by_employer=False)

    def _paid(self, by_employer: bool) -> Decimal:
        return sum(
            (line.cost_dollars for line in self.lines if (line.component.paid_by == EMPLOYER) == by_employer),
            _NONE,
        )

    @property
    def sentence(self) -> str:
        """Say in one sentence what roll-up costs, and percent of what."""
        percent = percent_of(self.employer_dollars, self.pay_dollars, "the pay of this unit")
        said = (
            f"On {in_dollars(self.pay_dollars)} of pay the employer pays "
            f"{in_dollars(self.employer_dollars)} of roll-up, {in_percent(percent)} of that pay"
        )
        if self.others_dollars:
            payers = dict.fromkeys(
                line.component.paid_by for line in self.lines if line.component.paid_by != EMPLOYER
            )
            said += f"; another {in_dollars(self.others_dollars)} is paid by {' and '.join(payers)}"
        return said + "."

    def table(self) -> DataFrame:
        """Return a row for each component: `component`, `rate_percent`, `charged_on_dollars`, `cost_dollars`,
        `paid_by`. Numbers are exact `Decimal`."""
        from pandas import DataFrame

        return DataFrame(
            {
                "component": [line.component.name for line in self.lines],
                "rate_percent": [100 * line.component.rate for line in self.lines],
                "charged_on_dollars": [line.charged_on_dollars for line in self.lines],
                "cost_dollars": [line.cost_dollars for line in self.lines],
                "paid_by": [line.component.paid_by for line in self.lines],
            }
        )


def roll_up_cost(roll_up: RollUp, groups: Iterable[PaidGroup | ScheduleGroup]) -> RollUpCost:
    """Return what each component costs for all groups together, in dollars a year, each on its own pay base.

    A component is charged on the kinds of pay it names, for the job classes it covers, and on no more than
    its wage base for one person. Not rounded. The cost of a raise is the difference of two of these.

    Source: the roll-up rule of AFSCME, "Costing 101" (see `rollup.Component`); the wage base of Social
    Security in 26 U.S.C. 3121(a)(1).

    >>> from bargaining.costing.compensation.rollup import rollup_from_percents
    >>> fica = rollup_from_percents({"Social Security": Decimal("6.2"), "Medicare": Decimal("1.45")})
    >>> roll_up_cost(fica, [PaidGroup(Decimal(10), {Pay.SALARY: Decimal(50_000)})]).sentence
    'On $500,000 of pay the employer pays $38,250 of roll-up, 7.65% of that pay.'
    """
    groups = tuple(groups)
    totals = _totals(groups)
    lines = []
    for component in roll_up.components:
        charged = (
            _charged(component, totals)
            if component.ceiling_dollars is None
            else sum(
                (
                    group.up_to(component.ceiling_dollars, component.charged_on)
                    for group in groups
                    if component.covers(group.job_class)
                ),
                _NONE,
            )
        )
        lines.append(RollUpLine(component, charged, charged * component.rate))
    return RollUpCost(tuple(lines), sum(totals.values(), _NONE))


def group_on(
    schedule: SalarySchedule, scattergram: Scattergram, job_class: str = "", hours_each: Decimal = Decimal(1)
) -> ScheduleGroup:
    """Return everybody on a scattergram as one group whose roll-up can be priced, cell by cell.

    With an hourly schedule and a scattergram of paid hours, `hours_each` is the paid hours a year of one full
    post. Raises `StaffingError` for people in a cell without a salary.

    >>> from bargaining.costing.employers import teachers_unit
    >>> unit = teachers_unit()
    >>> group_on(unit.schedule, unit.scattergram).totals()[Pay.SALARY]
    Decimal('10628950.0')
    """
    hours = above_zero(hours_each, "the paid hours of one full post", CompensationError)
    cells = ((fte, salary) for _, fte, salary in priced_cells(schedule, scattergram))
    return ScheduleGroup(tuple(cells), job_class, hours)


def next_dollar_rate(roll_up: RollUp, group: ScheduleGroup) -> Decimal:
    """Return the roll-up on a little more pay for everybody in a group, as a fraction of that pay.

    More in the same proportion, as a percent gives it. A component costs nothing more for a person whose pay
    has reached its wage base, so the rate is below the sum of the rates. Source: as `roll_up_cost`.

    >>> roll_up = RollUp((Component("unemployment", Decimal("0.02"), ceiling_dollars=Decimal(40_000)),))
    >>> group = ScheduleGroup(((Decimal(1), Decimal(30_000)), (Decimal(2), Decimal(45_000))))
    >>> next_dollar_rate(roll_up, group)
    Decimal('0.005')
    """
    rate, pay = roll_up.rate(Pay.SALARY, group.job_class), group.totals()[Pay.SALARY]
    for component in roll_up.applying_to(Pay.SALARY, group.job_class):
        base = component.ceiling_dollars
        if base is not None and pay:
            reached = (cell for cell in group.cells if cell[1] * group.hours_each >= base)
            rate -= component.rate * sum((people * dollars for people, dollars in reached), _NONE) / pay
    return rate


def _totals(groups: Sequence[PaidGroup | ScheduleGroup]) -> dict[tuple[str, Pay], Decimal]:
    """Add up the dollars of each job class and kind of pay."""
    totals: dict[tuple[str, Pay], Decimal] = {}
    for group in groups:
        for pay, dollars in group.totals().items():
            key = (group.job_class, pay)
            totals[key] = totals.get(key, _NONE) + dollars
    return totals


def _charged(component: Component, totals: Mapping[tuple[str, Pay], Decimal]) -> Decimal:
    """Return the pay on which a component without a ceiling is charged."""
    return sum(
        (
            dollars
            for (job_class, pay), dollars in totals.items()
            if pay in component.charged_on and component.covers(job_class)
        ),
        _NONE,
    )
