"""Questions about words, drawn from a learner's variant: verbs, tags, ambiguities, references, terms.

A variant number comes in; what is asked and what is right goes out. The sentences are in `word_bank`; here
some of them are drawn, each label at least once, and numbers are made up. Called by the part on words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TypeVar

from bargaining.costing.employers.drawing import Draw
from bargaining.language.harrow_falls import current_agreement
from bargaining.language.terms import defined_terms
from bargaining.language.word_bank import ARTICLE_TITLES, CLAUSES, Sentence

Item = TypeVar("Item")
YEARS_ASKED = 5
_PEOPLE = (
    "Abreu", "Bianchi", "Cho", "Dube", "Eriksen", "Farah", "Gupta", "Hughes", "Ibarra", "Jansen", "Khoury",
    "Lopes", "Mbeki", "Novak", "Oduya", "Park",
)  # fmt: skip
_REFERENCES, _STALE, _TERMS_ASKED = 8, 3, 7


def drawn_sentences(variant: int, bank: Sequence[Sentence], most: int) -> tuple[Sentence, ...]:
    """Return some sentences of a bank in a drawn order, with each label at least once.

    >>> from bargaining.language.word_bank import VERBS
    >>> drawn = drawn_sentences(0, VERBS, 8)
    >>> len(drawn), len({sentence.label for sentence in drawn}) == len({sentence.label for sentence in VERBS})
    (8, True)
    """
    shuffled = _shuffled(variant, "sentences", bank)
    labels = dict.fromkeys(sentence.label for sentence in bank)
    first = [next(one for one in shuffled if one.label == label) for label in labels]
    rest = [one for one in shuffled if one not in first]
    return tuple(_shuffled(variant, "order", [*first, *rest][:most]))


def drawn_pieces(variant: int) -> tuple[tuple[str, str], ...]:
    """Return the fragments of the drawn clause that have a label, in a drawn order.

    >>> sorted(label for _, label in drawn_pieces(0))
    ['actor', 'deadline', 'duty', 'exception', 'remedy', 'trigger']
    """
    return tuple(_shuffled(variant, "pieces", [p for p in drawn_clause(variant) if p[1] != "joining"]))


def drawn_clause(variant: int) -> tuple[tuple[str, str], ...]:
    """Return a clause in fragments: (words, label of the fragment).

    >>> [label for _, label in drawn_clause(0)].count("actor")
    1
    """
    draw = Draw("words", variant)
    numbers = {"n": draw.pick("days", (2, 3, 4, 5, 8)), "m": draw.pick("more days", (10, 12, 15, 20))}
    return tuple((words.format(**numbers), label) for words, label in draw.pick("clause", CLAUSES))


@dataclass(frozen=True)
class PrintedReference:
    """A reference as it is printed, and whether the contents page agrees."""

    section: str
    words: str
    stale: bool


def drawn_contents(variant: int) -> tuple[tuple[str, ...], tuple[PrintedReference, ...]]:
    """Return the titles of a contents page, in order, and eight references to it; three are one number off.

    >>> titles, references = drawn_contents(0)
    >>> sum(reference.stale for reference in references)
    3
    """
    titles = tuple(_shuffled(variant, "titles", ARTICLE_TITLES))
    pointed = _shuffled(variant, "pointed", titles[1:-1])[:_REFERENCES]
    stale = set(_shuffled(variant, "stale", pointed)[:_STALE])
    made = []
    for place, title in enumerate(pointed):
        right = titles.index(title) + 1
        off = Draw("words", variant).pick(f"off {title}", (-1, 1)) if title in stale else 0
        section = f"{Draw('words', variant).pick(f'at {place}', range(1, 13))}.{place + 1}"
        made.append(PrintedReference(section, f"Article {right + off} ({title})", title in stale))
    return titles, tuple(made)


def drawn_terms(variant: int) -> Mapping[str, str]:
    """Return seven terms that Harrow Falls defines outside Article 2, with the clause of each.

    >>> len(drawn_terms(0)), "Seniority" in drawn_terms(0)
    (7, False)
    """
    found = [
        term for term in defined_terms(current_agreement()) if not term.clause_id.startswith(("2.", "P."))
    ]
    once = [one for one in found if sum(other.term == one.term for other in found) == 1]
    return {one.term: one.clause_id for one in _shuffled(variant, "terms", once)[:_TERMS_ASKED]}


@dataclass(frozen=True)
class Person:
    """A person on a list: name, kind of post, School Years of service."""

    name: str
    post: str
    years: int


def drawn_people(variant: int) -> tuple[Person, ...]:
    """Return ten people: for each kind of post at least one below five years, and one with exactly five.

    >>> sorted({person.post for person in drawn_people(0)})
    ['ESP', 'Nurse', 'Teacher']
    """
    draw = Draw("words", variant)
    posts = ["Teacher", "Teacher", "Nurse", "Nurse", "ESP", "ESP"]
    years = [YEARS_ASKED, draw.pick("low", (1, 2, 3, 4)), YEARS_ASKED, draw.pick("lower", (1, 2, 3)), 2, 8]
    posts += [draw.pick(f"post {n}", ("Teacher", "Teacher", "Nurse")) for n in range(4)]
    years += [draw.pick(f"years {n}", range(1, 12)) for n in range(4)]
    names = _shuffled(variant, "names", _PEOPLE)
    people = [Person(*row) for row in zip(names, posts, years, strict=False)]
    return tuple(_shuffled(variant, "people", people))


def may_take_leave(
    person: Person, reaches_both: bool, more_than: bool = False, anybody: bool = False
) -> bool:
    """Tell whether a person may take leave under "Teachers and Nurses with five (5) School Years of service".

    `reaches_both`: the years are asked of Teachers, too. Two misreadings: `more_than` five years, and
    `anybody`, ESPs included.

    >>> may_take_leave(Person("Abreu", "Teacher", 2), reaches_both=False)
    True
    """
    enough = person.years > YEARS_ASKED if more_than else person.years >= YEARS_ASKED
    if person.post == "Teacher":
        return enough or not reaches_both
    return enough and (person.post == "Nurse" or anybody)


@dataclass(frozen=True)
class CountedVerbs:
    """What a count of a contract found: its words, its shall, and all five verbs together."""

    words: int
    shall: int
    all_verbs: int

    @property
    def per_1000(self) -> Decimal:
        """How often shall stands in 1,000 words."""
        return Decimal(1000 * self.shall) / self.words


def drawn_count(variant: int) -> CountedVerbs:
    """Return the count of an invented contract.

    >>> drawn_count(0).shall < drawn_count(0).all_verbs
    True
    """
    draw = Draw("words", variant)
    shall = draw.pick("shall", range(180, 520))
    return CountedVerbs(
        draw.pick("words", range(18_000, 42_000, 300)), shall, shall * 2 + draw.pick("rest", range(11, 90))
    )


def _shuffled(variant: int, fact: str, items: Sequence[Item]) -> list[Item]:
    """The items in an order drawn for one fact, the same on every machine."""
    return [
        items[place] for place in sorted(range(len(items)), key=lambda place: _place(variant, fact, place))
    ]


def _place(variant: int, fact: str, place: int) -> str:
    return sha256(f"words {variant}: {fact} {place}".encode()).hexdigest()
