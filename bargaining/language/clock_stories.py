"""Stories about clocks, with names and days drawn from a learner's variant, and the wrong ways to count them.

A variant number comes in; a `ClockStory` goes out: people, and for each question the days that are given, the
right last day, and the day each named mistake leads to. A day is drawn until all of these differ, so that a
wrong answer says how it was counted. Called by the part on clocks; the agreement is that of Harrow Falls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bargaining.costing.employers.drawing import Draw
from bargaining.errors import ClockError
from bargaining.language.clocks import DayKind, Period, Roll, deadline, months_later, received_on
from bargaining.language.school_calendar import SchoolCalendar, harrow_falls_calendar

EDUCATORS = (
    "Amina Okafor", "Luis Barros", "Mei Tran", "Deirdre Walsh", "Samuel Adeyemi", "Priya Raman",
    "Jonas Keller",
    "Rosa Medina", "Thuy Pham", "Marcus Bell", "Nadia Haddad", "Elena Petrova",
)  # fmt: skip
PRINCIPALS = ("Ms. Larkin", "Mr. Duarte", "Dr. Osei", "Ms. Yamada", "Mr. Fontaine", "Ms. Abbas")
EVENTS = (
    "lost a preparation period to bus duty", "was refused a personal day", "was moved to another grade",
    "was left off the overtime list", "was denied an interview for a posted job", "lost a paid training day",
)  # fmt: skip
_SCHOOL, _BUSINESS, _CALENDAR = DayKind.SCHOOL, DayKind.BUSINESS, DayKind.CALENDAR
_FIRST, _LAST = date(2025, 9, 15), date(2028, 3, 15)
_SUMMER_MONTHS = (6, 7, 8)
_EXAMPLE = 0


@dataclass(frozen=True)
class CountedDay:
    """A question about a day: the days that are given, the right one, and the one of each mistake."""

    given: Mapping[str, date]
    right: date
    slips: Mapping[str, date]

    @property
    def is_clear(self) -> bool:
        """Whether the right day and the wrong ones all differ, and none is in a summer."""
        days = [self.right, *self.slips.values()]
        return len(set(days)) == len(days) and all(day.month not in _SUMMER_MONTHS for day in days)


@dataclass(frozen=True)
class ClockStory:
    """The people of one variant, and its questions by id."""

    educator: str
    colleague: str
    principal: str
    event: str
    days: Mapping[str, CountedDay]


def clock_story(variant: int) -> ClockStory:
    """Return the people and the days of a variant; the same on every machine.

    >>> story = clock_story(0)
    >>> story.days["filing"].given["known"].isoformat(), story.days["filing"].right.isoformat()
    ('2026-02-10', '2026-03-10')
    """
    draw = Draw("clocks", variant)
    place = EDUCATORS.index(draw.pick("educator", EDUCATORS))
    return ClockStory(
        educator=EDUCATORS[place],
        colleague=EDUCATORS[(place + 5) % len(EDUCATORS)],
        principal=draw.pick("principal", PRINCIPALS),
        event=draw.pick("event", EVENTS),
        days={name: _drawn(draw, name, make) for name, make in _QUESTIONS.items()},
    )


@dataclass(frozen=True)
class Demand:
    """A demand for arbitration: the day of the answer, the day it was sent, and whether that was in time."""

    answered: date
    sent: date
    in_time: bool


def four_demands(variant: int) -> Mapping[str, Demand]:
    """Return four demands under Section 5.6(a): early, on the last day, over a holiday, and a day too late.

    >>> [name for name, demand in four_demands(0).items() if not demand.in_time]
    ['late']
    """
    draw, calendar = Draw("clocks", variant), _calendar()
    made: dict[str, Demand] = {}
    for name, off in {"early": -3, "last-day": 0, "holiday": 0, "late": 1}.items():
        answered = next(
            day
            for day in _walk(draw, f"demand {name}", calendar)
            if (_by(day, 20, _BUSINESS) != _by(day, 20, DayKind.WEEKDAY)) == (name == "holiday")
        )
        last = _by(answered, 20, _BUSINESS)
        made[name] = Demand(answered, _business_days_on(last, off, calendar), off <= 0)
    return made


def days_off(first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Return the weekdays without school between two days, each with its note.

    >>> [day.isoformat() for day, _ in days_off(date(2026, 1, 15), date(2026, 2, 1))]
    ['2026-01-19', '2026-01-27']
    """
    days = (_calendar().day(first + timedelta(days=n)) for n in range((last - first).days + 1))
    return tuple(
        (day.when, day.note + (" (legal holiday)" if day.legal_holiday else ""))
        for day in days
        if day.weekday and not day.school_day
    )


@cache
def _calendar() -> SchoolCalendar:
    return harrow_falls_calendar()


def _by(day: date, count: int, kind: DayKind, trigger_counts: bool = False) -> date:
    """The last day of a period that stays where it falls."""
    return deadline(day, Period(count, kind, trigger_counts, Roll.STAYS), _calendar()).last_day


def _filing(known: date) -> CountedDay:
    """Section 5.3(a): fifteen School Days after the event was known."""
    return CountedDay(
        {"known": known},
        _by(known, 15, _SCHOOL),
        {
            "calendar days": _by(known, 15, _CALENDAR),
            "weekdays": _by(known, 15, DayKind.WEEKDAY),
            "trigger day counted": _by(known, 15, _SCHOOL, True),
        },
    )


def _should_have_known(given: date) -> CountedDay:
    """Section 5.3(a): the clock starts when the pay slip was handed over, not before and not later."""
    happened, opened = given - timedelta(days=14), given + timedelta(days=9)
    return CountedDay(
        {"happened": happened, "given": given, "opened": opened},
        _by(given, 15, _SCHOOL),
        {
            "from the event": _by(happened, 15, _SCHOOL),
            "from the day it was read": _by(opened, 15, _SCHOOL),
            "calendar days": _by(given, 15, _CALENDAR),
        },
    )


def _silent_days(filled: date) -> CountedDay:
    """Section 9.3: ten days of no kind, whose last day is a Sunday or a holiday."""
    period = Period(10)
    counted = deadline(filled, period, _calendar())
    if counted.moved_from is None:
        raise ClockError("The last day is neither a Sunday nor a holiday; another day is drawn.")
    return CountedDay(
        {"filled": filled},
        counted.last_day,
        {
            "not moved": counted.moved_from,
            "business days": _by(filled, 10, _BUSINESS),
            "trigger day counted": _by(filled, 10, _CALENDAR, True),
        },
    )


def _denied(filed: date) -> CountedDay:
    """Section 5.3(b) and (c): denied by silence on the tenth School Day."""
    return CountedDay(
        {"filed": filed},
        _by(filed, 10, _SCHOOL),
        {
            "calendar days": _by(filed, 10, _CALENDAR),
            "fifteen days": _by(filed, 15, _SCHOOL),
            "trigger day counted": _by(filed, 10, _SCHOOL, True),
        },
    )


def _appeal(filed: date) -> CountedDay:
    """Section 5.4(a): ten School Days after the last day for an answer that never came."""
    return CountedDay(
        {"filed": filed},
        _by(_by(filed, 10, _SCHOOL), 10, _SCHOOL),
        {
            "from the filing": _by(filed, 10, _SCHOOL),
            "business days": _by(_by(filed, 10, _BUSINESS), 10, _BUSINESS),
            "calendar days": _by(_by(filed, 10, _CALENDAR), 10, _CALENDAR),
        },
    )


def _demand(received: date) -> CountedDay:
    """Section 5.5(c) and 5.6(a): twenty Business Days of silence, then twenty to demand arbitration."""
    return CountedDay(
        {"received": received},
        _by(_by(received, 20, _BUSINESS), 20, _BUSINESS),
        {
            "school days": _by(_by(received, 20, _SCHOOL), 20, _SCHOOL),
            "calendar days": _by(_by(received, 20, _CALENDAR), 20, _CALENDAR),
            "from the appeal": _by(received, 20, _BUSINESS),
            "ten days": _by(_by(received, 20, _BUSINESS), 10, _BUSINESS),
        },
    )


def _charge(known: date) -> CountedDay:
    """A charge: six months after the change was known, whatever the grievance clock says."""
    happened, last = known - timedelta(days=20), months_later(known, 6)
    if not _calendar().day(last).business_day or last.day != known.day:
        raise ClockError("The last day is no day to act on; another day is drawn.")
    return CountedDay(
        {"happened": happened, "known": known},
        last,
        {
            "from the event": months_later(happened, 6),
            "the grievance clock": _by(known, 15, _SCHOOL),
            "180 days": known + timedelta(days=180),
        },
    )


def _file_request(asked: date) -> CountedDay:
    """Section 6.4(b): three School Days after a request, over days without school."""
    return CountedDay(
        {"asked": asked},
        _by(asked, 3, _SCHOOL),
        {"calendar days": _by(asked, 3, _CALENDAR), "trigger day counted": _by(asked, 3, _SCHOOL, True)},
    )


def _received(arrived: date) -> CountedDay:
    """Section 2.5(b): a notice of half past four, before a day that is no Business Day."""
    moment = datetime.combine(arrived, time(16, 30), ZoneInfo("America/New_York"))
    return CountedDay(
        {"arrived": arrived},
        received_on(moment, _calendar()),
        {"same day": arrived, "next day of any kind": arrived + timedelta(days=1)},
    )


_QUESTIONS: Mapping[str, Callable[[date], CountedDay]] = {
    "filing": _filing,
    "should-have-known": _should_have_known,
    "silent-days": _silent_days,
    "denied": _denied,
    "appeal": _appeal,
    "demand": _demand,
    "charge": _charge,
    "file-request": _file_request,
    "received": _received,
}


def _drawn(draw: Draw, name: str, make: Callable[[date], CountedDay]) -> CountedDay:
    """The first story, from a drawn day on, in which nothing can be mixed up."""
    for day in _walk(draw, name, _calendar()):
        try:
            made = make(day)
            if made.is_clear and all(_calendar().day(given).business_day for given in made.given.values()):
                return made
        except ClockError:  # the calendar does not reach that far, or the day makes another question
            continue
    raise ClockError(f'No day of the calendar makes a clear question "{name}"; draw from more years.')


def _walk(draw: Draw, name: str, calendar: SchoolCalendar) -> list[date]:
    """The School Days of the calendar from a drawn one on, around its end; the example starts in winter."""
    days = [day.when for day in calendar.days if day.school_day and _FIRST <= day.when <= _LAST]
    if draw.variant == _EXAMPLE:
        start = next(place for place, day in enumerate(days) if day >= date(2026, 2, 10))
    else:
        start = draw.pick(name, range(len(days)))
    return days[start:] + days[:start]


def _business_days_on(day: date, count: int, calendar: SchoolCalendar) -> date:
    """A number of Business Days later, or earlier."""
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        count -= calendar.day(day).business_day * (1 if count > 0 else -1)
    return day
