"""A team applies: first a plan that changes nothing, then all of it or nothing.

In: the office, a workshop, what the team calls itself, a `TeamRoster`. Out: `Application`; after `carry_out`,
the team's id and a sign-in code for each new person. Called by the command and the demonstration. A team that
may not come is refused on record with its reasons, is charged nothing, and none of its people are kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from autograde.errors import RecordsError, TeamError
from autograde.ledger.events import OFFICE, EventKind, NewEvent
from autograde.ledger.records import writing
from autograde.ledger.store import record
from autograde.office import Office
from autograde.people import tokens
from autograde.people.names import clean_name
from autograde.people.register import keep_person
from autograde.registration.roster import SIGN_IN, people_by_email
from autograde.sessions.local_time import local_time
from autograde.teams.details import keep_details, keep_team_name
from autograde.teams.eligibility import Reason, TeamRole, reasons_against
from autograde.teams.fee import team_fee_dollars
from autograde.teams.member_file import MemberLine, TeamRoster
from autograde.teams.opening import find_workshop
from autograde.teams.team import TeamState
from autograde.teams.workshop import Workshop
from classroom.language import _

__all__ = ["Application", "Applied", "apply_as_team", "plan_application"]


@dataclass(frozen=True)
class Application:
    """What an application would do.

    `known`: people here already, by row. `problems` stop it, `because` refuses it; the fee is None where it
    would be refused.
    """

    workshop: Workshop
    name: str
    lines: tuple[MemberLine, ...]
    known: Mapping[int, str]
    problems: tuple[str, ...]
    because: tuple[Reason, ...]
    fee_dollars: Decimal | None

    @property
    def people(self) -> int:
        """How many different people are on the roster."""
        return len(self.lines)


@dataclass(frozen=True)
class Applied:
    """What became of it: the team's id, why it was refused (empty: it was not), codes by person."""

    team: str
    because: tuple[Reason, ...]
    codes: Mapping[str, str]


def plan_application(
    office: Office, workshop: str, name: str, roster: TeamRoster, now: datetime
) -> Application:
    """What applying would mean; changes nothing.

    Raises TeamError for an unknown workshop or after its deadline, PersonError for a name that cannot be
    kept.
    """
    found = find_workshop(office, workshop)
    if now > found.deadline:
        raise TeamError(
            _('Applications for "{title}" were taken until {when}.').format(
                title=found.title, when=local_time(found.deadline, found.zone)
            )
        )
    by_email = people_by_email(office)
    problems, known = list(roster.problems), {}
    for line in roster.lines:
        same = by_email.get(line.email.casefold(), []) if line.email else []
        if len(same) > 1:
            problems.append(
                _("Row {row}: {n} people here have the address {email} ({ids}). Say which is meant.").format(
                    row=line.row, n=len(same), email=line.email, ids=", ".join(same)
                )
            )
        elif same:
            known[line.row] = same[0]
    people = [(known.get(line.row) or line.who, line.role) for line in roster.lines]
    elsewhere = [who for who, _role in people if found.team_of(who)]
    because = reasons_against(found.rules, people, elsewhere)
    fee = None if because else team_fee_dollars(found.rules, len(people))
    return Application(found, clean_name(name), roster.lines, known, tuple(problems), because, fee)


def apply_as_team(office: Office, planned: Application, now: datetime, days: int, actor: str) -> Applied:
    """Put the application on record, with its people; or refuse it, with the reasons and nobody's name.

    Raises RecordsError, and changes nothing, while the roster has problems.
    """
    if planned.problems:
        raise RecordsError(
            _("The roster has {n} problems. Nothing was changed: {first}").format(
                n=len(planned.problems), first=planned.problems[0]
            )
        )
    team, workshop = f"t-{secrets.token_hex(6)}", planned.workshop.id
    codes: dict[str, str] = {}
    people: dict[str, MemberLine] = {}
    with writing(office.records(), "people") as connection:
        applied = {"team": team, "people": planned.people}
        _say(connection, workshop, OFFICE, EventKind.TEAM_APPLIED, team, actor, now, applied)
        if planned.because:
            body = {
                "team": team,
                "decision": TeamState.REFUSED.value,
                "people": planned.people,
                "fee_dollars": None,
                "because": [one.value for one in planned.because],
            }
            _say(connection, workshop, OFFICE, EventKind.TEAM_DECIDED, team, actor, now, body)
        else:
            for line in planned.lines:
                person = planned.known.get(line.row)
                if person is None:
                    person = keep_person(connection, line.name, line.email, line.affiliate, line.local)
                    expires = now + timedelta(days=days)
                    codes[person] = tokens.create_code(connection, person, SIGN_IN, expires)
                people[person] = line
                _join(connection, workshop, person, team, line.role, actor, now)
    keep_team_name(office, team, planned.name)
    for person, line in people.items():
        keep_details(office, team, person, line.details)
    return Applied(team, planned.because, codes)


def _join(
    connection: Connection,
    workshop: str,
    person: str,
    team: str,
    role: TeamRole,
    actor: str,
    now: datetime,
) -> None:
    body = {"team": team, "role": role.value}
    _say(connection, workshop, person, EventKind.TEAM_JOINED, team, actor, now, body)


def _say(
    connection: Connection,
    workshop: str,
    person: str,
    kind: EventKind,
    team: str,
    actor: str,
    now: datetime,
    body: Mapping[str, object],
) -> None:
    key = f"{kind}:{workshop}:{team}:{person}:1"
    record(connection, NewEvent(key, person, workshop, kind, now, actor, body=body), now)
