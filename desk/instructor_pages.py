"""The pages of an instructor: the queue, and the page on which a memo is answered.

In: requests of an instructor in a staff visit. Out: pages, and marks through autograde/marking. Part of
app.py. Nothing here needs a script, and everything a learner wrote is shown as text.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.errors import GradingError, NotAllowed
from autograde.marking.comment_bank import keep_sentence, sentences_for
from autograde.marking.mark import Verdict, mark_memo
from autograde.marking.second_reading import answer_second_reading
from autograde.sessions.dates import Session
from classroom.language import _
from desk.access import Who, open_to
from desk.calibration_pages import waits_for_calibration
from desk.known_sessions import known_session
from desk.marking_page import MarkingView, marking_view
from desk.queue_page import queue_lines
from desk.stores import stores
from desk.visit import the_member

__all__ = ["instructors"]

instructors = Blueprint("instructors", __name__, url_prefix="/instructor")


@instructors.get("/")
@open_to(Who.INSTRUCTOR)
def queue() -> ResponseReturnValue:
    """The memos that wait, the oldest first."""
    lines = queue_lines(stores(), the_member().id)
    return render_template("queue.html", lines=lines, overdue=sum(line.overdue for line in lines))


@instructors.get("/<session>/<person>/<part>")
@open_to(Who.INSTRUCTOR)
def memo(session: str, person: str, part: str) -> ResponseReturnValue:
    """One memo beside the learner's numbers and the rubric, and the form that answers it."""
    return _page(*_found(session, person, part))


@instructors.post("/<session>/<person>/<part>")
@open_to(Who.INSTRUCTOR)
def answer(session: str, person: str, part: str) -> ResponseReturnValue:
    """Take the mark, or show the page again with what is missing."""
    desk, (dates, view) = stores(), _found(session, person, part)
    course, said = desk.courses[dates.course], request.form
    if "insert" in said:
        return _page(dates, view)
    try:
        verdict = Verdict(said.get("verdict", ""))
        met = verdict is Verdict.MET
        mark_memo(
            desk.office,
            course,
            session,
            person,
            part,
            verdict=verdict,
            points=_points(said.get("points", "")) if met else None,
            comment=_lines(said.get("comment", "")),
            rubric_row=said.get("row", "") or None,
            actor=the_member().id,
            now=desk.now,
            rules=desk.rules[course.id],
        )
    except ValueError:
        return _page(dates, view, _("Say whether the memo is met or returned.")), 422
    except GradingError as problem:
        return _page(dates, view, problem.sentence), 422
    flash(_("Answered: {name}, {part}.").format(name=view.name, part=view.part))
    if "keep" in said:
        flash(_keep(course.id, part, said.get("row", ""), said.get("comment", "")))
    return redirect(url_for("instructors.queue"), 303)


@instructors.post("/<session>/<person>/<part>/second-reading")
@open_to(Who.INSTRUCTOR)
def second_reading(session: str, person: str, part: str) -> ResponseReturnValue:
    """Take the answer to a second reading."""
    desk, (dates, view) = stores(), _found(session, person, part)
    course, said = desk.courses[dates.course], request.form
    if "insert" in said:
        return _page(dates, view)
    outcome = said.get("outcome", "")
    if outcome not in ("stands", "met"):
        return _page(dates, view, _("Say whether the mark stands or the memo is met.")), 422
    try:
        answer_second_reading(
            desk.office,
            course,
            session,
            person,
            part,
            points=_needed_points(said.get("points", "")) if outcome == "met" else None,
            reason=_lines(said.get("comment", "")),
            actor=the_member().id,
            now=desk.now,
            rules=desk.rules[course.id],
        )
    except (GradingError, NotAllowed) as problem:
        return _page(dates, view, problem.sentence), 422
    flash(_("Second reading answered: {name}, {part}.").format(name=view.name, part=view.part))
    return redirect(url_for("instructors.queue"), 303)


def _found(session: str, person: str, part: str) -> tuple[Session, MarkingView]:
    """The session and what there is to see; 404 for whoever is not in it, or a part without a memo."""
    desk = stores()
    dates = known_session(session)
    course = desk.courses.get(dates.course)
    if course is None or part not in {one.id for one in course.parts}:
        raise NotFound
    if session not in {one.id for one in desk.sessions.sessions_of(person)}:
        raise NotFound
    view = marking_view(desk, dates, person, part)
    if view is None:
        raise NotFound
    return dates, view


def _page(dates: Session, view: MarkingView, problem: str = "") -> str:
    """The page of a memo, with what was typed; the sentence whose button was pressed is in the comment."""
    desk, viewer = stores(), the_member().id
    course, part = desk.courses[dates.course], str((request.view_args or {})["part"])
    bank = sentences_for(desk.office, viewer, course.id, part)
    picked = next((one for one in bank if one.id == request.form.get("insert")), None)
    typed = request.form.to_dict()
    if picked:
        before = typed.get("comment", "").rstrip()
        typed["comment"] = f"{before}\n{picked.text}" if before else picked.text
        typed["row"] = typed.get("row") or picked.row
    return render_template(
        "marking.html",
        view=view,
        problem=problem,
        typed=typed,
        session=dates,
        bank=bank,
        inserted=picked is not None,
        course=course.id,
        part=part,
        person=str((request.view_args or {})["person"]),
        calibrate=waits_for_calibration(desk, course, part, viewer),
    )


def _keep(course: str, part: str, row: str, text: str) -> str:
    """Put a comment into the comment bank; the sentence says whether that was possible."""
    try:
        keep_sentence(
            stores().office, the_member().id, course=course, part=part, row=row, text=text, shared=False
        )
    except GradingError as problem:
        return problem.sentence
    return _("The comment is in your comment bank.")


def _points(typed: str) -> float | None:
    """Points as they were typed; None where they are no number, which marking then asks for."""
    try:
        return float(typed.strip().replace(",", "."))
    except ValueError:
        return None


def _needed_points(typed: str) -> float:
    points = _points(typed)
    if points is None:
        raise GradingError(_("Give the points of a memo that is met."))
    return points


def _lines(typed: str) -> str:
    """Text from a form, whose lines end as browsers end them."""
    return typed.replace("\r\n", "\n").strip()
