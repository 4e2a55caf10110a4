"""A roster brought into a session: first what it would do, row by row, then all of it or nothing.

In: requests of program staff, a CSV file or a workbook. Out: pages; a link for each new person, shown once.
Part of app.py.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from autograde.registration.roster import Plan, carry_out, plan
from autograde.registration.roster_file import Roster, read_roster
from classroom.language import _, ngettext
from desk.access import Who, open_to
from desk.known_sessions import known_session
from desk.office_pages.answering import by, desk_address, shown
from desk.office_pages.sessions import MOST_DAYS, whole_number
from desk.office_pages.upload import Upload, chosen_file, held_again, hold, take_held
from desk.stores import stores

__all__ = ["rosters"]

rosters = Blueprint("office_rosters", __name__, url_prefix="/office/sessions/<session>/roster")
MOST_SHOWN = 200
"""Rows and problems that one page lists; it says how many more there are."""


@rosters.get("/")
@open_to(Who.STAFF)
def choose(session: str) -> ResponseReturnValue:
    """The form that takes a roster."""
    return _page(session)


@rosters.post("/")
@open_to(Who.STAFF)
def look(session: str) -> ResponseReturnValue:
    """Say what a roster would do; nothing is changed."""
    known_session(session)

    def do() -> tuple[Upload, Roster, Plan]:
        upload = chosen_file("roster")
        roster = read_roster(upload.name, upload.data)
        return upload, roster, plan(stores().office, session, roster)

    def show(found: tuple[Upload, Roster, Plan]) -> str:
        upload, roster, made = found
        hold(upload, _counts(made))
        return _page(session, upload=upload, roster=roster, made=made)

    return shown(do, show, lambda problem: _page(session, problem))


@rosters.post("/enrol")
@open_to(Who.STAFF)
def enrol(session: str) -> ResponseReturnValue:
    """Enrol everybody on the roster that was shown, and show a link for each new person."""
    known_session(session)

    def do() -> list[tuple[str, str]]:
        desk = stores()
        upload = held_again(request.form.get("name", ""), request.form.get("held", ""))
        made = plan(desk.office, session, read_roster(upload.name, upload.data))
        days = whole_number("days", _("Days until an unused link expires"), 1, MOST_DAYS)
        take_held(upload, _counts(made))
        codes = carry_out(desk.office, made, desk.now, days, by())
        names = desk.people.people(codes)
        return [(names[person].name, f"{desk_address()}/sign-in/{code}") for person, code in codes.items()]

    def show(links: list[tuple[str, str]]) -> str:
        return render_template(
            "office_links.html",
            session=known_session(session),
            links=links,
            heading=_("The roster is in"),
            lead=ngettext("{n} new person.", "{n} new people.", len(links)).format(n=len(links)),
        )

    return shown(do, show, lambda problem: _page(session, problem))


def _counts(made: Plan) -> str:
    """What a roster would do, in numbers."""
    return _(
        "{new} new, {known} known and not yet enrolled, {enrolled} enrolled already, {problems} problems."
    ).format(
        new=len(made.new),
        known=len(made.known) - len(made.enrolled),
        enrolled=len(made.enrolled),
        problems=len(made.problems),
    )


def _page(
    session: str,
    problem: str = "",
    upload: Upload | None = None,
    roster: Roster | None = None,
    made: Plan | None = None,
) -> str:
    lines: list[tuple[int, str, str, str]] = []
    if roster and made:
        new = {line.row for line in made.new}
        told = {line.row for line in roster.lines if line.row in new or line.row in made.known}
        lines = [
            (line.row, line.name, line.email, _what(line.row, new, made))
            for line in roster.lines
            if line.row in told
        ]
    return render_template(
        "office_roster.html",
        session=known_session(session),
        problem=problem,
        upload=upload,
        ignored=roster.ignored if roster else (),
        counts=_counts(made) if made else "",
        made=made,
        lines=lines[:MOST_SHOWN],
        more=max(0, len(lines) - MOST_SHOWN),
        problems=made.problems[:MOST_SHOWN] if made else (),
    )


def _what(row: int, new: set[int], made: Plan) -> str:
    if row in new:
        return _("new")
    return _("enrolled already") if row in made.enrolled else _("known, to be enrolled")
