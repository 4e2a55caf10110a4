"""Bringing a roster into a session: first a plan that changes nothing, then all of it or nothing.

In: the office, a session, a `Roster`. Out: a `Plan`; after `carry_out`, an invitation link for each new
person. Called by the command and the desk. Somebody with the same e-mail address is the same person; two
people here with one address are told, and neither is enrolled until staff say who is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from autograde.errors import RecordsError
from autograde.ledger.records import hold, reading, writing
from autograde.ledger.tables import person as person_table
from autograde.office import Office
from autograde.people import tokens
from autograde.people.enrolment import enrol
from autograde.people.register import keep_person
from autograde.registration.roster_file import Roster, RosterLine
from autograde.sessions.calendar import Sessions
from classroom.language import _

__all__ = ["SIGN_IN", "Plan", "carry_out", "people_by_email", "plan"]

SIGN_IN = "sign-in"
"""What the one-time code of a person on a roster is for: the desk's own word for signing somebody in."""


@dataclass(frozen=True)
class Plan:
    """What a roster would do. `known`: people here already, by row; `enrolled`: rows of those in the
    session."""

    session: str
    new: tuple[RosterLine, ...]
    known: Mapping[int, str]
    enrolled: tuple[int, ...]
    problems: tuple[str, ...]

    @property
    def can_be_done(self) -> bool:
        """Whether there is no problem left."""
        return not self.problems


def plan(office: Office, session: str, roster: Roster) -> Plan:
    """What bringing in this roster would mean. Raises SessionError for an unknown session. Changes
    nothing."""
    sessions = Sessions(office.records())
    sessions.get(session)
    here = set(sessions.enrolled(session))
    by_email = people_by_email(office)
    problems = list(roster.problems)
    new: list[RosterLine] = []
    known: dict[int, str] = {}
    for line in roster.lines:
        found = by_email.get(line.email.casefold(), []) if line.email else []
        if len(found) > 1:
            problems.append(
                _("Row {row}: {n} people here have the address {email} ({ids}). Say which is meant.").format(
                    row=line.row, n=len(found), email=line.email, ids=", ".join(found)
                )
            )
        elif found:
            known[line.row] = found[0]
        else:
            new.append(line)
    enrolled = tuple(row for row, person in known.items() if person in here)
    return Plan(session, tuple(new), known, enrolled, tuple(problems))


def carry_out(office: Office, made: Plan, now: datetime, days: int, actor: str) -> dict[str, str]:
    """Enrol everybody of a plan; returns a one-time code for each new person, by her id.

    Raises RecordsError, and changes nothing, while the plan has problems or when it no longer fits.
    """
    if not made.can_be_done:
        raise RecordsError(
            _("The roster has {n} problems. Nothing was changed: {first}").format(
                n=len(made.problems), first=made.problems[0]
            )
        )
    session = Sessions(office.records()).get(made.session)
    codes: dict[str, str] = {}
    with writing(office.records(), "people") as connection:
        hold(connection, f"session:{session.id}")
        for line in made.new:
            person = keep_person(connection, line.name, line.email, line.affiliate, line.local)
            enrol(connection, session, person, now, actor)
            codes[person] = tokens.create_code(connection, person, SIGN_IN, now + timedelta(days=days))
        for person in made.known.values():
            enrol(connection, session, person, now, actor)
    return codes


def people_by_email(office: Office) -> dict[str, list[str]]:
    """The ids of everybody with an e-mail address, by the address in small letters."""
    found: dict[str, list[str]] = {}
    with reading(office.records()) as connection:
        for row in connection.execute(
            select(person_table.c.id, person_table.c.email).order_by(person_table.c.id)
        ):
            if row.email:
                found.setdefault(row.email.casefold(), []).append(row.id)
    return found
