"""A worker that dies in the middle of a batch, and a clock that jumps back: everybody ends with her score."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from autograde.engine.forked import ForkedEngine, can_fork
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from tests.autograde.reliability.conftest import Prepared
from tests.autograde.reliability.processes import NOW, Place


def scores(office: Any) -> list[tuple[str, str, float]]:
    graded = Ledger(office.records()).events(kinds={EventKind.GRADED})
    return sorted((one.person, one.body["packet_sha256"], one.body["points"]) for one in graded)


@pytest.mark.skipif(not can_fork(), reason="no processes are forked here")
@pytest.mark.parametrize("workers", [1, 2])
def test_the_process_that_runs_lessons_is_killed_in_the_middle_of_a_batch(
    workers: int,
    prepared: Prepared,
    copy_of: Callable[[Path], Place],
    school_at: Callable[[Place], Any],
    state: Callable[[Any], Any],
) -> None:
    from autograde.grading.grade import grade_waiting

    undisturbed, place = copy_of(prepared.sent), copy_of(prepared.sent)
    school_at(undisturbed).grade(engine=undisturbed.play)
    begun = 0

    with ForkedEngine() as engine:

        def killed_at_the_second(notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
            nonlocal begun
            begun += 1
            if begun == 2:
                server = engine._server
                assert server is not None
                os.kill(server.pid, signal.SIGKILL)
                server.wait()
            engine(notebook, executed, parameters)

        school = school_at(place)
        given = {"rules": school.rules, "now": NOW, "engine": killed_at_the_second, "workers": workers}
        first = grade_waiting(school.office, school.session, school.course, **given)
        # Whoever was running at that moment has no score, and is told of; everybody else has hers.
        assert all("died" in one.sentence for one in first if one.failed)
        again = grade_waiting(school.office, school.session, school.course, retry=True, **given)
    assert not any(one.failed for one in again)
    assert len(again) == sum(one.failed for one in first)
    assert state(place.office)["gradebook"] == state(undisturbed.office)["gradebook"]
    assert scores(place.office) == scores(undisturbed.office)


def test_a_clock_that_jumps_back_while_a_batch_is_graded(
    prepared: Prepared,
    copy_of: Callable[[Path], Place],
    school_at: Callable[[Place], Any],
    state: Callable[[Any], Any],
) -> None:
    """The second half is graded at a time before anything was sent."""
    undisturbed, place = copy_of(prepared.sent), copy_of(prepared.sent)
    school_at(undisturbed).grade(engine=undisturbed.play)
    begun = 0

    def stopped_half_way(notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
        nonlocal begun
        begun += 1
        if begun == 3:
            raise KeyboardInterrupt
        place.play(notebook, executed, parameters)

    with pytest.raises(KeyboardInterrupt):
        school_at(place).grade(at=NOW, engine=stopped_half_way)
    school_at(place).grade(at=NOW - timedelta(days=400), engine=place.play)
    assert school_at(place).grade(at=NOW, engine=place.play) == []
    assert state(place.office) == state(undisturbed.office)  # which follows every link of the chain
    recorded: dict[str, list[Any]] = {}
    for event in Ledger(place.office.records()).events():
        recorded.setdefault(event.person, []).append(event.recorded_at)
    assert all(moments == sorted(moments) for moments in recorded.values())
