"""Logs of practice, meetings with a representative and votes of a committee, drawn from a learner's variant.

A variant number comes in; what happened goes out, with what rules and clauses make of it. What is drawn is
drawn again until every usual slip gives another answer. Called by the part on what lies beyond the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from itertools import count
from typing import TypeVar

from bargaining.costing.employers.drawing import Draw
from bargaining.language.clocks import DayKind, readings_of_days
from bargaining.language.governance import CommitteeRules, DecisionRule, Result, Tie, Vote, decide
from bargaining.language.school_calendar import SchoolCalendar, harrow_falls_calendar

Drawn = TypeVar("Drawn")
_SUBJECTS = (
    "early close before a holiday", "paid time to set up a room", "free use of the gym", "coffee at meetings",
    "a longer lunch on pay day", "paid trips to training", "a half day before vacation",
)  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 2016, 2024
_JUNE, _SEPTEMBER, _FRIDAY = 6, 9, 4
WAIT_DAYS = 2
_MOST_ALIKE = 3


@dataclass(frozen=True)
class Entry:
    """A line of a log: the day, and whether both sides knew of it."""

    day: date
    known: bool

    @property
    def school_year(self) -> int:
        """The year in which its School Year began; one begins on September 1."""
        return self.day.year if self.day.month >= _SEPTEMBER else self.day.year - 1


@dataclass(frozen=True)
class LoggedPractice:
    """A practice and the lines on it, in order of time."""

    name: str
    entries: tuple[Entry, ...]


def open_years(entries: tuple[Entry, ...]) -> Mapping[str, int]:
    """Return in how many School Years a practice was followed openly, and what three slips give.

    Section 7.7 of Harrow Falls asks for School Years, and for what was followed openly.

    >>> log = (Entry(date(2020, 10, 1), True), Entry(date(2021, 3, 1), True), Entry(date(2022, 10, 3), False))
    >>> dict(open_years(log))
    {'right': 1, 'hidden': 2, 'calendar': 2, 'entries': 3}
    """
    openly = [entry for entry in entries if entry.known]
    return {
        "right": len({entry.school_year for entry in openly}),
        "hidden": len({entry.school_year for entry in entries}),
        "calendar": len({entry.day.year for entry in openly}),
        "entries": len(entries),
    }


def practice_logs(variant: int) -> tuple[LoggedPractice, ...]:
    """Return the logs of three practices in which no slip gives the right number of School Years.

    >>> [len(log.entries) >= 4 for log in practice_logs(0)]
    [True, True, True]
    """
    draw = Draw("logs", variant)
    names = sorted(_SUBJECTS, key=lambda name: draw.pick(f"name {name}", range(10**9)))[:3]
    return tuple(
        _until(f"log {place}", variant, partial(_log, name), _tells_slips_apart)
        for place, name in enumerate(names)
    )


def _log(name: str, draw: Draw) -> LoggedPractice:
    """A few School Years, in some of them a fall and a spring, and one or two that one side did not know."""
    years = sorted(range(_FIRST_YEAR, _LAST_YEAR), key=lambda year: draw.pick(f"year {year}", range(10**9)))
    openly, hidden = years[: draw.pick("open", (2, 3, 4, 5))], years[-draw.pick("hidden", (1, 2)) :]
    entries = [Entry(date(year, 10, 1 + draw.pick(f"fall {year}", range(28))), True) for year in openly]
    entries += [
        Entry(date(year + 1, 3, 1 + draw.pick(f"spring {year}", range(28))), True)
        for year in openly
        if draw.pick(f"both {year}", (True, True, False))
    ]
    entries += [Entry(date(year, 11, 1 + draw.pick(f"late {year}", range(28))), False) for year in hidden]
    weekdays = [Entry(_weekday(entry.day), entry.known) for entry in entries]
    return LoggedPractice(name, tuple(sorted(weekdays, key=lambda entry: entry.day)))


def _weekday(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def _tells_slips_apart(log: LoggedPractice) -> bool:
    counts = open_years(log.entries)
    return len(set(counts.values())) == len(counts)


@dataclass(frozen=True)
class Wait:
    """A request for a representative, and the last day on which the District must wait, by reading."""

    asked: date
    last: Mapping[str, date]


def drawn_wait(variant: int) -> Wait:
    """Return a day on which somebody asks for a representative, and when the wait ends.

    Section 6.2(b) of Harrow Falls: two School Days; Section 2.3 leaves out the day of the event. The three
    slips give other days.

    >>> wait = drawn_wait(0)
    >>> len(set(wait.last.values())) == len(wait.last) == 4
    True
    """
    return Draw("wait", variant).pick("asked", _telling_waits())


@cache
def _telling_waits() -> tuple[Wait, ...]:
    waits = []
    calendar = _calendar()
    for day in calendar.days:
        # A day with students, not at the end of a School Year: the next would come after the summer.
        if not day.school_day or day.when.month == _JUNE:
            continue
        read = readings_of_days(day.when, WAIT_DAYS, calendar)
        last = {
            "right": read[DayKind.SCHOOL, False],
            "first day counted": read[DayKind.SCHOOL, True],
            "calendar": read[DayKind.CALENDAR, False],
            "business": read[DayKind.BUSINESS, False],
        }
        if len(set(last.values())) == len(last):
            waits.append(Wait(day.when, last))
    return tuple(waits)


@dataclass(frozen=True)
class CommitteeStory:
    """A committee's rules and seven votes, with what became of each."""

    rules: CommitteeRules
    votes: tuple[Vote, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """What became of each vote."""
        return tuple(decide(self.rules, vote) for vote in self.votes)


def committee_story(variant: int) -> CommitteeStory:
    """Return a drawn committee and seven votes; no result comes more than three times.

    >>> {Result.PASSES, Result.FAILS, Result.NO_QUORUM} <= set(committee_story(0).results)
    True
    """
    return _until("committee", variant, _committee, _has_all_results)


def _committee(draw: Draw) -> CommitteeStory:
    seats = draw.pick("seats", (4, 5))
    rules = CommitteeRules(
        seats,
        seats,
        draw.pick("quorum", (2, 3)),
        draw.pick("rule", (DecisionRule.MAJORITY_PRESENT, DecisionRule.CONCURRENCE)),
        draw.pick("tie", (Tie.NEUTRAL, Tie.NOT_SAID)),
    )
    return CommitteeStory(rules, tuple(_vote(draw, place, seats) for place in range(1, 8)))


def _vote(draw: Draw, place: int, seats: int) -> Vote:
    present = [draw.pick(f"{side} {place}", range(1, seats + 1)) for side in ("union", "employer")]
    union_for = draw.pick(f"union for {place}", range(present[0] + 1))
    employer_for = draw.pick(f"employer for {place}", range(present[1] + 1))
    return Vote(
        f"Vote {place}",
        union_for=union_for,
        union_against=present[0] - union_for,
        employer_for=employer_for,
        employer_against=present[1] - employer_for,
    )


def _has_all_results(story: CommitteeStory) -> bool:
    often = Counter(story.results)
    wanted = {Result.PASSES, Result.FAILS, Result.NO_QUORUM}
    if story.rules.decides is DecisionRule.MAJORITY_PRESENT:
        wanted.add({Tie.NEUTRAL: Result.NEUTRAL, Tie.NOT_SAID: Result.OPEN}[story.rules.tie])
    return wanted <= set(often) and max(often.values()) <= _MOST_ALIKE


@dataclass(frozen=True)
class Motion:
    """A motion before its vote: seats of each side, who came, and how many of the union are for it."""

    seats: int
    union_present: int
    union_for: int
    employer_present: int

    def fewest(self, rule: DecisionRule) -> int | None:
        """The fewest votes of the employer's side with which it passes; None when it cannot.

        >>> Motion(5, 5, 3, 4).fewest(DecisionRule.MAJORITY_PRESENT)
        2
        """
        rules = CommitteeRules(self.seats, self.seats, 0, rule)
        return next(
            (
                votes
                for votes in range(self.employer_present + 1)
                if decide(rules, self._vote(votes)) is Result.PASSES
            ),
            None,
        )

    def _vote(self, employer_for: int) -> Vote:
        return Vote(
            "motion",
            union_for=self.union_for,
            union_against=self.union_present - self.union_for,
            employer_for=employer_for,
            employer_against=self.employer_present - employer_for,
        )


def drawn_motion(variant: int) -> Motion:
    """Return a motion that needs another number of the employer's votes under each of the three rules.

    >>> motion = drawn_motion(0)
    >>> len({motion.fewest(rule) for rule in DecisionRule})
    3
    """
    return _until("motion", variant, _motion, _differs_by_rule)


def _motion(draw: Draw) -> Motion:
    seats = draw.pick("seats", (5, 6, 7, 8))
    union = draw.pick("union", range(seats // 2 + 1, seats + 1))
    return Motion(
        seats,
        union,
        draw.pick("for", range(union // 2 + 1, union + 1)),
        draw.pick("employer", range(seats // 2 + 1, seats + 1)),
    )


def _differs_by_rule(motion: Motion) -> bool:
    votes = [motion.fewest(rule) for rule in DecisionRule]
    concurrence = motion.fewest(DecisionRule.CONCURRENCE)
    differ = not {None, 0} & set(votes) and len(set(votes)) == len(votes)
    return differ and concurrence != motion.employer_present


def _until(kind: str, variant: int, made: Callable[[Draw], Drawn], good: Callable[[Drawn], bool]) -> Drawn:
    """The first that is good of those that are drawn one after the other."""
    return next(one for one in (made(Draw(f"{kind} {again}", variant)) for again in count()) if good(one))


@cache
def _calendar() -> SchoolCalendar:
    return harrow_falls_calendar()
