"""Pairing two teams, writing one statement together, signing it.

In: the office, teams, who, when. Out: events, and saves of the text (plan/saves.py: two who write at once
both keep their words). Called by the command and the desk. Each side signs through its coordinator. Once both
have signed the same text, it stays as it is.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from autograde.errors import TeamError
from autograde.ledger.events import OFFICE, Event, EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.names import clean_place
from autograde.teams.joint.statement import JointStatement, Side, statements_of
from autograde.teams.opening import find_workshop, workshop_with_team
from autograde.teams.plan.saves import PlanVersions, plan_sha256, read_plan, save_section
from autograde.teams.recording import put_on_record
from classroom.language import _

__all__ = [
    "SECTIONS",
    "find_statement",
    "pair_teams",
    "side_of_person",
    "sign_statement",
    "statement_of_team",
    "write_statement",
]

SECTIONS = ("clause", "commitment")
"""What both write: the clause as they would have it, and what each side commits itself to."""


def pair_teams(
    office: Office, labor: str, management: str, clause: str, actor: str, now: datetime
) -> JointStatement:
    """Pair two accepted teams of one workshop over a clause.

    Raises TeamError for one team twice, teams of two workshops, a team that is not accepted or is paired
    already, and without a clause.
    """
    workshop = workshop_with_team(office, labor)
    teams = (workshop.team(labor), workshop.team(management))
    if labor == management or not all(team.accepted for team in teams):
        raise TeamError(_("A pair is two different teams of one workshop, both accepted."))
    if any(statement_of_team(office, team) for team in (labor, management)):
        raise TeamError(_("One of these teams has a partner already."))
    named = clean_place(clause, _("clause"))
    if not named:
        raise TeamError(_("Name the clause that both work on, such as Article 12."))
    pair = f"t-{secrets.token_hex(6)}"
    body = {"pair": pair, "labor": labor, "management": management, "clause": named}
    put_on_record(office, workshop.id, OFFICE, EventKind.TEAMS_PAIRED, body, actor, now)
    return find_statement(office, pair)


def find_statement(office: Office, pair: str) -> JointStatement:
    """The statement of that id; raises TeamError when there is none."""
    found = statements_of(_events(office)).get(pair)
    if found is None:
        raise TeamError(_('There is no joint statement "{id}" here.').format(id=pair))
    return found


def statement_of_team(office: Office, team: str) -> JointStatement | None:
    """The statement that a team writes with its partner, or None."""
    found = statements_of(_events(office)).values()
    return next((one for one in found if one.side_of(team)), None)


def side_of_person(office: Office, statement: JointStatement, person: str) -> Side | None:
    """On which side somebody sits now, or None."""
    workshop = find_workshop(office, statement.workshop)
    sides = (side for side, team in statement.teams.items() if workshop.team(team).holds(person))
    return next(sides, None)


def write_statement(
    office: Office,
    pair: str,
    section: str,
    text: str,
    base: int,
    person: str,
    now: datetime,
    took_in: Collection[int] = (),
) -> PlanVersions:
    """Save what a member of either side wrote.

    Raises TeamError for anybody else, for an unknown section, and once both sides have signed.
    """
    statement = find_statement(office, pair)
    if section not in SECTIONS or side_of_person(office, statement, person) is None:
        raise TeamError(_("Only the two teams write in their statement."))
    if statement.in_force(plan_sha256(read_plan(office, pair))):
        raise TeamError(_("Both sides have signed, so the statement stays as it is."))
    return save_section(office, pair, section, text, base, person, now, took_in)


def sign_statement(office: Office, pair: str, person: str, now: datetime) -> Event:
    """Sign the text as it stands, for the side that somebody coordinates.

    Raises TeamError for anybody else, while a section is empty or two texts wait to be joined, and for a text
    that the side has signed already.
    """
    statement, plan = find_statement(office, pair), read_plan(office, pair)
    workshop = find_workshop(office, statement.workshop)
    sides = (side for side, team in statement.teams.items() if workshop.team(team).coordinator == person)
    side = next(sides, None)
    if side is None:
        raise TeamError(_("The coordinator of each side signs, for her whole team."))
    if not all(plan.content(section) for section in SECTIONS):
        raise TeamError(_("There is nothing to sign yet: write the clause and what both commit to."))
    if plan.unjoined:
        raise TeamError(_("Two texts wait to be joined. Join them before anybody signs."))
    text = plan_sha256(plan)
    if statement.signed(side, text):
        raise TeamError(_("Your side has signed this text already."))
    body = {"pair": pair, "side": side.value, "text_sha256": text}
    return put_on_record(office, statement.workshop, OFFICE, EventKind.STATEMENT_SIGNED, body, person, now)


def _events(office: Office) -> list[Event]:
    kinds = {EventKind.TEAMS_PAIRED, EventKind.STATEMENT_SIGNED}
    return Ledger(office.records()).events(OFFICE, kinds=kinds)
