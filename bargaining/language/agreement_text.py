"""Read the text of an agreement into clauses.

In: the text of one article, in Markdown: a title (``# Article 5. Grievance Procedure``), a heading for each
section (``## 5.3 Level One``), and paragraphs, of which those beginning with ``(a)``, ``(b)`` are
subsections. Out: an `Article`. What does not fit is answered with the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bargaining.errors import AgreementError
from bargaining.language.agreement import Article, Clause

_TITLE = re.compile(r"# (?:(?P<kind>Article|Appendix|Side Letter) (?P<number>\w+)\. )?(?P<title>\S.*)")
_HEADING = re.compile(r"## (?P<id>[A-Z]{0,3}\d*\.\d+) (?P<heading>\S.*)")
_SUBSECTION = re.compile(r"\((?P<letter>[a-z])\) (?P<text>\S.*)", re.DOTALL)


def read_article(text: str, file: str) -> Article:
    r"""Return the article that a text holds. `file` is named in messages.

    A dollar sign that Markdown needs escaped (``\$``) is read as a dollar sign. Raises `AgreementError` when
    there is no title, when text stands before the first heading, or when a heading has no number.

    >>> article = read_article("# Article 2. Time\n\n## 2.1 Days\n\nThese count:\n\n(a) Mondays.", "time.md")
    >>> [(clause.id, clause.text) for clause in article.clauses]
    [('2.1', 'These count:'), ('2.1(a)', 'Mondays.')]
    """
    first, _, rest = text.replace(r"\$", "$").strip().partition("\n")
    if not (title := _TITLE.fullmatch(first.strip())):
        raise AgreementError(
            f'{file}, line 1: begin with a title such as "# Article 5. Grievance Procedure".'
        )
    clauses = tuple(_clauses(rest, file))
    if not clauses:
        raise AgreementError(f"{file} has no section; begin each with a heading such as ## 5.1 Definition.")
    kind, number = title["kind"] or title["title"], title["number"] or ""
    strayed = [clause.id for clause in clauses if number and not _belongs(clause.id, kind, number)]
    if strayed:
        raise AgreementError(f"{file}: the clause {strayed[0]} stands in {kind} {number}; number it alike.")
    return Article(kind, number, title["title"], clauses)


def _belongs(clause_id: str, kind: str, number: str) -> bool:
    return clause_id.startswith(f"SL{number}." if kind == "Side Letter" else f"{number}.")


def _clauses(body: str, file: str) -> Iterator[Clause]:
    """Yield the clauses under the headings of one article."""
    section: tuple[str, str] | None = None
    paragraphs: list[str] = []
    for number, block in _blocks(body):
        if block.startswith("#"):
            if section:
                yield from _section(*section, paragraphs, file)
            if not (heading := _HEADING.fullmatch(block)):
                raise AgreementError(f'{file}, line {number}: "{block}" has no section number such as 5.1.')
            section, paragraphs = (heading["id"], heading["heading"]), []
        elif section is None:
            raise AgreementError(f"{file}, line {number}: text stands before the first section heading.")
        else:
            paragraphs.append(block)
    if section:
        yield from _section(*section, paragraphs, file)


def _section(section_id: str, heading: str, paragraphs: list[str], file: str) -> Iterator[Clause]:
    """Yield a section's own words, if it has any, and its subsections."""
    pieces: dict[str, list[str]] = {section_id: []}
    current = section_id
    for paragraph in paragraphs:
        if subsection := _SUBSECTION.fullmatch(paragraph):
            current, paragraph = f"{section_id}({subsection['letter']})", subsection["text"]
            if current in pieces:
                raise AgreementError(f"{file}: the clause {current} stands there twice; letter it anew.")
            pieces[current] = []
        pieces[current].append(paragraph)
    if not paragraphs:
        raise AgreementError(f"{file}: the section {section_id} has a heading and no text.")
    for clause_id, texts in pieces.items():
        if texts:
            yield Clause(clause_id, heading, "\n\n".join(texts))


def _blocks(body: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph, heading or table with the line it starts on (the title is line 1)."""
    block: list[str] = []
    start = 0
    for number, line in enumerate([*body.split("\n"), ""], start=2):
        if line.strip():
            start = start if block else number
            block.append(line.rstrip())
        elif block:
            yield start, "\n".join(block)
            block = []
