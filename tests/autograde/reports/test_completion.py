"""The completion report: who is where, who is stuck, what was earned; as table, spreadsheets and page."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from autograde.course import Course, load_course
from autograde.errors import OfficeError, SessionError
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office, open_office
from autograde.people.register import People, Person
from autograde.program.completions import record_completions
from autograde.program.part_standing import MemoState, PartStanding, PartState, WaitingFor
from autograde.program.standing import Standing, find_rules, standing
from autograde.reports.completion import table, write_completion
from autograde.reports.csv_file import guarded
from autograde.reports.figure import MOST_TILES, figure
from autograde.reports.finding import finding
from autograde.reports.lines import LearnerLine, learner_lines
from autograde.reports.situations import Move, Situation
from autograde.reports.stuck import next_move, stuck_since
from autograde.sessions.calendar import Sessions
from autograde.sessions.dates import Session

WHOLE = load_course(Path(__file__).parents[3] / "curriculum" / "costing")
# As when only the first part had its lesson.
COURSE = replace(WHOLE, parts=(WHOLE.parts[0], *(replace(part, folder=None) for part in WHOLE.parts[1:])))
PARTS = [part.id for part in COURSE.parts]
ONE = PARTS[0]
OPENS = datetime(2026, 2, 2, 14, tzinfo=UTC)  # a Monday, 9 in the morning in New York
SPRING = Session(
    "spring", "costing", "Spring 2026", OPENS, OPENS + timedelta(days=84), "America/New_York", 7, (1,)
)
NAMES = ["Ana Ruiz", "Bo Adeyemi", '=HYPERLINK("http://evil.example")', "Émile <b>Tremblay</b>"]


def stand(person: str = "p-00000000000a", joined: datetime = OPENS, **parts: PartStanding) -> Standing:
    """A standing in which only some parts are begun; the first part is named `one`."""
    given = {PARTS[int(name[-1]) - 1]: part for name, part in parts.items()}
    every = {part: given.get(part, PartStanding(part)) for part in PARTS}
    return Standing(person, "spring", every, False, None, Decimal(0), joined, joined)


def begun(state: PartState, waiting_for: WaitingFor | None, since: datetime, **more: Any) -> PartStanding:
    return PartStanding(ONE, state=state, waiting_for=waiting_for, since=since, **more)


# --- stuck


@pytest.mark.parametrize(
    ("state", "waiting_for", "hours", "stuck"),
    [
        (PartState.GRADED, WaitingFor.INSTRUCTOR, 72, False),
        (PartState.GRADED, WaitingFor.INSTRUCTOR, 73, True),
        (PartState.RETURNED, WaitingFor.LEARNER, 73, True),
        (PartState.SUBMITTED, WaitingFor.GRADING, 73, True),
        (PartState.RUN_FAILED, WaitingFor.STAFF, 1, True),
    ],
)
def test_stuck_is_longer_than_the_turnaround_and_a_failed_run_at_once(
    state: PartState, waiting_for: WaitingFor, hours: int, stuck: bool
) -> None:
    here = stand(part1=begun(state, waiting_for, OPENS))
    since = stuck_since(here, COURSE, SPRING, OPENS + timedelta(hours=hours))
    assert since == (OPENS if stuck else None)


def test_a_weekend_is_no_working_time() -> None:
    friday = OPENS + timedelta(days=4)
    here = stand(part1=begun(PartState.GRADED, WaitingFor.INSTRUCTOR, friday))
    assert stuck_since(here, COURSE, SPRING, friday + timedelta(days=5)) is None
    assert stuck_since(here, COURSE, SPRING, friday + timedelta(days=5, hours=1)) == friday


def test_who_has_not_started_waits_from_when_the_session_opened() -> None:
    here = stand(joined=OPENS - timedelta(days=20))
    assert stuck_since(here, COURSE, SPRING, OPENS + timedelta(days=2)) is None
    assert stuck_since(here, COURSE, SPRING, OPENS + timedelta(days=4)) == OPENS
    assert next_move(here, COURSE, SPRING) is Move.NOT_STARTED


def test_who_is_between_two_parts_is_not_stuck() -> None:
    here = stand(part1=begun(PartState.COMPLETE, None, OPENS))
    assert stuck_since(here, COURSE, SPRING, OPENS + timedelta(days=60)) is None
    assert next_move(here, COURSE, SPRING) is Move.NOBODY, "no other part has a lesson"
    two = replace(
        COURSE, parts=(*COURSE.parts[:1], replace(COURSE.parts[1], folder=Path("x")), *COURSE.parts[2:])
    )
    assert next_move(here, two, SPRING) is Move.LEARNER


def test_the_oldest_wait_decides_who_has_the_next_move() -> None:
    here = stand(
        part1=begun(PartState.GRADED, WaitingFor.INSTRUCTOR, OPENS + timedelta(days=1)),
        part2=begun(PartState.RETURNED, WaitingFor.LEARNER, OPENS, memo=MemoState.RETURNED),
    )
    assert next_move(here, COURSE, SPRING) is Move.LEARNER
    assert stuck_since(here, COURSE, SPRING, OPENS + timedelta(days=30)) == OPENS


# --- lines, finding, table


def lines_of(*standings: Standing, now: datetime = OPENS) -> list[LearnerLine]:
    people = {
        one.person: Person(one.person, name, "", "Harbor Bend Teachers", "Local 12")
        for one, name in zip(standings, NAMES, strict=False)
    }
    return learner_lines({one.person: one for one in standings}, people, COURSE, SPRING, now)


def test_a_line_says_what_is_complete_and_what_is_under_way() -> None:
    done = {f"part{n}": begun(PartState.COMPLETE, None, OPENS) for n in (1, 2, 3, 5)}
    (line,) = lines_of(stand(**done, part6=begun(PartState.RUN_FAILED, WaitingFor.STAFF, OPENS)))
    assert line.complete == "1–3, 5"
    assert [(number, one.text) for number, one in line.under_way] == [(6, "! run failed")]
    assert [one.text for one in line.situations][3] == "– not open yet"


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (begun(PartState.SUBMITTED, WaitingFor.GRADING, OPENS), "→ being scored"),
        (begun(PartState.GRADED, WaitingFor.INSTRUCTOR, OPENS), "◐ memo to read"),
        (begun(PartState.GRADED, WaitingFor.LEARNER, OPENS, memo=MemoState.EMPTY), "△ no memo"),
        (begun(PartState.GRADED, WaitingFor.LEARNER, OPENS, memo=MemoState.MET), "△ below mark"),
        (begun(PartState.GRADED, WaitingFor.STAFF, OPENS, memo=MemoState.MET), "! no evidence"),
        (begun(PartState.RETURNED, WaitingFor.LEARNER, OPENS), "↶ returned"),
        (begun(PartState.COMPLETE, None, OPENS), "✓ complete"),
        (PartStanding(ONE), "○ not started"),
    ],
)
def test_every_situation_has_a_symbol_and_words(part: PartStanding, text: str) -> None:
    (line,) = lines_of(stand(part1=part))
    assert line.situations[0].text == text


def test_a_name_that_was_erased_leaves_its_line() -> None:
    lines = learner_lines({"p-00000000000a": stand()}, {}, COURSE, SPRING, OPENS)
    assert [line.name for line in lines] == ["(name erased)"]


def test_the_finding_counts_everybody_once() -> None:
    people = [f"p-{n:012x}" for n in range(4)]
    lines = lines_of(
        stand(people[0], part1=begun(PartState.RUN_FAILED, WaitingFor.STAFF, OPENS)),
        stand(people[1], part1=begun(PartState.GRADED, WaitingFor.INSTRUCTOR, OPENS)),
        stand(people[2]),
        stand(people[3]),
    )
    assert finding(lines, 9) == (
        "4 learners: 1 waits for staff, 1 waits for the instructor, 2 have not started. 1 learner is stuck. "
        "Nobody has completed all 9 parts yet, so no units are given."
    )
    earned = [replace(lines[0], move=Move.COMPLETE, units=Decimal(3), stuck_since=None)]
    assert (
        finding(earned, 9)
        == "1 learner: 1 has completed the course. Nobody is stuck. 3 units are given so far."
    )
    assert finding([], 9) == "Nobody has joined yet."


# --- an office with a small session, written to files


def release(office: Office, course: Course) -> None:
    """The files by which a session's released parts are known."""
    for part in course.parts:
        if part.available:
            folder = office.session_folder("spring") / "release" / part.id
            folder.mkdir(parents=True)
            (folder / "part.json").write_text('{"release": "r", "notebook": "part.ipynb"}', encoding="utf-8")
            (folder / "part.ipynb").write_text("{}", encoding="utf-8")


class Cohort:
    """Four learners whose work the ledger holds."""

    def __init__(self, home: Path, course: Course = COURSE) -> None:
        self.office = open_office(home)
        self.engine = self.office.records()
        Sessions(self.engine).open_session(
            "spring", course, "Spring 2026", OPENS, OPENS + timedelta(days=84), "America/New_York", 7
        )
        release(self.office, course)
        people, self.ledger = People(self.engine), Ledger(self.engine)
        self.people = {}
        for name in NAMES:
            code = people.invite("spring", OPENS, OPENS + timedelta(days=9))
            self.people[name] = people.join(code, name, "Harbor Bend Teachers", "+12", OPENS)
        ana, bo = (self.people[name] for name in NAMES[:2])
        for part in PARTS:
            self.completes(ana, part)
        self.sends(bo, ONE)
        record_completions(self.ledger, "spring", course, find_rules("costing"), OPENS + timedelta(days=5))

    def happens(self, person: str, kind: EventKind, **body: Any) -> None:
        key = f"{kind}:{person}:{body['part']}"
        at = OPENS + timedelta(days=1)
        self.ledger.append(NewEvent(key, person, "spring", kind, at, "system:story", body=body))

    def sends(self, person: str, part: str) -> None:
        packet = {"part": part, "packet_sha256": f"{person}{part}"}
        self.happens(person, EventKind.SUBMITTED, **packet, receipt="R", release="r", late=False, variant=1)

    def completes(self, person: str, part: str) -> None:
        packet = {"part": part, "packet_sha256": f"{person}{part}"}
        self.sends(person, part)
        self.happens(person, EventKind.EXECUTED, **packet, task="t", run_sha256="r")
        self.happens(
            person,
            EventKind.GRADED,
            **packet,
            task="t",
            points=6.5,
            max_points=8,
            cells={},
            mistakes={},
            attempt=1,
            memo_sha256="m",
        )
        self.happens(
            person, EventKind.FEEDBACK_GIVEN, **packet, verdict="met", points=6, max_points=6, comment_id="c",
            rubric_row=None,
        )  # fmt: skip


NOW = OPENS + timedelta(days=9)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    return Cohort(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def written(cohort: Cohort, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports") / "made when needed"
    return {path.suffix: path for path in write_completion(cohort.office, COURSE, "spring", folder, NOW)}


def test_the_table_has_a_row_for_everyone_and_numbers_that_are_numbers(cohort: Cohort) -> None:
    standings = standing(cohort.ledger.events(), COURSE, find_rules("costing"), NOW)
    frame = table(standings, People(cohort.engine).people(standings), COURSE, SPRING, NOW)
    assert list(frame["Name"]) == [NAMES[2], "Ana Ruiz", "Bo Adeyemi", NAMES[3]]
    ana = frame.iloc[1].to_dict()
    assert [ana[f"Part {part.number}: {part.title}"] for part in COURSE.parts] == ["complete"] * 9
    assert (ana["Parts complete"], ana["Score (points)"], ana["Out of (points)"], ana["Units"]) == (
        9,
        58.5,
        72,
        3,
    )
    assert (ana["Memo"], ana["Next move"], ana["Stuck since (America/New_York)"]) == ("Part 9: met", "", None)
    bo = frame.iloc[2].to_dict()
    assert (bo["Part 1: Know your unit"], bo["Next move"], bo["Score (points)"]) == (
        "being scored",
        "scoring",
        None,
    )
    assert bo["Stuck since (America/New_York)"].isoformat() == "2026-02-03T09:00:00-05:00"


def test_the_files_are_where_they_are_said_to_be_and_only_ours_to_read(written: dict[str, Path]) -> None:
    assert [path.name for path in written.values()] == [
        "completion-spring.csv", "completion-spring.xlsx", "completion-spring.html", "plotly.min.js",
    ]  # fmt: skip
    assert {path.parent for path in written.values()} == {written[".csv"].parent}


def test_the_csv_opens_in_a_spreadsheet_and_holds_no_formula(written: dict[str, Path]) -> None:
    data = written[".csv"].read_bytes()
    assert data.startswith("\N{BYTE ORDER MARK}Name,Affiliate,Local,Part 1: Know your unit,".encode())
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["Name"] for row in rows] == [f"'{NAMES[2]}", "Ana Ruiz", "Bo Adeyemi", NAMES[3]]
    assert {row["Local"] for row in rows} == {"'+12"}
    assert (rows[1]["Score (points)"], rows[1]["Units"], rows[1]["Stuck since (America/New_York)"]) == (
        "58.5",
        "3",
        "",
    )
    assert rows[2]["Last activity (America/New_York)"] == "2026-02-03 09:00 EST, Tuesday"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_the_workbook_holds_text_as_text_numbers_as_numbers_and_times_as_times(
    written: dict[str, Path],
) -> None:
    from openpyxl import load_workbook

    book = load_workbook(written[".xlsx"])
    sheet = book.worksheets[0]
    headings = [str(cell.value) for cell in next(sheet.iter_rows(max_row=1))]
    rows = [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [row["Name"].value for row in rows] == [NAMES[2], "Ana Ruiz", "Bo Adeyemi", NAMES[3]]
    assert {cell.data_type for row in rows for cell in (row["Name"], row["Local"])} == {"s"}
    assert {cell.hyperlink for row in rows for cell in row.values()} == {None}
    assert (rows[1]["Score (points)"].value, rows[1]["Units"].value) == (58.5, 3)
    assert rows[2]["Last activity (America/New_York)"].value == datetime(2026, 2, 3, 9, 0)  # noqa: DTZ001
    assert rows[2]["Last activity (America/New_York)"].number_format.startswith("ddd")
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{rows[0]['Stuck since (America/New_York)'].column_letter}5"
    meanings = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows()}
    assert "Sample settings" in str(meanings["Where that comes from"])
    assert "at least 70 % of the points" in str(meanings["Complete"])


def test_the_same_report_is_the_same_file(cohort: Cohort, written: dict[str, Path], tmp_path: Path) -> None:
    again = write_completion(cohort.office, COURSE, "spring", tmp_path, NOW)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written.values()]
    assert zipfile.ZipFile(written[".xlsx"]).testzip() is None


def test_the_page_says_the_finding_and_escapes_names(written: dict[str, Path]) -> None:
    page = written[".html"].read_text(encoding="utf-8")
    assert "4 learners: 1 is being scored, 2 have not started, 1 has completed the course." in page
    assert "3 learners are stuck. 3 units are given so far." in page
    assert "Report of Wednesday, February 11, 2026, 9:00 a.m. EST." in page
    assert "Émile &lt;b&gt;Tremblay&lt;/b&gt;" in page
    assert "<b>Tremblay" not in page
    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", page) == [
        "completion-spring.xlsx", "completion-spring.csv", "plotly.min.js",
    ]  # fmt: skip


def test_the_drawing_has_a_tile_with_symbol_and_words_for_every_learner_and_part(
    written: dict[str, Path],
) -> None:
    page = written[".html"].read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="figure">(.*?)</script>', page)
    assert found is not None
    (tiles,) = json.loads(found.group(1))["data"]
    assert tiles["x"] == [f"Part {number}" for number in range(1, 10)]
    assert sorted(row[0] for row in tiles["text"]) == sorted(
        ["✓ complete", "→ being scored"] + ["○ not started"] * 2
    )
    names = json.loads(found.group(1))["layout"]["yaxis"]["ticktext"]
    assert "Émile &lt;b&gt;Tremblay&lt;/b&gt; " in names, "plotly reads markup in labels"


def test_a_large_session_is_drawn_as_bars_that_add_up() -> None:
    many = [stand(f"p-{n:012x}") for n in range(MOST_TILES + 1)]
    many[0] = stand(many[0].person, part1=begun(PartState.GRADED, WaitingFor.INSTRUCTOR, OPENS))
    drawn = figure(COURSE.parts, learner_lines({one.person: one for one in many}, {}, COURSE, SPRING, OPENS))
    assert drawn["layout"]["barmode"] == "stack"
    assert {bar["name"]: (bar["x"], bar["text"]) for bar in drawn["data"]} == {
        "◐ waits for the instructor": ([1], ["◐ 1"]),
        "○ not started": ([MOST_TILES], [f"○ {MOST_TILES}"]),
    }


def test_a_session_without_learners_has_a_report_too(tmp_path: Path) -> None:
    office = open_office(tmp_path / "office")
    Sessions(office.records()).open_session(
        "spring", COURSE, "Spring", OPENS, OPENS + timedelta(days=9), "America/New_York"
    )
    paths = write_completion(office, COURSE, "spring", tmp_path / "reports", NOW)
    page = next(path for path in paths if path.suffix == ".html").read_text(encoding="utf-8")
    assert "Nobody has joined yet." in page
    assert "<table>" not in page


def test_a_part_that_is_not_released_in_the_session_is_not_missing(cohort: Cohort, tmp_path: Path) -> None:
    write_completion(cohort.office, WHOLE, "spring", tmp_path, NOW)
    rows = list(csv.reader(io.StringIO((tmp_path / "completion-spring.csv").read_text("utf-8-sig"))))
    bo = next(row for row in rows if row[0] == "Bo Adeyemi")
    assert bo[3:12] == ["being scored", *["not open yet"] * 8]


def test_one_affiliate_alone_and_a_chart_of_parts(cohort: Cohort, tmp_path: Path) -> None:
    for affiliate, learners in (("harbor bend  teachers", 4), ("Another Union", 0)):
        write_completion(cohort.office, COURSE, "spring", tmp_path, NOW, affiliate=affiliate)
        rows = list(csv.reader(io.StringIO((tmp_path / "completion-spring.csv").read_text("utf-8-sig"))))
        assert len(rows) == 1 + learners
    assert "Only members of" in (tmp_path / "completion-spring.html").read_text(encoding="utf-8")
    write_completion(cohort.office, COURSE, "spring", tmp_path, NOW)
    assert "xl/charts/chart1.xml" in zipfile.ZipFile(tmp_path / "completion-spring.xlsx").namelist()


def test_an_unknown_session_writes_nothing(cohort: Cohort, tmp_path: Path) -> None:
    with pytest.raises(SessionError, match='no session "autumn"'):
        write_completion(cohort.office, COURSE, "autumn", tmp_path / "reports", NOW)
    assert not (tmp_path / "reports").exists()


def test_a_file_that_cannot_be_written_is_told(cohort: Cohort, tmp_path: Path) -> None:
    (tmp_path / "completion-spring.csv").mkdir()
    with pytest.raises(
        OfficeError, match=r"completion-spring\.csv cannot be written: .*Close it if it is open"
    ):
        write_completion(cohort.office, COURSE, "spring", tmp_path, NOW)


def test_reading_a_report_changes_nothing_in_the_office(cohort: Cohort, tmp_path: Path) -> None:
    before = cohort.ledger.heads()
    write_completion(cohort.office, COURSE, "spring", tmp_path, NOW)
    assert cohort.ledger.heads() == before
    assert isinstance(cohort.office, Office)


def test_a_situation_reads_as_symbol_and_words() -> None:
    assert Situation("✓", "complete", Move.COMPLETE).text == "✓ complete"


# --- in a browser


@pytest.mark.browser
def test_the_page_draws_itself_without_the_web(written: dict[str, Path], browser: Any) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
    page.goto(written[".html"].as_uri())
    page.wait_for_selector("#where .heatmaplayer image, #where .heatmap-label")
    labels = page.locator("#where .ytick text").all_text_contents()
    words = page.locator("#where .heatmap-label text").all_text_contents()
    page.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert {label.strip() for label in labels} == set(NAMES)
    assert words.count("✓ complete") == 9
