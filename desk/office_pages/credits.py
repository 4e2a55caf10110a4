"""Credit for what was attended elsewhere: proposed with evidence, approved by a second person, taken back.

In: requests of program staff. Out: pages, the evidence, and changes through autograde/program/outside.py.
Part of app.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from autograde.errors import AutogradeError, RecordsError
from autograde.ledger.events import EventKind
from autograde.people.register import Person
from autograde.program.credits import Proposal, credits_of, proposals_of
from autograde.program.outside import approve, kept_evidence, offering_of, propose, void
from autograde.program.standing import events_by_person
from autograde.sessions.local_time import plain_day
from autograde.sessions.typed_time import day_typed
from classroom.language import _
from desk.access import Who, open_to
from desk.office_pages.answering import by, done, said, wherever
from desk.office_pages.programs import certificate_rules, the_rules
from desk.office_pages.upload import chosen_file
from desk.stores import Stores, stores

__all__ = ["attended_on", "offering_choices", "outside_credit", "picked_offering"]

outside_credit = Blueprint("office_credits", __name__, url_prefix="/office/credits")
LARGEST_EVIDENCE = 5_000_000
MOST_SHOWN = 50
_OUTSIDE = {
    EventKind.EXTERNAL_CREDIT_PROPOSED,
    EventKind.EXTERNAL_CREDIT_APPROVED,
    EventKind.CREDIT_VOIDED,
}


@dataclass(frozen=True)
class Line:
    """One proposal, or one credit, as it is read."""

    person: str
    event: str
    name: str
    what: str
    day: str
    worth: str
    proposed_by: str = ""
    own: bool = False
    evidence: str = ""


@outside_credit.get("/")
@open_to(Who.STAFF)
def every() -> ResponseReturnValue:
    """The proposals that wait, the credits there are, and the form that proposes one."""
    return _page()


@outside_credit.post("/")
@open_to(Who.STAFF)
def propose_one() -> ResponseReturnValue:
    """Propose outside credit for one person; it counts once somebody else has approved it."""

    def do() -> str:
        desk = stores()
        certificate, offering = picked_offering()
        who, rules, day = _meant(desk, said("person")), the_rules(desk, certificate), attended_on()
        evidence = chosen_file("evidence", LARGEST_EVIDENCE)
        propose(desk.office, rules, who.id, offering, day, evidence.data, by())
        return _("Proposed for {name}. A second person approves it.").format(name=who.name)

    return done(do, _page, url_for("office_credits.every"))


@outside_credit.post("/<person>/<event>/approve")
@open_to(Who.STAFF)
def approve_one(person: str, event: str) -> ResponseReturnValue:
    """Approve a proposal, as somebody other than who made it."""

    def do() -> str:
        desk = stores()
        waiting = {one.event: one for one in proposals_of(desk.ledger.events(person))}
        if event not in waiting:
            raise RecordsError(_("This proposal does not wait for approval any more."))
        approve(desk.office, the_rules(desk, waiting[event].certificate), person, event, by())
        return _("Approved: {name}.").format(name=desk.people.name(person))

    return done(do, _page, url_for("office_credits.every"))


@outside_credit.post("/<person>/<event>/take-back")
@open_to(Who.STAFF)
def take_back(person: str, event: str) -> ResponseReturnValue:
    """Take a credit or a proposal back; it stays on record, with the reason."""

    def do() -> str:
        desk = stores()
        void(desk.office, person, event, said("reason"), by(), desk.now)
        return _("Taken back. It stays on record, with the reason.")

    return done(do, _page, url_for("office_credits.every"))


@outside_credit.get("/evidence/<sha256>")
@open_to(Who.STAFF)
def evidence(sha256: str) -> ResponseReturnValue:
    """The evidence of a proposal, to be saved and looked at; a browser never shows it as a page."""
    data = kept_evidence(stores().office, sha256)
    if data is None:
        raise NotFound
    response = Response(data, mimetype="application/octet-stream")
    name = f"evidence-{sha256[:12]}{_ending(data)}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def picked_offering() -> tuple[str, str]:
    """The certificate and the offering that were picked, in one field of the form."""
    certificate, _slash, offering = said("offering").partition("/")
    return certificate, offering


def attended_on() -> datetime:
    """The day it was attended; raises SessionError for what is none, RecordsError for a day to come."""
    day = day_typed(said("on"))
    if day is None:
        raise RecordsError(_("Say on which day it was attended."))
    if day > stores().now.date():
        raise RecordsError(_("{day} is still to come.").format(day=plain_day(day)))
    return datetime.combine(day, time(0, 0), UTC)


def offering_choices(desk: Stores) -> list[tuple[str, str]]:
    """What can be picked: each offering that the rules of a certificate know."""
    return [
        (f"{rules.id}/{one.id}", f"{one.title} ({rules.title})")
        for rules in certificate_rules(desk).values()
        for one in rules.offerings.values()
    ]


def _ending(data: bytes) -> str:
    for begins, ending in ((b"%PDF", ".pdf"), (b"PK", ".xlsx"), (b"\x89PNG", ".png"), (b"\xff\xd8", ".jpg")):
        if data.startswith(begins):
            return ending
    return ".txt"


def _meant(desk: Stores, typed: str) -> Person:
    """The one person of an id, an address or a name; raises RecordsError when there is none, or two."""
    word = typed.casefold()
    known = desk.people.people(desk.people.everybody()).values()
    found = [one for one in known if word and word in (one.id, one.email.casefold(), one.name.casefold())]
    if not found:
        raise RecordsError(
            _('"{typed}" is nobody known here. Give name, e-mail address or id.').format(typed=typed)
        )
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise RecordsError(_('"{typed}" could be {ids}. Give the id.').format(typed=typed, ids=ids))
    return found[0]


def _page(problem: str = "") -> str:
    desk, viewer = stores(), by()
    chains = events_by_person(desk.ledger.events(kinds=_OUTSIDE))
    proposals = [one for events in chains.values() for one in proposals_of(events)]
    earned = [(who, one) for who, events in chains.items() for one in credits_of(events)]
    people = [*chains, *(one.proposed_by for one in proposals)]
    names = {one.id: one.name for one in desk.people.people(people).values()}
    titles = {one.id: one for rules in certificate_rules(desk).values() for one in rules.offerings.values()}

    def title(offering: str) -> str:
        return titles[offering].title if offering in titles else offering

    waiting = [
        Line(
            one.person,
            one.event,
            wherever(names, one.person),
            title(one.offering),
            plain_day(one.attended_at.date()),
            _worth(desk, one),
            wherever(names, one.proposed_by),
            one.proposed_by == viewer,
            one.evidence_sha256,
        )
        for one in sorted(proposals, key=lambda one: (one.attended_at, one.event))
    ]
    credited = [
        Line(
            who,
            one.event,
            wherever(names, who),
            title(one.offering),
            plain_day(one.at.date()),
            _("{n} units").format(n=f"{one.units:f}") if one.units is not None else _("no units"),
        )
        for who, one in sorted(earned, key=lambda pair: pair[1].at, reverse=True)
    ]
    return render_template(
        "office_credits.html",
        waiting=waiting[:MOST_SHOWN],
        waiting_count=len(waiting),
        credited=credited[:MOST_SHOWN],
        credited_count=len(credited),
        offerings=offering_choices(desk),
        problem=problem,
        typed_event=(request.view_args or {}).get("event", ""),
    )


def _worth(desk: Stores, one: Proposal) -> str:
    """What it will be worth under the rules of today."""
    try:
        offering = offering_of(the_rules(desk, one.certificate), one.offering)
    except AutogradeError as problem:  # the rules know it no more
        return problem.sentence
    if offering.units is None:
        return _("no units")
    return _("{n} units").format(n=f"{offering.units:f}")
