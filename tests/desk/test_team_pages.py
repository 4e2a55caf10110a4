"""A team at the desk: its meetings by each member's clock, the plan written together, reflections, marks."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient

from autograde.people.register import STAFF_SIGN_IN
from autograde.people.staff import Role, Staff
from autograde.teams.attendance import plan_attendance, record_attendance
from autograde.teams.attendance_file import read_attendance
from autograde.teams.joint.writing import pair_teams
from autograde.teams.plan.form import find_form
from autograde.teams.plan.saves import read_plan
from tests.autograde.teams.small_team import MARCH, School

FORM = find_form("power-and-participation")


class Table:
    """A desk at which an accepted team of ten sits."""

    def __init__(self, desk: Any) -> None:
        self.desk, office = desk, desk.school.office
        staff = Staff(office.records())
        joan = staff.add("Joan Ellis", [Role.STAFF], MARCH)
        self.rivera = staff.add("Lucia Rivera", [Role.INSTRUCTOR], MARCH, actor=joan)
        self.school = School.in_office(office, joan, self.rivera)
        self.team = self.school.accepted(10)
        self.coordinator, self.ana, self.ben = (one.person for one in self.team.present_members[:3])
        self.home = f"/team/{self.team.id}"
        desk.clock.moment = MARCH + timedelta(days=70)

    def press(self, browser: FlaskClient, page: str, action: str = "", **form: Any) -> Any:
        """Send a form of a page, with the token that stands in it."""
        token = re.findall(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)[-1]
        return browser.post(action or page, data={"csrf_token": token, **form})

    def instructor(self) -> FlaskClient:
        browser = self.desk.browser()
        link = f"/staff/sign-in/{self.desk.code(self.rivera, STAFF_SIGN_IN)}"
        assert self.press(browser, link).status_code == 303
        return browser


@pytest.fixture
def table(desk) -> Table:
    return Table(desk)


def test_the_start_page_leads_to_the_team(table) -> None:
    browser = table.desk.signed_in(table.ana)
    assert f'href="{table.home}"' in browser.get("/").text
    page = browser.get(table.home).text
    assert "Team oak" in page and "PersonAa Oak" in page
    assert "You coordinate this team" not in page
    assert "You coordinate this team" in table.desk.signed_in(table.coordinator).get(table.home).text


def test_each_member_reads_the_meetings_by_her_own_clock(table) -> None:
    browser = table.desk.signed_in(table.ana)
    assert "Thursday, May 6, 2027, 5:00 p.m. to 7:00 p.m. PDT" in browser.get(table.home).text
    sent = table.press(browser, table.home, f"{table.home}/clock", zone="America/New_York")
    assert sent.status_code == 303
    assert "Thursday, May 6, 2027, 8:00 p.m. to 10:00 p.m. EDT" in browser.get(table.home).text
    assert "PDT" in table.desk.signed_in(table.ben).get(table.home).text
    assert table.press(browser, table.home, f"{table.home}/clock", zone="Moon/Base").status_code == 422


def test_she_sees_at_which_meetings_she_was(table) -> None:
    name = table.school.name(table.ana)
    planned = plan_attendance(
        table.school.office, table.school.workshop, 1, read_attendance("s.csv", f"Name\n{name}\n".encode())
    )
    record_attendance(table.school.office, planned, table.school.staff, MARCH)
    page = table.desk.signed_in(table.ana).get(table.home).text
    assert page.count("You were there") == 1


def test_two_open_the_same_section_and_neither_loses_her_text(table) -> None:
    page = f"{table.home}/plan/openness"
    ana, ben = table.desk.signed_in(table.ana), table.desk.signed_in(table.ben)
    assert 'name="base" value="0"' in ana.get(page).text  # both have the page open now
    assert table.press(ben, page, text="Ben's words.", base="0").status_code == 303
    beside = table.press(ana, page, text="Ana's words.", base="0")
    assert beside.status_code == 409
    assert "Somebody else saved this section while you were writing" in beside.text
    assert "Ben&#39;s words." in beside.text and "Ana&#39;s words." in beside.text
    assert 'name="base" value="1"' in beside.text and 'name="joined" value="2"' in beside.text
    overview = ben.get(f"{table.home}/plan").text
    assert "1 text lies beside this one and waits to be joined" in overview
    assert "PersonAb Oak" in ben.get(page).text  # whose text lies beside is said to everybody
    joined = table.press(ana, page, text="Ben's words. Ana's words.", base="1", joined="2")
    assert joined.status_code == 303
    assert "waits to be joined" not in ben.get(f"{table.home}/plan").text
    assert read_plan(table.school.office, table.team.id).content("openness") == "Ben's words. Ana's words."


def test_a_table_is_filled_in_and_looked_over(table) -> None:
    browser = table.desk.signed_in(table.ana)
    calendar = {"cell-0-0": "Town meeting", "cell-0-1": "Budget is voted", "cell-0-2": "2027-05-03"}
    assert table.press(browser, f"{table.home}/plan/calendar", base="0", **calendar).status_code == 303
    page = browser.get(f"{table.home}/plan/tasks").text
    assert '<option value="Town meeting"' in page and f'<option value="{table.ben}"' in page
    task = {
        "cell-0-0": "Find  a room ", "cell-0-1": table.ben, "cell-0-2": "2027-06-01",
        "cell-0-3": "Town meeting", "cell-1-0": "  ",
    }  # fmt: skip
    assert table.press(browser, f"{table.home}/plan/tasks", base="0", **task).status_code == 303
    rows = read_plan(table.school.office, table.team.id).content("tasks")
    assert rows == (("Find a room", table.ben, "2027-06-01", "Town meeting"),)
    plan = browser.get(f"{table.home}/plan").text
    assert "2027-06-01 is not before Town meeting on 2027-05-03." in plan
    assert "The calendar has no &#34;Contract ends&#34;." in plan


def test_the_longest_section_fits_through_the_door(table) -> None:
    browser, text = table.desk.signed_in(table.ana), "ệ" * 10_000
    assert table.press(browser, f"{table.home}/plan/risks", base="0", text=text).status_code == 303
    assert read_plan(table.school.office, table.team.id).content("risks") == text
    refused = table.press(browser, f"{table.home}/plan/risks", base="1", text=text + "!")
    assert refused.status_code == 409 and "longer than 10,000" in refused.text


def test_the_coordinator_hands_in_and_then_nobody_writes(table) -> None:
    ana, coordinator = table.desk.signed_in(table.ana), table.desk.signed_in(table.coordinator)
    plan = f"{table.home}/plan"
    refused = table.press(coordinator, plan)
    assert refused.status_code == 409 and "Nothing is written" in refused.text
    table.press(ana, f"{plan}/risks", base="0", text="Rain.")
    refused = table.press(ana, plan)
    assert refused.status_code == 409 and "The coordinator hands the plan in" in refused.text
    assert table.press(coordinator, plan).status_code == 303
    assert "Handed in on" in ana.get(plan).text
    late = table.press(ana, plan, f"{plan}/risks", base="1", text="Snow.")
    assert late.status_code == 409 and "so it stays as it is" in late.text


def test_an_instructor_marks_the_team_by_six_rows_and_each_member_apart(table) -> None:
    ana, coordinator = table.desk.signed_in(table.ana), table.desk.signed_in(table.coordinator)
    table.press(ana, f"{table.home}/plan/risks", base="0", text="<script>alert(1)</script>")
    table.press(coordinator, f"{table.home}/plan")
    sent = table.press(ana, table.home, f"{table.home}/reflection", text="We will sit together.")
    assert sent.status_code == 303
    rivera, page = table.instructor(), f"/team-marking/{table.team.id}"
    assert "The plan waits for you. 1 reflection waits." in rivera.get("/team-marking/").text
    shown = rivera.get(page).text
    assert "&lt;script&gt;" in shown and "<script>" not in shown and shown.count("Not marked") == 6
    rows = {f"row-{row.id}": "2" for row in FORM.rubric}
    assert table.press(rivera, page, verdict="met", comment="Good.").status_code == 422
    assert table.press(rivera, page, comment="Good.", **rows).status_code == 422
    assert table.press(rivera, page, verdict="met", comment="Use it.", **rows).status_code == 303
    assert "Met: 12 / 12" in ana.get(table.home).text and "Use it." in ana.get(table.home).text
    assert "Sent" in ana.get(table.home).text
    own = f"{page}/{table.ana}"
    assert table.press(rivera, page, own, verdict="returned", comment="Say who.").status_code == 303
    assert "Say who." in ana.get(table.home).text
    assert "Say who." not in coordinator.get(table.home).text  # hers alone
    assert table.press(rivera, page, f"{page}/{table.rivera}", verdict="met", comment="x").status_code == 404


def test_the_plan_leaves_as_a_page_and_as_a_document(table) -> None:
    browser = table.desk.signed_in(table.ana)
    task = {"cell-0-0": "Find a room", "cell-0-1": table.ben, "cell-0-2": "2027-04-01", "cell-0-3": ""}
    table.press(browser, f"{table.home}/plan/tasks", base="0", **task)
    page = browser.get(f"{table.home}/council").text
    assert "Find a room" in page and table.school.name(table.ben) in page and table.ben not in page
    document = docx.Document(io.BytesIO(browser.get(f"{table.home}/plan.docx").data))
    assert document.tables[-1].rows[1].cells[1].text == table.school.name(table.ben)


def test_a_team_that_waits_has_no_plan_yet(table) -> None:
    applied = table.school.apply(10, "elm")
    person = table.school.found.team(applied.team).present_members[0].person
    browser = table.desk.signed_in(person)
    assert "has not answered yet" in browser.get(f"/team/{applied.team}").text
    assert "opens when the program has accepted" in browser.get(f"/team/{applied.team}/plan").text


def test_two_sides_write_one_statement_and_sign_it(table) -> None:
    office, other = table.school.office, table.school.accepted(10, "office")
    made = pair_teams(office, table.team.id, other.id, "Article 12, time to plan", table.school.staff, MARCH)
    page = f"/joint/{made.id}"
    ana, boss = table.desk.signed_in(table.ana), table.desk.signed_in(other.coordinator)
    assert (
        f'href="{page}"' in ana.get(table.home).text
        and f'href="{page}"' in boss.get(f"/team/{other.id}").text
    )
    assert table.press(ana, page, f"{page}/clause", base="0", text="Forty minutes.").status_code == 303
    assert "Forty minutes." in boss.get(page).text
    beside = table.press(boss, page, f"{page}/clause", base="0", text="Thirty minutes.")
    assert beside.status_code == 409 and "Both texts are kept" in beside.text
    joined = {"base": "1", "joined": "2", "text": "Forty minutes, thirty in a week with exams."}
    assert table.press(boss, page, f"{page}/clause", **joined).status_code == 303
    assert table.press(ana, page, f"{page}/commitment", base="0", text="Monthly.").status_code == 303
    assert table.press(ana, page, f"{page}/sign").status_code == 409  # she does not coordinate
    assert "Sign for our side" not in ana.get(page).text
    assert table.press(boss, page, f"{page}/sign").status_code == 303
    coordinator = table.desk.signed_in(table.coordinator)
    assert table.press(coordinator, page, f"{page}/sign").status_code == 303
    assert "Signed by both sides" in ana.get(page).text
    late = table.press(ana, table.home, f"{page}/clause", base="3", text="Ten.")
    assert late.status_code == 409 and "stays as it is" in late.text


# --- prices from the costing course


def test_a_member_attaches_a_summary_of_prices(table) -> None:
    browser, page = table.desk.signed_in(table.ana), f"{table.home}/plan/priced"
    prices = b"Number,Proposal,Cost over base (dollars)\nU,Offer of ours,412000\n"
    assert "The summary of prices (CSV or xlsx)" in browser.get(page).text
    sent = table.press(browser, page, f"{page}/file", base="0", file=(io.BytesIO(prices), "prices.csv"))
    assert sent.status_code == 303
    kept = read_plan(table.desk.school.office, table.team.id).section("priced").newest
    assert kept is not None and (kept.by, kept.content) == (table.ana, (("U", "Offer of ours", "412000"),))
    other = table.desk.signed_in(table.ben)
    late = table.press(other, page, f"{page}/file", base="0", file=(io.BytesIO(prices + b"E,x,1\n"), "p.csv"))
    assert late.status_code == 409  # he had not seen hers: both are kept
    assert len(read_plan(table.desk.school.office, table.team.id).section("priced").beside) == 1


def test_what_is_no_summary_is_said_and_nothing_is_kept(table) -> None:
    browser, page = table.desk.signed_in(table.ana), f"{table.home}/plan/priced"
    for data, says in (
        (b"", "is empty"),
        (b"PK\x03\x04junk", "not a workbook"),
        (b"Name,Cost\nx,1\n", "columns"),
    ):
        sent = table.press(browser, page, f"{page}/file", base="0", file=(io.BytesIO(data), "prices.csv"))
        assert sent.status_code == 422 and says in sent.text
    text = f"{table.home}/plan/risks"
    assert table.press(browser, text, f"{text}/file", file=(io.BytesIO(b"x"), "x.csv")).status_code == 404
    assert read_plan(table.desk.school.office, table.team.id).last == 0
