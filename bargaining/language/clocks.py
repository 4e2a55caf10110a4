"""Count a period of a contract to its last day, and say by which rules.

A day on which something happened and a `Period` come in; a `Deadline` goes out, with every day that was
counted. Where the contract is silent, the rule that Massachusetts falls back on is used and named, because
the contract may say otherwise:

* days of no kind are calendar days (*Booker*, 324 Mass. 264);
* the day of the event is not counted (*Bemis v. Leonard*, 118 Mass. 502);
* an act due on a Sunday or a legal holiday may be done on the next business day (M.G.L. c.4 §9, for acts
  required by statute or by contract; it does not mention Saturday).

All three as summarised at https://www.mass.gov/info-details/massachusetts-law-about-time. Older cases leave
Sundays out of periods under a week; that is not done here. Education, not legal advice.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bargaining.errors import ClockError
from bargaining.language.school_calendar import Day, SchoolCalendar

_ONE_DAY = timedelta(days=1)
_LONGEST_DAYS = 3660
_CLOSING, _ZONE = time(16, 0), "America/New_York"


class DayKind(Enum):
    """Which days count. The value is how a person says it."""

    CALENDAR = "calendar days"
    WEEKDAY = "weekdays"
    BUSINESS = "business days"
    SCHOOL = "school days"


class Roll(Enum):
    """What happens when the last day is no day to act on. The value is how a person says it."""

    STAYS = "the last day stays where it falls"
    SUNDAY_OR_HOLIDAY = "a Sunday or legal holiday moves to the next business day"
    NOT_BUSINESS = "a day that is no business day moves to the next one"


class Default(Enum):
    """A rule that Massachusetts falls back on where a contract is silent: its id among the law facts."""

    CALENDAR_DAYS = "unqualified-day"
    TRIGGER_EXCLUDED = "trigger-day-excluded"
    SUNDAY_ROLLS = "sunday-or-holiday"


@dataclass(frozen=True)
class Period:
    """A number of days, and what the contract says about counting them; None where it is silent.

    * `days`: 1 or more.
    * `kind`: which days count.
    * `trigger_counts`: whether the day of the event is day 1.
    * `roll`: what happens when the last day is no day to act on.
    * `summer_business_days`: school days only: whether business days count as school days in the summer.
    """

    days: int
    kind: DayKind | None = None
    trigger_counts: bool | None = None
    roll: Roll | None = None
    summer_business_days: bool = False

    def __post_init__(self) -> None:
        if (
            isinstance(self.days, bool)
            or not isinstance(self.days, int)
            or not 1 <= self.days <= _LONGEST_DAYS
        ):
            raise ClockError(f"A period of {self.days!r} days cannot be counted; give a whole number from 1.")


@dataclass(frozen=True)
class Deadline:
    """The last day to act, the days that were `counted`, the day it was moved from, if it was, and the
    `defaults` that filled the contract's silence.
    """

    last_day: date
    counted: tuple[date, ...]
    moved_from: date | None
    defaults: tuple[Default, ...]


def deadline(trigger: date, period: Period, calendar: SchoolCalendar) -> Deadline:
    """Return the last day of a period that an event of the day `trigger` starts.

    Raises `ClockError` when the calendar ends before the period does.

    >>> from bargaining.language.school_calendar import harrow_falls_calendar
    >>> february = deadline(date(2026, 2, 11), Period(15, DayKind.SCHOOL), harrow_falls_calendar(["2025-26"]))
    >>> february.last_day.isoformat(), [default.value for default in february.defaults]
    ('2026-03-11', ['trigger-day-excluded'])
    """
    kind = period.kind or DayKind.CALENDAR
    roll = period.roll or Roll.SUNDAY_OR_HOLIDAY
    start = trigger if period.trigger_counts else trigger + _ONE_DAY
    calendar.day(trigger)
    counted: list[date] = []
    for day in _from(start, calendar):
        if _counts(day, kind, calendar, period.summer_business_days):
            counted.append(day.when)
            if len(counted) == period.days:
                break
    last = counted[-1]
    moved = _moved(last, roll, calendar)
    silent = {
        Default.CALENDAR_DAYS: period.kind is None,
        Default.TRIGGER_EXCLUDED: period.trigger_counts is None,
        Default.SUNDAY_ROLLS: period.roll is None and moved != last,
    }
    return Deadline(
        moved, tuple(counted), last if moved != last else None, tuple(d for d, used in silent.items() if used)
    )


def readings_of_days(
    trigger: date, days: int, calendar: SchoolCalendar, roll: Roll = Roll.STAYS
) -> Mapping[tuple[DayKind, bool], date]:
    """Return the last day under each reading of an unqualified "N days": (kind, trigger day counts) -> date.

    >>> from bargaining.language.school_calendar import harrow_falls_calendar
    >>> read = readings_of_days(date(2026, 2, 11), 15, harrow_falls_calendar(["2025-26"]))
    >>> [f"{read[kind, False]:%b %d}" for kind in DayKind]
    ['Feb 26', 'Mar 04', 'Mar 05', 'Mar 11']
    """
    return {
        (kind, counts): deadline(trigger, Period(days, kind, counts, roll), calendar).last_day
        for counts in (False, True)
        for kind in DayKind
    }


def received_on(
    arrived: datetime, calendar: SchoolCalendar, closing: time = _CLOSING, zone: str = _ZONE
) -> date:
    """Return the day on which a notice counts as received.

    After `closing`, or on a day that is no business day, that is the next business day. `arrived` is a moment
    with its zone; the clock on the wall in `zone` decides, summer time included. Source: Section 2.5(b) of
    the Harrow Falls agreement. Raises `ClockError` for a moment without a zone.

    >>> from datetime import UTC
    >>> from bargaining.language.school_calendar import harrow_falls_calendar
    >>> received_on(datetime(2026, 3, 9, 20, 30, tzinfo=UTC), harrow_falls_calendar(["2025-26"])).isoformat()
    '2026-03-10'
    """
    if arrived.tzinfo is None:
        raise ClockError("The moment of arrival has no time zone, so the day is not certain; give it one.")
    local = arrived.astimezone(ZoneInfo(zone))
    day = calendar.day(local.date())
    if day.business_day and local.time() <= closing:
        return day.when
    return next_business_day(day.when, calendar)


def next_business_day(after: date, calendar: SchoolCalendar) -> date:
    """Return the first business day after a day. Raises `ClockError` when the calendar ends first."""
    return next(day.when for day in _from(after + _ONE_DAY, calendar) if day.business_day)


def months_later(day: date, count: int) -> date:
    """Return the same day some months later, or the last day of that month when it has no such day.

    A charge of prohibited practice is due within six months after it was known or should have been known
    (456 CMR 15). What a last day without a counterpart means is not settled here: leave room.

    >>> months_later(date(2025, 8, 31), 6).isoformat(), months_later(date(2027, 8, 31), 6).isoformat()
    ('2026-02-28', '2028-02-29')
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _from(start: date, calendar: SchoolCalendar) -> Iterator[Day]:
    """Yield days from a day on; the calendar itself says when it has no more."""
    while True:
        yield calendar.day(start)
        start += _ONE_DAY


def _counts(day: Day, kind: DayKind, calendar: SchoolCalendar, summer_business_days: bool) -> bool:
    match kind:
        case DayKind.CALENDAR:
            return True
        case DayKind.WEEKDAY:
            return day.weekday
        case DayKind.BUSINESS:
            return day.business_day
        case DayKind.SCHOOL:
            in_summer = summer_business_days and calendar.is_summer(day.when)
            return day.school_day or (in_summer and day.business_day)
    raise ClockError(f"{kind!r} is no kind of day; use one of the names in DayKind.")


def _moved(last: date, roll: Roll, calendar: SchoolCalendar) -> date:
    """Where the last day goes."""
    day = calendar.day(last)
    moves = (roll is Roll.SUNDAY_OR_HOLIDAY and day.sunday_or_holiday) or (
        roll is Roll.NOT_BUSINESS and not day.business_day
    )
    return next_business_day(last, calendar) if moves else last
