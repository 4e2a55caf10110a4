"""Drafting: what is drawn is right by hand and by the redline tool, and every slip is another answer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bargaining.language.agreement import Agreement
from bargaining.language.agreement_text import read_article
from bargaining.language.draft_bank import (
    CURES,
    EVENTS,
    LINES,
    PARTS,
    PROBLEMS,
    REDLINES,
    TOPICS,
    WORDINGS,
)
from bargaining.language.draft_stories import (
    DatedRaise,
    drawn_clean_copy,
    drawn_memorandum,
    drawn_raise,
    drawn_reopener,
    drawn_signing,
    drawn_wordings,
)
from bargaining.language.harrow_falls import current_agreement
from bargaining.language.redline import change_between, silent_changes
from bargaining.language.word_stories import drawn_sentences

VARIANTS = range(41)
BANKS = [(PROBLEMS, 7), (REDLINES, 8), (EVENTS, 7)]


@pytest.mark.parametrize(("bank", "most"), BANKS)
def test_every_label_is_drawn_and_a_bank_names_each_story_once(bank, most):
    assert len({one.id for one in bank}) == len({one.text for one in bank}) == len(bank)
    for variant in VARIANTS:
        assert {one.label for one in drawn_sentences(variant, bank, most)} == {one.label for one in bank}


def test_the_six_subjects_have_problems_a_cure_and_wordings():
    assert set(TOPICS) == set(CURES) == set(WORDINGS) == {one.label for one in PROBLEMS}
    assert {one.label for one in LINES} == set(PARTS)


def test_the_events_point_to_rules_that_are_there():
    assert {event.label for event in EVENTS} == {
        clause.id for clause in current_agreement().clauses if clause.id.startswith("E.")
    }


@pytest.mark.parametrize("subject", WORDINGS)
def test_each_wording_adds_one_thing_to_the_one_before(subject):
    wish, duty, person, clock, consequence = WORDINGS[subject]
    assert "shall" not in wish
    assert all("shall" in words for words in (duty, person, clock, consequence))
    named = person.partition(" shall")[0]
    assert not duty.startswith(named) and clock.startswith(f"{named} shall")
    assert " days" in clock.lower() or "Business Day" in clock
    assert consequence.startswith(clock.rstrip(".") + ";")


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_redline_tool_finds_the_same_changes_that_nobody_agreed_to(variant):
    copy = drawn_clean_copy(variant)
    named = ", ".join(f"{name}, its text" for name in copy.named)
    settled = Agreement(
        "Settlement",
        (read_article(f"# Memorandum\n\n## MOA.1 Changes\n\nThe Parties change {named}.", "m.md"),),
    )
    changes = [change_between(one.clause_id, "", "It may.", "It shall.") for one in copy.changes]
    found = {change.clause_id for change in silent_changes(changes, settled)}
    assert found == {one.clause_id for one in copy.changes if one.silent}
    assert len({one.clause_id for one in copy.changes}) == len(copy.changes) == 9
    assert len(found) == 3


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_memorandum_lacks_what_it_is_said_to_lack(variant):
    lines, missing = drawn_memorandum(variant)
    assert {line.label for line in lines} == set(PARTS) - set(missing)
    assert (len(lines), len(missing)) == (5, 3)


def test_the_worked_dates_have_the_price_that_a_hand_works_out():
    # 6,240,000 times 3.25 percent is 202,800; September to December are 4 of 12 months.
    drawn = drawn_raise(0)
    assert drawn == DatedRaise(Decimal(6_240_000), Decimal("3.25"), 5)
    assert (drawn.costs["back"], drawn.costs["from-the-vote"]) == (67_600, 135_200)
    assert drawn.voted_in == "January"


@pytest.mark.parametrize(("month", "name"), [(1, "September"), (4, "December"), (8, "April"), (12, "August")])
def test_a_month_of_the_school_year_has_its_name(month, name):
    assert replace(drawn_raise(0), voted_month=month).voted_in == name


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_parts_of_a_dated_raise_add_up_and_no_two_costs_are_alike(variant):
    costs = drawn_raise(variant).costs
    assert costs["back"] + costs["from-the-vote"] == costs["year"]
    assert len(set(costs.values())) == len(costs)


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_misreading_of_a_trigger_opens_something_else(variant):
    reopener = drawn_reopener(variant)
    right, exact, in_sum = (
        reopener.opened(),
        reopener.opened(at_trigger=True),
        reopener.opened(from_first=True),
    )
    assert len({right, exact, in_sum}) == 3
    assert right < exact and len(exact - right) == 1 and in_sum - exact
    for letter, plan in zip("abc", reopener.plans, strict=True):
        for year in (1, 2):
            assert (plan.rise_percent(year) > reopener.trigger_percent) == (f"{letter}-{year}" in right)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_contract_is_signed_on_a_weekday(variant):
    assert drawn_signing(variant).weekday() < 5
    assert date(2028, 4, 28) < drawn_signing(variant) < date(2028, 6, 30)
    assert drawn_wordings(variant)[0] in TOPICS
