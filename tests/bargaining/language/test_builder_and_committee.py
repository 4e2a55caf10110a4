"""A clause built by choosing and tried on facts; a joint committee and what its rules make of its votes."""

from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.errors import ReadingError
from bargaining.language.governance import (
    CommitteeRules,
    DecisionRule,
    Result,
    Sunset,
    Tie,
    Vote,
    decide,
    run_committee,
)
from bargaining.language.grievance_builder import SLOTS, grievance_builder

BUILDER = grievance_builder()
GOOD = {
    "trigger": "knew",
    "days": "15",
    "kind": "school",
    "employer-late": "denied",
    "union-late": "excused",
    "extension": "mutual",
    "arbitration": "final",
    "who": "either",
}


@pytest.fixture(scope="module")
def all_met() -> dict[tuple[str, ...], int]:
    return {
        tuple(choices.values()): sum(trial.met for trial in BUILDER.tried(choices))
        for choices in BUILDER.all_choices()
    }


def test_of_1728_clauses_four_meet_all_eight_goals(all_met):
    assert len(all_met) == 1728
    best = {choices[:3] for choices, met in all_met.items() if met == 8}
    assert sum(met == 8 for met in all_met.values()) == 4
    assert best == {
        ("knew", "5", "school"),
        ("knew", "10", "school"),
        ("knew", "15", "school"),
        ("knew", "15", "calendar"),
    }


def test_every_weakening_of_a_good_clause_meets_fewer_goals():
    weaker = {"trigger": "notice", "days": "30", "employer-late": "silent", "union-late": "waived"}
    weaker |= {"extension": "none", "arbitration": "advisory", "who": "employee"}
    assert all(trial.met for trial in BUILDER.tried(GOOD))
    for slot, option in weaker.items():
        assert sum(trial.met for trial in BUILDER.tried(GOOD | {slot: option})) < 8, slot


def test_a_random_clause_scores_next_to_nothing(all_met):
    chance = fmean(all_met.values()) / 8
    assert BUILDER.score(GOOD, chance) == 1
    generator = Random(5)
    scores = [
        BUILDER.score({slot.id: generator.choice(list(slot.options)) for slot in SLOTS}, chance)
        for _ in range(500)
    ]
    assert fmean(scores) <= 0.06


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: slot.id)
def test_every_option_that_is_not_silence_stands_in_the_text(slot):
    for option, words in slot.options.items():
        assert words in BUILDER.text(GOOD | {slot.id: option})


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({}, "What starts the clock"),
        (GOOD | {"days": "12"}, "How many days\\? Choose one of: 5, 10, 15, 30"),
        (GOOD | {"colour": "blue"}, 'This clause has no slot "colour"'),
    ],
)
def test_a_slot_that_is_not_filled_is_asked_for(choices, sentence):
    with pytest.raises(ReadingError, match=sentence):
        BUILDER.text(choices)


FIVE_AND_FIVE = {"union_seats": 5, "employer_seats": 5, "quorum_each": 3}


@pytest.mark.parametrize(
    ("decides", "tie", "vote", "result"),
    [
        # Five of the union for, five of the employer against.
        (DecisionRule.CONCURRENCE, Tie.NOT_SAID, (5, 0, 0, 0, 5, 0), Result.FAILS),
        (DecisionRule.MAJORITY_PRESENT, Tie.NOT_SAID, (5, 0, 0, 0, 5, 0), Result.OPEN),
        (DecisionRule.MAJORITY_PRESENT, Tie.FAILS, (5, 0, 0, 0, 5, 0), Result.FAILS),
        (DecisionRule.MAJORITY_PRESENT, Tie.NEUTRAL, (5, 0, 0, 0, 5, 0), Result.NEUTRAL),
        # One of the employer crosses over.
        (DecisionRule.MAJORITY_PRESENT, Tie.NOT_SAID, (5, 0, 0, 1, 4, 0), Result.PASSES),
        (DecisionRule.CONCURRENCE, Tie.NOT_SAID, (5, 0, 0, 1, 4, 0), Result.FAILS),
        (DecisionRule.CONCURRENCE, Tie.NOT_SAID, (3, 2, 0, 3, 2, 0), Result.PASSES),
        # Only two of the employer came.
        (DecisionRule.MAJORITY_PRESENT, Tie.NOT_SAID, (5, 0, 0, 0, 2, 0), Result.NO_QUORUM),
        # Five for of eight present is a majority of those, and not of all ten.
        (DecisionRule.MAJORITY_PRESENT, Tie.NOT_SAID, (4, 0, 1, 1, 2, 0), Result.PASSES),
        (DecisionRule.MAJORITY_OF_ALL, Tie.NOT_SAID, (4, 0, 1, 1, 2, 0), Result.FAILS),
        # Everybody abstains: nobody is for, so it is no tie.
        (DecisionRule.MAJORITY_PRESENT, Tie.NOT_SAID, (0, 0, 5, 0, 0, 5), Result.FAILS),
    ],
)
def test_what_becomes_of_a_vote(decides, tie, vote, result):
    assert decide(CommitteeRules(**FIVE_AND_FIVE, decides=decides, tie=tie), Vote("motion", *vote)) is result


@pytest.mark.parametrize(
    ("sunset", "votes", "continues"),
    [
        # The employer votes no, or nobody calls a vote: which default stands in the clause decides.
        (Sunset.ENDS, [], False),
        (Sunset.CONTINUES, [], True),
        (Sunset.ENDS, [Vote("recertify", union_for=5, employer_against=5, recertifies=True)], False),
        (Sunset.CONTINUES, [Vote("end it", union_against=5, employer_for=5, recertifies=True)], True),
        (Sunset.ENDS, [Vote("recertify", union_for=5, employer_for=3, recertifies=True)], True),
        (Sunset.CONTINUES, [Vote("end it", union_for=4, employer_for=4, recertifies=True)], False),
        (Sunset.ENDS, [Vote("approve a project", union_for=5, employer_for=5)], False),
    ],
)
def test_what_silence_does_at_the_end(sunset, votes, continues):
    rules = CommitteeRules(**FIVE_AND_FIVE, decides=DecisionRule.CONCURRENCE, sunset=sunset)
    assert run_committee(rules, votes).continues is continues


PEOPLE = st.integers(0, 1)


@given(st.lists(PEOPLE, min_size=6, max_size=6), st.sampled_from(DecisionRule), st.sampled_from(Tie))
def test_one_more_vote_in_favor_never_hurts(counts, decides, tie):
    rules = CommitteeRules(5, 5, 0, decides, tie)
    order = [Result.FAILS, Result.OPEN, Result.NEUTRAL, Result.PASSES]
    less = Vote("motion", *counts)
    more = Vote("motion", counts[0] + min(1, counts[1]), max(0, counts[1] - 1), *counts[2:])
    assert order.index(decide(rules, more)) >= order.index(decide(rules, less))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: CommitteeRules(0, 5, 0, DecisionRule.CONCURRENCE), "at least one seat on each side"),
        (lambda: CommitteeRules(5, 5, 6, DecisionRule.CONCURRENCE), "A quorum of 6 on each side"),
        (
            lambda: decide(CommitteeRules(**FIVE_AND_FIVE, decides=DecisionRule.CONCURRENCE), Vote("six", 6)),
            'The vote "six" has more members than seats',
        ),
        (
            lambda: decide(CommitteeRules(**FIVE_AND_FIVE, decides=DecisionRule.CONCURRENCE), Vote("x", -1)),
            "or fewer than none",
        ),
    ],
)
def test_rules_and_votes_that_do_not_fit_are_refused(make, sentence):
    with pytest.raises(ReadingError, match=sentence):
        make()
