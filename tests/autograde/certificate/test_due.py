"""Which certificates wait: earned and not held, or to be renewed; each person read once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from autograde.certificate.again import renewable_people
from autograde.certificate.due import due_certificates
from autograde.certificate.issue import due_people
from autograde.program.outside import approve, propose
from autograde.program.requirements import Kind, Requirement
from tests.autograde.certificate.small_program import ISSUED, LEE, RULES, STAFF, Program


def test_what_is_due_is_what_is_issued_one_by_one(program: Program) -> None:
    ana, ben = program.completes(program.join()), program.completes(program.join("Ben Okafor"))
    program.join("Cleo Brandt")  # has earned nothing
    found = due_certificates(program.office, {RULES.id: RULES}, ISSUED)
    assert {(one.person, one.rule, one.renewal) for one in found} == {
        (ana, RULES.id, False),
        (ben, RULES.id, False),
    }
    assert [one.person for one in found] == due_people(program.office, RULES, ISSUED)
    program.issues(ana)
    assert [one.person for one in due_certificates(program.office, {RULES.id: RULES}, ISSUED)] == [ben]


def test_rules_with_something_unset_give_nothing(program: Program) -> None:
    program.completes(program.join())
    unset = replace(RULES, unset=("valid_months",))
    assert due_certificates(program.office, {RULES.id: unset}, ISSUED) == []


@pytest.mark.parametrize(("months", "due"), [(0, False), (58, True)])
def test_a_renewal_waits_once_its_time_has_come(program: Program, months: int, due: bool) -> None:
    ana = program.completes(program.join())
    half = Requirement("half", "Half a unit", Kind.UNITS, at_least=RULES.offerings["winter-day"].units)
    rules = replace(RULES, renewal=(half,), renewal_opens_months=6, renewal_grace_months=6)
    program.issues(ana)
    made = propose(program.office, rules, ana, "winter-day", ISSUED + timedelta(days=30), b"list", LEE)
    approve(program.office, rules, ana, made.id, STAFF)
    now = ISSUED + timedelta(days=30 * months)
    found = due_certificates(program.office, {rules.id: rules}, now)
    assert [one.person for one in found if one.renewal] == renewable_people(program.office, rules, now)
    assert bool(found) is due
