"""What a lesson says about a contract that a learner brings, before it is kept.

The content of a file and its name come in; lines under headings and the plain text go out: what was
understood, its verbs beside 133 agreements, what to look at twice, and the clauses nearest to some questions.
A file that cannot be read gives one sentence and no text. Nothing is kept here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from bargaining.errors import DocumentError, LanguageError
from bargaining.language.agreement import Agreement
from bargaining.language.contract_text import contract_from_text
from bargaining.language.lints import LINTS, lint
from bargaining.language.navigator import find_clauses
from bargaining.language.own_contract import read_own_contract
from bargaining.language.verbs import VERBS, VerbCount, beside_agreements

Sections = tuple[tuple[str, tuple[str, ...]], ...]
KINDS = (".docx", ".pdf", ".txt", ".md")
_SHOWN_WORDS = 22
# Without a list of the names in a contract, every name would be called a term that nothing defines.
_LEFT_OUT = "undefined-term"


def what_was_found(
    content: bytes, name: str, look_for: Mapping[str, str] | None = None
) -> tuple[Sections, str | None]:
    """Return what was found in a contract, and its text; the text is None when it could not be read.

    `look_for`: heading -> words to look for, such as "Practice": "past practice".

    >>> sections, text = what_was_found(b"\\x00\\x01 no contract", "ours.txt")
    >>> sections[0][1], text
    (('ours.txt is no text file; save it as plain text, or bring the Word file.',), None)
    """
    try:
        text = _text(content, PurePath(name).name or "contract.txt")
        contract = contract_from_text(text, name)
        counted = beside_agreements(text)
    except DocumentError as problem:
        return (("Not kept", (str(problem),)),), None
    sections = (
        ("Understood. Is it your contract?", tuple(_understood(contract))),
        ("Its verbs, beside 133 real contracts", tuple(_verbs(counted))),
        ("Worth a second look", tuple(_second_looks(contract))),
        *((heading, tuple(_nearest(contract, words))) for heading, words in (look_for or {}).items()),
    )
    return sections, text


def _text(content: bytes, name: str) -> str:
    """The text of a file, read from a place of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        try:
            path.write_bytes(content)
        except (OSError, ValueError) as problem:
            raise DocumentError("This file has a name that cannot be used; give it a short one.") from problem
        return read_own_contract(path)


def _understood(contract: Agreement) -> Iterator[str]:
    yield f"{contract.words:,} words in {len(contract.clauses):,} clauses."
    first = [clause.id for clause in contract.clauses[:5]]
    yield f"The first clauses are numbered {', '.join(first)}."


def _verbs(counted: tuple[VerbCount, ...]) -> Iterator[str]:
    for one in counted:
        if one.word in VERBS:
            times = "time" if one.times == 1 else "times"
            yield (
                f"“{one.word}” stands {one.times:,} {times}, {float(one.per_1000):.1f} in 1,000 words. "
                f"The middle of the 133 is {float(one.median_per_1000):.1f}."
            )


def _second_looks(contract: Agreement) -> Iterator[str]:
    """How often each lint finds something, and where first."""
    found = [finding for finding in lint(contract) if finding.lint != _LEFT_OUT]
    for name, meaning in LINTS.items():
        of_this = [finding for finding in found if finding.lint == name]
        if of_this:
            first = of_this[0]
            places = "place" if len(of_this) == 1 else "places"
            yield f"{len(of_this):,} {places}: it {meaning}. First in {first.clause_id}: {first.words}"
    if not found:
        yield "Nothing was found. Language without a finding can still be weak."


def _nearest(contract: Agreement, words: str) -> Iterator[str]:
    try:
        hits = find_clauses(contract, words, most=3)
    except LanguageError:
        return
    for hit in hits:
        said = hit.clause.text.split()
        more = " …" if len(said) > _SHOWN_WORDS else ""
        yield f"{hit.clause.id}: {' '.join(said[:_SHOWN_WORDS])}{more}"
    if not hits:
        yield "None of these words stands in it."
