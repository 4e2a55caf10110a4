"""The words of a course: glossary.toml, and the links from a part's prose to what a word means.

    scattergram = "A table that says how many people stand in each cell of the schedule."

In: the course's glossary.toml (term = "what it means"), a part's cells. Out: the cells with each mark {term}
made into a link, and the list of words that stands at the end of the part. Called by authoring. The author
marks the first use of a term in each part with braces; a first use without them is refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograde.authoring.lesson_file import LessonCell, refuse
from autograde.errors import AuthoringError
from autograde.toml_reader import read_toml
from classroom.language import SOURCE_LANGUAGE, _

__all__ = ["GLOSSARY_FILE", "glossary_file", "link_words", "read_glossary"]

GLOSSARY_FILE = "glossary.toml"

_MARK = re.compile(r"\{([^{}\n]+)\}")
_NOT_PROSE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)\n]*\)|^#[^\n]*$", re.DOTALL | re.MULTILINE)


def glossary_file(language: str) -> str:
    """The file with the words of a course in a language.

    >>> glossary_file("en"), glossary_file("es")
    ('glossary.toml', 'glossary.es.toml')
    """
    return GLOSSARY_FILE if language == SOURCE_LANGUAGE else f"glossary.{language}.toml"


def read_glossary(path: Path) -> dict[str, str]:
    """Return {term: what it means}; {} for a course without a glossary. Raises AuthoringError."""
    if not path.is_file():
        return {}
    fields, _data = read_toml(path, AuthoringError)
    return {term: fields.text(term) for term in fields.values}


def link_words(
    path: Path, cells: Sequence[LessonCell], glossary: Mapping[str, str]
) -> tuple[tuple[LessonCell, ...], str]:
    """Return the cells with their marks made into links, and the words of this part as Markdown ("" for
    none).

    Raises AuthoringError for a mark that is no term, and for a term whose first use is not marked.
    """
    used: list[str] = []
    linked = []
    for cell in cells:
        if cell.is_code:
            linked.append(cell)
            continue
        for at, word, is_marked in _uses(cell.text, glossary):
            line = cell.line + cell.text[:at].count("\n")
            term = _term(word, glossary)
            if term is None:
                refuse(path, line, _("“{word}” is not in {file}.").format(word=word, file=GLOSSARY_FILE))
            if not is_marked and term not in used:
                refuse(
                    path,
                    line,
                    _("this is the first use of “{term}” in this part. Mark it: {{{word}}}.").format(
                        term=term, word=word
                    ),
                )
            used += [] if term in used else [term]
        linked.append(replace(cell, text=_with_links(cell.text, glossary)))
    return tuple(linked), _list(used, glossary)


def _uses(text: str, glossary: Mapping[str, str]) -> Iterator[tuple[int, str, bool]]:
    """Each use of a term in prose, with where it begins and whether it is marked; and each other mark."""
    prose = _NOT_PROSE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    names = "|".join(re.escape(term) for term in sorted(glossary, key=len, reverse=True))
    plain = rf"|(?<![\w-])(?P<word>(?:{names})(?:s|es)?)(?![\w-])" if names else ""
    for found in re.finditer(rf"\{{(?P<mark>[^{{}}\n]+)\}}{plain}", prose, re.IGNORECASE):
        mark = found.group("mark")
        yield found.start(), mark or found.group("word"), mark is not None


def _term(word: str, glossary: Mapping[str, str]) -> str | None:
    """The term that a word of the text is: in capitals or not, one or many."""
    known = {term.casefold(): term for term in glossary}
    said = " ".join(word.casefold().split())
    for form in (said, said.removesuffix("s"), said.removesuffix("es"), said.removesuffix("ies") + "y"):
        if form in known:
            return known[form]
    return None


def _with_links(text: str, glossary: Mapping[str, str]) -> str:
    def link(found: re.Match[str]) -> str:
        term = _term(found.group(1), glossary)
        return found.group() if term is None else f"[{found.group(1)}](#{term.replace(' ', '-')})"

    return _MARK.sub(link, text)


def _list(used: Sequence[str], glossary: Mapping[str, str]) -> str:
    """The words of a part under a heading each, to which the links lead."""
    if not used:
        return ""
    words = [f"### {term}\n\n{glossary[term]}" for term in sorted(used, key=str.casefold)]
    return "\n\n".join([_("## Words in this part"), *words])
