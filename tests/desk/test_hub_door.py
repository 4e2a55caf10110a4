"""The door of a JupyterHub: whom it lets in, as what, and what it says to the others."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from autograde.people.register import People
from autograde.people.staff import Role, Staff
from desk.app import create_app
from desk.hub import HubVisitor
from desk.settings import DeskSettings


class OneVisitor:
    """A Hub at which everybody is the same account."""

    def __init__(self, account: str, *roles: Role) -> None:
        self.knows = HubVisitor(account, frozenset(roles))

    def sign_in_address(self, state: str) -> str:
        return f"http://127.0.0.1:8000/hub/api/oauth2/authorize?client_id=desk&state={state}"

    def visitor(self, code: str) -> HubVisitor | None:
        return self.knows if code == "good" else None


@pytest.fixture
def people(small_school: Any) -> dict[str, str]:
    """A learner, and staff, each with an e-mail address."""
    engine, now = small_school.office.records(), small_school.opens_at
    staff = Staff(engine)
    joan = staff.add("Joan Ellis", [Role.STAFF], now, email="joan@example.org")
    staff.add("Lucia Rivera", [Role.INSTRUCTOR], now, actor=joan, email="lucia@example.org")
    return {"Ana": People(engine).add_person("Ana Reyes", email="Ana@example.org")}


def browser_of(school: Any, hub: OneVisitor) -> FlaskClient:
    settings = DeskSettings(
        hub=hub, hub_domain="example.org", programs=school.programs, clock=lambda: school.during
    )
    return create_app(school.office, school.courses, settings).test_client()


def come_in(browser: FlaskClient, code: str = "good", state: str | None = None) -> Any:
    """To the Hub and back."""
    asked = browser.get("/hub/sign-in")
    assert asked.status_code == 303
    sent = asked.location.partition("state=")[2]
    return browser.get(f"/hub/signed-in?code={code}&state={sent if state is None else state}")


def test_a_learner_comes_to_her_start_page(small_school: Any, people: dict[str, str]) -> None:
    browser = browser_of(small_school, OneVisitor("ana"))
    assert "Sign in with your account" in browser.get("/").text
    came = come_in(browser)
    assert (came.status_code, came.location) == (303, "/")
    assert "Ana Reyes" in browser.get("/").text
    assert browser.get("/staff/").status_code == 403


def test_an_instructor_comes_to_the_page_of_the_staff(small_school: Any, people: dict[str, str]) -> None:
    browser = browser_of(small_school, OneVisitor("lucia@example.org", Role.INSTRUCTOR))
    assert come_in(browser).location == "/staff/"
    assert browser.get("/instructor/").status_code == 200


@pytest.mark.parametrize(
    ("account", "roles"),
    [("ana", [Role.STAFF]), ("lucia", []), ("lucia", [Role.STAFF, Role.INSTRUCTOR])],
    ids=["only the hub gives one", "only the records give one", "the hub gives one more"],
)
def test_roles_count_only_where_hub_and_records_agree(
    account: str, roles: list[Role], small_school: Any, people: dict[str, str]
) -> None:
    browser = browser_of(small_school, OneVisitor(account, *roles))
    refused = come_in(browser)
    assert (refused.status_code, "Your roles do not agree" in refused.text) == (403, True)
    assert browser.get("/staff/").status_code == 403


def test_who_is_not_kept_here_or_twice_is_told_so(small_school: Any, people: dict[str, str]) -> None:
    unknown = come_in(browser_of(small_school, OneVisitor("eve")))
    assert (unknown.status_code, "nobody here has that address" in unknown.text) == (403, True)
    People(small_school.office.records()).add_person("Another Ana", email="ana@example.org")
    twice = come_in(browser_of(small_school, OneVisitor("ana")))
    assert (twice.status_code, "several people here have that address" in twice.text) == (403, True)


@pytest.mark.parametrize(("code", "state"), [("bad", None), ("good", "another"), ("good", ""), ("good", "é")])
def test_a_code_counts_once_and_only_where_the_sign_in_began(
    code: str, state: str | None, small_school: Any, people: dict[str, str]
) -> None:
    browser = browser_of(small_school, OneVisitor("ana"))
    assert come_in(browser, code, state).status_code == 403
    assert browser.get("/hub/signed-in?code=good&state=").status_code == 403
    assert browser.get("/transcript").status_code == 403


def test_a_desk_without_a_hub_has_no_such_door(desk: Any) -> None:
    assert desk.browser().get("/hub/sign-in").status_code == 404
    assert desk.browser().get("/hub/signed-in?code=good").status_code == 404
