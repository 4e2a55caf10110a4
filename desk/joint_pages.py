"""One clause, two sides: the page on which a labor team and a management team write and sign one statement.

In: requests of a member of either team. Out: pages. Part of app.py. What each side writes for itself stays
with it (team_pages.py); here both see the same.
"""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import TeamError
from autograde.sessions.local_time import local_time
from autograde.teams.details import team_name
from autograde.teams.joint.word_file import section_title, side_word, statement_sheet
from autograde.teams.joint.writing import (
    SECTIONS,
    find_statement,
    side_of_person,
    sign_statement,
    write_statement,
)
from autograde.teams.opening import find_workshop
from autograde.teams.plan.saves import plan_sha256, read_plan
from autograde.teams.sheet import Sheet, as_word_file
from classroom.language import _
from desk.access import Who, open_to
from desk.stores import stores
from desk.visit import the_person

__all__ = ["joint_pages"]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

joint_pages = Blueprint("joint_pages", __name__, url_prefix="/joint")


@joint_pages.get("/<pair>")
@open_to(Who.PAIR)
def statement(pair: str) -> ResponseReturnValue:
    """The statement as it stands."""
    return _page(pair)


@joint_pages.post("/<pair>/sign")
@open_to(Who.PAIR)
def sign(pair: str) -> ResponseReturnValue:
    """Sign for her side."""
    desk = stores()
    try:
        with desk.office.writer():
            sign_statement(desk.office, pair, the_person(), desk.now)
    except TeamError as problem:
        return _page(pair, problem.sentence), 409
    flash(_("Signed for your side."))
    return redirect(url_for("joint_pages.statement", pair=pair), 303)


@joint_pages.post("/<pair>/<section>")
@open_to(Who.PAIR)
def write(pair: str, section: str) -> ResponseReturnValue:
    """Keep what she wrote; where somebody saved in between, both texts stand on the page."""
    desk, person, form = stores(), the_person(), request.form
    text = form.get("text", "").replace("\r\n", "\n").strip()
    base = int(form["base"]) if form.get("base", "").isdigit() else 0
    joined = [int(one) for one in form.getlist("joined") if one.isdigit()]
    try:
        after = write_statement(desk.office, pair, section, text, base, person, desk.now, joined)
    except TeamError as problem:
        return _page(pair, problem.sentence, {section: text}), 409
    if any(one.by == person and one.content == text for one in after.section(section).beside):
        said = _("Somebody saved while you were writing. Both texts are kept: join them and save.")
        return _page(pair, said, {section: text}), 409
    flash(_("Saved."))
    return redirect(url_for("joint_pages.statement", pair=pair), 303)


@joint_pages.get("/<pair>/paper/page")
@open_to(Who.PAIR)
def paper(pair: str) -> ResponseReturnValue:
    """The statement as a page to print or to show."""
    return render_template("joint_paper.html", sheet=_sheet(pair), pair=pair)


@joint_pages.get("/<pair>/paper/statement.docx")
@open_to(Who.PAIR)
def document(pair: str) -> ResponseReturnValue:
    """The statement as a document."""
    answer = Response(as_word_file(_sheet(pair), stores().now), mimetype=WORD)
    answer.headers["Content-Disposition"] = "attachment; filename=joint-statement.docx"
    return answer


def _sheet(pair: str) -> Sheet:
    desk = stores()
    found = find_statement(desk.office, pair)
    workshop = find_workshop(desk.office, found.workshop)
    people = desk.people.people(one.by for one in found.signatures.values())
    return statement_sheet(
        found,
        read_plan(desk.office, pair),
        {team: team_name(desk.office, team) for team in found.teams.values()},
        {one: who.name for one, who in people.items()},
        workshop.title,
        workshop.zone,
    )


def _page(pair: str, problem: str = "", typed: dict[str, str] | None = None) -> str:
    desk, person = stores(), the_person()
    found, plan = find_statement(desk.office, pair), read_plan(desk.office, pair)
    workshop = find_workshop(desk.office, found.workshop)
    text = plan_sha256(plan)
    people = desk.people.people(
        [one.by for one in found.signatures.values()]
        + [save.by for name in SECTIONS for save in plan.section(name).beside]
    )
    names = {one: who.name for one, who in people.items()}
    sides = [
        {
            "word": side_word(side),
            "team": team_name(desk.office, team),
            "signed": found.signed(side, text),
            "by": names.get(found.signatures[side].by, _("(name erased)"))
            if found.signed(side, text)
            else "",
            "at": local_time(found.signatures[side].at, workshop.zone) if found.signed(side, text) else "",
        }
        for side, team in found.teams.items()
    ]
    mine = side_of_person(desk.office, found, person)
    sections = [
        {
            "id": name,
            "title": section_title(name),
            "newest": plan.section(name).newest,
            "typed": (typed or {}).get(name, plan.content(name)),
            "beside": [
                (one.number, one.content, names.get(one.by, _("(name erased)")))
                for one in plan.section(name).beside
            ],
        }
        for name in SECTIONS
    ]
    return render_template(
        "joint.html",
        statement=found,
        workshop=workshop.title,
        team=found.teams[mine] if mine else "",
        sides=sides,
        sections=sections,
        in_force=found.in_force(text),
        may_sign=mine is not None and workshop.team(found.teams[mine]).coordinator == person,
        problem=problem,
    )
