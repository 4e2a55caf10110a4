"""How long the desk takes for a page, and how heavy its pages are, with 1,000 learners on its records.

Run: uv run python bench/desk_pages.py [--learners 1000] [--rounds 30]
Takes a minute or two, most of it to make the learners. Every part of every course is read as a learner reads
it, without a network: what is timed is the desk's own work, with the sheet of the lesson made and kept
already, and once with the sheet still to be made. Printed are medians and the slow end, beside the goal.
"""

import argparse
import json
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from autograde.authoring.build import build_source
from autograde.community.post import Topic, Writer
from autograde.community.posts import open_thread
from autograde.course import Course, find_courses
from autograde.gradebook import prepare_course_root
from autograde.office import Office, open_office
from autograde.people.register import STAFF_SIGN_IN, People
from autograde.people.staff import Role, Staff
from autograde.release.bundle import make_bundle
from autograde.release.generate import generate_part, write_source
from autograde.sessions.calendar import Sessions
from classroom.files import write_whole
from desk.app import create_app
from desk.reading.opened import LESSONS
from desk.settings import DeskSettings

ROOT = Path(__file__).parents[1]
OPENS = datetime(2027, 1, 4, 14, 0, tzinfo=UTC)
NOW = OPENS + timedelta(days=3)
GOAL_MS, GOAL_BYTES = 100, 100_000


def open_course(office: Office, course: Course) -> None:
    """Put the parts of a course in place as a release leaves them."""
    Sessions(office.records()).open_session(
        course.id, course, "Bench", OPENS, OPENS + timedelta(days=80), "America/New_York"
    )
    root = office.session_folder(course.id)
    prepare_course_root(root, course.id)
    for part in course.parts:
        if part.folder is not None:
            source = build_source(part.folder)
            place = office.releases / course.id / part.id / source.release
            write_source(place / "source", source)
            write_whole(place / "bundle.zip", make_bundle(generate_part(root, source), source))
            write_whole(place / "release.json", json.dumps({"format": 1}).encode())


def joined(office: Office, course: Course, name: str) -> str:
    """Somebody who joined the course and picked the first kind of unit."""
    people, sessions = People(office.records()), Sessions(office.records())
    with office.writer():
        code = people.invite(course.id, OPENS, NOW + timedelta(days=30))
        person = people.join(code, name, "A Union", "Local 7", NOW)
        sessions.pick_kind(course.id, person, course.kinds[0].variants)
    return person


def milliseconds(act: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median, and the slowest but for one in ten."""
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), sorted(times)[int(0.9 * (len(times) - 1))]


def time_page(browser: FlaskClient, name: str, address: str, rounds: int) -> None:
    """Print a line for one page."""
    first, _same = milliseconds(partial(browser.get, address), 1)
    median, slow = milliseconds(partial(browser.get, address), rounds)
    answer = browser.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status}"
    size = len(answer.data)
    over = "  above the goal" if median > GOAL_MS else ""
    over += "  too heavy" if size > GOAL_BYTES else ""
    print(f"{name:58}{first:8.0f}{median:9.1f}{slow:11.1f}{size:9,}{over}")


def time_learners_pages(office: Office, app: Flask, courses: dict[str, Course], rounds: int) -> None:
    """Print a line for the start page, the community and every part."""
    for course in courses.values():
        browser = app.test_client()
        person = joined(office, course, "Ana Reyes")
        browser.get(f"/sign-in/{People(office.records()).one_time_code(person, 'sign-in', NOW)}")
        here = f"/community/{course.id}/"
        pages = [
            ("start page", "/"),
            ("information", here),
            ("discussions", f"{here}discussions/?topic=questions"),
            ("members", f"{here}members/"),
            *((part.id, f"/read/{course.id}/{part.id}/") for part in course.parts if part.folder is not None),
        ]
        for name, address in pages:
            time_page(browser, f"{course.id} · {name}", address, rounds)


def time_staff_pages(office: Office, app: Flask, rounds: int) -> None:
    """Print a line for what instructors and program staff open first."""
    staff = Staff(office.records())
    joan = staff.add("Joan Ellis", [Role.STAFF, Role.INSTRUCTOR], NOW)
    browser = app.test_client()
    door = f"/staff/sign-in/{People(office.records()).one_time_code(joan, STAFF_SIGN_IN, NOW)}"
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(door).text)
    assert token
    browser.post(door, data={"csrf_token": token[1]})
    for address in ("/staff/", "/instructor/", "/items/", "/messages/", "/office/sessions/"):
        time_page(browser, f"staff · {address}", address, rounds)


def main(learners: int, rounds: int) -> None:
    """Make the office, then time its pages."""
    courses = find_courses(ROOT / "curriculum")
    with tempfile.TemporaryDirectory(prefix="bench-desk-") as folder:
        office = open_office(Path(folder) / "office")
        for course in courses.values():
            open_course(office, course)
        first = next(iter(courses.values()))
        for number in range(learners):
            person = joined(office, first, f"Learner {number}")
            if number % 5 == 0:
                by = Writer(person)
                open_thread(office, first.id, by, Topic.QUESTIONS, f"Question {number}", "Who knows?", NOW)
        app = create_app(office, courses, DeskSettings(clock=lambda: NOW))
        print(f"{learners:,} learners; goals: {GOAL_MS} ms and {GOAL_BYTES:,} bytes. Times in milliseconds.")
        print(f"{'page':58}{'first':>8}{'median':>9}{'90 of 100':>11}{'bytes':>9}")
        time_learners_pages(office, app, courses, rounds)
        time_staff_pages(office, app, rounds)
        app.extensions[LESSONS].close()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--learners", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=30)
    given = arguments.parse_args()
    main(given.learners, given.rounds)
