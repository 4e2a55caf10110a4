"""The files in her folder own/: written whole, never over her own changes, and news of them on one page.

In: the folder, a name, bytes.  Out: the file; and every form that follows the folder is told.
Called by the forms that bring and make files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from weakref import WeakSet

from classroom.errors import AnswersError
from classroom.files import write_whole
from classroom.language import _
from classroom.sending.bundle import is_safe_name
from classroom.write_trouble import write_trouble

_WRITTEN = ".written.json"  # {file name: sha256 of what a form wrote}: tells her changes from our files


class Follows(Protocol):
    """A form that shows something of own/."""

    def own_changed(self, own: Path) -> None:
        """Show it anew."""


_FOLLOWERS: WeakSet[Follows] = WeakSet()


def follow(form: Follows) -> None:
    """Tell this form of every change from now on, for as long as it lives."""
    _FOLLOWERS.add(form)


def keep(own: Path, name: str, content: bytes) -> None:
    """Write a file of hers to own/. Raises AnswersError with a sentence."""
    write_own(place_in(own, name), content)
    _tell(own)


def keep_made(own: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write made files to own/ and return the names under which files of hers were put aside.

    A file that she has changed since it was made is hers: it is renamed and stays. Raises AnswersError.
    """
    written, aside = _written(own), []
    for name, content in files.items():
        path = place_in(own, name)
        if path.exists() and _mark(path.read_bytes()) != written.get(name):
            aside.append(_put_aside(path))
        write_own(path, content)
        written[name] = _mark(content)
    write_own(own / _WRITTEN, json.dumps(written, indent=1).encode())
    _tell(own)
    return tuple(aside)


def drop(own: Path, name: str) -> None:
    """Delete a file of hers. Raises AnswersError with a sentence."""
    path = place_in(own, name)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise AnswersError(write_trouble(error, own)) from error
    _tell(own)


def place_in(folder: Path, name: str) -> Path:
    """Return where a file lies; raises AnswersError for a name that leads elsewhere."""
    stem, dot, ending = name.rpartition(".")
    if not (dot and is_safe_name(stem) and ending.isalnum()):
        raise AnswersError(
            _("“{name}” cannot name a file. Use letters, digits and hyphens.").format(name=name)
        )
    return folder / name


def write_own(path: Path, content: bytes) -> None:
    """Write a file whole; raises AnswersError with a sentence."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise AnswersError(write_trouble(error, path.parent)) from error


def _put_aside(path: Path) -> str:
    """Rename a file to a name that is free, and return that name."""
    number = 1
    while (target := path.with_name(f"{path.stem}-yours-{number}{path.suffix}")).exists():
        number += 1
    try:
        path.replace(target)
    except OSError as error:
        raise AnswersError(write_trouble(error, path.parent)) from error
    return target.name


def _written(own: Path) -> dict[str, str]:
    try:
        found = json.loads((own / _WRITTEN).read_text(encoding="utf-8"))
        return {str(name): str(mark) for name, mark in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _tell(own: Path) -> None:
    for form in list(_FOLLOWERS):
        form.own_changed(own)
