"""People: who stands behind a random id, and what lets her in.

In: the records. Out: ids, names, codes and tokens. Called by the desk, the command and reports.
Names and addresses are kept here, apart from the events, so that they can be corrected and erased.
"""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from autograde.errors import PersonError
from autograde.ledger.records import hold, reading, writing
from autograde.ledger.tables import affiliation, person
from autograde.people import invitations, tokens
from autograde.people.enrolment import enrol
from autograde.people.names import clean_email, clean_name, clean_place, same_place
from autograde.sessions.dates import Session
from classroom.language import _

__all__ = ["STAFF_SIGN_IN", "People", "Person", "keep_person"]

STAFF_SIGN_IN = "staff-sign-in"
"""The purpose of the one-time codes that sign staff in."""
CODE_MINUTES = 10
"""How long a one-time code works, unless the caller says otherwise."""
_ASKED_AT_ONCE = 500
"""Ids in one query; databases take thousands, older ones fewer."""


@dataclass(frozen=True)
class Person:
    """Who a person is, and where she belongs now; empty text where she has not said."""

    id: str
    name: str
    email: str
    affiliate: str
    local: str


class People:
    """The people of one office."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add_person(self, name: str, email: str = "", affiliate: str = "", local: str = "") -> str:
        """Keep a person and return her new random id; raises PersonError for a name that cannot be kept."""
        with writing(self.engine, "people") as connection:
            return keep_person(connection, name, email, affiliate, local)

    def person(self, person_id: str) -> Person:
        """Who that is; raises PersonError when nobody has the id."""
        found = self.people([person_id])
        if not found:
            raise PersonError(_('Nobody here has the id "{id}".').format(id=person_id))
        return found[person_id]

    def people(self, person_ids: Iterable[str]) -> dict[str, Person]:
        """Everyone of those ids who is kept here, by id; the order is that of the ids."""
        wanted = list(dict.fromkeys(person_ids))
        named: dict[str, Row[Any]] = {}
        where: dict[str, Row[Any]] = {}
        with reading(self.engine) as connection:
            for some in (wanted[at : at + _ASKED_AT_ONCE] for at in range(0, len(wanted), _ASKED_AT_ONCE)):
                named |= {
                    row.id: row for row in connection.execute(select(person).where(person.c.id.in_(some)))
                }
                places = select(affiliation).where(affiliation.c.person.in_(some)).order_by(affiliation.c.id)
                where |= {row.person: row for row in connection.execute(places)}
        found = {}
        for one in wanted:
            if one in named:
                row, place = named[one], where.get(one)
                home = (place.affiliate, place.local) if place else ("", "")
                found[one] = Person(one, row.name, row.email, *home)
        return found

    def everybody(self) -> list[str]:
        """The ids of all people who are kept here, staff among them."""
        with reading(self.engine) as connection:
            return list(connection.scalars(select(person.c.id).order_by(person.c.id)))

    def belonging_to(self, affiliate: str, local: str | None = None) -> list[str]:
        """The ids of everyone who belongs to an affiliate now, or to one local of it; no name matches all."""
        newest = select(affiliation).order_by(affiliation.c.id)
        with reading(self.engine) as connection:
            where = {row.person: row for row in connection.execute(newest)}
        return [
            one
            for one, place in where.items()
            if same_place(place.affiliate, affiliate) and (local is None or same_place(place.local, local))
        ]

    def name(self, person_id: str) -> str:
        """Her name; raises PersonError when nobody has the id."""
        return self.person(person_id).name

    def invite(self, session: str, created_at: datetime, expires_at: datetime) -> str:
        """Make an invitation for one person; the code is returned this once and never stored."""
        with writing(self.engine, f"session:{session}") as connection:
            return invitations.create(connection, session, created_at, expires_at)

    def invited_to(self, code: str, now: datetime) -> Session:
        """The session an invitation leads to; raises InvitationError when it would not be taken."""
        with reading(self.engine) as connection:
            return invitations.session_of(connection, code, now)

    def join(
        self,
        code: str,
        name: str,
        affiliate: str,
        local: str,
        now: datetime,
        email: str = "",
        among: Collection[int] | None = None,
    ) -> str:
        """Take an invitation: keep the person, enrol her, assign her variant, and return her id.

        among: the variants of the kind she picked; left out, hers is assigned when it is first asked for.
        All of it happens or nothing. Raises InvitationError for an unknown, used or expired invitation or a
        session that is over, PersonError for a name that cannot be kept (the invitation then still works).
        """
        with writing(self.engine, "people") as connection:
            session = invitations.session_of(connection, code, now)
            hold(connection, f"session:{session.id}")
            joined = keep_person(connection, name, email, affiliate, local)
            invitations.use(connection, code, joined, now)
            enrol(connection, session, joined, now, joined, among)
            return joined

    def token(self, person_id: str) -> str:
        """A new token for her JupyterLab, returned this once; only its hash is stored."""
        with writing(self.engine, "people") as connection:
            return tokens.create(connection, person_id)

    def who(self, token: str) -> str | None:
        """Whose token that is, or None when it is unknown or revoked."""
        with reading(self.engine) as connection:
            return tokens.owner(connection, token)

    def revoke(self, token: str) -> None:
        """Make a token useless."""
        with writing(self.engine, "people") as connection:
            tokens.revoke(connection, token)

    def revoke_all(self, person_id: str) -> None:
        """Make all her tokens useless, as when a laptop is lost."""
        with writing(self.engine, "people") as connection:
            tokens.revoke_all(connection, person_id)

    def one_time_code(self, person_id: str, purpose: str, now: datetime, minutes: int = CODE_MINUTES) -> str:
        """A code that works once, for that purpose, for some minutes; returned this once, stored hashed."""
        with writing(self.engine, "people") as connection:
            return tokens.create_code(connection, person_id, purpose, now + timedelta(minutes=minutes))

    def redeem(self, code: str, purpose: str, now: datetime) -> str:
        """Use a one-time code and return whose it is; CodeError when it is unknown, used or expired."""
        with writing(self.engine, "people") as connection:
            return tokens.redeem_code(connection, code, purpose, now)


def keep_person(connection: Connection, name: str, email: str, affiliate: str, local: str) -> str:
    """Keep a person within an open transaction and return her new random id; raises PersonError."""
    new_id = f"p-{secrets.token_hex(6)}"
    row = {"id": new_id, "name": clean_name(name), "email": clean_email(email)}
    place = {"affiliate": clean_place(affiliate, _("affiliate")), "local": clean_place(local, _("local"))}
    connection.execute(insert(person).values(row))
    connection.execute(insert(affiliation).values(person=new_id, **place))
    return new_id
