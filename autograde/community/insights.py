"""Insights that learners share by consent in the lessons, as threads of their own.

In: a packet that intake took in. Out: posts of the topic "insights". Called by intake for every packet. Her
newest packet decides: another text replaces the old one, and without her consent it is taken back. What she
took back on the page herself does not come again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from autograde.community.post import Post, Topic, Writer, as_post, new_id
from autograde.community.posts import keep_post, say, writing_in
from autograde.community.wording import clean_text, without_addresses
from autograde.errors import CommunityError
from autograde.ledger.events import EventKind
from autograde.ledger.tables import community_post as table
from autograde.office import Office
from classroom.answers.file import Answer
from classroom.questions.insights import read_insight
from classroom.questions.question import Kind

__all__ = ["origin_of", "part_of_origin", "share_insights"]


def share_insights(
    office: Office,
    session: str,
    person: str,
    part: str,
    kinds: Mapping[str, Kind],
    answers: Mapping[str, Answer],
    now: datetime,
) -> None:
    """Bring the insights of one part up to what a packet says; a second time changes nothing."""
    for question, kind in kinds.items():
        if kind is Kind.INSIGHT:
            kept = answers.get(question)
            text = _shared_text(kept.text) if kept else ""
            _bring_up_to_date(office, session, person, origin_of(part, question), text, now)


def origin_of(part: str, question: str) -> str:
    """How a post says where it comes from.

    >>> origin_of("part01-count", "insight")
    'part01-count:insight'
    """
    return f"{part}:{question}"


def part_of_origin(origin: str) -> str:
    """The part that an insight comes from."""
    return origin.split(":")[0]


def _shared_text(kept: str) -> str:
    """What may be read by others; empty without consent. Too long or empty: nothing is shared."""
    insight = read_insight(kept)
    try:
        return clean_text(without_addresses(insight.text)) if insight.is_shared else ""
    except CommunityError:
        return ""


def _bring_up_to_date(
    office: Office, session: str, person: str, origin: str, text: str, now: datetime
) -> None:
    hers = (table.c.session == session, table.c.person == person, table.c.origin == origin)
    with writing_in(office, session) as connection:
        row = connection.execute(select(table).where(*hers)).mappings().one_or_none()
        before: Post | None = as_post(row) if row is not None else None
        if before is None:
            if text:
                new = new_id("d")
                by = Writer(person)
                keep_post(connection, new, session, new, Topic.INSIGHTS, by, "", text, now, origin)
        elif before.withdrawn_at is None and not text:
            # Its origin goes too, so that she can share it again by ticking the box again.
            gone = {"text": "", "origin": "", "withdrawn_at": now}
            connection.execute(update(table).where(*hers).values(gone))
            say(connection, EventKind.POST_WITHDRAWN, before, person, now)
        elif before.withdrawn_at is None and text != before.text:
            connection.execute(update(table).where(*hers).values(text=text, changed_at=now))
            say(connection, EventKind.POST_CHANGED, before, person, now)
