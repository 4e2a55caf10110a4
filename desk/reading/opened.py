"""A part opened for reading: whose it is, whether she may, her answers, and the sheet.

In: who is signed in, a course, a part, settings.  Out: `Opened`, or the page that says why not.  Called by
the reading view's pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.course import Course
from autograde.errors import ReleaseError
from autograde.release.release import Release, released_part
from autograde.sessions.dates import Acceptance, Session
from classroom.language import language_in_use
from classroom.part import Part
from classroom.reading.blocks import Asked, Block
from classroom.reading.sheet import Settings
from desk.kinds import has_kinds, kind_picked
from desk.reading.drafts import drafted_part
from desk.reading.lessons import Lessons
from desk.stores import stores
from desk.visit import lab_address, the_person

__all__ = ["LESSONS", "Opened", "open_reading"]

LESSONS = "bargaining-lessons"
"""Under this name the application keeps what runs its lessons."""


@dataclass(frozen=True)
class Opened:
    """A part of one learner. has_lab: there is a JupyterLab in which she can open it too."""

    person: str
    course: Course
    session: Session
    release: Release
    part: Part
    blocks: tuple[Block, ...]
    settings: Settings
    now: datetime
    has_lab: bool

    @property
    def number(self) -> int:
        """The part's number in its course."""
        return self.course.part(self.part.part).number

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions of the sheet, the memo among them."""
        return tuple(block for block in self.blocks if isinstance(block, Asked))

    @property
    def takes_work(self) -> bool:
        """Whether the session takes work at this moment."""
        return self.session.accepts(self.now) in (Acceptance.OPEN, Acceptance.LATE)


def open_reading(course: str, part: str, settings: Settings) -> Opened | ResponseReturnValue:
    """Open a part for the person who is signed in.

    Raises NotFound for a course she is not in, and for a part that is not open to her; LessonTrouble when the
    lesson cannot be read. Where she still has to pick her kind of unit, returns the way there.
    """
    desk, person = stores(), the_person()
    session = desk.session_for(person, course)
    if session is None or session.accepts(desk.now) is Acceptance.NOT_YET:
        raise NotFound
    its_course = desk.courses[course]
    if part not in {one.id for one in its_course.parts}:
        raise NotFound
    try:
        release = released_part(desk.office, session.id, part)
    except ReleaseError as closed:
        raise NotFound from closed
    if has_kinds(its_course) and kind_picked(its_course, session, person) is None:
        return redirect(url_for("kinds.kind_form", course=course), 303)
    variant = desk.sessions.variant_of(session.id, person)
    lessons: Lessons = current_app.extensions[LESSONS]
    return Opened(
        person,
        its_course,
        session,
        release,
        drafted_part(desk.office, session.id, person, release, variant),
        lessons.read(release.bundle_in(language_in_use()), variant, settings),
        settings,
        desk.now,
        lab_address() is not None,
    )
