"""People on whom clauses are tried: the lists are those of the agreement; no slip gives the right number."""

import pytest

from bargaining.language.harrow_falls import current_agreement
from bargaining.language.reading_bank import DISPUTES, EMPLOYERS, FLIPS, GUIDELINES, WHERE
from bargaining.language.reading_stories import drawn_mourners, drawn_posts, drawn_servers, leave_days

VARIANTS = range(41)


def test_the_posts_and_relatives_are_those_that_the_agreement_names():
    unit_a = current_agreement().clause("1.1").text
    family = current_agreement().clause("16.1").text
    for variant in VARIANTS:
        for post in drawn_posts(variant):
            noun = post.words.split()[-1]
            named = noun in unit_a.partition("excluding")[0]
            assert named == post.in_unit, post.words
        for mourner in drawn_mourners(variant):
            assert (mourner.relative in family.split(" means ")[1].replace(",", "").rstrip(".").split()) == (
                mourner.is_immediate
            )


def test_the_worked_example_has_the_days_that_a_hand_counts():
    # Sister, parent, brother and child: 4 times 5; aunt and grandfather: 2 times 1.
    assert leave_days(0)["right"] == 22


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_slip_gives_other_days(variant):
    days = leave_days(variant)
    assert len(set(days.values())) == len(days) >= 4


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_of_two_educators_is_senior_once(variant):
    first, second = drawn_servers(variant)
    assert first.in_school < second.in_school <= second.in_district < first.in_district


def test_every_label_has_a_guideline_and_a_fact_that_defeats_it():
    labels = {dispute.label for dispute in DISPUTES}
    assert labels == set(FLIPS) and labels < set(GUIDELINES)


def test_every_question_names_an_article_that_is_there():
    articles = {article.number for article in current_agreement().articles if article.kind == "Article"}
    assert {question.label for question in WHERE} <= articles
    assert len({question.label for question in WHERE}) == len(WHERE)
    assert {worker.label for worker in EMPLOYERS} == {"state", "federal", "other"}
