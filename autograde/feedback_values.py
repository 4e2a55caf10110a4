"""The values of a learner's feedback: what is known of each question, of the memo, and of each packet.

In: nothing.  Out: frozen values.  Filled by feedback.py, read by the desk's feedback page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

__all__ = ["Attempt", "Feedback", "FeedbackState", "MemoFeedback", "QuestionFeedback"]


class FeedbackState(Enum):
    """Where the newest packet stands."""

    NOTHING_SENT = "nothing_sent"
    WAITING = "waiting"  # received, not scored yet
    WITH_STAFF = "with_staff"  # the run broke: nothing was scored, and staff were told
    GRADED = "graded"


@dataclass(frozen=True)
class QuestionFeedback:
    """One graded question.

    ask: the question in words where the part says them, else "". typed: what she typed, None when nothing or
    erased. understood: how a number was read ("$1,590,000"), "" otherwise. status: a word of
    classroom.questions.checking.Status, None when the run was erased. sentence: what the check said.
    """

    id: str
    ask: str
    typed: str | None
    understood: str
    status: str | None
    sentence: str
    points: float
    max_points: float


@dataclass(frozen=True)
class MemoFeedback:
    """The memo of the packet that is shown.

    text: None when nothing was written or it was erased. verdict: "met", "returned", "empty", or None while
    it waits for the instructor; comment and rubric_row belong to the verdict.
    """

    text: str | None
    verdict: str | None
    points: float | None
    max_points: float
    comment: str | None
    rubric_row: str | None
    given_at: datetime | None


@dataclass(frozen=True)
class Attempt:
    """One packet she sent: when, under which receipt, and what came of it (points None: not scored)."""

    sent_at: datetime
    receipt: str
    packet_sha256: str
    late: bool
    points: float | None
    max_points: float | None
    run_failed: bool


@dataclass(frozen=True)
class Feedback:
    """Everything the page shows about one part.

    state: of the newest packet. shown: the attempt that questions and memo are of (the newest that was
    scored), None when none was. attempts: oldest first.
    """

    part: str
    title: str
    state: FeedbackState
    shown: Attempt | None
    questions: tuple[QuestionFeedback, ...]
    memo: MemoFeedback | None
    attempts: tuple[Attempt, ...]
