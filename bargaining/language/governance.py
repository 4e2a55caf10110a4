"""A small simulator of a joint committee: what its rules make of a set of votes.

Rules and votes come in; a `Decision` for each vote goes out, and what becomes of the program at its sunset.
The rules are those that joint committees differ in: seats, quorum, how a decision is made, a tie, and what
silence does at the end.

The case behind it: the Baltimore joint oversight committee has five members of the union and five of the
district (baltimoreteachers.org); on October 25, 2023 the district's members voted not to recertify the career
pathways, so they stop after June 30, 2024, though pay does not drop (baltimorecityschools.org).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bargaining.errors import ReadingError


class DecisionRule(Enum):
    """How a decision is made. The value is how a clause says it."""

    MAJORITY_PRESENT = "a majority of the members present"
    MAJORITY_OF_ALL = "a majority of all members"
    CONCURRENCE = "a majority of each side's members present"


class Tie(Enum):
    """What a tie does."""

    FAILS = "the motion fails and the matter stays as it is"
    NEUTRAL = "a neutral person decides"
    NOT_SAID = "the clause does not say"


class Sunset(Enum):
    """What happens at the end of the term when the committee has not decided."""

    CONTINUES = "the program continues unless the committee votes to end it"
    ENDS = "the program ends unless the committee votes to recertify it"


class Result(Enum):
    """What became of a vote."""

    PASSES = "passes"
    FAILS = "fails"
    NO_QUORUM = "no decision: no quorum"
    NEUTRAL = "goes to the neutral person"
    OPEN = "open: a tie, and the clause does not say"


@dataclass(frozen=True)
class CommitteeRules:
    """The seats of each side, the members of each side that make a quorum, and the rules of decision."""

    union_seats: int
    employer_seats: int
    quorum_each: int
    decides: DecisionRule
    tie: Tie = Tie.NOT_SAID
    sunset: Sunset = Sunset.ENDS

    def __post_init__(self) -> None:
        if min(self.union_seats, self.employer_seats) < 1:
            raise ReadingError("A joint committee needs at least one seat on each side.")
        if not 0 <= self.quorum_each <= min(self.union_seats, self.employer_seats):
            raise ReadingError(f"A quorum of {self.quorum_each} on each side does not fit the seats.")


@dataclass(frozen=True)
class Vote:
    """One vote: for and against, by side. Who is present and in neither number abstains.

    `recertifies`: whether the motion is to recertify the program (or, where it continues by default, to end
    it).
    """

    name: str
    union_for: int = 0
    union_against: int = 0
    union_abstain: int = 0
    employer_for: int = 0
    employer_against: int = 0
    employer_abstain: int = 0
    recertifies: bool = False

    @property
    def union_present(self) -> int:
        """Members of the union's side in the room."""
        return self.union_for + self.union_against + self.union_abstain

    @property
    def employer_present(self) -> int:
        """Members of the employer's side in the room."""
        return self.employer_for + self.employer_against + self.employer_abstain


@dataclass(frozen=True)
class Decision:
    """A vote and what became of it."""

    vote: Vote
    result: Result


@dataclass(frozen=True)
class Run:
    """The decisions in order, and whether the program goes on after its term."""

    decisions: tuple[Decision, ...]
    continues: bool


def run_committee(rules: CommitteeRules, votes: Iterable[Vote]) -> Run:
    """Return what a committee's rules make of a set of votes, and of its program.

    The last vote that decides on recertifying counts; where none does, the default of the sunset decides.
    Raises `ReadingError` when a vote has more members than seats.

    >>> rules = CommitteeRules(5, 5, 3, DecisionRule.CONCURRENCE, Tie.FAILS, Sunset.ENDS)
    >>> split = Vote("recertify", union_for=5, employer_against=5, recertifies=True)
    >>> run = run_committee(rules, [split])
    >>> run.decisions[0].result.value, run.continues
    ('fails', False)
    """
    decisions = tuple(Decision(vote, decide(rules, vote)) for vote in votes)
    passed = any(d.result is Result.PASSES for d in decisions if d.vote.recertifies)
    continues = passed if rules.sunset is Sunset.ENDS else not passed
    return Run(decisions, continues)


def decide(rules: CommitteeRules, vote: Vote) -> Result:
    """Return what becomes of one vote. Raises `ReadingError` when more members voted than there are seats."""
    _check(rules, vote)
    if min(vote.union_present, vote.employer_present) < rules.quorum_each:
        return Result.NO_QUORUM
    match rules.decides:
        case DecisionRule.CONCURRENCE:
            return _by_both_sides(vote)
        case DecisionRule.MAJORITY_PRESENT:
            return _by_majority(vote, vote.union_present + vote.employer_present, rules.tie)
        case DecisionRule.MAJORITY_OF_ALL:
            return _by_majority(vote, rules.union_seats + rules.employer_seats, rules.tie)


def _check(rules: CommitteeRules, vote: Vote) -> None:
    sides = ("union", "employer")
    counts = [getattr(vote, f"{side}_{way}") for side in sides for way in ("for", "against", "abstain")]
    too_many = vote.union_present > rules.union_seats or vote.employer_present > rules.employer_seats
    if min(counts) < 0 or too_many:
        raise ReadingError(
            f'The vote "{vote.name}" has more members than seats, or fewer than none; count again.'
        )


def _by_both_sides(vote: Vote) -> Result:
    """More than half of each side's members present; nobody on a side is no majority."""
    union = 2 * vote.union_for > vote.union_present
    employer = 2 * vote.employer_for > vote.employer_present
    return Result.PASSES if union and employer else Result.FAILS


def _by_majority(vote: Vote, of: int, tie: Tie) -> Result:
    """More than half of a number of members; exactly half for and half against is a tie."""
    in_favor, against = vote.union_for + vote.employer_for, vote.union_against + vote.employer_against
    if 2 * in_favor > of:
        return Result.PASSES
    if 2 * in_favor == 2 * against == of:
        return {Tie.FAILS: Result.FAILS, Tie.NEUTRAL: Result.NEUTRAL, Tie.NOT_SAID: Result.OPEN}[tie]
    return Result.FAILS
