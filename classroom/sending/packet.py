"""The packet: what the Send button sends, as one zip that is the same for the same content.

    answers.json  manifest.json  notebook.ipynb (only if she likes)

In: an open part, or its folder.  Out: bytes.  Only answers to questions of this part travel; nothing of
`own/`, no history, no file set aside; the notebook goes without outputs and widget state, since those may
show her own numbers. `read_manifest` and PACKET_LIMITS are what intake checks a packet against.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from classroom.answers.file import FILE_NAME, Answer, read_answers, write_answers
from classroom.errors import AnswersError, PacketError
from classroom.language import _
from classroom.questions.insights import read_insight
from classroom.questions.question import Kind
from classroom.sending.manifest import (
    MANIFEST_LIMITS,
    MANIFEST_NAME,
    NOTEBOOK_NAME,
    Manifest,
    PacketFile,
    read_manifest,
    write_manifest,
)

if TYPE_CHECKING:
    from classroom.part import Part

__all__ = [
    "MANIFEST_NAME",
    "NOTEBOOK_NAME",
    "PACKET_LIMITS",
    "Manifest",
    "PacketFile",
    "PacketLimits",
    "build_packet",
    "may_travel",
    "read_manifest",
]


@dataclass(frozen=True)
class PacketLimits:
    """How large a packet may be, in bytes: the zip, and each file in it unpacked; and how many files."""

    packet: int = 6_000_000
    answers: int = 1_000_000
    notebook: int = 5_000_000
    manifest: int = MANIFEST_LIMITS.size
    files: int = 3

    def of(self, name: str) -> int:
        """Return the limit of a file in the packet; 0 for one that does not belong there."""
        limits = {FILE_NAME: self.answers, NOTEBOOK_NAME: self.notebook, MANIFEST_NAME: self.manifest}
        return limits.get(name, 0)


PACKET_LIMITS = PacketLimits()
# The earliest time a zip can hold. A real one would make two packets of the same content differ.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def build_packet(part: Part | Path | str, include_notebook: bool, made_at: datetime) -> bytes:
    """Return the packet of a part: the same content and `made_at` give the same bytes.

    part: an open part, or its folder. made_at: with its zone. Raises PacketError (or PartError, for a
    folder that is no part) with one sentence; nothing is written.
    """
    from classroom.part import open_part

    opened = open_part(part) if isinstance(part, Path | str) else part
    if made_at.utcoffset() is None:
        raise PacketError(_("The time of a packet needs its zone. Tell your program staff."))
    files = {FILE_NAME: _answers(opened)}
    if include_notebook:
        files[NOTEBOOK_NAME] = _evidence(opened.folder / opened.notebook)
    manifest = Manifest(
        course=opened.course,
        part=opened.part,
        session=opened.session,
        release=opened.release,
        variant=opened.variant,
        made_at=made_at.astimezone(UTC),
        files={name: PacketFile(hashlib.sha256(data).hexdigest(), len(data)) for name, data in files.items()},
    )
    return _zip({**files, MANIFEST_NAME: write_manifest(manifest)})


def _answers(part: Part) -> bytes:
    """Return the answers as intake will accept them: this part's questions only, checked once more."""
    try:
        kept = {name: answer for name, answer in part.book.read().items() if may_travel(part, name, answer)}
        data = write_answers(kept, part.course, part.part)
        read_answers(data, part.kinds, course=part.course, part=part.part)
    except AnswersError as error:
        raise PacketError(error.sentence) from error
    return data


def may_travel(part: Part, name: str, answer: Answer) -> bool:
    """Whether an answer is sent: this part's questions, and an insight only when she shares it."""
    kind = part.kinds.get(name)
    return kind is not None and (kind is not Kind.INSIGHT or read_insight(answer.text).is_shared)


def _evidence(path: Path) -> bytes:
    """Return the learner's notebook without outputs, counters and widget state."""
    try:
        notebook = json.loads(path.read_bytes())
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
        notebook.get("metadata", {}).pop("widgets", None)
        data = (json.dumps(notebook, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PacketError(
            _("Your notebook {file} cannot be read, so it cannot be sent along. Save it and try again, "
              "or send your answers without it.").format(file=path.name)
        ) from error  # fmt: skip
    if len(data) > PACKET_LIMITS.notebook:
        most = PACKET_LIMITS.notebook // 1_000_000
        raise PacketError(
            _("Your notebook {file} is larger than {most} MB. Take pasted pictures out, "
              "or send your answers without it.").format(file=path.name, most=most)
        )  # fmt: skip
    return data


def _zip(files: dict[str, bytes]) -> bytes:
    """Return a zip with fixed times and sorted names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3  # otherwise the zip names the kind of computer
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, compresslevel=6)
    return buffer.getvalue()
