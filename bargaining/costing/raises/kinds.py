"""The shapes a raise can take. Each one says what a salary becomes; `raised` makes the new schedule.

A schedule and a raise come in; the raised schedule goes out. A payment off the schedule changes no salary: it
is paid once and is not there next year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from bargaining.costing.convention import Rounding, exact
from bargaining.costing.grid import Cell, Fixed
from bargaining.costing.index import IndexTable
from bargaining.costing.price_tag import in_dollars
from bargaining.costing.schedule import SalarySchedule
from bargaining.errors import CostingError

_NONE = Decimal(0)


class Raise(Protocol):
    """Anything that turns each salary of a schedule into another one."""

    @property
    def words(self) -> str:
        """The raise as people say it: "3%", "$2,000 on every cell"."""

    def salary(self, step: str, lane: str, salary_dollars: Decimal) -> Decimal:
        """Return what the salary of one cell becomes; exact, not rounded."""


@dataclass(frozen=True)
class PercentRaise:
    """The same percent on every cell; `rate` is a fraction, 0.03 for 3 %.

    >>> PercentRaise(Decimal("0.03")).salary("1", "B", Decimal(50_000))
    Decimal('51500.00')
    """

    rate: Decimal

    def __post_init__(self) -> None:
        _check_rate(self.rate)

    @property
    def words(self) -> str:
        """The percent, without zeros nobody says."""
        return f"{(100 * self.rate).normalize():f}%"

    def salary(self, step: str, lane: str, salary_dollars: Decimal) -> Decimal:
        """Return salary × (1 + rate)."""
        return salary_dollars * (1 + self.rate)


@dataclass(frozen=True)
class FlatRaise:
    """The same dollars on every cell: a year on a schedule of salaries, an hour on one of hourly rates.

    On an hourly schedule this is a cents-per-hour raise: FlatRaise(Decimal("0.30")).

    >>> FlatRaise(Decimal(2_000)).salary("1", "B", Decimal(50_000))
    Decimal('52000')
    """

    dollars: Decimal

    def __post_init__(self) -> None:
        exact(self.dollars, "the flat raise", CostingError)

    @property
    def words(self) -> str:
        """The dollars."""
        return f"{in_dollars(self.dollars)} on every cell"

    def salary(self, step: str, lane: str, salary_dollars: Decimal) -> Decimal:
        """Return salary + dollars."""
        return salary_dollars + self.dollars


@dataclass(frozen=True)
class CentsPerHour:
    """Cents per hour on a schedule of yearly salaries: dollars an hour times the paid hours of a full post.

    Source: AFSCME, "Costing 101": a cents-per-hour increase costs cents times hours paid.

    >>> CentsPerHour(Decimal("0.30"), hours_per_fte=Decimal(2_080)).salary("1", "B", Decimal(40_000))
    Decimal('40624.00')
    """

    dollars_per_hour: Decimal
    hours_per_fte: Decimal

    def __post_init__(self) -> None:
        exact(self.dollars_per_hour, "the raise per hour", CostingError)
        if exact(self.hours_per_fte, "the paid hours of a full post", CostingError) <= 0:
            raise CostingError(
                "A full post needs paid hours above 0; give the hours that are paid in a year."
            )

    @property
    def words(self) -> str:
        """The dollars per hour."""
        return f"{in_dollars(self.dollars_per_hour)} an hour"

    def salary(self, step: str, lane: str, salary_dollars: Decimal) -> Decimal:
        """Return salary + dollars per hour × hours."""
        return salary_dollars + self.dollars_per_hour * self.hours_per_fte


@dataclass(frozen=True)
class NewBaseCell:
    """A new base cell on an index schedule: every salary becomes the base cell times its index number.

    >>> index = IndexTable(("1", "2"), ("B",), {("1", "B"): Decimal(1), ("2", "B"): Decimal("1.05")})
    >>> NewBaseCell(index, Decimal(51_000)).salary("2", "B", Decimal(52_500))
    Decimal('53550.00')
    """

    index: IndexTable
    base_dollars: Decimal

    @property
    def words(self) -> str:
        """The new base cell."""
        return f"a base cell of {in_dollars(self.base_dollars)}"

    def salary(self, step: str, lane: str, salary_dollars: Decimal) -> Decimal:
        """Return base cell × index number; raises `ScheduleError` when the cell has none."""
        return exact(self.base_dollars, "the new base cell", CostingError) * self.index.number(step, lane)


@dataclass(frozen=True)
class Edits:
    """Changes of single cells, whole steps or whole lanes: dollars added to each.

    `cells` maps (step, lane), `steps` a step and `lanes` a lane to the dollars added there; a cell that is
    named in several of them gets them all. To devalue a step, add a negative amount.

    >>> bump = Edits(steps={"10": Decimal(1_900)})
    >>> bump.salary("10", "M", Decimal(74_900)), bump.salary("9", "M", Decimal(72_800))
    (Decimal('76800'), Decimal('72800'))
    """

    cells: Mapping[Cell, Decimal] = field(default_factory=dict)
    steps: Mapping[str, Decimal] = field(default_factory=dict)
    lanes: Mapping[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("cells", "steps", "lanes"):
            given = getattr(self, name)
            for label, dollars in given.items():
                exact(dollars, f"the change at {label}", CostingError)
            object.__setattr__(self, name, Fixed(given))

    @property
    def words(self) -> str:
        """How many places change."""
        return f"changes of {len(self.cells) + len(self.steps) + len(self.lanes)} cells, steps or lanes"

    def salary(self, step: str, lane: str, salary_dollars: Decimal) -> Decimal:
        """Return salary + what is added to its cell, its step and its lane."""
        added = (
            self.cells.get((step, lane), _NONE) + self.steps.get(step, _NONE) + self.lanes.get(lane, _NONE)
        )
        return salary_dollars + added


@dataclass(frozen=True)
class InTurn:
    """Several raises, one after the other, such as a percent and then a flat amount. The order matters.

    >>> mixed = InTurn((PercentRaise(Decimal("0.02")), FlatRaise(Decimal(500))))
    >>> mixed.salary("1", "B", Decimal(50_000))
    Decimal('51500.00')
    """

    raises: tuple[Raise, ...]

    @property
    def words(self) -> str:
        """The raises in their order."""
        return ", then ".join(each.words for each in self.raises) or "no raise"

    def salary(self, step: str, lane: str, salary_dollars: Decimal) -> Decimal:
        """Return what the salary becomes after all of them."""
        for each in self.raises:
            salary_dollars = each.salary(step, lane, salary_dollars)
        return salary_dollars


NO_RAISE = InTurn(())


@dataclass(frozen=True)
class OffSchedule:
    """A payment in one year only: dollars for each FTE (or paid hour), a share of salary, or both.

    It changes no salary, so next year starts from where this year did.

    >>> OffSchedule(dollars=Decimal(1_000)).payment(Decimal(50_000))
    Decimal('1000')
    """

    dollars: Decimal = _NONE
    rate: Decimal = _NONE

    def __post_init__(self) -> None:
        exact(self.dollars, "the payment off the schedule", CostingError)
        exact(self.rate, "the payment off the schedule", CostingError)

    def payment(self, salary_dollars: Decimal) -> Decimal:
        """Return what one full-time person with this salary is paid."""
        return self.dollars + self.rate * salary_dollars


def raised(schedule: SalarySchedule, given: Raise, rounding: Rounding | None = None) -> SalarySchedule:
    """Return the schedule after a raise, each salary rounded as the schedule says or as `rounding` says.

    Raises `ScheduleError` when a salary would no longer be above 0, and `CostingError` when an edit names a
    place that the schedule does not have.

    >>> from bargaining.costing.employers import teachers_unit
    >>> raised(teachers_unit().schedule, PercentRaise(Decimal("0.025"))).salary("1", "B")
    Decimal('51250')
    """
    _check_places(schedule, given)
    rounding = schedule.rounding if rounding is None else rounding
    new = {cell: given.salary(*cell, salary) for cell, salary in schedule.salaries.items()}
    return schedule.with_salaries(new, rounding)


def _check_places(schedule: SalarySchedule, given: Raise) -> None:
    """Refuse an edit of a step, lane or cell that the schedule does not have."""
    if isinstance(given, InTurn):
        for each in given.raises:
            _check_places(schedule, each)
    if isinstance(given, Edits):
        for cell in given.cells:
            schedule.salary(*cell)
        for kind, edited, there in (
            ("step", given.steps, schedule.steps),
            ("lane", given.lanes, schedule.lanes),
        ):
            if unknown := [label for label in edited if label not in there]:
                raise CostingError(
                    f"The schedule has no {kind} {unknown[0]} to change; its {kind}s are {', '.join(there)}."
                )


def _check_rate(rate: Decimal) -> None:
    """Refuse a rate that was meant as a percent: 3 instead of 0.03 would multiply every salary by four."""
    if abs(exact(rate, "the rate of the raise", CostingError)) >= 1:
        raise CostingError(f"A raise of {rate} is {100 * rate}%; give 3% as the fraction 0.03.")
