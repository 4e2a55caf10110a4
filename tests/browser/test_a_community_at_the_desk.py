"""A community in a real browser: hostile words run nowhere, every page is open to everybody, also on a phone
and by keyboard alone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from waitress.server import create_server

from autograde.community.files import add_file
from autograde.community.information import Entry, EntryKind, add_entry
from autograde.community.insights import share_insights
from autograde.community.members import list_me
from autograde.community.moderation import hide_post
from autograde.community.post import Topic, Writer
from autograde.community.posts import open_thread, reply
from autograde.course import Course, CoursePart, one_kind
from autograde.ledger.records import writing
from autograde.ledger.tables import community_file
from autograde.office import open_office
from autograde.people.register import STAFF_SIGN_IN, People
from autograde.people.staff import Role, Staff
from autograde.sessions.calendar import Sessions
from classroom.answers.file import Answer
from classroom.questions.insights import Insight, write_insight
from classroom.questions.question import Kind
from desk.app import create_app
from desk.settings import DeskSettings
from tests.browser.accessibility import violations
from tests.browser.test_hostile_text import ATTACKS, ran

pytestmark = pytest.mark.browser

OPENS, NOW = datetime(2027, 1, 4, 14, tzinfo=UTC), datetime(2027, 1, 9, 17, tzinfo=UTC)


class Hostile:
    """A session in which every name, title, post, insight, reason, file and entry is an attack."""

    def __init__(self, folder: Path) -> None:
        self.office = open_office(folder / "office")
        parts = (CoursePart("part01-count", "Count", 1, None),)
        course = Course("small", "A Small Course", "", folder, parts, one_kind(range(1, 50)), 3)
        self.sessions = Sessions(self.office.records())
        self.sessions.open_session(
            "spring", course, "Spring 2027", OPENS, datetime(2027, 3, 29, tzinfo=UTC), "America/New_York", 7
        )
        staff = Staff(self.office.records())
        joan = staff.add("Joan Ellis", [Role.STAFF], OPENS)
        self.lucia = staff.add(f"Lucia {ATTACKS[0]}", [Role.INSTRUCTOR], OPENS, actor=joan)
        self.people = [self._learner(attack) for attack in ATTACKS]
        self.threads = [self._write(*pair) for pair in zip(self.people, ATTACKS, strict=True)]
        self._file_names_as_typed()
        settings = DeskSettings(lab_url="http://127.0.0.1:9", demonstration=True, clock=lambda: NOW)
        self.server = create_server(
            create_app(self.office, {}, settings), host="127.0.0.1", port=0, threads=2
        )
        self.url = f"http://127.0.0.1:{self.server.effective_port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            self.server.run()

    def _learner(self, attack: str) -> str:
        name = f"Ana {attack}"
        person = People(self.office.records()).add_person(name, "", attack[:120], attack[:120])
        self.sessions.enrol("spring", person, OPENS, person)
        return person

    def _write(self, person: str, attack: str) -> str:
        office, by, lucia = self.office, Writer(person), Writer(self.lucia, "instructor")
        list_me(office, "spring", by, True, NOW)
        thread = open_thread(office, "spring", by, Topic.QUESTIONS, attack, f"{attack}\n\n{attack}", NOW)
        open_thread(office, "spring", by, Topic.INTRODUCTIONS, "", attack, NOW)
        hidden = reply(office, "spring", by, thread, f"Again {attack}", NOW)
        hide_post(office, "spring", lucia, hidden, attack, NOW)
        kept = {"insight": Answer(write_insight(Insight(attack, share=True)), revision=1, saved_at=NOW)}
        share_insights(office, "spring", person, "part01-count", {"insight": Kind.INSIGHT}, kept, NOW)
        add_file(office, "spring", by, f"{attack}.txt", attack.replace("<", "a<").encode(), attack, NOW)
        when = None if "<" not in attack else NOW
        kind = EntryKind.RESOURCE if when is None else EntryKind.WEBINAR
        add_entry(office, "spring", lucia, Entry(kind, attack, when, None, attack, attack), NOW)
        return thread

    def _file_names_as_typed(self) -> None:
        """As if the name had been kept without a look at it."""
        with writing(self.office.records(), "community:spring") as connection:
            rows = connection.execute(community_file.select().order_by(community_file.c.position)).all()
            for row, attack in zip(rows, ATTACKS, strict=True):
                connection.execute(
                    update(community_file).where(community_file.c.id == row.id).values(name=f"{attack}.txt")
                )

    def page(self, browser: Any, person: str, width: int = 1000) -> Any:
        """A window of her own, in which she is signed in."""
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        code = People(self.office.records()).one_time_code
        if person == self.lucia:
            page.goto(f"{self.url}/staff/sign-in/{code(person, STAFF_SIGN_IN, NOW)}")
            page.get_by_role("button", name="Sign in on this computer").click()
        else:
            page.goto(f"{self.url}/sign-in/{code(person, 'sign-in', NOW)}")
        return page

    @property
    def pages(self) -> list[str]:
        """The pages of the community that are not a thread."""
        home = f"{self.url}/community/spring/"
        topics = [f"{home}discussions/?topic={topic}" for topic in Topic]
        return [home, *topics, f"{home}members/", f"{home}files/"]

    def thread(self, number: int) -> str:
        return f"{self.url}/community/spring/discussions/{self.threads[number]}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    made = Hostile(tmp_path_factory.mktemp("community"))
    yield made
    made.server.close()


def test_nothing_that_anybody_wrote_runs(hostile: Hostile, browser: Any) -> None:
    for person in (hostile.people[0], hostile.lucia):
        page = hostile.page(browser, person)
        for address in [*hostile.pages, *map(hostile.thread, range(len(ATTACKS)))]:
            page.goto(address)
            assert not ran(page), address
            assert page.locator("main script, main img, main iframe, main svg, main math").count() == 0
            assert page.locator("main [onerror], main [onload], main [href^='javascript']").count() == 0
        page.goto(f"{hostile.pages[-1]}")
        shown = page.inner_text("main")
        assert all(f"{attack}.txt"[:30] in shown for attack in ATTACKS), "names of files are shown, as text"
        page.context.close()


def test_no_page_shuts_anybody_out_and_none_scrolls_sideways_on_a_phone(
    hostile: Hostile, browser: Any
) -> None:
    for person, width in ((hostile.people[2], 360), (hostile.lucia, 1000)):
        page = hostile.page(browser, person, width)
        own = f"{hostile.thread(2)}/{hostile.threads[2]}/change"
        for number, address in enumerate([*hostile.pages, hostile.thread(2), own]):
            if address == own and person == hostile.lucia:
                continue
            page.goto(address)
            assert violations(page) == set(), address
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (address, wide)
            if folder := os.environ.get("BARGAIN_PICTURES"):
                page.screenshot(path=f"{folder}/community-{width}-{number}.png", full_page=True)
        page.context.close()


def test_she_answers_and_takes_back_by_keyboard_alone(hostile: Hostile, browser: Any) -> None:
    page = hostile.page(browser, hostile.people[1], 360)
    page.goto(hostile.thread(0))
    tab_to(page, "Your answer")
    page.keyboard.type("We count FTE.")
    tab_to(page, "Post my answer")
    page.keyboard.press("Enter")
    page.get_by_text("We count FTE.").wait_for()
    assert page.get_by_role("status").inner_text() == "Posted."
    tab_to(page, "Take back")
    page.keyboard.press("Enter")
    page.get_by_text("Taken back. Its words are deleted.").wait_for()
    assert "We count FTE." not in page.inner_text("main")
    page.context.close()


def tab_to(page: Any, name: str) -> None:
    """Press Tab until something of that name has the focus."""
    for _step in range(120):
        page.keyboard.press("Tab")
        named = "(one) => (one.labels && one.labels[0] ? one.labels[0] : one).innerText"
        if page.evaluate(f"({named})(document.activeElement)").startswith(name):
            return
    raise AssertionError(f"no Tab leads to {name}")
