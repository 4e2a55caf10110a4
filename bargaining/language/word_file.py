"""A proposal as a Word document with real tracked changes, as both sides exchange them.

A `Proposal` and its changes come in; a .docx goes out in which each inserted and deleted word is a revision
that Word and LibreOffice can accept or reject. The file is written beside its place and then moved there, so
that nothing half-written is left.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bargaining.errors import DocumentError
from bargaining.language.redline import Change, Piece

if TYPE_CHECKING:
    from docx.document import Document

_DATE = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Proposal:
    """The cover of a proposal: a title, who makes it to whom, the moment, and lines to stand before the text.

    `closing` are lines after the text: effective date, conditions, signatures.
    """

    title: str
    from_side: str
    to_side: str
    made_at: datetime
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


def write_proposal(path: Path, proposal: Proposal, changes: Iterable[Change]) -> Path:
    """Write a proposal with its redline to a .docx file, and return its path.

    Raises `DocumentError` when there is no change to propose, or the file cannot be written.
    """
    given = tuple(changes)
    if not given:
        raise DocumentError("This proposal changes nothing; change the words of a clause first.")
    document = _document(proposal, given)
    try:
        _save(document, path)
    except OSError as problem:
        raise DocumentError(
            f"{path.name} cannot be written ({problem.strerror}); close it in Word, or choose another folder."
        ) from problem
    return path


def _document(proposal: Proposal, changes: tuple[Change, ...]) -> Document:
    """Lay out the pages."""
    import docx

    document = docx.Document()
    document.core_properties.title = proposal.title
    document.core_properties.author = proposal.from_side
    document.core_properties.created = document.core_properties.modified = proposal.made_at
    document.add_heading(_clean(proposal.title), level=1)
    day = proposal.made_at
    document.add_paragraph(
        _clean(f"From: {proposal.from_side}. To: {proposal.to_side}. {day:%B} {day.day}, {day.year}.")
    )
    for line in proposal.opening:
        document.add_paragraph(_clean(line))
    number = 0
    for change in changes:
        document.add_heading(_clean(f"{change.clause_id} {change.heading}"), level=2)
        paragraph: Any = document.add_paragraph()
        for piece, words in change.pieces:
            number += 1
            _add(paragraph, piece, words, number, proposal)
    for line in proposal.closing:
        document.add_paragraph(_clean(line))
    return document


def _add(paragraph: Any, piece: Piece, words: str, number: int, proposal: Proposal) -> None:
    """Add words to a paragraph as they are, as an insertion, or as a deletion."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(_clean(words))
    if piece is Piece.SAME:
        return
    revision = OxmlElement("w:ins" if piece is Piece.INSERTED else "w:del")
    revision.set(qn("w:id"), str(number))
    revision.set(qn("w:author"), _clean(proposal.from_side))
    revision.set(qn("w:date"), proposal.made_at.strftime(_DATE))
    element = run._r
    element.addprevious(revision)
    revision.append(element)
    if piece is Piece.DELETED:
        for text in element.findall(qn("w:t")):
            text.tag = qn("w:delText")


def _clean(text: str) -> str:
    """Leave out characters that a Word file cannot hold."""
    return "".join(
        letter for letter in text if letter in "\t\n" or (letter >= " " and not _surrogate(letter))
    )


def _surrogate(letter: str) -> bool:
    return "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff"


def _save(document: Document, path: Path) -> None:
    """Write beside the place and move there."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
        written = Path(beside.name)
    try:
        document.save(str(written))
        written.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            written.unlink()
