"""Outside credit for a whole list: everybody on an attendance list of an intensive or a workshop.

In: the office, a certificate's rules, the bytes of a list (CSV or workbook). Out: first a plan that changes
nothing, then proposals, whose evidence is the list itself. A second person approves each. Called by the
command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from autograde.errors import RecordsError
from autograde.ledger.events import Event
from autograde.office import Office
from autograde.people.register import People, Person
from autograde.program.certificate_rules import CertificateRules
from autograde.program.outside import offering_of, propose
from autograde.registration.roster_file import Roster, RosterLine
from classroom.language import _

__all__ = ["Attendance", "propose_all", "read_attendance"]


@dataclass(frozen=True)
class Attendance:
    """Whom a list names, by row; and what stands in the way."""

    people: Mapping[int, str]
    problems: tuple[str, ...]


def read_attendance(office: Office, roster: Roster) -> Attendance:
    """Who of the people here is on the list: by e-mail address, or by name where only one has it."""
    people = People(office.records())
    known = list(people.people(people.everybody()).values())
    found: dict[int, str] = {}
    problems = list(roster.problems)
    for line in roster.lines:
        same = _meant(line, known)
        if len(same) == 1 and same[0].id not in found.values():
            found[line.row] = same[0].id
        else:
            problems.append(_problem(line, same))
    return Attendance(found, tuple(problems))


def propose_all(
    office: Office,
    rules: CertificateRules,
    listed: Attendance,
    offering: str,
    attended_at: datetime,
    evidence: bytes,
    actor: str,
) -> list[Event]:
    """Propose the credit for everybody on the list, or for nobody while a problem is left.

    Saying it again changes nothing. Raises RecordsError for problems or an unknown offering.
    """
    offering_of(rules, offering)
    if listed.problems:
        raise RecordsError(
            _("The list has {n} problems. Nothing was changed: {first}").format(
                n=len(listed.problems), first=listed.problems[0]
            )
        )
    return [
        propose(office, rules, person, offering, attended_at, evidence, actor)
        for person in listed.people.values()
    ]


def _meant(line: RosterLine, known: list[Person]) -> list[Person]:
    if line.email:
        return [one for one in known if one.email.casefold() == line.email.casefold()]
    return [one for one in known if one.name.casefold() == line.name.casefold()]


def _problem(line: RosterLine, same: list[Person]) -> str:
    if not same:
        return _("Row {row}: {name} is not known here.").format(row=line.row, name=line.email or line.name)
    if len(same) == 1:
        return _("Row {row}: {name} stands in an earlier row already.").format(row=line.row, name=line.name)
    ids = ", ".join(one.id for one in same)
    return _("Row {row}: {name} could be {ids}. Give the e-mail address.").format(
        row=line.row, name=line.name, ids=ids
    )
