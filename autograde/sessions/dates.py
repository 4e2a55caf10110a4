"""A session as a value: its dates, and whether work sent at some moment is in time. Pure.

Called by sessions/calendar.py, and through it by whoever asks for a session.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograde.errors import SessionError
from autograde.ledger.events import OFFICE
from autograde.ledger.moments import moment_to_text
from autograde.toml_reader import SLUG
from classroom.language import _

__all__ = ["Acceptance", "Session", "check_session", "extended"]


class Acceptance(StrEnum):
    """Whether work sent at some moment is in time."""

    NOT_YET = "not yet"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True)
class Session:
    """A course between two dates; `variants` in the order in which they are given out."""

    id: str
    course: str
    title: str
    opens_at: datetime
    closes_at: datetime
    zone: str
    late_days: int
    variants: tuple[int, ...]

    @property
    def ends_at(self) -> datetime:
        """The last moment for late work: the hour of closing, `late_days` days on, by the zone's clock."""
        return self.closes_at.astimezone(ZoneInfo(self.zone)) + timedelta(days=self.late_days)

    def accepts(self, at: datetime) -> Acceptance:
        """Whether work sent at that moment is in time; the last moment of each span belongs to it.

        >>> from datetime import UTC
        >>> june = Session("spring", "costing", "Spring", datetime(2026, 6, 1, tzinfo=UTC),
        ...                datetime(2026, 6, 30, tzinfo=UTC), "America/New_York", 2, (1, 2))
        >>> [str(june.accepts(datetime(2026, *day, tzinfo=UTC))) for day in ((5, 1), (6, 9), (7, 2), (7, 3))]
        ['not yet', 'open', 'late', 'closed']
        """
        if at < self.opens_at:
            return Acceptance.NOT_YET
        if at <= self.closes_at:
            return Acceptance.OPEN
        return Acceptance.LATE if at <= self.ends_at else Acceptance.CLOSED


def extended(session: Session, closes_at: datetime | None) -> Session:
    """The session as it is for somebody whose work is taken until another moment; earlier changes nothing."""
    if closes_at is None or closes_at <= session.closes_at:
        return session
    return replace(session, closes_at=closes_at)


def check_session(session: Session) -> None:
    """Refuse a session whose id, title, dates or zone make no sense; raises SessionError."""
    if not SLUG.fullmatch(session.id) or session.id == OFFICE:
        raise SessionError(
            _('The id "{id}" must be small letters, digits and hyphens, and not "office".').format(
                id=session.id
            )
        )
    if not session.title or len(session.title) > 200:
        raise SessionError(_("The title of a session must have 1 to 200 characters."))
    if moment_to_text(session.closes_at) <= moment_to_text(session.opens_at):
        raise SessionError(
            _("A session must close after it opens; this one opens {opens} and closes {closes}.").format(
                opens=session.opens_at.isoformat(), closes=session.closes_at.isoformat()
            )
        )
    try:
        ZoneInfo(session.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise SessionError(
            _('"{zone}" is not the name of a time zone. Give one such as America/New_York.').format(
                zone=session.zone
            )
        ) from problem
    if not 0 <= session.late_days <= 365:
        raise SessionError(_("The days for late work must be a number from 0 to 365."))
