"""What a clause points to: sections, articles, appendices and side letters, and whether they are there.

An agreement comes in; `Reference`s go out, each with the words in print, so that a reader finds it. Real
agreements break here: the State Teachers Education Association agreement of 2023-25 (Oregon) cites
"Article 14 (No Strike)", which its own contents page numbers 15.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bargaining.language.agreement import Agreement, Clause

_SECTION = r"[A-Z]{0,3}\d*\.\d+(?:\([a-z]\))?"
_JOINED = r"(?:,? and |,? or |, | through )"
_PATTERNS = {
    "Section": re.compile(rf"\b[Ss]ections? ({_SECTION}(?:{_JOINED}(?:[Ss]ection )?{_SECTION})*)()"),
    "Article": re.compile(rf"\bArticles? (\d+(?:{_JOINED}\d+)*)(?: \(([A-Z][^)]*)\))?"),
    "Appendix": re.compile(rf"\bAppendi(?:x|ces) ([A-Z](?:{_JOINED}[A-Z])*)\b(?: \(([A-Z][^)]*)\))?"),
    "Side Letter": re.compile(rf"\bSide Letters? (\d+(?:{_JOINED}\d+)*)(?: \(([A-Z][^)]*)\))?"),
}


@dataclass(frozen=True)
class Reference:
    """A place where one clause points to another.

    `source`: the id of the clause that points. `kind`: "Section", "Article", "Appendix" or "Side Letter".
    `target`: the number pointed to. `title`: the title given in brackets after it, or "". `words`: the words.
    """

    source: str
    kind: str
    target: str
    title: str
    words: str


def references(clause: Clause) -> tuple[Reference, ...]:
    """Return what a clause points to, in the order of its words. "This Article" points nowhere else.

    >>> text = "Article 5 (Grievance Procedure) and Sections 5.3(a) and 5.4 apply."
    >>> clause = Clause("27.2", "Disputes", text)
    >>> [(found.kind, found.target, found.title) for found in references(clause)]
    [('Article', '5', 'Grievance Procedure'), ('Section', '5.3(a)', ''), ('Section', '5.4', '')]
    """
    found = [
        (match.start(), Reference(clause.id, kind, target, (match[2] or "") if last else "", match[0]))
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(clause.text)
        for target, last in _targets(match[1])
    ]
    return tuple(reference for _, reference in sorted(found, key=lambda pair: pair[0]))


def all_references(agreement: Agreement) -> tuple[Reference, ...]:
    """Return every reference of an agreement, in order."""
    return tuple(found for clause in agreement.clauses for found in references(clause))


def what_is_stale(reference: Reference, agreement: Agreement) -> str | None:
    """Say what is wrong with a reference, or None: no such number, or another title than the one given.

    >>> from bargaining.language.harrow_falls import current_agreement
    >>> what_is_stale(Reference("1.1", "Article", "6", "Grievance Procedure", ""), current_agreement())
    'Article 6 is "Just Cause, Files and Representation", not "Grievance Procedure"'
    """
    if reference.kind == "Section":
        return None if agreement.knows(reference.target) else f"there is no Section {reference.target}"
    titles = [
        article.title
        for article in agreement.articles
        if (article.kind, article.number) == (reference.kind, reference.target)
    ]
    name = f"{reference.kind} {reference.target}"
    if not titles:
        return f"there is no {name}"
    if reference.title and reference.title.casefold() != titles[0].casefold():
        return f'{name} is "{titles[0]}", not "{reference.title}"'
    return None


def pointing_to(agreement: Agreement, clause_id: str) -> tuple[str, ...]:
    """Return the ids of the clauses that point to a clause, to its section or to its article.

    Raises `AgreementError` when there is no such clause.
    """
    clause, article = agreement.clause(clause_id), agreement.article_of(clause_id)
    wanted = {("Section", clause.id), ("Section", clause.section), (article.kind, article.number)}
    return tuple(
        dict.fromkeys(
            found.source
            for found in all_references(agreement)
            if (found.kind, found.target) in wanted and found.source != clause_id
        )
    )


def _targets(joined: str) -> Iterator[tuple[str, bool]]:
    """Part "5.3, 5.4 and 5.6" into its numbers; the second value marks the last, which a title belongs to."""
    numbers = re.findall(rf"{_SECTION}|\d+|[A-Z]\b", joined)
    for place, number in enumerate(numbers, start=1):
        yield number, place == len(numbers)
