"""What waits for program staff, for the first page: how many of each kind, and where to do it.

In: the stores, who looks. Out: `Waiting` lines. Called by staff_door.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from autograde.certificate.due import due_certificates
from autograde.ledger.events import Event, EventKind
from autograde.program.credits import proposals_of
from autograde.program.standing import events_by_person
from autograde.registration.applications import Decision, registration
from classroom.language import _, ngettext
from desk.office_pages.matters import open_matters
from desk.office_pages.programs import certificate_rules
from desk.queue_page import queue_lines
from desk.stores import Stores

__all__ = ["Waiting", "waiting_for_staff"]

_APPLYING = {EventKind.REGISTRATION_OPENED, EventKind.APPLIED, EventKind.APPLICATION_DECIDED}
_OUTSIDE = {
    EventKind.EXTERNAL_CREDIT_PROPOSED,
    EventKind.EXTERNAL_CREDIT_APPROVED,
    EventKind.CREDIT_VOIDED,
}


@dataclass(frozen=True)
class Waiting:
    """One kind of work: how much of it waits, in words, and the page to do it on (None: somebody else's)."""

    count: int
    words: str
    address: str | None
    more: str = ""


def waiting_for_staff(desk: Stores, viewer: str) -> list[Waiting]:
    """Everything that waits, kind by kind; what waits most surely for her stands first."""
    return [
        *_applications(desk),
        _credits(desk, viewer),
        *_certificates(desk),
        _matters(),
        _memos(desk, viewer),
    ]


def _applications(desk: Stores) -> list[Waiting]:
    """One line for each session where somebody waits for a decision; or one that says nobody does."""
    by_session: dict[str, list[Event]] = {}
    for event in desk.ledger.events(kinds=_APPLYING):
        by_session.setdefault(event.session, []).append(event)
    lines = []
    for session in desk.sessions.all():
        stands = registration(by_session.get(session.id, ()))
        count = sum(one.decision is Decision.OPEN for one in stands.applications) if stands else 0
        if count:
            words = ngettext("{n} application", "{n} applications", count).format(n=count)
            address = url_for("office_applications.every", session=session.id)
            lines.append(Waiting(count, words, address, session.title))
    return lines or [Waiting(0, _("no application"), url_for("office_sessions.every"))]


def _credits(desk: Stores, viewer: str) -> Waiting:
    chains = events_by_person(desk.ledger.events(kinds=_OUTSIDE)).values()
    proposals = [one for events in chains for one in proposals_of(events)]
    own = sum(one.proposed_by == viewer for one in proposals)
    words = ngettext("{n} outside credit to approve", "{n} outside credits to approve", len(proposals))
    more = ngettext(
        "{n} of them you proposed, so it waits for somebody else.",
        "{n} of them you proposed, so they wait for somebody else.",
        own,
    ).format(n=own)
    return Waiting(
        len(proposals), words.format(n=len(proposals)), url_for("office_credits.every"), more if own else ""
    )


def _certificates(desk: Stores) -> list[Waiting]:
    due = due_certificates(desk.office, certificate_rules(desk), desk.now)
    renewals = sum(one.renewal for one in due)
    count, address = len(due) - renewals, url_for("office_certificates.every")
    lines = [
        Waiting(
            count,
            ngettext("{n} certificate to issue", "{n} certificates to issue", count).format(n=count),
            address,
        )
    ]
    if renewals:
        words = ngettext("{n} certificate to renew", "{n} certificates to renew", renewals)
        lines.append(Waiting(renewals, words.format(n=renewals), address))
    return lines


def _matters() -> Waiting:
    count = len(open_matters())
    words = ngettext("{n} complaint or accommodation open", "{n} complaints and accommodations open", count)
    return Waiting(count, words.format(n=count), url_for("office_matters.every"))


def _memos(desk: Stores, viewer: str) -> Waiting:
    lines = queue_lines(desk, viewer)
    late = sum(line.overdue for line in lines)
    words = ngettext("{n} memo overdue", "{n} memos overdue", late).format(n=late)
    more = ngettext("{n} waits in all, for instructors.", "{n} wait in all, for instructors.", len(lines))
    member = desk.staff.member(viewer)
    address = url_for("instructors.queue") if member and "instructor" in member.roles else None
    return Waiting(late, words, address, more.format(n=len(lines)) if lines else "")
