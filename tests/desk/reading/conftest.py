"""A desk with every part of every course open, as learners of this school have it.

The parts are put in place as a release leaves them, without trying them with every employer again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from autograde.authoring.build import SourceNotebook, build_source
from autograde.course import Course, find_courses
from autograde.gradebook import prepare_course_root
from autograde.office import Office, open_office
from autograde.people.register import People
from autograde.release.bundle import make_bundle
from autograde.release.generate import generate_part, write_source
from autograde.sessions.calendar import Sessions
from classroom.files import write_whole
from classroom.part import Part

ROOT = Path(__file__).parents[3]
OPENS = datetime(2027, 1, 4, 14, 0, tzinfo=UTC)
NOW = OPENS + timedelta(days=3)


@dataclass
class ReadingDesk:
    """The desk, and what tests do at it."""

    office: Office
    courses: dict[str, Course]
    app: Flask

    def learner(self, course: Course, kind: int = 0) -> str:
        """Somebody who has joined a course and picked a kind of unit; her id."""
        people, sessions = People(self.office.records()), Sessions(self.office.records())
        with self.office.writer():
            code = people.invite(session_of(course), OPENS, NOW + timedelta(days=30))
            person = people.join(code, "Ana Reyes", "A Union", "Local 7", NOW)
            sessions.pick_kind(session_of(course), person, course.kinds[kind].variants)
        return person

    def browser(self, person: str) -> FlaskClient:
        """A browser in which she is signed in."""
        browser = self.app.test_client()
        code = People(self.office.records()).one_time_code(person, "sign-in", NOW)
        assert browser.get(f"/sign-in/{code}").status_code == 303
        return browser

    def drafts(self, course: Course, person: str, part: str) -> Part:
        """Her answers at the desk."""
        from autograde.release.release import released_part
        from desk.reading.drafts import drafted_part

        session = session_of(course)
        release = released_part(self.office, session, part)
        variant = Sessions(self.office.records()).variant_of(session, person)
        return drafted_part(self.office, session, person, release, variant)


def session_of(course: Course) -> str:
    """The session of a course in these tests."""
    return f"{course.id}-spring"


def put_in_place(office: Office, course: Course, session: str) -> None:
    """Every part of a course, as `release_into_session` leaves it."""
    root = office.session_folder(session)
    prepare_course_root(root, course.id)
    for part in course.parts:
        if part.folder is not None:
            source = build_source(part.folder)
            place = office.releases / course.id / part.id / source.release
            write_source(place / "source", source)
            write_whole(place / "bundle.zip", _bundle(root, source))
            write_whole(place / "release.json", json.dumps({"format": 1}).encode())


def _bundle(root: Path, source: SourceNotebook) -> bytes:
    return make_bundle(generate_part(root, source), source)


@pytest.fixture(scope="session")
def reading_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadingDesk]:
    from desk.app import create_app
    from desk.reading.opened import LESSONS
    from desk.settings import DeskSettings

    office = open_office(tmp_path_factory.mktemp("reading") / "office")
    courses = find_courses(ROOT / "curriculum")
    for course in courses.values():
        put_in_place(office, course, session_of(course))
        Sessions(office.records()).open_session(
            session_of(course), course, "Spring", OPENS, OPENS + timedelta(days=80), "America/New_York", 7
        )
    settings = DeskSettings(lab_url="http://127.0.0.1:8888", clock=lambda: NOW)
    app = create_app(office, courses, settings)
    yield ReadingDesk(office, courses, app)
    app.extensions[LESSONS].close()
