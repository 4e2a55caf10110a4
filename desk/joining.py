"""Coming in and going out: the invitation, the one-time sign-in from JupyterLab, signing out.

In: requests.  Out: pages and redirects.  Part of app.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import CodeError, InvitationError, PersonError
from autograde.sessions.dates import Session
from autograde.sessions.local_time import local_day
from classroom.language import _
from desk.access import Who, open_to
from desk.kinds import has_kinds, kind_asked_for
from desk.safety import problem_page
from desk.stores import stores
from desk.visit import own_computer, sign_in, sign_out

__all__ = ["joining"]

SIGN_IN = "sign-in"
"""The purpose of the one-time codes that sign somebody in."""

joining = Blueprint("joining", __name__)


@dataclass(frozen=True)
class _Field:
    """One box of the form."""

    name: str
    label: str
    hint: str
    autocomplete: str
    required: bool = False
    value: str = ""


@joining.get("/join/<code>")
@open_to(Who.ANYONE)
def join_form(code: str) -> ResponseReturnValue:
    """The form to join with."""
    try:
        session = stores().people.invited_to(code, stores().now)
    except InvitationError as problem:
        return _invitation_problem(problem)
    return _form(session)


@joining.post("/join/<code>")
@open_to(Who.ANYONE)
def join(code: str) -> ResponseReturnValue:
    """Join, sign in and go to the start page."""
    desk = stores()
    try:
        session = desk.people.invited_to(code, desk.now)
        course = desk.courses.get(session.course)
        kind = kind_asked_for(course) if course else None
        if course and kind is None:
            return _form(session, _("Please pick the kind of unit you bargain for.")), 422
        with desk.office.writer():
            person = desk.people.join(
                code,
                request.form.get("name", ""),
                request.form.get("affiliate", ""),
                request.form.get("local", ""),
                desk.now,
                among=kind.variants if kind else None,
            )
    except InvitationError as problem:
        return _invitation_problem(problem)
    except PersonError as problem:
        return _form(session, problem.sentence), 422
    sign_in(person, own_computer(request.args.get("lab")))
    return redirect(url_for("pages.start"), 303)


@joining.get("/sign-in/<code>")
@open_to(Who.ANYONE)
def sign_in_once(code: str) -> ResponseReturnValue:
    """Sign in with a code that JupyterLab fetched, and go to the start page."""
    desk = stores()
    try:
        with desk.office.writer():
            person = desk.people.redeem(code, SIGN_IN, desk.now)
    except CodeError:
        return problem_page(
            403,
            _("This sign-in link cannot be used any more"),
            _("It works once, and for a few minutes only."),
            _("Open your start page from JupyterLab again: it makes a new one."),
        )
    sign_in(person, own_computer(request.args.get("lab")))
    return redirect(url_for("pages.start"), 303)


@joining.post("/sign-out")
@open_to(Who.ANYONE)
def sign_out_here() -> ResponseReturnValue:
    """Sign out on this browser."""
    sign_out()
    return redirect(url_for("pages.start"), 303)


def _invitation_problem(problem: InvitationError) -> ResponseReturnValue:
    return problem_page(410, _("This invitation cannot be used"), problem.sentence)


def _form(session: Session, problem: str = "") -> str:
    """The form, with what was typed before and what is wrong with it."""
    typed = request.form
    fields = [
        _Field(
            "name",
            _("Your name"),
            _("As your instructor should see it."),
            "name",
            required=True,
            value=typed.get("name", ""),
        ),
        _Field(
            "affiliate",
            _("Your union or affiliate"),
            _("For example: State Education Association. Leave it empty if you like."),
            "organization",
            value=typed.get("affiliate", ""),
        ),
        _Field(
            "local",
            _("Your local"),
            _("For example: Local 1234. Leave it empty if you like."),
            "off",
            value=typed.get("local", ""),
        ),
    ]
    course = stores().courses.get(session.course)
    return render_template(
        "join.html",
        session=session,
        course_title=course.title if course else session.title,
        opens=local_day(session.opens_at, session.zone),
        closes=local_day(session.closes_at, session.zone),
        fields=fields,
        kinds=course.kinds if course and has_kinds(course) else (),
        picked=typed.get("kind", ""),
        problem=problem,
    )
