"""Practice, waiting and votes: counted by hand once, and in every variant no slip gives the right answer."""

from datetime import date

import pytest

from bargaining.language.beyond_bank import CHANGES, PRACTICES, SUBJECTS, ZIPPERS
from bargaining.language.beyond_stories import (
    Entry,
    Motion,
    committee_story,
    drawn_motion,
    drawn_wait,
    open_years,
    practice_logs,
)
from bargaining.language.governance import DecisionRule, Result
from bargaining.language.word_stories import drawn_sentences

VARIANTS = range(41)
BANKS = [(PRACTICES, 7), (ZIPPERS, 7), (CHANGES, 7), (SUBJECTS, 8)]


@pytest.mark.parametrize(("bank", "most"), BANKS)
def test_every_label_is_drawn_and_a_bank_names_each_story_once(bank, most):
    assert len({one.id for one in bank}) == len({one.text for one in bank}) == len(bank)
    for variant in VARIANTS:
        drawn = drawn_sentences(variant, bank, most)
        assert {one.label for one in drawn} == {one.label for one in bank}


def test_a_school_year_begins_in_september():
    days = [date(2021, 8, 31), date(2021, 9, 1), date(2022, 8, 31)]
    assert [Entry(day, known=True).school_year for day in days] == [2020, 2021, 2021]


def test_the_worked_log_has_the_years_that_a_hand_counts():
    # Coffee at meetings: 2016, 2019, 2021, 2022, 2023; in the fall of 2020 one side did not know.
    assert open_years(practice_logs(0)[0].entries) == {"right": 5, "hidden": 6, "calendar": 7, "entries": 10}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_slip_gives_another_number_of_years(variant):
    logs = practice_logs(variant)
    assert len({log.name for log in logs}) == 3
    for log in logs:
        assert len(set(open_years(log.entries).values())) == 4
        assert [entry.day for entry in log.entries] == sorted({entry.day for entry in log.entries})
        assert all(entry.day.weekday() < 5 for entry in log.entries)


def test_the_wait_runs_over_a_vacation_as_a_hand_counts():
    # Thursday, April 15, 2027: Friday is the first School Day, Monday the 26th, after vacation, the second.
    wait = drawn_wait(0)
    assert (wait.asked, wait.last["right"]) == (date(2027, 4, 15), date(2027, 4, 26))


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_reading_of_the_wait_ends_on_another_day(variant):
    last = drawn_wait(variant).last
    assert len(set(last.values())) == len(last) == 4
    assert max(last.values()) == last["right"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_votes_of_a_committee_end_in_every_way(variant):
    results = committee_story(variant).results
    assert {Result.PASSES, Result.FAILS, Result.NO_QUORUM} <= set(results)
    assert max(results.count(result) for result in results) <= 3


@pytest.mark.parametrize(
    ("motion", "present", "every", "each"),
    [
        # 12 come: 7 are more than half. 16 seats: 9 are. 6 of the employer: 4 are.
        (Motion(8, 6, 4, 6), 3, 5, 4),
        # The union is split, so no vote of the other side makes a majority of each.
        (Motion(5, 4, 2, 4), 3, 4, None),
    ],
)
def test_the_fewest_votes_are_those_that_a_hand_counts(motion, present, every, each):
    assert [motion.fewest(rule) for rule in DecisionRule] == [present, every, each]


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_motion_needs_other_votes_under_each_rule(variant):
    votes = [drawn_motion(variant).fewest(rule) for rule in DecisionRule]
    assert len(set(votes)) == 3 and min(votes) > 0
