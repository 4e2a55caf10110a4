"""Receipts: the number a learner keeps, and the sentence that goes with it.

In: the event `submitted`.  Out: `Receipt`.  Called by receive.py and the desk's pages.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from autograde.course import Course
from autograde.ledger.events import Event
from autograde.people.codes import LETTERS
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_time
from classroom.language import _

__all__ = ["Receipt", "event_key", "receipt_number", "receipt_of"]

_DIGITS = 8


@dataclass(frozen=True)
class Receipt:
    """What intake acknowledges.

    number: what people read to each other; received_at: with zone, UTC; sentence: for the learner; sha256: of
    the packet; duplicate: this very packet had arrived before, and this is its receipt from then; part: its
    id.
    """

    number: str
    received_at: datetime
    sentence: str
    sha256: str
    duplicate: bool = False
    part: str = ""


def event_key(session: str, person: str, packet_sha256: str) -> str:
    """The key of the event `submitted`: this packet, of this person, in this session, happens once."""
    return f"submitted:{session}:{person}:{packet_sha256}"


def receipt_number(key: str) -> str:
    """The receipt number of a submission: short, and without letters that look like digits.

    >>> receipt_number("submitted:spring:p-0123456789ab:00")
    'R-N3CN-Y2UF'
    """
    rest = int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")
    letters = []
    for _place in range(_DIGITS):
        rest, index = divmod(rest, len(LETTERS))
        letters.append(LETTERS[index])
    half = _DIGITS // 2
    return f"R-{''.join(letters[:half])}-{''.join(letters[half:])}"


def receipt_of(submitted: Event, course: Course, session: Session, *, duplicate: bool = False) -> Receipt:
    """The receipt of a recorded submission; always the same words for the same event."""
    part = course.part(str(submitted.body["part"]))
    number = str(submitted.body["receipt"])
    sentence = _("Part {number}, “{title}”, arrived on {when}. Your receipt is {receipt}.").format(
        number=part.number,
        title=part.title,
        when=local_time(submitted.occurred_at, session.zone),
        receipt=number,
    )
    if submitted.body["late"]:
        sentence += " " + _("It came after the closing date and is marked late.")
    return Receipt(
        number, submitted.occurred_at, sentence, str(submitted.body["packet_sha256"]), duplicate, part.id
    )
