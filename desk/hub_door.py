"""The door of a JupyterHub: who is signed in there is signed in here, and staff with the roles of both.

In: requests. Out: redirects, or a page that says what is missing. Part of app.py. A Hub's account belongs to
the one person who is kept here with its e-mail address (DeskSettings.hub_domain completes a bare name). Roles
count where Hub and records agree: the Hub says who may come in by that door, the records say since when.
"""

from __future__ import annotations

import secrets

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.registration.roster import people_by_email
from classroom.language import _
from desk.access import Who, open_to
from desk.hub import Hub, HubVisitor
from desk.safety import problem_page
from desk.stores import stores
from desk.visit import sign_in, sign_in_staff

__all__ = ["hub_door"]

_STATE = "hub"

hub_door = Blueprint("hub_door", __name__, url_prefix="/hub")


@hub_door.get("/sign-in")
@open_to(Who.ANYONE)
def begin() -> ResponseReturnValue:
    """Go to the Hub, which knows who she is."""
    hub, state = _the_hub(), secrets.token_urlsafe(16)
    session[_STATE] = state
    return redirect(hub.sign_in_address(state), 303)


@hub_door.get("/signed-in")
@open_to(Who.ANYONE)
def signed_in() -> ResponseReturnValue:
    """Come back from the Hub with a code: a visit begins."""
    hub, state = _the_hub(), session.pop(_STATE, None)
    came_from_here = isinstance(state, str) and state == request.args.get("state")
    visitor = hub.visitor(request.args.get("code", "")) if came_from_here else None
    if visitor is None:
        return problem_page(
            403,
            _("This sign-in link cannot be used any more"),
            _("It works once, and in the browser where the sign-in began."),
            _("Open the desk again and sign in once more."),
        )
    return _let_in(visitor)


def _let_in(visitor: HubVisitor) -> ResponseReturnValue:
    desk, address = stores(), _address(visitor.account)
    known = people_by_email(desk.office).get(address.casefold(), [])
    if len(known) != 1:
        return problem_page(
            403,
            _("You are not enrolled here"),
            _("You are signed in as {account}, and nobody here has that address.").format(account=address)
            if not known
            else _("You are signed in as {account}, and several people here have that address.").format(
                account=address
            ),
            _("Ask your program to enroll you with this address."),
        )
    member = desk.staff.member(known[0])
    if visitor.roles != (member.roles if member else frozenset()):
        return problem_page(
            403,
            _("Your roles do not agree"),
            _("The hub and this office give you different roles, so none counts."),
            _("Ask program staff to put that right in both places."),
        )
    if member is not None:
        sign_in_staff(member)
        return redirect(url_for("staff_door.home"), 303)
    sign_in(known[0])
    return redirect(url_for("pages.start"), 303)


def _the_hub() -> Hub:
    hub = stores().settings.hub
    if hub is None:
        raise NotFound
    return hub


def _address(account: str) -> str:
    domain = stores().settings.hub_domain
    return account if "@" in account or not domain else f"{account}@{domain}"
