"""Pay for a class over its limit: Section 8.3 of Harrow Falls, and the ways it is misread.

"If a class is over its limit on two counts in a row, the District shall pay the Teacher $12 for each student
over the limit for each School Day from the first of the two counts until the class is within the limit."

The counts of one class, its limit and a calendar come in; dollars go out, one number for each reading.
Between two counts the class is taken to be as large as at the earlier one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bargaining.costing.convention import exact
from bargaining.errors import ReadingError
from bargaining.language.school_calendar import Day, SchoolCalendar


@dataclass(frozen=True)
class Count:
    """The students of a class on the day of a count."""

    day: date
    students: int


def overage_readings(
    counts: Sequence[Count], limit: int, dollars: Decimal, calendar: SchoolCalendar, until: date
) -> Mapping[str, Decimal]:
    """Return what the Teacher of a class is paid, in dollars, under each reading of the clause.

    * ``as-written``: two counts in a row; each student over; each School Day from the first of the two.
    * ``from-the-second``: paid only from the second of the two counts.
    * ``one-count-is-enough``: paid from any count over the limit.
    * ``not-for-each-student``: the amount once a day, however many are over.
    * ``every-day``: weekdays without school are paid as well.

    `counts` in order; `until`: the first day that is no longer paid for the last count. Raises `ReadingError`
    when the counts are not in order.

    >>> from bargaining.language.school_calendar import harrow_falls_calendar
    >>> counts = [Count(date(2025, 10, 1), 24), Count(date(2025, 11, 3), 24), Count(date(2025, 12, 1), 22)]
    >>> paid = overage_readings(
    ...     counts, 22, Decimal(12), harrow_falls_calendar(["2025-26"]), until=date(2026, 1, 6)
    ... )
    >>> paid["as-written"], paid["from-the-second"]
    (Decimal('912'), Decimal('384'))
    """
    each = exact(dollars, "the pay for a student and day", ReadingError)
    days = [count.day for count in counts]
    if not counts or any(after <= before for before, after in pairwise([*days, until])):
        raise ReadingError("Give the counts of the class in order, and an end that comes after the last one.")
    over = [max(0, count.students - limit) for count in counts]
    calendar.day(until)  # refuses a day that the calendar does not reach
    spans = list(pairwise([*days, until]))
    two_in_a_row = _in_runs(over, starts_at=0)
    school = [sum(day.school_day for day in _days(span, calendar)) for span in spans]
    weekdays = [sum(day.weekday for day in _days(span, calendar)) for span in spans]

    def paid(due: Sequence[bool], lengths: Sequence[int], by_student: bool = True) -> Decimal:
        students = [number if by_student else min(1, number) for number in over]
        rows = zip(students, lengths, due, strict=True)
        return sum((each * number * length for number, length, is_due in rows if is_due), Decimal(0))

    return {
        "as-written": paid(two_in_a_row, school),
        "from-the-second": paid(_in_runs(over, starts_at=1), school),
        "one-count-is-enough": paid([number > 0 for number in over], school),
        "not-for-each-student": paid(two_in_a_row, school, by_student=False),
        "every-day": paid(two_in_a_row, weekdays),
    }


def _in_runs(over: Sequence[int], starts_at: int) -> list[bool]:
    """For each count, whether it lies in a run of two or more counts over the limit, from its n-th on."""
    due = [False] * len(over)
    start = 0
    for place, number in enumerate([*over, 0]):
        if number == 0:
            if place - start >= 2:  # two counts in a row
                due[start + starts_at : place] = [True] * (place - start - starts_at)
            start = place + 1
    return due


def _days(span: tuple[date, date], calendar: SchoolCalendar) -> Sequence[Day]:
    return [day for day in calendar.days if span[0] <= day.when < span[1]]
