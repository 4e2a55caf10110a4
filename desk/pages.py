"""The pages of a learner: start page, feedback, receipt, and the button that opens a part.

In: requests of somebody who is signed in.  Out: pages.  Part of app.py.  A person sees her own and nobody
else's: every look-up begins with her id, so what is not hers is simply not found.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.course import Course
from autograde.errors import GradingError, ReleaseError
from autograde.feedback import feedback
from autograde.intake.receipts import receipt_of
from autograde.ledger.events import Event, EventKind
from autograde.marking.second_reading import ask_second_reading, second_reading
from autograde.sessions.dates import Acceptance, Session
from autograde.sessions.local_time import local_time
from classroom.language import _
from desk.access import Who, open_to, signed_out_page
from desk.api import LINK
from desk.feedback_page import feedback_view
from desk.kinds import has_kinds, kind_picked
from desk.record_pages import certificate_lines
from desk.safety import problem_page
from desk.start_extras import messages_for, toward_certificates
from desk.start_page import course_views
from desk.stores import stores
from desk.team_home import teams_of
from desk.visit import lab_address, signed_in_person, the_person, visiting_member

__all__ = ["pages"]

pages = Blueprint("pages", __name__)

LONGEST_WHY = 2000


@pages.get("/")
@open_to(Who.ANYONE)
def start() -> ResponseReturnValue:
    """The start page."""
    person = signed_in_person()
    if person is None:
        return signed_out_page()
    if visiting_member():
        return redirect(url_for("staff_door.home"), 303)
    desk = stores()
    newest, older = messages_for(desk, person)
    return render_template(
        "start.html",
        messages=newest,
        older_messages=older,
        toward=toward_certificates(desk, person),
        lab=lab_address(),
        courses=course_views(desk, person),
        certificates=certificate_lines(desk, person),
        teams=teams_of(desk, person),
    )


@pages.get("/feedback/<course>/<part>")
@open_to(Who.SIGNED_IN)
def feedback_page(course: str, part: str) -> ResponseReturnValue:
    """What was said of a part."""
    person = the_person()
    desk = stores()
    its_course, session = _enrolled_in(person, course, part)
    try:
        given = feedback(desk.office, session.id, person, part)
    except ReleaseError as closed:
        raise NotFound from closed
    number = its_course.part(part).number
    return render_template(
        "feedback.html",
        view=feedback_view(given, its_course, session),
        course=its_course,
        part_id=part,
        reading=second_reading(desk.office, session.id, person, part),
        can_open=session.accepts(desk.now) in (Acceptance.OPEN, Acceptance.LATE),
        open_label=_("Open Part {number}").format(number=number),
    )


@pages.post("/feedback/<course>/<part>/second-reading")
@open_to(Who.SIGNED_IN)
def ask_again(course: str, part: str) -> ResponseReturnValue:
    """Ask for a second reading of her memo."""
    person, desk = the_person(), stores()
    _its_course, session = _enrolled_in(person, course, part)
    why = request.form.get("why", "").replace("\r\n", "\n")[:LONGEST_WHY]
    try:
        ask_second_reading(desk.office, session.id, person, part, why, desk.now)
    except GradingError as problem:
        return problem_page(409, _("There is nothing to read again"), problem.sentence)
    return redirect(url_for("pages.feedback_page", course=course, part=part), 303)


@pages.get("/receipts/<number>")
@open_to(Who.SIGNED_IN)
def receipt(number: str) -> ResponseReturnValue:
    """One receipt of hers."""
    person = the_person()
    desk = stores()
    for event in desk.ledger.events(person, kinds={EventKind.SUBMITTED}):
        session = desk.sessions.get(event.session)
        if event.body["receipt"] == number and session.course in desk.courses:
            course = desk.courses[session.course]
            shown = receipt_of(event, course, session)
            facts = _receipt_facts(event, course, session)
            return render_template("receipt.html", receipt=shown, facts_shown=facts)
    raise NotFound


@pages.post("/open/<course>/<part>")
@open_to(Who.SIGNED_IN)
def open_part(course: str, part: str) -> ResponseReturnValue:
    """Send her on to the part in her own JupyterLab, with a code that links it to her."""
    person = the_person()
    its_course, session = _enrolled_in(person, course, part)
    desk, lab = stores(), lab_address()
    if has_kinds(its_course) and kind_picked(its_course, session, person) is None:
        return redirect(url_for("kinds.kind_form", course=course), 303)
    if lab is None:
        return render_template("open_at_home.html", part=its_course.part(part))
    with desk.office.writer():
        code = desk.people.one_time_code(person, LINK, desk.now)
    place = f"{quote(course, safe='')}/{quote(part, safe='')}"
    return redirect(f"{lab}/classroom/open/{place}?code={quote(code, safe='')}", 303)


@pages.get("/healthz")
@open_to(Who.ANYONE)
def healthz() -> ResponseReturnValue:
    """Says that the desk is there, to whoever started it."""
    return Response("ok\n", mimetype="text/plain")


def _enrolled_in(person: str, course: str, part: str) -> tuple[Course, Session]:
    """Her course and session; 404 for a course she is not in, or a part it does not have."""
    session = stores().session_for(person, course)
    if session is None:
        raise NotFound
    found = stores().courses[course]
    if part not in {one.id for one in found.parts}:
        raise NotFound
    return found, session


def _receipt_facts(event: Event, course: Course, session: Session) -> list[tuple[str, str]]:
    part = course.part(str(event.body["part"]))
    return [
        (_("Course"), course.title),
        (_("Session"), session.title),
        (_("Part"), _("{number}, {title}").format(number=part.number, title=part.title)),
        (_("Arrived"), local_time(event.occurred_at, session.zone)),
        (_("In time"), _("No, it came late") if event.body["late"] else _("Yes")),
    ]
