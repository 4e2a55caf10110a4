"""The page on which a memo is answered, as values: the memo, its earlier versions, numbers, rubric.

In: the stores, a session, a person, a part. Out: `MarkingView`. Called by instructor_pages.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograde.course import Course
from autograde.errors import ReleaseError
from autograde.feedback import feedback
from autograde.marking.memos import GivenMark, MemoVersion, memo_versions
from autograde.marking.second_reading import SecondReading, second_reading
from autograde.release.release import released_part
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_time
from classroom.language import _
from desk.chips import Chip, memo_chip
from desk.feedback_page import QuestionView, feedback_view
from desk.rubric_text import as_html, rubric_of
from desk.stores import Stores

__all__ = ["MarkView", "MarkingView", "VersionView", "marking_view"]


@dataclass(frozen=True)
class MarkView:
    """A mark that was given: its chip, one line, the comment."""

    status: Chip
    line: str
    comment: str | None


@dataclass(frozen=True)
class VersionView:
    """The memo as it was sent once; `text` is None when it was erased."""

    heading: str
    text: str | None
    marks: tuple[MarkView, ...]


@dataclass(frozen=True)
class MarkingView:
    """Everything the page shows. `rubric` is HTML made from the course's own file; `rows` its rows.

    `newest` is what a mark is about; None when there is no memo to answer.
    """

    name: str
    part: str
    where: str
    newest: VersionView | None
    earlier: tuple[VersionView, ...]
    score: str
    questions: tuple[QuestionView, ...]
    rubric: str
    rows: tuple[str, ...]
    max_points: float
    reading: SecondReading | None
    least_points: float


def marking_view(desk: Stores, session: Session, person: str, part_id: str) -> MarkingView | None:
    """Find everything about one memo; None when the part has none, or is not open in the session."""
    course = desk.courses[session.course]
    try:
        memo: dict[str, Any] | None = released_part(desk.office, session.id, part_id).part_json["memo"]
        shown = feedback_view(feedback(desk.office, session.id, person, part_id), course, session)
    except ReleaseError:
        return None
    if not memo:
        return None
    versions = memo_versions(desk.office, session.id, person, part_id)
    views = [_version(desk, one, session) for one in versions]
    reading = second_reading(desk.office, session.id, person, part_id)
    part, known = course.part(part_id), desk.people.people([person])
    return MarkingView(
        name=known[person].name if person in known else _("(name erased)"),
        part=_("Part {number}: {title}").format(number=part.number, title=part.title),
        where=session.title,
        newest=views[-1] if views else None,
        earlier=tuple(reversed(views[:-1])),
        score=shown.score,
        questions=shown.questions,
        rubric=_rubric_html(course, part_id),
        rows=tuple(memo["rows"]),
        max_points=float(memo["points"]),
        reading=reading if reading.asked_at and not reading.answered_at else None,
        least_points=max((mark.points for one in versions[-1:] for mark in one.marks[-1:]), default=0.0),
    )


def _version(desk: Stores, version: MemoVersion, session: Session) -> VersionView:
    return VersionView(
        heading=_("Sent on {when}").format(when=local_time(version.sent_at, session.zone)),
        text=version.text,
        marks=tuple(_mark(desk, mark, session) for mark in version.marks),
    )


def _mark(desk: Stores, mark: GivenMark, session: Session) -> MarkView:
    known = desk.people.people([mark.by])
    line = _("{name}, {when}").format(
        name=known[mark.by].name if mark.by in known else mark.by, when=local_time(mark.at, session.zone)
    )
    if mark.verdict == "met":
        line += ", " + _("{points} of {most} points").format(
            points=f"{mark.points:g}", most=f"{mark.max_points:g}"
        )
    if mark.rubric_row:
        line += ", " + _("row {row}").format(row=mark.rubric_row)
    if mark.corrected:
        line += " " + _("(corrected since)")
    return MarkView(memo_chip(mark.verdict), line, mark.comment)


def _rubric_html(course: Course, part_id: str) -> str:
    """The rubric with its levels; "" where it cannot be read."""
    rubric = rubric_of(course, part_id)
    return as_html(f"{rubric.for_learner}\n\n{rubric.mark_scheme}") if rubric else ""
