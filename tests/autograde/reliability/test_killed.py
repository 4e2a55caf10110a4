"""Killed at any moment and started again, grader and desk end where an undisturbed run ends."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from autograde.people.register import People
from tests.autograde.reliability.conftest import Prepared
from tests.autograde.reliability.processes import Place, grade, serve, start

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork are a matter of POSIX systems")

State = Callable[[Any], dict[str, list[Any]]]
Copy = Callable[[Path], Place]
SECONDS = 120  # after which a child that says nothing is given up


def wait(child: Any) -> int:
    child.join(SECONDS)
    assert child.exitcode is not None, "the child neither ended nor died"
    return int(child.exitcode)


def graded_undisturbed(place: Place) -> int:
    """Grade to the end; how many moments that had."""
    child, told = start(grade, place)
    assert told.poll(SECONDS)
    moments = int(told.recv())
    assert wait(child) == 0
    return moments


def kills(seed: int, moments: int, how_many: int) -> Iterator[int]:
    chosen = random.Random(seed)
    for _kill in range(how_many):
        yield chosen.randint(1, moments)


def grade_killed(prepared: Prepared, copy_of: Copy, state: State, seed: int, how_many: int) -> int:
    """Kill a grader that many times, each time from where the last one died; returns how many died."""
    undisturbed, place = copy_of(prepared.sent), copy_of(prepared.sent)
    moments = graded_undisturbed(undisturbed)
    wanted, died = state(undisturbed.office), 0
    for moment in kills(seed, moments // 2, 4 * how_many):
        if died == how_many:
            break
        child, _told = start(grade, place, moment)
        code = wait(child)
        died += code == -9
        if code == 0:  # it was done before its moment came: begin again with the next
            assert state(place.office) == wanted
            place = copy_of(prepared.sent)
    graded_undisturbed(place)
    assert state(place.office) == wanted
    assert graded_undisturbed(place) < moments  # there is nothing left to do
    assert state(place.office) == wanted
    return died


def test_a_grader_killed_a_few_times_ends_as_if_it_had_not_been(
    prepared: Prepared, copy_of: Copy, state: State
) -> None:
    assert grade_killed(prepared, copy_of, state, seed=1, how_many=5) == 5


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_a_grader_killed_a_hundred_times(prepared: Prepared, copy_of: Copy, state: State, seed: int) -> None:
    assert grade_killed(prepared, copy_of, state, seed=seed, how_many=10) == 10


class Sender:
    """A learner's outbox: sends until each packet is acknowledged, whoever dies meanwhile."""

    def __init__(self, prepared: Prepared, place: Place) -> None:
        people = People(place.office.records())
        self.waiting = [
            (people.token(one), packet) for one, all_ in prepared.packets.items() for packet in all_
        ]
        self.receipts: dict[str, str] = {}

    def send_all(self, port: int) -> bool:
        """Send what waits; False when the desk went away."""
        while self.waiting:
            token, packet = self.waiting[0]
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/zip"}
            try:
                answer = httpx.post(
                    f"http://127.0.0.1:{port}/api/packets", content=packet, headers=headers, timeout=SECONDS
                )
            except httpx.TransportError:
                return False
            assert answer.status_code in (200, 201), answer.text
            said = answer.json()
            assert self.receipts.setdefault(said["packet_sha256"], said["number"]) == said["number"]
            self.waiting.pop(0)
        return True


def desk_killed(
    prepared: Prepared, copy_of: Copy, state: State, school_at: Any, seed: int, how_many: int
) -> int:
    undisturbed, place = copy_of(prepared.unsent), copy_of(prepared.unsent)
    _receipts, moments = desk_to_the_end(undisturbed, Sender(prepared, undisturbed))
    sender, died = Sender(prepared, place), 0
    for moment in kills(seed, moments, how_many):
        child, told = start(serve, place, moment)
        if told.poll(SECONDS):
            try:
                done = sender.send_all(int(told.recv()))
            except EOFError:  # it died before it could say where it is
                done = False
            if done:
                child.kill()
        died += wait(child) == -9
        if not sender.waiting:  # all of it came in: begin again, with the same packets
            check_desk(place, sender, state, undisturbed)
            place = copy_of(prepared.unsent)
            sender = Sender(prepared, place)
    desk_to_the_end(place, sender)
    check_desk(place, sender, state, undisturbed)
    for one in (place, undisturbed):
        school_at(one).grade(engine=one.play)
    assert state(place.office) == state(undisturbed.office)
    return died


def desk_to_the_end(place: Place, sender: Sender) -> tuple[dict[str, str], int]:
    child, told = start(serve, place)
    assert told.poll(SECONDS)
    port = int(told.recv())
    assert sender.send_all(port)
    moments = int(httpx.get(f"http://127.0.0.1:{port}/moments", timeout=SECONDS).text)
    child.kill()
    wait(child)
    return sender.receipts, moments


def check_desk(place: Place, sender: Sender, state: State, undisturbed: Place) -> None:
    """No acknowledged packet is lost, none is recorded twice."""
    office = place.office
    assert sender.receipts
    for sha256 in sender.receipts:
        assert (office.packets / f"{sha256}.zip").is_file()
    assert state(office)["ledger"] == state(undisturbed.office)["ledger"]


def test_a_desk_killed_a_few_times_loses_no_packet_it_acknowledged(
    prepared: Prepared, copy_of: Copy, state: State, school_at: Any
) -> None:
    assert desk_killed(prepared, copy_of, state, school_at, seed=1, how_many=4) == 4


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7))
def test_a_desk_killed_a_hundred_times(
    prepared: Prepared, copy_of: Copy, state: State, school_at: Any, seed: int
) -> None:
    assert desk_killed(prepared, copy_of, state, school_at, seed=seed, how_many=20) == 20
