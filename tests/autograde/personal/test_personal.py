"""What is held about a person: found, copied, corrected, erased, and kept only for so long."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograde.backup.keep import back_up
from autograde.backup.restore import restore
from autograde.errors import OfficeError, PersonError
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.office import open_office
from autograde.people.register import People
from autograde.people.staff import Role, Staff
from autograde.personal.copy import copy_of
from autograde.personal.correct import correct_person
from autograde.personal.erase import erase_person
from autograde.personal.holdings import Keep, holdings
from autograde.personal.retention import carry_out, due, read_retention
from autograde.program.standing import standing
from autograde.reports.affiliates import affiliates
from autograde.reports.reconciliation import reconciliation
from autograde.reports.scope import Scope, find

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

LEE = "p-0000000000ee"
MEMO = "Please send the payroll register to Ana by Friday, November 14."
COMMENT = "Well asked, Ana. A date, a file, no names."


def worked(school: SmallSchool, name: str) -> str:
    """Somebody joins, sends the part, and is graded and marked."""
    from autograde.marking.mark import Verdict, mark_memo

    person = school.join(name)
    base = 1000 + 10 * school.variant(person)
    answers = {"base": f"${base:,}", "reading": "more", "letter": MEMO}
    school.send(person, school.packet(person, answers, notebook=b'{"cells": [], "metadata": {}}'))
    school.grade()
    mark_memo(
        school.office, school.course, school.session, person, school.part, verdict=Verdict.MET, points=6,
        comment=COMMENT, rubric_row=None, actor=LEE, now=school.during + timedelta(days=1),
        rules=school.rules,
    )  # fmt: skip
    return person


def everything_under(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_holds_all_that_she_wrote_and_all_that_was_written_to_her(small_school: SmallSchool) -> None:
    ana, bo = worked(small_school, "Ana Reyes"), worked(small_school, "Bo Adeyemi")
    zipped = zipfile.ZipFile(io.BytesIO(copy_of(small_school.office, ana)))
    assert json.loads(zipped.read("person.json"))["name"] == "Ana Reyes"
    assert len(json.loads(zipped.read("events.json"))) == len(
        Ledger(small_school.office.records()).events(ana)
    )
    names = zipped.namelist()
    for place in (
        "packets/",
        "evidence/",
        "evidence/sent/",
        "comments/",
        f"sessions/spring/submitted/{ana}/",
    ):
        assert any(name.startswith(place) for name in names), place
    assert COMMENT in "".join(zipped.read(name).decode() for name in names if name.startswith("comments/"))
    assert not any(bo in name for name in names)
    with pytest.raises(PersonError, match="Nobody here"):
        copy_of(small_school.office, "p-00000000dead")


def test_erasing_leaves_a_chain_that_verifies_and_reports_that_add_up(small_school: SmallSchool) -> None:
    office, now = small_school.office, small_school.during + timedelta(days=2)
    ana, bo = worked(small_school, "Ana Reyes"), worked(small_school, "Bo Adeyemi")
    ledger = Ledger(office.records())
    before = standing(ledger.events(session="spring"), small_school.course, small_school.rules, now)
    bos = everything_under(office.sessions / "spring" / "submitted" / bo)

    counted = erase_person(office, ana, "She asked", LEE, now)
    assert counted[Keep.PACKETS.value] == 2 and counted[Keep.COMMENTS.value] == 1
    assert holdings(office, ana, ledger.events()) == []
    for name, data in everything_under(office.home).items():
        assert b"Ana Reyes" not in data and MEMO.encode() not in _unpacked(name, data, ana), name
    assert ledger.verify(ana).people == 1
    after = standing(ledger.events(session="spring"), small_school.course, small_school.rules, now)
    assert after[ana].parts == before[ana].parts and after[bo] == before[bo]
    found = find(office, small_school.courses, Scope(("spring",)), now, small_school.programs)
    assert sorted(seat.person.name for seat in found.seats) == ["(name erased)", "Bo Adeyemi"]
    assert affiliates(found).finding.startswith("2 affiliates")
    assert list(reconciliation(office, found).rows) == [], "her points stay, under her random id"
    assert everything_under(office.sessions / "spring" / "submitted" / bo) == bos

    assert erase_person(office, ana, "She asked", LEE, now) == {}, "again: nothing is left, nothing is added"
    assert len(ledger.events(ana, kinds={EventKind.PERSON_ERASED})) == 1
    assert People(office.records()).people([ana]) == {}


def _unpacked(name: str, data: bytes, person: str) -> bytes:
    """Bo wrote the same memo: only what is hers by name counts, and databases are looked at whole."""
    return data if person in name else b""


def test_the_gradebook_forgets_what_was_written_to_her(small_school: SmallSchool) -> None:
    from autograde.gradebook import open_gradebook

    ana = worked(small_school, "Ana Reyes")

    def comments() -> list[str]:
        with open_gradebook(small_school.office.session_folder("spring")) as gradebook:
            return [
                comment.manual_comment
                for submission in gradebook.student_submissions(ana)
                for notebook in submission.notebooks
                for comment in notebook.comments
                if comment.manual_comment
            ]

    assert comments() == [COMMENT]
    erase_person(small_school.office, ana, "She asked", LEE, small_school.during)
    assert comments() == []


def test_evidence_that_speaks_of_several_people_stays_until_the_last_of_them(
    small_school: SmallSchool,
) -> None:
    from autograde.program.certificate_rules import find_certificates
    from autograde.program.outside import propose

    office, at = small_school.office, small_school.during
    rules = find_certificates()["harbor-certificate"]
    ana, bo = small_school.join("Ana"), small_school.join("Bo")
    for person in (ana, bo):
        propose(office, rules, person, "harbor-intensive", at, b"Ana and Bo were there", LEE)
    (sheet,) = (office.home / "outside").iterdir()
    erase_person(office, ana, "She asked", LEE, at)
    assert sheet.exists()
    erase_person(office, bo, "He asked", LEE, at)
    assert not sheet.exists()


def test_who_may_not_be_erased(small_school: SmallSchool) -> None:
    ana, now = small_school.join("Ana"), small_school.during
    with pytest.raises(PersonError, match="Say why"):
        erase_person(small_school.office, ana, " ", LEE, now)
    with pytest.raises(PersonError, match="Nobody here"):
        erase_person(small_school.office, "p-00000000dead", "x", LEE, now)
    staff = Staff(small_school.office.records()).add("Lee", {Role.STAFF}, now)
    with pytest.raises(PersonError, match="Take the role away first"):
        erase_person(small_school.office, staff, "x", LEE, now)


def test_a_correction_is_on_record_and_what_it_said_is_not(small_school: SmallSchool) -> None:
    office, ana = small_school.office, small_school.join("Ana Reyes")
    now = small_school.during
    changed = correct_person(office, ana, name="Ana Reyes-Okafor", local="Local 8", actor=LEE, now=now)
    assert changed == ["name", "local"]
    who = People(office.records()).person(ana)
    assert (who.name, who.affiliate, who.local) == ("Ana Reyes-Okafor", "A Union", "Local 8")
    (event,) = Ledger(office.records()).events(ana, kinds={EventKind.PERSON_CORRECTED})
    assert event.body["fields"] == ["name", "local"] and "Okafor" not in str(event)
    assert correct_person(office, ana, name="Ana Reyes-Okafor", actor=LEE, now=now) == []
    with pytest.raises(PersonError):
        correct_person(office, ana, name="", email="not an address", actor=LEE, now=now)
    assert People(office.records()).person(ana) == who


def test_what_is_kept_long_enough_is_due_by_class(small_school: SmallSchool) -> None:
    office, ana = small_school.office, worked(small_school, "Ana Reyes")
    assert due(office, read_retention(office.home), small_school.during + timedelta(days=9_999)) == {}
    (office.home / "retention.toml").write_text('packets_days = 30\nruns_days = "unset"\n', encoding="utf-8")
    kept = read_retention(office.home)
    assert due(office, kept, small_school.during + timedelta(days=29)) == {}
    later = small_school.during + timedelta(days=31)
    found = due(office, kept, later)
    assert {one.keep for one in found[ana]} == {Keep.PACKETS}
    carry_out(office, found, LEE, later)
    assert due(office, kept, later) == {}
    left = {one.keep for one in holdings(office, ana, Ledger(office.records()).events())}
    assert Keep.PACKETS not in left and Keep.RUNS in left
    Ledger(office.records()).verify()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("packets_days = 0\n", r'line 1: "packets_days": it must be a whole number from 1'),
        ('packets_days = "soon"\n', 'a whole number of days, or "unset"'),
        ("packet_days = 9\n", '"packet_days": there is no such field'),
    ],
)
def test_a_slip_in_the_days_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "retention.toml").write_text(text, encoding="utf-8")
    with pytest.raises(OfficeError, match=says):
        read_retention(tmp_path)


def test_backup_erase_restore_and_rebuild_together(small_school: SmallSchool, tmp_path: Path) -> None:
    """A backup from before brings her back; one from after does not; both rebuild the same standing."""
    now = small_school.during + timedelta(days=2)
    ana = worked(small_school, "Ana Reyes")
    back_up(small_school.office, tmp_path / "before.zip", now)
    erase_person(small_school.office, ana, "She asked", LEE, now)
    back_up(small_school.office, tmp_path / "after.zip", now)
    standings = []
    for name, here in (("before", True), ("after", False)):
        restore(tmp_path / f"{name}.zip", tmp_path / name)
        office = open_office(tmp_path / name)
        Ledger(office.records()).verify()
        events = Ledger(office.records()).events(session="spring")
        standings.append(standing(events, small_school.course, small_school.rules, now)[ana].parts)
        assert (ana in People(office.records()).people([ana])) is here
    assert standings[0] == standings[1]
