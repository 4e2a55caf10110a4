"""How much one person may write in a while, so that nobody fills a discussion by herself.

In: the moments at which she wrote before, and now. Out: nothing, or a CommunityError that says when she can
go on. Pure. Called by posts.py and files.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from autograde.errors import CommunityError
from classroom.language import ngettext

__all__ = ["FILES", "POSTS", "Limit", "check_rate"]


@dataclass(frozen=True)
class Limit:
    """At most `most` of them within `within`."""

    most: int
    within: timedelta


POSTS = (Limit(8, timedelta(minutes=10)), Limit(60, timedelta(days=1)))
"""New posts and changed ones together."""
FILES = (Limit(5, timedelta(hours=1)), Limit(20, timedelta(days=1)))


def check_rate(before: Iterable[datetime], now: datetime, limits: Iterable[Limit]) -> None:
    """Refuse one more when one of the limits is reached; what a clock set back puts in the future counts.

    >>> from datetime import UTC
    >>> noon = datetime(2027, 1, 4, 12, 0, tzinfo=UTC)
    >>> check_rate([noon], noon, [Limit(2, timedelta(minutes=10))])
    >>> check_rate([noon, noon], noon + timedelta(minutes=4), [Limit(2, timedelta(minutes=10))])
    Traceback (most recent call last):
    ...
    autograde.errors.CommunityError: That was a lot in a short time. Please go on in 6 minutes.
    """
    moments = sorted(before)
    for limit in limits:
        recent = [moment for moment in moments if moment > now - limit.within]
        if len(recent) >= limit.most:
            free = recent[len(recent) - limit.most] + limit.within
            minutes = max(1, -(-int((free - now).total_seconds()) // 60))
            raise CommunityError(
                ngettext(
                    "That was a lot in a short time. Please go on in {n} minute.",
                    "That was a lot in a short time. Please go on in {n} minutes.",
                    minutes,
                ).format(n=minutes)
            )
