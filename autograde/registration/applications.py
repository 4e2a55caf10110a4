"""Applications: a session with a deadline and so many places; apply, accept, wait, decline.

In: the office, a session, people, moments. Out: events, and who stands where. Called by the command and the
desk. Everything is an event; where somebody stands is folded from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from autograde.errors import PersonError, SessionError
from autograde.ledger.events import OFFICE, Event, EventKind, NewEvent
from autograde.ledger.moments import moment_from_text, moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.names import clean_email, same_place
from autograde.people.register import People
from autograde.sessions.calendar import Sessions
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_time
from classroom.language import _

__all__ = [
    "Application",
    "Decision",
    "Registration",
    "apply",
    "apply_anew",
    "decide",
    "open_registration",
    "registration",
    "registration_of",
]


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
    """A session's deadline and places (None: no limit), and its applications.

    `affiliates` says who may apply: members of these; of any, when empty.
    """

    deadline: datetime
    places: int | None
    affiliates: tuple[str, ...]
    applications: tuple[Application, ...]

    @property
    def free(self) -> int | None:
        """Places that nobody was given; None where there is no limit."""
        if self.places is None:
            return None
        return self.places - sum(one.decision is Decision.ACCEPTED for one in self.applications)


def open_registration(
    office: Office,
    session: str,
    deadline: datetime,
    places: int | None,
    actor: str,
    now: datetime,
    affiliates: Sequence[str] = (),
) -> None:
    """Open the registration of a session, or change its deadline, its places and who may apply.

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
            body={"deadline": moment_to_text(deadline), "places": places, "affiliates": list(affiliates)},
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
    affiliates = tuple(opened.body.get("affiliates", ()))
    return Registration(deadline, opened.body["places"], affiliates, tuple(applied.values()))


def registration_of(office: Office, session: str) -> Registration:
    """The registration of a session; raises SessionError when it was never opened."""
    found = Sessions(office.records()).get(session)
    stands = registration(Ledger(office.records()).events(session=session))
    if stands is None:
        raise SessionError(_('Registration for "{title}" is not open.').format(title=found.title))
    return stands


def apply(office: Office, session: str, person: str, actor: str, now: datetime) -> Event:
    """Record an application; a second one changes nothing.

    Raises SessionError when registration is not open, the deadline has passed, or she may not apply.
    """
    found, stands = Sessions(office.records()).get(session), registration_of(office, session)
    who, ledger, key = (
        People(office.records()).person(person),
        Ledger(office.records()),
        f"{session}:{person}",
    )
    before = ledger.event(f"applied:{key}")
    if before:
        return before
    _refuse_unless_eligible(stands, found, who.affiliate, now)
    return ledger.append(
        NewEvent(
            key=f"applied:{key}",
            person=person,
            session=session,
            kind=EventKind.APPLIED,
            occurred_at=now,
            actor=actor,
            body={"course": found.course},
        )
    )


def apply_anew(
    office: Office, session: str, name: str, email: str, affiliate: str, local: str, now: datetime
) -> str:
    """Keep somebody new and record her application; returns her id.

    With an e-mail address that has applied already nothing is changed, and that person's id comes back.
    Raises SessionError as `apply` does, PersonError for a name or address that cannot be kept; then nothing
    is kept.
    """
    found, stands = Sessions(office.records()).get(session), registration_of(office, session)
    people = People(office.records())
    address = clean_email(email)
    if not address:
        raise PersonError(_("Please give your e-mail address: the answer to your application goes there."))
    known = people.people(one.person for one in stands.applications)
    same = [one.id for one in known.values() if one.email.casefold() == address.casefold()]
    if same:
        return same[0]
    _refuse_unless_eligible(stands, found, affiliate, now)
    person = people.add_person(name, address, affiliate, local)
    apply(office, session, person, person, now)
    return person


def _refuse_unless_eligible(stands: Registration, found: Session, affiliate: str, now: datetime) -> None:
    if now > stands.deadline:
        raise SessionError(
            _('Applications for "{title}" were taken until {when}.').format(
                title=found.title, when=local_time(stands.deadline, found.zone)
            )
        )
    if stands.affiliates and not any(same_place(affiliate, one) for one in stands.affiliates):
        raise SessionError(
            _('"{title}" is for members of: {affiliates}.').format(
                title=found.title, affiliates=", ".join(stands.affiliates)
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
