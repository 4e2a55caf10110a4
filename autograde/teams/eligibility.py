"""Whether a team may come to a workshop, and if not, every reason why. Pure.

In: the rules, who is on the roster in which role, who is in another team. Out: `Reason`s, in a fixed order.
Called by applying.py and changes.py. Reasons go on record as words of this list and never as names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from enum import StrEnum

from autograde.teams.rules import WorkshopRules
from classroom.language import _, ngettext

__all__ = ["Reason", "TeamRole", "reason_words", "reasons_against", "role_words"]


class TeamRole(StrEnum):
    """What somebody is in her team."""

    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    MEMBER = "member"


class Reason(StrEnum):
    """Why a team may not come."""

    TOO_FEW = "too-few"
    NO_COORDINATOR = "no-coordinator"
    TWO_COORDINATORS = "two-coordinators"
    TOO_MANY_DEPUTIES = "too-many-deputies"
    TWICE = "twice"
    IN_TWO_TEAMS = "in-two-teams"
    NOT_ORIENTED = "not-oriented"


def reasons_against(
    rules: WorkshopRules,
    people: Sequence[tuple[str, TeamRole]],
    elsewhere: Collection[str] = (),
    oriented: Collection[str] | None = None,
) -> tuple[Reason, ...]:
    """Every reason why these people may not come as a team; none means that they may.

    people: who, by anything that tells people apart, and in which role. elsewhere: those in another team.
    oriented: those who have done the coordinator's orientation; None while that is not asked yet.
    Source: public page of Power and Participation in Negotiations, 2024; no one in two teams is ours.

    >>> from autograde.teams.rules import find_workshop_rules
    >>> nine = [("a", TeamRole.COORDINATOR), *((f"m{n}", TeamRole.MEMBER) for n in range(8))]
    >>> [str(one) for one in reasons_against(find_workshop_rules("power-and-participation"), nine)]
    ['too-few']
    """
    roles = Counter(role for _who, role in people)
    different = {who for who, _role in people}
    coordinators = {who for who, role in people if role is TeamRole.COORDINATOR}
    found = {
        Reason.TOO_FEW: len(different) < rules.fewest_members,
        Reason.NO_COORDINATOR: not coordinators,
        Reason.TWO_COORDINATORS: roles[TeamRole.COORDINATOR] > 1,
        Reason.TOO_MANY_DEPUTIES: roles[TeamRole.DEPUTY] > rules.most_deputies,
        Reason.TWICE: len(different) < len(people),
        Reason.IN_TWO_TEAMS: bool(different & set(elsewhere)),
        Reason.NOT_ORIENTED: oriented is not None and bool(coordinators - set(oriented)),
    }
    return tuple(reason for reason, holds in found.items() if holds)


def reason_words(reason: Reason, rules: WorkshopRules, people: int) -> str:
    """A reason as a sentence for whoever applied; `people`: how many different people the team has."""
    if reason is Reason.TOO_FEW:
        said = ngettext(
            "The team has {people} person; a team is at least {fewest}, its coordinator among them.",
            "The team has {people} people; a team is at least {fewest}, its coordinator among them.",
            people,
        )
        return said.format(people=people, fewest=rules.fewest_members)
    return {
        Reason.NO_COORDINATOR: _("The team names no coordinator."),
        Reason.TWO_COORDINATORS: _("The team names more than one coordinator; it has exactly one."),
        Reason.TOO_MANY_DEPUTIES: _("The team names more deputies than the workshop allows."),
        Reason.TWICE: _("Somebody is on the roster twice."),
        Reason.IN_TWO_TEAMS: _("Somebody on the roster is in another team of this workshop."),
        Reason.NOT_ORIENTED: _("The coordinator has not done the orientation yet."),
    }[reason]


def role_words(role: TeamRole) -> str:
    """A role in a word."""
    return {
        TeamRole.COORDINATOR: _("coordinator"),
        TeamRole.DEPUTY: _("deputy"),
        TeamRole.MEMBER: _("member"),
    }[role]
