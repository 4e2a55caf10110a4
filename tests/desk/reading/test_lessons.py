"""What runs the lessons: a process that died is started again; a lesson that fails is one page’s trouble."""

from __future__ import annotations

import os
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from classroom.reading.blocks import Prose
from desk.reading.lessons import Lessons, LessonTrouble


def bundle(folder: Path, *code: str) -> Path:
    """A part of such code cells."""
    import json

    cells = [{"cell_type": "code", "source": [text]} for text in code]
    told = {
        "format": 1,
        "course": "c",
        "part": "p",
        "title": "P",
        "release": "r",
        "notebook": "p.ipynb",
        "questions": {},
        "memo": None,
    }
    path = folder / "bundle.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("part.json", json.dumps(told))
        archive.writestr("p.ipynb", json.dumps({"cells": cells}))
    return path


@pytest.fixture
def lessons() -> Iterator[Lessons]:
    made = Lessons(processes=1)
    yield made
    made.close()


OPEN = "import os\nfrom classroom import open_part, say\npart = open_part()\n"


def test_a_sheet_is_run_once_for_each_variant_and_setting(lessons: Lessons, tmp_path: Path) -> None:
    part = bundle(tmp_path, OPEN + "say(f'{part.variant} {os.getpid()} {os.urandom(4).hex()}')")
    first = lessons.read(part, 3, {})
    assert lessons.read(part, 3, {}) is first
    assert isinstance(first[0], Prose) and first[0].markdown.startswith("3 ")
    assert lessons.read(part, 4, {}) != first
    assert lessons.read(part, 3, {"try1": {"a": "1"}}) != first


def test_a_process_that_died_is_started_again(lessons: Lessons, tmp_path: Path) -> None:
    part = bundle(tmp_path, OPEN + "say(str(os.getpid()))")
    (said,) = lessons.read(part, 1, {})
    assert isinstance(said, Prose) and int(said.markdown) != os.getpid()
    os.kill(int(said.markdown), signal.SIGKILL)
    (again,) = lessons.read(part, 2, {})
    assert again != said


def test_a_lesson_that_fails_or_ends_its_process_raises_and_the_next_one_is_read(
    lessons: Lessons, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number, code in enumerate(("1 / 0", "import os; os._exit(3)", "raise SystemExit")):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(LessonTrouble):
            lessons.read(bundle(folder, code), 1, {})
    assert "ZeroDivisionError" in caplog.text
    assert lessons.read(bundle(tmp_path, OPEN + "say('Hello')"), 1, {}) == (Prose("Hello"),)


def test_a_lesson_that_does_not_end_is_ended(
    lessons: Lessons, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.reading.lessons.SECONDS", 0.2)
    with pytest.raises(LessonTrouble):
        lessons.read(bundle(tmp_path, "while True: pass"), 1, {})
