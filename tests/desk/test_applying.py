"""Applying on the desk: who may, until when, and what it tells nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.people.register import People
from autograde.registration.applications import Decision, decide, open_registration, registration_of
from autograde.sessions.calendar import Sessions

LEE = "p-0000000000ee"
ANA = {"name": "Ana Reyes", "email": "ana@example.org", "affiliate": "A Union", "local": "Local 7"}


@pytest.fixture
def open_desk(desk: Any) -> Any:
    """A desk whose session takes applications of two unions for a week."""
    deadline = desk.clock() + timedelta(days=7)
    open_registration(
        desk.school.office, "spring", deadline, 30, LEE, desk.clock(), affiliates=("A Union", "B Union")
    )
    return desk


def apply(desk: Any, token_of: Any, **typed: str) -> Any:
    browser = desk.browser()
    page = browser.get("/apply/spring")
    return browser.post("/apply/spring", data={**ANA, **typed, "csrf_token": token_of(page)})


def test_an_application_arrives_is_decided_and_she_signs_in(open_desk: Any, token_of: Any) -> None:
    office = open_desk.school.office
    form = open_desk.browser().get("/apply/spring").text
    assert "Apply for A Small Course" in form and "For members of: A Union, B Union." in form
    answer = apply(open_desk, token_of)
    assert answer.status_code == 200 and "write to ana@example.org" in answer.text
    (application,) = registration_of(office, "spring").applications
    assert application.decision is Decision.OPEN
    assert People(office.records()).person(application.person).email == "ana@example.org"
    assert Sessions(office.records()).enrolled("spring") == []
    decide(office, "spring", application.person, Decision.ACCEPTED, "", LEE, open_desk.clock())
    assert "A Small Course" in open_desk.signed_in(application.person).get("/").text
    kinds = [event.kind for event in Ledger(office.records()).events(application.person)]
    assert kinds == [EventKind.APPLIED, EventKind.APPLICATION_DECIDED, EventKind.ENROLLED]


def test_the_same_address_applies_once_and_nobody_is_told(open_desk: Any, token_of: Any) -> None:
    first = apply(open_desk, token_of)
    again = apply(open_desk, token_of, name="Somebody Else", email="Ana@Example.org ")
    assert again.status_code == first.status_code == 200
    (application,) = registration_of(open_desk.school.office, "spring").applications
    assert People(open_desk.school.office.records()).name(application.person) == "Ana Reyes"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"email": ""}, "Please give your e-mail address"),
        ({"email": "ana at home"}, "does not look like an e-mail address"),
        ({"name": "42"}, "Please type your name"),
        ({"affiliate": "C Union"}, "is for members of: A Union, B Union."),
        ({"affiliate": ""}, "is for members of: A Union, B Union."),
    ],
)
def test_what_cannot_be_taken_is_told_and_nobody_is_kept(
    open_desk: Any, token_of: Any, typed: dict[str, str], says: str
) -> None:
    answer = apply(open_desk, token_of, **typed)
    assert answer.status_code == 422 and says in answer.text
    assert registration_of(open_desk.school.office, "spring").applications == ()
    assert People(open_desk.school.office.records()).belonging_to(typed.get("affiliate", "A Union")) == []


def test_after_the_deadline_there_is_no_form_and_without_registration_no_page(
    open_desk: Any, token_of: Any
) -> None:
    page = open_desk.browser().get("/apply/spring")
    open_desk.clock.moment += timedelta(days=8)
    late = open_desk.browser()
    assert '<form method="post" class="join"' not in late.get("/apply/spring").text
    assert "Applications were taken until" in late.get("/apply/spring").text
    assert page.status_code == 200
    assert open_desk.browser().get("/apply/autumn").status_code == 404


def test_a_form_that_was_open_when_the_deadline_passed_is_refused(open_desk: Any, token_of: Any) -> None:
    browser = open_desk.browser()
    page = browser.get("/apply/spring")
    open_desk.clock.moment += timedelta(days=8)
    late = browser.post("/apply/spring", data={**ANA, "csrf_token": token_of(page)})
    assert late.status_code == 422 and "were taken until" in late.text
    assert registration_of(open_desk.school.office, "spring").applications == ()
