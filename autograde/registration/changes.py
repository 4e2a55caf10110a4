"""What changes for one learner of a session: more time, another session, leaving; complaints and
accommodations.

In: the office, a session, a person, who does it, when. Out: events. Called by the command and the desk.
What people wrote about a complaint or an accommodation is kept apart, by the id of a note, and can be
erased.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from autograde.errors import SessionError
from autograde.evidence import keep_comment
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.moments import moment_to_text
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.sessions.calendar import Sessions
from classroom.language import _

__all__ = ["About", "extend", "note", "transfer", "withdraw"]


class About(StrEnum):
    """What a note is about."""

    COMPLAINT = "complaint"
    ACCOMMODATION = "accommodation"


def extend(
    office: Office, session: str, person: str, closes_at: datetime, reason: str, actor: str, now: datetime
) -> Event:
    """Take a learner's work until a later moment. Raises SessionError when that is no extension."""
    found = Sessions(office.records()).get(session)
    _require_seat(office, session, person)
    if closes_at <= found.closes_at:
        raise SessionError(_("An extension ends after the session closes. Nothing was changed."))
    return _append(
        office, session, person, EventKind.EXTENDED, reason, actor, now, closes_at=moment_to_text(closes_at)
    )


def withdraw(office: Office, session: str, person: str, reason: str, actor: str, now: datetime) -> Event:
    """Record that a learner has left a session; her work stays on record."""
    _require_seat(office, session, person)
    return _append(office, session, person, EventKind.WITHDRAWN, reason, actor, now)


def transfer(
    office: Office, session: str, person: str, to: str, reason: str, actor: str, now: datetime
) -> Event:
    """Move a learner to another session of the same course.

    Completions count for the course whatever the session. Raises SessionError when the courses differ.
    """
    sessions = Sessions(office.records())
    here, there = sessions.get(session), sessions.get(to)
    _require_seat(office, session, person)
    if here.course != there.course or here.id == there.id:
        raise SessionError(_("A transfer leads to another session of the same course. Nothing was changed."))
    moved = _append(office, session, person, EventKind.TRANSFERRED, reason, actor, now, to=to)
    sessions.enrol(to, person, now, actor)
    return moved


def note(
    office: Office,
    session: str,
    person: str,
    about: About,
    state: str,
    text: str,
    actor: str,
    now: datetime,
    answers: str = "",
) -> Event:
    """Log a complaint or an accommodation, or its outcome; `state` is a word such as "opened" or
    "granted", `answers` the id of the note that opened the matter (see matters.py)."""
    if not text.strip():
        raise SessionError(_("Write what the note says. Nothing was recorded."))
    if answers:
        opened = Ledger(office.records()).events(person, session, {EventKind.NOTED})
        if (answers, about.value) not in {(one.body["note_id"], one.body["about"]) for one in opened}:
            raise SessionError(_('There is no note "{id}" to answer here.').format(id=answers))
    note_id = keep_comment(office, text.strip())
    return _append(
        office,
        session,
        person,
        EventKind.NOTED,
        "",
        actor,
        now,
        about=about.value,
        note_id=note_id,
        state=state,
        **({"answers": answers} if answers else {}),
    )


def _require_seat(office: Office, session: str, person: str) -> None:
    if person not in Sessions(office.records()).enrolled(session):
        raise SessionError(
            _('{person} is not enrolled in "{session}".').format(person=person, session=session)
        )


def _append(
    office: Office,
    session: str,
    person: str,
    kind: EventKind,
    reason: str,
    actor: str,
    now: datetime,
    **body: object,
) -> Event:
    ledger = Ledger(office.records())
    if kind is not EventKind.NOTED and not reason.strip():
        raise SessionError(_("A change of this kind is recorded with its reason. Say why."))
    times = len(ledger.events(person, session, {kind}))
    return ledger.append(
        NewEvent(
            key=f"{kind}:{session}:{person}:{times + 1}",
            person=person,
            session=session,
            kind=kind,
            occurred_at=now,
            actor=actor,
            reason=reason.strip(),
            body=body,
        )
    )
