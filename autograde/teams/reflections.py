"""What each member writes for herself after the workshop, and what an instructor says of it.

In: the office, a workshop, a person, her text. Out: events; the text is kept apart by a random id. Called by
the desk and the demonstration. It is hers: the team's plan and its mark are another thing (plan/).
"""

from __future__ import annotations

from datetime import datetime

from autograde.errors import TeamError
from autograde.evidence import comment_text, keep_comment
from autograde.ledger.events import Event, EventKind
from autograde.office import Office
from autograde.teams.opening import find_workshop
from autograde.teams.recording import put_on_record
from autograde.teams.team import Verdict
from classroom.language import _

__all__ = ["MOST_CHARACTERS", "mark_reflection", "reflection_text", "send_reflection"]

MOST_CHARACTERS = 6000


def send_reflection(office: Office, workshop: str, person: str, text: str, now: datetime) -> Event:
    """Take a member's reflection; sending another one replaces it, and both are kept.

    Raises TeamError for somebody who is in no accepted team, for nothing written or too much, and once it was
    met.
    """
    found = find_workshop(office, workshop)
    team = found.team_of(person)
    if team is None or not team.accepted:
        raise TeamError(_("You are in no team of this workshop."))
    written = text.replace("\r\n", "\n").strip()
    if not written:
        raise TeamError(_("Nothing is written yet. Write a few sentences, and send them."))
    if len(written) > MOST_CHARACTERS:
        raise TeamError(
            _("This is longer than {most:,} characters. Please shorten it.").format(most=MOST_CHARACTERS)
        )
    earlier = found.reflections.get(person)
    if earlier and earlier.mark and earlier.mark.verdict is Verdict.MET:
        raise TeamError(_("Your reflection was read and met. There is nothing more to send."))
    body = {"team": team.id, "text_id": keep_comment(office, written)}
    return put_on_record(office, workshop, person, EventKind.REFLECTION_SENT, body, person, now)


def reflection_text(office: Office, text_id: str) -> str | None:
    """What was written; None once it was erased."""
    return comment_text(office, text_id)


def mark_reflection(
    office: Office,
    workshop: str,
    person: str,
    verdict: Verdict,
    comment: str,
    actor: str,
    now: datetime,
) -> Event:
    """Say that a reflection is met, or return it. Raises TeamError without one, or without a comment."""
    sent = find_workshop(office, workshop).reflections.get(person)
    if sent is None:
        raise TeamError(_("There is no reflection of {person} to answer.").format(person=person))
    if not comment.strip():
        raise TeamError(_("Write a sentence to the member. Nothing was recorded."))
    body = {
        "text_id": sent.text_id,
        "verdict": verdict.value,
        "comment_id": keep_comment(office, comment.strip()),
    }
    return put_on_record(office, workshop, person, EventKind.REFLECTION_MARKED, body, actor, now)
