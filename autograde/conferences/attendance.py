"""Who was at a workshop of one day, and the credit it counts for: first a plan that changes nothing.

In: the office, a conference, the number of a workshop, an attendance list. Out: `Listed`; then proposals
whose evidence is the list itself. A second person approves each (program/outside.py). Called by the
command. People are found by their address, or by name where the list has none; nobody is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import select

from autograde.conferences.catalogue import Conference, ConferenceWorkshop
from autograde.errors import RecordsError, RulesError
from autograde.ledger.events import Event
from autograde.ledger.records import reading
from autograde.ledger.tables import person as person_table
from autograde.office import Office
from autograde.program.certificate_rules import CertificateRules
from autograde.program.outside import propose
from autograde.teams.attendance_file import AttendanceLine, AttendanceSheet
from classroom.language import _

__all__ = ["Listed", "plan_credit", "propose_credit"]


@dataclass(frozen=True)
class Listed:
    """Whom a list names as present, by row; and what stands in the way."""

    workshop: ConferenceWorkshop
    people: Mapping[int, str]
    problems: tuple[str, ...]


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
    by_email, by_name = _known(office)
    people: dict[int, str] = {}
    problems = list(sheet.problems)
    for line in sheet.lines:
        if not line.present:
            continue
        key = (line.email or line.name).casefold()
        same = (by_email if line.email else by_name).get(key, [])
        if len(same) == 1:
            people[line.row] = same[0]
        else:
            problems.append(_not_told(line, same))
    return Listed(workshop, people, tuple(problems))


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
    if listed.problems:
        raise RecordsError(
            _("The list has {n} problems. Nothing was changed: {first}").format(
                n=len(listed.problems), first=listed.problems[0]
            )
        )
    day = datetime.combine(conference.day, time(), UTC)
    offering = listed.workshop.offering or ""
    return [
        propose(office, rules, person, offering, day, evidence, actor)
        for person in dict.fromkeys(listed.people.values())
    ]


def _known(office: Office) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Everybody here, by address and by name, in small letters."""
    by_email: dict[str, list[str]] = {}
    by_name: dict[str, list[str]] = {}
    with reading(office.records()) as connection:
        for row in connection.execute(select(person_table).order_by(person_table.c.id)):
            by_name.setdefault(row.name.casefold(), []).append(row.id)
            if row.email:
                by_email.setdefault(row.email.casefold(), []).append(row.id)
    return by_email, by_name


def _not_told(line: AttendanceLine, same: list[str]) -> str:
    who = f"{line.name} ({line.email})" if line.email else line.name
    if same:
        return _("Row {row}: {who} could be {people}. Add her e-mail address.").format(
            row=line.row, who=who, people=", ".join(same)
        )
    return _("Row {row}: {who} is not known here. Bring her in first, with a roster.").format(
        row=line.row, who=who
    )
