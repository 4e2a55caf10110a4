"""Calibration: an instructor marks the anchors of a part blind, then sees how far she agrees.

In: requests of an instructor. Out: pages, and levels through autograde/marking. Part of app.py. Until she has
marked every anchor of a part, no page shows her its levels or what others gave.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.course import Course
from autograde.errors import GradingError
from autograde.marking.agreement import Agreement
from autograde.marking.anchors import Anchor, levels_of, without_anchors
from autograde.marking.calibration import Levels, calibration, find_anchors, levels_given, mark_anchors
from classroom.language import _
from desk.access import Who, open_to
from desk.chips import Chip
from desk.rubric_text import as_html, rubric_of
from desk.stores import Stores, stores
from desk.visit import the_member

__all__ = ["calibration_pages", "waits_for_calibration"]

calibration_pages = Blueprint("calibration_pages", __name__, url_prefix="/calibration")


@dataclass(frozen=True)
class PartLine:
    """One part in the list: how many of its anchors she has marked."""

    id: str
    title: str
    status: Chip


@calibration_pages.get("/")
@open_to(Who.INSTRUCTOR)
def overview() -> ResponseReturnValue:
    """The parts with anchors, and her agreement over those that she has finished, course by course."""
    desk, mine = stores(), the_member().id
    levels, shown = levels_given(desk.office), []
    for course in desk.courses.values():
        anchors = {part.id: found for part in course.parts if (found := find_anchors(course, part.id))}
        done = [one for found in anchors.values() if _finished(found, mine, levels) for one in found]
        if anchors:
            parts = [_line(course, part, found, mine, levels) for part, found in anchors.items()]
            shown.append((course, parts, _agreements(desk, mine, done, levels) if done else []))
    return render_template("calibration.html", courses=shown)


@calibration_pages.get("/<course>/<part>")
@open_to(Who.INSTRUCTOR)
def part_page(course: str, part: str) -> ResponseReturnValue:
    """The anchors of a part: to mark, or, once she has marked them all, what they stand for."""
    its_course, anchors = _found(course, part)
    return _page(its_course, part, anchors)


@calibration_pages.post("/<course>/<part>")
@open_to(Who.INSTRUCTOR)
def mark(course: str, part: str) -> ResponseReturnValue:
    """Take her levels."""
    its_course, anchors = _found(course, part)
    given = {one.id: request.form[one.id] for one in anchors if request.form.get(one.id)}
    try:
        levels = {name: int(level) for name, level in given.items() if level.isdecimal()}
        mark_anchors(stores().office, its_course, part, levels, actor=the_member().id, now=stores().now)
    except GradingError as problem:
        return _page(its_course, part, anchors, problem.sentence), 422
    return redirect(url_for("calibration_pages.part_page", course=course, part=part), 303)


def waits_for_calibration(desk: Stores, course: Course, part: str, marker: str) -> bool:
    """Whether a part has anchors that this marker has not marked yet."""
    anchors = find_anchors(course, part)
    return bool(anchors) and not _finished(anchors, marker, levels_given(desk.office))


def _found(course: str, part: str) -> tuple[Course, tuple[Anchor, ...]]:
    found = stores().courses.get(course)
    if found is None or part not in {one.id for one in found.parts}:
        raise NotFound
    anchors = find_anchors(found, part)
    if not anchors:
        raise NotFound
    return found, anchors


def _finished(anchors: tuple[Anchor, ...], marker: str, levels: Levels) -> bool:
    return all(one.id in levels.get(marker, {}) for one in anchors)


def _line(course: Course, part_id: str, anchors: tuple[Anchor, ...], mine: str, levels: Levels) -> PartLine:
    part, marked = course.part(part_id), sum(one.id in levels.get(mine, {}) for one in anchors)
    if marked == len(anchors):
        chip = Chip("✓", _("Marked"), "done")
    else:
        said = _("{n} of {all} marked").format(n=marked, all=len(anchors))
        chip = Chip("○", said, "attention" if marked else "quiet")
    return PartLine(part.id, _("Part {number}: {title}").format(number=part.number, title=part.title), chip)


def _agreements(
    desk: Stores, mine: str, anchors: list[Anchor] | tuple[Anchor, ...], levels: Levels
) -> list[tuple[str, Agreement]]:
    """With the anchors first, then with each other marker by name."""
    found = calibration(mine, anchors, levels)
    names = {one.id: one.name for one in desk.people.people(found.others).values()}
    others = [(names.get(one, _("(name erased)")), agreed) for one, agreed in found.others.items()]
    return [(_("The anchors"), found.with_anchors), *sorted(others, key=lambda pair: pair[0])]


def _page(course: Course, part_id: str, anchors: tuple[Anchor, ...], problem: str = "") -> str:
    desk, mine, part = stores(), the_member().id, course.part(part_id)
    levels = levels_given(desk.office)
    hers, finished = levels.get(mine, {}), _finished(anchors, mine, levels)
    rubric = rubric_of(course, part.id)
    names = {one.id: one.name for one in desk.people.people(levels).values()}
    # Told apart by letters, in an order of her own, so that their place in the rubric says nothing.
    blind = sorted(anchors, key=lambda one: sha256(f"{mine}:{one.id}".encode()).hexdigest())
    return render_template(
        "calibrate.html",
        title=_("Part {number}: {title}").format(number=part.number, title=part.title),
        course=course,
        part=part.id,
        finished=finished,
        rubric=as_html(without_anchors(rubric)) if rubric else "",
        anchors=list(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", blind, strict=False)),
        choices=levels_of(anchors),
        hers=hers,
        others={
            one.id: [
                (names.get(marker, _("(name erased)")), given[one.id])
                for marker, given in levels.items()
                if marker != mine and one.id in given
            ]
            for one in anchors
        }
        if finished
        else {},
        agreements=_agreements(desk, mine, anchors, levels) if finished else [],
        problem=problem,
        typed=request.form,
    )
