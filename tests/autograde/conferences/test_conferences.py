"""Workshops of one day: what the page says, what it leaves open, and credit for whoever was there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograde.conferences.attendance import plan_credit, propose_credit
from autograde.conferences.catalogue import conferences_folder, find_conference, load_conference
from autograde.course import find_courses
from autograde.errors import RecordsError, RulesError
from autograde.ledger.store import Ledger
from autograde.office import Office, open_office
from autograde.people.register import People
from autograde.program.certificate_rules import find_certificates
from autograde.program.credits import Category, credits_of
from autograde.program.outside import approve
from autograde.teams.attendance_file import read_attendance
from autograde.teams.rules import find_workshop_rules

ROOT = Path(__file__).parents[3]
WINTER = find_conference("mta-winter-2026")
RULES = find_certificates()[WINTER.certificate]
JOAN, AMARA = "p-00000000000a", "p-00000000000b"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "office")


def test_the_catalogue_says_what_the_page_says_and_no_more() -> None:
    # Counted on the page: 23 workshops, 2 core requirements, 9 electives, 12 without a word on credit.
    counts = [one.counts_as for one in WINTER.workshops]
    assert (counts.count(Category.CORE), counts.count(Category.ELECTIVE), counts.count(None)) == (2, 9, 12)
    assert (WINTER.day.isoformat(), WINTER.place) == ("2026-01-24", "Boston")
    assert {(one.title, one.hours, one.places) for one in WINTER.workshops} == {(None, None, None)}


def test_what_counts_is_an_offering_of_the_certificate_that_counts_the_same() -> None:
    named = {one.offering: one.counts_as for one in WINTER.workshops if one.offering}
    offered = {name: one.counts_as for name, one in RULES.offerings.items() if name.startswith("winter-2026")}
    assert named == offered


def test_every_lesson_that_is_named_is_one_of_ours() -> None:
    courses = find_courses(ROOT / "curriculum")
    for one in WINTER.workshops:
        for lesson in one.lessons:
            course, _slash, part = lesson.partition("/")
            if course == "workshop":
                assert find_workshop_rules(part).id == part
            else:
                assert part in {known.id for known in courses[course].parts}, lesson


def test_who_was_there_is_credited_by_rule_with_the_list_as_evidence(office: Office) -> None:
    people = People(office.records())
    ana = people.add_person("Ana Reyes", "ana@oak.example")
    ben = people.add_person("Ben Lee", "ben@oak.example")
    data = b"Name,Email,Present\nAna Reyes,ana@oak.example,x\nBen Lee,,no\n"
    listed = plan_credit(office, WINTER, 7, read_attendance("list.csv", data))
    assert (dict(listed.attendance.people), listed.attendance.problems) == ({2: ana}, ())
    (made,) = propose_credit(office, WINTER, listed, RULES, data, JOAN)
    assert propose_credit(office, WINTER, listed, RULES, data, JOAN) == [made]
    with pytest.raises(RecordsError, match="approved by a second person"):
        approve(office, RULES, ana, made.id, JOAN)
    approve(office, RULES, ana, made.id, AMARA)
    (credit,) = credits_of(Ledger(office.records()).events(ana))
    assert (credit.offering, credit.category) == ("winter-2026-school-funding", Category.ELECTIVE)
    assert credit.at == datetime(2026, 1, 24, tzinfo=UTC)
    assert credits_of(Ledger(office.records()).events(ben)) == []


def test_a_workshop_without_a_word_on_credit_credits_nobody(office: Office) -> None:
    with pytest.raises(RulesError, match=r"names no credit for workshop 13 \(mold and moisture"):
        plan_credit(office, WINTER, 13, read_attendance("list.csv", b"Name\nAna\n"))
    with pytest.raises(RulesError, match="workshops 1 to 23, not 24"):
        plan_credit(office, WINTER, 24, read_attendance("list.csv", b"Name\nAna\n"))
    with pytest.raises(RulesError, match="There are: mta-winter-2026"):
        find_conference("summer")


def test_nobody_is_guessed_and_a_problem_stops_all(office: Office) -> None:
    people = People(office.records())
    for email in ("one@oak.example", "two@oak.example", "ana@oak.example"):
        people.add_person("Kim Lee" if "ana" not in email else "Ana Reyes", email)
    data = b"Name,Email\nAna Reyes,ana@oak.example\nKim Lee,\nZoe Far,zoe@far.example\n"
    listed = plan_credit(office, WINTER, 9, read_attendance("list.csv", data))
    assert len(listed.attendance.people) == 1
    assert listed.attendance.problems[0].startswith("Row 3: Kim Lee could be p-")
    assert listed.attendance.problems[1] == "Row 4: zoe@far.example is not known here."
    with pytest.raises(RecordsError, match="2 problems"):
        propose_credit(office, WINTER, listed, RULES, data, JOAN)
    assert Ledger(office.records()).events() == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('counts_as = "none said"', 'counts_as = "half"', 'it can be "core", "elective" or "none said"'),
        ('counts_as = "none said"', 'counts_as = "core"', "names its offering"),
        ("number = 2\n", "number = 4\n", "numbered 1, 2, 3"),
        ('title = "unset"', 'titel = "unset"', '"workshop.title": it is missing'),
    ],
)
def test_a_slip_in_the_catalogue_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (conferences_folder() / "mta-winter-2026.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "c.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=says):
        load_conference(tmp_path / "c.toml")
