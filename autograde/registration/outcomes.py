"""How a session ended for somebody: complete, incomplete, no-show, withdrawn, transferred; or still under
way. Pure.

In: one person's events of a session, her standing, the session, a moment. Out: an `Outcome`. Called by
reports.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from autograde.ledger.events import Event, EventKind
from autograde.program.part_standing import PartState
from autograde.program.standing import Standing
from autograde.sessions.dates import Session

__all__ = ["Outcome", "outcome"]


class Outcome(StrEnum):
    """How it ended, or that it has not."""

    UNDER_WAY = "under way"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    NO_SHOW = "no-show"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


def outcome(events: Sequence[Event], standing: Standing, session: Session, now: datetime) -> Outcome:
    """How the session ended for one person, by the moment `now`.

    A completion counts whatever came after. Who sent nothing by the end of late work is a no-show; who sent
    something and did not complete the course is incomplete; leaving is told apart from both.
    """
    if standing.course_complete:
        return Outcome.COMPLETE
    left = [
        event
        for event in events
        if event.kind in (EventKind.ENROLLED, EventKind.WITHDRAWN, EventKind.TRANSFERRED)
    ]
    if left and left[-1].kind is EventKind.WITHDRAWN:
        return Outcome.WITHDRAWN
    if left and left[-1].kind is EventKind.TRANSFERRED:
        return Outcome.TRANSFERRED
    if now <= session.ends_at:
        return Outcome.UNDER_WAY
    began = any(part.state is not PartState.NOT_STARTED for part in standing.parts.values())
    return Outcome.INCOMPLETE if began else Outcome.NO_SHOW
