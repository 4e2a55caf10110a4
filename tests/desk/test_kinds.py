"""A learner picks her kind of unit: when she joins, or later on, until she has sent a part."""

from dataclasses import replace

import pytest

from autograde.course import VariantKind
from autograde.sessions.calendar import Sessions

KINDS = (
    VariantKind("clerks", "Clerks", "Paid by the hour.", 0, range(1, 6)),
    VariantKind("drivers", "Drivers", "", 10, range(6, 10)),
)
HERS = {"name": "Ana Reyes", "affiliate": "A Union", "local": "Local 7"}


@pytest.fixture
def two_kinds(desk):
    """The desk of the small school, whose course now has two kinds of unit."""
    courses = {"small": replace(desk.school.course, kinds=KINDS)}
    stores = desk.app.extensions["bargaining-desk"]
    desk.app.extensions["bargaining-desk"] = replace(stores, courses=courses)
    return desk


def variant_of(desk, person: str) -> int | None:
    return Sessions(desk.school.office.records()).variant_if_known("spring", person)


def test_joining_asks_for_the_kind_and_gives_an_employer_of_that_kind(two_kinds, token_of) -> None:
    browser, path = two_kinds.browser(), f"/join/{two_kinds.invitation()}"
    form = browser.get(path)
    assert "Paid by the hour." in form.text
    typed = {**HERS, "csrf_token": token_of(form)}
    without = browser.post(path, data=typed)
    assert (without.status_code, "Please pick the kind of unit" in without.text) == (422, True)
    assert browser.post(path, data={**typed, "kind": "drivers"}).status_code == 303
    (person,) = Sessions(two_kinds.school.office.records()).enrolled("spring")
    assert variant_of(two_kinds, person) in range(6, 10)
    assert "Your practice unit: Drivers." in browser.get("/").text


def test_a_course_of_one_kind_asks_nothing(desk) -> None:
    assert "kind of unit" not in desk.browser().get(f"/join/{desk.invitation()}").text


def test_who_has_picked_none_is_asked_before_the_first_part_opens(two_kinds, token_of) -> None:
    ana = two_kinds.school.join()
    browser = two_kinds.signed_in(ana)
    start = browser.get("/")
    assert "You have not picked your practice unit yet." in start.text
    opened = browser.post("/open/small/part01-count", data={"csrf_token": token_of(start)})
    assert (opened.status_code, opened.location) == (303, "/unit/small")
    form = browser.get("/unit/small")
    nothing = browser.post("/unit/small", data={"csrf_token": token_of(form)})
    assert nothing.status_code == 422
    picked = browser.post("/unit/small", data={"csrf_token": token_of(form), "kind": "clerks"})
    assert (picked.status_code, picked.location) == (303, "/")
    assert variant_of(two_kinds, ana) in range(1, 6)
    changed = browser.post("/unit/small", data={"csrf_token": token_of(form), "kind": "drivers"})
    assert changed.status_code == 303
    assert variant_of(two_kinds, ana) in range(6, 10)


def test_after_a_part_was_sent_the_kind_stays(two_kinds, token_of) -> None:
    school = two_kinds.school
    ana = school.join()
    Sessions(school.office.records()).pick_kind("spring", ana, range(1, 6))
    school.send(ana, school.packet(ana, {"base": "$1,010"}))
    browser = two_kinds.signed_in(ana)
    form = browser.get("/unit/small")
    assert "stays as it is" in form.text
    asked = browser.post("/unit/small", data={"csrf_token": token_of(form), "kind": "drivers"})
    assert asked.status_code == 409
    assert variant_of(two_kinds, ana) in range(1, 6)


def test_nobody_sees_the_page_who_is_not_in_the_course_or_not_signed_in(two_kinds) -> None:
    assert two_kinds.browser().get("/unit/small").status_code == 403
    assert two_kinds.signed_in(two_kinds.school.join()).get("/unit/other").status_code == 404
