"""The applications for a session: until when and for how many, and what becomes of each.

In: requests of program staff. Out: pages; a link for whom is accepted, shown once. Part of app.py. People
apply themselves, on the page of applying.py.
"""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import SessionError
from autograde.people.register import Person
from autograde.registration.applications import (
    Application,
    Decision,
    decide,
    open_registration,
    registration,
)
from autograde.registration.roster import SIGN_IN
from autograde.sessions.local_time import local_time, short_time
from autograde.sessions.typed_time import moment_typed
from classroom.language import _, ngettext
from desk.access import Who, open_to
from desk.known_sessions import known_session
from desk.office_pages.answering import by, desk_address, done, said, shown
from desk.office_pages.sessions import whole_number
from desk.stores import stores

__all__ = ["applications", "decision_word"]

applications = Blueprint(
    "office_applications", __name__, url_prefix="/office/sessions/<session>/applications"
)
MOST_PLACES = 100_000
LINK_DAYS = 30
MOST_SHOWN = 40
"""Applications on one page, the oldest first: with their forms they make it as large as a page may be."""


@applications.get("/")
@open_to(Who.STAFF)
def every(session: str) -> ResponseReturnValue:
    """The applications in the order in which they came, and the form that opens registration."""
    return _page(session)


@applications.post("/")
@open_to(Who.STAFF)
def open_(session: str) -> ResponseReturnValue:
    """Open registration, or change its deadline, its places and who may apply."""
    found = known_session(session)

    def do() -> str:
        desk = stores()
        deadline = moment_typed(said("deadline"), found.zone, at=time(23, 59))
        places = whole_number("places", _("Places"), 1, MOST_PLACES) if said("places") else None
        lines = request.form.get("affiliates", "").splitlines()
        affiliates = [line.strip() for line in lines if line.strip()]
        open_registration(desk.office, session, deadline, places, by(), desk.now, affiliates)
        return _("Registration is open until {when}.").format(when=local_time(deadline, found.zone))

    return done(do, lambda problem: _page(session, problem), _to(session))


@applications.post("/<person>")
@open_to(Who.STAFF)
def decide_(session: str, person: str) -> ResponseReturnValue:
    """Accept, put on the waiting list, or decline. Who is accepted gets a link, shown only now."""
    found = known_session(session)

    def do() -> str | list[tuple[str, str]]:
        desk = stores()
        try:
            decision = Decision(said("decision"))
        except ValueError:
            decision = Decision.OPEN
        if decision is Decision.OPEN:
            raise SessionError(_("Say whether the person is accepted, waits or is declined."))
        decide(desk.office, session, person, decision, said("reason"), by(), desk.now)
        name = desk.people.name(person)
        if decision is not Decision.ACCEPTED:
            return f"{name}: {decision_word(decision)}."
        code = desk.people.one_time_code(person, SIGN_IN, desk.now, minutes=LINK_DAYS * 24 * 60)
        return [(name, f"{desk_address()}/sign-in/{code}")]

    def show(made: str | list[tuple[str, str]]) -> ResponseReturnValue:
        if isinstance(made, str):
            return done(lambda: made, lambda problem: _page(session, problem), _to(session))
        return render_template(
            "office_links.html",
            session=found,
            links=made,
            heading=_("Accepted"),
            lead=_("The person is enrolled. Send the link."),
        )

    return shown(do, show, lambda problem: _page(session, problem))


def decision_word(decision: Decision) -> str:
    """Where an application stands, in words."""
    return {
        Decision.OPEN: _("waits for a decision"),
        Decision.ACCEPTED: _("accepted"),
        Decision.WAITING: _("on the waiting list"),
        Decision.DECLINED: _("declined"),
    }[decision]


def _to(session: str) -> str:
    return url_for("office_applications.every", session=session)


def _page(session: str, problem: str = "") -> str:
    desk, found = stores(), known_session(session)
    stands = registration(desk.ledger.events(session=session))
    listed = stands.applications if stands else ()
    people = desk.people.people(one.person for one in listed)
    undecided = [one for one in listed if one.decision in (Decision.OPEN, Decision.WAITING)]
    decided = [one for one in listed if one not in undecided]

    def line(one: Application) -> tuple[Application, Person | None, str, str]:
        return (
            one,
            people.get(one.person),
            decision_word(one.decision),
            short_time(one.applied_at, found.zone),
        )

    return render_template(
        "office_applications.html",
        session=found,
        stands=stands,
        deadline=local_time(stands.deadline, found.zone) if stands else "",
        deadline_typed=f"{stands.deadline.astimezone(ZoneInfo(found.zone)):%Y-%m-%dT%H:%M}" if stands else "",
        undecided=[line(one) for one in undecided[:MOST_SHOWN]],
        more=max(0, len(undecided) - MOST_SHOWN),
        decided=[line(one) for one in decided[-MOST_SHOWN:]],
        decided_count=len(decided),
        free=_free(stands.free) if stands else "",
        address=f"{desk_address()}/apply/{session}",
        problem=problem,
    )


def _free(places: int | None) -> str:
    if places is None:
        return _("No limit of places.")
    return ngettext("{n} place is free.", "{n} places are free.", places).format(n=places)
