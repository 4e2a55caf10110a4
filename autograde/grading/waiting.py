"""Which submissions wait to be graded: a pure function of the ledger's events.

In: events of a session, the release of each part, the hash of the rules. Out: `Waiting`s in the order they
arrived. Called by grade.py and the command. A task is a packet of a person under one release and one set of
rules, and is recorded once. Whoever was graded keeps her score when a part is released anew or the rules
change: that is for staff to decide, who are told how many there are (`changed`) and may grade them again.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from autograde.ledger.events import Event, EventKind

__all__ = ["Again", "Waiting", "changed", "task_key", "waiting"]


@dataclass(frozen=True)
class Waiting:
    """A submission to grade.

    received_at: when the packet came. attempt: 1 for the first packet a person sent of that part. latest:
    she has sent no newer one; only the latest goes into the gradebook. failures: how often its run broke
    before. again: how often it was graded before, in just this way, when staff have it graded again.
    """

    person: str
    part: str
    packet_sha256: str
    variant: int
    received_at: datetime
    attempt: int
    latest: bool
    task: str
    failures: int = 0
    again: int = 0


@dataclass(frozen=True)
class Again:
    """What to take besides what was never graded.

    retry: what broke before. changed: what was graded under another release or other rules than now.
    unchanged: what was graded just as it would be now.
    """

    retry: bool = False
    changed: bool = False
    unchanged: bool = False


def task_key(person: str, packet_sha256: str, release: str, rules_sha256: str) -> str:
    """The name of one grading task: the same packet of a person, release and rules always give the same one.

    The person is part of it: two people may send the same bytes, when variants had to be given out twice.
    """
    return hashlib.sha256(f"{person} {packet_sha256} {release} {rules_sha256}".encode()).hexdigest()


def waiting(
    events: Iterable[Event], releases: Mapping[str, str], rules_sha256: str, again: Again | None = None
) -> list[Waiting]:
    """What waits among the events of one session, in the order of arrival.

    releases: part id -> release id, of the parts that are open. again: what else to take. A submission whose
    grading was stopped half-way waits too, the first time and every later one.
    """
    events, again = list(events), again or Again()
    graded, executed, broken = (
        Counter(str(e.body["task"]) for e in events if e.kind is kind)
        for kind in (EventKind.GRADED, EventKind.EXECUTED, EventKind.RUN_FAILED)
    )
    sent = [e for e in events if e.kind is EventKind.SUBMITTED and e.body["part"] in releases]
    done = {(e.person, e.body["packet_sha256"]) for e in events if e.kind is EventKind.GRADED}
    newest = {(e.person, e.body["part"]): e.body["packet_sha256"] for e in sent}
    attempts: Counter[tuple[str, str]] = Counter()
    found = []
    for e in sent:
        part, packet = str(e.body["part"]), str(e.body["packet_sha256"])
        attempts[e.person, part] += 1
        task = task_key(e.person, packet, releases[part], rules_sha256)
        half_way = executed[task] > graded[task]
        if graded[task] and not half_way and not again.unchanged:
            continue
        if not graded[task] and not half_way and (e.person, packet) in done and not again.changed:
            continue
        if broken[task] and not graded[task] and not again.retry:
            continue
        found.append(
            Waiting(
                person=e.person,
                part=part,
                packet_sha256=packet,
                variant=int(e.body["variant"]),
                received_at=e.occurred_at,
                attempt=attempts[e.person, part],
                latest=newest[e.person, part] == packet,
                task=task,
                failures=broken[task],
                again=graded[task],
            )
        )
    return found


def changed(events: Iterable[Event], releases: Mapping[str, str], rules_sha256: str) -> list[Waiting]:
    """What was graded under another release or other rules than now, and keeps its score unless staff have it
    graded again.
    """
    events = list(events)
    without = {one.task for one in waiting(events, releases, rules_sha256)}
    every = waiting(events, releases, rules_sha256, Again(changed=True))
    return [one for one in every if one.task not in without]
