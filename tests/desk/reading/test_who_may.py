"""A part is read by whom it belongs to, when it is open, and never with another person's answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.desk.reading.conftest import NOW
from tests.desk.reading.paper import Paper

if TYPE_CHECKING:
    from tests.desk.reading.conftest import ReadingDesk

ADDRESS = "/read/costing/part01-know-your-unit/"


def test_no_address_leads_to_another_persons_answers(reading_desk: ReadingDesk) -> None:
    course = reading_desk.courses["costing"]
    ana, boris = reading_desk.learner(course), reading_desk.learner(course)
    hers = Paper(reading_desk.browser(ana), ADDRESS).look()
    hers.press("save", {"a.data-request": ["Only for Ana."]})
    his = Paper(reading_desk.browser(boris), ADDRESS).look()
    assert "Only for Ana." not in his.text
    for query in (f"?person={ana}", f"?session={ana}", "?variant=1"):
        assert "Only for Ana." not in his.look(ADDRESS + query).text
    his.press("save", {"a.data-request": ["From Boris."], "person": [ana]})
    assert "Only for Ana." in hers.look().text


def test_a_course_she_is_not_in_and_a_part_that_is_not_there_are_not_found(reading_desk: ReadingDesk) -> None:
    browser = reading_desk.browser(reading_desk.learner(reading_desk.courses["costing"]))
    for address in (
        "/read/school-finance/part02-ability-to-pay/",
        "/read/costing/part99/",
        "/read/costing/..%2f..%2foffice/",
        "/read/nothing/part01-know-your-unit/",
        ADDRESS + "img/..%2fpart.json",
        ADDRESS + "img/part.json",
        ADDRESS + "files/part01-know-your-unit.ipynb",
    ):
        assert browser.get(address).status_code == 404, address


def test_who_has_not_picked_a_kind_is_asked_first(reading_desk: ReadingDesk) -> None:
    from autograde.people.register import People

    people = People(reading_desk.office.records())
    with reading_desk.office.writer():
        code = people.invite("costing-spring", NOW, NOW + timedelta(days=3))
        person = people.join(code, "Kim Lee", "A Union", "Local 7", NOW)
    answer = reading_desk.browser(person).get(ADDRESS)
    assert (answer.status_code, answer.location) == (303, "/unit/costing")


def test_nobody_sees_a_part_without_signing_in(reading_desk: ReadingDesk) -> None:
    assert reading_desk.app.test_client().get(ADDRESS).status_code == 403
    # A post without the form's token is refused before anything is looked at.
    assert reading_desk.app.test_client().post(ADDRESS).status_code in (400, 403)
