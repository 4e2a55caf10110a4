"""An invented local for each learner's number: its worksites, its calendar, its ladder and its map.

A variant number comes in; a `LocalUnion` goes out, the same on every machine. Called by the lessons of the
workshop. Figures are drawn again until those that learners mix up lie apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, count
from typing import TypeVar

from bargaining.costing.employers.drawing import Draw, place_name
from bargaining.workshop.coverage import (
    Worksite,
    in_all,
    representatives_missing,
    share_of_sites_percent,
    share_percent,
    weeks_to_speak_with_all,
)
from bargaining.workshop.ladder import Rung, in_reach, members_needed
from bargaining.workshop.power_map import Stakeholder
from bargaining.workshop.working_back import Step, binding_day, first_session, last_days

__all__ = ["TARGET_PERCENT", "LocalUnion", "Planned", "local_union"]

Item = TypeVar("Item")
_SITES = (
    "Oak Street School", "Mill Pond School", "High School", "Bus Garage", "Central Kitchen", "Harbor Clinic",
    "River School",
)  # fmt: skip
_RUNGS = (
    "A sticker on every shirt", "A petition with names", "All in one color on one day",
    "Walk in together", "Fill the board’s meeting", "A rally at the door",
)  # fmt: skip
_WITH_A_SAY = ("The chair of the board", "The finance director", "A new board member", "The superintendent")
_WITH_LITTLE_SAY = (
    "The head of the parents’ group", "A retired principal", "The editor of the town paper",
    "A former driver",
)  # fmt: skip
_TASKS = (
    ("Ask for the payroll list", 0), ("Find a room for sixty", 0), ("Train those who sit in", 0),
    ("Check our prices with somebody from outside", 1), ("Write the summary for members", 2),
    ("Book the hall for the count", 2),
)  # fmt: skip
_LATE, _EARLY = (0, 2, 3, 5), (-9, -6, -3)
TARGET_PERCENT = 65
_SETTLED_PERCENT = (42, 57)


@dataclass(frozen=True)
class Planned:
    """A task, the day by which it is planned, and the event that it serves with its day."""

    id: str
    task: str
    due: date
    serves: str
    event_day: date

    @property
    def in_time(self) -> bool:
        """Whether it is done before the event that it serves."""
        return self.due < self.event_day


@dataclass(frozen=True)
class LocalUnion:
    """A local that does not exist. `worksites` are buildings, `steps` lead to the vote on money."""

    name: str
    worksites: tuple[Worksite, ...]
    talks_a_week: int
    seats: int
    money_is_voted: date
    contract_ends: date
    steps: tuple[Step, ...]
    sessions: int
    days_between: int
    today: date
    tasks: tuple[Planned, ...]
    rungs: tuple[Rung, ...]
    stakeholders: tuple[Stakeholder, ...]

    @property
    def total(self) -> Worksite:
        """All worksites as one."""
        return in_all(self.worksites)

    @property
    def end(self) -> date:
        """The day from which to count back."""
        return binding_day(self.money_is_voted, self.contract_ends)

    @property
    def weakest(self) -> Worksite:
        """The worksite in which the smallest share took part."""
        return min(self.worksites, key=lambda site: site.took_part_percent)

    @property
    def asked_sites(self) -> tuple[Worksite, ...]:
        """Three worksites that lack representatives, have some, and have no full number of tens."""
        lacking = (
            site
            for site in self.worksites
            if site.representatives and representatives_missing(site) and site.members % 10
        )
        return tuple(lacking)[:3]

    @property
    def passed(self) -> tuple[Worksite, ...]:
        """The worksites in which the share that took part is enough for the third rung of the ladder."""
        needed = self.rungs[2].needs_percent
        return tuple(site for site in self.worksites if site.took_part_percent >= needed)


def local_union(variant: int) -> LocalUnion:
    """The local of a learner's number.

    >>> local = local_union(0)
    >>> len(local.worksites), len(local.asked_sites), local == local_union(0)
    (7, 3, True)
    """
    for again in count():
        draw = Draw(f"local {again}", variant)
        made = _calendar(draw, variant, _worksites(draw))
        if _can_be_asked(made):
            return made
    raise AssertionError("count() does not end")


def _worksites(draw: Draw) -> tuple[Worksite, ...]:
    without = set(_some(draw, "without", _SITES, draw.pick("how many without", (1, 2, 3))))
    made = []
    for name in _SITES:
        members = draw.pick(f"members {name}", range(13, 60))
        some = draw.pick(f"representatives {name}", (1, 2, 3))
        took_part = members * draw.pick(f"share {name}", range(22, 88)) // 100
        made.append(Worksite(name, members, 0 if name in without else some, took_part))
    return tuple(made)


def _calendar(draw: Draw, variant: int, worksites: tuple[Worksite, ...]) -> LocalUnion:
    money = date(2027, 5, 4) + timedelta(days=draw.pick("money", range(40)))
    ends = draw.pick("ends", (date(2027, 4, 30), date(2027, 6, 30), date(2027, 8, 31)))
    steps = (
        Step("agree", "Agreement on paper", draw.pick("to the vote", (9, 12, 15, 19))),
        Step("vote", "Members vote", draw.pick("to the request", (4, 6, 8))),
        Step("request", "Employer asks for the money", draw.pick("to the money", (24, 28, 33))),
    )
    sessions, between = draw.pick("sessions", (6, 7, 8, 9)), draw.pick("between", (7, 10, 14))
    days = last_days(binding_day(money, ends), steps)
    first = first_session(days["agree"], sessions, between)
    events = (("First session", first), ("Agreement on paper", days["agree"]), ("Members vote", days["vote"]))
    return LocalUnion(
        name=f"{place_name(variant % 60)} School Workers and Nurses",
        worksites=worksites,
        talks_a_week=draw.pick("talks", (3, 4, 5)),
        seats=draw.pick("seats", (16, 20, 24, 28)),
        money_is_voted=money,
        contract_ends=ends,
        steps=steps,
        sessions=sessions,
        days_between=between,
        today=first - timedelta(days=draw.pick("slack", range(17, 70))),
        tasks=_tasks(draw, events),
        rungs=_rungs(draw),
        stakeholders=_stakeholders(draw),
    )


def _tasks(draw: Draw, events: Sequence[tuple[str, date]]) -> tuple[Planned, ...]:
    late = set(_some(draw, "late", range(len(_TASKS)), 3))
    return tuple(
        Planned(
            id=f"task-{place}",
            task=task,
            due=events[at][1] + timedelta(days=draw.pick(f"off {place}", _LATE if place in late else _EARLY)),
            serves=events[at][0],
            event_day=events[at][1],
        )
        for place, (task, at) in enumerate(_TASKS)
    )  # fmt: skip


def _rungs(draw: Draw) -> tuple[Rung, ...]:
    percent, made = draw.pick("first rung", (30, 32, 35)), []
    for place, title in enumerate(_RUNGS):
        made.append(Rung(f"rung-{place}", title, Decimal(percent)))
        percent += draw.pick(f"rise {place}", (8, 10, 11))
    return tuple(made)


def _stakeholders(draw: Draw) -> tuple[Stakeholder, ...]:
    names = [*_some(draw, "people", _WITH_A_SAY, 3), *_some(draw, "others", _WITH_LITTLE_SAY, 3)]
    corners = [(True, True), (True, False), (True, False), (False, True), (False, True), (False, False)]
    made = []
    for name, (has_a_say, with_us) in zip(names, corners, strict=True):
        power = draw.pick(f"power {name}", range(6, 11) if has_a_say else range(5))
        stand = draw.pick(f"stand {name}", range(1, 6) if with_us else range(-5, 1))
        made.append(Stakeholder(name, power, stand))
    return tuple(_some(draw, "order of people", made, len(made)))


def _can_be_asked(local: LocalUnion) -> bool:
    """Whether right answers and the wrong turns that have names lie apart."""
    total, sites = local.total, local.worksites
    if len(local.asked_sites) < 3 or not 2 <= len(local.passed) <= len(sites) - 2:
        return False
    took = total.took_part_percent
    if not _SETTLED_PERCENT[0] <= took <= _SETTLED_PERCENT[1]:
        return False
    fewest, largest = min(sites, key=lambda one: one.took_part), max(sites, key=lambda one: one.members)
    shares = sorted(site.took_part_percent for site in sites)
    if len({local.weakest, fewest, largest}) < 3 or shares[1] - shares[0] < 2:
        return False
    covered = [site for site in sites if site.representatives]
    mean = sum((site.took_part_percent for site in sites), Decimal(0)) / len(sites)
    with_some = share_percent(sum(one.took_part for one in covered), sum(one.members for one in covered))
    sites_percent = share_of_sites_percent([site.representatives for site in sites])
    at_covered = share_percent(sum(one.members for one in covered), total.members)
    by_one_talk = -(-total.members // total.representatives)
    in_the_room, weeks = -(-total.members // local.seats), _weeks(local)
    rung = in_reach(local.rungs, total.took_part, total.members)
    return (
        _apart([took, mean, with_some, share_percent(total.representatives, total.members)], Decimal("0.6"))
        and _apart([sites_percent, at_covered, 100 - sites_percent], Decimal("0.6"))
        and _apart([weeks, by_one_talk, -(-total.members // local.talks_a_week)], 2)
        and _apart([in_the_room, len(sites), by_one_talk], 2)
        and all(total.members % one for one in (total.representatives * local.talks_a_week, local.seats))
        and rung in local.rungs[1:3]
        and all(abs(members_needed(one, total.members) - total.took_part) > 2 for one in local.rungs)
        and all(abs(one.took_part_percent - local.rungs[2].needs_percent) > 1 for one in sites)
        and abs((local.money_is_voted - local.contract_ends).days) > 9
    )  # fmt: skip


def _weeks(local: LocalUnion) -> int:
    return weeks_to_speak_with_all(local.total.members, local.total.representatives, local.talks_a_week)


def _apart(values: Iterable[Decimal | int], least: Decimal | int) -> bool:
    return all(abs(Decimal(one) - other) >= least for one, other in combinations(values, 2))


def _some(draw: Draw, fact: str, items: Iterable[Item], most: int) -> list[Item]:
    """Some of the items, in a drawn order."""
    return sorted(items, key=lambda item: draw.pick(f"{fact} {item}", range(10**9)))[:most]
