"""Two hundred learners send in the same minute, and the desk is killed and started again in the middle.

Each of them is a thread with the patience of an outbox: what was not acknowledged is sent again, to wherever
the desk is by then. Run with `-s` to see how long they waited.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import httpx
import pytest

from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.people.register import People
from tests.autograde.reliability.conftest import Prepared
from tests.autograde.reliability.processes import Place, serve, start

SECONDS = 120
ATTEMPTS = 200


@dataclass
class Desk:
    """A desk in a process of its own, which may be another one the next time somebody asks."""

    place: Place
    child: Any = None
    port: int = 0
    lives: int = 0
    acknowledged: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        self.child, told = start(serve, self.place)
        assert told.poll(SECONDS)
        self.port = int(told.recv())
        self.lives += 1

    def end(self) -> None:
        self.child.kill()
        self.child.join(SECONDS)

    def one_more(self, kill_at: int) -> None:
        """Count what was acknowledged; kill the desk at that number, and start it again."""
        with self.lock:
            self.acknowledged += 1
            if self.acknowledged == kill_at:
                self.end()
                self.begin()


def send(desk: Desk, token: str, packet: bytes, kill_at: int) -> tuple[dict[str, Any], float]:
    """Send until the desk says that it has it: the receipt, and the seconds of the try that was heard."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/zip"}
    for _attempt in range(ATTEMPTS):
        began = time.monotonic()
        try:
            answer = httpx.post(
                f"http://127.0.0.1:{desk.port}/api/packets", content=packet, headers=headers, timeout=SECONDS
            )
        except httpx.TransportError:
            threading.Event().wait(0.1)
            continue
        if answer.status_code == 503:  # busy, and says so
            continue
        assert answer.status_code in (200, 201), answer.text
        took = time.monotonic() - began
        desk.one_more(kill_at)
        return dict(answer.json()), took
    raise AssertionError("the desk never answered")


def many_at_once(
    learners: int, prepared: Prepared, copy_of: Callable[..., Place], school_at: Callable[[Place], Any]
) -> list[float]:
    """Let that many send at once, kill the desk at the half; nothing acknowledged is lost or kept twice."""
    place = copy_of(prepared.unsent)
    school = school_at(place)
    people = [school.join(f"Learner {number}") for number in range(learners)]
    tokens = [People(school.office.records()).token(one) for one in people]
    packets = [school.packet(one, {"base": f"${number}"}) for number, one in enumerate(people)]
    before = len(Ledger(school.office.records()).events(kinds={EventKind.SUBMITTED}))
    desk, gate = Desk(place), threading.Barrier(learners)
    desk.begin()

    def press_send(number: int) -> tuple[dict[str, Any], float]:
        gate.wait(SECONDS)
        return send(desk, tokens[number], packets[number], kill_at=learners // 2)

    try:
        with ThreadPoolExecutor(learners) as threads:
            sent = list(threads.map(press_send, range(learners)))
    finally:
        desk.end()
    assert desk.lives == 2
    ledger = Ledger(school.office.records())
    events = ledger.events(kinds={EventKind.SUBMITTED})[before:]
    ledger.verify()
    assert sorted(event.person for event in events) == sorted(people)
    assert {event.body["receipt"] for event in events} == {receipt["number"] for receipt, _took in sent}
    for receipt, _took in sent:
        assert (school.office.packets / f"{receipt['packet_sha256']}.zip").is_file()
    return [took for _receipt, took in sent]


def test_twenty_at_once_and_a_desk_that_dies(
    prepared: Prepared, copy_of: Callable[..., Place], school_at: Callable[[Place], Any]
) -> None:
    many_at_once(20, prepared, copy_of, school_at)


@pytest.mark.slow
def test_two_hundred_at_once_and_a_desk_that_dies(
    prepared: Prepared, copy_of: Callable[..., Place], school_at: Callable[[Place], Any]
) -> None:
    waited = sorted(many_at_once(200, prepared, copy_of, school_at))
    sys.stdout.write(f"\n200 at once: median {median(waited):.2f} s to a receipt, last {waited[-1]:.2f} s\n")
