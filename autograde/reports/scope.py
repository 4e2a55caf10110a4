"""What a report is about: sessions, dates, an affiliate; and everything the ledger says of them.

In: the office, the courses, what staff asked for. Out: `Found`. Called by the command; every report but the
completion report is made from it. It reads, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from autograde.course import Course
from autograde.errors import SessionError
from autograde.ledger.events import Event
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.names import sort_key
from autograde.people.register import People, Person
from autograde.program.rules import find_rules
from autograde.program.standing import Standing, standing
from autograde.registration.outcomes import Outcome, outcome
from autograde.release.release import as_released
from autograde.sessions.calendar import Session, Sessions
from autograde.sessions.local_time import plain_day
from classroom.language import _

__all__ = ["Found", "Scope", "Seat", "find"]


@dataclass(frozen=True)
class Scope:
    """What staff asked for. `sessions` empty: all; `since` and `until`: both days belong to the range."""

    sessions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    affiliate: str = ""

    def holds(self, moment: datetime, zone: str) -> bool:
        """Whether a moment lies in the range of days, by the clock of a zone.

        >>> from datetime import UTC
        >>> scope = Scope(since=date(2026, 11, 1), until=date(2026, 11, 1))
        >>> late = datetime(2026, 11, 2, 4, 59, tzinfo=UTC)  # the clocks went back on that day
        >>> scope.holds(late, "America/New_York"), scope.holds(late, "UTC")
        (True, False)
        """
        return self.holds_day(moment.astimezone(ZoneInfo(zone)).date())

    def holds_day(self, day: date) -> bool:
        """Whether a day lies in the range."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Seat:
    """One learner in one session, where she stands there, and how it ended for her.

    Of the course those parts are available that are released in the session.
    """

    person: Person
    session: Session
    course: Course
    standing: Standing
    outcome: Outcome


@dataclass(frozen=True)
class Found:
    """The seats in scope, by session and name; the events of those people, in and out of session; a
    moment."""

    scope: Scope
    seats: Sequence[Seat]
    events: Mapping[str, Sequence[Event]]
    now: datetime

    @property
    def zone(self) -> str:
        """The zone in which times are shown: that of the first session."""
        return self.seats[0].session.zone if self.seats else "UTC"

    @property
    def people(self) -> dict[str, Person]:
        """Everyone in scope, once, by id."""
        return {seat.person.id: seat.person for seat in self.seats}

    @property
    def words(self) -> str:
        """The scope in words, for the head of a page."""
        titles = dict.fromkeys(seat.session.title for seat in self.seats)
        said = [", ".join(titles) or _("no session")]
        if self.scope.affiliate:
            said.append(self.scope.affiliate)
        if self.scope.since:
            said.append(_("from {day}").format(day=plain_day(self.scope.since)))
        if self.scope.until:
            said.append(_("until {day}").format(day=plain_day(self.scope.until)))
        return "; ".join(said)


def find(
    office: Office,
    courses: Mapping[str, Course],
    scope: Scope,
    now: datetime,
    programs: Path | None = None,
    among: Collection[str] | None = None,
) -> Found:
    """Read what the ledger says of the scope at the moment `now`; only of the people `among`, when given.

    Raises SessionError for a session that is not there or a course that is not, RulesError for its rules.
    """
    sessions = Sessions(office.records())
    wanted = [sessions.get(one) for one in scope.sessions] if scope.sessions else sessions.all()
    if among is None and scope.affiliate:
        among = People(office.records()).belonging_to(scope.affiliate)
    by_person = dict(Ledger(office.records()).chains(among))
    seats: list[Seat] = []
    for session in sorted(wanted, key=lambda one: (one.opens_at, one.id)):
        if session.course not in courses:
            raise SessionError(
                _('The session "{session}" is of the course "{course}", which is not here.').format(
                    session=session.id, course=session.course
                )
            )
        course = as_released(office, courses[session.course], session.id)
        seats += _seats(office, session, course, by_person, now, programs)
    events = {seat.person.id: by_person[seat.person.id] for seat in seats}
    return Found(scope, seats, events, now)


def _seats(
    office: Office,
    session: Session,
    course: Course,
    by_person: Mapping[str, Sequence[Event]],
    now: datetime,
    programs: Path | None,
) -> list[Seat]:
    here = [event for events in by_person.values() for event in events if event.session == session.id]
    standings = standing(here, course, find_rules(course.id, programs), now)
    people = People(office.records()).people(standings)
    seats = [
        Seat(
            people.get(person) or Person(person, _("(name erased)"), "", "", ""),
            session,
            course,
            one,
            outcome([event for event in by_person[person] if event.session == session.id], one, session, now),
        )
        for person, one in standings.items()
        if one.enrolled_at
    ]
    return sorted(seats, key=lambda seat: (sort_key(seat.person.name), seat.person.id))
