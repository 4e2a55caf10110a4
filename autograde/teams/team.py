"""A team as a value: who is in it, who coordinates it, who was there, what was handed in. Pure.

Made by workshop.py from events; read by everything else in this room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from autograde.teams.eligibility import Reason, TeamRole

__all__ = ["HandedIn", "Mark", "Member", "Reflection", "Team", "TeamState", "Verdict"]


class TeamState(StrEnum):
    """How it stands with a team's application."""

    APPLIED = "applied"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What an instructor said."""

    MET = "met"
    RETURNED = "returned"


@dataclass(frozen=True)
class Mark:
    """What was said of a plan or a reflection; points are None where there are none to give."""

    verdict: Verdict
    at: datetime
    by: str
    comment_id: str
    points: int | None = None
    max_points: int | None = None
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class HandedIn:
    """The plan as the coordinator handed it in for the team: which save, by whom; and its mark."""

    save: int
    plan_sha256: str
    at: datetime
    by: str
    mark: Mark | None = None


@dataclass(frozen=True)
class Reflection:
    """What a member wrote for herself, kept apart by its id; and its mark, which is hers alone."""

    text_id: str
    at: datetime
    mark: Mark | None = None


@dataclass(frozen=True)
class Member:
    """Somebody's place in a team; `left_at` is None while she is in it."""

    person: str
    role: TeamRole
    joined_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True)
class Team:
    """One team of a workshop.

    `members` holds also who has left; `people` were on the roster that was refused, or the most at one time
    since the team was accepted: that is what the fee is of. `coordinators`: who, and since when, in order.
    `oriented`: who has done the coordinator's orientation.
    """

    id: str
    workshop: str
    state: TeamState
    applied_at: datetime
    people: int
    because: tuple[Reason, ...] = ()
    fee_dollars: Decimal | None = None
    members: Mapping[str, Member] = field(default_factory=dict)
    coordinators: tuple[tuple[str, datetime], ...] = ()
    oriented: frozenset[str] = frozenset()
    handed_in: HandedIn | None = None

    @property
    def present_members(self) -> list[Member]:
        """Who is in the team now, in the order in which they joined; nobody is in a refused team."""
        return [member for member in self.members.values() if self.holds(member.person)]

    @property
    def coordinator(self) -> str | None:
        """Who coordinates the team now."""
        found = (one.person for one in self.present_members if one.role is TeamRole.COORDINATOR)
        return next(found, None)

    @property
    def accepted(self) -> bool:
        """Whether the team comes to the workshop."""
        return self.state is TeamState.ACCEPTED

    @property
    def coordinator_is_oriented(self) -> bool:
        """Whether whoever coordinates now has done the orientation."""
        return self.coordinator in self.oriented

    def holds(self, person: str) -> bool:
        """Whether somebody is in the team now."""
        member = self.members.get(person)
        return self.state is not TeamState.REFUSED and member is not None and member.left_at is None
