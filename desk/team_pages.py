"""The pages of a team, for its members: when it meets, its plan, and what each writes for herself.

In: requests of a member. Out: pages. Part of app.py. Who is not in the team is not let in (access.py); what a
member may do there is for autograde/teams to say. Nothing here needs a script.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.errors import RecordsError, TeamError
from autograde.teams.details import keep_details, member_details, team_name
from autograde.teams.meetings import check_zone
from autograde.teams.opening import workshop_with_team
from autograde.teams.plan.form import PlanSection, find_form
from autograde.teams.plan.handing_in import hand_in_plan, write_section
from autograde.teams.plan.saves import Content, read_plan
from autograde.teams.plan.summary_file import read_summary
from autograde.teams.plan.word_file import plan_as_word_file
from autograde.teams.reflections import send_reflection
from autograde.teams.team import Team
from autograde.teams.workshop import Workshop
from classroom.language import _
from desk.access import Who, open_to
from desk.safety import problem_page
from desk.stores import stores
from desk.team_home import names_of, team_view, zones_with
from desk.team_plan import content_sent, overview, section_view
from desk.visit import the_person

__all__ = ["team_pages"]

team_pages = Blueprint("team_pages", __name__, url_prefix="/team")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@team_pages.get("/<team>")
@open_to(Who.TEAM)
def home(team: str) -> ResponseReturnValue:
    """The team."""
    return _home(team)


@team_pages.post("/<team>/clock")
@open_to(Who.TEAM)
def clock(team: str) -> ResponseReturnValue:
    """By which clock she reads the meetings."""
    desk, person = stores(), the_person()
    before = member_details(desk.office, team, person)
    try:
        zone = check_zone(request.form.get("zone", ""))
    except TeamError as problem:
        return _home(team, problem.sentence), 422
    with desk.office.writer():
        keep_details(desk.office, team, person, replace(before, zone=zone))
    return redirect(url_for("team_pages.home", team=team), 303)


@team_pages.post("/<team>/reflection")
@open_to(Who.TEAM)
def reflection(team: str) -> ResponseReturnValue:
    """Take what she wrote for herself."""
    desk = stores()
    workshop = workshop_with_team(desk.office, team)
    try:
        with desk.office.writer():
            send_reflection(desk.office, workshop.id, the_person(), request.form.get("text", ""), desk.now)
    except TeamError as problem:
        return _home(team, problem.sentence), 422
    flash(_("Your reflection is sent. You can send another one until it is read."))
    return redirect(url_for("team_pages.home", team=team), 303)


@team_pages.get("/<team>/plan")
@open_to(Who.TEAM)
def plan(team: str) -> ResponseReturnValue:
    """The plan, section by section, and what to look at in it."""
    return _plan(team)


@team_pages.post("/<team>/plan")
@open_to(Who.TEAM)
def hand_in(team: str) -> ResponseReturnValue:
    """Hand the plan in for the team."""
    desk = stores()
    try:
        with desk.office.writer():
            hand_in_plan(desk.office, team, the_person(), desk.now)
    except TeamError as problem:
        return _plan(team, problem.sentence, 409)
    flash(_("The plan of your team is handed in."))
    return redirect(url_for("team_pages.plan", team=team), 303)


@team_pages.get("/<team>/plan/<section>")
@open_to(Who.TEAM)
def edit(team: str, section: str) -> ResponseReturnValue:
    """One section, to write in."""
    workshop, found, asked = _section(team, section)
    return render_template("team_section.html", view=section_view(stores(), workshop, found, asked))


@team_pages.post("/<team>/plan/<section>")
@open_to(Who.TEAM)
def save(team: str, section: str) -> ResponseReturnValue:
    """Keep what she wrote; where somebody saved in between, show both, to be joined."""
    _workshop, _found, asked = _section(team, section)
    joined = tuple(int(one) for one in request.form.getlist("joined") if one.isdigit())
    return _keep(team, asked, content_sent(asked), joined)


@team_pages.post("/<team>/plan/<section>/file")
@open_to(Who.TEAM)
def attach(team: str, section: str) -> ResponseReturnValue:
    """Take the summary of prices that she attaches; it fills the section."""
    workshop, found, asked = _section(team, section)
    sent = request.files.get("file")
    if not asked.from_file:
        raise NotFound
    try:
        data = sent.read() if sent else b""
        content = read_summary((sent and sent.filename) or _("The file"), data, asked.most_rows)
    except (RecordsError, TeamError) as problem:
        view = section_view(stores(), workshop, found, asked, problem=str(problem))
        return render_template("team_section.html", view=view), 422
    return _keep(team, asked, content, ())


def _keep(team: str, asked: PlanSection, content: Content, joined: tuple[int, ...]) -> ResponseReturnValue:
    desk, person = stores(), the_person()
    workshop, found = _team(team)
    base = request.form.get("base", "0")
    begun = int(base) if base.isdigit() else 0
    try:
        after = write_section(desk.office, team, asked.id, content, begun, person, desk.now, joined)
    except TeamError as problem:
        view = section_view(desk, workshop, found, asked, typed=content, problem=problem.sentence)
        return render_template("team_section.html", view=view), 409
    beside = after.section(asked.id).beside
    hers = next((one for one in beside if one.by == person and one.content == content), None)
    if hers is not None:
        view = section_view(desk, workshop, found, asked, typed=content, hers=hers)
        return render_template("team_section.html", view=view), 409
    flash(_("Saved: {section}.").format(section=asked.title))
    return redirect(url_for("team_pages.plan", team=team), 303)


@team_pages.get("/<team>/council")
@open_to(Who.TEAM)
def council(team: str) -> ResponseReturnValue:
    """The plan as a page for the bargaining council, to print or to show."""
    workshop, found = _team(team)
    return render_template("team_council.html", view=overview(stores(), workshop, found))


@team_pages.get("/<team>/plan.docx")
@open_to(Who.TEAM)
def document(team: str) -> ResponseReturnValue:
    """The plan as a document."""
    desk = stores()
    workshop, found = _team(team)
    data = plan_as_word_file(
        read_plan(desk.office, team),
        find_form(workshop.rules.id),
        team_name(desk.office, team),
        names_of(desk, found),
        desk.now,
    )
    answer = Response(data, mimetype=WORD)
    answer.headers["Content-Disposition"] = "attachment; filename=plan.docx"
    return answer


def _team(team: str) -> tuple[Workshop, Team]:
    workshop = workshop_with_team(stores().office, team)
    return workshop, workshop.team(team)


def _section(team: str, section: str) -> tuple[Workshop, Team, PlanSection]:
    workshop, found = _team(team)
    asked = find_form(workshop.rules.id).section(section)
    if asked is None:
        raise NotFound
    return workshop, found, asked


def _home(team: str, problem: str = "") -> str:
    workshop, found = _team(team)
    view = team_view(stores(), workshop, found, the_person())
    typed = request.form.get("text", view.reflection)
    return render_template("team.html", view=view, zones=zones_with(view.zone), problem=problem, typed=typed)


def _plan(team: str, problem: str = "", status: int = 200) -> ResponseReturnValue:
    workshop, found = _team(team)
    if not found.accepted:
        return problem_page(
            409,
            _("The plan is not open yet"),
            _("Your team has applied. Its plan opens when the program has accepted the team."),
        )
    view = overview(stores(), workshop, found)
    mine = found.coordinator == the_person()
    return render_template("team_plan.html", view=view, problem=problem, coordinates=mine), status
