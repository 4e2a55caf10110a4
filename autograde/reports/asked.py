"""What staff ask for by name: one report or all of them, as files.

In: the office, the courses, the name of a report, sessions, days, an affiliate. Out: paths. Called by the
command and the desk, which therefore give the same files and refuse the same things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from autograde.course import Course
from autograde.errors import RulesError, SessionError
from autograde.exports.canvas import canvas_csv
from autograde.exports.grades import grades_of
from autograde.exports.moodle import moodle_csv
from autograde.office import Office
from autograde.program.rules import find_rules
from autograde.reports.completion import write_completion
from autograde.reports.every import program_reports, write_every_report
from autograde.reports.names import System, What
from autograde.reports.report import write_report
from autograde.reports.scope import Scope, find
from autograde.sessions.calendar import Sessions
from autograde.sessions.opening import course_of_session
from classroom.language import _

__all__ = ["exported_grades", "scope_asked", "write_asked"]


def scope_asked(
    sessions: Sequence[str] = (), since: date | None = None, until: date | None = None, affiliate: str = ""
) -> Scope:
    """What a report is to be about; raises SessionError for a range that ends before it begins."""
    if since and until and until < since:
        raise SessionError(
            _("The range ends ({until}) before it begins ({since}).").format(until=until, since=since)
        )
    return Scope(tuple(sessions), since, until, affiliate)


def write_asked(
    office: Office,
    courses: Mapping[str, Course],
    what: What,
    scope: Scope,
    folder: Path,
    now: datetime,
    programs: Path | None = None,
) -> list[Path]:
    """Write one report, or all, into a folder; returns the paths of the files.

    Raises RulesError where a range of days means nothing, SessionError for a session that is not there,
    OfficeError when a file cannot be written.
    """
    if what is What.ALL:
        return write_every_report(office, courses, folder, now, scope, programs)
    if what is What.COMPLETION:
        return _completion(office, courses, scope, folder, now, programs)
    found = find(office, courses, scope, now, programs)
    return write_report(program_reports(office, programs)[what.value](found), folder, now)


def exported_grades(
    office: Office,
    courses: Mapping[str, Course],
    system: System,
    session: str,
    now: datetime,
    programs: Path | None = None,
) -> bytes:
    """The grades of a session as a file that Canvas or Moodle imports. Raises SessionError as grades_of."""
    grades = grades_of(office, find(office, courses, Scope((session,)), now, programs))
    return canvas_csv(grades) if system is System.CANVAS else moodle_csv(grades)


def _completion(
    office: Office,
    courses: Mapping[str, Course],
    scope: Scope,
    folder: Path,
    now: datetime,
    programs: Path | None,
) -> list[Path]:
    if scope.since or scope.until:
        raise RulesError(
            _(
                "The completion report says how it stands now; it takes no range of days. "
                "Other reports do: leave the days out, or ask for another one."
            )
        )
    written: list[Path] = []
    for session in scope.sessions or [one.id for one in Sessions(office.records()).all()]:
        course = course_of_session(office, courses, session)
        rules = find_rules(course.id, programs)
        written += write_completion(office, course, session, folder, now, rules, affiliate=scope.affiliate)
    return written
