"""Statements about law, each with its source and whoever signed for it, and the questions that rest on them.

The file `law_facts.toml` of a course and the text of its lessons come in; facts and a list of problems go
out. A graded question may rest on a statement that no lawyer has signed only if its answer follows from
words that are quoted in the question itself. Called by authors and tests; learners never need it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from bargaining.errors import LanguageError

_LAWS = ("MA public", "MA", "US private", "US")
_READ = ("text of 2015", "headnote", "excerpt", "page", "general knowledge")
# How lessons cite law: a reporter, a chapter of the General Laws, a regulation, or an act by name.
_CITATION = re.compile(
    r"\b\d+ (?:Mass\. App\. Ct\.|Mass\.|U\.S\.|N\.E\.2d|MLC) \d+"
    r"|\bc\. ?\d+[A-Z]?(?: §+ ?[\d½]+(?:\([a-z]\))?)?"
    r"|\b[Cc]hapter \d+[A-Z]?\b|\b\d+ CMR \d+|\bSt\. \d{4} c\.\d+|National Labor Relations Act"
)
_QUESTION = re.compile(r'graded="(?P<id>[a-z0-9-]+)"')


@dataclass(frozen=True)
class LawFact:
    """One statement about law; see the head of `law_facts.toml` for its fields."""

    id: str
    law: str
    statement: str
    cites: tuple[str, ...]
    source: str
    address: str
    read: str
    checked: str
    reviewer: str


@dataclass(frozen=True)
class Use:
    """A graded question of a part that rests on a fact, and the words in the item that its answer
    follows from.
    """

    part: str
    question: str
    fact: str
    quoted: str = ""


def read_law_facts(path: Path) -> tuple[Mapping[str, LawFact], tuple[Use, ...]]:
    """Return the facts by id, and the uses. Raises `LanguageError` naming the entry that is not complete."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise LanguageError(f"{path.name} cannot be read as TOML ({problem}); mend it.") from problem
    facts: dict[str, LawFact] = {}
    for number, entry in enumerate(given.get("fact", []), start=1):
        fact = _fact(entry, f"{path.name}, fact {number}")
        if fact.id in facts:
            raise LanguageError(f'{path.name} has two facts "{fact.id}"; rename one.')
        facts[fact.id] = fact
    uses = tuple(
        _use(entry, f"{path.name}, use {n}", facts) for n, entry in enumerate(given.get("use", []), 1)
    )
    return facts, uses


def what_rests_on_nobody(
    facts: Mapping[str, LawFact], uses: tuple[Use, ...], lessons: Mapping[str, str]
) -> tuple[str, ...]:
    """Return a sentence for each thing that is wrong with how lessons use law; none when all is well.

    `lessons`: part -> the text of its lesson. Wrong are: a use in a part or question that is not there; a
    fact without a reviewer whose item quotes nothing, or quotes what the lesson does not say; and a citation
    in a lesson that no fact covers.
    """
    return (*_unsigned(facts, uses, lessons), *_uncovered(facts, lessons))


def _unsigned(
    facts: Mapping[str, LawFact], uses: tuple[Use, ...], lessons: Mapping[str, str]
) -> Iterator[str]:
    for use in uses:
        lesson = lessons.get(use.part)
        where = f'{use.part}, question "{use.question}"'
        if lesson is None:
            yield f"{where}: there is no such part."
        elif use.question not in _QUESTION.findall(lesson):
            yield f"{where}: the lesson has no such graded question."
        elif use.quoted and _single(use.quoted) not in _single(_shown(lesson)):
            yield f"{where}: the quoted words do not stand in the lesson."
        elif not facts[use.fact].reviewer and not use.quoted:
            yield f'{where} rests on "{use.fact}", which nobody has reviewed; quote the text that answers it.'


def _uncovered(facts: Mapping[str, LawFact], lessons: Mapping[str, str]) -> Iterator[str]:
    covered = {_single(cite).replace(". ", ".") for fact in facts.values() for cite in fact.cites}
    for part, lesson in lessons.items():
        for citation in dict.fromkeys(_CITATION.findall(lesson)):
            plain = _single(citation).replace(". ", ".")
            if not any(plain == cite or cite.startswith(plain) for cite in covered):
                yield f'{part} cites "{citation}", and no fact covers it.'


def _fact(entry: Any, where: str) -> LawFact:
    names = {field.name for field in fields(LawFact)}
    if not isinstance(entry, dict) or set(entry) != names:
        raise LanguageError(f"{where} needs {', '.join(sorted(names))}, and nothing else.")
    fact = LawFact(**(entry | {"cites": tuple(entry["cites"])}))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fact.id) or not fact.statement or not fact.source:
        raise LanguageError(f"{where} needs an id in small letters, a statement and a source.")
    if fact.law not in _LAWS or fact.read not in _READ:
        raise LanguageError(f'{where} ("{fact.id}"): law is one of {_LAWS}, read is one of {_READ}.')
    if fact.checked and not _is_date(fact.checked):
        raise LanguageError(f'{where} ("{fact.id}"): checked is a day such as 2026-02-11, or "".')
    if fact.reviewer and not fact.checked:
        raise LanguageError(f'{where} ("{fact.id}"): a reviewer signs for a day; give it in checked.')
    return fact


def _use(entry: Any, where: str, facts: Mapping[str, LawFact]) -> Use:
    if not isinstance(entry, dict) or not {"part", "question", "fact"} <= set(entry) <= {
        field.name for field in fields(Use)
    }:
        raise LanguageError(f"{where} needs part, question and fact, and may have quoted.")
    use = Use(**entry)
    if use.fact not in facts:
        raise LanguageError(f'{where}: there is no fact "{use.fact}".')
    return use


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shown(lesson: str) -> str:
    """What a learner reads: without the hidden tests."""
    return re.sub(r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS", "", lesson, flags=re.DOTALL)


def _single(text: str) -> str:
    return " ".join(text.split())
