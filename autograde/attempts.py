"""One person's attempts at one part, folded from events into where she stands with it. Pure.

In: her events about the part, in the order of her chain, and the rules. Out: `PartStanding`.
Called by program.py alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from autograde.ledger.events import Event, EventKind
from autograde.rules import Rules

__all__ = ["MemoState", "PartAttempts", "PartStanding", "PartState", "WaitingFor"]


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


@dataclass
class _Attempt:
    packet: str
    submitted_at: datetime
    late: bool = False
    archived: bool = False
    failed_at: datetime | None = None
    graded_at: datetime | None = None
    points: Decimal = Decimal(0)
    max_points: Decimal = Decimal(0)
    memo: MemoState = MemoState.WAITING
    memo_points: Decimal | None = None
    memo_max_points: Decimal | None = None
    memo_at: datetime | None = None


class PartAttempts:
    """The attempts so far; `take` each event in order, then ask for `standing`."""

    def __init__(self, part: str, rules: Rules) -> None:
        self.part = part
        self.rules = rules
        self.attempts: dict[str, _Attempt] = {}
        self.completed_at: datetime | None = None
        self.completed_with: str | None = None

    def take(self, event: Event) -> None:
        """Take one more event about this part; a completion stays, whatever comes later."""
        packet = str(event.body["packet_sha256"])
        if event.kind is EventKind.PART_COMPLETED:
            self._complete(event.occurred_at, packet)
            return
        attempt = self.attempts.setdefault(packet, _Attempt(packet, event.occurred_at))
        if event.kind is EventKind.SUBMITTED:
            attempt.late = bool(event.body["late"])
        elif event.kind is EventKind.EXECUTED:
            attempt.archived = True
        elif event.kind is EventKind.RUN_FAILED:
            attempt.failed_at = event.occurred_at
        elif event.kind is EventKind.GRADED:
            self._grade(attempt, event)
        elif event.kind is EventKind.FEEDBACK_GIVEN:
            _mark(attempt, event)
        counted = self._counted()
        if counted and self._meets_the_rules(counted):
            self._complete(event.occurred_at, counted.packet)

    def standing(self) -> PartStanding:
        """Where she stands with the part now."""
        counted = self._counted()
        newest = next(reversed(self.attempts.values()), None)
        state, waiting_for, since = self._state(newest, counted)
        return PartStanding(
            part=self.part,
            state=state,
            score_points=counted.points if counted else None,
            max_points=counted.max_points if counted else None,
            memo=counted.memo if counted else None,
            memo_points=counted.memo_points if counted else None,
            memo_max_points=counted.memo_max_points if counted else None,
            waiting_for=waiting_for,
            since=since,
            attempts=len(self.attempts),
            late=newest.late if newest else False,
            packet=self.completed_with or (counted.packet if counted else None),
            completed_at=self.completed_at,
        )

    def _state(
        self, newest: _Attempt | None, counted: _Attempt | None
    ) -> tuple[PartState, WaitingFor | None, datetime | None]:
        if self.completed_at:
            return PartState.COMPLETE, None, self.completed_at
        if newest is None:
            return PartState.NOT_STARTED, WaitingFor.LEARNER, None
        if newest.failed_at:
            return PartState.RUN_FAILED, WaitingFor.STAFF, newest.failed_at
        if newest is not counted:
            return PartState.SUBMITTED, WaitingFor.GRADING, newest.submitted_at
        if counted.memo is MemoState.RETURNED:
            return PartState.RETURNED, WaitingFor.LEARNER, counted.memo_at
        if counted.memo is MemoState.WAITING and self.rules.memo_must_be_met:
            return PartState.GRADED, WaitingFor.INSTRUCTOR, newest.submitted_at
        if self._passes(counted) and self._memo_is_done(counted):
            return PartState.GRADED, WaitingFor.STAFF, counted.graded_at
        return PartState.GRADED, WaitingFor.LEARNER, counted.memo_at or counted.graded_at

    def _counted(self) -> _Attempt | None:
        """The attempt that counts: the latest of those that were graded, by when they were sent."""
        graded = [attempt for attempt in self.attempts.values() if attempt.graded_at]
        return graded[-1] if graded else None

    def _grade(self, attempt: _Attempt, event: Event) -> None:
        attempt.graded_at, attempt.failed_at = event.occurred_at, None
        attempt.points, attempt.max_points = _number(event.body, "points"), _number(event.body, "max_points")
        said = event.body.get("memo", "new")
        if attempt.memo_at:
            return  # scored again after it was marked: the mark stays
        if said == "empty":
            attempt.memo = MemoState.EMPTY
        elif said == "same":
            self._keep_mark(attempt)

    def _keep_mark(self, attempt: _Attempt) -> None:
        """A memo that was sent again unchanged keeps the mark it has."""
        earlier = list(self.attempts.values())
        before = [one for one in earlier[: earlier.index(attempt)] if one.memo_at]
        if before:
            last = before[-1]
            attempt.memo, attempt.memo_at = last.memo, last.memo_at
            attempt.memo_points, attempt.memo_max_points = last.memo_points, last.memo_max_points

    def _passes(self, attempt: _Attempt) -> bool:
        return attempt.points * 100 >= self.rules.pass_mark_percent * attempt.max_points

    def _meets_the_rules(self, attempt: _Attempt) -> bool:
        archived = attempt.archived or not self.rules.run_must_be_archived
        return self._passes(attempt) and self._memo_is_done(attempt) and archived

    def _memo_is_done(self, attempt: _Attempt) -> bool:
        return attempt.memo is MemoState.MET or not self.rules.memo_must_be_met

    def _complete(self, at: datetime, packet: str) -> None:
        if self.completed_at is None:
            self.completed_at, self.completed_with = at, packet


def _mark(attempt: _Attempt, event: Event) -> None:
    attempt.memo = MemoState(event.body["verdict"])
    attempt.memo_points = _number(event.body, "points")
    attempt.memo_max_points = _number(event.body, "max_points")
    attempt.memo_at = event.occurred_at


def _number(body: Mapping[str, Any], name: str) -> Decimal:
    return Decimal(str(body[name]))
