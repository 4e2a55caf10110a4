"""Erasing a person: her name, her address and everything she wrote go; the ledger stays, under her random id.

In: the office and a person. Out: how much was erased. Called by the command, under the office's lock.
Afterwards her chain verifies as before, and reports count her as "(name erased)". Done in an order that a
crash cannot spoil: the event is recorded last, and erasing again finishes what was left.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete

from autograde.community.held import forget_posts
from autograde.errors import PersonError
from autograde.gradebook import open_gradebook
from autograde.ledger.events import Event, EventKind, NewEvent
from autograde.ledger.records import writing
from autograde.ledger.store import Ledger
from autograde.ledger.tables import person as person_table
from autograde.office import Office
from autograde.people.register import People
from autograde.people.staff import Staff
from autograde.personal.holdings import holdings
from autograde.program.outside import OUTSIDE
from classroom.language import _

__all__ = ["erase_person", "remove"]


def erase_person(office: Office, person: str, reason: str, actor: str, now: datetime) -> Counter[str]:
    """Erase somebody; returns how many files, folders and posts of each class went.

    Raises PersonError for an unknown id, without a reason, or for somebody who holds a role: take it first.
    """
    ledger = Ledger(office.records())
    events = ledger.events()
    hers = [event for event in events if event.person == person]
    if not hers and not People(office.records()).people([person]):
        raise PersonError(_('Nobody here has the id "{id}".').format(id=person))
    if not reason.strip():
        raise PersonError(_("Say why the person is erased; it stays on record. Nothing was changed."))
    if Staff(office.records()).member(person):
        raise PersonError(_("{id} is on the staff. Take the role away first.").format(id=person))
    counted: Counter[str] = Counter()
    for holding in holdings(office, person, events):
        remove(holding.path)
        counted[holding.keep.value] += 1
    counted += forget_posts(office, person, now)
    _forget_comments(office, person, hers)
    with writing(office.records(), "people") as connection:
        # Everything that hangs on the row goes with it: affiliations, tokens, codes, her variant,
        # her place on lists of members.
        connection.execute(delete(person_table).where(person_table.c.id == person))
    erased = [event for event in hers if event.kind is EventKind.PERSON_ERASED]
    if not erased or counted:
        ledger.append(
            NewEvent(
                key=f"erased:{person}:{len(erased) + 1}",
                person=person,
                session=OUTSIDE,
                kind=EventKind.PERSON_ERASED,
                occurred_at=now,
                actor=actor,
                reason=reason.strip(),
                body={"counts": dict(counted)},
            )
        )
    return counted


def remove(path: Path) -> None:
    """Take a file or a folder away; what is gone already is fine."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _forget_comments(office: Office, person: str, hers: Iterable[Event]) -> None:
    """The gradebook keeps her points under her random id, and loses what was written to her."""
    for session in dict.fromkeys(event.session for event in hers):
        if not (office.sessions / session).is_dir():
            continue
        with open_gradebook(office.session_folder(session)) as gradebook:
            for submission in gradebook.student_submissions(person):
                for notebook in submission.notebooks:
                    for comment in notebook.comments:
                        comment.auto_comment = comment.manual_comment = None
            gradebook.db.commit()
