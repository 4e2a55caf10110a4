"""A part sent from the page: one receipt, the same score as from JupyterLab, and the dates of the session."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.desk.reading.paper import Paper

ANSWERS = {
    "base": "half",
    "reading": "more",
    "letter": "Please send the payroll register by Friday, November 14.",
}


@pytest.fixture
def small_desk(desk: Any) -> Any:
    """The small school's desk; what runs its lessons ends with the test."""
    from desk.reading.opened import LESSONS

    yield desk
    desk.app.extensions[LESSONS].close()


def answers_of(desk: Any, person: str) -> dict[str, str]:
    """Half right, so that a score can be told from full marks and from nothing."""
    base = f"${1000 + 10 * desk.school.variant(person) + 5:,}"
    return {**ANSWERS, "base": base}


def fill_in(desk: Any, person: str) -> Paper:
    paper = Paper(desk.signed_in(person), "/read/small/part01-count/").look()
    paper.press("save", {f"a.{name}": [text] for name, text in answers_of(desk, person).items()})
    return paper


def test_the_same_answers_score_the_same_from_both_places(small_desk: Any) -> None:
    ana, boris = small_desk.school.join("Ana"), small_desk.school.join("Boris")
    receipt = fill_in(small_desk, ana).press("send")
    assert receipt.status_code == 303 and receipt.location.startswith("/receipts/R-")
    small_desk.school.send(boris, small_desk.school.packet(boris, answers_of(small_desk, boris)))
    graded = small_desk.school.grade(small_desk.clock.moment)
    points = {one.person: [result.points for result in one.results] for one in graded}
    assert points[ana] == points[boris] == [2.0, 2.0]
    assert small_desk.told == [("spring", ana, "part01-count")]


def test_pressing_twice_gives_one_receipt_and_another_answer_gives_another(small_desk: Any) -> None:
    person = small_desk.school.join()
    paper = fill_in(small_desk, person)
    first = paper.press("send").location
    small_desk.clock.moment += timedelta(minutes=1)
    assert paper.look().press("send").location == first
    assert (
        "You have changed an answer since" not in paper.look().text and first.rpartition("/")[2] in paper.text
    )
    small_desk.clock.moment += timedelta(minutes=1)
    paper.press("save", {"a.letter": ["Please send all of it by Friday, November 14."]})
    assert "You have changed an answer since" in paper.text
    assert paper.press("send").location != first


def test_before_the_session_there_is_no_page_and_after_it_a_page_without_a_button(small_desk: Any) -> None:
    person = small_desk.school.join()
    paper = fill_in(small_desk, person)
    browser = small_desk.signed_in(person)
    small_desk.clock.moment = small_desk.school.closes_at + timedelta(days=8)
    page = browser.get(paper.address)
    assert "takes no more work" in page.text and "to my instructor" not in page.text
    refused = paper.press("send")
    assert refused.status_code == 422 and "This was not sent" in refused.text
    small_desk.clock.moment = small_desk.school.opens_at - timedelta(days=1)
    assert browser.get(paper.address).status_code == 404


def test_a_page_that_was_opened_before_a_new_release_still_saves(small_desk: Any) -> None:
    person = small_desk.school.join()
    paper = fill_in(small_desk, person)
    assert paper.press("save", {"a.gone": ["an old question"], "s.gone": ["0:x"]}).status_code == 303
