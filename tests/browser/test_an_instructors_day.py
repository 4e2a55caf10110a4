"""An instructor's day in a real browser: anchors, a message, the queue, a sentence from the bank, feedback.

Every page of the day is looked at with axe-core, and at the width of a phone. The learner then reads her
feedback, and begins the part again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.people.register import STAFF_SIGN_IN, People
from autograde.people.staff import Role, Staff
from tests.browser.accessibility import violations
from tests.browser.test_hostile_text import LATER, PART, serving

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

pytestmark = pytest.mark.browser

ANCHORS = """

### Example, level 3

Please send the payroll register by Friday.

*Why level 3:* a file and a day.

### Example, level 1

Please send everything.

*Why level 1:* nothing can be sent.
"""


class Looking:
    """A page in a browser that is looked at wherever it goes."""

    def __init__(self, page: Any, pictures: Path) -> None:
        self.page, self.pictures = page, pictures

    def look(self, name: str) -> None:
        """Nothing shuts anybody out, and a phone need not scroll sideways."""
        assert violations(self.page) == set(), name
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
        self.page.set_viewport_size({"width": 360, "height": 740})
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 360, name
        self.page.screenshot(path=self.pictures / f"{name}-phone.png", full_page=True)
        self.page.set_viewport_size({"width": 1200, "height": 900})

    def press(self, button: str) -> None:
        """Press a button with the keyboard alone."""
        self.page.get_by_role("button", name=button).first.focus()
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state("load")


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("BARGAIN_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_from_the_queue_to_feedback(
    small_school: SmallSchool, browser: Any, expect: Any, pictures: Path
) -> None:
    school, now = small_school, small_school.during + LATER
    people, staff = People(school.office.records()), Staff(school.office.records())
    joan = staff.add("Joan Ellis", [Role.STAFF], school.opens_at)
    lucia = staff.add("Lucia Rivera", [Role.INSTRUCTOR], school.opens_at, actor=joan)
    rubric = school.course.part(PART).folder / "rubric.md"
    rubric.write_text(rubric.read_text(encoding="utf-8") + ANCHORS, encoding="utf-8")
    ana = school.join("Ana Reyes")
    answers = {"base": f"{1000 + 10 * school.variant(ana)}", "reading": "more", "letter": "Send us the file."}
    school.send(ana, school.packet(ana, answers))
    school.grade()
    hers_context = browser.new_context(viewport={"width": 1200, "height": 900})
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    with serving(school) as desk:
        day = Looking(context.new_page(), pictures)
        page = day.page
        page.goto(f"{desk}/staff/sign-in/{people.one_time_code(lucia, STAFF_SIGN_IN, now)}")
        page.get_by_role("button", name="Sign in on this computer").click()
        page.goto(f"{desk}/instructor/")
        day.look("queue")

        # The anchors first, blind.
        page.get_by_role("link", name="Calibration").click()
        page.get_by_role("link", name="Part 1").click()
        day.look("calibrate")
        expect(page.get_by_text("Why level")).to_have_count(0)
        for number, level in enumerate(("3", "1")):
            page.locator(".levels").nth(number).get_by_label(level, exact=True).check()
        expect(page.get_by_role("heading", name="Memo B")).to_be_visible()
        day.press("Record my levels")
        expect(page.get_by_text("Why level 3: a file and a day.")).to_be_visible()
        day.look("calibrated")
        page.goto(f"{desk}/calibration/")
        day.look("calibration")

        # A sentence for the bank, a message to all, the questions.
        page.goto(f"{desk}/comments/small")
        page.get_by_label("Row of the rubric").select_option(f"{PART}:date")
        page.get_by_label("Sentence", exact=True).fill("Name a day, so that both sides know it.")
        day.press("Keep the sentence")
        expect(page.get_by_text("Kept.")).to_be_visible()
        day.look("comment-bank")
        page.goto(f"{desk}/messages/spring")
        page.get_by_label("For").select_option("all")
        page.get_by_label("Message").fill("The webinar of Friday is on Thursday.")
        day.press("Send the message")
        expect(page.get_by_role("status")).to_contain_text("Sent.")
        day.look("messages")
        page.goto(f"{desk}/items/spring")
        day.look("items")

        # The memo: the sentence goes into the comment by its button, with the row it belongs to.
        page.goto(f"{desk}/instructor/")
        page.get_by_role("link", name="Ana Reyes").click()
        page.get_by_role("radio", name="Returned, with one change to make").check()
        day.press("Name a day, so that both sides know it.")
        expect(page.locator("#comment")).to_have_value("Name a day, so that both sides know it.")
        expect(page.locator("#comment")).to_be_focused()
        expect(page.locator("#row")).to_have_value("date")
        day.look("marking")
        day.press("Send the answer")
        expect(page.get_by_text("Answered: Ana Reyes")).to_be_visible()
        context.close()

        # She reads both, and begins the part again.
        hers = Looking(hers_context.new_page(), pictures)
        hers.page.goto(f"{desk}/sign-in/{people.one_time_code(ana, 'sign-in', now)}")
        expect(hers.page.get_by_text("The webinar of Friday is on Thursday.")).to_be_visible()
        hers.look("start")
        hers.page.goto(f"{desk}/feedback/small/{PART}")
        expect(hers.page.get_by_text("Name a day, so that both sides know it.")).to_be_visible()
        hers.page.goto(f"{desk}/read/small/{PART}/")
        hers.page.locator("#f-letter").fill("Send us the file by Friday.")
        hers.page.get_by_role("button", name="Save my answers").first.click()
        hers.page.get_by_role("link", name="Begin this part again").click()
        hers.press("Begin again")
        expect(hers.page.get_by_role("status")).to_contain_text("The part is empty again.")
        hers.look("again")
        hers.press("Bring back the work")
        expect(hers.page.get_by_role("status")).to_contain_text("Your earlier work is back.")
        hers.page.goto(f"{desk}/read/small/{PART}/")
        expect(hers.page.locator("#f-letter")).to_have_value("Send us the file by Friday.")
        hers_context.close()
