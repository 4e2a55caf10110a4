"""manifest.json: what a packet says of itself.

    {"format": 1, "course", "part", "session", "release", "variant", "made_at",
     "files": {"answers.json": {"sha256", "size"}, "notebook.ipynb": {…}}}

In: a Manifest, or bytes from someone else.  Out: bytes, or a Manifest checked field by field (PacketError).
Called by the making of a packet and by intake. It is the learner's word: intake trusts none of it but the
names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from classroom.answers.file import FILE_NAME
from classroom.bounded_json import JsonLimits, read_json
from classroom.errors import PacketError
from classroom.language import _
from classroom.part_file import is_variant

MANIFEST_NAME = "manifest.json"
NOTEBOOK_NAME = "notebook.ipynb"
FORMAT = 1
MANIFEST_LIMITS = JsonLimits(size=20_000, depth=4)
_FILES = {FILE_NAME, NOTEBOOK_NAME}
_KEYS = {"format", "course", "part", "session", "release", "variant", "made_at", "files"}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TIME_CHARACTERS = 40


@dataclass(frozen=True)
class PacketFile:
    """One file in a packet: the sha256 of its bytes in hex, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a packet says of itself. session is empty for a part opened without one; made_at is UTC."""

    course: str
    part: str
    session: str
    release: str
    variant: int
    made_at: datetime
    files: Mapping[str, PacketFile]


def write_manifest(manifest: Manifest) -> bytes:
    """Return the bytes of manifest.json; the same manifest always gives the same bytes."""
    content = {
        "format": FORMAT,
        "course": manifest.course,
        "part": manifest.part,
        "session": manifest.session,
        "release": manifest.release,
        "variant": manifest.variant,
        "made_at": manifest.made_at.astimezone(UTC).isoformat(),
        "files": {
            name: {"sha256": file.sha256, "size": file.size} for name, file in sorted(manifest.files.items())
        },
    }
    return (json.dumps(content, indent=1) + "\n").encode()


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest in `data`. Raises PacketError, and nothing else, for any bytes."""
    content = read_json(data, MANIFEST_NAME, MANIFEST_LIMITS, PacketError, _remedy())
    if not isinstance(content, dict) or set(content) != _KEYS or type(content["format"]) is not int:
        raise _bad(_("it has not exactly the fields of a packet"))
    if content["format"] != FORMAT:
        raise PacketError(_("This packet is of another version of the program. Update it, then send again."))
    if not is_variant(content["variant"]):
        raise _bad(_("“{key}” is not in order").format(key="variant"))
    return Manifest(
        course=_name(content, "course"),
        part=_name(content, "part"),
        session=_name(content, "session", may_be_empty=True),
        release=_name(content, "release"),
        variant=content["variant"],
        made_at=_moment(content["made_at"]),
        files=_files(content["files"]),
    )


def _name(content: Mapping[str, Any], key: str, *, may_be_empty: bool = False) -> str:
    value = content[key]
    if not isinstance(value, str) or not (_NAME.fullmatch(value) or (may_be_empty and not value)):
        raise _bad(_("“{key}” is not in order").format(key=key))
    return value


def _moment(value: Any) -> datetime:
    try:
        if not isinstance(value, str) or len(value) > _TIME_CHARACTERS:
            raise ValueError
        moment = datetime.fromisoformat(value)
        if moment.utcoffset() is None:
            raise ValueError
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _bad(_("“{key}” is not in order").format(key="made_at")) from None


def _files(value: Any) -> dict[str, PacketFile]:
    if not isinstance(value, dict) or not {FILE_NAME} <= set(value) <= _FILES:
        raise _bad(_("it must list answers.json, and may list the notebook, and nothing else"))
    return {name: _file(name, entry) for name, entry in value.items()}


def _file(name: str, entry: Any) -> PacketFile:
    sound = (
        isinstance(entry, dict)
        and set(entry) == {"sha256", "size"}
        and isinstance(entry["sha256"], str)
        and _SHA256.fullmatch(entry["sha256"]) is not None
        and type(entry["size"]) is int
        and entry["size"] >= 0
    )
    if not sound:
        raise _bad(_("“{key}” is not in order").format(key=name))
    return PacketFile(entry["sha256"], entry["size"])


def _bad(reason: str) -> PacketError:
    said = _("{file} in the packet is not in order: {reason}.").format(file=MANIFEST_NAME, reason=reason)
    return PacketError(f"{said} {_remedy()}")


def _remedy() -> str:
    return _("Open the part in JupyterLab and send it from there.")
