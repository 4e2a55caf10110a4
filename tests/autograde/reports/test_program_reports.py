"""What staff read about a program: affiliates, units, turnaround, missing work, gradebook against ledger,
grades.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.errors import OfficeError, SessionError
from autograde.exports.canvas import HEAD as CANVAS_HEAD
from autograde.exports.canvas import canvas_csv
from autograde.exports.grades import grades_of
from autograde.exports.moodle import HEAD as MOODLE_HEAD
from autograde.exports.moodle import moodle_csv
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.people.register import People
from autograde.reports.affiliates import FEWEST, affiliates
from autograde.reports.missing_work import missing_work, reminders
from autograde.reports.reconciliation import reconciliation
from autograde.reports.register import register
from autograde.reports.report import Report, write_report
from autograde.reports.scope import Found, Scope, find
from autograde.reports.turnaround import percentile, turnaround
from autograde.reports.units_earned import units_earned

if TYPE_CHECKING:
    from tests.conftest import SmallSchool

EMAILS = {"Ana Reyes": "ana@example.org"}
MEMO = "Please send the payroll register by Friday, November 14."


def found(school: SmallSchool, now: datetime | None = None, **scope: Any) -> Found:
    asked = Scope(**{"sessions": (school.session,), **scope})
    return find(school.office, school.courses, asked, now or school.during, school.programs)


def join(school: SmallSchool, name: str, affiliate: str) -> str:
    people = People(school.office.records())
    with school.office.writer():
        code = people.invite(school.session, school.opens_at, school.closes_at)
        return people.join(code, name, affiliate, "", school.during, EMAILS.get(name, ""))


def right(school: SmallSchool, person: str) -> dict[str, str]:
    base = 1000 + 10 * school.variant(person)
    return {"base": f"${base:,}", "reading": "more", "letter": MEMO}


def mark(school: SmallSchool, person: str, at: datetime) -> None:
    from autograde.marking.mark import Verdict, mark_memo

    mark_memo(
        school.office, school.course, school.session, person, school.part,
        verdict=Verdict.MET, points=6, comment="Good.", rubric_row=None, actor="p-0000000000ff", now=at,
        rules=school.rules,
    )  # fmt: skip


# --- affiliates


@pytest.mark.parametrize(
    ("sizes", "names", "total"),
    [
        ({"Big": 6, "Other big": 5}, ["Big", "Other big", "All"], 11),
        ({"Big": 6, "A": 3, "B": 4}, ["Big", "Other affiliates, fewer than 5 learners each", "All"], 13),
        ({"Big": 6, "A": 1}, ["Big", "Other affiliates, fewer than 5 learners each"], None),
        ({"A": 2}, ["Other affiliates, fewer than 5 learners each"], None),
    ],
)
def test_a_small_group_is_never_shown_nor_can_be_worked_out(
    small_school: SmallSchool, sizes: dict[str, int], names: list[str], total: int | None
) -> None:
    for affiliate, size in sizes.items():
        for nth in range(size):
            join(small_school, f"Person {affiliate}{nth}", affiliate)
    report = affiliates(found(small_school))
    rows = report.rows
    assert (str(sum(sizes.values())) in report.finding) is (total is not None)
    assert [row[0] for row in rows] == names
    assert (rows[-1][1] if rows[-1][0] == "All" else None) == total
    for row in rows:
        assert row[1] is None or row[1] >= FEWEST


# --- units, register


def event(school: SmallSchool, person: str, kind: EventKind, at: datetime, name: str, /, **body: Any) -> None:
    rule = {"rule": "sample", "rule_version": "1", "rule_sha256": "0" * 64}
    new = NewEvent(name, person, school.session, kind, at, "p-0000000000ee", body={**rule, **body})
    Ledger(school.office.records()).append(new)


def test_units_stand_in_the_month_in_which_they_were_earned(small_school: SmallSchool) -> None:
    person = small_school.join()
    # Half past one in the night of March 1 in London is still February in New York.
    late = datetime(2027, 3, 1, 1, 30, tzinfo=UTC)
    event(small_school, person, EventKind.COURSE_COMPLETED, late, "done", course="small", units="1")
    event(
        small_school, person, EventKind.EXTERNAL_CREDIT_APPROVED, late + timedelta(days=2), "outside",
        proposal="e-1", offering="day", units="0.5", hours=None, counts_as="elective",
    )  # fmt: skip
    report = units_earned(found(small_school, late + timedelta(days=9)))
    assert [list(row) for row in report.rows] == [
        ["2027-02", Decimal(1), Decimal(1), 1, 1, 0],
        ["2027-03", Decimal("0.5"), Decimal("1.5"), 1, 0, 1],
    ]
    early = units_earned(found(small_school, late + timedelta(days=9), until=date(2027, 2, 28)))
    assert [row[0] for row in early.rows] == ["2027-02"]


def test_what_was_attended_on_the_first_of_a_month_belongs_to_that_month(small_school: SmallSchool) -> None:
    person, midnight = small_school.join(), datetime(2027, 3, 1, tzinfo=UTC)
    event(
        small_school, person, EventKind.EXTERNAL_CREDIT_APPROVED, midnight, "outside",
        proposal="e-1", offering="day", units="0.5", hours=None, counts_as="elective",
    )  # fmt: skip
    after = midnight + timedelta(days=9)
    assert [row[0] for row in units_earned(found(small_school, after)).rows] == ["2027-03"]
    assert [row[0] for row in units_earned(found(small_school, after, since=date(2027, 3, 1))).rows] == [
        "2027-03"
    ]
    assert not units_earned(found(small_school, after, until=date(2027, 2, 28))).rows


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        # On March 14, 2027 the clocks in New York go from EST (UTC-5) to EDT (UTC-4) at two in the night.
        (datetime(2027, 3, 14, 4, 59, tzinfo=UTC), False),  # 11:59 p.m. of the day before
        (datetime(2027, 3, 14, 5, 0, tzinfo=UTC), True),  # midnight
        (datetime(2027, 3, 15, 3, 59, tzinfo=UTC), True),  # 11:59 p.m., by the new clock
        (datetime(2027, 3, 15, 4, 0, tzinfo=UTC), False),  # the next day; by the old clock still 11 p.m.
        # On November 7 they go back: that day has 25 hours.
        (datetime(2027, 11, 7, 4, 0, tzinfo=UTC), True),
        (datetime(2027, 11, 8, 4, 59, tzinfo=UTC), True),
        (datetime(2027, 11, 8, 5, 0, tzinfo=UTC), False),
    ],
)
def test_a_range_of_days_is_of_the_sessions_days_also_when_the_clocks_change(
    small_school: SmallSchool, at: datetime, inside: bool
) -> None:
    person = small_school.join()
    event(small_school, person, EventKind.COURSE_COMPLETED, at, "done", course="small", units="1")
    day = date(2027, 3, 14) if at.month == 3 else date(2027, 11, 7)
    asked = found(small_school, at + timedelta(days=9), since=day, until=day)
    assert asked.zone == "America/New_York"
    assert bool(units_earned(asked).rows) is inside
    assert "from Sunday, " in asked.words and "until Sunday, " in asked.words


def test_a_revoked_certificate_stays_in_the_register_with_the_reason(small_school: SmallSchool) -> None:
    person, at = small_school.join(), small_school.during
    event(
        small_school, person, EventKind.CERTIFICATE_ISSUED, at, "c1",
        certificate="sample", serial="C-1", valid_until="2032-01-07T15:00:00.000000Z", key="k-1",
        credential_sha256="0" * 64,
        credits=[], hours="9", units="3", status_index=0,
    )  # fmt: skip
    Ledger(small_school.office.records()).append(
        NewEvent(
            "r1", person, "outside", EventKind.CERTIFICATE_REVOKED, at + timedelta(days=1),
            "p-0000000000ee", reason="Issued twice.", body={"serial": "C-1"},
        )
    )  # fmt: skip
    (row,) = register(found(small_school, at + timedelta(days=2)), {}).rows
    assert (row[0], row[1], row[4], row[5], row[8]) == (
        "C-1", "Ana Reyes", "Wednesday, January 7, 2032", "sample 1", "Issued twice.",
    )  # fmt: skip
    assert row[6].startswith("revoked ")


# --- turnaround, missing work, reminders


def test_a_memo_waits_until_it_is_answered_and_late_is_later_than_promised(small_school: SmallSchool) -> None:
    ana, ben = join(small_school, "Ana Reyes", "A"), join(small_school, "Ben Okafor", "A")
    for person in (ana, ben):
        small_school.send(person, small_school.packet(person, right(small_school, person)))
    small_school.grade()
    mark(small_school, ana, small_school.during + timedelta(days=2))
    report = turnaround(found(small_school, small_school.during + timedelta(days=10)))
    assert [list(row) for row in report.rows] == [
        ["p-0000000000ff", 1, Decimal("2.0"), Decimal("2.0"), 0],
        ["still waiting", 1, Decimal("10.0"), Decimal("10.0"), 1],
    ]
    assert report.finding == "1 memo waits longer than promised."
    soon = turnaround(found(small_school, small_school.during + timedelta(hours=2)))
    assert soon.finding == "0 memos wait longer than promised."


@pytest.mark.parametrize(("percent", "value"), [(50, 5), (90, 9), (100, 10), (1, 1)])
def test_nearest_rank(percent: int, value: int) -> None:
    assert percentile([Decimal(n) for n in range(1, 11)], percent) == value


def test_who_is_quiet_gets_a_draft_and_who_waits_for_us_does_not(small_school: SmallSchool) -> None:
    ana, _ben = join(small_school, "Ana Reyes", "A"), join(small_school, "Ben Okafor", "A")
    small_school.send(ana, small_school.packet(ana, right(small_school, ana)))
    small_school.grade()
    joined = small_school.during

    def drafted(days: int) -> dict[str, str]:
        return {one.name: one.why for one in reminders(found(small_school, joined + timedelta(days=days)))}

    assert drafted(2) == {}
    assert drafted(3) == {"Ben Okafor": "has sent nothing 3 days after joining"}
    assert set(drafted(20)) == {"Ben Okafor"}, "Ana waits for an instructor"
    (text,) = [one.text for one in reminders(found(small_school, joined + timedelta(days=3)))]
    assert text.startswith("Dear Ben Okafor,") and "Your next step is Part 1" in text
    assert reminders(found(small_school, small_school.closes_at + timedelta(days=30))) == []
    rows = missing_work(found(small_school, joined + timedelta(days=3))).rows
    assert [(row[0], row[4], row[5]) for row in rows] == [
        ("Ana Reyes", "memo to read", "instructor"),
        ("Ben Okafor", "not started", "learner"),
    ]


@pytest.mark.parametrize("verdict", ["returned", "below the mark"])
def test_whose_move_it_has_been_for_a_week_gets_a_draft(small_school: SmallSchool, verdict: str) -> None:
    from autograde.marking.mark import Verdict, mark_memo

    ana = join(small_school, "Ana Reyes", "A")
    answers = right(small_school, ana) if verdict == "returned" else {"base": "$1", "letter": MEMO}
    small_school.send(ana, small_school.packet(ana, answers))
    small_school.grade()
    answered = small_school.during + timedelta(days=1)
    if verdict == "returned":
        mark_memo(
            small_school.office, small_school.course, small_school.session, ana, small_school.part,
            verdict=Verdict.RETURNED, points=None, comment="Name the date.", rubric_row="date",
            actor="p-0000000000ff", now=answered, rules=small_school.rules,
        )  # fmt: skip
    else:
        mark(small_school, ana, answered)
    six, seven = (reminders(found(small_school, answered + timedelta(days=days))) for days in (6, 7))
    assert [one.why for one in six] == []
    assert [one.why for one in seven] == ["nothing happened for 7 days"]
    assert seven[0].email == "ana@example.org"


# --- gradebook and ledger


def test_gradebook_and_ledger_agree_until_somebody_changes_points_in_the_gradebook_alone(
    small_school: SmallSchool,
) -> None:
    ana = join(small_school, "Ana Reyes", "A")
    small_school.send(ana, small_school.packet(ana, right(small_school, ana)))
    small_school.grade()
    mark(small_school, ana, small_school.during + timedelta(days=1))
    later = small_school.during + timedelta(days=2)
    agree = reconciliation(small_school.office, found(small_school, later))
    assert (list(agree.rows), agree.finding) == ([], "1 graded parts agree.")

    from autograde.gradebook import open_gradebook

    with open_gradebook(small_school.office.session_folder(small_school.session)) as gradebook:
        grade = gradebook.find_grade("base", "part01-count", small_school.part, ana)
        grade.auto_score = 0
        gradebook.db.commit()
    differ = reconciliation(small_school.office, found(small_school, later))
    assert [list(row[3:]) for row in differ.rows] == [[Decimal(6), Decimal(6), Decimal(2), Decimal(6)]]
    assert differ.finding == "1 graded parts were compared; 1 differs."


# --- exports


def test_canvas_gets_its_columns_and_every_number_comes_back(small_school: SmallSchool) -> None:
    names = ["Ana Reyes", "=cmd|' /C calc'!A0", "Дмитро Шевченко", "山田 花子"]
    people = [join(small_school, name, "A") for name in names]
    for person in people[:2]:
        small_school.send(person, small_school.packet(person, right(small_school, person)))
    small_school.grade()
    unmarked = grades_of(small_school.office, found(small_school, small_school.during + timedelta(hours=2)))
    assert [part.points_possible for part in unmarked.parts] == [12], (
        "the memo's points count before its mark"
    )
    mark(small_school, people[0], small_school.during + timedelta(days=1))
    grades = grades_of(small_school.office, found(small_school, small_school.during + timedelta(days=2)))
    rows = list(csv.reader(io.StringIO(canvas_csv(grades).decode("utf-8"))))
    assert tuple(rows[0]) == (*CANVAS_HEAD, "Part 1: Count")
    assert rows[1] == ["    Points Possible", "", "", "", "", "12"]
    by_id = {row[2]: row for row in rows[2:]}
    assert [by_id[person][5] for person in people] == ["12", "6", "", ""]
    assert by_id[people[1]][0] == "'=cmd|' /C calc'!A0", "a name is never a formula"
    assert by_id[people[3]][0] == "山田 花子"

    moodle = list(csv.reader(io.StringIO(moodle_csv(grades).decode("utf-8"))))
    assert tuple(moodle[0]) == (*MOODLE_HEAD, "Part 1: Count (Real)")
    assert {row[2]: row[4] for row in moodle[1:]} == dict(zip(people, ["12", "6", "-", "-"], strict=True))
    assert {row[3] for row in moodle[1:]} >= {"ana@example.org"}


def test_grades_are_of_one_session(small_school: SmallSchool) -> None:
    with pytest.raises(SessionError, match="one session at a time; this asks for 0"):
        grades_of(small_school.office, found(small_school))
    with pytest.raises(SessionError, match='There is no session "autumn"'):
        found(small_school, sessions=("autumn",))


# --- files


REPORT = Report(
    name="sample", title="A sample", scope="Spring", finding="Two rows.",
    headings=("Name", "Units", "Since"),
    rows=[("<script>alert(1)</script>", Decimal("1.5"), datetime(2027, 1, 4, 14, tzinfo=UTC)), ("=1+1", 2,
    None)], zone="America/New_York", notes=[("Units", "What is earned.")], bars=(1,),
)  # fmt: skip


def test_a_report_is_three_files_in_which_text_stays_text(tmp_path: Path) -> None:
    import openpyxl

    paths = write_report(REPORT, tmp_path, datetime(2027, 2, 1, tzinfo=UTC))
    assert {path.name for path in paths} == {"sample.csv", "sample.xlsx", "sample.html", "plotly.min.js"}
    page = (tmp_path / "sample.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page.replace("\\u003cscript", "")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    book = openpyxl.load_workbook(tmp_path / "sample.xlsx")
    sheet = book["A sample"]
    assert [cell.value for cell in sheet[1]] == ["Name", "Units", "Since"]
    assert (sheet["A3"].value, sheet["A3"].data_type, sheet["B2"].value) == ("=1+1", "s", 1.5)
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:C3"
    assert [chart.title for chart in book.chartsheets]
    assert "xl/charts/chart1.xml" in zipfile.ZipFile(tmp_path / "sample.xlsx").namelist()
    rows = (tmp_path / "sample.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[2].startswith("'=1+1,2")
    assert rows[1].endswith('"2027-01-04 09:00 EST, Monday"')


def test_a_row_without_a_number_has_no_bar(tmp_path: Path) -> None:
    rows = [("Known", Decimal(2), None), ("Too few to say", None, None)]
    write_report(replace(REPORT, rows=rows), tmp_path, datetime(2027, 2, 1, tzinfo=UTC))
    page = (tmp_path / "sample.html").read_text(encoding="utf-8")
    drawn = re.search(r'id="figure">(.*?)</script>', page, re.DOTALL)
    assert drawn is not None
    assert json.loads(drawn[1])["data"][0]["y"] == ["Known"]
    assert "Too few to say" in page, "the table says it"


def test_a_report_of_nothing_has_a_page_too(tmp_path: Path) -> None:
    write_report(replace(REPORT, rows=[]), tmp_path, datetime(2027, 2, 1, tzinfo=UTC))
    page = (tmp_path / "sample.html").read_text(encoding="utf-8")
    assert "Two rows." in page and "<table>" not in page and "Plotly.newPlot" not in page


def test_a_file_that_is_open_elsewhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "sample.csv").mkdir()
    with pytest.raises(OfficeError, match=r"sample\.csv cannot be written"):
        write_report(REPORT, tmp_path, datetime(2027, 2, 1, tzinfo=UTC))
