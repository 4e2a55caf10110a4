"""Who is credited, for any member of any team: exactly who did all four things, and doing more takes nothing
away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from autograde.teams.completion import Completion, completions
from autograde.teams.eligibility import TeamRole
from autograde.teams.rules import Asked
from autograde.teams.team import HandedIn, Mark, Member, Reflection, Team, TeamState, Verdict
from autograde.teams.workshop import Workshop
from tests.autograde.teams.small_team import MARCH, RULES

WHO = "p-00000000000a"
MET = Mark(Verdict.MET, MARCH, "p-00000000000b", "c")
RETURNED = replace(MET, verdict=Verdict.RETURNED)


@dataclass(frozen=True)
class Did:
    """What one member and her team did."""

    in_the_team: bool
    accepted: bool
    meetings: frozenset[int]
    reflection: Mark | bool
    plan: Mark | bool
    needed: int
    asked_plan: Asked
    asked_reflection: Asked


WRITTEN = st.sampled_from([False, True, RETURNED, MET])
DEEDS = st.builds(
    Did,
    in_the_team=st.booleans(),
    accepted=st.booleans(),
    meetings=st.frozensets(st.integers(1, 4)),
    reflection=WRITTEN,
    plan=WRITTEN,
    needed=st.integers(0, 4),
    asked_plan=st.sampled_from(Asked),
    asked_reflection=st.sampled_from([Asked.HANDED_IN, Asked.MET]),
)


def stands(did: Did) -> Completion | None:
    """How it stands with her; None where her team was never accepted."""
    rules = replace(RULES, meetings_needed=did.needed, plan=did.asked_plan, reflection=did.asked_reflection)
    left = None if did.in_the_team else MARCH + timedelta(days=1)
    plan = HandedIn(1, "0" * 64, MARCH, WHO, did.plan if isinstance(did.plan, Mark) else None)
    text = Reflection("x", MARCH, did.reflection if isinstance(did.reflection, Mark) else None)
    team = Team(
        "t-000000000001",
        "w",
        TeamState.ACCEPTED if did.accepted else TeamState.APPLIED,
        MARCH,
        10,
        members={WHO: Member(WHO, TeamRole.MEMBER, MARCH, left)},
        handed_in=plan if did.plan else None,
    )
    workshop = Workshop(
        id="w", rules=rules, rule_version="1", rule_sha256="0" * 64, title="W", deadline=MARCH, zone="UTC",
        meetings=(), teams={team.id: team}, attended={WHO: did.meetings},
        reflections={WHO: text} if did.reflection else {},
    )  # fmt: skip
    return next(iter(completions(workshop)), None)


def enough(asked: Asked, written: Mark | bool) -> bool:
    """Written out once more, as the rules file says it."""
    if asked is Asked.NOTHING:
        return True
    return written is not False if asked is Asked.HANDED_IN else written is MET


@given(DEEDS)
def test_credit_is_due_exactly_when_all_four_things_are_done(did: Did) -> None:
    found = stands(did)
    if not did.accepted:
        assert found is None
        return
    assert found is not None
    assert found.complete == (
        did.in_the_team
        and len(did.meetings) >= did.needed
        and enough(did.asked_reflection, did.reflection)
        and enough(did.asked_plan, did.plan)
    )


@given(DEEDS, st.integers(1, 4))
def test_doing_more_never_takes_credit_away(did: Did, meeting: int) -> None:
    before = stands(did)
    for more in (
        replace(did, meetings=did.meetings | {meeting}),
        replace(did, reflection=MET),
        replace(did, plan=MET),
    ):
        after = stands(more)
        assert before is None or not before.complete or (after is not None and after.complete)


@given(DEEDS)
def test_the_teams_mark_never_stands_in_for_her_own(did: Did) -> None:
    found = stands(replace(did, reflection=False, plan=MET, meetings=frozenset({1, 2, 3, 4})))
    assert found is None or not found.complete
