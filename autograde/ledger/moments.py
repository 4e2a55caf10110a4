"""Times as the records keep them: UTC, as text of one width, the same on every database.

Text and not a database's own type, because exactly this text is hashed, sorts as time, and reads the same
on SQLite and PostgreSQL. `2026-01-24T14:00:00.000000Z`.
"""

from datetime import UTC, datetime

from autograde.errors import RecordsError
from classroom.language import _

__all__ = ["moment_from_text", "moment_to_text", "utc_now"]

_SHAPE = "%Y-%m-%dT%H:%M:%S.%fZ"


def utc_now() -> datetime:
    """The clock of the machine; the only place in the records where it is read."""
    return datetime.now(UTC)


def moment_to_text(moment: datetime) -> str:
    """Write a moment as UTC text; raises RecordsError when it has no zone.

    >>> from datetime import timedelta, timezone
    >>> moment_to_text(datetime(2026, 1, 24, 9, 0, tzinfo=timezone(timedelta(hours=-5))))
    '2026-01-24T14:00:00.000000Z'
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise RecordsError(
            _("The time {moment} has no time zone. Give times with their zone, or in UTC.").format(
                moment=moment.isoformat()
            )
        )
    utc = moment.astimezone(UTC)
    # strftime("%Y") does not pad years before 1000 on every system
    return f"{utc.year:04d}" + utc.strftime(_SHAPE[2:])


def moment_from_text(text: str) -> datetime:
    """Read what moment_to_text wrote.

    >>> moment_from_text("2026-01-24T14:00:00.000000Z").isoformat()
    '2026-01-24T14:00:00+00:00'
    """
    return datetime.strptime(text, _SHAPE).replace(tzinfo=UTC)
