"""What a page needs: records, courses, rules and settings, put together once for the application.

In: the office, the courses, the settings.  Out: `Stores`, and `stores()` inside a request.  Called by every
page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from flask import current_app

from autograde.course import Course
from autograde.course_words import course_in
from autograde.ledger.store import Ledger
from autograde.office import Office
from autograde.people.register import People
from autograde.people.staff import Staff
from autograde.program.rules import Rules, check_fits, find_rules
from autograde.sessions.calendar import Sessions
from autograde.sessions.dates import Session
from classroom.language import SOURCE_LANGUAGE, language_in_use
from desk.settings import DeskSettings

__all__ = ["Stores", "open_stores", "stores"]

EXTENSION = "bargaining-desk"


@dataclass(frozen=True)
class Stores:
    """The records of one office as the desk uses them; rules by course id."""

    office: Office
    courses: Mapping[str, Course]
    rules: Mapping[str, Rules]
    settings: DeskSettings
    people: People
    staff: Staff
    sessions: Sessions
    ledger: Ledger

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.settings.clock()

    def sessions_of(self, person: str) -> list[Session]:
        """Her sessions of courses that this desk has, one for each course: the newest of several."""
        newest: dict[str, Session] = {}
        for session in self.sessions.sessions_of(person):  # the newest enrolment comes first
            if session.course in self.courses:
                newest.setdefault(session.course, session)
        return list(newest.values())

    def session_for(self, person: str, course: str) -> Session | None:
        """Her session of a course, or None."""
        return next((session for session in self.sessions_of(person) if session.course == course), None)


def open_stores(office: Office, courses: Mapping[str, Course], settings: DeskSettings) -> Stores:
    """Put the stores together. Raises RulesError when a course has no rules, or rules that do not fit it."""
    rules = {course.id: find_rules(course.id, settings.programs) for course in courses.values()}
    for course in courses.values():
        check_fits(rules[course.id], course)
    engine = office.records()
    return Stores(
        office, courses, rules, settings, People(engine), Staff(engine), Sessions(engine), Ledger(engine)
    )


def stores() -> Stores:
    """The stores of the application that serves this request; courses with their titles in its language."""
    kept = cast(Stores, current_app.extensions[EXTENSION])
    language = language_in_use()
    if language == SOURCE_LANGUAGE:
        return kept
    return replace(kept, courses={name: course_in(one, language) for name, one in kept.courses.items()})
