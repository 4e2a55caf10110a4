"""Correcting who somebody is: her name, address, affiliate or local, as she gives them now.

In: the office, a person, what is new. Out: which fields changed. Called by the command and the desk. The
ledger records that a field was corrected, and never what it said: names live apart. Where she was before
stays known.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, update

from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.records import writing
from autograde.ledger.store import Ledger
from autograde.ledger.tables import affiliation
from autograde.ledger.tables import person as person_table
from autograde.office import Office
from autograde.people.names import clean_email, clean_name, clean_place
from autograde.people.register import People
from autograde.program.outside import OUTSIDE
from classroom.language import _

__all__ = ["correct_person"]


def correct_person(
    office: Office,
    person: str,
    *,
    name: str | None = None,
    email: str | None = None,
    affiliate: str | None = None,
    local: str | None = None,
    actor: str,
    now: datetime,
) -> list[str]:
    """Change what is given (None: stays); returns the names of the fields that are other now.

    Raises PersonError for an unknown id, or for what cannot be kept; then nothing has changed.
    """
    before = People(office.records()).person(person)
    wanted = {
        "name": before.name if name is None else clean_name(name),
        "email": before.email if email is None else clean_email(email),
        "affiliate": before.affiliate if affiliate is None else clean_place(affiliate, _("affiliate")),
        "local": before.local if local is None else clean_place(local, _("local")),
    }
    changed = [field for field, value in wanted.items() if getattr(before, field) != value]
    if not changed:
        return []
    ledger = Ledger(office.records())
    times = len(ledger.events(person, kinds={EventKind.PERSON_CORRECTED}))
    with writing(office.records(), "people") as connection:
        row = {"name": wanted["name"], "email": wanted["email"]}
        connection.execute(update(person_table).where(person_table.c.id == person).values(row))
        if {"affiliate", "local"} & set(changed):
            place = {"affiliate": wanted["affiliate"], "local": wanted["local"]}
            connection.execute(insert(affiliation).values(person=person, **place))
    ledger.append(
        NewEvent(
            key=f"corrected:{person}:{times + 1}",
            person=person,
            session=OUTSIDE,
            kind=EventKind.PERSON_CORRECTED,
            occurred_at=now,
            actor=actor,
            body={"fields": changed},
        )
    )
    return changed
