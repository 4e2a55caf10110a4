"""The words an agreement defines, where it uses them, and the capitalised words that it never defines.

A defined term beats the everyday meaning of a word, so a reader asks first: is this word defined? A term is
defined by ``"School Day" means ...``, or in brackets: ``(the "Committee")``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bargaining.language.agreement import Agreement, Clause

_DEFINED = re.compile(
    r'["“](?P<means>[A-Z][^"“”]*)["”] (?:means|includes|is defined)\b'
    r'|\((?:the |together the )?["“](?P<named>[A-Z][^"“”]*)["”]\)'
    r'|together the ["“](?P<together>[A-Z][^"“”]*)["”]'
)
_RUN = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
_SENTENCE_END = re.compile(r"(?:^|[.:;?!]['\"”)]?\s+|\n\s*|[(\"“])$")
# Words that a contract capitalises without defining them.
_STRUCTURE = (
    "Article", "Articles", "Section", "Sections", "Appendix", "Appendices", "Side Letter", "Side Letters",
    "Preamble", "Massachusetts", "Commonwealth", "I",
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


@dataclass(frozen=True)
class DefinedTerm:
    """A term and the clause that defines it."""

    term: str
    clause_id: str


@lru_cache(maxsize=8)
def defined_terms(agreement: Agreement) -> tuple[DefinedTerm, ...]:
    """Return every definition, in order; a term that is defined twice stands there twice.

    >>> from bargaining.language.harrow_falls import current_agreement
    >>> [found.clause_id for found in defined_terms(current_agreement()) if found.term == "School Day"]
    ['2.2(c)']
    """
    return tuple(
        DefinedTerm(match["means"] or match["named"] or match["together"], clause.id)
        for clause in agreement.clauses
        for match in _DEFINED.finditer(clause.text)
    )


def terms_used(clause: Clause, agreement: Agreement) -> tuple[DefinedTerm, ...]:
    """Return the definitions of the terms that a clause uses, longest first ("School Day" before "Day")."""
    left = clause.text
    used: list[DefinedTerm] = []
    for found, pattern in _patterns(agreement):
        if re.search(pattern, clause.text) and (re.search(pattern, left) or _again(found.term, used)):
            used.append(found)
            left = re.sub(pattern, "_", left)
    return tuple(used)


@lru_cache(maxsize=8)
def _patterns(agreement: Agreement) -> tuple[tuple[DefinedTerm, str], ...]:
    """The definitions, longest term first, each with the pattern that finds its term."""
    longest_first = sorted(
        set(defined_terms(agreement)), key=lambda found: (-len(found.term), found.clause_id)
    )
    return tuple((found, rf"\b{re.escape(found.term)}(?:s|es|'s)?\b") for found in longest_first)


def undefined_terms(agreement: Agreement, names: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return (term, clause id) for capitalised words that are no defined term, no heading and no name.

    `names` are proper names to pass over: parties, agencies, holidays. Words at the start of a sentence are
    passed over as well, so this finds fewer than a reader would, and never more in a text whose names are
    all given.
    """
    known = _known(agreement, names)
    return tuple(
        dict.fromkeys(
            (term, clause.id) for clause in agreement.clauses for term in _strange(_prose(clause.text), known)
        )
    )


def _again(term: str, used: list[DefinedTerm]) -> bool:
    return any(found.term == term for found in used)


def _known(agreement: Agreement, names: Iterable[str]) -> re.Pattern[str]:
    """A pattern of every phrase that may be capitalised, longest first."""
    phrases = {found.term for found in defined_terms(agreement)} | set(names) | set(_STRUCTURE)
    phrases |= {article.title for article in agreement.articles}
    phrases |= {piece for clause in agreement.clauses for piece in clause.heading.split(": ")}
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    plural = "|".join(re.escape(phrase) for phrase in ordered)
    return re.compile(rf"(?<![\w’'])(?:{plural})(?:['’]s|s['’]|s)?(?![\w])")


def _prose(text: str) -> str:
    """The text without its tables, whose headings are capitalised as a matter of course."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("|"))


def _strange(text: str, known: re.Pattern[str]) -> Iterator[str]:
    """Yield the runs of capitalised words in the middle of a sentence that are not known."""
    blanked = known.sub(lambda match: "_" * len(match[0]), text)
    for match in _RUN.finditer(blanked):
        words = match[0].split(" ")
        if _SENTENCE_END.search(blanked[: match.start()]):
            words = words[1:]
        # A single letter is a lane, a grade or an initial; a run of capital letters is a title.
        shouted = len(words) > 1 and all(word.isupper() for word in words)
        if words and any(len(word) > 1 for word in words) and not shouted:
            yield " ".join(words)
