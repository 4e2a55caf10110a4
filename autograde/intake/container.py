"""A packet's container: a zip of at most three known files, opened as data.

In: bytes from anybody.  Out: {name: bytes}, or IntakeError with one sentence.  Called by inspect.py.

A zip can lie about everything: names, sizes, how many files it has, what kind of thing a member is. So the
number of members is read before the list of them, each name must be one that a packet has, and no more is
unpacked than that file may hold, whatever it says of itself.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping

from autograde.errors import IntakeError
from classroom.bounded_json import shown
from classroom.language import _

__all__ = ["open_container"]

_END = struct.Struct("<4s4H2LH")  # the record at the end of every zip
_END_SIGNATURE, _LARGE_FILE_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
_LOCATOR_BYTES = 20
_LIST_BYTES_A_MEMBER = 1_000
_READ_BYTES = 64 * 1024
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def open_container(data: bytes, limits: Mapping[str, int], total: int) -> dict[str, bytes]:
    """Return the files of a packet by name.

    limits: the known names, each with the most bytes it may hold; total: the most bytes of the packet itself.
    Raises IntakeError, and nothing else, for any bytes.
    """
    if len(data) > total:
        raise IntakeError(
            _("The packet is larger than {limit} MB. Send it without your notebook.").format(
                limit=total // 1_000_000
            )
        )
    said = _require_small_zip(data, most=len(limits))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) != said:
                raise zipfile.BadZipFile("the list of files is longer or shorter than it says")
            members = _checked(archive.infolist(), limits)
            return {
                member.filename: _unpacked(archive, member, limits[member.filename]) for member in members
            }
    except _DAMAGED as problem:
        raise IntakeError(
            _("The packet is damaged: it cannot be unpacked. {again}").format(again=_again())
        ) from problem


def _again() -> str:
    return _("Press Send again; if this comes back, tell your instructor.")


def _require_small_zip(data: bytes, most: int) -> int:
    """Look at the record at the end of the zip before anything else is read from it; says how many files."""
    if not data.startswith(b"PK\x03\x04") or len(data) < _END.size:
        raise IntakeError(_("This is not a packet: it is not a zip file. {again}").format(again=_again()))
    signature, disk, first_disk, here, members, list_bytes, offset, comment = _END.unpack(data[-_END.size :])
    large = data[-_END.size - _LOCATOR_BYTES :].startswith(_LARGE_FILE_LOCATOR)
    if signature != _END_SIGNATURE or comment or large or disk or first_disk or here != members:
        raise IntakeError(_("The packet is damaged: its end is missing. {again}").format(again=_again()))
    if members > most:
        raise IntakeError(
            _("The packet holds {count} files; a packet holds at most {most}. {again}").format(
                count=members, most=most, again=_again()
            )
        )
    if list_bytes > most * _LIST_BYTES_A_MEMBER:
        raise IntakeError(
            _("The packet is not in order: the list of its files is too long. {again}").format(again=_again())
        )
    if offset + list_bytes + _END.size != len(data):
        # Other programs would read another packet from the same bytes, or find files that we do not.
        raise IntakeError(
            _("The packet is not in order: it holds more than one zip. {again}").format(again=_again())
        )
    return int(members)


def _checked(members: list[zipfile.ZipInfo], limits: Mapping[str, int]) -> list[zipfile.ZipInfo]:
    """Return the members if each is an ordinary file with a known name of its own."""
    seen: set[str] = set()
    for member in members:
        # zipfile cuts a name at a NUL; what it was cut from must be a known name too.
        name = member.orig_filename
        if name not in limits or member.filename != name:
            raise IntakeError(
                _("The packet holds “{name}”, which no packet has. {again}").format(
                    name=shown(name), again=_again()
                )
            )
        if name in seen:
            raise IntakeError(_("The packet holds {name} twice. {again}").format(name=name, again=_again()))
        seen.add(name)
        _require_ordinary(member)
        if member.file_size > limits[name]:
            raise _too_large(name, limits[name])
    return members


def _require_ordinary(member: zipfile.ZipInfo) -> None:
    """Refuse a member that is locked, a link or a folder, or packed in a way that no packet is."""
    if member.flag_bits & 0x41:
        raise IntakeError(
            _("{name} in the packet is locked with a password. {again}").format(
                name=member.filename, again=_again()
            )
        )
    kind = stat.S_IFMT(member.external_attr >> 16)
    plain = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if kind not in (0, stat.S_IFREG) or member.external_attr & 0x10 or not plain:
        raise IntakeError(
            _("{name} in the packet is not an ordinary file. {again}").format(
                name=member.filename, again=_again()
            )
        )


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """Unpack one member piece by piece, and stop at its limit."""
    content = bytearray()
    with archive.open(member) as stream:
        while piece := stream.read(_READ_BYTES):
            content += piece
            if len(content) > limit:
                raise _too_large(member.filename, limit)
    return bytes(content)


def _too_large(name: str, limit: int) -> IntakeError:
    if name == "answers.json":
        return IntakeError(
            _(
                "The answers in the packet are longer than {limit} KB together. Shorten the longest one and "
                "send again."
            ).format(limit=limit // 1_000)
        )
    return IntakeError(
        _("{name} in the packet is larger than {limit} MB. Send the part without your notebook.").format(
            name=name, limit=max(1, limit // 1_000_000)
        )
    )
