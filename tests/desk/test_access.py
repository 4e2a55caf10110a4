"""Who may use which address: every role at every address with every method, and the sign-in of the staff."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from autograde.people.register import STAFF_SIGN_IN, People
from autograde.people.staff import Role, Staff
from autograde.teams.changes import leave_team
from autograde.teams.joint.writing import pair_teams
from desk.access import undeclared
from tests.autograde.teams.small_team import School

NOBODY, LEARNER, INSTRUCTOR, STAFF, OFFICER, TOKEN, MEMBER, LEFT, PARTNER, OTHER_TEAM = (
    "nobody", "learner", "instructor", "staff", "officer", "token",
    "member of the team", "has left the team", "member of the team across the table", "of a third team",
)  # fmt: skip
IN_TEAMS = (MEMBER, LEFT, PARTNER, OTHER_TEAM)
VISITORS = (NOBODY, LEARNER, INSTRUCTOR, STAFF, OFFICER, TOKEN, *IN_TEAMS)
EVERYBODY = frozenset(VISITORS)
SIGNED_IN = frozenset({LEARNER, INSTRUCTOR, STAFF, OFFICER, *IN_TEAMS})
ANY_STAFF = frozenset({INSTRUCTOR, STAFF, OFFICER})
INSTRUCTORS = frozenset({INSTRUCTOR})
TEACHING = frozenset({INSTRUCTOR, STAFF})
OFFICERS = frozenset({OFFICER})
PROGRAM = frozenset({STAFF})
A_TOKEN = frozenset({TOKEN})
MEMBERS = frozenset({MEMBER})
EITHER_SIDE = frozenset({MEMBER, PARTNER})
IN_THE_SESSION = frozenset({LEARNER, INSTRUCTOR, STAFF})
LEADERS = frozenset({INSTRUCTOR, STAFF})

TABLE = {
    ("GET", "/"): EVERYBODY,
    ("GET", "/healthz"): EVERYBODY,
    ("GET", "/static/<path:filename>"): EVERYBODY,
    ("GET", "/join/<code>"): EVERYBODY,
    ("POST", "/join/<code>"): EVERYBODY,
    ("GET", "/apply/<session>"): EVERYBODY,
    ("POST", "/apply/<session>"): EVERYBODY,
    ("GET", "/sign-in/<code>"): EVERYBODY,
    ("POST", "/sign-out"): EVERYBODY,
    ("POST", "/language"): EVERYBODY,
    ("GET", "/feedback/<course>/<part>"): SIGNED_IN,
    ("GET", "/receipts/<number>"): SIGNED_IN,
    ("GET", "/certificates/<number>"): SIGNED_IN,
    ("GET", "/transcript"): SIGNED_IN,
    ("POST", "/open/<course>/<part>"): SIGNED_IN,
    ("GET", "/unit/<course>"): SIGNED_IN,
    ("POST", "/unit/<course>"): SIGNED_IN,
    ("POST", "/api/link"): EVERYBODY,
    ("GET", "/api/me"): A_TOKEN,
    ("GET", "/api/parts/<course>/<part>"): A_TOKEN,
    ("POST", "/api/packets"): A_TOKEN,
    ("POST", "/api/answers/<course>/<part>"): A_TOKEN,
    ("POST", "/api/sign-in-link"): A_TOKEN,
    ("GET", "/staff/sign-in/<code>"): EVERYBODY,
    ("POST", "/staff/sign-in/<code>"): EVERYBODY,
    ("GET", "/hub/sign-in"): EVERYBODY,
    ("GET", "/hub/signed-in"): EVERYBODY,
    ("GET", "/staff/"): ANY_STAFF,
    ("POST", "/feedback/<course>/<part>/second-reading"): SIGNED_IN,
    ("GET", "/officer/"): OFFICERS,
    ("GET", "/read/<course>/<part>/"): SIGNED_IN,
    ("POST", "/read/<course>/<part>/"): SIGNED_IN,
    ("GET", "/read/<course>/<part>/img/<name>"): SIGNED_IN,
    ("GET", "/read/<course>/<part>/files/<name>"): SIGNED_IN,
    ("GET", "/again/<course>/<part>/"): SIGNED_IN,
    ("POST", "/again/<course>/<part>/"): SIGNED_IN,
    ("GET", "/instructor/"): INSTRUCTORS,
    ("GET", "/instructor/<session>/<person>/<part>"): INSTRUCTORS,
    ("POST", "/instructor/<session>/<person>/<part>"): INSTRUCTORS,
    ("POST", "/instructor/<session>/<person>/<part>/second-reading"): INSTRUCTORS,
    ("GET", "/messages/"): TEACHING,
    ("GET", "/messages/<session>"): TEACHING,
    ("POST", "/messages/<session>"): TEACHING,
    ("POST", "/messages/<session>/<message>/take-back"): TEACHING,
    ("GET", "/comments/"): INSTRUCTORS,
    ("GET", "/comments/<course>"): INSTRUCTORS,
    ("POST", "/comments/<course>"): INSTRUCTORS,
    ("POST", "/comments/<course>/<sentence>"): INSTRUCTORS,
    ("GET", "/calibration/"): INSTRUCTORS,
    ("GET", "/calibration/<course>/<part>"): INSTRUCTORS,
    ("POST", "/calibration/<course>/<part>"): INSTRUCTORS,
    ("GET", "/items/"): TEACHING,
    ("GET", "/items/<session>"): TEACHING,
    ("GET", "/team/<team>"): MEMBERS,
    ("POST", "/team/<team>/clock"): MEMBERS,
    ("POST", "/team/<team>/reflection"): MEMBERS,
    ("GET", "/team/<team>/plan"): MEMBERS,
    ("POST", "/team/<team>/plan"): MEMBERS,
    ("GET", "/team/<team>/plan/<section>"): MEMBERS,
    ("POST", "/team/<team>/plan/<section>"): MEMBERS,
    ("POST", "/team/<team>/plan/<section>/file"): MEMBERS,
    ("GET", "/team/<team>/council"): MEMBERS,
    ("GET", "/team/<team>/plan.docx"): MEMBERS,
    ("GET", "/joint/<pair>"): EITHER_SIDE,
    ("GET", "/joint/<pair>/paper/page"): EITHER_SIDE,
    ("GET", "/joint/<pair>/paper/statement.docx"): EITHER_SIDE,
    ("POST", "/joint/<pair>/sign"): EITHER_SIDE,
    ("POST", "/joint/<pair>/<section>"): EITHER_SIDE,
    ("GET", "/team-marking/"): INSTRUCTORS,
    ("GET", "/team-marking/<team>"): INSTRUCTORS,
    ("POST", "/team-marking/<team>"): INSTRUCTORS,
    ("POST", "/team-marking/<team>/<person>"): INSTRUCTORS,
    ("GET", "/community/<session>/"): IN_THE_SESSION,
    ("POST", "/community/<session>/"): LEADERS,
    ("POST", "/community/<session>/information/<entry>/remove"): LEADERS,
    ("GET", "/community/<session>/discussions/"): IN_THE_SESSION,
    ("POST", "/community/<session>/discussions/"): IN_THE_SESSION,
    ("GET", "/community/<session>/discussions/<thread>"): IN_THE_SESSION,
    ("POST", "/community/<session>/discussions/<thread>"): IN_THE_SESSION,
    ("GET", "/community/<session>/discussions/<thread>/<post>/change"): IN_THE_SESSION,
    ("POST", "/community/<session>/discussions/<thread>/<post>/change"): IN_THE_SESSION,
    ("POST", "/community/<session>/discussions/<thread>/<post>/withdraw"): IN_THE_SESSION,
    ("POST", "/community/<session>/discussions/<thread>/<post>/hide"): LEADERS,
    ("POST", "/community/<session>/discussions/<thread>/<post>/show"): LEADERS,
    ("GET", "/community/<session>/members/"): IN_THE_SESSION,
    ("POST", "/community/<session>/members/"): IN_THE_SESSION,
    ("GET", "/community/<session>/files/"): IN_THE_SESSION,
    ("POST", "/community/<session>/files/"): IN_THE_SESSION,
    ("GET", "/community/<session>/files/<file>"): IN_THE_SESSION,
    ("POST", "/community/<session>/files/<file>/remove"): IN_THE_SESSION,
    ("GET", "/office/sessions/"): PROGRAM,
    ("POST", "/office/sessions/"): PROGRAM,
    ("GET", "/office/sessions/<session>"): PROGRAM,
    ("POST", "/office/sessions/<session>/invitations"): PROGRAM,
    ("POST", "/office/sessions/<session>/release"): PROGRAM,
    ("GET", "/office/sessions/<session>/roster/"): PROGRAM,
    ("POST", "/office/sessions/<session>/roster/"): PROGRAM,
    ("POST", "/office/sessions/<session>/roster/enrol"): PROGRAM,
    ("GET", "/office/sessions/<session>/applications/"): PROGRAM,
    ("POST", "/office/sessions/<session>/applications/"): PROGRAM,
    ("POST", "/office/sessions/<session>/applications/<person>"): PROGRAM,
    ("GET", "/office/sessions/<session>/learners/"): PROGRAM,
    ("GET", "/office/sessions/<session>/learners/<person>"): PROGRAM,
    ("POST", "/office/sessions/<session>/learners/<person>/more-time"): PROGRAM,
    ("POST", "/office/sessions/<session>/learners/<person>/another-session"): PROGRAM,
    ("POST", "/office/sessions/<session>/learners/<person>/leave"): PROGRAM,
    ("POST", "/office/sessions/<session>/learners/<person>/notes"): PROGRAM,
    ("POST", "/office/sessions/<session>/learners/<person>/correct"): PROGRAM,
    ("GET", "/office/sessions/<session>/learners/<person>/transcript.pdf"): PROGRAM,
    ("GET", "/office/sessions/<session>/learners/<person>/copy.zip"): PROGRAM,
    ("GET", "/office/complaints/"): PROGRAM,
    ("GET", "/office/credits/"): PROGRAM,
    ("POST", "/office/credits/"): PROGRAM,
    ("POST", "/office/credits/<person>/<event>/approve"): PROGRAM,
    ("POST", "/office/credits/<person>/<event>/take-back"): PROGRAM,
    ("GET", "/office/credits/evidence/<sha256>"): PROGRAM,
    ("GET", "/office/attendance/"): PROGRAM,
    ("POST", "/office/attendance/"): PROGRAM,
    ("POST", "/office/attendance/propose"): PROGRAM,
    ("GET", "/office/certificates/"): PROGRAM,
    ("POST", "/office/certificates/"): PROGRAM,
    ("GET", "/office/certificates/<number>"): PROGRAM,
    ("GET", "/office/certificates/<number>/certificate.pdf"): PROGRAM,
    ("POST", "/office/certificates/<number>/revoke"): PROGRAM,
    ("POST", "/office/certificates/<number>/reissue"): PROGRAM,
    ("GET", "/office/reports/"): PROGRAM,
    ("GET", "/office/reports/download"): PROGRAM,
    ("GET", "/office/reports/grades/<system>/<session>"): PROGRAM,
    ("GET", "/office/reports/reminders"): PROGRAM,
    ("GET", "/office/reports/audit"): PROGRAM,
    ("GET", "/office/rules/"): PROGRAM,
    ("GET", "/office/rules/<certificate>"): PROGRAM,
    ("POST", "/office/rules/<certificate>/compare"): PROGRAM,
    ("GET", "/office/staff/"): PROGRAM,
    ("POST", "/office/staff/"): PROGRAM,
    ("POST", "/office/staff/<person>/role"): PROGRAM,
    ("POST", "/office/staff/<person>/remove"): PROGRAM,
    ("POST", "/office/staff/<person>/link"): PROGRAM,
}
"""Every address of the desk, and who may use it. A new one is written here before it is put into the desk."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


class House:
    """A desk with one person of each kind."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        engine, now = desk.school.office.records(), desk.school.opens_at
        self.staff, self.people = Staff(engine), People(engine)
        self.ids = {STAFF: self.staff.add("Joan Ellis", [Role.STAFF], now)}
        by = self.ids[STAFF]
        self.ids[INSTRUCTOR] = self.staff.add("Lucia Rivera", [Role.INSTRUCTOR], now, actor=by)
        self.ids[OFFICER] = self.staff.add("Omar Haddad", [Role.OFFICER], now, actor=by, local="Local 101")
        self.ids[LEARNER] = self.ids[TOKEN] = desk.school.join()
        house = School.in_office(desk.school.office, by, self.ids[INSTRUCTOR])
        team, partner, other = (house.accepted(10, at) for at in ("oak", "office", "elm"))
        self.pair = pair_teams(desk.school.office, team.id, partner.id, "Article 1", by, now).id
        self.ids[PARTNER] = partner.present_members[1].person
        self.team = team.id
        _coordinator, self.ids[MEMBER], self.ids[LEFT] = (one.person for one in team.present_members[:3])
        self.ids[OTHER_TEAM] = other.present_members[1].person
        leave_team(desk.school.office, team.id, self.ids[LEFT], "Moved", by, now)

    def browser(self, visitor: str) -> FlaskClient:
        """A browser in which that visitor is signed in, or shows her token."""
        if visitor in (LEARNER, *IN_TEAMS):
            return self.desk.signed_in(self.ids[visitor])
        browser = self.desk.browser()
        if visitor == TOKEN:
            browser.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {self.people.token(self.ids[TOKEN])}"
        elif visitor != NOBODY:
            self.enter(browser, visitor)
        return browser

    def enter(self, browser: FlaskClient, visitor: str) -> Any:
        """Sign in with a fresh link."""
        return press(browser, f"/staff/sign-in/{self.desk.code(self.ids[visitor], STAFF_SIGN_IN)}")

    def address(self, rule: str) -> str:
        """A rule with something in place of its gaps; a code that would be taken."""
        code = self.desk.code(self.ids[LEARNER], "sign-in") if rule.startswith("/sign-in") else "NOPE"
        fill = {
            "code": code, "course": "small", "part": "part01-count", "number": "R-NONE-NONE",
            "path:filename": "desk.css", "session": "spring", "person": self.ids[LEARNER],
            "team": self.team, "section": "risks", "pair": self.pair,
            "name": "map.png", "entry": "i-none", "thread": "d-none", "post": "d-none", "file": "f-none",
            "message": "e-000000000000000000000000", "sentence": "s-0000000000000000",
            "event": "e-none", "sha256": "0" * 64, "system": "canvas",
            "certificate": "none",
        }  # fmt: skip
        for name, value in fill.items():
            rule = rule.replace(f"<{name}>", value)
        assert "<" not in rule, f"say what stands for the gap in {rule}"
        return rule


def press(browser: FlaskClient, page: str) -> Any:
    """Open a page and press its button."""
    import re

    token = re.findall(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)[-1]
    return browser.post(page, data={"csrf_token": token})


@pytest.fixture
def house(desk) -> House:
    return House(desk)


def test_every_address_is_in_the_table_and_says_who_may_use_it(desk) -> None:
    rules = {
        (method, rule.rule)
        for rule in desk.app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert rules == set(TABLE)
    assert undeclared(desk.app) == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_everybody_gets_what_the_table_says_and_nothing_else(house, visitor: str) -> None:
    browser = house.browser(visitor)
    for rule in sorted({rule for _method, rule in TABLE}):
        for method in METHODS:
            known = (("GET" if method == "HEAD" else method), rule) in TABLE
            if "sign-" in rule or "join" in rule:  # these begin or end a visit
                browser = house.browser(visitor)
            answer = browser.open(house.address(rule), method=method)
            if not known:
                assert answer.status_code in (403, 405), (visitor, method, rule)
            elif visitor in TABLE["GET" if method == "HEAD" else method, rule]:
                assert answer.status_code not in (401, 403, 405), (visitor, method, rule)
            else:
                assert answer.status_code in (401, 403), (visitor, method, rule)


def test_a_staff_link_asks_first_then_works_once(house) -> None:
    link = f"/staff/sign-in/{house.desk.code(house.ids[INSTRUCTOR], STAFF_SIGN_IN)}"
    browser = house.desk.browser()
    assert "Sign in on this computer" in browser.get(link).text  # looking does not use it up
    entered = press(browser, link)
    assert (entered.status_code, entered.location) == (303, "/staff/")
    assert "Lucia Rivera" in browser.get("/staff/").text
    assert browser.get("/").location == "/staff/"
    again = press(house.desk.browser(), link)
    assert again.status_code == 403
    assert "works once" in again.text


def test_a_staff_link_expires_and_a_learners_code_is_none(house) -> None:
    late = f"/staff/sign-in/{house.desk.code(house.ids[INSTRUCTOR], STAFF_SIGN_IN)}"
    learners = f"/staff/sign-in/{house.desk.code(house.ids[LEARNER], 'sign-in')}"
    assert press(house.desk.browser(), learners).status_code == 403
    house.desk.clock.moment += timedelta(minutes=11)
    assert press(house.desk.browser(), late).status_code == 403


def test_a_visit_begins_anew_whatever_the_cookie_was_before(house) -> None:
    browser = house.browser(LEARNER)
    before = browser.get_cookie("bargaining-desk").value
    house.enter(browser, INSTRUCTOR)
    after = browser.get_cookie("bargaining-desk").value
    assert before != after
    old = house.desk.browser()
    old.set_cookie("bargaining-desk", before)
    assert old.get("/staff/").status_code == 403
    second = house.desk.browser()
    house.enter(second, INSTRUCTOR)
    assert second.get_cookie("bargaining-desk").value != after


def test_a_visit_from_jupyterlab_carries_no_role(house) -> None:
    browser = house.desk.signed_in(house.ids[INSTRUCTOR])
    assert browser.get("/staff/").status_code == 403


def test_a_role_that_is_taken_away_ends_the_visit(house) -> None:
    browser = house.browser(INSTRUCTOR)
    assert browser.get("/staff/").status_code == 200
    now = house.desk.clock()
    house.staff.take(house.ids[INSTRUCTOR], Role.INSTRUCTOR, house.ids[STAFF], now)
    assert browser.get("/staff/").status_code == 403
    house.staff.give(house.ids[INSTRUCTOR], Role.INSTRUCTOR, house.ids[STAFF], now)
    assert browser.get("/staff/").status_code == 403  # the old visit stays over
    assert house.browser(INSTRUCTOR).get("/staff/").status_code == 200


def test_a_sign_in_needs_the_form_of_this_desk(house) -> None:
    link = f"/staff/sign-in/{house.desk.code(house.ids[INSTRUCTOR], STAFF_SIGN_IN)}"
    assert house.desk.browser().post(link).status_code == 400
    assert press(house.desk.browser(), link).status_code == 303
