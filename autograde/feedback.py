"""What a learner is told about a part: her answers, what was said of each, and her memo's mark.

In: the office, a session, a person, a part.  Out: `Feedback`.  Called by the desk's feedback page.

It is put together from the ledger (what happened), the kept packet (what she typed), the archived run (what
was said) and the kept comment.  Nothing of a notebook reaches it but the check's own sentence: no code, no
traceback, no hidden test, and no right answer.  What was erased since is simply not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograde.errors import GradingError
from autograde.evidence import archived_run, comment_text
from autograde.feedback_values import Attempt, Feedback, FeedbackState, MemoFeedback, QuestionFeedback
from autograde.grading.results import QuestionResult, results
from autograde.intake.typed import typed_in
from autograde.ledger.events import Event, EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.release.lesson_words import Words, read_words
from autograde.release.release import released_part
from classroom.questions.question import Kind
from classroom.questions.verdict import Status
from classroom.typed.amounts import read_amount

__all__ = ["Attempt", "Feedback", "FeedbackState", "MemoFeedback", "QuestionFeedback", "feedback"]


def feedback(office: Office, session: str, person: str, part: str) -> Feedback:
    """Return the feedback of one learner on one part.

    Raises ReleaseError when the part is not open in the session.
    """
    release = released_part(office, session, part)
    described, words = release.part_json, read_words(release.bundle.parent)
    events = [e for e in Ledger(office.records()).events(person, session) if e.body.get("part") == part]
    sent = [e for e in events if e.kind is EventKind.SUBMITTED]
    attempts = tuple(_attempt(e, events) for e in sent)
    scored = [attempt for attempt in attempts if attempt.points is not None]
    shown = scored[-1] if scored else None
    typed = typed_in(office, shown.packet_sha256) if shown else {}
    return Feedback(
        part=part,
        title=str(described["title"]),
        state=_state(attempts),
        shown=shown,
        questions=_questions(office, described, events, shown, typed, words) if shown else (),
        memo=_memo(office, described, events, shown, typed) if shown and described["memo"] else None,
        attempts=attempts,
    )


def _attempt(sent: Event, events: Sequence[Event]) -> Attempt:
    packet = str(sent.body["packet_sha256"])
    graded = _last(events, EventKind.GRADED, packet)
    failed = _last(events, EventKind.RUN_FAILED, packet)
    return Attempt(
        sent_at=sent.occurred_at,
        receipt=str(sent.body["receipt"]),
        packet_sha256=packet,
        late=bool(sent.body["late"]),
        points=float(graded.body["points"]) if graded else None,
        max_points=float(graded.body["max_points"]) if graded else None,
        run_failed=failed is not None and graded is None,
    )


def _state(attempts: Sequence[Attempt]) -> FeedbackState:
    if not attempts:
        return FeedbackState.NOTHING_SENT
    if attempts[-1].points is not None:
        return FeedbackState.GRADED
    return FeedbackState.WITH_STAFF if attempts[-1].run_failed else FeedbackState.WAITING


def _last(events: Sequence[Event], kind: EventKind, packet: str) -> Event | None:
    """The newest event of a kind about a packet, those left out that a later one corrects."""
    superseded = {e.supersedes for e in events}
    found = [
        e for e in events if e.kind is kind and e.body["packet_sha256"] == packet and e.id not in superseded
    ]
    return found[-1] if found else None


def _questions(
    office: Office,
    described: dict[str, Any],
    events: Sequence[Event],
    shown: Attempt,
    typed: dict[str, str],
    words: Words,
) -> tuple[QuestionFeedback, ...]:
    graded = _last(events, EventKind.GRADED, shown.packet_sha256)
    assert graded is not None  # noqa: S101 - an attempt is shown only when it was graded
    said = _said(office, events, graded)
    return tuple(
        _question(
            name,
            described["questions"].get(name, {}),
            typed.get(name, ""),
            said.get(name),
            points,
            most,
            words,
        )
        for name, (points, most) in graded.body["cells"].items()
    )


def _question(
    name: str,
    described: dict[str, Any],
    typed: str,
    said: QuestionResult | None,
    points: float,
    most: float,
    words: Words,
) -> QuestionFeedback:
    understood = said.understood if said else ""
    kind = Kind(described.get("kind", Kind.TEXT.value))
    chosen = understood and not (kind.is_amount or kind.is_text)
    return QuestionFeedback(
        id=name,
        ask=words.translated(said.ask) if said else "",
        typed=(understood if chosen else typed) or None,
        understood=understood,
        status=said.status if said else None,
        sentence=_sentence(said, kind, typed, words) if said else "",
        points=float(points),
        max_points=float(most),
    )


def _sentence(said: QuestionResult, kind: Kind, typed: str, words: Words) -> str:
    """What was said of an answer, in the language in use; how a number is typed is said anew."""
    if kind.is_amount and said.status == Status.FORMAT.value:
        return read_amount(typed, kind).problem or said.sentence
    return words.translated(said.sentence)


def _said(office: Office, events: Sequence[Event], graded: Event) -> dict[str, QuestionResult]:
    """What the archived run says of each question; empty when the run was erased."""
    runs = [e for e in events if e.kind is EventKind.EXECUTED and e.body["task"] == graded.body["task"]]
    path = archived_run(office, str(runs[-1].body["run_sha256"])) if runs else None
    if path is None:
        return {}
    try:
        return {result.id: result for result in results(path)}
    except GradingError:
        return {}


def _memo(
    office: Office, described: dict[str, Any], events: Sequence[Event], shown: Attempt, typed: dict[str, str]
) -> MemoFeedback:
    text = typed.get(str(described["memo"]["id"]), "").strip() or None
    graded = _last(events, EventKind.GRADED, shown.packet_sha256)
    mark = _mark(events, shown, unchanged=graded is not None and graded.body.get("memo") == "same")
    empty = graded is not None and graded.body.get("memo") == "empty"
    comment_id = mark.body["comment_id"] if mark else None
    return MemoFeedback(
        text=text,
        verdict=str(mark.body["verdict"]) if mark else ("empty" if empty else None),
        points=float(mark.body["points"]) if mark else (0.0 if empty else None),
        max_points=float(described["memo"]["points"]),
        comment=comment_text(office, str(comment_id)) if comment_id else None,
        rubric_row=(str(mark.body["rubric_row"]) if mark.body["rubric_row"] else None) if mark else None,
        given_at=mark.occurred_at if mark else None,
    )


def _mark(events: Sequence[Event], shown: Attempt, *, unchanged: bool) -> Event | None:
    """The instructor's mark of the packet that is shown; a memo sent again unchanged keeps its mark."""
    own = _last(events, EventKind.FEEDBACK_GIVEN, shown.packet_sha256)
    if own is not None or not unchanged:
        return own
    superseded = {e.supersedes for e in events}
    marks = [e for e in events if e.kind is EventKind.FEEDBACK_GIVEN and e.id not in superseded]
    return marks[-1] if marks else None
