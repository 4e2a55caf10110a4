"""A calendar with every day in it: whether school is held, and which days are legal holidays.

Rows of a calendar table come in (`date`, `weekday`, `school_day`, `work_day`, `legal_holiday`, `note`); a
`SchoolCalendar` goes out that `bargaining.language.clocks` counts with. A calendar with a gap is refused: a
day that nobody looked at must not be counted by a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from bargaining.data import read_table
from bargaining.errors import ClockError

HARROW_FALLS_YEARS = ("2025-26", "2026-27", "2027-28")
_ONE_DAY = timedelta(days=1)
_FIRST_MONTH, _SATURDAY, _SUNDAY = 9, 5, 6


@dataclass(frozen=True)
class Day:
    """One day: whether students attend, whether educators work, whether it is a legal holiday, and a note."""

    when: date
    school_day: bool
    work_day: bool
    legal_holiday: bool
    note: str = ""

    @property
    def weekday(self) -> bool:
        """Monday to Friday, holidays included."""
        return self.when.weekday() < _SATURDAY

    @property
    def business_day(self) -> bool:
        """Monday to Friday, and not a legal holiday."""
        return self.weekday and not self.legal_holiday

    @property
    def sunday_or_holiday(self) -> bool:
        """A Sunday or a legal holiday; a Saturday is neither."""
        return self.when.weekday() == _SUNDAY or self.legal_holiday


@dataclass(frozen=True)
class SchoolCalendar:
    """Consecutive days, the first to the last without a gap."""

    name: str
    days: tuple[Day, ...]

    def __post_init__(self) -> None:
        if not self.days:
            raise ClockError(f"{self.name} has no days; a calendar needs at least one.")
        for before, after in pairwise(self.days):
            missing = before.when + _ONE_DAY
            if after.when > missing:
                raise ClockError(f"{self.name} has no row for {in_words(missing)}; add the day.")
            if after.when < missing:
                raise ClockError(f"{self.name}: {in_words(after.when)} stands there twice or out of order.")

    @property
    def first(self) -> date:
        """The first day of the calendar."""
        return self.days[0].when

    @property
    def last(self) -> date:
        """The last day of the calendar."""
        return self.days[-1].when

    def day(self, when: date) -> Day:
        """Return a day. Raises `ClockError` when the calendar does not reach that far."""
        if not self.first <= when <= self.last:
            raise ClockError(
                f"{self.name} goes from {in_words(self.first)} to {in_words(self.last)} and has no "
                f"{in_words(when)}; add the calendar of that year."
            )
        return self.days[(when - self.first).days]

    def is_summer(self, when: date) -> bool:
        """Tell whether a day is before the first or after the last school day of its School Year."""
        self.day(when)
        first, last = self._terms.get(_school_year(when), (None, None))
        return first is None or last is None or not first <= when <= last

    @cached_property
    def _terms(self) -> Mapping[int, tuple[date, date]]:
        """First and last school day of each school year."""
        terms: dict[int, tuple[date, date]] = {}
        for day in self.days:
            if day.school_day:
                year = _school_year(day.when)
                terms[year] = (terms.get(year, (day.when, day.when))[0], day.when)
        return terms


def calendar_from_rows(rows: Iterable[Mapping[str, str]], name: str) -> SchoolCalendar:
    """Return the calendar of a table: date, weekday, school_day, work_day, legal_holiday, note.

    Entries of the three middle columns are "yes" or "no". Raises `ClockError` naming the row (the header is
    row 1) when a date is none, a weekday is not that of its date, or a day is missing.

    >>> row = {"date": "2026-02-11", "weekday": "Wednesday", "school_day": "yes", "work_day": "yes",
    ...        "legal_holiday": "no", "note": ""}
    >>> calendar_from_rows([row], "one day").day(date(2026, 2, 11)).business_day
    True
    """
    return SchoolCalendar(name, tuple(_day(row, name, number) for number, row in enumerate(rows, start=2)))


def joined(calendars: Iterable[SchoolCalendar]) -> SchoolCalendar:
    """Return one calendar of several that follow each other. Raises `ClockError` when there is a gap."""
    given = list(calendars)
    name = " and ".join(calendar.name for calendar in given) or "The calendar"
    return SchoolCalendar(name, tuple(day for calendar in given for day in calendar.days))


def harrow_falls_calendar(
    years: Iterable[str] = HARROW_FALLS_YEARS, datasets: Path | None = None
) -> SchoolCalendar:
    """Return the fictional school calendar of Harrow Falls, one or more years of it, joined.

    >>> calendar = harrow_falls_calendar(["2025-26"])
    >>> sum(day.school_day for day in calendar.days), sum(day.work_day for day in calendar.days)
    (180, 183)
    """
    return joined(
        calendar_from_rows(
            read_table("harrow-falls", f"calendar-{year}", datasets), f"The school calendar of {year}"
        )
        for year in years
    )


def in_words(when: date) -> str:
    """Return a date as a person writes it: Wednesday, February 11, 2026."""
    return f"{when:%A}, {when:%B} {when.day}, {when.year}"


def _day(row: Mapping[str, str], name: str, number: int) -> Day:
    try:
        when = date.fromisoformat(row["date"])
        school, work, holiday = (_yes(row[column]) for column in ("school_day", "work_day", "legal_holiday"))
    except (KeyError, ValueError, TypeError) as problem:
        raise ClockError(
            f"{name}, row {number} is no day: it needs a date such as 2026-02-11, and yes or no for "
            "school_day, work_day and legal_holiday."
        ) from problem
    if row.get("weekday", f"{when:%A}") != f"{when:%A}":
        raise ClockError(f"{name}, row {number}: {when} is a {when:%A}, not a {row['weekday']}.")
    return Day(when, school, work, holiday, row.get("note", ""))


def _yes(entry: str) -> bool:
    return {"yes": True, "no": False}[entry]


def _school_year(when: date) -> int:
    return when.year if when.month >= _FIRST_MONTH else when.year - 1
