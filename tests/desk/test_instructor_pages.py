"""An instructor's day at the desk: the queue, the memo beside the numbers, an answer, a second reading."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.people.register import STAFF_SIGN_IN
from autograde.people.staff import Role, Staff

PART = "part01-count"
LETTER = "Please send the payroll register by Friday."


class Day:
    """A desk with two instructors and a learner whose memo waits."""

    def __init__(self, desk: Any) -> None:
        self.desk, self.school = desk, desk.school
        staff, now = Staff(desk.school.office.records()), desk.school.opens_at
        joan = staff.add("Joan Ellis", [Role.STAFF], now)
        self.rivera = staff.add("Lucia Rivera", [Role.INSTRUCTOR], now, actor=joan)
        self.keller = staff.add("Tomas Keller", [Role.INSTRUCTOR], now, actor=joan)
        self.ana = desk.school.join("Ana Reyes")
        self.page = f"/instructor/spring/{self.ana}/{PART}"

    def send(self, letter: str = LETTER) -> None:
        right = f"{1000 + 10 * self.school.variant(self.ana)}"
        packet = self.school.packet(self.ana, {"base": right, "reading": "more", "letter": letter})
        self.school.send(self.ana, packet)
        self.school.grade()

    def browser(self, who: str) -> FlaskClient:
        browser = self.desk.browser()
        link = f"/staff/sign-in/{self.desk.code(who, STAFF_SIGN_IN)}"
        assert self.press(browser, link, link).status_code == 303
        return browser

    def press(self, browser: FlaskClient, page: str, action: str = "", **form: str) -> Any:
        """Fill in the form of a page and send it."""
        shown = browser.get(page).text
        token = re.findall(r'name="csrf_token" value="([^"]+)"', shown)[-1]
        return browser.post(action or page, data={"csrf_token": token, **form})

    def events(self, *kinds: EventKind) -> list[Any]:
        return Ledger(self.school.office.records()).events(self.ana, "spring", kinds)


@pytest.fixture
def day(desk) -> Day:
    day = Day(desk)
    day.send()
    return day


def test_the_queue_shows_the_promise_and_for_whom_and_leads_to_the_memo(day) -> None:
    page = day.browser(day.rivera).get("/instructor/").text
    assert "1 memo waits." in page
    assert "Promised by Tuesday, January 12, 2027, 2:00 p.m. EST" in page
    assert "With you." in page
    assert f'href="{day.page}"' in page
    assert "With Lucia Rivera." in day.browser(day.keller).get("/instructor/").text


def test_after_the_promise_the_queue_says_to_whom_it_passed(day) -> None:
    day.browser(day.rivera).get("/instructor/")
    day.desk.clock.moment += timedelta(days=6)
    page = day.browser(day.keller).get("/instructor/").text
    assert "1 is past the promise." in page
    assert "Overdue since Tuesday, January 12" in page
    assert "Passed on to you." in page
    assert [e.body["to"] for e in day.events(EventKind.MEMO_ASSIGNED)] == [day.rivera, day.keller]


def test_the_memo_stands_beside_the_numbers_and_the_rubric(day) -> None:
    page = day.browser(day.rivera).get(day.page).text
    for shown in ("Ana Reyes", LETTER, "4 of 4 points", "it asks for a file", "Full points for both"):
        assert shown in page, shown
    assert page.count("<h1>") == 1
    assert re.findall(r'<option value="(\w+)"', page) == ["asks", "date"]
    labelled = set(re.findall(r'<label for="(\w+)"', page))
    assert labelled == {"points", "row", "comment"} <= set(re.findall(r' id="(\w+)"', page))


def test_a_memo_is_returned_and_then_met(day) -> None:
    browser = day.browser(day.rivera)
    sent = day.press(browser, day.page, verdict="returned", row="date", comment="Name\r\na day.")
    assert (sent.status_code, sent.location) == (303, "/instructor/")
    page = browser.get("/instructor/").text
    assert "Answered: Ana Reyes, Part 1: Count." in page
    assert "No memo is waiting." in page
    hers = day.desk.signed_in(day.ana).get(f"/feedback/small/{PART}").text
    assert "Name\na day." in hers

    day.send("Please send it by Friday, January 15.")
    page = browser.get(day.page).text
    assert "Earlier version" in page
    assert LETTER in page
    assert "Name\na day." in page
    day.press(browser, day.page, verdict="met", points="2", comment="Good.")
    marks = day.events(EventKind.FEEDBACK_GIVEN)
    assert [(e.body["verdict"], e.actor) for e in marks] == [("returned", day.rivera), ("met", day.rivera)]
    assert "Correct the answer" in browser.get(day.page).text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Say whether the memo is met or returned."),
        ({"verdict": "perhaps"}, "Say whether the memo is met or returned."),
        ({"verdict": "met", "comment": "My words stay."}, "Give a memo that is met its points"),
        ({"verdict": "met", "points": "nan"}, "Give a memo that is met its points"),
        ({"verdict": "met", "points": "1e9"}, "Give a memo that is met its points"),
        ({"verdict": "returned", "comment": "My words stay."}, "Name the row."),
        ({"verdict": "returned", "row": "date", "comment": "  "}, "Write what to change."),
        ({"verdict": "returned", "row": "style", "comment": "x"}, "not a row of the rubric"),
    ],
)
def test_an_answer_that_is_not_whole_is_asked_for_again(day, form: dict[str, str], told: str) -> None:
    answered = day.press(day.browser(day.rivera), day.page, **form)
    assert answered.status_code == 422
    assert told in answered.text
    assert form.get("comment", "").strip() in answered.text
    assert day.events(EventKind.FEEDBACK_GIVEN) == []


@pytest.mark.parametrize(
    "page",
    [
        "/instructor/autumn/{ana}/part01-count", "/instructor/spring/p-000000000000/part01-count",
        "/instructor/spring/{ana}/part02-later", "/instructor/spring/{ana}/part99",
        "/instructor/spring/..%2f..%2f/part01-count", "/instructor/office/{ana}/part01-count",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(day, page: str) -> None:
    assert day.browser(day.rivera).get(page.format(ana=day.ana)).status_code == 404


def test_a_learner_asks_once_and_another_instructor_answers(day) -> None:
    first, hers = day.browser(day.rivera), day.desk.signed_in(day.ana)
    feedback = f"/feedback/small/{PART}"
    assert "Ask for a second reading" not in hers.get(feedback).text
    day.press(first, day.page, verdict="returned", row="date", comment="Name a day.")
    asked = day.press(hers, feedback, f"{feedback}/second-reading", why="Friday is a day.")
    assert asked.status_code == 303
    assert "You asked for a second reading." in hers.get(feedback).text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', hers.get(feedback).text)[-1]
    again = hers.post(f"{feedback}/second-reading", data={"csrf_token": token})
    assert again.status_code == 409
    assert "You can ask once." in again.text

    second = day.browser(day.keller)
    queue = second.get("/instructor/").text
    assert "Second reading asked for" in queue
    assert "With you." in queue
    assert "Friday is a day." in second.get(day.page).text
    reading = f"{day.page}/second-reading"
    own = day.press(first, day.page, reading, outcome="stands", comment="No.")
    assert (own.status_code, "Another instructor" in own.text) == (422, True)
    less = day.press(second, day.page, reading, outcome="met", comment="It is.")
    assert "Give the points" in less.text
    done = day.press(second, day.page, reading, outcome="met", points="2", comment="It names Friday.")
    assert done.status_code == 303
    page = hers.get(feedback).text
    assert "Another instructor read your memo and changed the answer." in page
    assert "It names Friday." in page
    assert [e.actor for e in day.events(EventKind.SECOND_READING_GIVEN)] == [day.keller]


HOSTILE = "<script>window.canary = 1</script><img src=x onerror='window.canary=1'>"


def test_what_people_write_is_text_on_every_page(day) -> None:
    day.send(HOSTILE)
    browser = day.browser(day.rivera)
    day.press(browser, day.page, verdict="returned", row="date", comment=HOSTILE)
    hers = day.desk.signed_in(day.ana)
    day.press(hers, f"/feedback/small/{PART}", f"/feedback/small/{PART}/second-reading", why=HOSTILE)
    for answer in (browser.get(day.page), browser.get("/instructor/"), hers.get(f"/feedback/small/{PART}")):
        assert "<script" not in answer.text
        assert "<img" not in answer.text
        assert "script-src" not in answer.headers["Content-Security-Policy"]
