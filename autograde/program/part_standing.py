"""Where a person stands with one part, as values. In: nothing. Out: the words for states, and `PartStanding`.

Filled in by attempts.py, read through program/standing.py by the desk, reports and completions.py.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

__all__ = ["MemoState", "PartStanding", "PartState", "WaitingFor"]


class PartState(StrEnum):
    """Where a person stands with a part."""

    NOT_STARTED = "not_started"
    SUBMITTED = "submitted"
    GRADED = "graded"
    RETURNED = "returned"
    COMPLETE = "complete"
    RUN_FAILED = "run_failed"


class MemoState(StrEnum):
    """What became of the memo of the attempt that counts."""

    EMPTY = "empty"
    WAITING = "waiting"
    MET = "met"
    RETURNED = "returned"


class WaitingFor(StrEnum):
    """Who has the next move."""

    LEARNER = "learner"
    GRADING = "grading"
    INSTRUCTOR = "instructor"
    STAFF = "staff"


@dataclass(frozen=True)
class PartStanding:
    """Where a person stands with a part.

    `score_points` of `max_points` are those of the graded questions in the attempt that counts,
    `memo_points` of `memo_max_points` the instructor's. `since` is when the present state began to wait (for
    an instructor: when it was sent). `late` is of the newest attempt. `packet` is that of the attempt that
    completed the part, or else the one that counts.
    """

    part: str
    state: PartState = PartState.NOT_STARTED
    score_points: Decimal | None = None
    max_points: Decimal | None = None
    memo: MemoState | None = None
    memo_points: Decimal | None = None
    memo_max_points: Decimal | None = None
    waiting_for: WaitingFor | None = WaitingFor.LEARNER
    since: datetime | None = None
    attempts: int = 0
    late: bool = False
    packet: str | None = None
    completed_at: datetime | None = None
