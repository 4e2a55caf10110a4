"""What program staff of the play do about applications: take them for two weeks, and accept.

In: the office, a session, moments. Out: events, and the code that an accepted applicant comes in with. Called
by demonstration.run. It is what `bargain registration` does.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from autograde.ledger.events import EventKind
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.registration.applications import Decision, decide, open_registration, registration_of

__all__ = ["accept", "registration_opens", "take_applications"]

PLACES = 40


def registration_opens(opens: datetime) -> datetime:
    """Three weeks before the session; a week before it, registration ends."""
    return opens - timedelta(weeks=3)


def take_applications(office: Office, session: str, opens: datetime, actor: str) -> None:
    """Open the registration of a session, once."""
    kinds = {EventKind.REGISTRATION_OPENED}
    if not Ledger(office.records()).events(session=session, kinds=kinds):
        deadline, now = opens - timedelta(weeks=1), registration_opens(opens)
        open_registration(office, session, deadline, PLACES, actor, now)


def accept(office: Office, session: str, email: str, actor: str, now: datetime) -> str:
    """Accept the application from an address; returns the code of the link that its sender gets."""
    people = People(office.records())
    applied = people.people(one.person for one in registration_of(office, session).applications)
    person = next(one.id for one in applied.values() if one.email == email)
    decide(office, session, person, Decision.ACCEPTED, "", actor, now)
    return people.one_time_code(person, "sign-in", now, minutes=30 * 24 * 60)
