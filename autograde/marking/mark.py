"""An instructor's answer to a memo: *met*, or *returned* with one change tied to a row of the rubric.

In: the office, a session, a person, a part, and what the instructor decided. Out: the mark in the session's
gradebook, her comment kept apart, and `feedback_given` in the ledger. Called by the desk, the command
`bargain mark`, second_reading.py and formgrader.py.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from autograde.course import Course
from autograde.errors import GradingError
from autograde.evidence import comment_text, keep_comment
from autograde.gradebook import open_gradebook
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.program.completions import record_completions
from autograde.program.rules import Rules, find_rules
from autograde.release.release import released_part
from classroom.language import _

__all__ = ["Verdict", "mark_memo"]


class Verdict(StrEnum):
    """What an instructor says of a memo."""

    MET = "met"
    RETURNED = "returned"


def mark_memo(
    office: Office,
    course: Course,
    session: str,
    person: str,
    part: str,
    *,
    verdict: Verdict | str,
    points: float | None,
    comment: str,
    rubric_row: str | None,
    actor: str,
    now: datetime,
    rules: Rules | None = None,
) -> Event:
    """Mark the memo of a person's latest scored submission and return the `feedback_given` event.

    points: what *met* is worth, from 0 to the memo's points; a returned memo has 0 until it is sent again.
    comment: what she reads; for *returned* the one change. rubric_row: the row of the rubric the change is
    about. Marking again with the same words changes nothing; with others it is a correction, a new event
    that supersedes. Raises GradingError, with nothing changed, for a mark that is incomplete, or when there
    is no memo to mark.
    """
    memo: dict[str, Any] = released_part(office, session, part).part_json["memo"] or {}
    decided = _decided(Verdict(verdict), points, comment.strip(), rubric_row, memo)
    with office.writer():
        ledger = Ledger(office.records())
        events = [e for e in ledger.events(person, session) if e.body.get("part") == part]
        graded = _marked_submission(events, person, part)
        earlier = _earlier_mark(events, str(graded.body["packet_sha256"]))
        if earlier is not None and _says_the_same(office, earlier, decided, comment.strip()):
            return earlier
        comment_id = keep_comment(office, comment.strip()) if comment.strip() else None
        _into_gradebook(office, session, person, part, memo, decided["points"], comment.strip())
        given = ledger.append(
            NewEvent(
                key=f"feedback_given:{session}:{graded.body['task']}:{_count(events) + 1}",
                person=person,
                session=session,
                kind=EventKind.FEEDBACK_GIVEN,
                occurred_at=now,
                actor=actor,
                supersedes=earlier.id if earlier else None,
                body={
                    "part": part,
                    "packet_sha256": graded.body["packet_sha256"],
                    **decided,
                    "max_points": memo["points"],
                    "comment_id": comment_id,
                },
            )
        )
        record_completions(ledger, session, course, rules or find_rules(course.id), now)
        return given


def _decided(
    verdict: Verdict, points: float | None, comment: str, rubric_row: str | None, memo: dict[str, Any]
) -> dict[str, Any]:
    """Check that the mark is complete; the verdict, points and row as they are recorded."""
    if not memo:
        raise GradingError(_("This part has no memo to mark."))
    rows = list(memo.get("rows", ()))
    if rubric_row and rows and rubric_row not in rows:
        raise GradingError(
            _('"{row}" is not a row of the rubric. Its rows are: {rows}.').format(
                row=rubric_row, rows=", ".join(rows)
            )
        )
    if verdict is Verdict.RETURNED:
        if not rubric_row:
            raise GradingError(
                _("A memo is returned with one change, tied to a row of the rubric. Name the row.")
            )
        if not comment:
            raise GradingError(_("A memo is returned with one change. Write what to change."))
        return {"verdict": verdict.value, "points": 0.0, "rubric_row": rubric_row}
    if points is None or not 0 <= points <= memo["points"]:
        raise GradingError(
            _("Give a memo that is met its points, from 0 to {most:g}.").format(most=memo["points"])
        )
    return {"verdict": verdict.value, "points": float(points), "rubric_row": rubric_row or None}


def _marked_submission(events: list[Event], person: str, part: str) -> Event:
    """The `graded` event whose memo the gradebook holds; it must hold one that was written."""
    graded = [e for e in events if e.kind is EventKind.GRADED and e.body.get("in_gradebook", True)]
    if not graded:
        raise GradingError(
            _("Nothing of {person} in {part} has been graded yet. Grade first, then mark.").format(
                person=person, part=part
            )
        )
    if graded[-1].body.get("memo_sha256") is None:
        raise GradingError(
            _("{person} wrote no memo in {part}, so there is nothing to mark.").format(
                person=person, part=part
            )
        )
    return graded[-1]


def _earlier_mark(events: list[Event], packet_sha256: str) -> Event | None:
    found = [
        e for e in events if e.kind is EventKind.FEEDBACK_GIVEN and e.body["packet_sha256"] == packet_sha256
    ]
    return found[-1] if found else None


def _says_the_same(office: Office, earlier: Event, decided: dict[str, Any], comment: str) -> bool:
    comment_id = earlier.body["comment_id"]
    said = comment_text(office, str(comment_id)) if comment_id else ""
    return said == comment and all(earlier.body[name] == value for name, value in decided.items())


def _count(events: list[Event]) -> int:
    return sum(e.kind is EventKind.FEEDBACK_GIVEN for e in events)


def _into_gradebook(
    office: Office, session: str, person: str, part: str, memo: dict[str, Any], points: float, comment: str
) -> None:
    """Set manual score and comment through nbgrader's API, as formgrader would; the memo leaves the queue."""
    from nbgrader.api import MissingEntry

    notebook = released_part(office, session, part).part_json["notebook"].removesuffix(".ipynb")
    with open_gradebook(office.session_folder(session)) as gradebook:
        try:
            grade = gradebook.find_grade(memo["id"], notebook, part, person)
            row = gradebook.find_comment(memo["id"], notebook, part, person)
        except MissingEntry as problem:
            raise GradingError(
                _("The gradebook has no memo of {person} in {part}. Grade first, then mark.").format(
                    person=person, part=part
                )
            ) from problem
        grade.manual_score = points
        grade.needs_manual_grade = False
        row.manual_comment = comment or None
        gradebook.db.commit()
