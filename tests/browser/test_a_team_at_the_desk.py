"""Two members of a team write in its plan in two browsers; every page of a team is open to everybody."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from waitress.server import create_server

from autograde.people.register import STAFF_SIGN_IN, People
from autograde.teams.joint.writing import pair_teams, write_statement
from autograde.teams.plan.handing_in import write_section
from desk.app import create_app
from desk.settings import DeskSettings
from tests.autograde.teams.good_plan import GOOD, OWNER
from tests.autograde.teams.small_team import MARCH, School
from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser
MAY = MARCH + timedelta(days=70)


class TeamDesk:
    """A desk that is served, with a team whose plan is written."""

    def __init__(self, folder: Path) -> None:
        self.school = School.opened(folder / "office")
        self.team = self.school.accepted(13)
        self.people = [member.person for member in self.team.present_members]
        for section, content in GOOD.items():
            said = content
            if not isinstance(said, str):
                said = tuple(tuple(self.people[1] if cell == OWNER else cell for cell in row) for row in said)
            write_section(self.school.office, self.team.id, section, said, 0, self.people[0], MAY)
        office, staff, across = self.school.office, self.school.staff, self.school.accepted(10, "office")
        self.pair = pair_teams(office, self.team.id, across.id, "Article 12, time to plan", staff, MAY).id
        for text in ("clause", "commitment"):
            write_statement(office, self.pair, text, "Forty minutes, every day.", 0, self.people[2], MAY)
        settings = DeskSettings(lab_url="http://127.0.0.1:9", demonstration=True, clock=lambda: MAY)
        app = create_app(self.school.office, {}, settings)
        self.server = create_server(app, host="127.0.0.1", port=0, threads=2)
        self.url = f"http://127.0.0.1:{self.server.effective_port}"
        self.plan = f"{self.url}/team/{self.team.id}/plan"
        joint = f"{self.url}/joint/{self.pair}"
        self.papers = [f"{self.plan}/priced", joint, f"{joint}/paper/page"]
        threading.Thread(target=self.server.run, daemon=True).start()

    def page(self, browser: Any, person: str, width: int = 900) -> Any:
        """A browser of her own, in which she is signed in."""
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        code = People(self.school.office.records()).one_time_code(person, "sign-in", MAY)
        page.goto(f"{self.url}/sign-in/{code}")
        return page


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TeamDesk]:
    made = TeamDesk(tmp_path)
    yield made
    made.server.close()


def test_no_page_of_a_team_shuts_anybody_out(desk: TeamDesk, browser: Any) -> None:
    page = desk.page(browser, desk.people[0])
    pages = [f"{desk.url}/", desk.plan.removesuffix("/plan"), desk.plan, f"{desk.plan}/tasks"]
    for address in [*pages, *desk.papers, f"{desk.plan}/risks", desk.plan.removesuffix("plan") + "council"]:
        page.goto(address)
        assert violations(page) == set(), address
    staff = browser.new_context().new_page()
    code = People(desk.school.office.records()).one_time_code(desk.school.second, STAFF_SIGN_IN, MAY)
    staff.goto(f"{desk.url}/staff/sign-in/{code}")
    staff.click("main button")
    for address in (f"{desk.url}/team-marking/", f"{desk.url}/team-marking/{desk.team.id}"):
        staff.goto(address)
        assert violations(staff) == set(), address


def test_a_phone_shows_the_plan_without_scrolling_the_page_sideways(desk: TeamDesk, browser: Any) -> None:
    page = desk.page(browser, desk.people[0], width=360)
    for address in (desk.plan, f"{desk.plan}/tasks", *desk.papers):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_two_write_at_once_and_one_joins_both_texts(desk: TeamDesk, browser: Any) -> None:
    ana, ben = desk.page(browser, desk.people[1]), desk.page(browser, desk.people[2])
    for page in (ana, ben):
        page.goto(f"{desk.plan}/risks")  # both have it open
    ben.get_by_label("Roles and risks").fill("Ben: bring a second projector.")
    ben.get_by_role("button", name="Save this section").click()
    assert "Saved: Roles and risks." in ben.inner_text("main")
    ana.get_by_label("Roles and risks").fill("Ana: keep a list of who spoke.")
    ana.get_by_role("button", name="Save this section").click()
    assert "Your text is kept, and so is the other one" in ana.inner_text("main")
    assert "Ben: bring a second projector." in ana.inner_text("main")
    assert violations(ana) == set()
    assert ana.get_by_label("Roles and risks").input_value() == "Ana: keep a list of who spoke."
    ana.get_by_label("Roles and risks").fill("A second projector, and a list of who spoke.")
    ana.get_by_role("button", name="Save this section").click()
    ben.goto(desk.plan)
    assert "A second projector, and a list of who spoke." in ben.inner_text("main")
    assert "waits to be joined" not in ben.inner_text("main")


def test_a_task_is_typed_into_the_table(desk: TeamDesk, browser: Any) -> None:
    page = desk.page(browser, desk.people[3])
    page.goto(f"{desk.plan}/tasks")
    page.get_by_label("Task, row 2").fill("Call the Annex")
    page.get_by_label("Owner, row 2").select_option(label="PersonAd Oak")
    page.get_by_label("Done by, row 2").fill("2027-05-20")
    page.get_by_label("Before, row 2").select_option("Town meeting")
    page.get_by_role("button", name="Save this section").click()
    assert "2027-05-20 is not before Town meeting on 2027-05-03." in page.inner_text("main")
