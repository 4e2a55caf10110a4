"""The hash chain: each event of a person carries the hash of her event before it.

In: events as they are stored. Out: a hash; or how many events hold, or the first that does not.
A hash covers every field of the event but itself, as canonical JSON (RFC 8785), so that a value changed in
the database, a missing event or one put in between shows. What the chain cannot show is that the newest
events of a person were cut off, or that all of them were written anew by somebody who can drop the triggers:
for that, keep the heads (`Ledger.heads`) somewhere else.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from autograde.errors import ChainBroken, RecordsError
from classroom.language import _

__all__ = ["GENESIS", "Verified", "canonical", "event_hash", "follow"]

GENESIS = "0" * 64
"""What a person's first event carries in place of an earlier hash."""

HASHED = (
    "id",
    "key",
    "person",
    "session",
    "kind",
    "occurred_at",
    "recorded_at",
    "actor",
    "reason",
    "supersedes",
    "seq",
    "prev",
)


@dataclass(frozen=True)
class Verified:
    """How much was followed, and held."""

    events: int
    people: int


def canonical(value: Mapping[str, Any]) -> str:
    """The one way to write a JSON value (RFC 8785); raises RecordsError for what JSON cannot say.

    >>> canonical({"points": 4.0, "part": "part01"})
    '{"part":"part01","points":4}'
    """
    import rfc8785

    try:
        return rfc8785.dumps(dict(value)).decode()
    except (rfc8785.CanonicalizationError, RecursionError) as problem:
        raise RecordsError(_("This cannot be recorded as JSON: {why}.").format(why=problem)) from problem


def event_hash(stored: Mapping[str, Any]) -> str:
    """The hash of an event as stored: times and body as text, every column but position and hash."""
    fields: dict[str, Any] = {name: stored[name] for name in HASHED}
    fields["body"] = json.loads(stored["body"])
    return sha256(canonical(fields).encode()).hexdigest()


def follow(rows: Iterable[Mapping[str, Any]]) -> Verified:
    """Follow the chains of all persons in `rows` (in order of person and seq); raises ChainBroken."""
    person, seq, prev = "", 0, GENESIS
    events = people = 0
    for row in rows:
        if row["person"] != person:
            person, seq, prev = row["person"], 0, GENESIS
            people += 1
        seq, events = seq + 1, events + 1
        why = _fault(row, seq, prev)
        if why:
            raise ChainBroken(why, person, row["seq"], row["id"])
        prev = row["hash"]
    return Verified(events, people)


def _fault(row: Mapping[str, Any], seq: int, prev: str) -> str:
    names = {"id": row["id"], "person": row["person"], "seq": row["seq"], "expected": seq}
    if row["seq"] != seq:
        return _("Event {id} of {person} is number {seq}, but number {expected} is missing.").format(**names)
    if row["prev"] != prev:
        return _("Event {id} of {person}, number {seq}, does not follow from the one before it.").format(
            **names
        )
    try:
        computed = event_hash(row)
    except (ValueError, RecordsError):
        computed = ""
    if computed != row["hash"]:
        return _("Event {id} of {person}, number {seq}, is not what was recorded.").format(**names)
    return ""
