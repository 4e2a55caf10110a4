"""Sessions: a course given between two dates to the people enrolled in it, each with an employer of her own.

In: the records, a course, dates. Out: `Session`, who is in it, and which variant is whose.
Called by people/register.py, intake, the desk, reports and the command.
"""

import json
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from autograde.course import Course
from autograde.errors import SessionError
from autograde.ledger.events import EventKind
from autograde.ledger.records import reading, writing
from autograde.ledger.tables import course_session, event
from autograde.people.enrolment import assign_variant, enrol, known_variant, release_variant, seats
from autograde.sessions.dates import Acceptance, Session, check_session, extended
from classroom.language import _

__all__ = ["Acceptance", "Session", "Sessions", "get_session"]


class Sessions:
    """The sessions of one office."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def open_session(
        self,
        id: str,  # noqa: A002 - the word staff use
        course: Course,
        title: str,
        opens_at: datetime,
        closes_at: datetime,
        zone: str,
        late_days: int = 0,
    ) -> Session:
        """Set the dates of a session; saying the same again changes nothing.

        `zone` is a name such as "America/New_York". Raises SessionError when the dates, the zone or the id
        make no sense, or the id already belongs to a session with other dates.
        """
        order = list(course.variants)
        secrets.SystemRandom().shuffle(order)
        wanted = Session(id, course.id, title.strip(), opens_at, closes_at, zone, late_days, tuple(order))
        check_session(wanted)
        with writing(self.engine, f"session:{id}") as connection:
            if _find(connection, id) is None:
                connection.execute(insert(course_session).values(_row(wanted)))
            found = get_session(connection, id)
        if any(_row(found)[name] != value for name, value in _row(wanted).items() if name != "variant_order"):
            raise SessionError(
                _('There is a session "{id}" already, with another course, title or dates.').format(id=id)
            )
        return found

    def get(self, id: str) -> Session:  # noqa: A002
        """The session of that id; raises SessionError when there is none."""
        with reading(self.engine) as connection:
            return get_session(connection, id)

    def all(self) -> list[Session]:
        """Every session, the one that opens last first."""
        query = select(course_session).order_by(course_session.c.opens_at.desc(), course_session.c.id)
        with reading(self.engine) as connection:
            return [_session(row) for row in connection.execute(query)]

    def accepts(self, session: str, at: datetime) -> Acceptance:
        """Whether work sent to that session at that moment is in time."""
        return self.get(session).accepts(at)

    def enrol(self, session: str, person: str, now: datetime, actor: str) -> None:
        """Put a person into a session; a second time changes nothing. Her variant is assigned when asked
        for.
        """
        with writing(self.engine, f"session:{session}") as connection:
            enrol(connection, get_session(connection, session), person, now, actor)

    def enrolled(self, session: str) -> list[str]:
        """The ids of everyone in the session who has not left it, in the order in which they joined."""
        with reading(self.engine) as connection:
            return list(seats(connection, event.c.session == session))

    def sessions_of(self, person: str) -> list[Session]:
        """The sessions a person is in and has not left, the newest enrolment first, with her own dates."""
        with reading(self.engine) as connection:
            own = seats(connection, event.c.person == person, by=event.c.session)
            return [
                extended(get_session(connection, session), closes_at)
                for session, closes_at in reversed(own.items())
            ]

    def variant_of(self, session: str, person: str) -> int:
        """Which employer is hers, assigned when she joined or when first asked for (see assign_variant)."""
        known = self.variant_if_known(session, person)
        if known is not None:
            return known
        with writing(self.engine, f"session:{session}") as connection:
            return assign_variant(connection, get_session(connection, session), person)

    def variant_if_known(self, session: str, person: str) -> int | None:
        """Which employer is hers, or None while she has none; nothing is assigned."""
        with reading(self.engine) as connection:
            return known_variant(connection, session, person)

    def pick_kind(self, session: str, person: str, among: Collection[int]) -> int:
        """Give her a variant of the kind she picked, in place of one of another kind; returns it.

        among: the variants of that kind. One that she has already stays. Raises SessionError once she has
        sent a part: what was scored stands on her variant.
        """
        with writing(self.engine, f"session:{session}") as connection:
            known = known_variant(connection, session, person)
            if known is not None and known in among:
                return known
            if known is not None and _has_sent(connection, session, person):
                raise SessionError(_("You have sent a part, so your kind of unit stays as it is."))
            release_variant(connection, session, person)
            return assign_variant(connection, get_session(connection, session), person, among)

    def may_change_kind(self, session: str, person: str) -> bool:
        """Whether she has sent nothing yet, so that she may still pick another kind."""
        with reading(self.engine) as connection:
            return not _has_sent(connection, session, person)


def _has_sent(connection: Connection, session: str, person: str) -> bool:
    hers = (event.c.session == session) & (event.c.person == person)
    sent = select(event.c.id).where(hers, event.c.kind == EventKind.SUBMITTED).limit(1)
    return connection.scalar(sent) is not None


def get_session(connection: Connection, id: str) -> Session:  # noqa: A002
    """Read a session within an open transaction; raises SessionError when there is none."""
    found = _find(connection, id)
    if found is None:
        known = ", ".join(connection.scalars(select(course_session.c.id).order_by(course_session.c.id)))
        raise SessionError(
            _('There is no session "{id}". The sessions are: {known}.').format(id=id, known=known or "–")
        )
    return found


def _find(connection: Connection, id: str) -> Session | None:  # noqa: A002
    row = connection.execute(select(course_session).where(course_session.c.id == id)).one_or_none()
    return None if row is None else _session(row)


def _session(row: Row[Any]) -> Session:
    fields = dict(row._mapping)
    order = json.loads(fields.pop("variant_order"))
    return Session(**fields, variants=tuple(order))


def _row(session: Session) -> dict[str, Any]:
    row = dict(vars(session))
    return row | {"variant_order": json.dumps(row.pop("variants"))}
