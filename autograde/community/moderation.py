"""Moderation: an instructor or program staff hides a post and says why, or shows it again.

In: the office, a session, a post, a reason. Out: events. Called by the desk. Everybody reads that a post was
hidden and why; its author still reads her own words, so that she can answer, and staff can look again.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from autograde.community.post import Writer, find_post
from autograde.community.posts import say, writing_in
from autograde.community.wording import clean_reason
from autograde.errors import CommunityError
from autograde.ledger.events import EventKind
from autograde.ledger.tables import community_post as table
from autograde.office import Office
from classroom.language import _

__all__ = ["hide_post", "show_post"]


def hide_post(office: Office, session: str, by: Writer, post: str, why: str, now: datetime) -> None:
    """Hide a post. `why`: one line that everybody reads, and that stays on record.

    Raises CommunityError without a reason, for somebody who does not lead, or for a post that is gone.
    """
    _check(by)
    reason = clean_reason(why)
    with writing_in(office, session) as connection:
        found = find_post(connection, session, post)
        if not found.is_shown:
            raise CommunityError(_("This post was taken back or hidden already."))
        connection.execute(update(table).where(table.c.id == post).values(hidden_at=now, hidden_why=reason))
        say(connection, EventKind.POST_HIDDEN, found, by.person, now, reason)


def show_post(office: Office, session: str, by: Writer, post: str, now: datetime) -> None:
    """Show a hidden post again; a second time changes nothing. Raises CommunityError likewise."""
    _check(by)
    with writing_in(office, session) as connection:
        found = find_post(connection, session, post)
        if found.hidden_at is not None:
            connection.execute(update(table).where(table.c.id == post).values(hidden_at=None, hidden_why=""))
            say(connection, EventKind.POST_SHOWN, found, by.person, now)


def _check(by: Writer) -> None:
    if not by.leads:
        raise CommunityError(_("Only an instructor or program staff can do this."))
