"""The list of members of a session: who wants to be on it, by name and affiliate, and nothing else.

In: the office, a session, a person. Out: `Listed`, by name. Called by the desk. Nobody is listed before she
says so herself, and she can say otherwise at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from autograde.community.post import Writer
from autograde.community.posts import check_may_write, writing_in
from autograde.errors import CommunityError
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.records import reading
from autograde.ledger.store import events_in, record
from autograde.ledger.tables import community_member as table
from autograde.office import Office
from autograde.people.names import sort_key
from autograde.people.register import People
from autograde.sessions.calendar import Sessions
from classroom.language import _

__all__ = ["Listed", "is_listed", "list_me", "listed_members"]


@dataclass(frozen=True)
class Listed:
    """A member as the others read her."""

    name: str
    affiliate: str


def list_me(office: Office, session: str, by: Writer, listed: bool, now: datetime) -> None:
    """Put a learner on the list of her session, or take her off; saying the same again changes nothing.

    Raises CommunityError for somebody who is not a learner of the session, or once it is over; off the list
    she can always be.
    """
    if by.leads:
        raise CommunityError(_("The list is of the learners of a session."))
    if listed:
        check_may_write(office, session, by, now)
    hers = (table.c.session == session) & (table.c.person == by.person)
    with writing_in(office, session) as connection:
        before = connection.execute(select(table).where(hers)).first() is not None
        if before == listed:
            return
        if listed:
            connection.execute(insert(table).values(session=session, person=by.person, listed_at=now))
        else:
            connection.execute(delete(table).where(hers))
        kinds = {EventKind.MEMBER_LISTED}
        told = len(events_in(connection, person=by.person, session=session, kinds=kinds))
        said = NewEvent(
            key=f"listed:{session}:{by.person}:{told + 1}",
            person=by.person,
            session=session,
            kind=EventKind.MEMBER_LISTED,
            occurred_at=now,
            actor=by.person,
            body={"listed": listed},
        )
        record(connection, said, now)


def is_listed(office: Office, session: str, person: str) -> bool:
    """Whether she is on the list."""
    hers = (table.c.session == session) & (table.c.person == person)
    with reading(office.records()) as connection:
        return connection.execute(select(table).where(hers)).first() is not None


def listed_members(office: Office, session: str) -> list[Listed]:
    """Everybody on the list who is still in the session, as one looks up a name."""
    with reading(office.records()) as connection:
        wanted = set(connection.scalars(select(table.c.person).where(table.c.session == session)))
    here = [one for one in Sessions(office.records()).enrolled(session) if one in wanted]
    people = People(office.records()).people(here).values()
    return sorted(
        (Listed(one.name, one.affiliate) for one in people), key=lambda one: (sort_key(one.name), one.name)
    )
