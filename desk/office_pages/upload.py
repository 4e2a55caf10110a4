"""A file that staff choose: taken from the form, and held in the page between a look and the act itself.

In: the request. Out: name and bytes. Called by rosters.py, attendance.py, credits.py and rules.py. A list
that was only looked at is kept nowhere: the page that shows what would happen carries it, packed, and a
cookie says which one it was, so that it is done once and not again when the page is loaded anew.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from dataclasses import dataclass

from flask import request, session

from autograde.errors import RecordsError
from classroom.language import _

__all__ = ["LARGEST_LIST", "Upload", "chosen_file", "held_again", "hold", "take_held"]

LARGEST_LIST = 300_000
"""Bytes of a list that is looked at first: several thousand people."""
_COOKIE = "held"


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    data: bytes

    def packed(self) -> str:
        """The file as text for a hidden field."""
        return base64.b64encode(zlib.compress(self.data, 9)).decode("ascii")


def chosen_file(field: str, largest: int = LARGEST_LIST) -> Upload:
    """The file of a form; raises RecordsError where none was chosen, or it is too large."""
    sent = request.files.get(field)
    if sent is None or not sent.filename:
        raise RecordsError(_("Choose a file first. Nothing was changed."))
    name = "".join(letter for letter in sent.filename if letter.isprintable())[-80:]
    data = sent.stream.read(largest + 1)
    if len(data) > largest:
        raise RecordsError(
            _(
                "{file} is larger than {kb:,} kB. Split it, or use the command `bargain` at the office."
            ).format(file=name, kb=largest // 1000)
        )
    return Upload(name, data)


def hold(upload: Upload, would_do: str) -> None:
    """Note in the cookie what was shown: this file, and what it would do."""
    session[_COOKIE] = _mark(upload, would_do)


def held_again(name: str, packed: str) -> Upload:
    """The file that a page carried; raises RecordsError for what is none."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(packed, validate=True), LARGEST_LIST + 1)
    except (binascii.Error, zlib.error, ValueError):
        data = b""
    if not data or len(data) > LARGEST_LIST:
        raise RecordsError(_("The list did not come back whole. Choose the file again. Nothing was changed."))
    return Upload(name[-80:], data)


def take_held(upload: Upload, would_do: str) -> None:
    """Let it be done once, if it is what was shown; raises RecordsError otherwise."""
    if session.pop(_COOKIE, None) != _mark(upload, would_do):
        raise RecordsError(
            _(
                "This list was brought in already, or something changed since you looked. "
                "Choose the file again. Nothing was changed now."
            )
        )


def _mark(upload: Upload, would_do: str) -> str:
    return hashlib.sha256(upload.data + would_do.encode()).hexdigest()[:32]
