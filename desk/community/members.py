"""The members of a session: those who want to be on the list, by name and affiliate.

In: requests of the session. Out: pages. Part of app.py.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from autograde.community.members import Listed, is_listed, list_me, listed_members
from autograde.community.wording import without_addresses
from autograde.errors import CommunityError
from classroom.language import _
from desk.access import Who, open_to
from desk.community.place import paged, place, refused
from desk.stores import stores

__all__ = ["members"]

members = Blueprint("members", __name__, url_prefix="/community/<session>/members")

_NAMES = 150


@members.get("/")
@open_to(Who.SESSION)
def everybody(session: str) -> ResponseReturnValue:
    """Who is listed, and the button that lists oneself."""
    desk, here = stores(), place(session)
    listed = listed_members(desk.office, session)
    shown = paged((_without_addresses(one) for one in listed), _NAMES)
    return render_template(
        "community_members.html",
        here=here,
        page=shown,
        count=len(listed),
        listed=is_listed(desk.office, session, here.by.person),
    )


@members.post("/")
@open_to(Who.SESSION)
def say(session: str) -> ResponseReturnValue:
    """Put oneself on the list, or take oneself off."""
    desk, here = stores(), place(session)
    listed = request.form.get("listed") == "yes"
    try:
        list_me(desk.office, session, here.by, listed, desk.now)
    except CommunityError as problem:
        return refused(problem.sentence)
    flash(_("You are on the list.") if listed else _("You are not on the list."))
    return redirect(url_for("members.everybody", session=session), 303)


def _without_addresses(one: Listed) -> Listed:
    return Listed(without_addresses(one.name), without_addresses(one.affiliate))
