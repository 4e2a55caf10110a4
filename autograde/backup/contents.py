"""Which files of an office belong to a backup, and what one is called in it.

In: the office's folder. Out: paths relative to it. Called by keep.py and restore.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

__all__ = ["FORMAT", "KIND", "MANIFEST", "RECORDS", "Contents", "is_safe_path", "list_files", "member_name"]

KIND, FORMAT, MANIFEST = "bargaining-school-backup", 1, "backup.json"
RECORDS = "records/records.sqlite"

_LASTING = ("packets", "evidence", "quarantine", "releases", "comments", "community")
"""Folders in which a file is written once, whole, and never changed: they can be copied at any time."""
_LEFT_OUT = {"office.toml", "records", "logs"}


@dataclass(frozen=True)
class Contents:
    """Files by their path in the office: `changing` must be copied while nobody writes."""

    lasting: tuple[str, ...]
    changing: tuple[str, ...]


def list_files(home: Path) -> Contents:
    """The files of an office but its databases, its settings, logs, locks and what is being written."""
    found = sorted(_walk(home, PurePosixPath()))
    lasting = tuple(path for path in found if path.split("/")[0] in _LASTING)
    return Contents(lasting, tuple(path for path in found if path.split("/")[0] not in _LASTING))


def member_name(path: str) -> str:
    """What a file of the office is called in the zip."""
    return f"files/{path}"


def is_safe_path(path: str) -> bool:
    """Whether a path from a backup stays inside the office, on every system.

    >>> is_safe_path("sessions/spring/answers.json"), is_safe_path("../answers.json")
    (True, False)
    """
    parts = path.split("/")
    odd = any(character in path for character in "\\\\:\0") or not path.isprintable()
    return not odd and all(part and not part.startswith(".") for part in parts) and parts != ["office.toml"]


def _walk(home: Path, folder: PurePosixPath) -> Iterator[str]:
    with os.scandir(home / folder) as entries:
        for entry in entries:
            path = folder / entry.name
            if entry.name.startswith(".") or entry.name.endswith(".lock") or entry.name in _LEFT_OUT:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(home, path)
            elif entry.is_file(follow_symlinks=False) and not _is_gradebook(path):
                yield str(path)


def _is_gradebook(path: PurePosixPath) -> bool:
    """A session's gradebook, or a log beside it: these are copied as databases."""
    return len(path.parts) == 3 and path.parts[0] == "sessions" and path.name.startswith("gradebook.db")
