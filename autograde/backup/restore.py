"""Make an office from a backup, in a new place, or not at all.

In: a file, and a folder that is empty but for an office.toml (which may name databases elsewhere). Out:
`Restored`. Called by `bargain restore`.

Everything is unpacked beside the new place, every hash is checked and every chain of the ledger followed
before the new office appears under its name.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograde.backup.contents import FORMAT, KIND, MANIFEST, RECORDS, is_safe_path, member_name
from autograde.backup.databases import fill_gradebook, fill_records, is_sqlite
from autograde.errors import BackupError, ChainBroken
from autograde.gradebook_place import GRADEBOOK_FILE, gradebook_url
from autograde.office import SETTINGS_FILE, office_settings, open_office
from classroom.language import _

__all__ = ["Restored", "restore"]

_PIECE = 1024 * 1024
_LARGEST_MANIFEST = 500_000_000  # bytes; a million files need about 200 MB
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, TypeError, NotImplementedError,
            AttributeError, RecursionError, RuntimeError)  # fmt: skip


@dataclass(frozen=True)
class Restored:
    """A restored office: where, when its backup was made (UTC), how many files and events it has."""

    home: Path
    made_at: datetime
    files: int
    events: int


def restore(file: Path, home: Path) -> Restored:
    """Make the office in `home` from a backup. Raises BackupError with one sentence; then nothing is there.

    home: does not exist, or is empty but for an office.toml; databases that this names must be empty, and
    are filled.
    """
    from autograde.ledger.store import Ledger

    home = home.expanduser().absolute()
    _require_empty(home)
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=f".{home.name}.") as scratch:
        made = Path(scratch) / "office"
        made_at, files = _unpack(file, made)
        if (home / SETTINGS_FILE).is_file():
            shutil.copyfile(home / SETTINGS_FILE, made / SETTINGS_FILE)
        events = _check_records(file, made)
        _into_databases(made)
        if home.is_dir():
            (home / SETTINGS_FILE).unlink(missing_ok=True)
            home.rmdir()
        made.replace(home)
    Ledger(open_office(home).records()).heads()
    return Restored(home, made_at, files, events)


def _require_empty(home: Path) -> None:
    if home.exists() and (not home.is_dir() or {path.name for path in home.iterdir()} - {SETTINGS_FILE}):
        raise BackupError(
            _(
                "{home} has something in it already. Name a new folder with --home; nothing was changed."
            ).format(home=home)
        )


def _unpack(file: Path, made: Path) -> tuple[datetime, int]:
    """Unpack a backup into a new folder and check every hash; when it was made, and how many files it has."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            for path, listed in manifest["files"].items():
                _unpack_file(archive, path, listed, made)
            return datetime.fromisoformat(manifest["made_at"]), len(manifest["files"])
    except BackupError:
        raise
    except _DAMAGED as problem:
        raise _not_whole(file) from problem


def _manifest(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise ValueError(MANIFEST)
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["kind"] != KIND:
        raise ValueError(KIND)
    if manifest["format"] != FORMAT:
        raise BackupError(
            _("This backup was made by a newer version of the program. Update the program, then restore it.")
        )
    names = sorted([MANIFEST, *(member_name(path) for path in manifest["files"])])
    if sorted(archive.namelist()) != names or RECORDS not in manifest["files"]:
        raise ValueError(MANIFEST)
    return manifest


def _unpack_file(archive: zipfile.ZipFile, path: str, listed: Mapping[str, Any], made: Path) -> None:
    if not is_safe_path(path):
        raise ValueError(path)
    target, digest, size = made / path, hashlib.sha256(), 0
    _private_folders(made, target.parent)
    with (
        archive.open(member_name(path)) as source,
        os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as written,
    ):
        while size <= listed["size"] and (piece := source.read(_PIECE)):
            digest.update(piece)
            size += len(piece)
            written.write(piece)
    if (digest.hexdigest(), size) != (listed["sha256"], listed["size"]):
        raise ValueError(path)


def _private_folders(made: Path, folder: Path) -> None:
    if not folder.is_dir():
        if folder != made:
            _private_folders(made, folder.parent)
        folder.mkdir(mode=0o700)


def _check_records(file: Path, made: Path) -> int:
    """Bring the records to this version and follow every chain; returns how many events there are."""
    from sqlalchemy.exc import DatabaseError

    from autograde.ledger.records import open_records
    from autograde.ledger.store import Ledger

    try:
        return Ledger(open_records(f"sqlite:///{(made / RECORDS).as_posix()}")).verify().events
    except (ChainBroken, DatabaseError) as problem:
        raise _not_whole(file) from problem


def _into_databases(made: Path) -> None:
    """Fill the databases that the new office.toml names, in place of the files from the backup."""
    from autograde.ledger.records import engine_for

    settings = office_settings(made)
    if settings.records_url != f"sqlite:///{(made / RECORDS).as_posix()}":
        fill_records(made / RECORDS, engine_for(settings.records_url))
        (made / RECORDS).unlink()
    for file in sorted(made.glob(f"sessions/*/{GRADEBOOK_FILE}")):
        url = gradebook_url(file.parent)
        if not is_sqlite(url):
            _fill(file, url)
            file.unlink()


def _fill(file: Path, url: str) -> None:
    from autograde.gradebook import course_directory, prepare_course_root
    from autograde.gradebook_place import gradebook_is_made

    if gradebook_is_made(file.parent):
        raise BackupError(
            _(
                "The database that office.toml names for gradebooks holds one of the session {session} "
                "already. Name an empty database."
            ).format(session=file.parent.name)
        )
    prepare_course_root(file.parent, course_directory(file.parent).course_id)
    fill_gradebook(file, url)


def _not_whole(file: Path) -> BackupError:
    return BackupError(
        _("{file} is no backup of an office, or it is damaged. Nothing was restored.").format(file=file)
    )
