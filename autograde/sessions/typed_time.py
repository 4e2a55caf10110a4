"""Moments and days as people type them into a form, by the clock of a session.

In: text such as "2027-02-01T23:59", the name of a zone. Out: a moment or a day. Called by the desk. Raises
SessionError, which says what was typed and how to type it.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograde.errors import SessionError
from classroom.language import _

__all__ = ["day_typed", "moment_typed"]


def moment_typed(typed: str, zone: str, at: time = time(0, 0)) -> datetime:
    """The moment that was typed; a day alone means `at` that hour of it.

    >>> moment_typed("2027-02-01T23:59", "America/New_York").isoformat()
    '2027-02-01T23:59:00-05:00'
    """
    text = typed.strip().replace(" ", "T")
    try:
        there = ZoneInfo(zone.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise SessionError(
            _('"{zone}" is not the name of a time zone. Give one such as America/New_York.').format(zone=zone)
        ) from problem
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise SessionError(
            _('"{typed}" is not a day and an hour. Type them such as 2027-02-01 23:59.').format(typed=typed)
        ) from problem
    if len(text) <= len("2027-02-01"):
        moment = datetime.combine(moment.date(), at)
    return moment.replace(tzinfo=there) if moment.tzinfo is None else moment


def day_typed(typed: str) -> date | None:
    """The day that was typed, or None for nothing.

    >>> day_typed("2027-02-01"), day_typed(" ")
    (datetime.date(2027, 2, 1), None)
    """
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as problem:
        raise SessionError(
            _('"{typed}" is not a day. Type it such as 2027-02-01.').format(typed=typed)
        ) from problem
