"""What a run needs besides the engine: the part as a session has it, and the answers as they were received.

In: the office, a session's folder, the packet's hash. Out: `OpenPart`, answers. Called by grade.py.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.errors import GradingError
from autograde.grading.restore import restored_notebook
from autograde.grading.run import RunJob
from autograde.grading.score import Memo
from classroom.answers_file import Answer, read_answers
from classroom.errors import AnswersError
from classroom.language import _
from classroom.questions import Kind

__all__ = ["OpenPart", "memo_of", "open_parts", "run_job", "submitted_answers"]


@dataclass(frozen=True)
class OpenPart:
    """A part as it is open in a session: part.json as released, and its notebook with hidden tests."""

    part_bytes: bytes
    restored: bytes

    @property
    def described(self) -> dict[str, Any]:
        """What part.json says."""
        return dict(json.loads(self.part_bytes))

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kind of every answer that may be given, the memo's among them."""
        said = self.described
        kinds = {name: Kind(question["kind"]) for name, question in said["questions"].items()}
        return {**kinds, str(said["memo"]["id"]): Kind.TEXT} if said["memo"] else kinds


def open_parts(root: Path) -> dict[str, str]:
    """The parts that are open in the session at `root`: part id -> release id."""
    found = {}
    for path in sorted((root / "release").glob("*/part.json")):
        said = json.loads(path.read_bytes())
        if (path.parent / said["notebook"]).is_file():  # see release.py: only then was it finished
            found[str(said["part"])] = str(said["release"])
    return found


def open_part(root: Path, part: str) -> OpenPart:
    """The part as it is open in the session at `root`. Raises GradingError when it is not."""
    path = root / "release" / part / "part.json"
    if not path.is_file():
        raise GradingError(_('The part "{part}" is not released in this session. Release it first.').format(part=part))
    part_bytes = path.read_bytes()
    return OpenPart(part_bytes, restored_notebook(root, json.loads(part_bytes)))


def submitted_answers(office: Office, session: str, task: Waiting, part: OpenPart) -> dict[str, Answer]:
    """The answers of a submission: the canonical ones of the latest packet, or an earlier packet's own.

    Raises GradingError when they are not there, or not as intake checked them.
    """
    said = part.described
    try:
        if task.latest:
            return read_answers(_canonical(office, session, task), part.kinds, course=said["course"], part=task.part)
        packet = kept_packet(office, task.packet_sha256)
        if packet is None:
            raise GradingError(_("Packet {packet} was erased, so it cannot be graded.").format(packet=task.packet_sha256[:12]))
        return dict(inspect_packet(packet, ).answers)
    except (AnswersError, IntakeError) as problem:
        raise GradingError(
            _("The answers of {person} in {part} cannot be graded: {why}").format(
                person=task.person, part=task.part, why=problem
            )
        ) from problem
