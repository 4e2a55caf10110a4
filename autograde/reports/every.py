"""All reports there are, by name, and all of them at once.

In: the office, the courses, a scope. Out: `Report`s or paths. Called by `bargain report` and the
demonstration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from autograde.course import Course
from autograde.office import Office
from autograde.people.staff import Staff
from autograde.program.certificate_rules import find_certificates
from autograde.program.rules import find_rules
from autograde.reports.affiliates import affiliates
from autograde.reports.completion import write_completion
from autograde.reports.items import items
from autograde.reports.missing_work import missing_work
from autograde.reports.reconciliation import reconciliation
from autograde.reports.register import register
from autograde.reports.report import Report, write_report
from autograde.reports.scope import Found, Scope, find
from autograde.reports.teams import team_members, teams
from autograde.reports.turnaround import turnaround
from autograde.reports.units_earned import units_earned
from autograde.sessions.calendar import Sessions

__all__ = ["program_reports", "write_every_report"]


def program_reports(office: Office, programs: Path | None = None) -> dict[str, Callable[[Found], Report]]:
    """The reports about a scope, by name; the completion report is about one session (see completion.py).

    programs: the folder of the rules; those of this project if left out.
    """
    certificates = find_certificates(programs / "certificates" if programs else None)
    staff = {member.id: member.name for member in Staff(office.records()).all()}
    return {
        "affiliates": affiliates,
        "units": units_earned,
        "turnaround": lambda found: turnaround(found, staff),
        "certificates": lambda found: register(found, certificates),
        "reconciliation": lambda found: reconciliation(office, found),
        "missing-work": missing_work,
        "items": lambda found: items(office, found),
        "teams": lambda found: teams(office, found),
        "team-members": lambda found: team_members(office, found),
    }


def write_every_report(
    office: Office,
    courses: Mapping[str, Course],
    folder: Path,
    now: datetime,
    scope: Scope | None = None,
    programs: Path | None = None,
) -> list[Path]:
    """Write the completion report of each session in scope, and every other report; returns the paths."""
    asked = scope or Scope()
    ids = asked.sessions or [session.id for session in Sessions(office.records()).all()]
    written: list[Path] = []
    for session in ids:
        course = courses[Sessions(office.records()).get(session).course]
        rules = find_rules(course.id, programs)
        written += write_completion(office, course, session, folder, now, rules, affiliate=asked.affiliate)
    found = find(office, courses, asked, now, programs)
    for make in program_reports(office, programs).values():
        written += write_report(make(found), folder, now)
    return list(dict.fromkeys(written))
