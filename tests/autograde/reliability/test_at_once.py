"""Many at once: sixteen learners press Send in the same moment; two graders start together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office, open_office
from autograde.people.register import People
from tests.autograde.reliability.conftest import Prepared
from tests.autograde.reliability.processes import NOW, Place

SUBMITTERS = 16
LETTER = "Please send the register by Friday."


@contextmanager
def desk_at(school: Any) -> Iterator[str]:
    """A desk as `bargain desk` serves it, on a free port of this machine."""
    import waitress

    from desk.app import create_app
    from desk.serve import THREADS
    from desk.settings import DeskSettings

    settings = DeskSettings(programs=school.programs, clock=lambda: NOW)
    app = create_app(school.office, school.courses, settings)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=THREADS, ident="")
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.trigger.pull_trigger(server.close)  # in its own thread; it ends when it listens to nothing
        thread.join(60)
        server.task_dispatcher.shutdown()
    assert not thread.is_alive()


@pytest.fixture
def moved(
    copy_of: Callable[[Path], Place], tmp_path: Path, office_settings_text: str
) -> Callable[..., Place]:
    """A copy of a place whose records and gradebook are in the database of this test."""
    from autograde.backup.keep import back_up
    from autograde.backup.restore import restore

    def move(folder: Path) -> Place:
        place = copy_of(folder)
        if office_settings_text:
            kept = back_up(place.office, tmp_path / "moved.zip", NOW)
            place.office.home.rename(place.folder / "before")
            (place.folder / "office").mkdir()
            (place.folder / "office" / "office.toml").write_text(office_settings_text)
            restore(kept.path, place.folder / "office")
        return place

    return move


def events_of(office: Office, kind: EventKind) -> list[Any]:
    return Ledger(office.records()).events(kinds={kind})


def test_sixteen_learners_send_at_once(
    prepared: Prepared, moved: Callable[..., Place], school_at: Callable[[Place], Any]
) -> None:
    place = moved(prepared.unsent)
    school = school_at(place)
    before = len(events_of(school.office, EventKind.SUBMITTED))
    people = [school.join(f"Learner {number}") for number in range(SUBMITTERS)]
    tokens = [People(school.office.records()).token(one) for one in people]
    packets = [
        school.packet(one, {"base": f"${number}", "letter": LETTER}) for number, one in enumerate(people)
    ]
    gate = threading.Barrier(SUBMITTERS)

    def send(number: int) -> dict[str, Any]:
        gate.wait(60)
        answers = []
        for _twice in range(2):  # an outbox that did not hear sends again
            answer = httpx.post(
                f"{desk}/api/packets",
                content=packets[number],
                headers={"Authorization": f"Bearer {tokens[number]}", "Content-Type": "application/zip"},
                timeout=120,
            )
            answers.append((answer.status_code, answer.json()))
        assert [status for status, _said in answers] == [201, 200]
        assert answers[0][1] == answers[1][1]
        return dict(answers[0][1])

    with desk_at(school) as desk, ThreadPoolExecutor(SUBMITTERS) as threads:
        receipts = list(threads.map(send, range(SUBMITTERS)))

    sent = events_of(school.office, EventKind.SUBMITTED)[before:]
    assert sorted(event.person for event in sent) == sorted(people)
    assert {event.body["receipt"] for event in sent} == {one["number"] for one in receipts}
    assert len({one["number"] for one in receipts}) == SUBMITTERS
    for one in people:
        assert (school.office.session_folder("spring") / "submitted" / one / school.part).is_dir()
    Ledger(school.office.records()).verify()


def test_two_graders_at_once_grade_everything_once(
    prepared: Prepared,
    moved: Callable[..., Place],
    copy_of: Callable[[Path], Place],
    school_at: Callable[[Place], Any],
    state: Callable[[Office], Any],
) -> None:
    undisturbed = copy_of(prepared.sent)
    school_at(undisturbed).grade(engine=undisturbed.play)
    place = moved(prepared.sent)
    gate = threading.Barrier(2)

    def grade(_number: int) -> int:
        school = school_at(place)
        gate.wait(60)
        return len(school.grade(engine=place.play))

    with ThreadPoolExecutor(2) as threads:
        graded = list(threads.map(grade, range(2)))
    school_at(place).grade(engine=place.play)  # what changed hands meanwhile
    assert sum(graded) >= 1
    assert state(open_office(place.folder / "office")) == state(undisturbed.office)
