"""What a certificate asks for, how far somebody is, what waits for a second person, what a change means."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from autograde.errors import RecordsError, RulesError
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.program.attendance import propose_all, read_attendance
from autograde.program.certificate_rules import find_certificates, load_certificate
from autograde.program.compare import compare
from autograde.program.credits import Category, Credit, credits_of, proposals_of
from autograde.program.held import certificates_held
from autograde.program.outside import approve, propose, void
from autograde.program.progress import months_later, progress, refuse_unless_due
from autograde.program.requirements import State
from autograde.registration.roster_file import read_roster

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "programs" / "certificates"
SAMPLE = load_certificate(FOLDER / "sample.toml")
AFT, MTA = load_certificate(FOLDER / "aft-cornell.toml"), load_certificate(FOLDER / "mta-bargaining.toml")
ANA, JUNE = "p-00000000000a", datetime(2027, 6, 1, tzinfo=UTC)
COURSE = Credit("e-1", JUNE, course="costing", session="spring", units=Decimal(3))
CORE = Credit(
    "e-2", JUNE, offering="harbor-intensive", units=Decimal(1), hours=Decimal(30), category=Category.CORE
)
ELECTIVE = Credit("e-3", JUNE, offering="harbor-winter-day", units=Decimal("0.5"), category=Category.ELECTIVE)


def test_what_a_page_does_not_say_is_unset_and_the_certificate_is_not_issued() -> None:
    assert set(find_certificates()) == {AFT.id, MTA.id, SAMPLE.id}
    assert SAMPLE.unset == () and SAMPLE.fictional
    standing = progress(AFT, [COURSE], ())
    assert [one.state for one in standing.answers] == [State.UNSET]
    assert standing.answers[0].sentence == (
        "Units in all: 3 so far. The program has not said how many it asks for."
    )
    with pytest.raises(RulesError, match="leave these unset: units: at_least, hours_counted, valid_months"):
        refuse_unless_due(standing)
    assert len(MTA.offerings) == 11
    counts = [one.counts_as for one in MTA.offerings.values()]
    assert (counts.count(Category.CORE), counts.count(Category.ELECTIVE)) == (2, 9)


def test_core_and_elective_are_counted_apart_and_units_together() -> None:
    standing = progress(SAMPLE, [COURSE, CORE], ())
    assert {one.requirement.id: one.state for one in standing.answers} == {
        "costing": State.MET, "units": State.MET, "core": State.MET, "electives": State.OPEN,
    }  # fmt: skip
    with pytest.raises(RulesError, match=r"is not earned yet\. Elective workshops: 0 of 1\."):
        refuse_unless_due(standing)
    assert refuse_unless_due(progress(SAMPLE, [COURSE, CORE, ELECTIVE], ())) == JUNE


def test_the_same_workshop_attended_twice_counts_once() -> None:
    again = replace(ELECTIVE, event="e-4")
    asked = (replace(one, at_least=Decimal(2)) for one in SAMPLE.requirements if one.id == "electives")
    two = replace(SAMPLE, requirements=tuple(asked))
    standing = progress(two, [COURSE, CORE, ELECTIVE, again], ())
    assert [one.have for one in standing.answers if one.requirement.id == "electives"] == [1]


def test_credits_older_than_the_window_do_not_count() -> None:
    old = replace(CORE, at=months_later(JUNE, -37))
    counted = progress(SAMPLE, [COURSE, old, ELECTIVE], ()).counted
    assert [credit.event for credit in counted] == [COURSE.event, ELECTIVE.event]
    just = replace(CORE, at=months_later(JUNE, -36))
    assert progress(SAMPLE, [COURSE, just, ELECTIVE], ()).met_at == JUNE


@given(st.permutations([COURSE, CORE, ELECTIVE]), st.integers(0, 3))
def test_order_does_not_matter_and_another_credit_never_takes_one_away(
    order: list[Credit], some: int
) -> None:
    fewer, more = progress(SAMPLE, order[:some], ()), progress(SAMPLE, order, ())
    assert more.met_at == JUNE
    for before, after in zip(fewer.answers, more.answers, strict=True):
        assert after.have >= before.have


RULES_TEXT = (FOLDER / "sample.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("at_least = 4", "at_least = 0", r'line \d+: "requirement.at_least": it must be 1 or more'),
        ("at_least = 4", 'at_least = "four"', 'a number from 0 to 10,000, or "unset"'),
        ('kind = "units"', 'kind = "points"', '"points" is not known; it can be "course", "units"'),
        ('counts_as = "core"\nat', 'counts_as = "main"\nat', 'it can be "core", "elective" or "any"'),
        ("valid_months = 60", 'valid_months = "soon"', 'whole number of months, "never" or "unset"'),
        ('units = "1"', 'units = "0"', r'line \d+: "offering.units": it must be more than 0'),
        ("opens_months = 12", 'opens_months = "never"', 'a whole number of months, or "unset"'),
        ("renewal_grace_months = 6\n", "", '"renewal_grace_months": it is missing'),
        ('id = "units"', 'id = "costing"', 'two requirements have the id "costing"'),
        ('id = "harbor-winter-day"', 'id = "harbor-intensive"', "another offering has the id"),
        ("fictional = true", "fictional = true\nunits = 3", '"units": there is no such field'),
        ("window_months = 36", "window_months =", r"line \d+: this is not TOML"),
    ],
)
def test_a_slip_in_the_rules_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in RULES_TEXT
    (tmp_path / "rules.toml").write_text(RULES_TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=says):
        load_certificate(tmp_path / "rules.toml")


def requiring(folder: Path, name: str, other: str) -> None:
    text = RULES_TEXT.replace('id = "harbor-certificate"', f'id = "{name}"')
    text = text.replace(
        'kind = "course"\ncourse = "costing"', f'kind = "certificate"\ncertificate = "{other}"', 1
    )
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_certificates_that_require_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "three"), ("three", "one")):
        requiring(tmp_path, name, other)
    with pytest.raises(RulesError, match="so none can be earned: one → two → three → one"):
        find_certificates(tmp_path)
    requiring(tmp_path, "three", "four")
    with pytest.raises(RulesError, match='"three" requires "four", and no file describes that one'):
        find_certificates(tmp_path)


def test_a_certificate_can_require_another(tmp_path: Path) -> None:
    requiring(tmp_path, "advanced", "basic")
    (tmp_path / "basic.toml").write_text(RULES_TEXT.replace("harbor-certificate", "basic"), encoding="utf-8")
    advanced = find_certificates(tmp_path)["advanced"]
    assert progress(advanced, [COURSE, CORE, ELECTIVE], ()).met_at is None
    assert progress(advanced, [COURSE, CORE, ELECTIVE], {"basic"}).met_at == JUNE


def test_a_change_of_rules_says_who_would_be_affected_and_touches_no_grant() -> None:
    fewer = tuple(one for one in SAMPLE.requirements if one.id != "electives")
    more = tuple(
        replace(one, at_least=Decimal(9)) if one.id == "units" else one for one in SAMPLE.requirements
    )
    people = {"p-a": [COURSE, CORE], "p-b": [COURSE, CORE, ELECTIVE], "p-c": [COURSE]}
    easier = compare(SAMPLE, replace(SAMPLE, requirements=fewer), people, {})
    assert (easier.would_meet, easier.would_no_longer, easier.unchanged) == (("p-a",), (), 2)
    assert [one.id for one in easier.dropped] == ["electives"]
    harder = compare(SAMPLE, replace(SAMPLE, requirements=more), people, {})
    assert (harder.would_meet, harder.would_no_longer) == ((), ("p-b",))
    assert [(old.at_least, new.at_least) for old, new in harder.changed] == [(4, 9)]


@pytest.fixture
def office(tmp_path: Path, records: Engine) -> Office:
    """An office whose records are in each of the two databases."""
    return Office(tmp_path, records.url.render_as_string(hide_password=False))


def test_outside_credit_counts_once_a_second_person_has_approved_it(office: Office) -> None:
    ledger = Ledger(office.records())
    made = propose(office, SAMPLE, ANA, "harbor-intensive", JUNE, b"attendance list", "p-5ca1ab1e0001")
    assert (
        propose(office, SAMPLE, ANA, "harbor-intensive", JUNE, b"attendance list", "p-5ca1ab1e0001") == made
    )
    assert (office.home / "outside" / made.body["evidence_sha256"]).read_bytes() == b"attendance list"
    assert credits_of(ledger.events(ANA)) == []
    with pytest.raises(RecordsError, match="approved by a second person; p-5ca1ab1e0001 proposed it"):
        approve(office, SAMPLE, ANA, made.id, "p-5ca1ab1e0001")
    approve(office, SAMPLE, ANA, made.id, "p-5ca1ab1e0002")
    (credit,) = credits_of(ledger.events(ANA))
    assert (credit.offering, credit.units, credit.hours, credit.category, credit.at) == (
        "harbor-intensive", 1, 30, Category.CORE, JUNE,
    )  # fmt: skip
    assert proposals_of(ledger.events(ANA)) == []
    with pytest.raises(RecordsError, match="no proposal"):
        approve(office, SAMPLE, ANA, made.id, "p-5ca1ab1e0003")


def test_a_credit_is_taken_back_with_a_reason_and_stays_on_record(office: Office) -> None:
    ledger = Ledger(office.records())
    made = propose(office, SAMPLE, ANA, "harbor-intensive", JUNE, b"a letter", "p-5ca1ab1e0001")
    approved = approve(office, SAMPLE, ANA, made.id, "p-5ca1ab1e0002")
    with pytest.raises(RecordsError, match="with a reason"):
        void(office, ANA, approved.id, "  ", "p-5ca1ab1e0002", JUNE)
    void(office, ANA, approved.id, "The list was of another year.", "p-5ca1ab1e0002", JUNE)
    assert credits_of(ledger.events(ANA)) == []
    assert len(ledger.events(ANA)) == 3
    with pytest.raises(RecordsError, match="is no outside credit or proposal"):
        void(office, ANA, approved.id, "Again.", "p-5ca1ab1e0002", JUNE)


@pytest.mark.parametrize(
    ("offering", "evidence", "says"),
    [
        ("harbor-summer", b"x", "know no offering .harbor-summer.. They know: harbor-intensive, harbor-w"),
        ("harbor-intensive", b" \n", "needs evidence"),
    ],
)
def test_a_proposal_that_cannot_be_taken_is_told_and_nothing_is_kept(
    office: Office, offering: str, evidence: bytes, says: str
) -> None:
    with pytest.raises(RecordsError, match=says):
        propose(office, SAMPLE, ANA, offering, JUNE, evidence, "p-5ca1ab1e0001")
    assert Ledger(office.records()).events() == []
    assert not (office.home / "outside").exists()


def test_an_attendance_list_is_proposed_for_everybody_or_for_nobody(office: Office) -> None:
    people = People(office.records())
    ana = people.add_person("Ana Duarte", "ana@example.org")
    ben = people.add_person("Ben Okafor")
    for address in ("one@example.org", "two@example.org"):
        people.add_person("Kim Lee", address)
    twice = b"Ana Duarte,ana@example.org\nKim Lee,\nZoe Nobody,zoe@example.org\nAna D,ana@example.org\n"
    bad = b"Name,Email\n" + twice
    listed = read_attendance(office, read_roster("list.csv", bad))
    assert [said.partition(":")[0] for said in sorted(listed.problems)] == ["Row 3", "Row 4", "Row 5"]
    assert "could be p-" in " ".join(listed.problems) and "is not known here" in " ".join(listed.problems)
    by = "p-5ca1ab1e0001"
    with pytest.raises(RecordsError, match="The list has 3 problems"):
        propose_all(office, SAMPLE, listed, "harbor-intensive", JUNE, bad, by)
    assert Ledger(office.records()).events() == []

    good = b"Name,Email\nAna Duarte,ana@example.org\nBen Okafor,\n"
    listed = read_attendance(office, read_roster("list.csv", good))
    made = propose_all(office, SAMPLE, listed, "harbor-intensive", JUNE, good, by)
    assert [event.person for event in made] == [ana, ben]
    assert propose_all(office, SAMPLE, listed, "harbor-intensive", JUNE, good, by) == made
    (kept,) = (office.home / "outside").iterdir()
    assert kept.read_bytes() == good
    with pytest.raises(RecordsError, match="know no offering"):
        propose_all(office, SAMPLE, listed, "harbor-summer", JUNE, good, by)


def test_what_the_program_has_not_valued_cannot_be_approved(office: Office) -> None:
    made = propose(office, AFT, ANA, "intensive-2024-06-minnesota", JUNE, b"a letter", "p-5ca1ab1e0001")
    with pytest.raises(RecordsError, match=r"do not say what .* counts for"):
        approve(office, AFT, ANA, made.id, "p-5ca1ab1e0002")


def test_a_credit_keeps_the_units_of_the_rule_it_was_given_under(office: Office) -> None:
    made = propose(office, SAMPLE, ANA, "harbor-intensive", JUNE, b"a letter", "p-5ca1ab1e0001")
    approved = approve(office, SAMPLE, ANA, made.id, "p-5ca1ab1e0002")
    assert (approved.body["rule_version"], approved.body["rule_sha256"]) == (SAMPLE.version, SAMPLE.sha256)
    assert credits_of(Ledger(office.records()).events(ANA))[0].units == 1


def test_a_certificate_is_held_until_it_is_revoked(office: Office) -> None:
    ledger = Ledger(office.records())

    def happens(kind: EventKind, **body: object) -> None:
        ledger.append(NewEvent(f"{kind}", ANA, "outside", kind, JUNE, "p-5ca1ab1e0001", body=body))

    rule = {"rule": SAMPLE.id, "rule_version": SAMPLE.version, "rule_sha256": SAMPLE.sha256}
    signed = {"credential_sha256": "0" * 64, "key": "z6Mk", "status_index": 7}
    worth = {"units": "4", "hours": "40", "credits": []}
    granted = {"certificate": SAMPLE.id, "serial": "C-1", "valid_until": None}
    happens(EventKind.CERTIFICATE_ISSUED, **granted, **worth, **signed, **rule)
    assert certificates_held(ledger.events(ANA)) == {SAMPLE.id}
    happens(EventKind.CERTIFICATE_REVOKED, serial="C-1")
    assert certificates_held(ledger.events(ANA)) == frozenset()
