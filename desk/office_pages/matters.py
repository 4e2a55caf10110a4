"""Complaints and accommodations, of all sessions: what is open stands first.

In: requests of program staff. Out: a page. Part of app.py; a note is written on the page of the learner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from autograde.evidence import comment_text
from autograde.ledger.events import Event, EventKind
from autograde.registration.changes import About
from autograde.registration.matters import OPENED, SETTLING, Matter, matters
from autograde.sessions.local_time import local_time
from classroom.language import _
from desk.access import Who, open_to
from desk.office_pages.answering import wherever
from desk.stores import stores

__all__ = ["STATES", "MatterLine", "about_word", "complaints", "matter_lines", "open_matters"]

complaints = Blueprint("office_matters", __name__, url_prefix="/office/complaints")
STATES = (OPENED, "under way", *SETTLING)
"""The words that a note can carry on these pages."""
MOST_SETTLED = 50


@dataclass(frozen=True)
class NoteLine:
    """One note as it is read."""

    when: str
    by: str
    state: str
    text: str


@dataclass(frozen=True)
class MatterLine:
    """One complaint or accommodation as it is read."""

    id: str
    person: str
    session: str
    name: str
    where: str
    about: About
    about_word: str
    is_open: bool
    notes: tuple[NoteLine, ...]


@complaints.get("/")
@open_to(Who.STAFF)
def every() -> ResponseReturnValue:
    """What is open, and the newest of what was settled."""
    lines = matter_lines(stores().ledger.events(kinds={EventKind.NOTED}))
    settled = [line for line in reversed(lines) if not line.is_open]
    return render_template(
        "office_matters.html",
        open=[line for line in lines if line.is_open],
        settled=settled[:MOST_SETTLED],
        settled_count=len(settled),
    )


def open_matters() -> list[Matter]:
    """What somebody still has to do something about, the oldest first."""
    return [one for one in matters(stores().ledger.events(kinds={EventKind.NOTED})) if one.is_open]


def matter_lines(events: Iterable[Event]) -> list[MatterLine]:
    """Every matter in these events with its words, the oldest first."""
    desk, found = stores(), matters(events)
    wanted = [one.person for one in found] + [note.actor for one in found for note in one.notes]
    names = {one.id: one.name for one in desk.people.people(wanted).values()}
    sessions = {one.id: one for one in desk.sessions.all()}

    def line(one: Matter) -> MatterLine:
        zone = sessions[one.session].zone if one.session in sessions else "UTC"
        return MatterLine(
            one.id,
            one.person,
            one.session,
            wherever(names, one.person),
            sessions[one.session].title if one.session in sessions else one.session,
            one.about,
            about_word(one.about),
            one.is_open,
            tuple(
                NoteLine(
                    local_time(note.at, zone),
                    wherever(names, note.actor),
                    state_word(note.state),
                    comment_text(desk.office, note.note_id) or _("(erased)"),
                )
                for note in one.notes
            ),
        )

    return [line(one) for one in found]


def about_word(about: About) -> str:
    """What a matter is about, in a word."""
    return {About.COMPLAINT: _("Complaint"), About.ACCOMMODATION: _("Accommodation")}[about]


def state_word(state: str) -> str:
    """How a matter stands, in a word; a word that somebody chose at the command stands as it is."""
    known = {
        OPENED: _("opened"),
        "under way": _("under way"),
        "granted": _("granted"),
        "refused": _("refused"),
        "settled": _("settled"),
        "withdrawn": _("withdrawn"),
    }
    return known.get(state, state)
