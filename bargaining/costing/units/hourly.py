"""People paid by the hour: job classes of school staff, and nurses.

Hourly rates by step, and posts with their hours, come in. A schedule of hourly rates and a scattergram of
paid hours go out, so that every calculator works on them as it does on salaries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.convention import Rounding, exact
from bargaining.costing.grid import Cell
from bargaining.costing.movement.facts import LaneChange, Movement, Posts
from bargaining.costing.scattergram import Scattergram, paid_cells
from bargaining.costing.schedule import SalarySchedule
from bargaining.costing.units.group import check_pays
from bargaining.costing.units.premium import PremiumPay
from bargaining.errors import StaffingError

PAID_HOURS = "paid hours"
_NONE = Decimal(0)


@dataclass(frozen=True)
class DailyPosts:
    """Some people of a job class: `people` of them at `step`, each paid `hours_per_day`."""

    people: Decimal
    step: str
    hours_per_day: Decimal

    def __post_init__(self) -> None:
        _check_people(self.people, f"step {self.step}")
        hours = exact(self.hours_per_day, f"the hours a day at step {self.step}", StaffingError)
        if not 0 < hours <= 24:
            raise StaffingError(f"{hours} paid hours a day at step {self.step} cannot be; a day has 24.")


@dataclass(frozen=True)
class JobClass:
    """A job class of school staff, with its own hourly steps.

    * `schedule`: dollars an hour, one lane, named like the class.
    * `posts`, `leavers`, `hires`: people by step and hours a day. Hires are given where they begin next year.
    * `paid_days`: days paid in a year, holidays included if they are paid.
    * `full_day_hours`: the day that counts as 1.0 FTE.
    * `benefit_hours_per_week`: hours a week, five days to a week, from which people may join the health plan;
      None when the contract sets no threshold.

    >>> posts = (DailyPosts(Decimal(2), "1", Decimal("3.5")), DailyPosts(Decimal(1), "2", Decimal(7)))
    >>> rates = {"1": Decimal("15.00"), "2": Decimal("16.00")}
    >>> aides = hourly_class("Aides", rates, Decimal(180), Decimal(7), posts)
    >>> aides.scattergram.fte_at("1", "Aides"), aides.fte, aides.people
    (Decimal('1260.0'), Decimal('2.0'), Decimal('3'))
    """

    name: str
    schedule: SalarySchedule
    posts: tuple[DailyPosts, ...]
    paid_days: Decimal
    full_day_hours: Decimal
    pays_per_year: int = 26
    benefit_hours_per_week: Decimal | None = None
    leavers: tuple[DailyPosts, ...] = ()
    hires: tuple[DailyPosts, ...] = ()

    def __post_init__(self) -> None:
        if self.schedule.lanes != (self.name,):
            raise StaffingError(
                f"The schedule of the job class {self.name} must have one lane of that name; "
                f"it has {', '.join(self.schedule.lanes)}."
            )
        for value, what in ((self.paid_days, "paid days"), (self.full_day_hours, "hours of a full day")):
            if exact(value, f"the {what} of {self.name}", StaffingError) <= 0:
                raise StaffingError(f"The {what} of {self.name} are {value}; they must be above 0.")
        check_pays(self.name, self.pays_per_year)
        list(paid_cells(self.schedule, self.scattergram))  # refuses people at a step without a rate

    @property
    def scattergram(self) -> Scattergram:
        """Paid hours a year at each step."""
        hours = _added((self._cell(posts), self.hours_of(posts)) for posts in self.posts)
        return Scattergram(hours or dict.fromkeys(self.schedule.salaries, _NONE), PAID_HOURS)

    @property
    def movement(self) -> Movement:
        """Leavers and hires, in paid hours a year."""
        leavers, hires = (
            tuple(Posts(self.hours_of(posts), posts.step, self.name) for posts in group)
            for group in (self.leavers, self.hires)
        )
        return Movement(leavers=leavers, hires=hires)

    @property
    def people(self) -> Decimal:
        """How many people there are, whatever their hours."""
        return sum((posts.people for posts in self.posts), _NONE)

    @property
    def fte(self) -> Decimal:
        """All posts as full-time equivalents: hours a day divided by the hours of a full day."""
        return sum((p.people * p.hours_per_day for p in self.posts), _NONE) / self.full_day_hours

    @property
    def benefit_people(self) -> Decimal:
        """How many work enough hours a week to join the health plan."""
        threshold = self.benefit_hours_per_week or _NONE
        return sum((p.people for p in self.posts if 5 * p.hours_per_day >= threshold), _NONE)

    def hours_of(self, posts: DailyPosts) -> Decimal:
        """Return the paid hours a year of some posts: people × hours a day × paid days."""
        return posts.people * posts.hours_per_day * self.paid_days

    def _cell(self, posts: DailyPosts) -> Cell:
        return (posts.step, self.name)


def hourly_class(
    name: str,
    rates: dict[str, Decimal],
    paid_days: Decimal,
    full_day_hours: Decimal,
    posts: tuple[DailyPosts, ...],
    **others: object,
) -> JobClass:
    """Return a job class from its hourly rates by step, lowest step first, rounded to the cent.

    The other arguments are those of `JobClass`.

    >>> one = DailyPosts(Decimal(1), "1", Decimal(6))
    >>> hourly_class("Drivers", {"1": Decimal("20.50")}, Decimal(180), Decimal(8), (one,)).people
    Decimal('1')
    """
    return JobClass(name, hourly_schedule(rates, name), posts, paid_days, full_day_hours, **others)  # type: ignore[arg-type]


def hourly_schedule(rates: dict[str, Decimal], lane: str) -> SalarySchedule:
    """Return a schedule of hourly rates with one lane, rounded to the cent.

    >>> hourly_schedule({"1": Decimal("15.25")}, "Aides").salary("1", "Aides")
    Decimal('15.25')
    """
    cells = {(step, lane): rate for step, rate in rates.items()}
    return SalarySchedule(tuple(rates), (lane,), cells, Rounding.HALF_UP_CENT)


@dataclass(frozen=True)
class ShiftPosts:
    """Some nurses: `people` of them at `step`, `lane`, each paid `hours_per_year` of straight time."""

    people: Decimal
    step: str
    lane: str
    hours_per_year: Decimal

    def __post_init__(self) -> None:
        _check_people(self.people, f"step {self.step}, lane {self.lane}")
        hours = exact(self.hours_per_year, f"the hours a year at step {self.step}", StaffingError)
        if not 0 < hours <= 8_784:
            raise StaffingError(f"{hours} paid hours a year at step {self.step} cannot be; a year has 8,784.")

    @property
    def hours(self) -> Decimal:
        """Paid hours a year of all of them."""
        return self.people * self.hours_per_year


@dataclass(frozen=True)
class NurseGroup:
    """Nurses on hourly steps, with premium pay on top of straight time.

    * `schedule`: dollars an hour by step and lane (such as RN and charge nurse).
    * `posts`, `leavers`, `hires`: people by cell and straight-time hours a year.
    * `premiums`: differentials, overtime, weekend and charge pay, in hours a year for the whole group.
    * `full_year_hours`: the hours that count as 1.0 FTE, such as 2,080.

    >>> from bargaining.costing.units.hourly import hourly_schedule
    >>> rates = hourly_schedule({"1": Decimal("36.00"), "2": Decimal("38.00")}, "RN")
    >>> posts = (ShiftPosts(Decimal(10), "1", "RN", Decimal(1872)),)
    >>> nurses = NurseGroup("Nurses", rates, posts, full_year_hours=Decimal(2080))
    >>> nurses.fte
    Decimal('9')
    """

    name: str
    schedule: SalarySchedule
    posts: tuple[ShiftPosts, ...]
    full_year_hours: Decimal
    premiums: tuple[PremiumPay, ...] = ()
    pays_per_year: int = 26
    benefit_hours_per_week: Decimal | None = None
    lane_changes: tuple[LaneChange, ...] = ()
    leavers: tuple[ShiftPosts, ...] = ()
    hires: tuple[ShiftPosts, ...] = ()

    def __post_init__(self) -> None:
        if exact(self.full_year_hours, f"the full year of {self.name}", StaffingError) <= 0:
            raise StaffingError(f"The hours of a full year of {self.name} must be above 0.")
        check_pays(self.name, self.pays_per_year)
        list(paid_cells(self.schedule, self.scattergram))  # refuses nurses in a cell without a rate

    @property
    def scattergram(self) -> Scattergram:
        """Straight-time hours a year in each cell."""
        hours = _added(((posts.step, posts.lane), posts.hours) for posts in self.posts)
        return Scattergram(hours or dict.fromkeys(self.schedule.salaries, _NONE), PAID_HOURS)

    @property
    def movement(self) -> Movement:
        """Lane changes, leavers and hires, in straight-time hours a year."""
        leavers, hires = (
            tuple(Posts(posts.hours, posts.step, posts.lane) for posts in group)
            for group in (self.leavers, self.hires)
        )
        return Movement(self.lane_changes, leavers, hires)

    @property
    def people(self) -> Decimal:
        """How many nurses there are, whatever their hours."""
        return sum((posts.people for posts in self.posts), _NONE)

    @property
    def fte(self) -> Decimal:
        """All straight-time hours as full-time equivalents."""
        return self.scattergram.total_fte / self.full_year_hours

    @property
    def benefit_people(self) -> Decimal:
        """How many work enough hours a week, 52 weeks to a year, to join the health plan."""
        threshold = 52 * (self.benefit_hours_per_week or _NONE)
        return sum((posts.people for posts in self.posts if posts.hours_per_year >= threshold), _NONE)


def _added(hours: Iterable[tuple[Cell, Decimal]]) -> dict[Cell, Decimal]:
    """Add up the hours of posts in the same cell."""
    cells: dict[Cell, Decimal] = {}
    for cell, given in hours:
        cells[cell] = cells.get(cell, _NONE) + given
    return cells


def _check_people(people: Decimal, where: str) -> None:
    """Refuse a number of people that is not above zero."""
    if exact(people, f"the people at {where}", StaffingError) <= 0:
        raise StaffingError(f"There are {people} people at {where}; leave out posts that nobody holds.")
