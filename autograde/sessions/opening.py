"""Opens a session: its dates in the records, and every part that has a lesson released into it.

In: the office, the courses, dates. Out: the ids of the parts that are now open. Called by the command and the
demonstration.
"""

import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from autograde.course import Course
from autograde.errors import CourseError
from autograde.ledger.events import OFFICE, EventKind, NewEvent
from autograde.ledger.moments import moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office, open_office
from autograde.people.codes import code_hash
from autograde.people.register import People
from autograde.release.release import Release, release_into_session, release_part
from autograde.sessions.calendar import Sessions
from autograde.sessions.dates import Session
from classroom.language import _

__all__ = [
    "course_named",
    "course_of_session",
    "invite",
    "open_session",
    "rehearse_part",
    "release_parts",
]

Progress = Callable[[str], None]
"""Told what is being done, in a few words."""


def open_session(
    office: Office,
    courses: Mapping[str, Course],
    course_id: str,
    session: str,
    *,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    zone: str,
    late_days: int,
    actor: str,
    now: datetime,
) -> list[str]:
    """Set a session's dates and release the parts of its course; returns the parts' ids.

    actor: who opens it, for the record. Doing it again with the same dates changes nothing. Raises
    CourseError for an unknown course, SessionError for dates or a zone that make no sense, and what
    release_part raises.
    """
    course = course_named(courses, course_id)
    opened = Sessions(office.records()).open_session(
        session, course, title or course.title, opens_at, closes_at, zone, late_days
    )
    _put_on_record(Ledger(office.records()), opened, actor, now)
    return release_parts(office, course, session)


def invite(
    office: Office, session: str, count: int, created_at: datetime, expires_at: datetime, actor: str
) -> list[str]:
    """Make that many invitations and put on record who did; the codes are returned this once."""
    people = People(office.records())
    with office.writer():
        codes = [people.invite(session, created_at, expires_at) for _number in range(count)]
        made = NewEvent(
            key=f"invited:{session}:{code_hash(codes[0])}",
            person=OFFICE,
            session=session,
            kind=EventKind.INVITED,
            occurred_at=created_at,
            actor=actor,
            body={"count": count, "expires_at": moment_to_text(expires_at)},
        )
        Ledger(office.records()).append(made)
    return codes


def _put_on_record(ledger: Ledger, opened: Session, actor: str, now: datetime) -> None:
    """Say once who opened a session, and with which dates."""
    key = f"session_opened:{opened.id}"
    if ledger.event(key) is not None:
        return
    said = NewEvent(
        key=key,
        person=OFFICE,
        session=opened.id,
        kind=EventKind.SESSION_OPENED,
        occurred_at=now,
        actor=actor,
        body={
            "course": opened.course,
            "opens_at": moment_to_text(opened.opens_at),
            "closes_at": moment_to_text(opened.closes_at),
            "zone": opened.zone,
            "late_days": opened.late_days,
        },
    )
    ledger.append(said)


def release_parts(office: Office, course: Course, session: str) -> list[str]:
    """Release every part of the course that has a lesson into a session; returns their ids."""
    return [
        part.id
        for part in course.parts
        if part.available and release_into_session(course, part.id, office, session)
    ]


def course_of_session(office: Office, courses: Mapping[str, Course], session: str) -> Course:
    """The course a session gives. Raises SessionError or CourseError when there is none."""
    return course_named(courses, Sessions(office.records()).get(session).course)


def course_named(courses: Mapping[str, Course], course_id: str) -> Course:
    """The course of that id. Raises CourseError, naming those there are."""
    if course_id not in courses:
        raise CourseError(
            _('There is no course "{course}". The courses are: {known}.').format(
                course=course_id, known=", ".join(sorted(courses)) or "–"
            )
        )
    return courses[course_id]


def rehearse_part(course: Course, part: str) -> Release:
    """Release a part in an office that is thrown away afterwards, to check a lesson while writing it."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        return release_part(course, part, open_office(Path(folder)))
