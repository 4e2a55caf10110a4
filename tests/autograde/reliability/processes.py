"""Processes that are killed on purpose: a grader and a desk, each of which can die at any moment of its work.

A moment is what can leave something half done: a file opened, renamed or removed in the office, an SQL
statement, a commit. Moments are counted, so that a kill can be repeated: the number, not the clock, says
when. Children are forked from a server that has imported everything, because most of them die young.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograde.course import Course
    from autograde.office import Office

SESSION = "spring"
NOW = datetime(2027, 1, 8, 12, 0, tzinfo=UTC)
PRELOADED = [
    "tests.autograde.reliability.processes", "autograde.grading.grade", "autograde.grading.scoring",
    "autograde.engine.executor", "desk.serve", "desk.app", "waitress", "nbgrader.api", "filelock", "rfc8785",
    "alembic.command",
]  # fmt: skip
_FILES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.chmod"}

Engine = Callable[[Path, Path, Mapping[str, int]], None]


@dataclass(frozen=True)
class Place:
    """A school's folder: office/, small/ (the course), programs/, and recorded/ with the runs."""

    folder: Path

    @property
    def office(self) -> Office:
        from autograde.office import open_office

        return open_office(self.folder / "office")

    @property
    def courses(self) -> dict[str, Course]:
        from autograde.course import load_course

        course = load_course(self.folder / "small")
        return {course.id: course}

    def key(self, notebook: Path, parameters: Mapping[str, int]) -> Path:
        """Where the run of these answers is recorded."""
        answers = notebook.parent / "answers.json"
        what = notebook.read_bytes() + (answers.read_bytes() if answers.is_file() else b"")
        return self.folder / "recorded" / sha256(what + str(parameters["variant"]).encode()).hexdigest()

    def recorder(self, engine: Engine) -> Engine:
        """Run with that engine, and keep what came of it."""

        def record(notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
            engine(notebook, executed, parameters)
            self.key(notebook, parameters).parent.mkdir(exist_ok=True)
            shutil.copyfile(executed, self.key(notebook, parameters))

        return record

    def play(self, notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
        """What the engine made of it before: the run itself touches no store."""
        shutil.copyfile(self.key(notebook, parameters), executed)


class Moments:
    """Counts the moments of this process, and kills it at one of them."""

    def __init__(self, home: Path, kill_at: int) -> None:
        from sqlalchemy import event
        from sqlalchemy.engine import Engine as SqlEngine

        self.home, self.kill_at, self.seen = str(home), kill_at, 0
        event.listen(SqlEngine, "before_cursor_execute", lambda *_all: self.one_more())
        event.listen(SqlEngine, "commit", lambda *_all: self.one_more())
        sys.addaudithook(self._audit)

    def one_more(self) -> None:
        self.seen += 1
        if self.seen == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _audit(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name in _FILES and str(arguments[0]).startswith(self.home):
            self.one_more()


def start(work: Callable[..., None], place: Place, kill_at: int = 0) -> tuple[Any, Connection]:
    """Start a child that dies at that moment (0: never), and the end of a pipe on which it tells things."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    ours, theirs = context.Pipe()
    child = context.Process(target=work, args=(place.folder, kill_at, theirs), daemon=True)
    child.start()
    theirs.close()
    return child, ours


def grade(folder: Path, kill_at: int, told: Connection) -> None:
    """Grade what waits; tells how many moments that had."""
    from autograde.grading.grade import grade_waiting
    from autograde.program.rules import find_rules

    place = Place(folder)
    moments = Moments(folder / "office", kill_at)
    rules = find_rules("small", folder / "programs")
    office, course = place.office, place.courses["small"]
    grade_waiting(office, SESSION, course, rules=rules, now=NOW, engine=place.play)
    told.send(moments.seen)


def serve(folder: Path, kill_at: int, told: Connection) -> None:
    """Serve the desk on a free port, and tell which, until it is killed."""
    import waitress

    from autograde.intake.receive import repair
    from desk.access import Who, open_to
    from desk.app import create_app
    from desk.settings import DeskSettings

    place = Place(folder)
    moments = Moments(folder / "office", kill_at)
    office = place.office
    settings = DeskSettings(programs=folder / "programs", clock=lambda: NOW)
    app = create_app(office, place.courses, settings)
    repair(office, place.courses, SESSION)
    app.add_url_rule("/moments", view_func=open_to(Who.ANYONE)(lambda: str(moments.seen)))
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8, ident="")
    told.send(server.effective_port)
    server.run()
