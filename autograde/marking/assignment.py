"""Who answers a memo: one instructor at first, another one once the promised time has passed. Pure, but for
putting it on record.

In: the queue, the instructors, a moment. Out: `memo_assigned` events. Called by queue.py. Anybody who is an
instructor may mark any memo; the assignment says whose it is to see that it is answered.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from autograde.ledger.events import Event, EventKind, NewEvent

__all__ = ["FIRST", "SECOND", "QueuedMemo", "assigned_event", "assigned_to", "with_assignments"]

FIRST, SECOND = 1, 2
ACTOR = "system:queue"


@dataclass(frozen=True)
class QueuedMemo:
    """A memo in the queue, or a second reading that was asked for.

    `due_at`: the promise. `instructor` and `turn`: who is to answer it, as the first or the second to be
    asked; "" and 0 while nobody is. `asked` is the id of the request for a second reading, "" for a memo.
    """

    person: str
    part: str
    packet_sha256: str
    submitted_at: datetime
    due_at: datetime
    instructor: str = ""
    turn: int = 0
    asked: str = ""
    earlier: tuple[str, ...] = ()
    """Who was asked before; of a second reading, whoever gave the mark."""

    def overdue(self, now: datetime) -> bool:
        """Whether the promise has passed."""
        return now > self.due_at


def assigned_to(
    events: Sequence[Event], packet_sha256: str, asked: str = ""
) -> tuple[str, int, tuple[str, ...]]:
    """Who is to answer that packet's memo (or the request `asked`), in which turn, and who was to before."""
    told = [
        event
        for event in events
        if event.kind is EventKind.MEMO_ASSIGNED
        and event.body["packet_sha256"] == packet_sha256
        and event.body.get("asked", "") == asked
    ]
    if not told:
        return "", 0, ()
    before = tuple(str(event.body["to"]) for event in told[:-1])
    return str(told[-1].body["to"]), int(told[-1].body["turn"]), before


def with_assignments(
    queue: Sequence[QueuedMemo], instructors: Sequence[str], now: datetime
) -> list[QueuedMemo]:
    """The queue with somebody to answer each memo, where there is somebody.

    A new one goes to whoever has the fewest; one that is overdue passes once to somebody else, if there is
    anybody else; what an instructor leaves behind goes to another in the same turn.
    """
    load = Counter(memo.instructor for memo in queue)
    result = []
    for memo in queue:
        passes = memo.turn == FIRST and memo.overdue(now)
        stays = memo.instructor in instructors and not passes
        free = [one for one in instructors if one not in (*memo.earlier, memo.instructor)]
        if stays or not free:
            result.append(memo)
            continue
        chosen = min(free, key=lambda one: (load[one], instructors.index(one)))
        load[chosen] += 1
        before = (*memo.earlier, memo.instructor) if memo.instructor else memo.earlier
        turn = SECOND if passes else memo.turn or FIRST
        result.append(replace(memo, instructor=chosen, turn=turn, earlier=before))
    return result


def assigned_event(session: str, memo: QueuedMemo, now: datetime) -> NewEvent:
    """The event that says who is to answer a memo now."""
    about = memo.asked or memo.packet_sha256[:24]
    return NewEvent(
        key=f"memo_assigned:{session}:{memo.person}:{memo.part}:{about}:{len(memo.earlier) + 1}",
        person=memo.person,
        session=session,
        kind=EventKind.MEMO_ASSIGNED,
        occurred_at=now,
        actor=ACTOR,
        body={
            "part": memo.part,
            "packet_sha256": memo.packet_sha256,
            "to": memo.instructor,
            "turn": memo.turn,
            **({"asked": memo.asked} if memo.asked else {}),
        },
    )
