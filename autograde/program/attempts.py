"""One person's attempts at one part, folded from events into where she stands with it. Pure.

In: her events about the part, in the order of her chain, and the rules. Out: `PartStanding`.
Called by program/standing.py alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import takewhile
from typing import Any

from autograde.ledger.events import Event, EventKind
from autograde.program.part_standing import MemoState, PartStanding, PartState, WaitingFor
from autograde.program.rules import Rules

__all__ = ["PartAttempts"]


@dataclass(frozen=True)
class _Mark:
    """What an instructor said of a memo."""

    verdict: MemoState
    points: Decimal
    max_points: Decimal
    at: datetime
    seq: int


@dataclass
class _Attempt:
    """One packet; `memo_sha256` is None for an empty memo."""

    packet: str
    submitted_at: datetime
    late: bool = False
    archived: bool = False
    failed_at: datetime | None = None
    graded_at: datetime | None = None
    points: Decimal = Decimal(0)
    max_points: Decimal = Decimal(0)
    memo_sha256: str | None = None
    mark: _Mark | None = None


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
            _grade(attempt, event)
        elif event.kind is EventKind.FEEDBACK_GIVEN:
            _mark(attempt, event)
        counted = self._counted()
        if counted and self._meets_the_rules(counted):
            self._complete(event.occurred_at, counted.packet)

    def standing(self) -> PartStanding:
        """Where she stands with the part now."""
        counted, newest = self._counted(), next(reversed(self.attempts.values()), None)
        state, waiting_for, since = self._state(newest, counted)
        mark = self._mark_of(counted) if counted else None
        return PartStanding(
            part=self.part,
            state=state,
            score_points=counted.points if counted else None,
            max_points=counted.max_points if counted else None,
            memo=self._memo(counted) if counted else None,
            memo_points=mark.points if mark else None,
            memo_max_points=mark.max_points if mark else None,
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
        memo, mark = self._memo(counted), self._mark_of(counted)
        if memo is MemoState.RETURNED and mark:
            return PartState.RETURNED, WaitingFor.LEARNER, mark.at
        if memo is MemoState.WAITING and self.rules.memo_must_be_met:
            return PartState.GRADED, WaitingFor.INSTRUCTOR, newest.submitted_at
        if self._passes(counted) and self._memo_is_done(counted):
            return PartState.GRADED, WaitingFor.STAFF, counted.graded_at
        return PartState.GRADED, WaitingFor.LEARNER, mark.at if mark else counted.graded_at

    def _graded(self) -> list[_Attempt]:
        """In the order in which they were sent."""
        return [attempt for attempt in self.attempts.values() if attempt.graded_at]

    def _counted(self) -> _Attempt | None:
        """The attempt that counts: the latest of those that were graded."""
        return next(reversed(self._graded()), None)

    def _mark_of(self, attempt: _Attempt) -> _Mark | None:
        """The newest mark of the memo that counts: given to that attempt, or earlier to the same text.

        Newest in the order of the chain: a clock can be set back.
        """
        same = takewhile(lambda one: one.memo_sha256 == attempt.memo_sha256, reversed(self._graded()))
        return max((one.mark for one in same if one.mark), key=lambda mark: mark.seq, default=None)

    def _memo(self, attempt: _Attempt) -> MemoState:
        mark = self._mark_of(attempt)
        if mark:
            return mark.verdict
        return MemoState.WAITING if attempt.memo_sha256 else MemoState.EMPTY

    def _passes(self, attempt: _Attempt) -> bool:
        return attempt.points * 100 >= self.rules.pass_mark_percent * attempt.max_points

    def _meets_the_rules(self, attempt: _Attempt) -> bool:
        archived = attempt.archived or not self.rules.run_must_be_archived
        return self._passes(attempt) and self._memo_is_done(attempt) and archived

    def _memo_is_done(self, attempt: _Attempt) -> bool:
        return self._memo(attempt) is MemoState.MET or not self.rules.memo_must_be_met

    def _complete(self, at: datetime, packet: str) -> None:
        if self.completed_at is None:
            self.completed_at, self.completed_with = at, packet


def _grade(attempt: _Attempt, event: Event) -> None:
    attempt.graded_at, attempt.failed_at = event.occurred_at, None
    attempt.points, attempt.max_points = _number(event.body, "points"), _number(event.body, "max_points")
    attempt.memo_sha256 = event.body["memo_sha256"]


def _mark(attempt: _Attempt, event: Event) -> None:
    points, max_points = _number(event.body, "points"), _number(event.body, "max_points")
    attempt.mark = _Mark(MemoState(event.body["verdict"]), points, max_points, event.occurred_at, event.seq)


def _number(body: Mapping[str, Any], name: str) -> Decimal:
    return Decimal(str(body[name]))
