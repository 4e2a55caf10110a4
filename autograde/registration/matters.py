"""Complaints and accommodations: each from the note that opened it to the one that settled it. Pure.

In: the notes of the ledger (see changes.py). Out: `Matter`s, the oldest first. Called by the desk. What a
note says is kept apart by its id; here stand only its id and the word for its state.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from autograde.ledger.events import Event, EventKind
from autograde.registration.changes import About

__all__ = ["OPENED", "SETTLING", "Matter", "Note", "matters"]

OPENED = "opened"
SETTLING = ("granted", "refused", "settled", "withdrawn")
"""Words that end a matter; any other word goes on with it."""


@dataclass(frozen=True)
class Note:
    """One note: when, by whom, the word for how it stands, and where its text is kept."""

    at: datetime
    actor: str
    state: str
    note_id: str


@dataclass(frozen=True)
class Matter:
    """One complaint or accommodation of a person in a session; its id is that of its first note."""

    person: str
    session: str
    about: About
    notes: tuple[Note, ...]

    @property
    def id(self) -> str:
        """What another note names when it answers this matter."""
        return self.notes[0].note_id

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.notes[-1].state not in SETTLING


def matters(events: Iterable[Event]) -> list[Matter]:
    """Every matter in these events, the oldest first.

    A note that says which one it answers belongs to it. One that does not opens another matter, unless its
    word is one that settles: then it settles all that are open of that person, session and subject; where
    none is, it stands by itself.
    """
    found: list[Matter] = []
    for event in events:
        if event.kind is not EventKind.NOTED:
            continue
        body = event.body
        made = Note(event.occurred_at, event.actor, str(body["state"]), str(body["note_id"]))
        new = Matter(event.person, event.session, About(body["about"]), (made,))
        answered = _answered(found, new, str(body.get("answers", "")))
        for place in answered:
            found[place] = replace(found[place], notes=(*found[place].notes, made))
        if not answered:
            found.append(new)
    return found


def _answered(known: list[Matter], new: Matter, named: str) -> list[int]:
    """The places of the matters that a note belongs to."""
    same = [
        place
        for place, one in enumerate(known)
        if (one.person, one.session, one.about) == (new.person, new.session, new.about)
    ]
    if named:
        return [place for place in same if known[place].id == named]
    if new.notes[0].state in SETTLING:
        return [place for place in same if known[place].is_open]
    return []
