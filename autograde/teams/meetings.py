"""The meetings of a workshop: moments in UTC, made from one wall clock and read by anybody's. Pure.

In: a day and an hour in a zone. Out: `Meeting`s. Called by opening.py, the desk and reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograde.errors import TeamError
from autograde.sessions.local_time import time_span
from classroom.language import _

__all__ = ["Meeting", "check_zone", "meeting_words", "meetings_at"]


@dataclass(frozen=True)
class Meeting:
    """One meeting of a workshop, numbered from 1; both moments in UTC."""

    number: int
    starts_at: datetime
    ends_at: datetime


def meetings_at(wall_clock: Iterable[datetime], zone: str, minutes: int) -> tuple[Meeting, ...]:
    """Meetings that begin at these hours by the clock of a zone, each so many minutes long, in order.

    A meeting lasts its minutes whatever the clocks do in it. Raises TeamError for an hour that the zone's
    clock leaps over, for meetings out of order, and for a zone that is none.

    >>> (one,) = meetings_at([datetime(2024, 5, 30, 17, 0)], "America/Los_Angeles", 120)
    >>> one.starts_at.isoformat()
    '2024-05-31T00:00:00+00:00'
    >>> meeting_words(one, "America/New_York")
    'Thursday, May 30, 2024, 8:00 p.m. to 10:00 p.m. EDT'
    """
    there = ZoneInfo(check_zone(zone))
    starts = [_moment(one, there) for one in wall_clock]
    made = tuple(
        Meeting(number, start, start + timedelta(minutes=minutes))
        for number, start in enumerate(starts, start=1)
    )
    for earlier, later in pairwise(made):
        if later.starts_at < earlier.ends_at:
            raise TeamError(
                _("Meeting {later} begins before meeting {earlier} ends. Give the dates in order.").format(
                    later=later.number, earlier=earlier.number
                )
            )
    return made


def meeting_words(meeting: Meeting, zone: str) -> str:
    """When a meeting is, by the clock of a zone; where the clock changes in it, both names stand."""
    return time_span(meeting.starts_at, meeting.ends_at, zone)


def check_zone(zone: str) -> str:
    """The name of a zone; raises TeamError for what is none."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise TeamError(
            _('"{zone}" is not the name of a time zone. Give one such as America/Los_Angeles.').format(
                zone=zone
            )
        ) from problem
    return zone


def _moment(wall_clock: datetime, zone: ZoneInfo) -> datetime:
    moment = wall_clock.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != wall_clock.replace(tzinfo=None):
        raise TeamError(
            _("{hour} does not exist in {zone}: the clock leaps over it that night.").format(
                hour=f"{wall_clock:%Y-%m-%d %H:%M}", zone=zone.key
            )
        )
    return moment
