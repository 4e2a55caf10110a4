"""Working days: when an answer that was promised within some of them is due. Pure.

Called by reports and marking.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

__all__ = ["after_working_days"]


def after_working_days(since: datetime, days: int, zone: str) -> datetime:
    """The same hour that many working days later (Monday to Friday; holidays are not known here).

    >>> from datetime import UTC
    >>> friday = datetime(2026, 1, 23, 14, 0, tzinfo=UTC)
    >>> after_working_days(friday, 3, "America/New_York").strftime("%A %B %d, %H:%M")
    'Wednesday January 28, 09:00'
    """
    there = since.astimezone(ZoneInfo(zone))
    while days:
        there += timedelta(days=1)
        days -= there.weekday() < 5
    return there
