"""What kind of file somebody uploads, told by its content; a name is only believed where the content agrees.

In: a name and bytes. Out: a clean name and a `Kind`, or a CommunityError that says what is taken. Pure.
Called by files.py. What a browser could run (HTML, SVG, scripts), programs, macros and archives are not
taken.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass

from autograde.community.wording import clean_line
from autograde.errors import CommunityError
from classroom.language import _

__all__ = ["KINDS", "LARGEST_FILE", "FileKind", "check_file"]

LARGEST_FILE = 5_000_000
"""Bytes of one file."""
_LARGEST_UNPACKED = 60_000_000
_MOST_MEMBERS = 2_000
_LONGEST_NAME = 100


@dataclass(frozen=True)
class FileKind:
    """A kind of file by the ending of its name, and what it is sent as."""

    ending: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    kind.ending: kind
    for kind in (
        FileKind("pdf", "application/pdf"),
        FileKind("xlsx", f"{_OFFICE}spreadsheetml.sheet"),
        FileKind("docx", f"{_OFFICE}wordprocessingml.document"),
        FileKind("pptx", f"{_OFFICE}presentationml.presentation"),
        FileKind("csv", "text/csv"),
        FileKind("txt", "text/plain"),
        FileKind("png", "image/png"),
        FileKind("jpg", "image/jpeg"),
    )
}
_STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
_MAIN_PART = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml", "pptx": "ppt/presentation.xml"}
_RUNS = re.compile(r"vbaproject|activex|oleobject|\.(?:bin|exe|dll|js|vbs|html?|svg)$", re.IGNORECASE)
_HARMLESS_BINARY = re.compile(r"(?:^|/)printersettings\d*\.bin$", re.IGNORECASE)


def check_file(typed_name: str, data: bytes) -> tuple[str, FileKind]:
    """The name under which a file is kept, and its kind.

    The name loses folders and what file systems forbid. Raises CommunityError for an empty, large or
    unknown file, for one whose content is not what its name says, and for one with macros.

    >>> check_file("C:\\\\Users\\\\me\\\\Salary grid.csv", b"step,lane\\r\\n1,BA\\r\\n")[0]
    'Salary grid.csv'
    """
    if not data:
        raise CommunityError(_("The file is empty. Pick another one."))
    if len(data) > LARGEST_FILE:
        raise CommunityError(
            _("The file is larger than {most} MB. Make it smaller, or share a part of it.").format(
                most=LARGEST_FILE // 1_000_000
            )
        )
    name = _clean_name(typed_name)
    ending = name.rpartition(".")[2].lower()
    kind = KINDS.get("jpg" if ending == "jpeg" else ending)
    if kind is None:
        raise CommunityError(
            _("Files of this kind are not taken. These are: {endings}.").format(endings=", ".join(KINDS))
        )
    if not _is_what_it_says(kind.ending, data):
        raise CommunityError(
            _(
                "What is inside this file is not what its name says ({ending}). Save it again as such a file."
            ).format(ending=kind.ending)
        )
    return name, kind


def _clean_name(typed: str) -> str:
    """The last part of a path, without what a file system or a header could take for something else."""
    last = re.split(r"[/\\]", typed)[-1]
    plain = "".join(
        "_" if letter in '<>:"|?*;%\0' or unicodedata.category(letter) == "Cf" else letter for letter in last
    )
    stem, dot, ending = clean_line(plain, _("name of the file")).strip(" .").rpartition(".")
    if not dot or not stem.strip(" ."):
        raise CommunityError(
            _('The name of the file needs an ending such as ".pdf". Rename it and send it again.')
        )
    return f"{stem.strip(' .')[: _LONGEST_NAME - len(ending) - 1]}.{ending}"


def _is_what_it_says(ending: str, data: bytes) -> bool:
    if ending in _STARTS:
        return data.startswith(_STARTS[ending])
    return _is_office_file(ending, data) if ending in _MAIN_PART else _is_text(data)


def _is_text(data: bytes) -> bool:
    """Text in UTF-8 without control characters; a page for a browser is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if any(ord(letter) < 32 and letter not in "\t\n\r" for letter in text):
        return False
    return not re.match(r"\s*<(?:!doctype|html|script|svg|\?xml)", text, re.IGNORECASE)


def _is_office_file(ending: str, data: bytes) -> bool:
    """A document of an office program: a zip of bounded size with the part that makes it one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _LARGEST_UNPACKED:
                return False
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
    if any(_RUNS.search(name) and not _HARMLESS_BINARY.search(name) for name in names):
        raise CommunityError(
            _("This file holds macros or other programs, or a file within the file. Save it without them.")
        )
    return _MAIN_PART[ending] in names and b"macroEnabled" not in types and bool(types)
