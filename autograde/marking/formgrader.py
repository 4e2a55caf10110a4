"""Marks that were typed into nbgrader's formgrader, brought into the ledger.

In: the office, a session, who collects. Out: what was brought in, and what could not be, with the reason.
Called by `bargain formgrader`. Formgrader knows points and a comment, and neither who typed them nor the
word *met*. So whoever collects answers for them, and this is how they are read: points above 0 are *met* with
those points; 0 points are *returned*, and the comment then begins with a row of the rubric and a colon.

Formgrader stores points and comment one after the other, as they are typed. While it is open only what has
stood unchanged since an earlier look is brought in, so that no learner reads half a comment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from autograde.course import Course
from autograde.errors import GradingError, ReleaseError
from autograde.evidence import comment_text
from autograde.gradebook import open_gradebook
from autograde.ledger.events import Event, EventKind
from autograde.ledger.store import Ledger
from autograde.marking.mark import Verdict, mark_memo
from autograde.marking.memos import mark_in_force
from autograde.office import Office
from autograde.program.rules import Rules
from autograde.release.release import released_part
from classroom.language import _

__all__ = ["Collected", "TypedMark", "collect_marks", "typed_marks"]


@dataclass(frozen=True)
class Collected:
    """One mark from formgrader; `problem` says why it was not taken, "" when it was."""

    person: str
    part: str
    verdict: str
    problem: str = ""


@dataclass(frozen=True)
class TypedMark:
    """A mark as it stands in the gradebook; `memo` is what part.json says of the memo."""

    person: str
    part: str
    points: float
    comment: str
    memo: Mapping[str, Any]


def collect_marks(
    office: Office,
    course: Course,
    session: str,
    actor: str,
    now: datetime,
    rules: Rules | None = None,
    since: Sequence[TypedMark] | None = None,
) -> list[Collected]:
    """Bring in every mark that the gradebook has and the ledger has not; doing it again brings in nothing.

    since: what stood there at an earlier look; then only what has not changed since.
    """
    ledger, collected = Ledger(office.records()), []
    for typed in typed_marks(office, session):
        if since is not None and typed not in since:
            continue
        events = [e for e in ledger.events(typed.person, session) if e.body.get("part") == typed.part]
        if _was_written(events) and not _is_known(office, mark_in_force(events), typed):
            collected.append(_collect(office, course, session, typed, actor, now, rules))
    return collected


def typed_marks(office: Office, session: str) -> list[TypedMark]:
    """Every mark of a memo that stands in the gradebook, whether the ledger knows it or not."""
    from nbgrader.api import Grade

    found = []
    with open_gradebook(office.session_folder(session)) as gradebook:
        query = gradebook.db.query(Grade).filter(
            Grade.manual_score.isnot(None), Grade.needs_manual_grade.is_(False)
        )
        for grade in query:
            sent = grade.notebook.assignment
            memo = _memo(office, session, sent.name)
            if memo and grade.name == memo["id"]:
                row = gradebook.find_comment(grade.name, grade.notebook.name, sent.name, sent.student_id)
                comment = (row.manual_comment or "").strip()
                found.append(TypedMark(sent.student_id, sent.name, float(grade.manual_score), comment, memo))
    return sorted(found, key=lambda typed: (typed.person, typed.part))


def _memo(office: Office, session: str, part: str) -> Mapping[str, Any] | None:
    try:
        memo: Mapping[str, Any] | None = released_part(office, session, part).part_json["memo"]
    except ReleaseError:
        return None
    return memo


def _was_written(events: list[Event]) -> bool:
    """Whether there is a memo to mark: the 0 of an empty one is nobody's mark."""
    graded = [e for e in events if e.kind is EventKind.GRADED and e.body.get("in_gradebook", True)]
    return bool(graded) and graded[-1].body.get("memo_sha256") is not None


def _is_known(office: Office, mark: Event | None, typed: TypedMark) -> bool:
    if mark is None:
        return False
    comment_id = mark.body["comment_id"]
    said = comment_text(office, str(comment_id)) if comment_id else ""
    return float(mark.body["points"]) == typed.points and (said or "") == typed.comment


def _collect(
    office: Office,
    course: Course,
    session: str,
    typed: TypedMark,
    actor: str,
    now: datetime,
    rules: Rules | None,
) -> Collected:
    verdict = Verdict.MET if typed.points > 0 else Verdict.RETURNED
    row, comment = ("", typed.comment) if verdict is Verdict.MET else _row_of(typed)
    if verdict is Verdict.RETURNED and not row:
        problem = _(
            "0 points mean that the memo is returned. Begin the comment with a row of the rubric and a "
            "colon ({rows}), and collect again."
        ).format(rows=", ".join(f"{one}:" for one in typed.memo["rows"]))
        return Collected(typed.person, typed.part, verdict.value, problem)
    try:
        mark_memo(
            office,
            course,
            session,
            typed.person,
            typed.part,
            verdict=verdict,
            points=typed.points if verdict is Verdict.MET else None,
            comment=comment,
            rubric_row=row or None,
            actor=actor,
            now=now,
            rules=rules,
        )
    except GradingError as problem:
        return Collected(typed.person, typed.part, verdict.value, problem.sentence)
    return Collected(typed.person, typed.part, verdict.value)


def _row_of(typed: TypedMark) -> tuple[str, str]:
    """The row that a comment begins with, and the rest; "" and all of it when it begins with none."""
    named, colon, rest = typed.comment.partition(":")
    for row in typed.memo["rows"]:
        if colon and named.strip().casefold() == str(row).casefold():
            return str(row), rest.strip()
    return "", typed.comment
