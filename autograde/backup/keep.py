"""Make a backup: the office at one moment, in one file, while the desk goes on.

In: the office, a path, the moment. Out: `Kept`. Called by `bargain backup`.

Under the writer's lock, which is short: databases are copied, and the files that may change. What is written
once and never changed (packets, evidence, releases) is only listed then, and packed afterwards while others
write again. A file that is erased meanwhile is left out; the ledger can live without it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from autograde.backup.contents import FORMAT, KIND, MANIFEST, RECORDS, Contents, list_files, member_name
from autograde.backup.databases import gradebook_as_file, records_as_file
from autograde.errors import BackupError
from autograde.gradebook_place import GRADEBOOK_FILE, gradebook_is_made, gradebook_url
from autograde.office import PATIENCE_SECONDS, Office
from classroom.language import _

__all__ = ["Kept", "back_up"]

_PIECE = 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """A finished backup: where, how many files of the office are in it, and its size in bytes."""

    path: Path
    files: int
    size: int


def back_up(office: Office, to: Path, made_at: datetime, patience_seconds: float = PATIENCE_SECONDS) -> Kept:
    """Write a backup of the office to the new file `to`, which only this account can read.

    Raises BackupError when `to` is there already or lies in the office, OfficeBusy when another writer holds
    the office for long, OSError as when the disk is full; then there is no file.
    """
    to = to.expanduser().absolute()
    if to.exists():
        raise BackupError(_("{file} is there already. Name a file that is not.").format(file=to))
    if to.is_relative_to(office.home):
        raise BackupError(
            _("A backup inside the office is lost with it. Name a file elsewhere, best on another disk.")
        )
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=f".{to.name}.") as scratch:
        aside, packed = Path(scratch) / "aside", Path(scratch) / "backup.zip"
        with office.writer(patience_seconds):
            contents = _set_aside(office, aside)
        files = _pack(office, aside, contents, packed, made_at)
        packed.replace(to)
    return Kept(to, files, to.stat().st_size)


def _set_aside(office: Office, aside: Path) -> Contents:
    """Copy what may change, databases among it; the caller holds the writer's lock."""
    (aside / RECORDS).parent.mkdir(parents=True)
    records_as_file(office.records(), aside / RECORDS)
    for session in sorted(path for path in office.sessions.iterdir() if path.is_dir()):
        if not session.name.startswith(".") and gradebook_is_made(session):
            (aside / "sessions" / session.name).mkdir(parents=True)
            gradebook_as_file(gradebook_url(session), aside / "sessions" / session.name / GRADEBOOK_FILE)
    contents = list_files(office.home)
    for path in contents.changing:
        (aside / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(office.home / path, aside / path)
    return contents


def _pack(office: Office, aside: Path, contents: Contents, packed: Path, made_at: datetime) -> int:
    """Write the zip; returns how many files of the office are in it."""
    listed: dict[str, dict[str, object]] = {}
    with _private(packed) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(file for file in aside.rglob("*") if file.is_file()):
            name = path.relative_to(aside).as_posix()
            listed[name] = _add(archive, name, path)
        for name in contents.lasting:
            with suppress(FileNotFoundError):  # erased since it was listed
                listed[name] = _add(archive, name, office.home / name)
        written = {
            "format": FORMAT,
            "kind": KIND,
            "made_at": made_at.astimezone(UTC).isoformat(),
            "files": listed,
        }
        archive.writestr(MANIFEST, json.dumps(written, indent=1) + "\n")
    with packed.open("rb") as stream:
        os.fsync(stream.fileno())
    return len(listed)


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, object]:
    """Add a file, and return its hash and size as they were while it was read."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(member_name(name), "w", force_zip64=True) as member:
        while piece := source.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            member.write(piece)
    return {"sha256": digest.hexdigest(), "size": size}


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
