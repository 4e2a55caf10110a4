"""What an instructor or program staff writes to one learner, or to everybody in a session.

In: the office, a session, a text, who writes. Out: `Message`s. Called by the desk. The ledger records that
something was written, by whom and to whom; the words are kept apart, by their id, so that they can be taken
back or erased with the person they are for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from autograde.errors import NotAllowed, PersonError
from autograde.evidence import comment_text, forget_comment, keep_comment
from autograde.ledger.events import OFFICE, Event, EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.staff import Role, Staff
from autograde.sessions.calendar import Sessions
from classroom.language import _

__all__ = ["LONGEST_MESSAGE", "Message", "messages_in", "messages_to", "send_message", "take_back"]

LONGEST_MESSAGE = 5000
_KINDS = {EventKind.MESSAGE_SENT, EventKind.MESSAGE_TAKEN_BACK}


@dataclass(frozen=True)
class Message:
    """One message. `person` is None when it is for everybody in the session; `text` None once it is gone."""

    id: str
    session: str
    person: str | None
    by: str
    at: datetime
    text: str | None


def send_message(
    office: Office, session: str, text: str, *, actor: str, now: datetime, person: str | None = None
) -> Message:
    """Write to one person of a session, or to all who are in it now or join later.

    The same words to the same people as the message before are no second message. Raises SessionError for an
    unknown session, NotAllowed for an actor who is neither instructor nor program staff, PersonError for a
    person who is not in the session, and for an empty or too long text.
    """
    said = text.strip()
    Staff(office.records()).check(actor, Role.INSTRUCTOR, Role.STAFF)
    sessions = Sessions(office.records())
    sessions.get(session)
    if person is not None and person not in sessions.enrolled(session):
        raise PersonError(_("This person is not in the session. Nothing was sent."))
    if not said or len(said) > LONGEST_MESSAGE:
        raise PersonError(
            _("Write a message of 1 to {most:,} characters. Nothing was sent.").format(most=LONGEST_MESSAGE)
        )
    with office.writer():
        before = [one for one in messages_in(office, session) if one.person == person]
        if before and (before[0].text, before[0].by) == (said, actor):
            return before[0]
        text_id = keep_comment(office, said)
        sent = NewEvent(
            key=f"message_sent:{text_id}",
            person=person or OFFICE,
            session=session,
            kind=EventKind.MESSAGE_SENT,
            occurred_at=now,
            actor=actor,
            body={"text_id": text_id},
        )
        return _message(office, Ledger(office.records()).append(sent))


def take_back(office: Office, session: str, message: str, actor: str, now: datetime) -> None:
    """Erase the words of a message; that it was sent and taken back stays on record.

    A second time changes nothing. Raises PersonError for a message that is not there, NotAllowed for anybody
    but its writer and program staff.
    """
    with office.writer():
        ledger = Ledger(office.records())
        sent = next(
            (one for one in _sent(ledger.events(session=session, kinds=_KINDS)) if one.id == message), None
        )
        if sent is None:
            raise PersonError(_("There is no such message, or it was taken back already."))
        if actor != sent.actor and Role.STAFF not in Staff(office.records()).roles_of(actor):
            raise NotAllowed(_("Whoever wrote a message takes it back, or program staff."))
        # Recorded first: a crash in between leaves words that nobody is shown any more.
        ledger.append(
            NewEvent(
                key=f"message_taken_back:{sent.id}",
                person=sent.person,
                session=session,
                kind=EventKind.MESSAGE_TAKEN_BACK,
                occurred_at=now,
                actor=actor,
                body={"message": sent.id},
            )
        )
        forget_comment(office, str(sent.body["text_id"]))


def messages_in(office: Office, session: str) -> list[Message]:
    """Everything that was written in a session and not taken back, the newest first."""
    events = Ledger(office.records()).events(session=session, kinds=_KINDS)
    return [_message(office, one) for one in reversed(_sent(events))]


def messages_to(office: Office, person: str, sessions: Collection[str]) -> list[Message]:
    """What one person reads: what was written to her, or to all, in these sessions; the newest first."""
    ledger = Ledger(office.records())
    # By person, not by session: a session has as many events as all its learners together.
    told = [*ledger.events(OFFICE, kinds=_KINDS), *ledger.events(person, kinds=_KINDS)]
    found = [_message(office, one) for one in _sent(told) if one.session in sessions]
    hers = [one for one in found if one.text is not None]
    return sorted(hers, key=lambda one: (one.at, one.id), reverse=True)


def _sent(events: Iterable[Event]) -> list[Event]:
    """The messages among these events that were not taken back, oldest first. Pure."""
    told = list(events)
    gone = {one.body["message"] for one in told if one.kind is EventKind.MESSAGE_TAKEN_BACK}
    return [one for one in told if one.kind is EventKind.MESSAGE_SENT and one.id not in gone]


def _message(office: Office, sent: Event) -> Message:
    return Message(
        id=sent.id,
        session=sent.session,
        person=None if sent.person == OFFICE else sent.person,
        by=sent.actor,
        at=sent.occurred_at,
        text=comment_text(office, str(sent.body["text_id"])),
    )
