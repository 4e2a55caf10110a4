"""Who works here: people on the staff, their roles, and the links that sign them in.

In: requests of program staff. Out: pages, and changes through autograde/people/staff.py. Part of app.py.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import NotAllowed, PersonError
from autograde.people.register import STAFF_SIGN_IN
from autograde.people.staff import Role, StaffMember, role_word
from classroom.language import _
from desk.access import Who, open_to
from desk.office_pages.answering import by, desk_address, done, said, shown
from desk.office_pages.sessions import whole_number
from desk.stores import stores

__all__ = ["staff"]

staff = Blueprint("office_staff", __name__, url_prefix="/office/staff")
MOST_HOURS = 168


@staff.get("/")
@open_to(Who.STAFF)
def every() -> ResponseReturnValue:
    """Everybody on the staff, and the form that adds somebody."""
    return _page()


@staff.post("/")
@open_to(Who.STAFF)
def add() -> ResponseReturnValue:
    """Add somebody to the staff."""

    def do() -> str:
        desk = stores()
        roles = [_role(one) for one in request.form.getlist("role")]
        if not roles:
            raise PersonError(_("Pick at least one role."))
        desk.staff.add(
            said("name"),
            roles,
            desk.now,
            actor=by(),
            email=said("email"),
            affiliate=said("affiliate"),
            local=said("local"),
        )
        return _("Added: {name}. Now make a sign-in link.").format(name=said("name"))

    return done(do, _page, url_for("office_staff.every"))


@staff.post("/<person>/role")
@open_to(Who.STAFF)
def change_role(person: str) -> ResponseReturnValue:
    """Give somebody a role, or take it away."""

    def do() -> str:
        desk, member = stores(), _member(person)
        doing, _slash, word = said("change").partition("/")
        if doing == "give":
            desk.staff.give(person, _role(word), by(), desk.now)
        elif doing == "take":
            desk.staff.take(person, _role(word), by(), desk.now, said("reason"))
        else:
            raise PersonError(_("Say which role to give or to take."))
        held = [role_word(role) for role in sorted(desk.staff.roles_of(person))]
        return f"{member.name}: {', '.join(held) or _('no role any more')}."

    return done(do, _page, url_for("office_staff.every"))


@staff.post("/<person>/remove")
@open_to(Who.STAFF)
def remove(person: str) -> ResponseReturnValue:
    """Take away all roles and close every sign-in."""

    def do() -> str:
        desk, member = stores(), _member(person)
        desk.staff.remove(person, by(), desk.now, said("reason"))
        return _("{name} has no role here any more.").format(name=member.name)

    return done(do, _page, url_for("office_staff.every"))


@staff.post("/<person>/link")
@open_to(Who.STAFF)
def link(person: str) -> ResponseReturnValue:
    """Make a link that signs somebody on the staff in; it is shown only now."""

    def do() -> list[tuple[str, str]]:
        desk, member = stores(), _member(person)
        minutes = 60 * whole_number("hours", _("Hours until it expires"), 1, MOST_HOURS)
        code = desk.people.one_time_code(person, STAFF_SIGN_IN, desk.now, minutes=minutes)
        return [(member.name, f"{desk_address()}/staff/sign-in/{code}")]

    def show(links: list[tuple[str, str]]) -> str:
        return render_template(
            "office_links.html",
            session=None,
            links=links,
            heading=_("A sign-in link"),
            lead=_("It signs one person in to the desk with her roles."),
        )

    return shown(do, show, _page)


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError as problem:
        raise PersonError(_("There is no such role.")) from problem


def _member(person: str) -> StaffMember:
    member = stores().staff.member(person)
    if member is None:
        raise NotAllowed(_("This person is not on the staff any more."))
    return member


def _page(problem: str = "") -> str:
    members = stores().staff.all()
    return render_template(
        "office_staff.html",
        members=[
            (one, ", ".join(role_word(role) for role in sorted(one.roles)), _changes(one)) for one in members
        ],
        roles=[(role.value, role_word(role)) for role in Role],
        problem=problem,
    )


def _changes(one: StaffMember) -> list[tuple[str, str]]:
    """What can be changed about somebody's roles."""
    give = [
        (f"give/{role.value}", _("Give: {role}").format(role=role_word(role)))
        for role in Role
        if role not in one.roles
    ]
    take = [
        (f"take/{role.value}", _("Take: {role}").format(role=role_word(role))) for role in sorted(one.roles)
    ]
    return give + take
