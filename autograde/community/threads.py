"""Reading the discussions of a session: the threads of a topic, and the posts of one thread.

In: the office, a session. Out: `Thread`s and `Post`s. Called by the desk.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select

from autograde.community.post import Post, Topic, as_post, find_post
from autograde.errors import CommunityError
from autograde.ledger.records import reading
from autograde.ledger.tables import community_post as table
from autograde.office import Office
from classroom.language import _

__all__ = ["Thread", "read_thread", "threads_of"]


@dataclass(frozen=True)
class Thread:
    """A thread in a list: the post that opens it, and how many answers everybody can read."""

    opening: Post
    replies: int


def threads_of(office: Office, session: str, topic: Topic, hidden_too: bool = False) -> list[Thread]:
    """The threads of a topic, the one with the newest post first.

    One whose opening was taken back stays while it has answers. One whose opening is hidden is left out,
    unless `hidden_too`.
    """
    shown = table.c.withdrawn_at.is_(None) & table.c.hidden_at.is_(None)
    replies = func.sum(case((shown & (table.c.id != table.c.thread), 1), else_=0)).label("replies")
    newest = func.max(case((shown, table.c.position), else_=0)).label("newest")
    where = (table.c.session == session) & (table.c.topic == str(topic))
    counted = select(table.c.thread, replies, newest).where(where).group_by(table.c.thread).subquery()
    query = (
        select(table, counted.c.replies)
        .join(counted, table.c.id == counted.c.thread)
        .order_by(counted.c.newest.desc(), table.c.position.desc())
    )
    found = []
    with reading(office.records()) as connection:
        for row in connection.execute(query).mappings():
            fields = dict(row)
            replies_to_it = int(fields.pop("replies"))
            found.append(Thread(as_post(fields), replies_to_it))
    return [
        one
        for one in found
        if (one.opening.hidden_at is None or hidden_too)
        and (one.opening.withdrawn_at is None or one.replies > 0)
    ]


def read_thread(office: Office, session: str, thread: str) -> list[Post]:
    """The posts of a thread in order, those that were taken back or hidden among them.

    Raises CommunityError when the session has no such thread.
    """
    with reading(office.records()) as connection:
        if not find_post(connection, session, thread).opens:
            raise CommunityError(_("There is no such thread in this session."))
        query = select(table).where(table.c.thread == thread).order_by(table.c.position)
        return [as_post(row) for row in connection.execute(query).mappings()]
