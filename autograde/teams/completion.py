"""Who has done what the rules of a workshop ask. Pure.

In: a `Workshop`. Out: a `Completion` for each member of an accepted team. Called by crediting.py, reports and
the desk. The team's plan and a member's own reflection are counted apart; credit needs both kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograde.teams.rules import Asked
from autograde.teams.team import HandedIn, Reflection, Team, Verdict
from autograde.teams.workshop import Workshop

__all__ = ["Completion", "completions"]


@dataclass(frozen=True)
class Completion:
    """Whether one member has completed the workshop, condition by condition."""

    person: str
    team: str
    rostered: bool
    meetings: frozenset[int]
    attended_enough: bool
    reflection_done: bool
    plan_done: bool

    @property
    def complete(self) -> bool:
        """Whether everything that the rules ask for is there."""
        return self.rostered and self.attended_enough and self.reflection_done and self.plan_done


def completions(workshop: Workshop) -> list[Completion]:
    """One for each person who is or was in an accepted team, team by team.

    Who left is not rostered. Who moved from one team to another stands with the newer one.

    Source of the conditions: on the roster, at the required number of meetings, an own reflection handed in,
    and the team's plan; how many and how far is the rules' to say.
    """
    found: dict[str, Completion] = {}
    for team in workshop.teams.values():
        if team.accepted:
            for person in team.members:
                if person not in found or team.holds(person):
                    found[person] = _completion(workshop, team, person)
    return list(found.values())


def _completion(workshop: Workshop, team: Team, person: str) -> Completion:
    rules = workshop.rules
    reflection, plan = workshop.reflections.get(person), team.handed_in
    meetings = workshop.attended.get(person, frozenset())
    return Completion(
        person=person,
        team=team.id,
        rostered=team.holds(person),
        meetings=meetings,
        attended_enough=len(meetings) >= rules.meetings_needed,
        reflection_done=_done(rules.reflection, reflection),
        plan_done=_done(rules.plan, plan),
    )


def _done(asked: Asked, sent: Reflection | HandedIn | None) -> bool:
    if asked is Asked.MET:
        return sent is not None and sent.mark is not None and sent.mark.verdict is Verdict.MET
    return sent is not None or asked is Asked.NOTHING
