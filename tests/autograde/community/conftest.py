"""A session with three learners and an instructor, in an office of its own on each kind of database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograde.community.post import Writer
from autograde.course import Course, CoursePart, one_kind
from autograde.office import Office, open_office
from autograde.people.register import People
from autograde.people.staff import Role, Staff
from autograde.sessions.calendar import Sessions

OPENS, CLOSES = datetime(2027, 1, 4, 14, tzinfo=UTC), datetime(2027, 3, 29, 3, 59, tzinfo=UTC)


@dataclass(frozen=True)
class Room:
    """The session "spring", and who is in it; `noon` is a moment while it is open."""

    office: Office
    ana: Writer
    ben: Writer
    outsider: Writer
    lucia: Writer
    noon: datetime = datetime(2027, 1, 9, 17, tzinfo=UTC)

    def learner(self, name: str, session: str = "spring") -> Writer:
        """One more learner."""
        records = self.office.records()
        person = People(records).add_person(name, "someone@example.org", "A Union", "Local 7")
        Sessions(records).enrol(session, person, OPENS, person)
        return Writer(person)


@pytest.fixture
def room(tmp_path: Path, fresh_url: str) -> Room:
    home = tmp_path / "office"
    home.mkdir()
    (home / "office.toml").write_text(f'records_url = "{fresh_url}"\n', encoding="utf-8")
    office = open_office(home)
    course = Course(
        "small", "A Small Course", "", Path("small"),
        (CoursePart("part01-count", "Count", 1, None),), one_kind(range(1, 10)), 3,
    )  # fmt: skip
    for session in ("spring", "autumn"):
        Sessions(office.records()).open_session(
            session, course, session.title(), OPENS, CLOSES, "America/New_York", 7
        )
    staff = Staff(office.records())
    joan = staff.add("Joan Ellis", [Role.STAFF], OPENS)
    lucia = staff.add("Lucia Rivera", [Role.INSTRUCTOR], OPENS, actor=joan)
    room = Room(office, Writer(""), Writer(""), Writer(""), Writer(lucia, "instructor"))
    return Room(
        office,
        room.learner("Ana Reyes"),
        room.learner("Ben Okafor"),
        room.learner("Cleo Marsh", "autumn"),
        room.lucia,
    )
