"""The comment bank of an instructor: sentences for the rows of a rubric, her own and those that others share.

In: requests of an instructor. Out: pages, and sentences through autograde/marking. Part of app.py. On the
page of a memo a button puts a sentence into the comment (see instructor_pages.py).
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.course import Course
from autograde.errors import GradingError
from autograde.marking.comment_bank import (
    LONGEST_SENTENCE,
    Sentence,
    change_sentence,
    drop_sentence,
    keep_sentence,
    sentences_for,
)
from classroom.language import _
from desk.access import Who, open_to
from desk.rubric_text import rubric_of
from desk.stores import stores
from desk.visit import the_member

__all__ = ["comment_pages"]

comment_pages = Blueprint("comment_pages", __name__, url_prefix="/comments")


@comment_pages.get("/")
@open_to(Who.INSTRUCTOR)
def courses() -> ResponseReturnValue:
    """The courses, each with its comment bank."""
    return render_template("comment_courses.html", courses=list(stores().courses.values()))


@comment_pages.get("/<course>")
@open_to(Who.INSTRUCTOR)
def bank(course: str) -> ResponseReturnValue:
    """The sentences of a course, to change and to add to."""
    return _page(_found(course))


@comment_pages.post("/<course>")
@open_to(Who.INSTRUCTOR)
def add(course: str) -> ResponseReturnValue:
    """Put a sentence into the bank."""
    its_course, said = _found(course), request.form
    part, _colon, row = said.get("where", "").partition(":")
    if (part, row) not in {place for _label, places in _places(its_course) for place, _name in places}:
        return _page(its_course, _("Choose the row of a rubric that the sentence is for.")), 422
    try:
        keep_sentence(
            stores().office,
            the_member().id,
            course=course,
            part=part,
            row=row,
            text=said.get("text", ""),
            shared="shared" in said,
        )
    except GradingError as problem:
        return _page(its_course, problem.sentence), 422
    flash(_("Kept."))
    return redirect(url_for("comment_pages.bank", course=course), 303)


@comment_pages.post("/<course>/<sentence>")
@open_to(Who.INSTRUCTOR)
def change(course: str, sentence: str) -> ResponseReturnValue:
    """Change a sentence of her own, or erase it."""
    its_course, said, mine = _found(course), request.form, the_member().id
    try:
        if said.get("do") == "erase":
            drop_sentence(stores().office, mine, sentence)
            flash(_("Erased."))
        else:
            change_sentence(
                stores().office, mine, sentence, text=said.get("text", ""), shared="shared" in said
            )
            flash(_("Changed."))
    except GradingError as problem:
        return _page(its_course, problem.sentence), 422
    return redirect(url_for("comment_pages.bank", course=course), 303)


def _found(course: str) -> Course:
    found = stores().courses.get(course)
    if found is None:
        raise NotFound
    return found


def _places(course: Course) -> list[tuple[str, list[tuple[tuple[str, str], str]]]]:
    """Where a sentence can belong: (heading, [((part, row), words), ...]), every part's rows by part."""
    places = [(_("Every part"), [(("", ""), _("Any row of any part"))])]
    for part in course.parts:
        if rubric := rubric_of(course, part.id):
            title = _("Part {number}: {title}").format(number=part.number, title=part.title)
            rows = [((part.id, row), row) for row in rubric.rows]
            places.append((title, [((part.id, ""), _("Any row of this part")), *rows]))
    return places


def _page(course: Course, problem: str = "") -> str:
    desk, mine = stores(), the_member().id
    places = _places(course)
    kept = sentences_for(desk.office, mine, course.id)
    names = {one.id: one.name for one in desk.people.people({one.by for one in kept}).values()}
    titles = {place: (heading, words) for heading, rows in places for place, words in rows}
    groups: dict[tuple[str, str], list[Sentence]] = {}
    for one in kept:
        groups.setdefault(titles.get((one.part, one.row), (one.part, one.row)), []).append(one)
    return render_template(
        "comments.html",
        course=course,
        places=places,
        groups=groups,
        names=names,
        mine=mine,
        problem=problem,
        most=LONGEST_SENTENCE,
        typed=request.form,
    )
