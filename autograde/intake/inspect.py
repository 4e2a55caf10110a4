"""Look into a packet: bytes from anybody become a manifest and answers, or one clear sentence.

In: bytes, and which questions a part has.  Out: `Inspected`, or IntakeError.  Called by admission.py.  Pure:
it touches no disk and no clock, and what comes out has been parsed only as far as it will be used. The
learner's notebook stays bytes; nobody looks into it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from autograde.errors import IntakeError
from autograde.intake.container import open_container
from classroom.answers.file import FILE_NAME as ANSWERS_NAME
from classroom.answers.file import Answer, read_answers
from classroom.errors import AnswersError, PacketError
from classroom.language import _
from classroom.questions.question import Kind
from classroom.sending.packet import MANIFEST_NAME, NOTEBOOK_NAME, PACKET_LIMITS, Manifest, read_manifest

__all__ = ["Inspected", "inspect_packet"]


@dataclass(frozen=True)
class Inspected:
    """What a packet holds: its manifest, the checked answers, and her notebook as bytes if she sent it."""

    manifest: Manifest
    answers: Mapping[str, Answer]
    notebook: bytes | None


Kinds = Mapping[str, Kind] | Mapping[str, str]
"""The kind of everything that may be answered, by id, as a Kind or its word."""


def inspect_packet(data: bytes, kinds_of: Callable[[Manifest], Kinds | None]) -> Inspected:
    """Return what a packet holds.

    kinds_of: given the manifest, the kind of everything that may be answered in its part, the memo included
    (None: any id, for a packet that was checked before); it raises IntakeError for a part that cannot be
    sent. Raises IntakeError, and nothing else, for any bytes.
    """
    limits = {name: PACKET_LIMITS.of(name) for name in (MANIFEST_NAME, ANSWERS_NAME, NOTEBOOK_NAME)}
    files = open_container(data, limits, PACKET_LIMITS.packet)
    try:
        manifest = read_manifest(_present(files, MANIFEST_NAME))
        _require_as_listed(files, manifest)
        kinds = kinds_of(manifest)
        answers = read_answers(files[ANSWERS_NAME], _named(kinds), course=manifest.course, part=manifest.part)
    except (PacketError, AnswersError) as problem:
        raise IntakeError(problem.sentence) from problem
    return Inspected(manifest, answers, files.get(NOTEBOOK_NAME))


def _named(kinds: Kinds | None) -> dict[str, Kind | str] | None:
    return None if kinds is None else dict(kinds)


def _present(files: Mapping[str, bytes], name: str) -> bytes:
    if name not in files:
        raise IntakeError(
            _(
                "The packet has no {name}. Send the part again from JupyterLab; your answers are still there."
            ).format(name=name)
        )
    return files[name]


def _require_as_listed(files: Mapping[str, bytes], manifest: Manifest) -> None:
    """Refuse a packet whose files are not exactly those, byte for byte, that its manifest lists."""
    for name, listed in manifest.files.items():
        content = _present(files, name)
        if len(content) != listed.size or hashlib.sha256(content).hexdigest() != listed.sha256:
            raise IntakeError(
                _(
                    "{name} in the packet is not what was packed: it was changed or damaged on the way. "
                    "Send again."
                ).format(name=name)
            )
    odd = sorted(set(files) - set(manifest.files) - {MANIFEST_NAME})
    if odd:
        raise IntakeError(
            _(
                "The packet holds {name}, which its manifest does not list. Send the part again from "
                "JupyterLab."
            ).format(name=odd[0])
        )
