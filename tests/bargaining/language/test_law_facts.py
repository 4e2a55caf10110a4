"""No graded question rests on law that nobody signed, unless its answer stands in the item itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from bargaining.errors import LanguageError
from bargaining.language.clocks import Default
from bargaining.language.law_facts import Use, read_law_facts, what_rests_on_nobody

ROOT = Path(__file__).parents[3]
COURSE = ROOT / "curriculum" / "contract-language"
FACTS, USES = read_law_facts(COURSE / "law_facts.toml")
LESSONS = {path.parent.name: path.read_text(encoding="utf-8") for path in COURSE.glob("*/lesson.md")}

LESSON = """
The clause says: "A day means a calendar day."
A charge has six months (456 CMR 15).

```python graded="last-day" points=2
ask(part, day)
### BEGIN HIDDEN TESTS
score(part, day, right="the key")
### END HIDDEN TESTS
```
"""


def test_the_lessons_of_this_course_rest_on_law_that_somebody_signed_or_that_they_quote():
    assert what_rests_on_nobody(FACTS, USES, LESSONS) == ()


def test_nothing_is_called_reviewed_that_nobody_reviewed():
    # Change this line when a lawyer has signed: it is here so that a name cannot slip in unseen.
    assert {fact.id for fact in FACTS.values() if fact.reviewer} == set()


def test_the_defaults_that_the_clocks_use_are_facts():
    assert {default.value for default in Default} <= set(FACTS)


def test_every_address_is_one_and_what_was_read_as_a_page_has_one():
    for fact in FACTS.values():
        assert fact.address == "" or fact.address.startswith(("https://", "http://")), fact.id
        assert fact.address or fact.read in {"headnote", "excerpt", "general knowledge"}, fact.id


@pytest.mark.parametrize(
    ("use", "problem"),
    [
        (Use("part", "last-day", "unqualified-day", "A day means a calendar day."), None),
        (
            Use("part", "last-day", "unqualified-day"),
            "which nobody has reviewed; quote the text that answers it",
        ),
        (Use("part", "last-day", "unqualified-day", "right the key"), "the quoted words do not stand in the"),
        (
            Use("part", "last-day", "unqualified-day", 'right="the key"'),
            "the quoted words do not stand in the",
        ),
        (Use("part", "first-day", "unqualified-day", "six months"), "the lesson has no such graded question"),
        (Use("part9", "last-day", "unqualified-day", "six months"), "there is no such part"),
    ],
)
def test_a_use_is_held_to_the_rule(use, problem):
    problems = what_rests_on_nobody(FACTS, (use,), {"part": LESSON})
    assert problems == () if problem is None else problem in problems[0]


def test_a_reviewed_fact_needs_no_quotation():
    signed = replace(FACTS["unqualified-day"], checked="2026-02-11", reviewer="A. Lawyer")
    use = Use("part", "last-day", "unqualified-day")
    assert what_rests_on_nobody(FACTS | {"unqualified-day": signed}, (use,), {"part": LESSON}) == ()


@pytest.mark.parametrize(
    ("words", "covered"),
    [
        ("M.G.L. c.150E §10 and c. 4 §9", True),
        ("458 Mass. 155 and 363 U.S. 593", True),
        ("chapter 150E of the General Laws", True),
        ("M.G.L. c.999 §1", False),
        ("1 Mass. 1", False),
        ("chapter 71 of the General Laws", False),
        ("999 CMR 15", False),
    ],
)
def test_a_citation_needs_a_fact(words, covered):
    assert (what_rests_on_nobody(FACTS, (), {"part": words}) == ()) is covered


GOOD = """
[[fact]]
id = "a-day"
law = "MA"
statement = "A day is a day."
cites = []
source = "a book"
address = ""
read = "general knowledge"
checked = ""
reviewer = ""
"""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("fact = [", "law_facts.toml cannot be read as TOML"),
        (GOOD.replace('source = "a book"\n', ""), "law_facts.toml, fact 1 needs address, checked"),
        (GOOD + GOOD, 'law_facts.toml has two facts "a-day"'),
        (GOOD.replace("a-day", "A Day"), "needs an id in small letters"),
        (GOOD.replace('"MA"', '"Ohio"'), "law is one of"),
        (GOOD.replace('checked = ""', 'checked = "last week"'), "checked is a day such as 2026-02-11"),
        (GOOD.replace('reviewer = ""', 'reviewer = "A. Lawyer"'), "a reviewer signs for a day"),
        (GOOD + '[[use]]\npart = "p"\nquestion = "q"\nfact = "a-year"\n', 'there is no fact "a-year"'),
        (GOOD + '[[use]]\npart = "p"\n', "needs part, question and fact"),
    ],
)
def test_an_entry_that_is_not_complete_is_named(tmp_path, text, sentence):
    (tmp_path / "law_facts.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LanguageError) as refused:
        read_law_facts(tmp_path / "law_facts.toml")
    assert sentence in str(refused.value)
