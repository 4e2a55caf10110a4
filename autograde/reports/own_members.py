"""What an officer of a local may see: how far the members of her own local are, and of others no one.

In: the office, the courses, an affiliate and a local, a moment. Out: `OwnMembers`. Called by the desk.
Of a member: name, course, parts complete, how it ended. No points, no memos, no dates of hers. Of the rest of
the affiliate: counts, and none about fewer than five people, nor about all of them but fewer than five.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograde.course import Course
from autograde.office import Office
from autograde.people.names import same_place
from autograde.people.register import People
from autograde.program.part_standing import PartState
from autograde.registration.outcomes import Outcome
from autograde.reports.affiliates import FEWEST
from autograde.reports.scope import Found, Scope, Seat, find
from autograde.sessions.calendar import Sessions
from classroom.language import _

__all__ = ["MemberLine", "OthersLine", "OwnMembers", "coarse", "own_members"]


@dataclass(frozen=True)
class MemberLine:
    """One member in one session: how many of its parts are complete, and how it stands, in words."""

    name: str
    course: str
    session: str
    parts_complete: int
    parts: int
    state: str


@dataclass(frozen=True)
class OthersLine:
    """The rest of the affiliate, together: counts in words, as far as they may be said."""

    learners: int
    begun: str
    completed: str


@dataclass(frozen=True)
class OwnMembers:
    """The page of an officer; `others` is None where fewer than five learners are in other locals."""

    affiliate: str
    local: str
    members: tuple[MemberLine, ...]
    others: OthersLine | None


def own_members(
    office: Office,
    courses: Mapping[str, Course],
    affiliate: str,
    local: str,
    now: datetime,
    programs: Path | None = None,
) -> OwnMembers:
    """The members of one local. A local is known by its name and that of its affiliate together.

    Raises RulesError where a course has no rules.
    """
    people, sessions = People(office.records()), Sessions(office.records()).all()
    given = tuple(session.id for session in sessions if session.course in courses)
    if not given:
        return OwnMembers(affiliate, local, (), None)
    among = people.belonging_to(affiliate) if affiliate else people.belonging_to(affiliate, local)
    found = find(office, courses, Scope(given), now, programs, among)
    hers = [seat for seat in found.seats if same_place(seat.person.local, local)]
    lines = sorted((_line(seat) for seat in hers), key=lambda line: (line.name.casefold(), line.session))
    return OwnMembers(affiliate, local, tuple(lines), _others(found, local) if affiliate else None)


def coarse(count: int, of: int) -> str:
    """A count of people, said so that it is about nobody in particular.

    >>> coarse(3, 40), coarse(12, 40), coarse(38, 40)
    ('fewer than 5', '12', 'all, or all but fewer than 5')
    """
    if count < FEWEST:
        return _("fewer than {n}").format(n=FEWEST)
    if of - count < FEWEST:
        return _("all, or all but fewer than {n}").format(n=FEWEST)
    return str(count)


def _line(seat: Seat) -> MemberLine:
    return MemberLine(
        name=seat.person.name,
        course=seat.course.title,
        session=seat.session.title,
        parts_complete=seat.standing.parts_complete,
        parts=len(seat.course.parts),
        state=_state(seat),
    )


def _state(seat: Seat) -> str:
    if seat.outcome is Outcome.UNDER_WAY and not _begun(seat):
        return _("has sent nothing yet")
    return {
        Outcome.UNDER_WAY: _("under way"),
        Outcome.COMPLETE: _("complete"),
        Outcome.INCOMPLETE: _("ended incomplete"),
        Outcome.NO_SHOW: _("sent nothing"),
        Outcome.WITHDRAWN: _("withdrew"),
        Outcome.TRANSFERRED: _("went to another session"),
    }[seat.outcome]


def _begun(seat: Seat) -> bool:
    return any(part.state is not PartState.NOT_STARTED for part in seat.standing.parts.values())


def _others(found: Found, local: str) -> OthersLine | None:
    rest = [seat for seat in found.seats if not same_place(seat.person.local, local)]
    learners = len({seat.person.id for seat in rest})
    if learners < FEWEST:
        return None
    begun = len({seat.person.id for seat in rest if _begun(seat)})
    completed = len({seat.person.id for seat in rest if seat.standing.course_complete})
    return OthersLine(learners, coarse(begun, learners), coarse(completed, learners))
