"""The door of the staff: a link that signs somebody in once, and the page it leads to.

In: requests. Out: pages and redirects. Part of app.py. The link shows a button first, so that a program which
looks at links in a message does not use it up, and nobody is signed in by a page elsewhere.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import CodeError
from autograde.people.register import STAFF_SIGN_IN
from autograde.people.staff import Role, role_word
from classroom.language import _
from desk.access import Who, open_to
from desk.office_pages.waiting import waiting_for_staff
from desk.safety import problem_page
from desk.stores import stores
from desk.visit import sign_in_staff, the_member

__all__ = ["staff_door"]

staff_door = Blueprint("staff_door", __name__, url_prefix="/staff")


@staff_door.get("/sign-in/<code>")
@open_to(Who.ANYONE)
def ask(code: str) -> ResponseReturnValue:
    """The button that signs in; the code is not looked at yet."""
    return render_template("staff_sign_in.html")


@staff_door.post("/sign-in/<code>")
@open_to(Who.ANYONE)
def enter(code: str) -> ResponseReturnValue:
    """Sign in with the code, and go to the page of the staff."""
    desk = stores()
    try:
        with desk.office.writer():
            person = desk.people.redeem(code, STAFF_SIGN_IN, desk.now)
    except CodeError:
        return _cannot_be_used()
    member = desk.staff.member(person)
    if member is None:
        return _cannot_be_used()
    sign_in_staff(member)
    return redirect(url_for("staff_door.home"), 303)


@staff_door.get("/")
@open_to(Who.INSTRUCTOR, Who.STAFF, Who.OFFICER)
def home() -> ResponseReturnValue:
    """What she may do here."""
    member = the_member()
    roles = ", ".join(role_word(role) for role in sorted(member.roles))
    leads = member.roles & {Role.INSTRUCTOR, Role.STAFF}
    sessions = stores().sessions.all() if leads else []
    is_staff = Role.STAFF in member.roles
    return render_template(
        "staff_home.html",
        member=member,
        roles=roles,
        waiting=waiting_for_staff(stores(), member.id) if is_staff else (),
        rooms=_rooms(),
        sessions=sessions,
    )


def _rooms() -> list[tuple[str, str, str]]:
    """The rooms of the office: address, title, what is done there."""
    return [
        (url_for("office_sessions.every"), _("Sessions"), _("dates, rosters, applications, learners")),
        (
            url_for("office_reports.choose"),
            _("Reports and exports"),
            _("to download, by session, day and affiliate"),
        ),
        (url_for("office_credits.every"), _("Outside credit"), _("propose, approve, take back")),
        (url_for("office_certificates.every"), _("Certificates"), _("issue, renew, correct, revoke")),
        (
            url_for("office_matters.every"),
            _("Complaints and accommodations"),
            _("what is open, what was settled"),
        ),
        (url_for("office_rules.every"), _("Rules"), _("to read, and to compare before a change")),
        (url_for("office_staff.every"), _("Staff and roles"), _("who may do what, sign-in links")),
    ]


def _cannot_be_used() -> ResponseReturnValue:
    return problem_page(
        403,
        _("This sign-in link cannot be used any more"),
        _("It is unknown, too old, or was used already. It works once."),
        _("Ask program staff for a new one."),
    )
