"""Outside credit for everybody on an attendance list: first whom it names, then a proposal for each.

In: requests of program staff, a CSV file or a workbook. Out: pages. Part of app.py. The list itself is the
evidence; a second person approves each proposal.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from autograde.program.attendance import Attendance, propose_all, read_attendance
from autograde.registration.roster_file import read_roster
from classroom.language import _, ngettext
from desk.access import Who, open_to
from desk.office_pages.answering import by, done, said, shown
from desk.office_pages.credits import attended_on, offering_choices, picked_offering
from desk.office_pages.programs import the_rules
from desk.office_pages.upload import Upload, chosen_file, held_again, hold, take_held
from desk.stores import stores

__all__ = ["attendance"]

attendance = Blueprint("office_attendance", __name__, url_prefix="/office/attendance")
MOST_SHOWN = 200


@attendance.get("/")
@open_to(Who.STAFF)
def choose() -> ResponseReturnValue:
    """The form that takes an attendance list."""
    return _page()


@attendance.post("/")
@open_to(Who.STAFF)
def look() -> ResponseReturnValue:
    """Say whom the list names; nothing is changed."""

    def do() -> tuple[Upload, Attendance]:
        the_rules(stores(), picked_offering()[0])
        attended_on()
        upload = chosen_file("list")
        return upload, read_attendance(stores().office, read_roster(upload.name, upload.data))

    def show(found: tuple[Upload, Attendance]) -> str:
        upload, listed = found
        hold(upload, _counts(listed))
        return _page(upload=upload, listed=listed)

    return shown(do, show, _page)


@attendance.post("/propose")
@open_to(Who.STAFF)
def propose() -> ResponseReturnValue:
    """Propose the credit for everybody on the list that was shown."""

    def do() -> str:
        desk, (certificate, offering) = stores(), picked_offering()
        upload = held_again(request.form.get("name", ""), request.form.get("held", ""))
        listed = read_attendance(desk.office, read_roster(upload.name, upload.data))
        rules, day = the_rules(desk, certificate), attended_on()
        take_held(upload, _counts(listed))
        made = propose_all(desk.office, rules, listed, offering, day, upload.data, by())
        return ngettext(
            "Proposed for {n} person. A second person approves it.",
            "Proposed for {n} people. A second person approves each.",
            len(made),
        ).format(n=len(made))

    return done(do, _page, url_for("office_credits.every"))


def _counts(listed: Attendance) -> str:
    people = ngettext("{n} person", "{n} people", len(listed.people)).format(n=len(listed.people))
    problems = ngettext("{n} problem", "{n} problems", len(listed.problems)).format(n=len(listed.problems))
    return _("{people}, {problems}.").format(people=people, problems=problems)


def _page(problem: str = "", upload: Upload | None = None, listed: Attendance | None = None) -> str:
    desk = stores()
    names = desk.people.people(listed.people.values()) if listed else {}
    lines = [(row, names[person].name) for row, person in listed.people.items()] if listed else []
    choices = offering_choices(desk)
    return render_template(
        "office_attendance.html",
        offerings=choices,
        offering=said("offering"),
        offering_title=dict(choices).get(said("offering"), ""),
        on=said("on"),
        upload=upload,
        listed=listed,
        counts=_counts(listed) if listed else "",
        lines=lines[:MOST_SHOWN],
        more=max(0, len(lines) - MOST_SHOWN),
        problems=listed.problems[:MOST_SHOWN] if listed else (),
        problem=problem,
    )
