"""The three events of a graded submission, and what the ledger says of the one before.

In: what grade.py found out. Out: `NewEvent`s, and the memo's history. Pure. An event holds scores, hashes
and ids, never an answer or a sentence somebody wrote.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from autograde.grading.results import QuestionResult
from autograde.grading.score import Memo, MemoMark
from autograde.grading.waiting import Waiting
from autograde.ledger.events import LONGEST_STRING, Event, EventKind, NewEvent

__all__ = [
    "ACTOR",
    "Asked",
    "event_key",
    "executed_event",
    "failed_event",
    "graded_event",
    "mark_is_replaced",
    "memo_rule",
    "memo_word",
    "scored_before",
]

ACTOR = "system:grading"


@dataclass(frozen=True)
class Asked:
    """Who wants something graded, and, when it is graded again, why."""

    reason: str = ""
    actor: str = ACTOR


def event_key(session: str, task: Waiting, kind: EventKind) -> str:
    """The key under which the ledger holds what happened to a task; it happens once, and once for each time
    that staff had it graded again.
    """
    return f"{kind}:{session}:{task.task}" + (f":again-{task.again}" if task.again else "")


def executed_event(
    session: str, task: Waiting, now: datetime, run_sha256: str, replaced: Mapping[str, Any] | None
) -> NewEvent:
    """The run was archived. `replaced_mark`: the mark that a new memo takes out of the gradebook."""
    return _event(
        session, task, EventKind.EXECUTED, now, {"run_sha256": run_sha256, "replaced_mark": replaced}
    )


def graded_event(
    session: str,
    task: Waiting,
    now: datetime,
    results: Sequence[QuestionResult],
    memo_sha256: str | None,
    memo: str,
    by: Asked,
) -> NewEvent:
    """The submission was scored; `in_gradebook` says whether it was her latest, `memo` see memo_word."""
    body = {
        "points": sum(result.points for result in results),
        "max_points": sum(result.max for result in results),
        "cells": {result.id: [result.points, result.max] for result in results},
        "mistakes": {result.id: result.mistake for result in results if result.mistake},
        "attempt": task.attempt,
        "memo": memo,
        "memo_sha256": memo_sha256,
        "in_gradebook": task.latest,
    }
    return _event(session, task, EventKind.GRADED, now, body, by=by)


def failed_event(session: str, task: Waiting, now: datetime, sentence: str) -> NewEvent:
    """The run broke; nothing was scored."""
    said = " ".join(sentence.split())[:LONGEST_STRING].replace("@", "(at)")
    return _event(
        session, task, EventKind.RUN_FAILED, now, {"sentence": said}, suffix=f":{task.failures + 1}"
    )


def scored_before(events: Iterable[Event], task: Waiting) -> Event | None:
    """The `graded` event of what the gradebook holds of this person and part, or None."""
    found = [
        event
        for event in events
        if event.kind is EventKind.GRADED
        and event.person == task.person
        and event.body["part"] == task.part
        and event.body.get("in_gradebook", True)
    ]
    return found[-1] if found else None


def memo_rule(memo_sha256: str | None, before: Event | None) -> Memo:
    """What this submission does to the memo, given what was scored before."""
    if memo_sha256 is None:
        return Memo.EMPTY
    return Memo.SAME if before is not None and before.body.get("memo_sha256") == memo_sha256 else Memo.NEW


def memo_word(memo: Memo | None, mark: MemoMark | None) -> str:
    """What the ledger says of the memo: "same" where a mark stands that it keeps; unmarked, it waits."""
    if memo is None or (memo is Memo.SAME and (mark is None or mark.points is None)):
        return Memo.EMPTY.value if memo is None else Memo.NEW.value
    return memo.value


def mark_is_replaced(memo: Memo | None, before: Event | None, mark: MemoMark | None) -> bool:
    """Whether an instructor's mark stands in the gradebook that the new memo takes away.

    The 0 of a memo that was empty is the rule's own, not a mark.
    """
    if memo is None or memo is Memo.SAME or mark is None or mark.points is None:
        return False
    was_empty = before is not None and before.body.get("memo_sha256") is None
    return not (was_empty and mark.points == 0)


def _event(
    session: str,
    task: Waiting,
    kind: EventKind,
    now: datetime,
    body: Mapping[str, Any],
    suffix: str = "",
    by: Asked = Asked(),
) -> NewEvent:
    return NewEvent(
        key=f"{event_key(session, task, kind)}{suffix}",
        person=task.person,
        session=session,
        kind=kind,
        occurred_at=now,
        actor=by.actor,
        reason=by.reason,
        body={"part": task.part, "packet_sha256": task.packet_sha256, "task": task.task, **body},
    )
