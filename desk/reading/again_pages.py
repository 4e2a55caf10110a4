"""Beginning a part again at the desk: what she answered here is put aside, and can be brought back.

In: requests of somebody who is signed in. Out: pages. Part of app.py. The work is done by
`classroom.answers.again`, as in her JupyterLab; an emptied answer travels there like every other change.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.errors import ReleaseError
from autograde.release.release import released_part
from autograde.sessions.dates import Acceptance, Session
from autograde.sessions.local_time import local_time
from classroom.answers.again import backups, begin_again, bring_back
from classroom.errors import AnswersError
from classroom.language import _, ngettext
from classroom.part import Part
from desk.access import Who, open_to
from desk.reading.drafts import drafted_part
from desk.safety import problem_page
from desk.stores import stores
from desk.visit import lab_address, the_person

__all__ = ["again_pages"]

again_pages = Blueprint("again_pages", __name__, url_prefix="/again/<course>/<part>")


@again_pages.get("/")
@open_to(Who.SIGNED_IN)
def page(course: str, part: str) -> ResponseReturnValue:
    """The buttons, and the earlier work."""
    session, drafted = _found(course, part)
    kept = [
        (
            one.name,
            ngettext("{when}, {n} answer", "{when}, {n} answers", one.answers).format(
                when=local_time(one.at, session.zone), n=one.answers
            ),
        )
        for one in backups(drafted)
    ]
    answered = any(answer.text.strip() for answer in drafted.book.read().values())
    lab = lab_address()
    return render_template(
        "again.html",
        part=drafted,
        kept=kept,
        answered=answered,
        in_lab=f"{lab}/classroom/again/{course}/{part}" if lab else "",
    )


@again_pages.post("/")
@open_to(Who.SIGNED_IN)
def press(course: str, part: str) -> ResponseReturnValue:
    """Begin again, or bring back what the button names."""
    _session, drafted = _found(course, part)
    what, now = request.form.get("what", ""), stores().now
    try:
        if what == "begin":
            begin_again(drafted, now)
            flash(_("The part is empty again. Your earlier work is below."))
        else:
            bring_back(drafted, what, now)
            flash(_("Your earlier work is back."))
    except AnswersError as problem:
        return problem_page(422, _("Nothing was changed"), problem.sentence)
    return redirect(url_for("again_pages.page", course=course, part=part), 303)


def _found(course: str, part: str) -> tuple[Session, Part]:
    """Her session, and her part with the answers that the desk keeps; 404 for what is not open to her."""
    desk, person = stores(), the_person()
    session = desk.session_for(person, course)
    if session is None or session.accepts(desk.now) is Acceptance.NOT_YET:
        raise NotFound
    if part not in {one.id for one in desk.courses[course].parts}:
        raise NotFound
    try:
        release = released_part(desk.office, session.id, part)
    except ReleaseError as closed:
        raise NotFound from closed
    return session, drafted_part(desk.office, session.id, person, release, variant=0)
