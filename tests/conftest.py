"""A small course, released for real: one office that the tests of intake, feedback and the desk start from.

Releasing runs the reference answers through the grading path, which takes seconds, so it happens once for
each run, and every test gets its own copy of the folder.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograde.course import Course, load_course
from autograde.office import Office, open_office
from tests.real_browser import browser as browser
from tests.real_browser import chromium as chromium
from tests.real_browser import expect as expect

if TYPE_CHECKING:
    from autograde.grading.grade import Graded
    from autograde.grading.run import Engine
    from autograde.intake.receipts import Receipt
    from autograde.program.rules import Rules

# A shell that starts the tests in the background lets them ignore Ctrl-C, and every program that they start
# would inherit that; the tests of Ctrl-C are about a terminal.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew; read the diff")


COURSE_TOML = """
id = "small"
title = "A Small Course"
about = "Two questions and a letter."
turnaround_days = 3

[variants]
first = 1
last = 9

[[part]]
id = "part01-count"
title = "Count"

[[part]]
id = "part02-later"
title = "Later"
"""

LESSON = """
---
jupyter:
  kernelspec:
    display_name: Python 3
    language: python
    name: python3
---

# Part 1: Count

```python tags=["parameters"]
# The grading office fills in this line.
variant = None
```

```python
# This page is ready.
from decimal import Decimal

from classroom import ask, choice, dollars, memo, number, open_part, practice, score, submit_button, Mistake

part = open_part(variant=variant)
```

## Sitting 1: Learn

```python
# Practice 1 appears here.
practice(
    part,
    number("warm-up", "How many?", unit="FTE"),
    right=3,
    mistakes=[Mistake("one too many", 4, "You counted somebody twice.")],
    hints=["Count.", "Count again."],
    worked="Count on your fingers.",
    why="Whoever cannot count cannot price.",
)
```

```python
# Practice 2 appears here.
practice(
    part,
    number("warmer", "How many in two such rooms?", unit="FTE"),
    right=6,
    mistakes=[Mistake("one too many", 7, "You counted somebody twice.")],
    hints=["Count.", "Count again."],
    worked="Count on your fingers.",
    why="Whoever cannot count cannot price.",
)
```

```python
# Practice 3 appears here.
practice(
    part,
    number("warmest", "How many in three such rooms?", unit="FTE"),
    right=9,
    mistakes=[Mistake("one too many", 10, "You counted somebody twice.")],
    hints=["Count.", "Count again."],
    worked="Count on your fingers.",
    why="Whoever cannot count cannot price.",
)
```

## Sitting 2: Do

```python graded="base" points=4
# Question 1 appears here.
base = dollars("base", "What is the base?")
ask(part, base)
### BEGIN HIDDEN TESTS
score(
    part,
    base,
    right=1000 + 10 * part.variant,
    near_rate=Decimal("0.01"),
    mistakes=[Mistake("half of it", 500 + 5 * part.variant, "That is one half of the people only.")],
    why="Everything later stands on it.",
)
### END HIDDEN TESTS
```

```python graded="reading" points=2
# Question 2 appears here.
reading = choice("reading", "Which is new money?", {"more": "More than before", "same": "As much as before"})
ask(part, reading)
### BEGIN HIDDEN TESTS
score(
    part,
    reading,
    right="more",
    mistakes=[Mistake("nothing new", "same", "Ask what is paid now, and compare.")],
    why="Only what comes on top is a raise.",
)
### END HIDDEN TESTS
```

## Sitting 3: Your memo

```python memo="letter" points=6
# Your letter appears here.
memo(part, "letter", "Ask for the data.", words=(5, 60))
```

```python
# The Send button appears here.
submit_button(part)
```
""".lstrip()

RUBRIC = """
# What the instructor looks for

| row | met when |
|---|---|
| asks | it asks for a file |
| date | it names a date |

## For the instructor

Full points for both; never say that the payroll register is the missing file.
"""

REFERENCE = """
[answers]
warm-up = "3"
warmer = "6"
warmest = "9"
base = "$1,000"
reading = "more"
letter = "Please send the payroll register by Friday, November 14."
"""

RULES = """
id = "small-units"
version = "1"
title = "Units for the small course"
course = "small"

[published]
parts = 2
units = 1
source = "made for these tests"

[ours]
note = "made for these tests"
pass_mark_percent = 70
memo_must_be_met = true
run_must_be_archived = true
attempt_that_counts = "latest graded"
"""


@dataclass(frozen=True)
class SmallSchool:
    """An office with the small course open in the session "spring", and what tests do in it."""

    office: Office
    course: Course
    opens_at: datetime
    closes_at: datetime
    session: str = "spring"
    part: str = "part01-count"
    workspaces: Path = field(default=Path())
    programs: Path = field(default=Path())

    @property
    def courses(self) -> dict[str, Course]:
        return {self.course.id: self.course}

    @property
    def during(self) -> datetime:
        """A moment while the session is open."""
        return self.opens_at + timedelta(days=3, hours=5)

    def join(self, name: str = "Ana Reyes") -> str:
        """Somebody joins by invitation; her id."""
        from autograde.people.register import People

        people = People(self.office.records())
        with self.office.writer():
            code = people.invite(self.session, self.opens_at, self.closes_at)
            return people.join(code, name, "A Union", "Local 7", self.during)

    @property
    def rules(self) -> Rules:
        from autograde.program.rules import find_rules

        return find_rules(self.course.id, self.programs)

    def send(self, person: str, data: bytes, at: datetime | None = None) -> Receipt:
        """Send a packet of a person, as the desk does once it knows who she is."""
        from autograde.intake.receive import receive_packet

        return receive_packet(
            self.office, self.courses, self.session, person, data, received_at=at or self.during, actor=person
        )

    def grade(self, at: datetime | None = None, engine: Engine | None = None) -> list[Graded]:
        """Grade what waits, an hour after a moment; `engine` runs the notebooks."""
        from autograde.grading.grade import grade_waiting

        later = (at or self.during) + timedelta(hours=1)
        return grade_waiting(
            self.office, self.session, self.course, rules=self.rules, now=later, engine=engine
        )

    def variant(self, person: str) -> int:
        from autograde.sessions.calendar import Sessions

        return Sessions(self.office.records()).variant_of(self.session, person)

    def bundle_for(self, person: str) -> bytes:
        """The part as the desk hands it to her."""
        from desk.handing_out import part_for

        return part_for(self.office, self.session, person, self.part)

    def part_folder(self, person: str) -> Path:
        """The part in a workspace of hers, installed as the client does."""
        from classroom.workspace import Workspace

        return Workspace(self.workspaces / person).install_part(self.bundle_for(person))

    def packet(
        self,
        person: str,
        answers: Mapping[str, str],
        made_at: datetime | None = None,
        notebook: bytes | None = None,
    ) -> bytes:
        """What her Send button makes of these answers; `notebook` replaces the one in her folder."""
        from classroom.part import open_part
        from classroom.sending.packet import build_packet

        folder, moment = self.part_folder(person), made_at or self.during
        part = open_part(folder)
        for name, text in answers.items():
            before = part.book.answer(name)
            part.book.save(name, text, before.revision if before else None, moment)
        if notebook is not None:
            (folder / part.notebook).write_bytes(notebook)
        return build_packet(folder, include_notebook=notebook is not None, made_at=moment)


@pytest.fixture(scope="session")
def released_small_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office in which the small course is open; tests copy it."""
    from autograde.sessions.opening import open_session

    place = tmp_path_factory.mktemp("school")
    folder = place / "small"
    (folder / "part01-count").mkdir(parents=True)
    (folder / "course.toml").write_text(COURSE_TOML, encoding="utf-8")
    for name, text in {"lesson.md": LESSON, "rubric.md": RUBRIC, "reference.toml": REFERENCE}.items():
        (folder / "part01-count" / name).write_text(text.lstrip(), encoding="utf-8")
    (place / "programs").mkdir()
    (place / "programs" / "small.toml").write_text(RULES, encoding="utf-8")
    course = load_course(folder)
    open_session(
        open_office(place / "office"),
        {course.id: course},
        course.id,
        "spring",
        title="Spring 2027",
        opens_at=datetime(2027, 1, 4, 14, 0, tzinfo=UTC),
        closes_at=datetime(2027, 3, 29, 3, 59, tzinfo=UTC),
        zone="America/New_York",
        late_days=7,
        actor="p-5ca1ab1e0002",
        now=datetime(2027, 1, 2, 14, 0, tzinfo=UTC),
    )
    return place


@pytest.fixture
def small_school(released_small_school: Path, tmp_path: Path) -> SmallSchool:
    """A small school of one's own."""
    place = tmp_path / "school"
    shutil.copytree(released_small_school, place)
    return SmallSchool(
        office=open_office(place / "office"),
        course=load_course(place / "small"),
        opens_at=datetime(2027, 1, 4, 14, 0, tzinfo=UTC),
        closes_at=datetime(2027, 3, 29, 3, 59, tzinfo=UTC),
        workspaces=tmp_path / "workspaces",
        programs=place / "programs",
    )
