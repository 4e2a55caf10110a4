"""The kind of unit a learner works on in a course: picked when she joins, or later while nothing is sent.

In: requests of somebody who is signed in.  Out: the page with the kinds, and her pick.  Part of app.py. What
the kinds are is the course's business; here they are ids with a title.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.course import Course, VariantKind
from autograde.errors import SessionError
from autograde.sessions.dates import Session
from classroom.language import _
from desk.access import Who, open_to
from desk.stores import stores
from desk.visit import the_person

__all__ = ["has_kinds", "kind_asked_for", "kind_picked", "kinds"]

kinds = Blueprint("kinds", __name__)


def has_kinds(course: Course) -> bool:
    """Whether there is anything to pick in a course."""
    return len(course.kinds) > 1


def kind_picked(course: Course, session: Session, person: str) -> VariantKind | None:
    """The kind she works on; None while she has picked none."""
    variant = stores().sessions.variant_if_known(session.id, person)
    return None if variant is None else course.kind_of(variant)


def kind_asked_for(course: Course) -> VariantKind | None:
    """The kind that the form of this request names; the only one of a course with one; None otherwise."""
    if not has_kinds(course):
        return course.kinds[0]
    return course.kind(request.form.get("kind", ""))


@kinds.get("/unit/<course>")
@open_to(Who.SIGNED_IN)
def kind_form(course: str) -> ResponseReturnValue:
    """The kinds of unit of a course, hers marked."""
    person = the_person()
    its_course, session = _enrolled_in(person, course)
    return _form(its_course, session, person)


@kinds.post("/unit/<course>")
@open_to(Who.SIGNED_IN)
def pick_kind(course: str) -> ResponseReturnValue:
    """Take her pick and go to the start page."""
    person = the_person()
    its_course, session = _enrolled_in(person, course)
    kind = kind_asked_for(its_course)
    if kind is None:
        return _form(its_course, session, person, _("Please pick one of the units.")), 422
    desk = stores()
    try:
        with desk.office.writer():
            desk.sessions.pick_kind(session.id, person, kind.variants)
    except SessionError as problem:
        return _form(its_course, session, person, problem.sentence), 409
    return redirect(url_for("pages.start"), 303)


def _enrolled_in(person: str, course: str) -> tuple[Course, Session]:
    session = stores().session_for(person, course)
    if session is None or not has_kinds(stores().courses[course]):
        raise NotFound
    return stores().courses[course], session


def _form(course: Course, session: Session, person: str, problem: str = "") -> str:
    hers = kind_picked(course, session, person)
    return render_template(
        "kind.html",
        course=course,
        picked=hers.id if hers else "",
        may_change=hers is None or stores().sessions.may_change_kind(session.id, person),
        problem=problem,
    )
