"""Questions about clauses that cost money, drawn from a learner's variant, each with its readings priced.

A variant number comes in; people, plans and counts go out, with what every reading makes of them. Numbers are
drawn again until no two readings are within a few dollars. Called by the part on clauses as rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations, count
from typing import Protocol, TypeVar

from bargaining.costing.employers.drawing import Draw
from bargaining.costing.scattergram import Scattergram
from bargaining.costing.schedule import SalarySchedule
from bargaining.language.overage_pay import Count, overage_readings
from bargaining.language.premium_readings import EnrolledTier, premium_readings
from bargaining.language.raise_readings import harrow_falls_pay, order_readings
from bargaining.language.readings import Case, all_cases, exposed
from bargaining.language.school_calendar import SchoolCalendar, harrow_falls_calendar
from bargaining.language.sick_bank import DOMAIN, MISREADINGS, may_join

_FEWEST_DOLLARS_APART = 5
_NAMES = (
    "Alvarez", "Brandt", "Costa", "Diallo", "Egan", "Fofana", "Greene", "Huang", "Ivers", "Joshi", "Kim",
    "Lund",
)  # fmt: skip
_MONTHS = Decimal(12)
OVERAGE_DOLLARS = Decimal(12)
TOLD_APART = MISREADINGS[:-1]


class Priced(Protocol):
    """A story whose readings have prices."""

    @property
    def costs(self) -> Mapping[str, Decimal]:
        """Dollars under each reading."""
        ...


Story = TypeVar("Story", bound=Priced)


@dataclass(frozen=True)
class RaiseStory:
    """A few people on four steps of lane M, and the raise; `costs` as in `order_readings`."""

    schedule: SalarySchedule
    people: Scattergram
    steps: tuple[str, ...]
    raise_percent: Decimal

    @property
    def costs(self) -> Mapping[str, Decimal]:
        """Next year's payroll under each reading, and the two amounts that are mistaken for the gap."""
        return order_readings(self.schedule, self.people, self.raise_percent / 100)


@dataclass(frozen=True)
class PremiumStory:
    """Two plans, one tier; `costs` as in `premium_readings`."""

    tiers: tuple[EnrolledTier, ...]
    share_percent: Decimal

    @property
    def costs(self) -> Mapping[str, Decimal]:
        """What employees pay in a year under each reading."""
        return premium_readings(self.tiers, self.share_percent / 100)


@dataclass(frozen=True)
class RetroPerson:
    """A person who waits for back pay: pay in a year, months worked in the period, and whether she left."""

    name: str
    yearly_dollars: Decimal
    months: int
    left: bool


@dataclass(frozen=True)
class RetroStory:
    """Who is paid back when the clause says "employees"."""

    people: tuple[RetroPerson, ...]
    raise_percent: Decimal

    @property
    def costs(self) -> Mapping[str, Decimal]:
        """Back pay in dollars: to everybody who worked, to those still there, and with whole years paid."""
        return retro_readings(self.people, self.raise_percent / 100)


@dataclass(frozen=True)
class OverageStory:
    """A class counted four times; `costs` as in `overage_readings`."""

    counts: tuple[Count, ...]
    limit: int
    until: date

    @property
    def costs(self) -> Mapping[str, Decimal]:
        """What the Teacher is paid under each reading."""
        return overage_readings(self.counts, self.limit, OVERAGE_DOLLARS, _calendar(), self.until)

    def school_days(self) -> tuple[int, ...]:
        """How many School Days lie from each count to the day before the next, or before the end."""
        days = [one.day for one in self.counts]
        return tuple(
            sum(day.school_day for day in _calendar().days if first <= day.when < last)
            for first, last in zip(days, [*days[1:], self.until], strict=True)
        )


def retro_readings(people: Sequence[RetroPerson], rate: Decimal) -> Mapping[str, Decimal]:
    """Return back pay in dollars under each reading of "employees", and with months left out of account.

    >>> two = [RetroPerson("Kim", Decimal(60_000), 6, False), RetroPerson("Lund", Decimal(60_000), 3, True)]
    >>> {name: int(cost) for name, cost in retro_readings(two, Decimal("0.02")).items()}
    {'everybody': 900, 'still-there': 600, 'whole-years': 2400}
    """

    def owed(person: RetroPerson) -> Decimal:
        return person.yearly_dollars * rate * person.months / _MONTHS

    return {
        "everybody": sum((owed(p) for p in people), Decimal(0)),
        "still-there": sum((owed(p) for p in people if not p.left), Decimal(0)),
        "whole-years": sum((p.yearly_dollars * rate for p in people), Decimal(0)),
    }


def raise_story(variant: int) -> RaiseStory:
    """Return a drawn raise on lane M of Harrow Falls.

    >>> story = raise_story(0)
    >>> story.costs["step-then-percent"] > story.costs["percent-then-step"] > story.costs["nothing"]
    True
    """

    def made(draw: Draw) -> RaiseStory:
        schedule, _ = harrow_falls_pay()
        first = draw.pick("first step", range(8))
        steps = schedule.steps[first : first + 4]
        people = {(step, "M"): Decimal(draw.pick(f"people {step}", range(2, 15))) for step in steps}
        return RaiseStory(schedule, Scattergram(people), tuple(steps), _percent(draw, "raise", 2, 4))

    return _clear(variant, "raise", made)


def premium_story(variant: int) -> PremiumStory:
    """Return two drawn plans with their enrolment.

    >>> [tier.plan for tier in premium_story(0).tiers]
    ['Lake HMO', 'Hill PPO']
    """

    def made(draw: Draw) -> PremiumStory:
        tiers = []
        for plan, low in (("Lake HMO", 1900), ("Hill PPO", 2600)):
            before = Decimal(low + draw.pick(f"{plan} premium", range(0, 500, 20)))
            rise = Decimal(draw.pick(f"{plan} rise", range(60, 300, 20)))
            people = draw.pick(f"{plan} people", range(12, 60))
            tiers.append(EnrolledTier(plan, "Family", people, before, before + rise))
        return PremiumStory(tuple(tiers), Decimal(draw.pick("share", (20, 25, 30))))

    return _clear(variant, "premium", made)


def retro_story(variant: int) -> RetroStory:
    """Return four drawn people, one or two of whom left before the vote.

    >>> len(retro_story(0).people)
    4
    """

    def made(draw: Draw) -> RetroStory:
        start = draw.pick("names", range(len(_NAMES)))
        people = tuple(
            RetroPerson(
                _NAMES[(start + place) % len(_NAMES)],
                Decimal(draw.pick(f"pay {place}", range(24_000, 84_000, 1200))),
                12 if not left else draw.pick(f"months {place}", (2, 3, 5, 7, 8)),
                left,
            )
            for place, left in enumerate((False, True, False, draw.pick("last", (True, False))))
        )
        return RetroStory(people, _percent(draw, "rate", 2, 4))

    return _clear(variant, "retro", made)


def overage_story(variant: int) -> OverageStory:
    """Return four drawn counts of a class: two in a row over the limit, and one over by itself.

    >>> [count.students > overage_story(0).limit for count in overage_story(0).counts]
    [True, False, True, True]
    """

    def made(draw: Draw) -> OverageStory:
        year = draw.pick("year", (2025, 2026))
        limit = draw.pick("limit", (22, 24, 26))
        over = [draw.pick(f"over {place}", (1, 2, 3, 4)) for place in range(4)]
        over[1] = -1
        days = [_first_school_day(day) for day in (date(year, 10, 1), date(year, 11, 1), date(year, 12, 1))]
        days.append(_first_school_day(date(year + 1, 1, 2)))
        until = _first_school_day(date(year + 1, 2, 1))
        return OverageStory(
            tuple(Count(day, limit + more) for day, more in zip(days, over, strict=True)), limit, until
        )

    return _clear(variant, "overage", made)


@dataclass(frozen=True)
class Applicant:
    """Somebody who asks to join the sick-leave bank: a name and a case of `bargaining.language.sick_bank`."""

    name: str
    case: Case


def applicants(variant: int) -> tuple[Applicant, ...]:
    """Return eight drawn applicants, four of whom may join.

    >>> [may_join(applicant.case) for applicant in applicants(0)].count(True)
    4
    """
    draw = Draw("bank", variant)
    cases = all_cases(DOMAIN)
    drawn: list[Case] = []
    for wanted in (True, False):
        fitting = [case for case in cases if may_join(case) is wanted]
        for place in range(4):
            left = [case for case in fitting if case not in drawn]
            drawn.append(draw.pick(f"{wanted} {place}", left))
    return _named(draw, drawn)


def telling_applicants(variant: int) -> tuple[tuple[Applicant, str], ...]:
    """Return an applicant for each misreading but the last, whose case shows that one of them and no other.

    The last, that both ways in are asked for, is shown by almost every case.

    >>> sorted(name for _, name in telling_applicants(0)) == sorted(one.name for one in TOLD_APART)
    True
    """
    draw = Draw("telling", variant)
    cases = all_cases(DOMAIN)
    found: list[tuple[Case, str]] = []
    for misreading in TOLD_APART:
        alone = [case for case in cases if exposed([case], may_join, TOLD_APART) == (misreading.name,)]
        found.append((draw.pick(misreading.name, alone), misreading.name))
    named = _named(draw, [case for case, _ in found])
    return tuple((one, next(name for case, name in found if case is one.case)) for one in named)


def _named(draw: Draw, cases: Sequence[Case]) -> tuple[Applicant, ...]:
    """Applicants in a drawn order, with names from a drawn place on."""
    start = draw.pick("first name", range(len(_NAMES)))
    order = sorted(range(len(cases)), key=lambda place: draw.pick(f"order {place}", range(10**9)))
    return tuple(
        Applicant(_NAMES[(start + number) % len(_NAMES)], cases[place]) for number, place in enumerate(order)
    )


def _percent(draw: Draw, fact: str, low: int, high: int) -> Decimal:
    return Decimal(draw.pick(fact, range(low * 4, high * 4 + 1))) / 4


def _clear(variant: int, kind: str, made: Callable[[Draw], Story]) -> Story:
    """The first drawn story whose readings all lie a few dollars apart."""
    for again in count():
        story = made(Draw(f"{kind} {again}", variant))
        apart = (abs(one - other) for one, other in combinations(story.costs.values(), 2))
        if min(apart) > _FEWEST_DOLLARS_APART:
            return story
    raise AssertionError("count() does not end")


@cache
def _calendar() -> SchoolCalendar:
    return harrow_falls_calendar()


def _first_school_day(first: date) -> date:
    return next(day.when for day in _calendar().days if day.when >= first and day.school_day)
