"""Who may use which address: every route says so itself, and none answers anybody else.

In: routes marked with `open_to`. Out: a check before every request. Called by safety.py; app.py refuses
to put a desk together that has a route which does not say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import TeamError
from autograde.people.staff import Role
from autograde.teams.joint.writing import find_statement, side_of_person
from autograde.teams.opening import workshop_with_team
from classroom.language import _
from desk.stores import stores
from desk.visit import signed_in_person, visiting_member

__all__ = ["Who", "check_access", "declared", "open_to", "signed_out_page", "undeclared"]

View = TypeVar("View", bound=Callable[..., Any])


class Who(Enum):
    """Who may use an address.

    TOKEN: whoever shows the token of her JupyterLab; the view itself looks at it (api.py). SIGNED_IN: anybody
    signed in, who then finds only what is hers. TEAM: who is in the team that the address names, now;
    PAIR: who is in one of the two teams of a joint statement. SESSION: who is in the session that the address
    names, instructors, and program staff. The others: staff with that role, in a visit that began with a
    staff link.
    """

    ANYONE = "anyone"
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    SIGNED_IN = "signed in"
    TEAM = "in the team"
    PAIR = "in one of two teams"
    SESSION = "in the session"
    INSTRUCTOR = "instructor"
    STAFF = "staff"
    OFFICER = "officer"


_ROLES = {Who.INSTRUCTOR: Role.INSTRUCTOR, Who.STAFF: Role.STAFF, Who.OFFICER: Role.OFFICER}


def open_to(*who: Who) -> Callable[[View], View]:
    """Say who may use a view."""

    def say(view: View) -> View:
        view.open_to = frozenset(who)  # type: ignore[attr-defined]
        return view

    return say


def declared(view: Callable[..., Any]) -> frozenset[Who]:
    """Who may use a view; nobody, where it does not say."""
    return getattr(view, "open_to", frozenset())


def undeclared(app: Flask) -> list[str]:
    """The names of the views that do not say who may use them."""
    return sorted(name for name, view in app.view_functions.items() if not declared(view))


def check_access() -> ResponseReturnValue | None:
    """Before each request: None where it may go on, or else the page that says why not."""
    if request.endpoint is None:
        return None  # there is no such address, and the answer says so
    who = declared(current_app.view_functions[request.endpoint])
    if who & {Who.ANYONE, Who.TOKEN}:
        return None
    if Who.SIGNED_IN in who:
        return None if signed_in_person() else (signed_out_page(), 403)
    if who & {Who.TEAM, Who.PAIR}:
        return _check_teams(request.view_args or {})
    if Who.SESSION in who:
        return _check_session((request.view_args or {})["session"])
    member = visiting_member()
    if member and any(_ROLES[one] in member.roles for one in who):
        return None
    return render_template(
        "problem.html",
        heading=_("This page is for staff"),
        sentence=_("You are not signed in here as somebody who may use it."),
        advice=_("Open the sign-in link that program staff made for you. It works once; ask for a new one."),
    ), 403


def _check_teams(named: Mapping[str, str]) -> ResponseReturnValue | None:
    person = signed_in_person()
    if person is None:
        return signed_out_page(), 403
    office = stores().office
    try:
        if "pair" in named:
            let_in = side_of_person(office, find_statement(office, named["pair"]), person) is not None
        else:
            let_in = workshop_with_team(office, named["team"]).team(named["team"]).holds(person)
    except TeamError:
        let_in = False
    if let_in:
        return None
    return render_template(
        "problem.html",
        heading=_("This page is for the members of one team"),
        sentence=_("You are not in that team, or there is no such team."),
        advice=_("Your start page shows the teams that you are in."),
    ), 403


def _check_session(session: str) -> ResponseReturnValue | None:
    member = visiting_member()
    if member and member.roles & {Role.INSTRUCTOR, Role.STAFF}:
        return None
    person = signed_in_person()
    if person is None:
        return signed_out_page(), 403
    if session in {one.id for one in stores().sessions.sessions_of(person)}:
        return None
    return render_template(
        "problem.html",
        heading=_("This page is for the people of one session"),
        sentence=_("You are not in that session, or there is no such session."),
        advice=_("Your start page shows the sessions that you are in."),
    ), 403


def signed_out_page() -> str:
    """The page that says how to get in."""
    settings = stores().settings
    lab = settings.lab_url
    address = f"{lab.rstrip('/')}/classroom/desk" if lab else None
    hub = url_for("hub_door.begin") if settings.hub else None
    return render_template("signed_out.html", lab_desk_url=address, hub_url=hub)
