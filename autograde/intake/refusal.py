"""A refused packet: put aside with its reason, recorded where the person is known, and told to the sender.

In: the office, who sent it, the bytes and what is wrong. Out: what to raise. Called by receive.py, under the
office's writer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from autograde.errors import IntakeError, PersonError, Quarantined
from autograde.intake.kept import is_quarantined, quarantine, quarantine_is_full
from autograde.ledger.events import EventKind, NewEvent
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.sessions.dates import Session
from classroom.language import _

__all__ = ["Sender", "put_aside"]


@dataclass(frozen=True)
class Sender:
    """Who sends, into which session, when, and by whose hand."""

    person: str
    session: Session
    received_at: datetime
    actor: str


def put_aside(office: Office, sender: Sender, data: bytes, refused: IntakeError) -> Quarantined:
    """Put the packet aside, record it where the person is known, and return what to raise.

    Of somebody who sends one refused packet after the other only so many are kept: a program that has gone
    wrong, or somebody who means harm, must not fill the disk. She is told what is wrong each time.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if quarantine_is_full(office, sender.person) and not is_quarantined(office, sender.person, sha256):
        said = _(
            "You have sent many packets that could not be taken, so this one was not kept. Write to your "
            "instructor."
        )
        return Quarantined(f"{refused.sentence} {said}")
    entry = quarantine(
        office,
        data,
        sentence=refused.sentence,
        person=sender.person,
        session=sender.session.id,
        received_at=sender.received_at,
        actor=sender.actor,
    )
    try:
        person = People(office.records()).person(sender.person).id
    except PersonError:
        return Quarantined(refused.sentence, entry.packet.stem)
    key = f"quarantined:{sender.session.id}:{person}:{sha256}"
    ledger = Ledger(office.records())
    if ledger.event(key) is None:
        ledger.append(
            NewEvent(
                key=key,
                person=person,
                session=sender.session.id,
                kind=EventKind.QUARANTINED,
                occurred_at=sender.received_at,
                actor=sender.actor,
                body={"packet_sha256": sha256},
            )
        )
    return Quarantined(refused.sentence, entry.packet.stem)
