"""Sessions: open one, see its dates, make invitations, release its parts again.

In: requests of program staff. Out: pages, and changes through autograde/sessions. Part of app.py.
"""

from __future__ import annotations

from datetime import time, timedelta

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import SessionError
from autograde.registration.applications import Decision, registration
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_time
from autograde.sessions.opening import course_of_session, invite, open_session, release_parts
from autograde.sessions.typed_time import moment_typed
from classroom.language import _, ngettext
from desk.access import Who, open_to
from desk.known_sessions import known_session
from desk.office_pages.answering import by, desk_address, done, said, shown
from desk.stores import stores

__all__ = ["sessions", "whole_number"]

sessions = Blueprint("office_sessions", __name__, url_prefix="/office/sessions")
MOST_INVITATIONS, MOST_DAYS = 500, 365


@sessions.get("/")
@open_to(Who.STAFF)
def every() -> ResponseReturnValue:
    """All sessions, and the form that opens one."""
    return _list()


@sessions.post("/")
@open_to(Who.STAFF)
def open_one() -> ResponseReturnValue:
    """Open a session and release its parts."""

    def do() -> str:
        desk, zone = stores(), said("zone")
        opened = open_session(
            desk.office,
            desk.courses,
            said("course"),
            said("session"),
            title=said("title"),
            opens_at=moment_typed(said("opens"), zone),
            closes_at=moment_typed(said("closes"), zone, at=time(23, 59)),
            zone=zone,
            late_days=whole_number("late_days", _("Days for late work"), 0, MOST_DAYS),
            actor=by(),
            now=desk.now,
        )
        return _released(opened)

    return done(do, _list, url_for("office_sessions.one", session=said("session") or "-"), hold=False)


@sessions.get("/<session>")
@open_to(Who.STAFF)
def one(session: str) -> ResponseReturnValue:
    """One session: its dates, who is in it, and what can be done."""
    return _one(session)


@sessions.post("/<session>/invitations")
@open_to(Who.STAFF)
def invitations(session: str) -> ResponseReturnValue:
    """Make invitation links, which are shown only now."""
    found = known_session(session)

    def do() -> list[tuple[str, str]]:
        desk, count = stores(), whole_number("count", _("How many"), 1, MOST_INVITATIONS)
        ends = desk.now + timedelta(days=whole_number("days", _("Days until they expire"), 1, MOST_DAYS))
        codes = invite(desk.office, session, count, desk.now, ends, by())
        return [
            (_("Invitation {number}").format(number=number), f"{desk_address()}/join/{code}")
            for number, code in enumerate(codes, start=1)
        ]

    def show(links: list[tuple[str, str]]) -> str:
        return render_template(
            "office_links.html",
            session=found,
            links=links,
            heading=_("Invitations"),
            lead=_("Each link works once, for one person."),
        )

    return shown(do, show, lambda problem: _one(session, problem))


@sessions.post("/<session>/release")
@open_to(Who.STAFF)
def release(session: str) -> ResponseReturnValue:
    """Release the parts of a session again, after a lesson was changed."""
    known_session(session)

    def do() -> str:
        desk = stores()
        return _released(
            release_parts(desk.office, course_of_session(desk.office, desk.courses, session), session)
        )

    return done(
        do,
        lambda problem: _one(session, problem),
        url_for("office_sessions.one", session=session),
        hold=False,
    )


def whole_number(field: str, label: str, least: int, most: int) -> int:
    """A whole number from a form; raises SessionError, which names the field."""
    typed = said(field)
    if not typed.isascii() or not typed.isdigit() or not least <= int(typed[:9]) <= most:
        raise SessionError(
            _('{label}: "{typed}" is not a whole number from {least} to {most}.').format(
                label=label, typed=typed[:40], least=least, most=most
            )
        )
    return int(typed)


def _released(parts: list[str]) -> str:
    return _("The session is open. Released: {parts}.").format(parts=", ".join(parts) or _("no part yet"))


def _list(problem: str = "") -> str:
    desk = stores()
    lines = [(found, *_span(found)) for found in desk.sessions.all()]
    return render_template(
        "office_sessions.html",
        lines=lines,
        courses=[(one.id, one.title) for one in desk.courses.values()],
        problem=problem,
    )


def _one(session: str, problem: str = "") -> str:
    desk, found = stores(), known_session(session)
    opens, closes = _span(found)
    enrolled = len(desk.sessions.enrolled(session))
    stands = registration(desk.ledger.events(session=session))
    waiting = [one for one in stands.applications if one.decision is Decision.OPEN] if stands else []
    course = desk.courses.get(found.course)
    facts = [
        (_("Course"), course.title if course else found.course),
        (_("Opens"), opens),
        (_("Closes"), closes),
        (_("Late work until"), local_time(found.ends_at, found.zone)),
        (_("Learners"), str(enrolled)),
        (_("Id"), found.id),
    ]
    return render_template(
        "office_session.html",
        session=found,
        facts=facts,
        has_course=course is not None,
        open_applications=ngettext("{n} application waits.", "{n} applications wait.", len(waiting)).format(
            n=len(waiting)
        ),
        problem=problem,
    )


def _span(found: Session) -> tuple[str, str]:
    return local_time(found.opens_at, found.zone), local_time(found.closes_at, found.zone)
