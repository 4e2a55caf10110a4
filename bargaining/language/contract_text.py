"""Find the clauses of a contract that nobody prepared: articles, numbered sections, lettered subsections.

Plain text comes in; an `Agreement` goes out, so that navigator, lints and redline work on a learner's own
contract. Numbering is found by its looks, and contracts look many ways: what has no number keeps to the
clause before it, a number that stands there twice is told apart, and a text without numbers is one clause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from bargaining.errors import DocumentError
from bargaining.language.agreement import Agreement, Article, Clause

_ARTICLE = re.compile(
    r"(?:ARTICLE|Article)\s+(?P<number>\d+|[IVXL]+)\b\s*[-–—:.]*\s*(?P<title>[^.]{0,80}?)[\s.]*(?P<page>\d{1,3})?"
)
_TEXT = r"(?P<text>\S.*)"
_WORD = r"(?:Section|SECTION|Sec\.)\s+"
# The first that fits a paragraph numbers it.
_STYLES = {
    "dotted": re.compile(rf"(?:{_WORD})?(?P<id>\d{{1,3}}(?:\.\d{{1,3}})+)\.?[:)]?\s+{_TEXT}", re.DOTALL),
    "named": re.compile(rf"{_WORD}(?P<id>\d{{1,3}}|[A-Z])\b[.:)]?\s*[-–—]?\s*{_TEXT}", re.DOTALL),
    "number": re.compile(rf"\(?(?P<id>\d{{1,2}})[.)]\s+{_TEXT}", re.DOTALL),
    "capital": re.compile(rf"\(?(?P<id>[A-Z])[.)]\s+{_TEXT}", re.DOTALL),
    "letter": re.compile(rf"\(?(?P<id>[a-z])[.)]\s+{_TEXT}", re.DOTALL),
}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_HEADING_WORDS = 8


@dataclass
class _Draft:
    """An article while it is read; `section` is the one that subsections belong to, numbered in `style`."""

    number: str
    title: str
    clauses: dict[str, list[str]] = field(default_factory=dict)
    section: str = ""
    style: str = ""

    def place(self, style: str, number: str) -> str:
        """The id for a number in a style. The style that an article begins with numbers its sections."""
        if style in {"dotted", "named"} or not self.section or style == self.style:
            wanted = number if style == "dotted" else f"{self.number}.{number}"
            self.section, self.style = _free(wanted, self.clauses), style
            return self.section
        return _free(f"{self.section}({number.lower()})", self.clauses)


def contract_from_text(text: str, name: str = "Your contract") -> Agreement:
    r"""Return the clauses of a contract's text. Raises `DocumentError` when there is no text.

    >>> pasted = "ARTICLE 5 - PAY\n\n5.1 Pay day: Friday.\n\n(a) Stubs are mailed.\n\n5.2 Errors are mended."
    >>> [clause.id for clause in contract_from_text(pasted).clauses]
    ['5.1', '5.1(a)', '5.2']
    """
    drafts = [_Draft("0", "Opening")]
    for paragraph in _paragraphs(text):
        if heading := _ARTICLE.fullmatch(paragraph):
            drafts.append(_Draft(_arabic(heading["number"]), (heading["title"] or "").strip().title()))
        else:
            _put(drafts[-1], paragraph)
    return _agreement(drafts, name)


def _put(draft: _Draft, paragraph: str) -> None:
    """Add a paragraph to an article: as a clause of its own, as its title, or to the clause before."""
    for style, pattern in _STYLES.items():
        if found := pattern.fullmatch(paragraph):
            draft.clauses[draft.place(style, found["id"])] = [found["text"]]
            return
    if not draft.clauses and not draft.title and len(paragraph.split()) <= _HEADING_WORDS:
        draft.title = paragraph.title()
    else:
        last = next(reversed(draft.clauses), f"{draft.number}.0")
        draft.clauses.setdefault(last, []).append(paragraph)


def _free(wanted: str, taken: Collection[str]) -> str:
    """The id, or the id with a mark when it stands there already."""
    number, clause_id = 2, wanted
    while clause_id in taken:
        clause_id, number = f"{wanted}#{number}", number + 1
    return clause_id


def _agreement(drafts: list[_Draft], name: str) -> Agreement:
    """Leave out empty articles, such as the lines of a contents page; tell apart what stands there twice."""
    seen: set[str] = set()
    articles = []
    for draft in drafts:
        clauses = []
        for wanted, texts in draft.clauses.items():
            clause_id = _free(wanted, seen)
            seen.add(clause_id)
            clauses.append(Clause(clause_id, draft.title, "\n\n".join(texts)))
        if clauses:
            articles.append(Article("Article", draft.number, draft.title, tuple(clauses)))
    if not articles:
        raise DocumentError("There is no text to read; paste the contract, or bring a file.")
    return Agreement(name, tuple(articles))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs: lines that belong together are joined; a line with a number of its own starts one."""
    held: list[str] = []
    for raw in [*text.replace("\r\n", "\n").replace("\f", "\n\n").split("\n"), ""]:
        line = " ".join(raw.split()).removeprefix("## ").removeprefix("# ")
        starts = any(pattern.fullmatch(line) for pattern in (_ARTICLE, *_STYLES.values()))
        if held and (not line or starts or _ARTICLE.fullmatch(held[0])):
            yield " ".join(held)
            held = []
        if line:
            held.append(line)


def _arabic(number: str) -> str:
    """5 for V."""
    if number.isdigit():
        return number
    values = [_ROMAN[letter] for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < after else value for value, after in pairs))
