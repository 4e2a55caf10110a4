"""What another gradebook wants to know: each learner's points in each part.

In: the office and `Found`, of one session. Out: `GradeTable`. Called by canvas.py and moodle.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from autograde.errors import SessionError
from autograde.office import Office
from autograde.program.part_standing import PartStanding
from autograde.release.release import Release, released_part
from autograde.reports.scope import Found
from classroom.language import _

__all__ = ["GradeLine", "GradeTable", "PartColumn", "grades_of"]


@dataclass(frozen=True)
class PartColumn:
    """One part: its heading, and the points that can be had (questions and memo)."""

    id: str
    heading: str
    points_possible: Decimal


@dataclass(frozen=True)
class GradeLine:
    """One learner: her id, name and e-mail address, and her points by part; None where nothing was scored."""

    person: str
    name: str
    email: str
    points: Sequence[Decimal | None]


@dataclass(frozen=True)
class GradeTable:
    """The grades of one session."""

    session: str
    title: str
    parts: Sequence[PartColumn]
    lines: Sequence[GradeLine]


def grades_of(office: Office, found: Found) -> GradeTable:
    """The grades of the session in scope: points of the questions, and of a memo that was marked.

    A column for each part that is released in the session, with all the points that can be had in it.
    Raises SessionError when the scope holds no learner, or more than one session.
    """
    sessions = {seat.session.id: seat for seat in found.seats}
    if len(sessions) != 1:
        raise SessionError(
            _("Grades are exported one session at a time; this asks for {n}.").format(n=len(sessions))
        )
    (seat,) = sessions.values()
    parts = [part for part in seat.course.parts if part.available]
    columns = [
        PartColumn(
            part.id,
            _("Part {number}: {title}").format(number=part.number, title=part.title),
            _possible(released_part(office, seat.session.id, part.id)),
        )
        for part in parts
    ]
    lines = [
        GradeLine(
            one.person.id,
            one.person.name,
            one.person.email,
            [_points(one.standing.parts[part.id]) for part in parts],
        )
        for one in found.seats
    ]
    return GradeTable(seat.session.id, seat.session.title, columns, lines)


def _possible(release: Release) -> Decimal:
    return Decimal(str(release.points)).normalize() + Decimal(str(release.memo_points)).normalize()


def _points(part: PartStanding) -> Decimal | None:
    if part.score_points is None:
        return None
    return part.score_points + (part.memo_points or Decimal(0))
