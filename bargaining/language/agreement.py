"""An agreement as a value: articles in order, each with its clauses, and each clause with an id.

`bargaining.language.agreement_text` makes one from text; everything else in this package reads it. An id is
the number that the clause has in print, such as 17.3(b); it is what people cite, so it is what tools answer
with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from bargaining.errors import AgreementError


@dataclass(frozen=True)
class Clause:
    """One numbered piece of text.

    * `id`: its number in print: "5.3" for the words of a section itself, "5.3(a)" for a subsection.
    * `heading`: the heading of its section.
    * `text`: its words, paragraphs parted by a blank line.
    """

    id: str
    heading: str
    text: str

    @property
    def section(self) -> str:
        """The section it belongs to: "5.3" for 5.3(a)."""
        return self.id.partition("(")[0]


@dataclass(frozen=True)
class Article:
    """An article, appendix or side letter: its kind in print, its number, its title and its clauses.

    What stands outside the numbering, such as the preamble, has its title as its kind and no number.
    """

    kind: str
    number: str
    title: str
    clauses: tuple[Clause, ...]

    @property
    def name(self) -> str:
        """How it is cited: "Article 5", "Appendix A", "Preamble"."""
        return f"{self.kind} {self.number}".rstrip()


@dataclass(frozen=True)
class Agreement:
    """An agreement: its name and its articles, in order. Every clause id occurs once."""

    name: str
    articles: tuple[Article, ...]

    def __post_init__(self) -> None:
        if not any(article.clauses for article in self.articles):
            raise AgreementError(f"{self.name} has no numbered clauses, so there is nothing to read in it.")
        seen: set[str] = set()
        for clause in self.clauses:
            if clause.id in seen:
                raise AgreementError(
                    f"{self.name} has the clause {clause.id} twice; give each clause a number of its own."
                )
            seen.add(clause.id)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses, in order."""
        return tuple(clause for article in self.articles for clause in article.clauses)

    @cached_property
    def _by_id(self) -> Mapping[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    def clause(self, clause_id: str) -> Clause:
        """Return the clause of that id. Raises `AgreementError`, with the nearest ids, when there is none."""
        if clause_id in self._by_id:
            return self._by_id[clause_id]
        near = get_close_matches(clause_id, self._by_id, n=3, cutoff=0.5)
        raise AgreementError(
            f'{self.name} has no clause "{clause_id}"; '
            + (f"near it are {', '.join(sorted(near))}." if near else "clause ids look like 5.3(a).")
        )

    def section(self, section_id: str) -> tuple[Clause, ...]:
        """Return a section with its subsections, in order: for "5.3" also 5.3(a), 5.3(b) and so on.

        Raises `AgreementError` when there is no such section.
        """
        found = tuple(clause for clause in self.clauses if clause.section == section_id)
        return found or (self.clause(section_id),)

    def knows(self, clause_id: str) -> bool:
        """Tell whether a clause of that id, or a section of that number, is there."""
        return clause_id in self._by_id or any(clause.section == clause_id for clause in self.clauses)

    def article_of(self, clause_id: str) -> Article:
        """Return the article that holds a clause. Raises `AgreementError` when there is no such clause."""
        clause = self.clause(clause_id)
        return next(article for article in self.articles if clause in article.clauses)

    @property
    def words(self) -> int:
        """How many words all clauses have together."""
        return sum(len(clause.text.split()) for clause in self.clauses)
