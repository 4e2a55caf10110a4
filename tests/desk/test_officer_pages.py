"""The page of an officer of a local: her own members, and nothing about anybody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from autograde.people.register import STAFF_SIGN_IN, People
from autograde.people.staff import Role, Staff
from autograde.registration.changes import withdraw
from autograde.reports.affiliates import FEWEST
from autograde.reports.own_members import coarse

UNION = "Lakeshore Federation"


class Locals:
    """A desk whose learners belong to several locals, and its officers."""

    def __init__(self, desk: Any) -> None:
        self.desk, self.school = desk, desk.school
        records = self.school.office.records()
        self.staff, self.people = Staff(records), People(records)
        self.joan = self.staff.add("Joan Ellis", [Role.STAFF], self.school.opens_at)

    def joins(self, name: str, local: str, affiliate: str = UNION) -> str:
        return self.people.join(self.desk.invitation(), name, affiliate, local, self.desk.clock())

    def officer(self, local: str, affiliate: str = UNION) -> FlaskClient:
        """A browser in which an officer of that local is signed in."""
        made = self.staff.add(
            f"Officer of {local}", [Role.OFFICER], self.desk.clock(), actor=self.joan, affiliate=affiliate,
            local=local,
        )  # fmt: skip
        browser = self.desk.browser()
        link = f"/staff/sign-in/{self.desk.code(made, STAFF_SIGN_IN)}"
        token = re.findall(r'name="csrf_token" value="([^"]+)"', browser.get(link).text)[-1]
        assert browser.post(link, data={"csrf_token": token}).status_code == 303
        return browser


@pytest.fixture
def locals_(desk: Any) -> Locals:
    return Locals(desk)


LEARNERS = [
    ("Ana Reyes", "Local 101", UNION),
    ("Ben Okafor", " local  101", "LAKESHORE federation"),  # typed as people type
    ("Cleo Brandt", "Local 102", UNION),
    ("Dan Novak", "Local 101", "Another Union"),  # another local of the same number
    ("Eva Lindqvist", "Local 101", ""),
    ("Finn Moreau", "", UNION),
]


@pytest.mark.parametrize(
    ("local", "affiliate", "sees"),
    [
        ("Local 101", UNION, {"Ana Reyes", "Ben Okafor"}),
        ("Local 102", UNION, {"Cleo Brandt"}),
        ("Local 101", "Another Union", {"Dan Novak"}),
        ("Local 101", "", {"Eva Lindqvist"}),
        ("Local 1", UNION, set()),
        ("Local 10%", UNION, set()),
    ],
)
def test_an_officer_sees_the_members_of_her_own_local_and_no_one_else(
    locals_: Locals, local: str, affiliate: str, sees: set[str]
) -> None:
    for name, where, union in LEARNERS:
        locals_.joins(name, where, union)
    page = locals_.officer(local, affiliate).get("/officer/").text
    assert {name for name, _local, _union in LEARNERS if name in page} == sees
    assert ("No member of your local has joined a course." in page) is not sees


def test_she_sees_how_far_and_never_points_memos_or_ids(locals_: Locals) -> None:
    school = locals_.school
    ana, ben = locals_.joins("Ana Reyes", "Local 101"), locals_.joins("Ben Okafor", "Local 101")
    right = {"base": f"${1000 + 10 * school.variant(ana):,}", "reading": "more", "letter": "Dear Ms. Ito"}
    school.send(ana, school.packet(ana, right))
    school.grade()
    withdraw(school.office, school.session, ben, "Moved away", locals_.joan, locals_.desk.clock())
    page = locals_.officer("Local 101").get("/officer/").text
    rows = re.findall(r"<tr>\s*<th scope=.row.>(.*?)</tr>", page, re.DOTALL)
    words = [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", row)).strip() for row in rows]
    spring = "A Small Course Spring 2027"
    assert words == [f"Ana Reyes {spring} under way 0 of 2", f"Ben Okafor {spring} withdrew 0 of 2"]
    for hidden in (ana, ben, "Dear Ms. Ito", "Moved away", "Points", "points of"):
        assert hidden not in page


@pytest.mark.parametrize("others", [0, 1, FEWEST - 1, FEWEST, 12])
def test_other_locals_are_counted_only_where_they_are_many(locals_: Locals, others: int) -> None:
    locals_.joins("Ana Reyes", "Local 101")
    for number in range(others):
        locals_.joins(f"Somebody Else{'abcdefghijkl'[number]}", f"Local {200 + number}")
    page = locals_.officer("Local 101").get("/officer/").text
    assert "Somebody" not in page
    assert ("The other locals of your affiliate" in page) is (others >= FEWEST)
    if others >= FEWEST:
        assert f"{others} learners. Have sent something: fewer than 5." in page


@pytest.mark.parametrize("of", [5, 9, 40])
def test_no_count_is_about_fewer_than_five(of: int) -> None:
    for count in range(of + 1):
        said = coarse(count, of)
        assert not said.isdigit() or FEWEST <= int(said) <= of - FEWEST


def test_nothing_she_sends_names_another_local(locals_: Locals) -> None:
    locals_.joins("Cleo Brandt", "Local 102")
    browser = locals_.officer("Local 101")
    for address in ("/officer/?local=Local+102", "/officer/?affiliate=&local=Local 102"):
        assert "Cleo Brandt" not in browser.get(address).text
    assert browser.get("/officer/Local 102").status_code == 404


def test_her_role_leads_from_the_staffs_page_and_ends_with_it(locals_: Locals) -> None:
    browser = locals_.officer("Local 101")
    assert "See the members" in browser.get("/staff/").text
    (officer,) = [one for one in locals_.staff.all() if Role.OFFICER in one.roles]
    locals_.staff.take(officer.id, Role.OFFICER, locals_.joan, locals_.desk.clock())
    assert browser.get("/officer/").status_code == 403
