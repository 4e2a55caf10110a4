"""What a careful reader would stop at: six faults that can be found without understanding the clause.

An agreement comes in; `Finding`s go out, each with the clause and the words. A lint is a question to ask, not
a verdict: language without a finding can still be weak, and the faults that matter most (a duty without an
actor, silence without a consequence, two clauses that conflict) need a reader.

Sources: University of Missouri Extension V9 (drafting); Massachusetts General Court, Legislative Research and
Drafting Manual, 5th ed. 2010 (and/or); Labor Notes, "Drafting Good Contract Language" (2021).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bargaining.language.agreement import Agreement
from bargaining.language.references import all_references, what_is_stale
from bargaining.language.terms import defined_terms, undefined_terms

_NUMBER = r"(?:[a-z]+(?:-[a-z]+)? \(\d+\)|\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_KIND = r"(?:calendar|business|working|work|school|week|student|consecutive calendar)"
_DEADLINE = re.compile(
    rf"\bwithin (?:the first )?{_NUMBER} (?:further )?(?P<within>[\w-]+ )?days?\b"
    rf"|\b{_NUMBER} (?P<after>[\w-]+ )?days?(?:['’] (?:written )?notice| (?:after|from|following)\b)"
    rf"|\b(?:at least|no later than|not later than) {_NUMBER} (?P<before>[\w-]+ )?days? (?:before|prior)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:should(?! have (?:known|been))|endeavou?rs?|every (?:reasonable )?effort"
    r"|reasonable (?:efforts?|time)|timely|promptly"
    r"|as soon as (?:possible|practicable)|as needed|if appropriate"
    r"|where (?:feasible|possible|practicable))\b",
    re.IGNORECASE,
)
_AND_OR = re.compile(r"\b\w+ and/or \w+", re.IGNORECASE)

LINTS = {
    "stale-reference": "points to a clause that is not there, or not under that title",
    "undefined-term": "has a capital letter, and nothing says what it means",
    "defined-twice": "is defined in more than one place",
    "unclear-days": "counts days and does not say which",
    "and-or": 'says "and/or", which can be read as either',
    "vague-duty": "asks for an effort or a wish where a duty could stand",
}


@dataclass(frozen=True)
class Finding:
    """One place to look at: which lint, in which clause, at which words, and why in a sentence."""

    lint: str
    clause_id: str
    words: str
    say: str


def lint(agreement: Agreement, names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return all findings of an agreement, clause by clause.

    `names` are proper names in it: parties, agencies, holidays; their capitals need no definition.

    >>> from bargaining.language.agreement_text import read_article
    >>> text = "# Article 1. Pay\\n\\n## 1.1 When\\n\\nPay and/or time is due within ten days."
    >>> pay = read_article(text, "pay.md")
    >>> [(found.lint, found.words) for found in lint(Agreement("Pay", (pay,)))]
    [('unclear-days', 'within ten days'), ('and-or', 'Pay and/or time')]
    """
    found = [*_stale(agreement), *_terms(agreement, names), *_words(agreement)]
    place = {clause.id: number for number, clause in enumerate(agreement.clauses)}
    return tuple(sorted(found, key=lambda finding: place[finding.clause_id]))


def _stale(agreement: Agreement) -> Iterator[Finding]:
    for reference in all_references(agreement):
        if wrong := what_is_stale(reference, agreement):
            yield Finding(
                "stale-reference", reference.source, reference.words, f"{wrong[0].upper()}{wrong[1:]}."
            )


def _terms(agreement: Agreement, names: Iterable[str]) -> Iterator[Finding]:
    for term, clause_id in undefined_terms(agreement, names):
        yield Finding(
            "undefined-term", clause_id, term, f'"{term}" has a capital letter; no clause says what it means.'
        )
    definitions = defined_terms(agreement)
    often = Counter(found.term for found in definitions)
    for term, clause_id in ((found.term, found.clause_id) for found in definitions if often[found.term] > 1):
        others = [d.clause_id for d in definitions if d.term == term and d.clause_id != clause_id]
        yield Finding(
            "defined-twice", clause_id, term, f'"{term}" is defined here and in {" and ".join(others)}.'
        )


def _words(agreement: Agreement) -> Iterator[Finding]:
    for clause in agreement.clauses:
        for match in _DEADLINE.finditer(clause.text):
            kind = (match["within"] or match["after"] or match["before"] or "").strip()
            if not re.fullmatch(_KIND, kind, re.IGNORECASE):
                say = f'"{match[0]}" does not say which days: calendar, business or school days.'
                yield Finding("unclear-days", clause.id, match[0], say)
        for match in _AND_OR.finditer(clause.text):
            say = f'"{match[0]}": say whether both are due, or who chooses.'
            yield Finding("and-or", clause.id, match[0], say)
        for match in _VAGUE.finditer(clause.text):
            say = f'"{match[0]}" can be kept by trying; say who shall do it, and when.'
            yield Finding("vague-duty", clause.id, match[0], say)
