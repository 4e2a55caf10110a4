"""Read a learner's own contract from a file or a paste, and set its verbs beside 133 real agreements.

A .docx, .txt, .md or .pdf file comes in; text, an `Agreement` and counts go out. Nothing is kept and
nothing is sent anywhere. What cannot be read is answered with one sentence that says what to do instead.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from bargaining.errors import DocumentError

_MOST_BYTES = 30_000_000
_MOST_UNPACKED_BYTES = 300_000_000
_FEWEST_WORDS = 20


def read_own_contract(path: Path) -> str:
    """Return the text of a contract in a Word, PDF or text file, a paragraph to a line.

    Raises `DocumentError` for a file that is missing, too large, of another kind, damaged, protected by a
    password, or without text, such as a PDF of scanned pages.
    """
    readers = {".docx": _word, ".pdf": _pdf, ".txt": _text, ".md": _text}
    name = path.name
    if path.suffix.lower() == ".doc":
        raise DocumentError(f"{name} is in the old Word format; open it in Word and save it as .docx.")
    if path.suffix.lower() not in readers:
        raise DocumentError(f"{name} is of a kind that is not read here; bring a .docx, .pdf or .txt file.")
    try:
        size = path.stat().st_size
    except OSError as problem:
        raise DocumentError(f"There is no file {name} in that folder; check its name.") from problem
    if size > _MOST_BYTES:
        raise DocumentError(f"{name} has {size // 1_000_000} MB; bring the text of the contract alone.")
    text = readers[path.suffix.lower()](path)
    if len(text.split()) < _FEWEST_WORDS:
        raise DocumentError(f"{name} has no text to speak of; paste the contract, or bring another file.")
    return text


def _word(path: Path) -> str:
    """The paragraphs and tables of a Word file, in order."""
    import docx
    from docx.table import Table

    damaged = (
        f"{path.name} cannot be read as a Word file; open it in Word, save it again as .docx, and bring that."
    )
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED_BYTES:
                raise DocumentError(
                    f"{path.name} unpacks to more than any contract holds; paste the text instead."
                )
        document = docx.Document(str(path))
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
            else:
                lines.append(block.text)
    except DocumentError:
        raise
    except Exception as problem:  # a damaged file breaks python-docx in many ways
        raise DocumentError(damaged) from problem
    return "\n\n".join(lines)


def _pdf(path: Path) -> str:
    """The text of a PDF, page by page."""
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings about odd files help nobody here
    try:
        reader = pypdf.PdfReader(path)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [page.extract_text() for page in reader.pages]
    except Exception as problem:  # a damaged file breaks pypdf in many ways
        raise DocumentError(
            f"{path.name} cannot be read as a PDF; ask for it again, or paste the text of the contract."
        ) from problem
    if locked:
        raise DocumentError(f"{path.name} asks for a password; save a copy without one, or paste the text.")
    if len(" ".join(pages).split()) < _FEWEST_WORDS:
        raise DocumentError(
            f"{path.name} holds pictures of pages and no text; ask for the Word file, or let a scanner's "
            "text recognition read it first."
        )
    return "\n".join(pages)


def _text(path: Path) -> str:
    """A text file in UTF-8, or as older Windows programs save it."""
    raw = path.read_bytes()
    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError(f"{path.name} is no text file; save it as plain text, or bring the Word file.")
    for encoding in ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentError(f"{path.name} is no text file; save it as plain text in UTF-8, or paste the text.")
