"""What an event is: the envelope, the kinds, and what may stand in a body.

In: a `NewEvent`, from whoever saw something happen. Out: an `Event`, as the ledger keeps it.
Events last for ever, so they hold random ids, hashes, times and scores, and never names, e-mail addresses
or anything a person wrote: those are kept apart by the same ids and can be erased.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from autograde.errors import RecordsError
from classroom.language import _

__all__ = ["BODY_FIELDS", "OFFICE", "Event", "EventKind", "NewEvent", "check_new_event", "event_id"]

OFFICE = "office"
"""Stands in place of a person where nobody is concerned, such as a packet from a stranger; and in place of a
session where none is, such as the role of an instructor."""


class EventKind(StrEnum):
    """What can happen."""

    REGISTRATION_OPENED = "registration_opened"
    APPLIED = "applied"
    APPLICATION_DECIDED = "application_decided"
    ENROLLED = "enrolled"
    EXTENDED = "extended"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    NOTED = "noted"
    SUBMITTED = "submitted"
    QUARANTINED = "quarantined"
    EXECUTED = "executed"
    GRADED = "graded"
    RUN_FAILED = "run_failed"
    FEEDBACK_GIVEN = "feedback_given"
    PART_COMPLETED = "part_completed"
    COURSE_COMPLETED = "course_completed"
    EXTERNAL_CREDIT_PROPOSED = "external_credit_proposed"
    EXTERNAL_CREDIT_APPROVED = "external_credit_approved"
    CREDIT_VOIDED = "credit_voided"
    CERTIFICATE_ISSUED = "certificate_issued"
    CERTIFICATE_REVOKED = "certificate_revoked"
    MEMO_ASSIGNED = "memo_assigned"
    SECOND_READING_ASKED = "second_reading_asked"
    SECOND_READING_GIVEN = "second_reading_given"
    PERSON_CORRECTED = "person_corrected"
    PERSON_ERASED = "person_erased"
    RETENTION_ENDED = "retention_ended"
    ROLE_GIVEN = "role_given"
    ROLE_TAKEN = "role_taken"
    SESSION_OPENED = "session_opened"
    INVITED = "invited"
    MESSAGE_SENT = "message_sent"
    MESSAGE_TAKEN_BACK = "message_taken_back"
    CALIBRATED = "calibrated"
    WORKSHOP_OPENED = "workshop_opened"
    TEAM_APPLIED = "team_applied"
    TEAM_DECIDED = "team_decided"
    TEAM_JOINED = "team_joined"
    TEAM_ROLE_GIVEN = "team_role_given"
    TEAM_LEFT = "team_left"
    ORIENTED = "oriented"
    ATTENDED = "attended"
    REFLECTION_SENT = "reflection_sent"
    REFLECTION_MARKED = "reflection_marked"
    PLAN_HANDED_IN = "plan_handed_in"
    PLAN_MARKED = "plan_marked"
    TEAMS_PAIRED = "teams_paired"
    STATEMENT_SIGNED = "statement_signed"
    POSTED = "posted"
    POST_CHANGED = "post_changed"
    POST_WITHDRAWN = "post_withdrawn"
    POST_HIDDEN = "post_hidden"
    POST_SHOWN = "post_shown"
    MEMBER_LISTED = "member_listed"
    FILE_ADDED = "file_added"
    FILE_REMOVED = "file_removed"
    INFORMATION_CHANGED = "information_changed"


_RUN = {"part", "packet_sha256", "task"}
_RULE = {"rule", "rule_version", "rule_sha256"}
BODY_FIELDS: Mapping[EventKind, frozenset[str]] = {
    EventKind.REGISTRATION_OPENED: frozenset({"deadline", "places"}),
    EventKind.APPLIED: frozenset({"course"}),
    EventKind.APPLICATION_DECIDED: frozenset({"decision"}),
    EventKind.ENROLLED: frozenset({"course"}),
    EventKind.EXTENDED: frozenset({"closes_at"}),
    EventKind.TRANSFERRED: frozenset({"to"}),
    EventKind.WITHDRAWN: frozenset(),
    EventKind.NOTED: frozenset({"about", "note_id", "state"}),
    EventKind.SUBMITTED: frozenset({"part", "packet_sha256", "receipt", "release", "late", "variant"}),
    EventKind.QUARANTINED: frozenset({"packet_sha256"}),
    EventKind.EXECUTED: frozenset(_RUN | {"run_sha256"}),
    EventKind.GRADED: frozenset(
        _RUN | {"points", "max_points", "cells", "mistakes", "attempt", "memo_sha256"}
    ),
    EventKind.RUN_FAILED: frozenset(_RUN | {"sentence"}),
    EventKind.FEEDBACK_GIVEN: frozenset(
        {"part", "packet_sha256", "verdict", "points", "max_points", "comment_id", "rubric_row"}
    ),
    EventKind.PART_COMPLETED: frozenset(_RULE | {"part", "packet_sha256"}),
    EventKind.COURSE_COMPLETED: frozenset(_RULE | {"course", "units"}),
    EventKind.EXTERNAL_CREDIT_PROPOSED: frozenset({"certificate", "offering", "evidence_sha256"}),
    EventKind.EXTERNAL_CREDIT_APPROVED: frozenset(
        _RULE | {"proposal", "offering", "units", "hours", "counts_as"}
    ),
    EventKind.CREDIT_VOIDED: frozenset({"credit"}),
    EventKind.CERTIFICATE_ISSUED: frozenset(
        _RULE
        | {"certificate", "serial", "valid_until", "units", "hours", "credits"}
        | {"credential_sha256", "key", "status_index"}
    ),
    EventKind.CERTIFICATE_REVOKED: frozenset({"serial"}),
    EventKind.MEMO_ASSIGNED: frozenset({"part", "packet_sha256", "to", "turn"}),
    EventKind.SECOND_READING_ASKED: frozenset({"part", "packet_sha256", "mark", "comment_id"}),
    EventKind.SECOND_READING_GIVEN: frozenset({"part", "packet_sha256", "asked", "outcome", "comment_id"}),
    EventKind.PERSON_CORRECTED: frozenset({"fields"}),
    EventKind.PERSON_ERASED: frozenset({"counts"}),
    EventKind.RETENTION_ENDED: frozenset({"counts"}),
    EventKind.ROLE_GIVEN: frozenset({"role"}),
    EventKind.ROLE_TAKEN: frozenset({"role"}),
    EventKind.SESSION_OPENED: frozenset({"course", "opens_at", "closes_at", "zone", "late_days"}),
    EventKind.INVITED: frozenset({"count", "expires_at"}),
    EventKind.MESSAGE_SENT: frozenset({"text_id"}),
    EventKind.MESSAGE_TAKEN_BACK: frozenset({"message"}),
    EventKind.CALIBRATED: frozenset({"course", "part", "anchor", "level"}),
    EventKind.WORKSHOP_OPENED: frozenset(_RULE | {"title", "deadline", "zone", "meetings"}),
    EventKind.TEAM_APPLIED: frozenset({"team", "people"}),
    EventKind.TEAM_DECIDED: frozenset({"team", "decision", "people", "fee_dollars", "because"}),
    EventKind.TEAM_JOINED: frozenset({"team", "role"}),
    EventKind.TEAM_ROLE_GIVEN: frozenset({"team", "role"}),
    EventKind.TEAM_LEFT: frozenset({"team"}),
    EventKind.ORIENTED: frozenset({"team"}),
    EventKind.ATTENDED: frozenset({"meeting", "present"}),
    EventKind.REFLECTION_SENT: frozenset({"team", "text_id"}),
    EventKind.REFLECTION_MARKED: frozenset({"text_id", "verdict", "comment_id"}),
    EventKind.PLAN_HANDED_IN: frozenset({"team", "save", "plan_sha256"}),
    EventKind.PLAN_MARKED: frozenset(
        {"team", "save", "verdict", "rows", "points", "max_points", "comment_id"}
    ),
    EventKind.TEAMS_PAIRED: frozenset({"pair", "labor", "management", "clause"}),
    EventKind.STATEMENT_SIGNED: frozenset({"pair", "side", "text_sha256"}),
    EventKind.POSTED: frozenset({"post", "thread", "topic", "origin"}),
    EventKind.POST_CHANGED: frozenset({"post", "origin"}),
    EventKind.POST_WITHDRAWN: frozenset({"post", "origin"}),
    EventKind.POST_HIDDEN: frozenset({"post"}),
    EventKind.POST_SHOWN: frozenset({"post"}),
    EventKind.MEMBER_LISTED: frozenset({"listed"}),
    EventKind.FILE_ADDED: frozenset({"file", "kind", "size"}),
    EventKind.FILE_REMOVED: frozenset({"file"}),
    EventKind.INFORMATION_CHANGED: frozenset({"entries"}),
}
"""What a body of each kind must hold; it may hold more. The ledger adds "v", the version of the body."""

_PERSON = re.compile(r"p-[0-9a-f]{12}")
_SESSION = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_ACTOR = re.compile(r"system:[a-z][a-z_-]*|p-[0-9a-f]{12}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
LONGEST_STRING = 500


@dataclass(frozen=True)
class NewEvent:
    """What somebody wants recorded.

    `key` says which happening this is ("submitted:<sha256>"): the same key is never recorded twice.
    `actor` is who did it: a person's id, or "system:<room>"; never a name, which could not be erased.
    `supersedes` is the id of an earlier event of the same person that this one corrects.
    """

    key: str
    person: str
    session: str
    kind: EventKind
    occurred_at: datetime
    actor: str
    reason: str = ""
    supersedes: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """What is recorded; times are in UTC. See chain.py for `seq`, `prev` and `hash`."""

    id: str
    key: str
    person: str
    session: str
    kind: EventKind
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    reason: str
    supersedes: str | None
    body: Mapping[str, Any]
    seq: int
    prev: str
    hash: str


def event_id(key: str) -> str:
    """The id of the event with that key: the same happening has the same id in every copy of a ledger.

    >>> event_id("enrolled:spring:p-0123456789ab")
    'e-26bced6f1a76ce1727b33b42'
    """
    from hashlib import sha256

    return "e-" + sha256(key.encode()).hexdigest()[:24]


def check_new_event(new: NewEvent) -> None:
    """Refuse an event that must not be kept for ever; raises RecordsError with the reason."""
    if not new.key or len(new.key) > 300 or not new.key.isprintable():
        raise RecordsError(
            _('The key "{key}" must be one line of 1 to 300 characters.').format(key=new.key[:60])
        )
    if new.person != OFFICE and not _PERSON.fullmatch(new.person):
        raise RecordsError(
            _('"{person}" is not the id of a person (p- and twelve digits or letters a to f).').format(
                person=new.person
            )
        )
    if not _SESSION.fullmatch(new.session):
        raise RecordsError(_('"{session}" is not the id of a session.').format(session=new.session))
    if not _ACTOR.fullmatch(new.actor) or len(new.actor) > 80:
        raise RecordsError(
            _('"{actor}" is not an actor: give a person\'s id, or for example system:grading.').format(
                actor=new.actor
            )
        )
    missing = sorted(BODY_FIELDS[EventKind(new.kind)] - set(new.body))
    if missing:
        raise RecordsError(
            _('An event of the kind "{kind}" must hold {fields}.').format(
                kind=new.kind, fields=", ".join(missing)
            )
        )
    for text in (new.reason, *_strings(new.body)):
        if len(text) > LONGEST_STRING or _EMAIL.search(text) or not text.isprintable():
            raise RecordsError(
                _(
                    'An event cannot hold "{text}": no e-mail addresses, and nothing longer than one line of '
                    "{longest} characters. Keep what people wrote apart, and record its id."
                ).format(text=text[:60], longest=LONGEST_STRING)
            )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner)
