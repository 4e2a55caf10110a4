"""Reading a text into clauses, and what is said when it is none."""

import pytest

from bargaining.errors import AgreementError
from bargaining.language.agreement import Agreement, Article, Clause
from bargaining.language.agreement_text import read_article
from bargaining.language.harrow_falls import current_agreement

PAY = """# Article 3. Pay

## 3.1 Rates

The rates are these:

(a) For mornings, \\$20.

Paid weekly.

(b) For evenings, \\$25.

## 3.2 Table

| Day | Rate |
|---|---|
| Monday | 20 |
"""


def test_sections_subsections_and_tables_become_clauses():
    article = read_article(PAY, "pay.md")
    assert (article.name, article.title) == ("Article 3", "Pay")
    assert [(clause.id, clause.text) for clause in article.clauses] == [
        ("3.1", "The rates are these:"),
        ("3.1(a)", "For mornings, $20.\n\nPaid weekly."),
        ("3.1(b)", "For evenings, $25."),
        ("3.2", "| Day | Rate |\n|---|---|\n| Monday | 20 |"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", 'pay.md, line 1: begin with a title such as "# Article 5. Grievance Procedure".'),
        ("Pay\n\n## 3.1 Rates\n\nTwenty.", "pay.md, line 1: begin with a title"),
        ("# Article 3. Pay\n\nTwenty.\n", "pay.md, line 3: text stands before the first section heading."),
        ("# Article 3. Pay\n\n## Rates\n\nTwenty.", 'pay.md, line 3: "## Rates" has no section number'),
        ("# Article 3. Pay\n", "pay.md has no section; begin each with a heading such as ## 5.1 Definition."),
        ("# Article 3. Pay\n\n## 3.1 Rates\n", "pay.md: the section 3.1 has a heading and no text."),
        ("# Article 3. Pay\n\n## 4.1 Rates\n\nX.", "the clause 4.1 stands in Article 3; number it alike."),
        ("# Article 3. Pay\n\n## 3.1 R\n\n(a) X.\n\n(a) Y.", "the clause 3.1(a) stands there twice"),
    ],
)
def test_a_text_that_is_no_article_is_answered_with_the_line(text, sentence):
    with pytest.raises(AgreementError) as refused:
        read_article(text, "pay.md")
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("5.3(z)", 'Harrow Falls 2025-2028 has no clause "5.3(z)"; near it are '),
        ("seventeen", 'has no clause "seventeen"; clause ids look like 5.3(a).'),
        ("", 'has no clause ""; clause ids look like 5.3(a).'),
    ],
)
def test_an_unknown_clause_is_answered_with_the_nearest_ones(asked, sentence):
    with pytest.raises(AgreementError) as refused:
        current_agreement().clause(asked)
    assert sentence in str(refused.value)


def test_a_section_is_read_with_its_subsections():
    assert [clause.id for clause in current_agreement().section("5.3")] == ["5.3(a)", "5.3(b)", "5.3(c)"]
    assert current_agreement().knows("5.3") and not current_agreement().knows("5.99")
    with pytest.raises(AgreementError):
        current_agreement().section("5.99")


def test_two_clauses_of_one_number_and_an_empty_agreement_are_refused():
    article = Article("Article", "1", "Pay", (Clause("1.1", "Pay", "X."),))
    with pytest.raises(AgreementError, match=r"has the clause 1\.1 twice"):
        Agreement("Twice", (article, article))
    with pytest.raises(AgreementError, match="has no numbered clauses"):
        Agreement("Nothing", ())
