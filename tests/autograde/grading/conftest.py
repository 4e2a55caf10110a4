"""A small school for the tests of grading: the toy course, released once, and people who send packets."""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from autograde.course import Course, load_course
from autograde.grading.grade import Graded, grade_waiting
from autograde.grading.run import Engine
from autograde.intake.receive import Receipt, receive_packet
from autograde.ledger.events import Event, EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office, open_office
from autograde.people.register import People
from autograde.program.rules import Rules, load_rules
from autograde.release.reference import answers_file
from autograde.release.release import release_into_session, released_part
from autograde.sessions.calendar import Sessions
from classroom.sending.packet import build_packet

LESSONS = Path(__file__).parents[1] / "lessons"
SESSION, PART = "spring", "part01-counting"
START = datetime(2026, 1, 24, 12, 0, tzinfo=UTC)

RIGHT = {"who-gains": "high", "note": "We walked along the rows and counted twice."}


@dataclass
class School:
    """One office with one session of the toy course."""

    office: Office
    course: Course
    rules: Rules
    scratch: Path
    minutes: int = 0

    @property
    def root(self) -> Path:
        return self.office.session_folder(SESSION)

    def now(self) -> datetime:
        """A clock that goes on by a minute each time it is read."""
        self.minutes += 1
        return START + timedelta(minutes=self.minutes)

    def join(self, name: str = "Ada Example") -> str:
        person = People(self.office.records()).add_person(name)
        Sessions(self.office.records()).enrol(SESSION, person, self.now(), actor="p-5ca1ab1e0002")
        return person

    def people_of(self, person: str) -> int:
        """The right number of people in her lesson."""
        return 12 + Sessions(self.office.records()).variant_of(SESSION, person)

    def right(self, person: str, **changes: str) -> dict[str, str]:
        """Right answers for her variant, with changes (note=…); who_gains stands for who-gains."""
        answers = {"payroll": f"${self.people_of(person) * 50_000:,}", **RIGHT}
        return {**answers, **{name.replace("_", "-"): text for name, text in changes.items()}}

    def send(self, person: str, answers: Mapping[str, str]) -> Receipt:
        """Answer the part as the forms do, and send it."""
        folder = self.scratch / f"{person}-{self.minutes}"
        with zipfile.ZipFile(
            io.BytesIO(released_part(self.office, SESSION, PART).bundle.read_bytes())
        ) as bundle:
            bundle.extractall(folder)
        variant = Sessions(self.office.records()).variant_of(SESSION, person)
        served = {"format": 1, "session": SESSION, "variant": variant}
        (folder / "variant.json").write_text(json.dumps(served), encoding="utf-8")
        if answers:
            (folder / "answers.json").write_bytes(answers_file("tally", PART, answers))
        packet = build_packet(folder, include_notebook=False, made_at=self.now())
        courses = {self.course.id: self.course}
        return receive_packet(
            self.office, courses, SESSION, person, packet, received_at=self.now(), actor=person
        )

    def grade(self, engine: Engine | None = None, retry: bool = False, regrade: str = "") -> list[Graded]:
        return grade_waiting(
            self.office, SESSION, self.course, now=self.now(), rules=self.rules, engine=engine,
            retry=retry, regrade=regrade,
        )  # fmt: skip

    def events(self, *kinds: EventKind, person: str | None = None) -> list[Event]:
        return Ledger(self.office.records()).events(person, SESSION, kinds or None)


@pytest.fixture(scope="session")
def released_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which the toy part is released; made once, because it takes a kernel."""
    home = tmp_path_factory.mktemp("school")
    office, course = open_office(home), load_course(LESSONS / "tally")
    Sessions(office.records()).open_session(
        SESSION, course, "Spring", START, START + timedelta(days=60), "America/New_York", late_days=7
    )
    release_into_session(course, PART, office, SESSION)
    return home


@pytest.fixture
def school(released_school: Path, tmp_path: Path) -> School:
    """A school of one's own: a copy of the released one."""
    home = tmp_path / "office"
    shutil.copytree(released_school, home)
    return School(
        open_office(home),
        load_course(LESSONS / "tally"),
        load_rules(LESSONS / "tally-units.toml"),
        tmp_path / "workspaces",
    )


@pytest.fixture
def gradebook_rows(school: School) -> Callable[..., dict[str, Any]]:
    """The gradebook's rows of one person, or of another course root: {cell: (score, maximum, waits)}."""
    from autograde.gradebook import open_gradebook

    def rows(person: str, root: Path | None = None) -> dict[str, Any]:
        with open_gradebook(root or school.root) as gradebook:
            submission = gradebook.find_submission(PART, person)
            return {
                grade.name: (grade.score, grade.max_score, grade.needs_manual_grade)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }

    return rows


@pytest.fixture
def nbgrader() -> Iterator[Callable[..., None]]:
    """Run an nbgrader command in a course root, as an instructor would."""
    with tempfile.TemporaryDirectory(prefix="k-") as sockets:

        def run(root: Path, *arguments: str) -> None:
            with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
                # Kernels of other tests must not take this one's ports.
                config.write(f"c.KernelManager.connection_file = {str(Path(sockets) / 'k.json')!r}\n")
                config.write("c.KernelManager.transport = 'ipc'\n")
            path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
            done = subprocess.run(
                [sys.executable, "-m", "nbgrader", *arguments],
                cwd=root,
                env={**os.environ, "PATH": path},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr

        yield run
