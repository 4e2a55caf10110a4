"""Messages to one learner, or to everybody in a session: written, listed, taken back.

In: requests of an instructor or program staff. Out: pages, and messages through autograde/people. Part of
app.py. A message is shown on the start page of whoever it is for, as text.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import NotAllowed, PersonError
from autograde.people.messages import LONGEST_MESSAGE, messages_in, send_message, take_back
from autograde.people.names import sort_key
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_time
from classroom.language import _
from desk.access import Who, open_to
from desk.known_sessions import course_session, course_sessions
from desk.stores import stores
from desk.visit import the_member

__all__ = ["message_pages"]

message_pages = Blueprint("message_pages", __name__, url_prefix="/messages")


@message_pages.get("/")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def sessions() -> ResponseReturnValue:
    """The sessions in which somebody can be written to."""
    return render_template("message_sessions.html", sessions=course_sessions())


@message_pages.get("/<session>")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def written(session: str) -> ResponseReturnValue:
    """What was written in a session, and the form for another message."""
    return _page(course_session(session))


@message_pages.post("/<session>")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def send(session: str) -> ResponseReturnValue:
    """Send a message."""
    desk, dates = stores(), course_session(session)
    to, text = request.form.get("to", ""), request.form.get("text", "").replace("\r\n", "\n")
    if not to:
        return _page(dates, _("Choose whom the message is for.")), 422
    try:
        send_message(
            desk.office,
            session,
            text,
            actor=the_member().id,
            now=desk.now,
            person=None if to == "all" else to,
        )
    except PersonError as problem:
        return _page(dates, problem.sentence), 422
    flash(_("Sent. It stands on the start page of whoever it is for."))
    return redirect(url_for("message_pages.written", session=session), 303)


@message_pages.post("/<session>/<message>/take-back")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def take_it_back(session: str, message: str) -> ResponseReturnValue:
    """Erase the words of a message."""
    desk, dates = stores(), course_session(session)
    try:
        take_back(desk.office, session, message, the_member().id, desk.now)
    except (PersonError, NotAllowed) as problem:
        return _page(dates, problem.sentence), 422
    flash(_("Taken back. Nobody is shown it any more."))
    return redirect(url_for("message_pages.written", session=session), 303)


def _page(session: Session, problem: str = "") -> str:
    desk, member = stores(), the_member()
    messages = messages_in(desk.office, session.id)
    here = desk.people.people(desk.sessions.enrolled(session.id))
    known = here | desk.people.people({one.by for one in messages} | {one.person or "" for one in messages})
    names = {one.id: one.name for one in known.values()}
    lines = [
        {
            "id": one.id,
            "to": names.get(one.person, _("(name erased)")) if one.person else _("Everybody in the session"),
            "line": _("{name}, {when}").format(
                name=names.get(one.by, _("(name erased)")), when=local_time(one.at, session.zone)
            ),
            "text": one.text,
            "mine": one.by == member.id or "staff" in member.roles,
        }
        for one in messages
    ]
    learners = sorted(here.values(), key=lambda one: (sort_key(one.name), one.id))
    return render_template(
        "messages.html",
        session=session,
        learners=learners,
        lines=lines,
        problem=problem,
        most=LONGEST_MESSAGE,
        to=request.form.get("to") or request.args.get("to", ""),
        text=request.form.get("text", "") if problem else "",
    )
