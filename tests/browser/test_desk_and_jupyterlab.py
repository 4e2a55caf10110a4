"""A learner's JupyterLab and a real desk: open a part, send it, read the receipt; and who may not."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Lab
    from tests.conftest import SmallSchool

pytestmark = pytest.mark.browser


class Town:
    """A small school with its desk, and one learner's JupyterLab on the same machine."""

    def __init__(self, school: SmallSchool, desk_url: str, lab: Lab) -> None:
        self.school, self.desk_url, self.lab = school, desk_url, lab

    def code(self, person: str) -> str:
        """The code that the desk's Open button sends along."""
        from autograde.people.register import People
        from desk.api import LINK

        with self.school.office.writer():
            return People(self.school.office.records()).one_time_code(person, LINK, self.school.during)

    def open_address(self, person: str | None = None, part: str = "part01-count") -> str:
        code = f"&code={self.code(person)}" if person else ""
        return f"{self.lab.url}/classroom/open/{self.school.course.id}/{part}?token=for-tests-only{code}"


@contextmanager
def serving(school: SmallSchool) -> Iterator[str]:
    """The real desk, on a free port, for as long as the block lasts."""
    from waitress.server import create_server

    from desk.app import create_app
    from desk.settings import DeskSettings

    settings = DeskSettings(clock=lambda: school.during, programs=school.programs)
    app = create_app(school.office, school.courses, settings)
    server = create_server(app, host="127.0.0.1", port=0, threads=2)

    def run() -> None:
        with suppress(OSError):  # closing the server ends its loop with a closed file
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(10)


@pytest.fixture
def town(small_school: SmallSchool, tmp_path: Path, start_a_lab: Callable[..., Lab]) -> Iterator[Town]:
    with serving(small_school) as desk_url:
        (tmp_path / "hers").mkdir()
        lab = start_a_lab(tmp_path / "hers", desk_url, f"{desk_url}/join/INVITED")
        yield Town(small_school, desk_url, lab)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    yield opened
    context.close()


def test_a_part_is_opened_answered_sent_and_acknowledged(town: Town, page: Any, expect: Any) -> None:
    person = town.school.join()
    page.goto(town.open_address(person))
    page.get_by_role("toolbar").get_by_text("Start this part").click()
    send = page.locator(".cr-submit")
    expect(send).to_contain_text("What is the base? (still to do)")
    page.locator('[data-question="base"]').get_by_role("textbox").fill("$1,000")
    expect(send).to_contain_text("What is the base? (answered)")
    page.locator('[data-question="letter"]').get_by_role("textbox").fill("Please send the payroll by Friday.")
    expect(send).to_contain_text("(answered, 6 words)")

    send.get_by_role("button", name="Send Part 1 to my instructor").dblclick()
    expect(send.get_by_role("status")).to_contain_text("Received.")
    expect(send.get_by_role("status")).to_contain_text(
        re.compile(r"\w+day, January \d+, 2027, .*Receipt R-\S+")
    )
    events = town.school.office.records()
    from autograde.ledger.events import EventKind
    from autograde.ledger.store import Ledger

    assert len(Ledger(events).events(person, kinds={EventKind.SUBMITTED})) == 1  # two clicks, one packet

    page.locator('[data-question="base"]').get_by_role("textbox").fill("$1,010")
    expect(send.get_by_role("status")).to_contain_text("You have changed an answer since.")


def test_a_part_that_cannot_be_sent_waits_and_is_sent_later(
    start_a_lab: Callable[..., Lab], small_school: SmallSchool, tmp_path: Path, page: Any, expect: Any
) -> None:
    person = small_school.join()
    with serving(small_school) as desk_url:
        lab = start_a_lab(tmp_path, desk_url)
        page.goto(Town(small_school, desk_url, lab).open_address(person))
        page.get_by_role("toolbar").get_by_text("Start this part").click()
        expect(page.locator(".cr-submit")).to_be_visible()
    send = page.locator(".cr-submit")
    send.get_by_role("button", name="Send Part 1 to my instructor").click()
    expect(send.get_by_role("status")).to_contain_text("Your work is kept in the outbox")
    link = json.loads((tmp_path / ".classroom" / "desk.json").read_text())
    with serving(small_school) as moved:
        (tmp_path / ".classroom" / "desk.json").write_text(json.dumps({**link, "url": moved}))
        send.get_by_role("button", name="Try again").click()
        expect(send.get_by_role("status")).to_contain_text("Received.")


def test_a_workspace_never_changes_hands(town: Town, page: Any, expect: Any) -> None:
    first, second = town.school.join("Ana Reyes"), town.school.join("Ben Okafor")
    page.goto(town.open_address(first))
    expect(page.get_by_role("toolbar").get_by_text("Start this part")).to_be_visible()
    answer = page.goto(town.open_address(second))
    assert answer.status == 403
    expect(page.get_by_role("main")).to_contain_text(
        "linked to another person's course. Nothing was changed."
    )
    assert json.loads((town.lab.workspace / ".classroom" / "desk.json").read_text())["person"] == first


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("open/small/part01-count", 403, "This JupyterLab is not linked to anyone yet."),
        ("open/small/part01-count?code=wrong", 503, "We do not know this link."),
        ("open/small/nul", 404, "is not the name of a course or part"),
    ],
)
def test_what_cannot_be_opened_is_explained(
    town: Town, page: Any, expect: Any, path: str, status: int, sentence: str
) -> None:
    page.goto(f"{town.lab.url}/classroom/desk?token=for-tests-only", wait_until="commit")
    answer = page.goto(f"{town.lab.url}/classroom/{path}")
    assert answer.status == status
    expect(page.get_by_role("main")).to_contain_text(sentence)


def test_who_has_not_joined_is_sent_to_the_invitation_with_the_way_back(town: Town, page: Any) -> None:
    answer = page.context.request.get(f"{town.lab.url}/classroom/desk?token=for-tests-only", max_redirects=0)
    location = urlsplit(answer.headers["location"])
    assert location.path == "/join/INVITED"
    assert parse_qs(location.query) == {"lab": [town.lab.url]}


def test_a_stranger_gets_jupyters_own_sign_in(town: Town, page: Any) -> None:
    for path in ("classroom/desk", "classroom/open/small/part01-count?code=x"):
        answer = page.context.request.get(f"{town.lab.url}/{path}", max_redirects=0)
        assert answer.status == 302
        assert urlsplit(answer.headers["location"]).path == "/login"


def test_another_site_cannot_link_this_workspace(town: Town, page: Any) -> None:
    person = town.school.join()
    answer = page.context.request.get(
        town.open_address(person), headers={"Referer": "http://elsewhere.example/page"}, max_redirects=0
    )
    assert answer.status == 403
    assert not (town.lab.workspace / ".classroom" / "desk.json").exists()
