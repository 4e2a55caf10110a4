"""A roster is read forgivingly, tried first, and brought in whole or not at all."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from autograde.errors import RecordsError, SessionError
from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.people.register import People
from autograde.registration.roster import SIGN_IN, carry_out, plan
from autograde.registration.roster_file import read_roster
from autograde.registration.table_file import LARGEST_UNPACKED
from autograde.sessions.calendar import Sessions

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

PLAIN = "Name,E-mail,Local,Shirt size\nAna Reyes,ana@example.org,7,M\nБорис Іваненко,boris@example.org,7,L\n"


def workbook(rows: list[list[object]]) -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").replace("\n", "\r\n").encode(),
        ("\n" + PLAIN + ",,,\n").encode(),
        PLAIN.replace("Name,E-mail,Local", "MEMBER NAME , Email Address, chapter").encode(),
        workbook(
            [
                ["First name", "Last name", "Email", "Local", "Shirt size"],
                ["Ana", "Reyes", "ana@example.org", 7, "M"],
                ["Борис", "Іваненко", "boris@example.org", 7, "L"],
            ]
        ),
    ],
    ids=["plain", "bom", "semicolons", "tabs", "blank lines", "other headings", "workbook"],
)
def test_many_ways_to_write_the_same_roster(data: bytes) -> None:
    read = read_roster("roster", data)
    assert read.problems == ()
    assert [(line.name, line.email, line.local) for line in read.lines] == [
        ("Ana Reyes", "ana@example.org", "7"),
        ("Борис Іваненко", "boris@example.org", "7"),
    ]
    assert read.ignored == ("Shirt size",)


def test_western_letters_of_an_old_spreadsheet_are_read() -> None:
    assert read_roster("r.csv", "Name\nChloé Ñuñez\n".encode("cp1252")).lines[0].name == "Chloé Ñuñez"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"Shoe,Hat\n1,2\n", r"row 1: no column of names\. .* The headings are: Shoe, Hat\."),
        (b"Name,Member\nA,B\n", 'row 1: two columns look like "name"'),
        (b'Name\n"Ana\n', "cannot be read as CSV"),
        (b"PK\x03\x04 not a zip", "not a workbook that can be read"),
        (b"\x81\x8d\x8f", "neither a CSV file nor a workbook"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_roster_is_told(data: bytes, says: str) -> None:
    with pytest.raises(RecordsError, match=says):
        read_roster("roster.csv", data)


def test_a_workbook_that_unpacks_to_more_than_it_should_is_not_read() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", bytes(LARGEST_UNPACKED + 1))
    assert len(data.getvalue()) < 100_000
    with pytest.raises(RecordsError, match="not a workbook that can be read"):
        read_roster("roster.xlsx", data.getvalue())


def test_each_problem_names_its_row() -> None:
    data = "Name,Email\nAna,ana@example.org\n,b@example.org\nBo,not an address\nCy,ANA@example.org\n"
    read = read_roster("roster.csv", data.encode())
    assert [line.name for line in read.lines] == ["Ana"]
    assert [problem.split(":")[0] for problem in read.problems] == ["Row 3", "Row 4", "Row 5"]
    assert "stands in row 2 already" in read.problems[2]


def test_a_dry_run_changes_nothing_and_the_same_roster_twice_adds_nobody(small_school: SmallSchool) -> None:
    office, session = small_school.office, small_school.session
    made = plan(office, session, read_roster("r.csv", PLAIN.encode()))
    assert (len(made.new), dict(made.known), made.enrolled) == (2, {}, ())
    assert Ledger(office.records()).events(kinds={EventKind.ENROLLED}) == []
    codes = carry_out(office, made, small_school.during, 30, "p-0000000000ee")
    assert Sessions(office.records()).enrolled(session) == list(codes)
    person, code = next(iter(codes.items()))
    assert People(office.records()).redeem(code, SIGN_IN, small_school.during) == person
    again = plan(office, session, read_roster("r.csv", PLAIN.encode()))
    assert (again.new, len(again.known), len(again.enrolled)) == ((), 2, 2)
    assert carry_out(office, again, small_school.during, 30, "p-0000000000ee") == {}
    (enrolled, _other) = Ledger(office.records()).events(kinds={EventKind.ENROLLED})
    assert enrolled.actor == "p-0000000000ee"


def test_two_people_here_with_one_address_are_told_and_nobody_is_enrolled(small_school: SmallSchool) -> None:
    people = People(small_school.office.records())
    first, second = (people.add_person(name, "ana@example.org") for name in ("Ana Reyes", "Anna Reyes"))
    made = plan(small_school.office, small_school.session, read_roster("r.csv", PLAIN.encode()))
    assert (
        f"Row 2: 2 people here have the address ana@example.org ({', '.join(sorted([first, second]))})"
        in (made.problems[0])
    )
    with pytest.raises(RecordsError, match=r"has 1 problems\. Nothing was changed"):
        carry_out(small_school.office, made, small_school.during, 30, "p-0000000000ee")
    assert Sessions(small_school.office.records()).enrolled(small_school.session) == []


def test_an_unknown_session_is_told_before_anything_is_read(small_school: SmallSchool) -> None:
    with pytest.raises(SessionError, match='There is no session "autumn"'):
        plan(small_school.office, "autumn", read_roster("r.csv", PLAIN.encode()))
