"""The reading view in a real browser: 360 px wide, by keyboard alone, at 200 %, on paper, without a script.

With BARGAIN_PICTURES set to a folder, a tall picture of each part is left there.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.course import find_courses
from autograde.people.register import People
from tests.browser.accessibility import violations
from tests.desk.reading.conftest import NOW, ROOT

if TYPE_CHECKING:
    from tests.desk.reading.conftest import ReadingDesk

pytestmark = pytest.mark.browser

PARTS = [
    (course.id, part.id, number % len(course.kinds))
    for course in find_courses(ROOT / "curriculum").values()
    for number, part in enumerate(course.parts)
    if part.folder is not None
]
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def address(reading_desk: ReadingDesk) -> Iterator[str]:
    """The desk, served on a free port."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, reading_desk.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def visit(reading_desk: ReadingDesk, address: str, browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a part as a learner who has just joined; complaints of the browser fail the test."""
    contexts, complaints = [], []

    def open_(course: str, part: str, kind: int = 0, **options: Any) -> Any:
        person = reading_desk.learner(reading_desk.courses[course], kind)
        contexts.append(browser.new_context(**{"viewport": PHONE, **options}))
        page = contexts[-1].new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        code = People(reading_desk.office.records()).one_time_code(person, "sign-in", NOW)
        page.goto(f"{address}/sign-in/{code}")
        page.goto(f"{address}/read/{course}/{part}/")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def fits(page: Any) -> bool:
    """Whether nothing makes the page itself scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(("course", "part", "kind"), PARTS)
def test_a_part_fits_a_phone_and_breaks_no_rule_of_accessibility(
    visit: Callable[..., Any], tmp_path: Path, course: str, part: str, kind: int
) -> None:
    page = visit(course, part, kind)
    assert fits(page)
    assert violations(page) == set()
    folder = Path(os.environ.get("BARGAIN_PICTURES", tmp_path))
    page.screenshot(path=folder / f"reading-{course}-{part}.png", full_page=True)


def test_by_keyboard_alone_a_question_is_answered_and_checked(visit: Callable[..., Any]) -> None:
    page = visit("costing", "part01-know-your-unit", java_script_enabled=False)
    field = page.locator("#f-fte-total")
    for _press in range(60):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # on "Check"
    page.wait_for_url("**#q-fte-total")
    assert "Not yet." in page.locator("#q-fte-total").inner_text()
    assert page.locator("#f-fte-total").input_value() == "1"


def test_what_is_typed_is_saved_while_she_types(visit: Callable[..., Any]) -> None:
    page = visit("costing", "part01-know-your-unit")
    box = page.locator("#q-data-request")
    box.locator("textarea").fill("Please send us the payroll register.")
    box.locator(".saved", has_text="Saved ").wait_for()
    page.reload()
    assert page.locator("#f-data-request").input_value() == "Please send us the payroll register."


def test_at_200_percent_and_on_paper_nothing_is_cut_off(visit: Callable[..., Any]) -> None:
    page = visit("costing", "part06-health-insurance", viewport={"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page)
    page = visit("costing", "part01-know-your-unit", viewport={"width": 720, "height": 1000})
    page.emulate_media(media="print")
    assert fits(page)
    assert not page.get_by_role("button", name="Check").first.is_visible()
    assert page.locator(".blank-line").first.is_visible()
    assert page.pdf().startswith(b"%PDF")
