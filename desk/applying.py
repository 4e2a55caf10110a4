"""Applying for a session: a form that anybody may use while its registration is open.

In: requests. Out: pages. Part of app.py. Whoever applies is not signed in by it: program staff decide first.
The page says the same whether the address has applied before or not, so that it tells nobody who has.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.errors import PersonError, SessionError
from autograde.registration.applications import Registration, apply_anew, registration_of
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_day, local_time
from desk.access import Who, open_to
from desk.stores import stores

__all__ = ["applying"]

applying = Blueprint("applying", __name__)
_FIELDS = ("name", "email", "affiliate", "local")


@applying.get("/apply/<session>")
@open_to(Who.ANYONE)
def apply_form(session: str) -> ResponseReturnValue:
    """The form to apply with, or that it is too late."""
    return _form(*_open(session))


@applying.post("/apply/<session>")
@open_to(Who.ANYONE)
def apply(session: str) -> ResponseReturnValue:
    """Take an application."""
    desk, (found, stands) = stores(), _open(session)
    name, email, affiliate, local = (request.form.get(field, "") for field in _FIELDS)
    try:
        with desk.office.writer():
            apply_anew(desk.office, session, name, email, affiliate, local, desk.now)
    except (SessionError, PersonError) as problem:
        return _form(found, stands, problem.sentence), 422
    return render_template("applied.html", session=found, email=email.strip())


def _open(session: str) -> tuple[Session, Registration]:
    """The session and its registration; 404 where there is none."""
    desk = stores()
    try:
        return desk.sessions.get(session), registration_of(desk.office, session)
    except SessionError as unknown:
        raise NotFound from unknown


def _form(session: Session, stands: Registration, problem: str = "") -> str:
    desk = stores()
    course = desk.courses.get(session.course)
    return render_template(
        "apply.html",
        course_title=course.title if course else session.course,
        session=session,
        opens=local_day(session.opens_at, session.zone),
        closes=local_day(session.closes_at, session.zone),
        deadline=local_time(stands.deadline, session.zone),
        over=desk.now > stands.deadline,
        affiliates=stands.affiliates,
        typed={field: request.form.get(field, "") for field in _FIELDS},
        problem=problem,
    )
