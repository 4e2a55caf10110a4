"""Sending a part from the page: the packet that JupyterLab would make, taken in on the same path.

In: an opened part.  Out: the way to the receipt, or the page that says why it was refused; and what was sent
before.  Called by the reading view.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from autograde.errors import Quarantined
from autograde.intake.receive import receive_packet
from autograde.ledger.events import EventKind
from autograde.sessions.local_time import local_time
from classroom.errors import PacketError
from classroom.language import _
from classroom.sending.packet import build_packet
from desk.api import tell_grading
from desk.reading.opened import Opened
from desk.safety import problem_page
from desk.stores import stores

__all__ = ["SentBefore", "send_part", "what_was_sent"]


@dataclass(frozen=True)
class SentBefore:
    """The newest packet of this part, from wherever it came. changed: an answer was saved here since."""

    number: str
    when: str
    changed: bool


def send_part(opened: Opened) -> ResponseReturnValue:
    """Make the packet of what is saved, and take it in.

    The packet bears the time of the last answer, not of the press: a second press on the same answers makes
    the same packet, and has the same receipt.
    """
    desk = stores()
    saved = [answer.saved_at for answer in opened.part.book.read().values() if answer.saved_at]
    try:
        packet = build_packet(opened.part, include_notebook=False, made_at=max(saved, default=opened.now))
        receipt = receive_packet(
            desk.office, desk.courses, opened.session.id, opened.person, packet,
            received_at=opened.now, actor=opened.person,
        )  # fmt: skip
    except PacketError as problem:
        return problem_page(422, _("This was not sent"), problem.sentence)
    except Quarantined as refused:
        current_app.logger.info("packet %s of %s was refused", refused.entry[:12], opened.person)
        return problem_page(422, _("This was not sent"), refused.sentence)
    if not receipt.duplicate:
        tell_grading(opened.session.id, opened.person, receipt)
    return redirect(url_for("pages.receipt", number=receipt.number), 303)


def what_was_sent(opened: Opened) -> SentBefore | None:
    """Return what was sent of this part last, or None."""
    events = stores().ledger.events(opened.person, opened.session.id, {EventKind.SUBMITTED})
    of_part = [event for event in events if event.body["part"] == opened.part.part]
    if not of_part:
        return None
    latest = of_part[-1]
    saved = [answer.saved_at for answer in opened.part.book.read().values() if answer.saved_at]
    return SentBefore(
        str(latest.body["receipt"]),
        local_time(latest.occurred_at, opened.session.zone),
        any(moment > latest.occurred_at for moment in saved),
    )
