"""A part made by hand, for the tests of what stands on the page."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from classroom.part import Part, open_part

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

QUESTIONS = {
    "fte-total": {"kind": "number", "points": 0, "graded": False},
    "average": {"kind": "choice", "points": 0, "graded": False},
    "salary-base": {"kind": "dollars", "points": 4, "graded": True},
    "top-share": {"kind": "percent", "points": 4, "graded": True},
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A learner's workspace with one part in it."""
    folder = tmp_path / "workspace" / "costing" / "part01-know-your-unit"
    folder.mkdir(parents=True)
    (tmp_path / "workspace" / ".classroom").mkdir()
    part = {
        "format": 1,
        "course": "costing",
        "part": "part01-know-your-unit",
        "title": "Know your unit",
        "release": "r1",
        "minutes": 20,
        "questions": QUESTIONS,
        "memo": {"id": "letter", "points": 6},
        "notebook": "part01-know-your-unit.ipynb",
    }
    (folder / "part.json").write_text(json.dumps(part), encoding="utf-8")
    (folder / "variant.json").write_text(
        '{"format": 1, "session": "2026-fall", "variant": 0}', encoding="utf-8"
    )
    (folder / "part01-know-your-unit.ipynb").write_text('{"cells": [], "metadata": {}}', encoding="utf-8")
    return tmp_path / "workspace"


@pytest.fixture
def opened_part(workspace: Path) -> Part:
    return open_part(workspace / "costing" / "part01-know-your-unit")


@pytest.fixture
def desk_of() -> Callable[[SmallSchool], AbstractContextManager[str]]:
    """The real desk of a small school, on a free port, for as long as a block lasts."""
    return _serving


@contextmanager
def _serving(school: SmallSchool) -> Iterator[str]:
    from waitress.server import create_server

    from desk.app import create_app
    from desk.settings import DeskSettings

    settings = DeskSettings(clock=lambda: school.during, programs=school.programs)
    app = create_app(school.office, school.courses, settings)
    server = create_server(app, host="127.0.0.1", port=0, threads=2)

    def run() -> None:
        with suppress(OSError):  # closing the server ends its loop with a closed file
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(10)


class Ticking:
    """A clock that moves on by a second each time it is read."""

    def __init__(self) -> None:
        self._times: Iterator[datetime] = (
            datetime(2026, 9, 15, 19, 42, tzinfo=UTC) + timedelta(seconds=second) for second in range(100_000)
        )

    def __call__(self) -> datetime:
        return next(self._times)


@pytest.fixture
def clock() -> Ticking:
    return Ticking()
