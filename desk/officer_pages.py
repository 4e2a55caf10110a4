"""The page of an officer of a local: how far her own members are.

In: requests of an officer in a staff visit. Out: a page. Part of app.py. Which local is hers is kept with
her, and no address or form of hers can name another.
"""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from autograde.reports.own_members import own_members
from desk.access import Who, open_to
from desk.stores import stores
from desk.visit import the_member

__all__ = ["officers"]

officers = Blueprint("officers", __name__, url_prefix="/officer")


@officers.get("/")
@open_to(Who.OFFICER)
def members() -> ResponseReturnValue:
    """The members of her local, course by course."""
    desk, officer = stores(), the_member()
    page = own_members(
        desk.office, desk.courses, officer.affiliate, officer.local, desk.now, desk.settings.programs
    )
    return render_template("officer.html", page=page)
