"""From a completion to a certificate: what it states, what it rests on, and what is refused."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from autograde.backup.keep import back_up
from autograde.backup.restore import restore
from autograde.certificate.again import reissue
from autograde.certificate.credential import credential_of, facts_of
from autograde.certificate.facts import CreditLine
from autograde.certificate.issue import due_people, find_certificate, folder_of, issue, revoke
from autograde.certificate.issuer import own_keys
from autograde.certificate.publish import publish
from autograde.certificate.standing import CERTIFICATE_EVENTS, CertificateState, certificates
from autograde.certificate.verify import check_against_office, verify_file
from autograde.errors import CertificateError, ChainBroken, IssuerKeyError, PersonError, RulesError
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.seals import check_seals, seal_ledger
from autograde.office import open_office
from autograde.personal.correct import correct_person
from autograde.personal.erase import erase_person
from autograde.signing.keys import PublicKey, current_key, rotate_key
from autograde.signing.signed_json import read_signed_json
from tests.autograde.certificate.small_program import COURSE, ISSUED, ISSUER, LEE, RULES, STAFF, Program


def test_a_completed_course_gives_a_certificate_with_its_facts_from_the_ledger(program: Program) -> None:
    ana = program.completes(program.join())
    made = program.issues(ana)
    facts = facts_of(read_signed_json(program.credential(made), "credential.json"))
    assert (facts.name, facts.local, facts.affiliate) == ("Ana Reyes", "Local 7", "Harbor Teachers")
    assert [line.title for line in facts.credits] == ["Costing Out Your Contract"]
    assert facts.credits[0].said == (
        "Session Spring 2027, Monday, January 4, 2027 to Sunday, March 28, 2027. "
        "Completed on Wednesday, March 3, 2027. 3 units, 22.5 contact hours. "
        "Rule costing-sample, version 2027-1."
    )
    assert facts.earned_at.isoformat() == "2027-03-03T15:15:00-05:00"
    assert facts.issued_at.isoformat() == "2027-04-02T11:30:00-04:00"
    assert facts.valid_until == datetime(2032, 4, 2, 15, 30, tzinfo=UTC)
    assert (facts.units, facts.contact_hours) == (Decimal(3), Decimal("22.5"))
    assert facts.assessed == "Automatically scored and instructor-reviewed."
    assert facts.standing == "Not academic credit or licence points."
    assert (facts.rule, facts.rule_version, facts.rule_sha256) == (RULES.id, RULES.version, RULES.sha256)
    assert facts.number == made.number
    packets = [sha256(f"{ana}{part.id}".encode()).hexdigest() for part in COURSE.parts]
    assert [part.packet_sha256 for part in facts.evidence] == packets
    assert [part.run_sha256 for part in facts.evidence] == [
        sha256(one.encode()).hexdigest() for one in packets
    ]
    assert [part.title for part in facts.evidence] == [part.title for part in COURSE.parts]


def test_the_credential_and_its_facts_are_each_other(program: Program) -> None:
    document = read_signed_json(program.credential(program.issues(program.completes(program.join()))), "c")
    facts = facts_of(document)
    key = PublicKey(document["issuer"]["id"].removeprefix("did:key:"), ISSUED, None)
    made = credential_of(facts, key, int(document["credentialStatus"]["statusListIndex"]))
    assert made == {name: value for name, value in document.items() if name != "proof"}
    half = replace(facts, units=Decimal("1.5"), local="", affiliate="", valid_until=None)
    assert facts_of(credential_of(half, key, 7)) == half


def test_the_event_holds_hashes_and_the_rule_and_no_name(program: Program) -> None:
    ana = program.completes(program.join())
    made = program.issues(ana)
    event = program.ledger.events(ana, kinds=[EventKind.CERTIFICATE_ISSUED])[0]
    assert event.body["credential_sha256"] == sha256(program.credential(made)).hexdigest()
    assert (event.body["rule"], event.body["rule_version"], event.body["rule_sha256"]) == (
        RULES.id, RULES.version, RULES.sha256,
    )  # fmt: skip
    assert event.actor == STAFF
    assert "Ana" not in json.dumps(dict(event.body))
    assert program.ledger.verify().people == 1


def test_what_is_kept_can_be_read_by_this_account_alone(program: Program) -> None:
    folder = folder_of(program.office, program.issues(program.completes(program.join())).number)
    assert [path.stat().st_mode & 0o777 for path in (folder.parent, folder, *sorted(folder.iterdir()))] == [
        0o700, 0o700, 0o600, 0o600,
    ]  # fmt: skip


def test_outside_credit_stands_beside_the_course_with_its_evidence(program: Program) -> None:
    ana = program.completes(program.join())
    program.attends(ana)
    facts = facts_of(read_signed_json(program.credential(program.issues(ana)), "c"))
    assert (facts.units, facts.contact_hours) == (Decimal("3.5"), Decimal("28.5"))
    assert facts.credits[0] == CreditLine(
        "Winter day: reading a budget",
        "Attended elsewhere on Saturday, January 23, 2027. 0.5 units, 6 contact hours.",
        sha256(b"attendance list").hexdigest(),
    )
    assert facts.assessed.endswith("shown by evidence and approved by a second person.")


def test_everybody_who_is_due_and_nobody_twice(program: Program) -> None:
    ana, bo = program.completes(program.join()), program.completes(program.join("Bo Adeyemi"))
    chi = program.join("Chi Nguyen")
    program.completes_part(chi, "part01", ISSUED)
    assert due_people(program.office, RULES, ISSUED) == sorted([ana, bo])
    made = program.issues(ana)
    assert due_people(program.office, RULES, ISSUED) == [bo]
    with pytest.raises(CertificateError, match=f"has certificate {made.number} already"):
        program.issues(ana)
    with pytest.raises(RulesError, match=r"is not earned yet\. Costing Out Your Contract: still to do"):
        program.issues(chi)


def test_rules_that_leave_something_unset_certify_nothing(program: Program) -> None:
    ana = program.completes(program.join())
    open_ = replace(RULES, hours_counted="", unset=("hours_counted",))
    assert due_people(program.office, open_, ISSUED) == []
    with pytest.raises(RulesError, match="cannot be issued yet: its rules leave these unset: hours_counted"):
        issue(program.office, open_, program.courses, ana, STAFF, ISSUED)
    no_hours = replace(RULES, course_hours={})
    with pytest.raises(CertificateError, match="set no contact hours for what was earned"):
        issue(program.office, no_hours, program.courses, ana, STAFF, ISSUED)
    assert not program.ledger.events(kinds=[EventKind.CERTIFICATE_ISSUED])
    assert not (program.office.home / "certificates").exists()


def test_a_made_up_program_says_so_on_its_certificate(program: Program) -> None:
    ana, made_up = program.completes(program.join()), replace(RULES, fictional=True)
    made = issue(program.office, made_up, program.courses, ana, STAFF, ISSUED)
    said = facts_of(read_signed_json(program.credential(made), "c")).standing
    assert said == "Not academic credit or licence points. A made-up example: it certifies nothing."


def test_a_registration_that_staff_recorded_takes_the_place_of_the_disclaimer(program: Program) -> None:
    said = "Registered with the Example Board as 2 continuing-education units, number 123."
    (program.office.home / "issuer.toml").write_text(
        f'{ISSUER}\n[registration]\n{RULES.id} = "{said}"\n', encoding="utf-8"
    )
    made = program.issues(program.completes(program.join()))
    assert facts_of(read_signed_json(program.credential(made), "c")).standing == said


def test_a_corrected_name_reissues_and_keeps_the_old_fact(program: Program) -> None:
    ana = program.completes(program.join())
    old = program.issues(ana)
    correct_person(program.office, ana, name="Ana Reyes Duarte", actor=STAFF, now=ISSUED)
    later = ISSUED + timedelta(days=30)
    new = reissue(program.office, old.number.lower(), "name corrected", STAFF, later)
    before = find_certificate(program.office, old.number)
    assert (before.state, before.replaced_by, before.reason) == (
        CertificateState.REPLACED, new.number, "name corrected",
    )  # fmt: skip
    assert new.state is CertificateState.VALID
    assert new.valid_until == old.valid_until
    assert facts_of(read_signed_json(program.credential(old), "c")).name == "Ana Reyes"
    assert facts_of(read_signed_json(program.credential(new), "c")).name == "Ana Reyes Duarte"
    with pytest.raises(CertificateError, match="does not hold any more: it is replaced"):
        revoke(program.office, old.number, "again", STAFF, later)
    assert program.ledger.verify().events == len(program.ledger.events())


def test_a_revoked_certificate_stays_on_record(program: Program) -> None:
    made = program.issues(program.completes(program.join()))
    with pytest.raises(CertificateError, match="Say why"):
        revoke(program.office, made.number, "  ", STAFF, ISSUED)
    gone = revoke(program.office, made.number, "issued to the wrong person", STAFF, ISSUED)
    assert (gone.state, gone.reason) == (CertificateState.REVOKED, "issued to the wrong person")
    assert due_people(program.office, RULES, ISSUED) == [made.person]


def test_a_completion_that_was_taken_back_shows(program: Program) -> None:
    ana = program.completes(program.join())
    made = program.issues(ana)
    assert made.well_founded
    marks = program.ledger.events(ana, kinds=[EventKind.FEEDBACK_GIVEN])
    program.ledger.append(
        NewEvent(
            key="correction", person=ana, session=program.session, kind=EventKind.FEEDBACK_GIVEN,
            occurred_at=ISSUED, actor=LEE, reason="the wrong memo", supersedes=marks[0].id,
            body={**marks[0].body, "verdict": "returned", "points": 0},
        )
    )  # fmt: skip
    assert not certificates(program.ledger.events(kinds=CERTIFICATE_EVENTS))[0].well_founded
    with pytest.raises(CertificateError, match="was taken back"):
        reissue(program.office, made.number, "again", STAFF, ISSUED)


def test_nothing_is_certified_on_a_record_that_was_changed(program: Program) -> None:
    ana = program.completes(program.join())
    with program.office.records().begin() as connection:
        connection.execute(text("DROP TRIGGER event_no_update"))
        connection.execute(text("UPDATE event SET reason = 'x' WHERE seq = 3"))
    with pytest.raises(ChainBroken, match="number 3, is not what was recorded"):
        program.issues(ana)


def test_without_issuer_key_or_person_nothing_is_issued(program: Program) -> None:
    ana = program.completes(program.join())
    with pytest.raises(CertificateError, match='no certificate "ABCD"'):
        find_certificate(program.office, "ABCD")
    with pytest.raises(RulesError):
        program.issues("p-000000000000")
    (program.office.home / "issuer.toml").unlink()
    with pytest.raises(CertificateError, match="Who issues the certificates is not said yet"):
        program.issues(ana)
    for path in (program.office.home / "keys").iterdir():
        path.unlink()
    with pytest.raises(IssuerKeyError, match="bargain key create"):
        program.issues(ana)


@pytest.mark.parametrize(
    ("slip", "says"),
    [
        (
            'name = "A"\nurl = "http://a.example/"',
            r'line 2: "url": it must begin with "https://"',
        ),
        ('url = "https://a.example/"', '"name": it is missing'),
        (
            'name = "A"\nurl = "https://a.example/"\nlogo = "x"',
            'line 3: "logo": there is no such',
        ),
        ("name = ", "line 1: this is not TOML"),
    ],
)
def test_a_slip_in_the_issuers_file_is_told_with_its_line(program: Program, slip: str, says: str) -> None:
    (program.office.home / "issuer.toml").write_text(slip, encoding="utf-8")
    with pytest.raises(CertificateError, match=says):
        program.issues(program.completes(program.join()))


def test_a_new_key_signs_the_next_certificate(program: Program) -> None:
    first = program.issues(program.completes(program.join()))
    rotate_key(program.office, datetime(2027, 4, 1, tzinfo=UTC))
    second = program.issues(program.completes(program.join("Bo Adeyemi")))
    assert first.key != second.key


def test_a_name_that_no_font_here_has_is_told(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = program.completes(program.join("\U00012000\U00012001"))  # cuneiform
    if any(path.name.startswith("NotoSansCuneiform") for path in Path("/usr/share/fonts").rglob("*.ttf")):
        assert program.issues(ana)
        return
    with pytest.raises(CertificateError, match="no font for some of the letters"):
        program.issues(ana)


def test_a_backup_brings_back_keys_pages_and_seals(program: Program, tmp_path: Path) -> None:
    made = program.issues(program.completes(program.join()))
    seal_ledger(program.office, ISSUED)
    back_up(program.office, tmp_path / "backup.zip", ISSUED)
    restored = restore(tmp_path / "backup.zip", tmp_path / "again").home
    again = replace(program, office=open_office(restored))
    assert again.page(made) == program.page(made)
    assert current_key(again.office).public == current_key(program.office).public
    assert check_seals(again.office).seals == 1
    page = folder_of(again.office, made.number) / "certificate.pdf"
    verified = verify_file(page, own_keys(again.office), None, ISSUED)
    assert check_against_office(again.office, verified) == "On record in this office, and in force."


def test_an_erased_person_leaves_a_chain_that_verifies_and_a_register_without_her(
    program: Program, tmp_path: Path
) -> None:
    made = program.issues(program.completes(program.join()))
    seal_ledger(program.office, ISSUED)
    erase_person(program.office, made.person, "asked for", STAFF, ISSUED)
    assert not folder_of(program.office, made.number).exists()
    assert check_seals(program.office).chains.people == 1
    publish(program.office, tmp_path / "web", ISSUED)
    assert find_certificate(program.office, made.number).state is CertificateState.VALID
    left = [path for path in (tmp_path, program.office.home) for path in path.rglob("*") if path.is_file()]
    assert left
    assert not [path for path in left if b"Ana Reyes" in path.read_bytes() and path.suffix != ".sqlite"]
    with pytest.raises(PersonError, match="Nobody here has the id"):
        reissue(program.office, made.number, "again", STAFF, ISSUED)
