"""Questions about words: what is drawn holds every label, and no two readings give the same numbers."""

from collections import Counter

import pytest

from bargaining.language.harrow_falls import current_agreement
from bargaining.language.terms import defined_terms
from bargaining.language.word_bank import AMBIGUITIES, CLAUSES, REFUSALS, VERBS
from bargaining.language.word_stories import (
    Person,
    drawn_clause,
    drawn_contents,
    drawn_people,
    drawn_sentences,
    drawn_terms,
    may_take_leave,
)

VARIANTS = range(41)
BANKS = [(VERBS, 8), (AMBIGUITIES, 7), (REFUSALS, 6)]


@pytest.mark.parametrize(("bank", "most"), BANKS)
def test_every_label_is_drawn_and_no_sentence_twice(bank, most):
    for variant in VARIANTS:
        drawn = drawn_sentences(variant, bank, most)
        assert len({sentence.id for sentence in drawn}) == most
        assert {sentence.label for sentence in drawn} == {sentence.label for sentence in bank}


@pytest.mark.parametrize("bank", [VERBS, AMBIGUITIES, REFUSALS])
def test_a_bank_names_each_sentence_once(bank):
    assert len({sentence.id for sentence in bank}) == len({sentence.text for sentence in bank}) == len(bank)


def test_each_clause_has_each_label_once():
    for clause in CLAUSES:
        assert set(Counter(label for _, label in clause).values()) == {1}
    assert len({drawn_clause(variant) for variant in VARIANTS}) > 15


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_reference_is_stale_exactly_when_the_contents_page_says_another_title(variant):
    titles, references = drawn_contents(variant)
    for reference in references:
        number, title = reference.words.removeprefix("Article ").removesuffix(")").split(" (")
        assert (titles[int(number) - 1] != title) == reference.stale
    assert len({reference.section for reference in references}) == len(references)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_drawn_term_is_defined_where_it_says_and_nowhere_else(variant):
    every = defined_terms(current_agreement())
    for term, clause in drawn_terms(variant).items():
        assert [found.clause_id for found in every if found.term == term] == [clause]


def test_the_two_readings_of_the_leave_clause_differ_over_a_young_teacher():
    assert not may_take_leave(Person("Cho", "Teacher", 4), reaches_both=True)
    assert may_take_leave(Person("Cho", "Teacher", 4), reaches_both=False)
    assert may_take_leave(Person("Cho", "Nurse", 5), reaches_both=True)
    assert not may_take_leave(Person("Cho", "Nurse", 5), reaches_both=True, more_than=True)
    assert not may_take_leave(Person("Cho", "ESP", 9), reaches_both=False)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_reading_and_misreading_of_the_leave_clause_has_counts_of_its_own(variant):
    people = drawn_people(variant)
    readings = [{}, {"more_than": True}, {"anybody": True}]
    counts = [
        tuple(sum(may_take_leave(p, both, **reading) for p in people) for both in (True, False))
        for reading in readings
    ]
    assert len({*counts, counts[0][::-1]}) == len(counts) + 1
