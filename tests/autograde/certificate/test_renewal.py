"""A certificate that ends: when it can be renewed, what counts for that, and what becomes of it otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from autograde.certificate.again import reissue, renew, renewable_people
from autograde.certificate.credential import facts_of
from autograde.certificate.issue import due_people, find_certificate, issue, revoke
from autograde.certificate.issuer import own_keys
from autograde.certificate.standing import Certificate, CertificateState
from autograde.certificate.verify import check_against_office, verify_file
from autograde.errors import CertificateError, RulesError
from autograde.ledger.events import EventKind
from autograde.personal.correct import correct_person
from autograde.program.certificate_rules import CertificateRules, Offering
from autograde.program.credits import Category
from autograde.program.outside import approve, propose
from autograde.program.renewal import Stage, toward
from autograde.program.requirements import Kind, Requirement
from autograde.reports.register import register
from autograde.reports.scope import Found, Scope, Seat
from autograde.signing.signed_json import read_signed_json
from tests.autograde.certificate.small_program import ISSUED, LEE, RULES, STAFF, Program

ONE_UNIT = Requirement("more", "Units since it was granted or renewed", Kind.UNITS, at_least=Decimal(1))
RULES_OF_FIVE_YEARS = replace(
    RULES,
    renewal=(ONE_UNIT,),
    renewal_opens_months=12,
    renewal_grace_months=6,
    offerings={
        name: Offering(name, name, Category.CORE, Decimal(1), Decimal(6), "for these tests")
        for name in ("day-2028", "day-2031", "day-2032", "day-2037")
    },
)
"""Granted April 2, 2027 for sixty months: until April 2, 2032; renewable from April 2, 2031 to October 2."""


def day(year: int, month: int = 4, of_month: int = 2) -> datetime:
    return datetime(year, month, of_month, 15, 30, tzinfo=UTC)


def attends(program: Program, person: str, offering: str, at: datetime) -> None:
    made = propose(program.office, RULES_OF_FIVE_YEARS, person, offering, at, offering.encode(), LEE)
    approve(program.office, RULES_OF_FIVE_YEARS, person, made.id, STAFF)


@pytest.fixture
def ana(program: Program) -> str:
    """Somebody who was granted the certificate on April 2, 2027."""
    person = program.completes(program.join())
    issue(program.office, RULES_OF_FIVE_YEARS, program.courses, person, STAFF, ISSUED)
    return person


def stage(program: Program, person: str, now: datetime, rules: CertificateRules = RULES_OF_FIVE_YEARS):
    return toward(rules, program.ledger.events(person), now)


def renewed(program: Program, person: str, now: datetime) -> Certificate:
    return renew(program.office, RULES_OF_FIVE_YEARS, program.courses, person, STAFF, now)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (day(2027, 5), Stage.HELD),
        (day(2031, 4, 1), Stage.HELD),
        (day(2031), Stage.RENEWABLE),
        (day(2032), Stage.RENEWABLE),  # the last moment at which it is good
        (day(2032, 10), Stage.RENEWABLE),  # the last moment of grace
        (day(2032, 10) + timedelta(seconds=1), Stage.LAPSED),
    ],
)
def test_it_can_be_renewed_in_its_last_year_and_half_a_year_after(
    program: Program, ana: str, now: datetime, expected: Stage
) -> None:
    standing = stage(program, ana, now)
    assert standing.stage is expected
    assert (standing.opens_at, standing.ends_at) == (day(2031), day(2032, 10))
    assert not standing.may_be_issued and not standing.may_be_renewed


def test_nothing_is_given_to_whoever_never_held_it(program: Program) -> None:
    ben = program.completes(program.join("Ben Okafor"))
    assert stage(program, ben, ISSUED).stage is Stage.EARNING
    with pytest.raises(RulesError, match="is not held, so it cannot be renewed"):
        renewed(program, ben, ISSUED)


@pytest.mark.parametrize(
    ("offering", "at", "now", "says"),
    [
        ("day-2028", day(2028), day(2030), r"can be renewed from Wednesday, April 2, 2031 on"),
        (None, None, day(2031, 6), r"is not earned yet\. Units since it was granted or renewed: 0 of 1\."),
        ("day-2028", day(2027, 4, 1), day(2031, 6), r"0 of 1"),  # attended before it was granted
        ("day-2032", day(2032, 9), day(2033), r"could be renewed until Saturday, October 2, 2032\. It must"),
    ],
    ids=["too early", "nothing since", "before the grant", "too late"],
)
def test_a_renewal_that_is_not_due_is_refused_with_its_reason(
    program: Program, ana: str, offering: str | None, at: datetime, now: datetime, says: str
) -> None:
    if offering:
        attends(program, ana, offering, at)
    before = program.ledger.heads()
    with pytest.raises(RulesError, match=says):
        renewed(program, ana, now)
    assert program.ledger.heads() == before


def test_a_renewal_begins_where_the_old_time_ends_and_says_what_it_rests_on(
    program: Program, ana: str
) -> None:
    attends(program, ana, "day-2031", day(2031, 5, 9))
    now = day(2031, 6)
    assert renewable_people(program.office, RULES_OF_FIVE_YEARS, now) == [ana]
    made = renewed(program, ana, now)
    assert (made.valid_until, made.units) == (day(2037), Decimal(4))
    old = find_certificate(program.office, made.renews)
    assert (old.state, old.replaced_by, old.reason) == (CertificateState.REPLACED, made.number, "renewed")
    facts = facts_of(read_signed_json(program.credential(made), "credential.json"))
    assert facts.assessed.startswith("Renewed. ")
    assert [line.title for line in facts.credits] == ["Costing Out Your Contract", "day-2031"]
    assert (facts.contact_hours, f"{facts.earned_at:%Y-%m-%d}") == (Decimal("28.5"), "2031-05-09")
    assert renewable_people(program.office, RULES_OF_FIVE_YEARS, now) == []
    page = program.office.home / "certificates" / made.number / "certificate.pdf"
    verified = verify_file(page, own_keys(program.office), None, day(2036))
    assert check_against_office(program.office, verified) == "On record in this office, and in force."
    gone = verify_file(page.parents[1] / old.number / page.name, own_keys(program.office), None, now)
    with pytest.raises(CertificateError, match="was replaced on 2031-06-02; ask for the new one"):
        check_against_office(program.office, gone)
    with pytest.raises(RulesError, match="can be renewed from"):
        renewed(program, ana, now + timedelta(days=1))


def test_what_one_renewal_rests_on_does_not_count_for_the_next(program: Program, ana: str) -> None:
    attends(program, ana, "day-2031", day(2031, 5, 9))
    renewed(program, ana, day(2031, 6))
    assert not stage(program, ana, day(2036, 6)).may_be_renewed
    attends(program, ana, "day-2037", day(2036, 5))
    assert renewed(program, ana, day(2036, 6)).valid_until == day(2042)


def test_in_the_months_of_grace_it_has_run_out_and_can_still_be_renewed(program: Program, ana: str) -> None:
    attends(program, ana, "day-2032", day(2032, 5))
    now = day(2032, 6)
    (held,) = [find_certificate(program.office, stage(program, ana, now).grant.number)]
    assert held.state is CertificateState.VALID and held.has_run_out(now)
    assert due_people(program.office, RULES_OF_FIVE_YEARS, now) == []
    with pytest.raises(CertificateError, match="already"):
        issue(program.office, RULES_OF_FIVE_YEARS, program.courses, ana, STAFF, now)
    assert renewed(program, ana, now).valid_until == day(2037)


def test_once_lapsed_it_must_be_earned_anew_and_a_course_taken_again_counts(
    program: Program, ana: str
) -> None:
    late = day(2033)
    with pytest.raises(RulesError, match="is not earned yet"):
        issue(program.office, RULES_OF_FIVE_YEARS, program.courses, ana, STAFF, late)
    rule = {"rule": "costing-sample", "rule_version": "2033-1", "rule_sha256": "0" * 64}
    program.happens(ana, EventKind.COURSE_COMPLETED, late, course="costing", units="3", **rule)
    assert due_people(program.office, RULES_OF_FIVE_YEARS, late) == [ana]
    made = issue(program.office, RULES_OF_FIVE_YEARS, program.courses, ana, STAFF, late)
    assert (made.valid_until, made.renews) == (day(2038), "")
    assert stage(program, ana, late).stage is Stage.HELD


def test_a_correction_between_moves_no_date(program: Program, ana: str) -> None:
    first = stage(program, ana, ISSUED).grant.number
    attends(program, ana, "day-2028", day(2028))
    correct_person(program.office, ana, name="Ana Reyes Duarte", actor=STAFF, now=day(2029))
    again = reissue(program.office, first, "name corrected", STAFF, day(2029))
    standing = stage(program, ana, day(2031, 6))
    assert (standing.grant.number, standing.grant.since) == (again.number, ISSUED)
    assert standing.may_be_renewed, "what was earned in 2028 still counts"
    assert renewed(program, ana, day(2031, 6)).valid_until == day(2037)


def test_a_reissue_keeps_the_rules_of_the_day_it_was_granted(program: Program, ana: str) -> None:
    first = find_certificate(program.office, stage(program, ana, ISSUED).grant.number)
    before = facts_of(read_signed_json(program.credential(first), "c"))
    again = reissue(program.office, first.number, "name corrected", STAFF, day(2029))
    after = facts_of(read_signed_json(program.credential(again), "c"))
    assert after == replace(before, number=after.number, issued_at=after.issued_at)
    kept = program.office.home / "certificates" / again.number / "credential.json"
    kept.write_bytes(kept.read_bytes().replace(b"Ana", b"Eva"))
    with pytest.raises(CertificateError, match="is not what was issued"):
        reissue(program.office, again.number, "once more", STAFF, day(2029))


def test_a_certificate_without_rules_for_renewal_or_without_end(program: Program) -> None:
    ben = program.completes(program.join("Ben Okafor"))
    made = program.issues(ben)
    with pytest.raises(RulesError, match="has no rules for renewal"):
        renew(program.office, RULES, program.courses, ben, STAFF, day(2032, 4, 1))
    assert stage(program, ben, day(2032, 4, 3), RULES).stage is Stage.LAPSED
    revoke(program.office, made.number, "by mistake", STAFF, ISSUED)
    for_ever = replace(RULES, valid_months=None)
    issue(program.office, for_ever, program.courses, ben, STAFF, ISSUED)
    with pytest.raises(RulesError, match="never ends"):
        renew(program.office, for_ever, program.courses, ben, STAFF, day(2090))


@pytest.mark.parametrize(
    ("now", "state", "renewal"),
    [
        (day(2028), "in force", "from Wednesday, April 2, 2031 on"),
        (
            day(2031, 5),
            "in force",
            "until Saturday, October 2, 2032. Units since it was granted or renewed: 0 of 1.",
        ),
        (day(2031, 7), "in force", "can be renewed now, until Saturday, October 2, 2032"),
        (
            day(2032, 5),
            "ran out Friday, April 2, 2032",
            "can be renewed now, until Saturday, October 2, 2032",
        ),
        (
            day(2033),
            "ran out Friday, April 2, 2032",
            "too late since Saturday, October 2, 2032: to be earned anew",
        ),
    ],
)
def test_the_register_says_how_it_stands_on_each_day(
    program: Program, ana: str, now: datetime, state: str, renewal: str
) -> None:
    if now > day(2031, 6):
        attends(program, ana, "day-2031", day(2031, 6))
    report = register(found(program, ana, now), {RULES.id: RULES_OF_FIVE_YEARS})
    (row,) = report.rows
    assert (row[6], row[7]) == (state, renewal)
    assert ("has run out" in report.finding) is state.startswith("ran out")


def found(program: Program, person: str, now: datetime) -> Found:
    from autograde.people.register import People
    from autograde.program.standing import standing
    from autograde.registration.outcomes import Outcome
    from autograde.sessions.calendar import Sessions
    from tests.autograde.certificate.small_program import COURSE_RULES

    session = Sessions(program.office.records()).get(program.session)
    events = program.ledger.events(person)
    here = [event for event in events if event.session == session.id]
    one = standing(here, program.course, COURSE_RULES, now)[person]
    who = People(program.office.records()).person(person)
    seat = Seat(who, session, program.course, one, Outcome.COMPLETE)
    return Found(Scope(), [seat], {person: events}, now)
