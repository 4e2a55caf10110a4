"""Applications: a session with a deadline and so many places; apply, accept, wait, decline.

In: the office, a session, people, moments. Out: events, and who stands where. Called by the command and the
desk. Everything is an event; where somebody stands is folded from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from autograde.errors import SessionError
from autograde.ledger.events import OFFICE, Event, EventKind, NewEvent
from autograde.ledger.moments import moment_from_text, moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.sessions.calendar import Sessions
from autograde.sessions.local_time import local_time
from classroom.language import _

__all__ = ["Application", "Decision", "Registration", "apply", "decide", "open_registration", "registration"]


class Decision(StrEnum):
    """Where an application stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    DECLINED = "declined"


@dataclass(frozen=True)
class Application:
    """One application, in the order in which they came."""

    person: str
    applied_at: datetime
    decision: Decision


@dataclass(frozen=True)
class Registration:
    """A session's deadline and places (None: no limit), and its applications."""

    deadline: datetime
    places: int | None
    applications: tuple[Application, ...]

    @property
    def free(self) -> int | None:
        """Places that nobody was given; None where there is no limit."""
        if self.places is None:
            return None
        return self.places - sum(one.decision is Decision.ACCEPTED for one in self.applications)


def open_registration(
    office: Office, session: str, deadline: datetime, places: int | None, actor: str, now: datetime
) -> None:
    """Open the registration of a session, or change its deadline and places.

    Raises SessionError for places below one, or a deadline after the session has closed.
    """
    found = Sessions(office.records()).get(session)
    if places is not None and places < 1:
        raise SessionError(_("A session has at least one place."))
    if deadline > found.closes_at:
        raise SessionError(_("The deadline lies after the session closes. Nothing was changed."))
    ledger = Ledger(office.records())
    before = len(ledger.events(OFFICE, session, {EventKind.REGISTRATION_OPENED}))
    ledger.append(
        NewEvent(
            key=f"registration:{session}:{before + 1}",
            person=OFFICE,
            session=session,
            kind=EventKind.REGISTRATION_OPENED,
            occurred_at=now,
            actor=actor,
            body={"deadline": moment_to_text(deadline), "places": places},
        )
    )


def registration(events: Iterable[Event]) -> Registration | None:
    """The registration of one session, folded from its events; None when it was never opened. Pure."""
    opened: Event | None = None
    applied: dict[str, Application] = {}
    for event in events:
        if event.kind is EventKind.REGISTRATION_OPENED:
            opened = event
        elif event.kind is EventKind.APPLIED:
            applied.setdefault(event.person, Application(event.person, event.occurred_at, Decision.OPEN))
        elif event.kind is EventKind.APPLICATION_DECIDED and event.person in applied:
            decision = Decision(event.body["decision"])
            applied[event.person] = Application(event.person, applied[event.person].applied_at, decision)
    if opened is None:
        return None
    deadline = moment_from_text(opened.body["deadline"])
    return Registration(deadline, opened.body["places"], tuple(applied.values()))


def apply(office: Office, session: str, person: str, actor: str, now: datetime) -> Event:
    """Record an application; a second one changes nothing.

    Raises SessionError when registration is not open, or the deadline has passed.
    """
    found = Sessions(office.records()).get(session)
    People(office.records()).person(person)
    ledger = Ledger(office.records())
    stands = registration(ledger.events(session=session))
    if stands is None:
        raise SessionError(_('Registration for "{title}" is not open.').format(title=found.title))
    applied_before = person in {one.person for one in stands.applications}
    if now > stands.deadline and not applied_before:
        raise SessionError(
            _('Applications for "{title}" were taken until {when}.').format(
                title=found.title, when=local_time(stands.deadline, found.zone)
            )
        )
    key = f"applied:{session}:{person}"
    return ledger.event(key) or ledger.append(
        NewEvent(
            key=key,
            person=person,
            session=session,
            kind=EventKind.APPLIED,
            occurred_at=now,
            actor=actor,
            body={"course": found.course},
        )
    )


def decide(
    office: Office, session: str, person: str, decision: Decision, reason: str, actor: str, now: datetime
) -> Event:
    """Accept, put on the waiting list, or decline; who is accepted is enrolled.

    Raises SessionError when there is no such application, no place is free, or a refusal gives no reason.
    """
    ledger = Ledger(office.records())
    events = ledger.events(session=session)
    stands = registration(events)
    if stands is None or person not in {one.person for one in stands.applications}:
        raise SessionError(
            _('{person} has not applied for "{session}".').format(person=person, session=session)
        )
    if decision is Decision.ACCEPTED and stands.free is not None and stands.free < 1:
        raise SessionError(
            _("All {n} places are given. Put the person on the waiting list, or make more places.").format(
                n=stands.places
            )
        )
    if decision is Decision.DECLINED and not reason.strip():
        raise SessionError(_("A person who is declined is told why. Give the reason."))
    times = sum(one.kind is EventKind.APPLICATION_DECIDED and one.person == person for one in events)
    made = ledger.append(
        NewEvent(
            key=f"decided:{session}:{person}:{times + 1}",
            person=person,
            session=session,
            kind=EventKind.APPLICATION_DECIDED,
            occurred_at=now,
            actor=actor,
            reason=reason.strip(),
            body={"decision": decision.value},
        )
    )
    if decision is Decision.ACCEPTED:
        Sessions(office.records()).enrol(session, person, now, actor)
    return made
