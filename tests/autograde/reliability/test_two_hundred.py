"""Two hundred learners send and post in the same minute; the desk is killed and started again in the middle.

Each of them is a thread with the patience of an outbox: what was not acknowledged is sent again, to wherever
the desk is by then. Run with `-s` to see how long they waited.
"""

from __future__ import annotations

import re
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

from autograde.community.post import Topic
from autograde.community.threads import threads_of
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.people.register import People
from tests.autograde.reliability.conftest import Prepared
from tests.autograde.reliability.processes import NOW, Place, serve, start

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


def until_heard(desk: Desk, ask: Callable[[str], httpx.Response]) -> tuple[httpx.Response, float]:
    """Ask until the desk answers: its answer, and the seconds of the try that was heard."""
    for _attempt in range(ATTEMPTS):
        began = time.monotonic()
        try:
            answer = ask(f"http://127.0.0.1:{desk.port}")
        except httpx.TransportError:
            threading.Event().wait(0.1)
            continue
        if answer.status_code != 503:  # busy, and says so
            return answer, time.monotonic() - began
    raise AssertionError("the desk never answered")


def send(desk: Desk, token: str, packet: bytes) -> tuple[dict[str, Any], float]:
    """Send until the desk says that it has the packet; the receipt, and how long it took."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/zip"}
    answer, took = until_heard(
        desk,
        lambda at: httpx.post(f"{at}/api/packets", content=packet, headers=headers, timeout=SECONDS),
    )
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json()), took


def post(desk: Desk, code: str, title: str) -> float:
    """Sign in, and open a thread among the questions; how long the posting took."""
    with httpx.Client(timeout=SECONDS) as browser:
        signed_in, _took = until_heard(desk, lambda at: browser.get(f"{at}/sign-in/{code}"))
        assert signed_in.status_code == 303, signed_in.text
        page, _took = until_heard(desk, lambda at: browser.get(f"{at}/community/spring/discussions/"))
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        assert token, page.text
        form = {"csrf_token": token[1], "topic": "questions", "title": title, "text": "Good evening."}
        posted, took = until_heard(
            desk, lambda at: browser.post(f"{at}/community/spring/discussions/", data=form)
        )
    assert posted.status_code == 303, posted.text
    return took


def many_at_once(
    learners: int, prepared: Prepared, copy_of: Callable[..., Place], school_at: Callable[[Place], Any]
) -> tuple[list[float], list[float]]:
    """Let that many send and post at once, kill the desk at the half; the seconds that each of them waited.

    Nothing that was acknowledged is lost, and no packet is kept twice.
    """
    place = copy_of(prepared.unsent)
    school = school_at(place)
    register = People(school.office.records())
    people = [school.join(f"Learner {number}") for number in range(learners)]
    tokens = [register.token(one) for one in people]
    codes = [register.one_time_code(one, "sign-in", NOW) for one in people]
    packets = [school.packet(one, {"base": f"${number}"}) for number, one in enumerate(people)]
    before = len(Ledger(school.office.records()).events(kinds={EventKind.SUBMITTED}))
    desk, gate = Desk(place), threading.Barrier(learners)
    desk.begin()

    def learner(number: int) -> tuple[dict[str, Any], float, float]:
        gate.wait(SECONDS)
        receipt, sending = send(desk, tokens[number], packets[number])
        desk.one_more(kill_at=learners // 2)
        return receipt, sending, post(desk, codes[number], f"From learner {number}")

    try:
        with ThreadPoolExecutor(learners) as threads:
            heard = list(threads.map(learner, range(learners)))
    finally:
        desk.end()
    assert desk.lives == 2
    ledger = Ledger(school.office.records())
    events = ledger.events(kinds={EventKind.SUBMITTED})[before:]
    ledger.verify()
    assert sorted(event.person for event in events) == sorted(people)
    assert {event.body["receipt"] for event in events} == {receipt["number"] for receipt, *_waited in heard}
    for receipt, *_waited in heard:
        assert (school.office.packets / f"{receipt['packet_sha256']}.zip").is_file()
    threads_there = threads_of(school.office, "spring", Topic.QUESTIONS)
    assert {one.opening.title for one in threads_there} == {
        f"From learner {number}" for number in range(learners)
    }
    return [sending for _receipt, sending, _posting in heard], [posting for *_sent, posting in heard]


def test_twenty_at_once_and_a_desk_that_dies(
    prepared: Prepared, copy_of: Callable[..., Place], school_at: Callable[[Place], Any]
) -> None:
    many_at_once(20, prepared, copy_of, school_at)


@pytest.mark.slow
def test_two_hundred_at_once_and_a_desk_that_dies(
    prepared: Prepared, copy_of: Callable[..., Place], school_at: Callable[[Place], Any]
) -> None:
    sent, posted = many_at_once(200, prepared, copy_of, school_at)
    for what, waited in (("a receipt", sent), ("a post", posted)):
        sys.stdout.write(
            f"\n200 at once: median {median(waited):.2f} s to {what}, last {max(waited):.2f} s\n"
        )
