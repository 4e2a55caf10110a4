"""References, terms, lints and the navigator, on clauses short enough to check by eye."""

import pytest

from bargaining.errors import AgreementError
from bargaining.language.agreement import Agreement
from bargaining.language.agreement_text import read_article
from bargaining.language.harrow_falls import current_agreement
from bargaining.language.lints import lint
from bargaining.language.navigator import find_clauses, surroundings
from bargaining.language.references import all_references, pointing_to, what_is_stale
from bargaining.language.terms import defined_terms, terms_used, undefined_terms


def agreement(*sections: str) -> Agreement:
    body = "\n\n".join(f"## 1.{number} Section\n\n{text}" for number, text in enumerate(sections, start=1))
    return Agreement("Small", (read_article(f"# Article 1. Pay\n\n{body}", "small.md"),))


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("See Section 1.2.", ["1.2"]),
        ("See Sections 1.1(a), 1.2 and 1.3.", ["1.1(a)", "1.2", "1.3"]),
        ("See Section 1.1, Section 1.2 and Section 1.3.", ["1.1", "1.2", "1.3"]),
        ("See Articles 2 and 3, Appendix A and Side Letter 4.", ["2", "3", "A", "4"]),
        ("See Article 7 or Article 8 (Class Size).", ["7", "8"]),
        ("This Article and this section apply, and chapter 150E of the General Laws.", []),
    ],
)
def test_references_in_the_ways_people_write_them(words, targets):
    assert [found.target for found in all_references(agreement(words))] == targets


def test_a_title_in_brackets_must_be_the_title():
    small = agreement("See Article 1 (Pay).", "See Article 1 (Hours).", "See Article 2.", "See Appendix Z.")
    assert [what_is_stale(found, small) for found in all_references(small)] == [
        None,
        'Article 1 is "Pay", not "Hours"',
        "there is no Article 2",
        "there is no Appendix Z",
    ]


def test_who_points_to_a_clause_is_found_by_section_and_by_article():
    assert pointing_to(current_agreement(), "6.3") == ("6.6", "27.2")
    assert "2.4" in pointing_to(current_agreement(), "5.4(b)")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ('"School Day" means a day.', ["School Day"]),
        ('The Harrow School (the "School") and its staff ("Staff").', ["School", "Staff"]),
        ("“Work Year” means a year.", ["Work Year"]),
        ('They said "Yes" to it.', []),
    ],
)
def test_what_defines_a_term(text, terms):
    assert [found.term for found in defined_terms(agreement(text))] == terms


def test_a_longer_term_is_not_taken_for_a_shorter_one():
    small = agreement('"Day" means a day.', '"School Day" means a day of school.', "Two School Days later.")
    assert [found.term for found in terms_used(small.clause("1.3"), small)] == ["School Day"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Pay each Aide. The Coach is paid by the Head Coach.", ["Aide", "Coach", "Head Coach"]),
        ("The end of May, on Monday, under Section 1.1.", []),
        ("A Teacher is paid. For each Harrow Teacher, more.", ["Teacher"]),
        ("In lane M, step 3.", []),
        ("| Head Coach | 20 |", []),
    ],
)
def test_capitals_without_a_definition(text, terms):
    assert [term for term, _ in undefined_terms(agreement(text), names=["Harrow"])] == terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Within ten (10) days after notice.", ["unclear-days"]),
        ("Within ten (10) school days after notice.", []),
        ("Within 10 working days.", []),
        ("Ten days' notice is due.", ["unclear-days"]),
        ("At least five days before the meeting.", ["unclear-days"]),
        ("Pay for two days before the first of September.", []),
        ("Five days of sick leave.", []),
        ("They knew or should have known.", []),
        ("They should know.", ["vague-duty"]),
        ("Staff shall make every effort to reply in a timely manner.", ["vague-duty", "vague-duty"]),
        ("Money and/or time.", ["and-or"]),
        ("See Section 9.9.", ["stale-reference"]),
    ],
)
def test_lints_find_the_fault_and_leave_the_rest(text, found):
    assert [finding.lint for finding in lint(agreement(text), names=["Money", "Staff", "Pay"])] == found


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Who inspects a room with mold?", "18.4"),
        ("What percent of the premium do I pay?", "14.2"),
        ("bereavement for a grandparent", "16.2"),
        ("How many students may be in a class?", "8.2"),
        ("overnight field trip", "13.4"),
    ],
)
def test_a_question_in_plain_words_leads_to_the_page(question, clause):
    assert clause in [hit.clause.id for hit in find_clauses(current_agreement(), question)][:2]


def test_a_question_without_a_word_is_refused_and_an_unknown_word_finds_nothing():
    with pytest.raises(AgreementError, match="Type a word or two to look for"):
        find_clauses(current_agreement(), "What is it?")
    assert find_clauses(current_agreement(), "zeppelin") == ()


def test_what_has_to_be_read_with_a_clause():
    around = surroundings(current_agreement(), "9.4")
    assert [(found.term, found.clause_id) for found in around.terms if found.term == "Seniority"] == [
        ("Seniority", "11.1"),
        ("Seniority", "9.6"),
    ]
    assert around.pointed_at_by == ("9.6",)
