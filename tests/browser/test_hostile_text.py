"""Hostile text in a real browser: nothing that a learner wrote runs, wherever it is shown.

Names, answers, memos, requests for a second reading and comments hold scripts; they are looked at on the
learner's own pages, on the instructor's pages, and in nbgrader's formgrader.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from autograde.course import load_course
from autograde.office import open_office
from tests.browser.conftest import free_port
from tests.conftest import SmallSchool

pytestmark = pytest.mark.browser

PART = "part01-count"
ATTACKS = [
    "<script>window.canary='ran'</script>",
    "<img src=x onerror=\"window.canary='ran'\">",
    "<svg onload=\"window.canary='ran'\"></svg>",
    "\"><script>window.canary='ran'</script>",
    "'\"><img src=x onerror=window.canary='ran'>",
    "</textarea></title><script>window.canary='ran'</script>",
    "</script><script>window.canary='ran'</script>",
    "<details open ontoggle=window.canary='ran'>a</details>",
    "<input autofocus onfocus=window.canary='ran'>",
    "<iframe srcdoc=\"<script>parent.canary='ran'</script>\"></iframe>",
    "{{ constructor.constructor(\"window.canary='ran'\")() }} a",
    "<math><mtext><script>window.canary='ran'</script></mtext></math>",
    "$\\href{javascript:window.canary='ran'}{a}$",
    "[a](javascript:window.canary='ran')",
]
SHORT = "<img src=x onerror=canary=1>"
"""What fits where a number belongs."""
LATER = timedelta(hours=3)
"""How long after the learners the desk is looked at."""


def ran(page: Any) -> bool:
    """Whether anything that was written ran in the page, once it and its pictures have been tried."""
    page.wait_for_load_state("networkidle")
    return page.evaluate("() => window.canary !== undefined || document.title === 'ran'") is True


def test_the_canary_sings_where_nothing_is_escaped(browser: Any) -> None:
    page = browser.new_page()
    sang = []
    for attack in ATTACKS:
        page.goto("about:blank")
        page.set_content(f"<!doctype html><body>{attack}</body>", wait_until="load")
        page.wait_for_timeout(50)
        sang.append(ran(page))
    page.close()
    assert sang.count(True) >= 8


class Hostile:
    """A small school whose learners wrote attacks into every field, and where to look at them."""

    def __init__(self, school: Any) -> None:
        from autograde.marking.mark import mark_memo
        from autograde.marking.second_reading import ask_second_reading
        from autograde.people.staff import Role, Staff

        self.school, self.staff = school, Staff(school.office.records())
        joan = self.staff.add("Joan Ellis", [Role.STAFF], school.opens_at)
        name = "Lucia <script>window.canary='ran'</script>"
        self.lucia = self.staff.add(name, [Role.INSTRUCTOR], school.opens_at, actor=joan)
        self.people = []
        for attack in ATTACKS:
            person = school.join(f"Ana {attack}")
            school.send(person, school.packet(person, {"base": SHORT, "reading": SHORT, "letter": attack}))
            self.people.append(person)
        school.grade()
        now = school.during + timedelta(hours=2)
        for person, attack in zip(self.people[::2], ATTACKS[::2], strict=True):
            mark_memo(
                school.office, school.course, "spring", person, PART, verdict="returned", points=None,
                comment=attack, rubric_row="date", actor=self.lucia, now=now, rules=school.rules,
            )  # fmt: skip
            ask_second_reading(school.office, "spring", person, PART, attack, now)

    def code(self, person: str, purpose: str) -> str:
        from autograde.people.register import People

        return People(self.school.office.records()).one_time_code(person, purpose, self.school.during + LATER)


@contextmanager
def serving(school: Any) -> Iterator[str]:
    """The real desk on a free port."""
    from waitress.server import create_server

    from desk.app import create_app
    from desk.settings import DeskSettings

    settings = DeskSettings(clock=lambda: school.during + LATER, programs=school.programs)
    server = create_server(
        create_app(school.office, school.courses, settings), host="127.0.0.1", port=0, threads=2
    )

    def run() -> None:
        with suppress(OSError):
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=10)


@pytest.fixture(scope="module")
def hostile(released_small_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """One school for all of these: grading takes longer than looking."""
    place = tmp_path_factory.mktemp("hostile") / "school"
    shutil.copytree(released_small_school, place)
    return Hostile(
        SmallSchool(
            office=open_office(place / "office"),
            course=load_course(place / "small"),
            opens_at=datetime(2027, 1, 4, 14, 0, tzinfo=UTC),
            closes_at=datetime(2027, 3, 29, 3, 59, tzinfo=UTC),
            workspaces=place / "workspaces",
            programs=place / "programs",
        )
    )


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[[str], Any]]:
    """Open an address in a fresh window; a dialog or a ran canary fails."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    def open_(address: str) -> Any:
        page.goto(address)
        assert not ran(page), address
        assert asked == []
        return page

    yield open_
    context.close()


def test_nothing_runs_on_the_desk(hostile: Hostile, look: Callable[[str], Any]) -> None:
    with serving(hostile.school) as desk:
        for person, attack in zip(hostile.people, ATTACKS, strict=True):
            page = look(f"{desk}/sign-in/{hostile.code(person, 'sign-in')}")
            assert "Ana" in page.inner_text("header")
            page = look(f"{desk}/feedback/small/{PART}")
            shown = page.inner_text("main")
            assert attack[:30] in shown, "the memo is shown, as text"
        page = look(f"{desk}/staff/sign-in/{hostile.code(hostile.lucia, 'staff-sign-in')}")
        page.get_by_role("button", name="Sign in on this computer").click()
        page = look(f"{desk}/instructor/")
        addresses = page.eval_on_selector_all(".queue a", "links => links.map(link => link.href)")
        assert len(addresses) == len(ATTACKS)
        for address in addresses:
            page = look(address)
            assert page.locator(".letter").first.is_visible()
            assert page.locator("main script, main img, main iframe, main svg").count() == 0


@contextmanager
def formgrader(school: Any, folder: Path) -> Iterator[tuple[str, str]]:
    """The real formgrader on a free port: its address and the token."""
    from bargain_cli.formgrader import formgrader_command

    port, token = free_port(), "for-tests-only"
    command, environment = formgrader_command(school.office, "spring", port, token)
    log = (folder / "formgrader.log").open("wb")
    with log, subprocess.Popen(
        command, env={**os.environ, **environment}, cwd=school.office.session_folder("spring"),
        stdout=log, stderr=log, stdin=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}/api", process)
            yield f"http://127.0.0.1:{port}/formgrader", token
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    from bargain_cli.processes import wait_until_ready

    assert wait_until_ready(address, process)
    urllib.request.urlopen(address, timeout=10).close()


def test_formgrader_shows_memo_and_answers_and_nothing_runs(
    hostile: Hostile, look: Callable[[str], Any], tmp_path: Path
) -> None:
    with formgrader(hostile.school, tmp_path) as (address, token):
        look(f"{address}/gradebook?token={token}")
        page = look(f"{address}/gradebook/{PART}/{PART}")
        page.locator("a[href*='/submissions/']").first.wait_for()
        links = page.eval_on_selector_all("a[href*='/submissions/']", "all => all.map(one => one.href)")
        addresses = sorted({re.sub(r"\?.*", "", link) for link in links})
        assert len(addresses) == len(ATTACKS)
        shown = []
        for submission in addresses:
            page = look(submission)
            shown.append(page.inner_text("body"))
            assert page.locator("textarea").count() >= 1  # the memo's comment box
        for attack in ATTACKS:
            assert any(attack[:30] in text for text in shown), attack


def test_a_mark_typed_into_formgrader_reaches_the_ledger(
    hostile: Hostile, look: Callable[[str], Any], tmp_path: Path
) -> None:
    from autograde.ledger.events import EventKind
    from autograde.ledger.store import Ledger
    from autograde.marking.formgrader import collect_marks

    school = hostile.school
    with formgrader(school, tmp_path) as (address, token):
        look(f"{address}/gradebook?token={token}")
        page = look(f"{address}/gradebook/{PART}/{PART}")
        page.locator("a[href*='/submissions/']").first.wait_for()
        page.locator("tr", has=page.locator(".glyphicon-ok")).locator(
            "a[href*='/submissions/']"
        ).first.click()
        page.wait_for_load_state("networkidle")
        score = page.locator("input.score").last
        with page.expect_response(
            lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"
        ):
            score.fill("2")
            score.blur()
    taken = collect_marks(
        school.office, school.course, "spring", hostile.lucia, school.during + timedelta(hours=4),
        school.rules,
    )  # fmt: skip
    assert [one.verdict for one in taken] == ["met"]
    marks = Ledger(school.office.records()).events(taken[0].person, "spring", {EventKind.FEEDBACK_GIVEN})
    assert (marks[-1].actor, marks[-1].body["points"]) == (hostile.lucia, 2)
