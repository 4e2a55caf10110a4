"""A part made by hand, for the tests of what stands on the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from classroom.part import Part, open_part

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
    (folder / "variant.json").write_text('{"format": 1, "session": "2026-fall", "variant": 0}', encoding="utf-8")
    (folder / "part01-know-your-unit.ipynb").write_text('{"cells": [], "metadata": {}}', encoding="utf-8")
    return tmp_path / "workspace"


@pytest.fixture
def opened_part(workspace: Path) -> Part:
    return open_part(workspace / "costing" / "part01-know-your-unit")


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
