"""What the gradebook and the ledger say of memos: which wait, which mark is in force, what was written when.

In: the office, a session, a person, a part. Out: values. Called by queue.py, second_reading.py, the desk's
marking page and tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from autograde.errors import ReleaseError
from autograde.evidence import comment_text
from autograde.gradebook import open_gradebook
from autograde.intake.typed import typed_in
from autograde.ledger.events import Event, EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.release.release import released_part

__all__ = ["GivenMark", "MemoVersion", "WaitingMemo", "mark_in_force", "memo_versions", "waiting_memos"]


@dataclass(frozen=True)
class WaitingMemo:
    """A memo that waits for an instructor: whose, of which part, sent when (UTC)."""

    person: str
    part: str
    submitted_at: datetime


@dataclass(frozen=True)
class GivenMark:
    """What an instructor said of a memo; `comment` is None when it was erased or empty."""

    verdict: str
    points: float
    max_points: float
    rubric_row: str
    comment: str | None
    by: str
    at: datetime
    corrected: bool


@dataclass(frozen=True)
class MemoVersion:
    """A memo as it was sent once, and its marks, oldest first; `text` is None when it was erased."""

    sent_at: datetime
    packet_sha256: str
    text: str | None
    marks: tuple[GivenMark, ...]


def waiting_memos(office: Office, session: str) -> list[WaitingMemo]:
    """The memos that wait for an instructor, as the gradebook has it, the one sent first on top.

    A memo that was written waits; one that was not is never here.
    """
    from nbgrader.api import Grade

    found = []
    with open_gradebook(office.session_folder(session)) as gradebook:
        for grade in gradebook.db.query(Grade).filter(Grade.needs_manual_grade):
            sent = grade.notebook.assignment
            if grade.name == _memo_of(office, session, sent.name):
                found.append(WaitingMemo(sent.student_id, sent.name, sent.timestamp.replace(tzinfo=UTC)))
    return sorted(found, key=lambda memo: (memo.submitted_at, memo.person, memo.part))


def mark_in_force(events: Sequence[Event]) -> Event | None:
    """The mark that counts now, among one person's events about one part in the order of her chain. Pure.

    That of her latest graded packet; or of an earlier one, where she sent the same memo again. None while
    the memo waits, or when there is none.
    """
    graded = [e for e in events if e.kind is EventKind.GRADED and e.body.get("in_gradebook", True)]
    superseded = {e.supersedes for e in events}
    marks = [e for e in events if e.kind is EventKind.FEEDBACK_GIVEN and e.id not in superseded]
    if not graded or not marks:
        return None
    own = [e for e in marks if e.body["packet_sha256"] == graded[-1].body["packet_sha256"]]
    if own:
        return own[-1]
    return marks[-1] if graded[-1].body.get("memo") == "same" else None


def memo_versions(office: Office, session: str, person: str, part: str) -> list[MemoVersion]:
    """Every packet of hers for the part that holds a memo, oldest first, each with all its marks."""
    memo = _memo_of(office, session, part)
    ledger = Ledger(office.records())
    events = [e for e in ledger.events(person, session) if e.body.get("part") == part]
    superseded = {e.supersedes for e in events}
    versions = []
    for sent in (e for e in events if e.kind is EventKind.SUBMITTED):
        packet = str(sent.body["packet_sha256"])
        marks = tuple(
            _given(office, e, e.id in superseded)
            for e in events
            if e.kind is EventKind.FEEDBACK_GIVEN and e.body["packet_sha256"] == packet
        )
        text = typed_in(office, packet).get(memo or "", "").strip() or None
        if text or marks:
            versions.append(MemoVersion(sent.occurred_at, packet, text, marks))
    return versions


def _given(office: Office, event: Event, corrected: bool) -> GivenMark:
    comment = event.body["comment_id"]
    return GivenMark(
        verdict=str(event.body["verdict"]),
        points=float(event.body["points"]),
        max_points=float(event.body["max_points"]),
        rubric_row=str(event.body["rubric_row"] or ""),
        comment=comment_text(office, str(comment)) if comment else None,
        by=event.actor,
        at=event.occurred_at,
        corrected=corrected,
    )


def _memo_of(office: Office, session: str, part: str) -> str | None:
    """The id of a part's memo; None for a part that has none, or was not released."""
    try:
        memo = released_part(office, session, part).part_json["memo"]
    except ReleaseError:
        return None
    return str(memo["id"]) if memo else None
