"""What is written in the community of the play: by learners on its pages, and by the instructor.

In: the office, the session, moments. Out: what the pages show. Called by demonstration.run. For the
instructor it is done as the pages of the desk do it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from autograde.community.files import add_file
from autograde.community.information import Entry, EntryKind, information_of, replace_information
from autograde.community.post import Writer
from autograde.community.posts import reply
from autograde.ledger.records import reading
from autograde.ledger.tables import community_post
from autograde.office import Office
from demonstration.learner import Learner

__all__ = ["furnish", "take_part"]

TEMPLATE = "Date,Asked of,What was asked for,Promised by,Came on\r\n"


def furnish(office: Office, session: str, instructor: str, opens: datetime) -> None:
    """Announce an intensive and a webinar, and share an empty template, once."""
    if information_of(office, session):
        return
    by, now = Writer(instructor, "instructor"), opens - timedelta(days=7)
    day, evening = opens + timedelta(days=30), opens + timedelta(days=9, hours=9)
    entries = [
        Entry(
            EntryKind.INTENSIVE, "Harbor intensive", day, day + timedelta(hours=7),
            "Harbor Union Hall, 12 Dock Street (fictional)", "Bring a calculator. Lunch is there.",
        ),
        Entry(
            EntryKind.WEBINAR, "Questions on Parts 1 and 2", evening, evening + timedelta(hours=1),
            "The link comes by mail on the day.",
        ),
        Entry(EntryKind.RESOURCE, "Where to ask for data", about="Begin with the payroll office."),
    ]  # fmt: skip
    replace_information(office, session, by, entries, now)
    about = "An empty list of what you asked your employer for"
    add_file(office, session, by, "data-requests.csv", TEMPLATE.encode(), about, now)


def take_part(
    office: Office,
    session: str,
    learner: Learner,
    number: int,
    person: str,
    instructor: str,
    now: datetime,
) -> None:
    """A learner writes what she writes on that day, and the instructor answers where the cast says so."""
    posting = learner.actor.posts[number]
    if learner.actor.listed and number == 0:
        learner.be_listed(session)
    learner.post(session, posting)
    if posting.reply:
        _answer_newest(office, session, person, posting.reply, instructor, now)


def _answer_newest(
    office: Office, session: str, person: str, text: str, instructor: str, now: datetime
) -> None:
    hers = (community_post.c.session == session) & (community_post.c.person == person)
    newest = select(community_post.c.thread).where(hers, community_post.c.origin == "")
    with reading(office.records()) as connection:
        thread = connection.scalar(newest.order_by(community_post.c.position.desc()).limit(1))
    reply(office, session, Writer(instructor, "instructor"), str(thread), text, now)
