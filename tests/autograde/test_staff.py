"""Staff: who is allowed what, who decided it, and that a role that was taken away counts no more."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from autograde.errors import CodeError, NotAllowed, PersonError
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.people.register import STAFF_SIGN_IN, People
from autograde.people.staff import Role, Staff


@pytest.fixture
def staff(records: Engine) -> Staff:
    return Staff(records)


@pytest.fixture
def joan(staff: Staff, noon: datetime) -> str:
    return staff.add("Joan Ellis", {Role.STAFF}, noon, email="joan@example.org")


def test_the_first_person_is_program_staff_and_answers_for_herself(staff: Staff, noon: datetime) -> None:
    with pytest.raises(NotAllowed, match="must be program staff"):
        staff.add("Lucia Rivera", {Role.INSTRUCTOR}, noon)
    joan = staff.add("Joan Ellis", {Role.STAFF, Role.INSTRUCTOR}, noon)
    given = Ledger(staff.engine).events(joan)
    assert [(e.kind, e.body["role"], e.actor) for e in given] == [
        (EventKind.ROLE_GIVEN, "instructor", joan),
        (EventKind.ROLE_GIVEN, "staff", joan),
    ]
    assert "Joan" not in repr(given)


def test_only_program_staff_take_on_others(staff: Staff, joan: str, noon: datetime) -> None:
    lucia = staff.add("Lucia Rivera", {Role.INSTRUCTOR}, noon, actor=joan)
    for actor in (None, lucia, "p-000000000000"):
        with pytest.raises(NotAllowed, match="takes the role: program staff"):
            staff.add("Mallory", {Role.STAFF}, noon, actor=actor)
        if actor:
            with pytest.raises(NotAllowed):
                staff.give(lucia, Role.STAFF, actor, noon)
            with pytest.raises(NotAllowed):
                staff.remove(joan, actor, noon)
    assert {member.name: sorted(member.roles) for member in staff.all()} == {
        "Joan Ellis": ["staff"],
        "Lucia Rivera": ["instructor"],
    }


def test_a_role_is_given_once_and_taken_with_a_reason(staff: Staff, joan: str, noon: datetime) -> None:
    lucia = staff.add("Lucia Rivera", {Role.INSTRUCTOR}, noon, actor=joan)
    staff.give(lucia, Role.INSTRUCTOR, joan, noon)
    before = staff.member(lucia)
    staff.take(lucia, Role.INSTRUCTOR, joan, noon, "On leave until June")
    staff.take(lucia, Role.INSTRUCTOR, joan, noon, "again")
    assert staff.member(lucia) is None
    staff.give(lucia, Role.INSTRUCTOR, joan, noon)
    after = staff.member(lucia)
    assert before and after and before.since != after.since
    told = [(e.kind, e.reason) for e in Ledger(staff.engine).events(lucia)]
    assert told == [
        (EventKind.ROLE_GIVEN, ""),
        (EventKind.ROLE_TAKEN, "On leave until June"),
        (EventKind.ROLE_GIVEN, ""),
    ]
    Ledger(staff.engine).verify()


def test_the_last_of_the_program_staff_stays(staff: Staff, joan: str, noon: datetime) -> None:
    with pytest.raises(NotAllowed, match="last of the program staff"):
        staff.remove(joan, joan, noon)
    second = staff.add("Amara Cole", {Role.STAFF}, noon, actor=joan)
    staff.remove(joan, second, noon)
    assert [member.id for member in staff.all()] == [second]


def test_who_is_removed_cannot_come_in_again(staff: Staff, joan: str, noon: datetime) -> None:
    people = People(staff.engine)
    lucia = staff.add("Lucia Rivera", {Role.INSTRUCTOR}, noon, actor=joan)
    key, code = people.token(lucia), people.one_time_code(lucia, STAFF_SIGN_IN, noon)
    staff.remove(lucia, joan, noon)
    assert people.who(key) is None
    with pytest.raises(CodeError):
        people.redeem(code, STAFF_SIGN_IN, noon)


def test_a_sign_in_code_works_once_and_in_time(staff: Staff, joan: str, noon: datetime) -> None:
    people = People(staff.engine)
    code = people.one_time_code(joan, STAFF_SIGN_IN, noon, minutes=60)
    assert people.redeem(code, STAFF_SIGN_IN, noon) == joan
    late = people.one_time_code(joan, STAFF_SIGN_IN, noon, minutes=60)
    for spent, at in ((code, noon), (late, noon + timedelta(minutes=61)), ("K7QF-2M9X-VB4T-HD3N", noon)):
        with pytest.raises(CodeError):
            people.redeem(spent, STAFF_SIGN_IN, at)


def test_an_officer_reads_about_one_local(staff: Staff, joan: str, noon: datetime) -> None:
    with pytest.raises(PersonError, match="Name the local"):
        staff.add("Omar Haddad", {Role.OFFICER}, noon, actor=joan)
    omar = staff.add(
        "Omar Haddad", {Role.OFFICER}, noon, actor=joan, affiliate="Lakeshore", local="Local 101"
    )
    member = staff.member(omar)
    assert member and (member.affiliate, member.local) == ("Lakeshore", "Local 101")
    with pytest.raises(PersonError, match="Name the local"):
        staff.give(joan, Role.OFFICER, joan, noon)


def test_staff_are_found_by_id_address_or_name(staff: Staff, joan: str, noon: datetime) -> None:
    for named in (joan, "joan@example.org", "JOAN ELLIS", " Joan Ellis "):
        assert staff.find(named).id == joan
    with pytest.raises(NotAllowed, match="nobody on the staff"):
        staff.find("Lucia")
    with pytest.raises(NotAllowed, match="nobody on the staff"):
        staff.find("")
    twin = staff.add("Joan Ellis", {Role.INSTRUCTOR}, noon, actor=joan)
    with pytest.raises(NotAllowed, match=f"{joan}, {twin}|{twin}, {joan}"):
        staff.find("Joan Ellis")
    with pytest.raises(PersonError, match="already"):
        staff.add("Joan Other", {Role.INSTRUCTOR}, noon, actor=joan, email="joan@example.org")


def test_a_learner_is_not_on_the_staff(staff: Staff, joan: str) -> None:
    ana = People(staff.engine).add_person("Ana Ruiz")
    assert staff.roles_of(ana) == frozenset()
    assert staff.member(ana) is None
    with pytest.raises(NotAllowed, match="instructor or program staff"):
        staff.check(ana, Role.INSTRUCTOR, Role.STAFF)
    staff.check(joan, Role.INSTRUCTOR, Role.STAFF)
