"""A joint statement as a value: the two teams, the clause, and who signed which text. Pure.

In: events of a workshop. Out: `JointStatement`s. Called by writing.py and the desk. A signature is of one
text: when the text changes afterwards, it no longer counts, and both sides sign anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from autograde.ledger.events import Event, EventKind

__all__ = ["JointStatement", "Side", "Signature", "statements_of"]


class Side(StrEnum):
    """The two sides of a table."""

    LABOR = "labor"
    MANAGEMENT = "management"


@dataclass(frozen=True)
class Signature:
    """Who signed for a side, when, and the hash of the text that was signed."""

    by: str
    at: datetime
    text_sha256: str


@dataclass(frozen=True)
class JointStatement:
    """One pair of teams and its statement; `clause` is what they work on, such as "Article 12"."""

    id: str
    workshop: str
    teams: Mapping[Side, str]
    clause: str
    signatures: Mapping[Side, Signature] = field(default_factory=dict)

    def signed(self, side: Side, text_sha256: str) -> bool:
        """Whether a side has signed exactly this text."""
        found = self.signatures.get(side)
        return found is not None and found.text_sha256 == text_sha256

    def in_force(self, text_sha256: str) -> bool:
        """Whether both sides have signed exactly this text."""
        return all(self.signed(side, text_sha256) for side in Side)

    def side_of(self, team: str) -> Side | None:
        """Which side a team is, or None for another team."""
        return next((side for side, one in self.teams.items() if one == team), None)


def statements_of(events: Iterable[Event]) -> dict[str, JointStatement]:
    """The statements that these events tell of, in the order in which teams were paired."""
    found: dict[str, JointStatement] = {}
    for event in events:
        body = event.body
        if event.kind is EventKind.TEAMS_PAIRED:
            teams = {side: str(body[side.value]) for side in Side}
            found[body["pair"]] = JointStatement(body["pair"], event.session, teams, str(body["clause"]))
        elif event.kind is EventKind.STATEMENT_SIGNED:
            before = found[body["pair"]]
            signature = Signature(event.actor, event.occurred_at, str(body["text_sha256"]))
            signatures = {**before.signatures, Side(body["side"]): signature}
            found[before.id] = replace(before, signatures=signatures)
    return found
