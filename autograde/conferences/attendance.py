"""Who was at a workshop of one day, and the credit it counts for: first a plan that changes nothing.

In: the office, a conference, the number of a workshop, an attendance list. Out: `Listed`; then proposals
whose evidence is the list itself. A second person approves each (program/outside.py). Called by the command.
People are found as program/attendance.py finds them: nobody is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from autograde.conferences.catalogue import Conference, ConferenceWorkshop
from autograde.errors import RulesError
from autograde.ledger.events import Event
from autograde.office import Office
from autograde.program.attendance import Attendance, propose_all, read_attendance
from autograde.program.certificate_rules import CertificateRules
from autograde.registration.roster_file import Roster, RosterLine
from autograde.teams.attendance_file import AttendanceSheet
from classroom.language import _

__all__ = ["Listed", "plan_credit", "propose_credit"]


@dataclass(frozen=True)
class Listed:
    """Whom a list names as present at a workshop, and what stands in the way."""

    workshop: ConferenceWorkshop
    attendance: Attendance


def plan_credit(office: Office, conference: Conference, number: int, sheet: AttendanceSheet) -> Listed:
    """What bringing in a list would mean.

    Raises RulesError for an unknown workshop, or one for which the page names no credit.
    """
    workshop = conference.workshop(number)
    if workshop.offering is None:
        raise RulesError(
            _(
                'The page of "{title}" names no credit for workshop {number} ({subject}). Nothing is '
                "credited until the program says what it counts for."
            ).format(title=conference.title, number=number, subject=workshop.subject)
        )
    present = tuple(
        RosterLine(line.row, line.name, line.email, line.affiliate, line.local)
        for line in sheet.lines
        if line.present
    )
    return Listed(workshop, read_attendance(office, Roster(present, sheet.problems, sheet.ignored)))


def propose_credit(
    office: Office,
    conference: Conference,
    listed: Listed,
    rules: CertificateRules,
    evidence: bytes,
    actor: str,
) -> list[Event]:
    """Propose the credit of everybody who was there, or of nobody while a problem is left.

    Saying it again changes nothing. Raises RecordsError for problems, and for an offering that the
    certificate's rules do not know.
    """
    day = datetime.combine(conference.day, time(), UTC)
    offering = listed.workshop.offering or ""
    return propose_all(office, rules, listed.attendance, offering, day, evidence, actor)
