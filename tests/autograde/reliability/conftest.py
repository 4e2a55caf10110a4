"""A school with work that waits, the runs it needs recorded once, and what its stores hold in the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.course import load_course
from autograde.office import Office, open_office
from tests.autograde.reliability.processes import NOW, SESSION, Place

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

LETTER = "Please send the register by Friday."


@dataclass(frozen=True)
class Prepared:
    """A place in which packets wait to be graded, and one in which the same are not sent yet."""

    sent: Path
    unsent: Path
    packets: dict[str, list[bytes]]


def school_in(place: Path) -> SmallSchool:
    from tests.conftest import SmallSchool

    return SmallSchool(
        office=open_office(place / "office"),
        course=load_course(place / "small"),
        opens_at=datetime(2027, 1, 4, 14, 0, tzinfo=UTC),
        closes_at=datetime(2027, 3, 29, 3, 59, tzinfo=UTC),
        workspaces=place / "workspaces",
        programs=place / "programs",
    )


@pytest.fixture(scope="session")
def prepared(released_small_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    from autograde.engine.forked import best_engine

    with best_engine() as engine:
        return _prepare(released_small_school, tmp_path_factory, engine)


def _prepare(released_small_school: Path, tmp_path_factory: pytest.TempPathFactory, engine: Any) -> Prepared:
    from autograde.marking.mark import mark_memo

    base = tmp_path_factory.mktemp("prepared")
    shutil.copytree(released_small_school, base / "unsent")
    school, place = school_in(base / "unsent"), Place(base / "unsent")
    people = [school.join(f"Learner {number}") for number in range(4)]
    ana = people[0]
    # Ana was marked before, and sends another letter: her mark is taken out and her memo queued again.
    school.send(ana, school.packet(ana, {"base": "$1", "letter": LETTER}))
    school.grade(engine=place.recorder(engine))
    mark_memo(
        school.office, school.course, SESSION, ana, school.part, verdict="returned", points=None,
        comment="Name a date.", rubric_row="date", actor="p-5ca1ab1e0001",
        now=school.during + timedelta(hours=2), rules=school.rules,
    )  # fmt: skip
    packets = {
        one: [
            school.packet(
                one,
                {
                    "base": f"${1000 + 10 * (school.variant(one) + number % 2):,}",
                    "letter": f"{LETTER} {number}",
                },
            ),
            *([school.packet(one, {"reading": "more"})] if number < 2 else []),
        ]
        for number, one in enumerate(people)
    }
    packets[people[3]] = [school.packet(people[3], {"letter": ""})]
    shutil.rmtree(base / "unsent" / "workspaces")
    shutil.copytree(base / "unsent", base / "sent")
    waits = school_in(base / "sent")
    for one, hers in packets.items():
        for packet in hers:
            waits.send(one, packet, at=NOW)
    shutil.copytree(base / "sent", base / "recording")
    recording = Place(base / "recording")
    school_in(recording.folder).grade(engine=recording.recorder(engine))
    for where in ("sent", "unsent"):
        shutil.copytree(recording.folder / "recorded", base / where / "recorded", dirs_exist_ok=True)
    return Prepared(base / "sent", base / "unsent", packets)


def state_of(office: Office) -> dict[str, list[Any]]:
    """(learner, cell, automatic, manual, queued), and (kind, learner, part, hashes, score) of each event."""
    from autograde.gradebook import open_gradebook
    from autograde.ledger.store import Ledger

    with open_gradebook(office.session_folder(SESSION)) as gradebook:
        cells = sorted(
            (one.id, grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade)
            for one in gradebook.students
            for submission in one.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        )
    Ledger(office.records()).verify()
    events = sorted(
        (
            str(event.kind),
            event.person,
            event.body.get("part"),
            event.body.get("packet_sha256"),
            event.body.get("run_sha256"),
            event.body.get("task"),
            event.body.get("points"),
        )
        for event in Ledger(office.records()).events()
    )
    return {"gradebook": cells, "ledger": [tuple(map(str, event)) for event in events]}


@pytest.fixture(scope="session")
def state() -> Callable[[Office], dict[str, list[Any]]]:
    return state_of


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path], Place]:
    """Copies of a place, each in a folder of its own."""
    made: list[Place] = []

    def copy(place: Path) -> Place:
        made.append(Place(tmp_path / f"place-{len(made)}"))
        shutil.copytree(place, made[-1].folder)
        return made[-1]

    return copy


@pytest.fixture
def school_at() -> Callable[[Place], SmallSchool]:
    return lambda place: school_in(place.folder)
