"""The session that an address names, or 404; and the sessions whose course this desk has.

In: an id from an address. Out: `Session`s. Called by the pages of instructors, program staff and communities.
"""

from __future__ import annotations

from werkzeug.exceptions import NotFound

from autograde.errors import SessionError
from autograde.sessions.dates import Session
from desk.stores import stores

__all__ = ["course_session", "course_sessions", "known_session"]


def known_session(session: str) -> Session:
    """The session of an address; 404 where there is none."""
    try:
        return stores().sessions.get(session)
    except SessionError as unknown:
        raise NotFound from unknown


def course_session(session: str) -> Session:
    """The session of an address; 404 where there is none, or its course is not one of this desk's."""
    found = known_session(session)
    if found.course not in stores().courses:
        raise NotFound
    return found


def course_sessions() -> list[Session]:
    """Every session whose course is one of this desk's."""
    desk = stores()
    return [one for one in desk.sessions.all() if one.course in desk.courses]
