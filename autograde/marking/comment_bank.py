"""The comment bank: sentences that an instructor uses again, each for a row of a rubric.

    <office>/comment-bank/<instructor>/<id>.json

In: the office, an instructor, a course and part. Out: `Sentence`s, her own and those that others share.
Called by the desk. A sentence is text of its author: she alone changes it, and it is erased with her.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from autograde.errors import GradingError
from autograde.office import Office
from autograde.toml_reader import SLUG
from classroom.files import write_whole
from classroom.language import _

__all__ = [
    "LONGEST_SENTENCE",
    "Sentence",
    "change_sentence",
    "drop_sentence",
    "keep_sentence",
    "sentences_for",
]

LONGEST_SENTENCE = 1000
_ID = re.compile(r"s-[0-9a-f]{16}")


@dataclass(frozen=True)
class Sentence:
    """One sentence. `part` is "" when it suits every part of the course, `row` when it suits every row."""

    id: str
    by: str
    course: str
    part: str
    row: str
    text: str
    shared: bool


def keep_sentence(
    office: Office, by: str, *, course: str, part: str, row: str, text: str, shared: bool
) -> Sentence:
    """Put a sentence into the bank; one that she has already, word for word, is not kept twice.

    Raises GradingError for an empty or too long text.
    """
    made = Sentence(f"s-{secrets.token_hex(8)}", by, course, part, row, _checked(text), shared)
    for one in _of(office, by):
        if (one.course, one.part, one.row, one.text) == (course, part, row, made.text):
            made = Sentence(one.id, by, course, part, row, made.text, shared)
    return _write(office, made)


def change_sentence(office: Office, by: str, id: str, *, text: str, shared: bool) -> Sentence:  # noqa: A002
    """Change one of her own sentences. Raises GradingError for one that is not hers, or for its text."""
    old = _hers(office, by, id)
    return _write(office, replace(old, text=_checked(text), shared=shared))


def drop_sentence(office: Office, by: str, id: str) -> None:  # noqa: A002
    """Erase one of her own sentences. Raises GradingError for one that is not hers."""
    with office.writer():
        _place(office, by, _hers(office, by, id).id).unlink(missing_ok=True)


def sentences_for(office: Office, viewer: str, course: str, part: str | None = None) -> list[Sentence]:
    """The sentences of a course that somebody may use, by part and row: her own first, then shared ones.

    part: only those for this part, and those for every part.
    """
    folder = office.home / "comment-bank"
    authors = sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
    found = [
        one
        for author in authors
        for one in _of(office, author)
        if one.course == course and part in (None, one.part, *([part] if not one.part else []))
        if one.by == viewer or one.shared
    ]
    return sorted(found, key=lambda one: (one.part, one.row, one.by != viewer, one.text, one.id))


def _checked(text: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > LONGEST_SENTENCE:
        raise GradingError(
            _("A sentence of the comment bank has 1 to {most:,} characters.").format(most=LONGEST_SENTENCE)
        )
    return said


def _hers(office: Office, by: str, id: str) -> Sentence:  # noqa: A002
    found = next((one for one in _of(office, by) if one.id == id), None)
    if found is None:
        raise GradingError(_("This sentence is not one of yours. Nothing was changed."))
    return found


def _of(office: Office, author: str) -> Iterator[Sentence]:
    for path in sorted((office.home / "comment-bank" / author).glob("s-*.json")):
        kept = json.loads(path.read_bytes())
        kept.pop("format")
        yield Sentence(**kept)


def _write(office: Office, sentence: Sentence) -> Sentence:
    content = json.dumps({"format": 1, **asdict(sentence)}, ensure_ascii=False)
    with office.writer():
        write_whole(_place(office, sentence.by, sentence.id), content.encode(), mode=0o600)
    return sentence


def _place(office: Office, by: str, id: str) -> Path:  # noqa: A002
    if not SLUG.fullmatch(by) or not _ID.fullmatch(id):
        raise GradingError(_("This sentence is not one of yours. Nothing was changed."))
    return office.home / "comment-bank" / by / f"{id}.json"
