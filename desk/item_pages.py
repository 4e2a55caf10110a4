"""Item analysis as pages: how each question of a session worked.

In: requests of an instructor or program staff. Out: pages. Part of app.py. The figures are those of the
report `items`; nothing is worked out here.
"""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from autograde.reports.items import items
from autograde.reports.scope import Scope, find
from desk.access import Who, open_to
from desk.known_sessions import course_session, course_sessions
from desk.stores import stores

__all__ = ["item_pages"]

item_pages = Blueprint("item_pages", __name__, url_prefix="/items")


@item_pages.get("/")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def sessions() -> ResponseReturnValue:
    """The sessions whose questions can be looked at."""
    return render_template("item_sessions.html", sessions=course_sessions())


@item_pages.get("/<session>")
@open_to(Who.INSTRUCTOR, Who.STAFF)
def analysis(session: str) -> ResponseReturnValue:
    """The questions of one session."""
    desk = stores()
    dates = course_session(session)
    scope = Scope(sessions=(session,))
    report = items(desk.office, find(desk.office, desk.courses, scope, desk.now, desk.settings.programs))
    return render_template("items.html", report=report, session=dates)
