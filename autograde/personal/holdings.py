"""Everything that lies in the office about one person, file by file.

In: the office, a person's events. Out: `Holding`s. Called by copy.py, erase.py and retention.py. The ledger
itself is not among them: it holds random ids, hashes and scores, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograde.ledger.events import Event, EventKind
from autograde.office import Office

__all__ = ["Holding", "Keep", "holdings"]

_NOTE = re.compile(r"c-[0-9a-f]{16}")


class Keep(StrEnum):
    """The classes of what is held; each may be kept for another time."""

    PACKETS = "packets"
    RUNS = "runs"
    COMMENTS = "comments"
    QUARANTINE = "quarantine"
    OUTSIDE = "outside evidence"
    WORK = "graded work"
    DRAFTS = "drafts"
    CERTIFICATES = "certificates"
    MEMBERSHIPS = "places in teams"
    PLANS = "plans of teams"
    COMMENT_BANK = "comment bank"


@dataclass(frozen=True)
class Holding:
    """One file or folder; `at` is when what it belongs to happened."""

    keep: Keep
    path: Path
    at: datetime


def holdings(office: Office, person: str, events: Sequence[Event]) -> list[Holding]:
    """What is there about a person. `events`: everybody's, since some evidence speaks of several people.

    A file that the events of somebody else name as well, such as an attendance list, is not hers alone and is
    left out, unless everybody else whom it names was erased. So it is with the plan of a team.
    """
    hers = [event for event in events if event.person == person]
    erased = {event.person for event in events if event.kind is EventKind.PERSON_ERASED}
    others = [event for event in events if event.person not in {person, *erased}]
    shared = {text for event in others for text in _texts(event.body)}
    found = [
        *_by_hash(office, hers, shared),
        *_notes(office, hers),
        *_quarantine(office, person, hers),
        *_work(office, person, hers),
        *_drafts(office, person, hers),
        *_comment_bank(office, person, hers),
        *_certificates(office, hers),
        *_teams(office, person, hers, others),
    ]
    return [holding for holding in found if holding.path.exists()]


def _by_hash(office: Office, hers: Iterable[Event], shared: set[str]) -> Iterator[Holding]:
    for event in hers:
        packet = event.body.get("packet_sha256")
        if event.kind in (EventKind.SUBMITTED, EventKind.QUARANTINED) and packet not in shared:
            yield Holding(Keep.PACKETS, office.packets / f"{packet}.zip", event.occurred_at)
            sent = office.evidence / "sent" / f"{packet}.notebook"
            yield Holding(Keep.PACKETS, sent, event.occurred_at)
        elif event.kind is EventKind.EXECUTED and event.body["run_sha256"] not in shared:
            run = office.evidence / f"{event.body['run_sha256']}.ipynb"
            yield Holding(Keep.RUNS, run, event.occurred_at)
        elif event.kind is EventKind.EXTERNAL_CREDIT_PROPOSED and event.body["evidence_sha256"] not in shared:
            path = office.home / "outside" / str(event.body["evidence_sha256"])
            yield Holding(Keep.OUTSIDE, path, event.occurred_at)


def _notes(office: Office, hers: Iterable[Event]) -> Iterator[Holding]:
    """What was written to or about her: every id of a comment that her events name."""
    for event in hers:
        for text in _texts(event.body):
            if _NOTE.fullmatch(text):
                path = office.home / "comments" / f"{text}.json"
                yield Holding(Keep.COMMENTS, path, event.occurred_at)


def _quarantine(office: Office, person: str, hers: Sequence[Event]) -> Iterator[Holding]:
    at = max((event.occurred_at for event in hers), default=None)
    if at:
        yield Holding(Keep.QUARANTINE, office.quarantine / person, at)


def _work(office: Office, person: str, hers: Sequence[Event]) -> Iterator[Holding]:
    """nbgrader's folders of her: submitted/<person>, autograded/<person>, and so on, in each session."""
    last = {event.session: event.occurred_at for event in hers}
    for session, at in last.items():
        for folder in sorted((office.sessions / session).glob(f"*/{person}")):
            yield Holding(Keep.WORK, folder, at)


def _drafts(office: Office, person: str, hers: Sequence[Event]) -> Iterator[Holding]:
    """What she answered on the desk's own pages, session by session."""
    last = {event.session: event.occurred_at for event in hers}
    for session, at in last.items():
        yield Holding(Keep.DRAFTS, office.drafts / session / person, at)


def _comment_bank(office: Office, person: str, hers: Sequence[Event]) -> Iterator[Holding]:
    """The sentences that an instructor keeps to use again."""
    at = max((event.occurred_at for event in hers), default=None)
    if at:
        yield Holding(Keep.COMMENT_BANK, office.home / "comment-bank" / person, at)


def _certificates(office: Office, hers: Iterable[Event]) -> Iterator[Holding]:
    for event in hers:
        if event.kind is EventKind.CERTIFICATE_ISSUED:
            path = office.home / "certificates" / str(event.body["serial"])
            yield Holding(Keep.CERTIFICATES, path, event.occurred_at)


def _teams(office: Office, person: str, hers: Iterable[Event], others: Sequence[Event]) -> Iterator[Holding]:
    """Where she works, as kept with each of her teams; and a team's own papers once she is the last of it."""
    joined = EventKind.TEAM_JOINED
    still = {event.body["team"] for event in others if event.kind is joined}
    pairs = [event.body for event in others if event.kind is EventKind.TEAMS_PAIRED]
    for event in hers:
        if event.kind is joined:
            team = str(event.body["team"])
            folder = office.home / "teams" / team
            yield Holding(Keep.MEMBERSHIPS, folder / "members" / f"{person}.json", event.occurred_at)
            gone = [team] if team not in still else []
            gone += [
                str(pair["pair"])
                for pair in pairs
                if team in (sides := {pair["labor"], pair["management"]}) and not sides & still
            ]
            for one in gone:
                yield Holding(Keep.PLANS, office.home / "teams" / one, event.occurred_at)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
