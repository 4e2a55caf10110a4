"""The teams as an instructor reads them: plans with the six rows, and what each member wrote for herself.

In: requests of an instructor in a staff visit. Out: pages, and marks through autograde/teams. Part of app.py.
The team's mark and a member's own are given apart and stay apart.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.errors import TeamError
from autograde.teams.details import team_name
from autograde.teams.opening import all_workshops, workshop_with_team
from autograde.teams.plan.form import find_form
from autograde.teams.plan.handing_in import MOST_POINTS, mark_plan
from autograde.teams.reflections import mark_reflection, reflection_text
from autograde.teams.team import Team, Verdict
from autograde.teams.workshop import Workshop
from classroom.language import _
from desk.access import Who, open_to
from desk.stores import stores
from desk.team_home import names_of, verdict_chip
from desk.team_plan import overview
from desk.visit import the_member

__all__ = ["team_marking"]

team_marking = Blueprint("team_marking", __name__, url_prefix="/team-marking")


@team_marking.get("/")
@open_to(Who.INSTRUCTOR)
def teams() -> ResponseReturnValue:
    """The accepted teams of every workshop, and what waits in each."""
    desk = stores()
    lines = [
        {
            "team": team.id,
            "name": team_name(desk.office, team.id),
            "workshop": workshop.title,
            "plan": _plan_word(team),
            "reflections": sum(
                workshop.reflections[one].mark is None for one in team.members if one in workshop.reflections
            ),
        }
        for workshop in all_workshops(desk.office)
        for team in workshop.teams.values()
        if team.accepted
    ]
    return render_template("team_list.html", lines=lines)


@team_marking.get("/<team>")
@open_to(Who.INSTRUCTOR)
def read(team: str) -> ResponseReturnValue:
    """One team's plan, and the reflections of its members."""
    return _page(team)


@team_marking.post("/<team>")
@open_to(Who.INSTRUCTOR)
def answer_plan(team: str) -> ResponseReturnValue:
    """Take the team's mark."""
    desk, said = stores(), request.form
    workshop, _found = _team(team)
    rows = {
        row.id: int(typed)
        for row in find_form(workshop.rules.id).rubric
        if (typed := said.get(f"row-{row.id}", "")).isdigit()
    }
    try:
        verdict = Verdict(said.get("verdict", ""))
        with desk.office.writer():
            mark_plan(desk.office, team, verdict, rows, _lines("comment"), the_member().id, desk.now)
    except ValueError:
        return _page(team, _("Say whether the plan is met or returned.")), 422
    except TeamError as problem:
        return _page(team, problem.sentence), 422
    flash(_("The team's plan is answered."))
    return redirect(url_for("team_marking.read", team=team), 303)


@team_marking.post("/<team>/<person>")
@open_to(Who.INSTRUCTOR)
def answer_reflection(team: str, person: str) -> ResponseReturnValue:
    """Take the mark of one member's reflection."""
    desk, said = stores(), request.form
    workshop, found = _team(team)
    if person not in found.members:
        raise NotFound
    try:
        verdict = Verdict(said.get("verdict", ""))
        with desk.office.writer():
            mark_reflection(
                desk.office, workshop.id, person, verdict, _lines("comment"), the_member().id, desk.now
            )
    except ValueError:
        return _page(team, _("Say whether the reflection is met or returned.")), 422
    except TeamError as problem:
        return _page(team, problem.sentence), 422
    flash(_("The reflection is answered."))
    return redirect(url_for("team_marking.read", team=team), 303)


def _team(team: str) -> tuple[Workshop, Team]:
    """An accepted team; 404 for any other."""
    try:
        workshop = workshop_with_team(stores().office, team)
    except TeamError as unknown:
        raise NotFound from unknown
    found = workshop.team(team)
    if not found.accepted:
        raise NotFound
    return workshop, found


def _page(team: str, problem: str = "") -> str:
    desk = stores()
    workshop, found = _team(team)
    handed, names = found.handed_in, names_of(desk, found)
    reflections = [
        {
            "person": person,
            "name": names[person],
            "text": reflection_text(desk.office, sent.text_id),
            "status": verdict_chip(sent.mark) if sent.mark else None,
        }
        for person in found.members
        if (sent := workshop.reflections.get(person))
    ]
    return render_template(
        "team_marking.html",
        view=overview(desk, workshop, found, handed.save if handed else None),
        rubric=find_form(workshop.rules.id).rubric,
        most=MOST_POINTS,
        status=verdict_chip(handed.mark) if handed and handed.mark else None,
        given=handed.mark.rows if handed and handed.mark else {},
        reflections=reflections,
        problem=problem,
        typed=request.form,
    )


def _plan_word(team: Team) -> str:
    handed = team.handed_in
    if handed is None:
        return _("The plan is being written.")
    if handed.mark is None:
        return _("The plan waits for you.")
    return _("The plan is met.") if handed.mark.verdict is Verdict.MET else _("The plan is returned.")


def _lines(name: str) -> str:
    return request.form.get(name, "").replace("\r\n", "\n").strip()
