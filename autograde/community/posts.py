"""Writing in a discussion: open a thread, answer in one, change or take back one's own post.

In: the office, a session, who writes, text. Out: the id of a post; a row of the records, and an event without
the words. Called by the desk. Who may be in the session's pages is for the desk to check; when and how much
may be written is checked here. Raises CommunityError with one sentence; then nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from autograde.community.post import Post, Topic, Writer, find_post, new_id
from autograde.community.rate_limit import POSTS, check_rate
from autograde.community.wording import clean_line, clean_text
from autograde.errors import CommunityError
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.records import reading, writing
from autograde.ledger.store import events_in, record
from autograde.ledger.tables import community_post as table
from autograde.office import Office
from autograde.sessions.calendar import Sessions
from autograde.sessions.local_time import local_time
from classroom.language import _

__all__ = [
    "change_post",
    "check_may_write",
    "keep_post",
    "open_thread",
    "post_of",
    "reply",
    "say",
    "withdraw_post",
    "writing_in",
]


def open_thread(
    office: Office, session: str, by: Writer, topic: Topic, title: str, text: str, now: datetime
) -> str:
    """Open a thread; returns its id. An introduction has no title; insights come from the lessons."""
    if topic is Topic.INSIGHTS:
        raise CommunityError(_("An insight is shared in its lesson: tick the box there and send the part."))
    line = clean_line(title, _("title")) if topic is Topic.QUESTIONS else ""
    body = clean_text(text)
    with writing_in(office, session) as connection:
        check_may_write(office, session, by, now)
        again = (table.c.topic == topic, table.c.title == line, table.c.thread == table.c.id)
        if (same := _sent_twice(connection, session, by, body, *again)) is not None:
            return same
        _check_posts(connection, session, by, now)
        new = new_id("d")
        keep_post(connection, new, session, new, topic, by, line, body, now)
        return new


def reply(office: Office, session: str, by: Writer, thread: str, text: str, now: datetime) -> str:
    """Answer in a thread; returns the id of the post."""
    body = clean_text(text)
    with writing_in(office, session) as connection:
        check_may_write(office, session, by, now)
        opening = find_post(connection, session, thread)
        if not opening.opens or opening.hidden_at is not None:
            raise CommunityError(_("This thread is closed."))
        again = (table.c.thread == thread, table.c.id != thread)
        if (same := _sent_twice(connection, session, by, body, *again)) is not None:
            return same
        _check_posts(connection, session, by, now)
        new = new_id("d")
        keep_post(connection, new, session, thread, opening.topic, by, "", body, now)
        return new


def change_post(
    office: Office, session: str, by: Writer, post: str, title: str, text: str, now: datetime
) -> None:
    """Put other words into one's own post."""
    body = clean_text(text)
    with writing_in(office, session) as connection:
        check_may_write(office, session, by, now)
        found = _own(connection, session, by, post)
        if found.origin:
            raise CommunityError(
                _("This comes from your lesson. Change it there and send the part again, or take it back.")
            )
        line = clean_line(title, _("title")) if found.title else ""
        if (line, body) == (found.title, found.text):
            return
        _check_posts(connection, session, by, now)
        connection.execute(
            update(table).where(table.c.id == post).values(title=line, text=body, changed_at=now)
        )
        say(connection, EventKind.POST_CHANGED, found, by.person, now)


def withdraw_post(office: Office, session: str, by: Writer, post: str, now: datetime) -> None:
    """Take back one's own post: its words are gone, and its place in the thread stays. Always allowed."""
    with writing_in(office, session) as connection:
        found = find_post(connection, session, post)
        if found.person != by.person:
            raise CommunityError(_("Only who wrote a post can take it back."))
        if found.withdrawn_at is None:
            connection.execute(
                update(table).where(table.c.id == post).values(title="", text="", withdrawn_at=now)
            )
            say(connection, EventKind.POST_WITHDRAWN, found, by.person, now)


def post_of(office: Office, session: str, by: Writer, post: str) -> Post:
    """One's own post, to be changed; raises CommunityError when it is not hers or cannot be changed."""
    with reading(office.records()) as connection:
        return _own(connection, session, by, post)


def check_may_write(office: Office, session: str, by: Writer, now: datetime) -> None:
    """Refuse a learner once her session is over, or who is not in it."""
    if by.leads:
        return
    own = {one.id: one for one in Sessions(office.records()).sessions_of(by.person)}
    if session not in own:
        raise CommunityError(_("You are not in this session."))
    if now > own[session].ends_at:
        raise CommunityError(
            _("This session ended on {when}. Everything can still be read.").format(
                when=local_time(own[session].ends_at, own[session].zone)
            )
        )


@contextmanager
def writing_in(office: Office, session: str) -> Iterator[Connection]:
    """A transaction on the community of one session, under the office's lock."""
    with office.writer(), writing(office.records(), f"community:{session}") as connection:
        yield connection


def say(
    connection: Connection, kind: EventKind, post: Post, actor: str, now: datetime, reason: str = ""
) -> None:
    """Put on record what happened to a post; nothing where its author was erased."""
    if post.person is None:
        return
    body: dict[str, Any] = {"post": post.id}
    if kind in (EventKind.POST_CHANGED, EventKind.POST_WITHDRAWN):
        body["origin"] = post.origin
    told = len(events_in(connection, person=post.person, session=post.session, kinds={kind}))
    record(
        connection,
        NewEvent(
            key=f"{kind}:{post.id}:{told + 1}",
            person=post.person,
            session=post.session,
            kind=kind,
            occurred_at=now,
            actor=actor,
            reason=reason,
            body=body,
        ),
        now,
    )


def _own(connection: Connection, session: str, by: Writer, post: str) -> Post:
    found = find_post(connection, session, post)
    if found.person != by.person:
        raise CommunityError(_("Only who wrote a post can change it."))
    if not found.is_shown:
        raise CommunityError(_("This post was taken back or hidden, so it stays as it is."))
    return found


def _check_posts(connection: Connection, session: str, by: Writer, now: datetime) -> None:
    """Refuse a learner who wrote too much in a short time; an instructor may answer everybody at once."""
    if by.leads:
        return
    kinds = (EventKind.POSTED, EventKind.POST_CHANGED)
    told = events_in(connection, person=by.person, session=session, kinds=kinds)
    check_rate((event.occurred_at for event in told if not event.body["origin"]), now, POSTS)


def _sent_twice(connection: Connection, session: str, by: Writer, text: str, *where: Any) -> str | None:
    """Her newest post of that place, if it says the same: the button was pressed twice."""
    hers = (table.c.session == session, table.c.person == by.person, table.c.withdrawn_at.is_(None), *where)
    newest = connection.execute(
        select(table.c.id, table.c.text).where(*hers).order_by(table.c.position.desc()).limit(1)
    ).one_or_none()
    return str(newest.id) if newest is not None and newest.text == text else None


def keep_post(
    connection: Connection,
    new: str,
    session: str,
    thread: str,
    topic: Topic,
    by: Writer,
    title: str,
    text: str,
    now: datetime,
    origin: str = "",
) -> None:
    """Put a new post into its table, and on record; the caller has checked that it may be there."""
    connection.execute(
        insert(table).values(
            id=new, session=session, thread=thread, topic=str(topic), origin=origin, person=by.person,
            role=by.role, title=title, text=text, written_at=now, hidden_why="",
        )
    )  # fmt: skip
    record(
        connection,
        NewEvent(
            key=f"posted:{new}",
            person=by.person,
            session=session,
            kind=EventKind.POSTED,
            occurred_at=now,
            actor=by.person,
            body={"post": new, "thread": thread, "topic": str(topic), "origin": origin},
        ),
        now,
    )
