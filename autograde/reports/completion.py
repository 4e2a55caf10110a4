"""The completion report of a session: who is where, who is stuck, what was earned; as CSV, XLSX and HTML.

In: the office, the course, a session, the rules, a moment. Out: a table, or the paths of the files.
Called by the command and the demonstration. It reads, and changes nothing in the office.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from autograde.course import Course
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.names import same_place
from autograde.people.register import People, Person
from autograde.program.rules import Rules, find_rules
from autograde.program.standing import Standing, standing
from autograde.release.release import as_released
from autograde.reports.csv_file import csv_bytes
from autograde.reports.files import PLOTLY_FILE, plotly_script, write_files
from autograde.reports.html_page import PageContent, html_page
from autograde.reports.lines import LearnerLine, learner_lines
from autograde.reports.situations import move_word
from autograde.reports.xlsx_file import xlsx_bytes
from autograde.sessions.calendar import Session, Sessions
from autograde.sessions.local_time import local_time
from classroom.language import _

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["table", "write_completion"]


def table(
    standings: Mapping[str, Standing],
    people: Mapping[str, Person],
    course: Course,
    session: Session,
    now: datetime,
) -> DataFrame:
    """One row for each learner, by name.

    Columns: name, affiliate, local; the situation in each part of the course, in words; parts complete;
    score and out of (points of the graded questions scored so far); memo (of the last part that was scored);
    units; next move; last activity and stuck since (times in the session's zone). Gaps where nothing is.
    """
    return _frame(learner_lines(standings, people, course, session, now), course, session)


def write_completion(
    office: Office,
    course: Course,
    session: str,
    folder: Path,
    now: datetime,
    rules: Rules | None = None,
    affiliate: str = "",
) -> list[Path]:
    """Write completion-<session>.csv, .xlsx and .html, and plotly.min.js beside them; returns their paths.

    `rules`: those of the programs that came with the software, unless given. `affiliate`: only its members;
    everybody when empty. The files hold names: only the
    account that wrote them can read them. Raises SessionError, RulesError, or OfficeError when a file cannot
    be written, as when it is open in a spreadsheet.
    """
    found = Sessions(office.records()).get(session)
    course = as_released(office, course, session)
    rules = rules or find_rules(course.id)
    events = Ledger(office.records()).events(session=session)
    standings = standing(events, course, rules, now)
    people = People(office.records()).people(standings)
    if affiliate:
        people = {one: who for one, who in people.items() if same_place(who.affiliate, affiliate)}
        standings = {one: standings[one] for one in people}
    lines = learner_lines(standings, people, course, found, now)
    notes = _notes(course, found, rules, now)
    if affiliate:
        notes.insert(1, (_("Only members of"), affiliate))
    name = f"completion-{session}"
    content = PageContent(course, found, lines, notes, (f"{name}.xlsx", f"{name}.csv"), now)
    frame = _frame(lines, course, found)
    files = {
        f"{name}.csv": csv_bytes(frame),
        f"{name}.xlsx": xlsx_bytes(
            frame, f"{course.title}: {found.title}", notes, now, bars=(_parts_complete(frame),)
        ),
        f"{name}.html": html_page(content).encode("utf-8"),
        PLOTLY_FILE: plotly_script(),
    }
    return write_files(folder, files)


def _frame(lines: Sequence[LearnerLine], course: Course, session: Session) -> DataFrame:
    from pandas import DataFrame

    zone = ZoneInfo(session.zone)
    columns: dict[str, list[Any]] = {
        _("Name"): [line.name for line in lines],
        _("Affiliate"): [line.affiliate for line in lines],
        _("Local"): [line.local for line in lines],
    }
    for place, part in enumerate(course.parts):
        heading = _("Part {number}: {title}").format(number=part.number, title=part.title)
        columns[heading] = [line.situations[place].words for line in lines]
    columns |= {
        _("Parts complete"): [line.parts_complete for line in lines],
        _("Score (points)"): [_number(line.score_points) for line in lines],
        _("Out of (points)"): [_number(line.max_points) for line in lines],
        _("Memo"): [line.memo for line in lines],
        _("Units"): [_number(line.units) for line in lines],
        _("Next move"): [move_word(line.move) for line in lines],
        _("Last activity ({zone})").format(zone=session.zone): [
            line.last_activity.astimezone(zone) for line in lines
        ],
        _("Stuck since ({zone})").format(zone=session.zone): [
            line.stuck_since.astimezone(zone) if line.stuck_since else None for line in lines
        ],
    }
    return DataFrame(columns, dtype=object)


def _parts_complete(frame: DataFrame) -> int:
    """The place of the column that the chart shows."""
    return list(frame.columns).index(_("Parts complete"))


def _notes(course: Course, session: Session, rules: Rules, now: datetime) -> list[tuple[str, str]]:
    """What the words of the report mean, for a reader who was not there."""
    return [
        (_("Made"), local_time(now, session.zone)),
        (_("Complete"), _complete_note(rules)),
        (_("Where that comes from"), f"{rules.source}. {rules.note}"),
        (_("Score"), _("Points of the graded questions, of the parts scored so far; memos are not in it.")),
        (_("Memo"), _("The instructor's word on the memo of the last part that was scored.")),
        (_("Stuck since"), _stuck_note(course)),
        (_("Units"), _("Given when all parts of the course are complete, and none before.")),
    ]


def _complete_note(rules: Rules) -> str:
    needs = [_("at least {percent} % of the points").format(percent=rules.pass_mark_percent)]
    needs += [_("a memo that is met")] if rules.memo_must_be_met else []
    needs += [_("an archived run")] if rules.run_must_be_archived else []
    return _(
        "A part is complete with {needs}; the latest scored attempt counts. Rules {id}, version {version}."
    ).format(needs=", ".join(needs), id=rules.id, version=rules.version)


def _stuck_note(course: Course) -> str:
    return _(
        "Since when something has waited, where that is longer than the course's turnaround of {days} "
        "working days; a failed run counts at once. A learner between two parts is not stuck."
    ).format(days=course.turnaround_days)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
