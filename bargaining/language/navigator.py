"""Find the clauses that answer a question, and what has to be read with them.

A question in plain words comes in; clauses go out, those that share most of its rarer words first. A word
counts for more the fewer clauses have it, and a word of the heading counts double. This is a way to find the
page, not a reading: which of the clauses controls is for the reader to say.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from bargaining.errors import AgreementError
from bargaining.language.agreement import Agreement, Clause
from bargaining.language.references import Reference, pointing_to, references
from bargaining.language.terms import DefinedTerm, terms_used

_WORD = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "an and are as at be been by can do does for from get has have he her his how if in into is it its"
        " may me must my not of on or our shall she should than that the their them they this to under was we"
        " what when where which who will with would you your",
    )
)
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Hit:
    """A clause that may answer, how well it fits (0 to 1 beside the others), and the shared words."""

    clause: Clause
    fit: float
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Surroundings:
    """What has to be read with a clause.

    `terms`: definitions of its words. `points_to`: its references. `pointed_at_by`: ids of clauses that refer
    to it. `same_section`: ids of the rest of its section.
    """

    clause: Clause
    terms: tuple[DefinedTerm, ...]
    points_to: tuple[Reference, ...]
    pointed_at_by: tuple[str, ...]
    same_section: tuple[str, ...]


def find_clauses(agreement: Agreement, question: str, most: int = 5) -> tuple[Hit, ...]:
    """Return the clauses nearest to a question, best first; none when no word of it is in the agreement.

    Raises `AgreementError` when the question has no word to look for.

    >>> from bargaining.language.harrow_falls import current_agreement
    >>> [hit.clause.id for hit in find_clauses(current_agreement(), "Who inspects a room with mold?", most=2)]
    ['18.4', '18.2']
    """
    wanted = frozenset(_stems(question))
    if not wanted:
        raise AgreementError("Type a word or two to look for, such as mold or personal leave.")
    weights = _weights(agreement)
    hits = []
    for clause, text, heading in _words(agreement):
        shared = wanted & (text | heading)
        score = sum(weights[stem] * (2 if stem in heading else 1) for stem in shared)
        if shared:
            hits.append((score, clause, tuple(sorted(shared))))
    hits.sort(key=lambda hit: -hit[0])
    return tuple(Hit(clause, score / hits[0][0], shared) for score, clause, shared in hits[:most])


def surroundings(agreement: Agreement, clause_id: str) -> Surroundings:
    """Return what has to be read with a clause. Raises `AgreementError` when there is no such clause.

    >>> from bargaining.language.harrow_falls import current_agreement
    >>> around = surroundings(current_agreement(), "5.3(b)")
    >>> [found.term for found in around.terms], around.same_section
    (['School Day', 'Principal', 'Grievance'], ('5.3(a)', '5.3(c)'))
    """
    clause = agreement.clause(clause_id)
    return Surroundings(
        clause,
        terms_used(clause, agreement),
        references(clause),
        pointing_to(agreement, clause_id),
        tuple(other.id for other in agreement.section(clause.section) if other.id != clause_id),
    )


@lru_cache(maxsize=8)
def _words(agreement: Agreement) -> tuple[tuple[Clause, frozenset[str], frozenset[str]], ...]:
    """Each clause with the word stems of its text and of its heading."""
    return tuple(
        (clause, frozenset(_stems(clause.text)), frozenset(_stems(clause.heading)))
        for clause in agreement.clauses
    )


@lru_cache(maxsize=8)
def _weights(agreement: Agreement) -> dict[str, float]:
    """How much each word stem tells: the logarithm of clauses by clauses that have it."""
    having = Counter(stem for _clause, text, heading in _words(agreement) for stem in text | heading)
    return {stem: math.log(1 + len(agreement.clauses) / count) for stem, count in having.items()}


def _stems(text: str) -> list[str]:
    """The words of a text that say something, without their endings: inspects, inspected -> inspect."""
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY]


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ions", "ion", "ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
