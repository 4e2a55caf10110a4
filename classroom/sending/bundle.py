"""A part as it comes from the desk: one zip, read as data and checked before a single file is written.

    part.json  variant.json  <notebook>.ipynb  img/<picture>…

In: the bytes of the zip.  Out: a Bundle, or PartError with one sentence.  Called by the workspace.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from classroom.errors import PartError
from classroom.language import _

LARGEST_BUNDLE = 50_000_000
LARGEST_FILE = 20_000_000
MOST_FILES = 300

# Windows keeps these names for devices, with any ending.
_DEVICES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def is_safe_name(name: str, suffix: str = "") -> bool:
    """Say whether `name` can be a file or folder name on every system (ASCII letters, digits, . - _)."""
    plain = _PLAIN.fullmatch(name) is not None and not name.endswith(".") and ".." not in name
    return plain and name.endswith(suffix) and name.split(".")[0].lower() not in _DEVICES


# What zipfile raises for a damaged, encrypted (RuntimeError) or unknown kind of archive.
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


@dataclass(frozen=True)
class Bundle:
    """A checked part bundle: ids and names are safe, contents are bytes as they came."""

    course: str
    part: str
    release: str
    notebook_name: str
    notebook: bytes
    part_json: bytes
    variant_json: bytes
    pictures: Mapping[str, bytes]


def read_bundle(data: bytes) -> Bundle:
    """Return the bundle in the zip `data`. Raises PartError when it is not what a desk sends."""
    if len(data) > LARGEST_BUNDLE:
        raise _refuse(_("it is larger than {limit} MB").format(limit=LARGEST_BUNDLE // 1_000_000))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = _read_files(archive)
    except _DAMAGED as error:
        raise _refuse(_("the file is damaged")) from error
    return _bundle(files)


def _refuse(reason: str) -> PartError:
    return PartError(
        _("The part that came from the desk was not installed: {reason}. Your work is unchanged. "
          "Open the part again; if it happens twice, tell your instructor.").format(reason=reason)
    )  # fmt: skip


def _read_files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Read every member within the limits; names are checked by `_bundle`, twice-given names here."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MOST_FILES:
        raise _refuse(_("it has more than {limit} files").format(limit=MOST_FILES))
    files: dict[str, bytes] = {}
    room = LARGEST_BUNDLE
    for member in members:
        if member.filename in files:
            raise _refuse(_("the file {name} is in it twice").format(name=member.filename))
        limit = min(LARGEST_FILE, room)
        with archive.open(member) as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise _refuse(_("the file {name} is too large").format(name=member.filename))
        room -= len(content)
        files[member.filename] = content
    return files


def _bundle(files: dict[str, bytes]) -> Bundle:
    """Sort the files into their places; anything without a place is refused."""
    for needed in ("part.json", "variant.json"):
        if needed not in files:
            raise _refuse(_("the file {name} is missing").format(name=needed))
    part = _object(files["part.json"], "part.json")
    _object(files["variant.json"], "variant.json")
    course, name, notebook = (str(part.get(key, "")) for key in ("course", "part", "notebook"))
    if not (is_safe_name(course) and is_safe_name(name) and is_safe_name(notebook, suffix=".ipynb")):
        raise _refuse(_("its part.json names a folder or notebook that is not a plain name"))
    if notebook not in files:
        raise _refuse(_("the file {name} is missing").format(name=notebook))
    pictures: dict[str, bytes] = {}
    for path, content in files.items():
        folder, slash, picture = path.partition("/")
        if slash and folder == "img" and is_safe_name(picture):
            pictures[picture] = content
        elif path not in ("part.json", "variant.json", notebook):
            raise _refuse(_("it holds {name}, which no part has").format(name=repr(path)))
    return Bundle(
        course=course,
        part=name,
        release=str(part.get("release", "")),
        notebook_name=notebook,
        notebook=files[notebook],
        part_json=files["part.json"],
        variant_json=files["variant.json"],
        pictures=pictures,
    )


def _object(data: bytes, name: str) -> dict[str, object]:
    """Parse a JSON object; raises PartError when it is none."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _refuse(_("the file {name} cannot be read").format(name=name)) from error
    if not isinstance(found, dict):
        raise _refuse(_("the file {name} cannot be read").format(name=name))
    return found
