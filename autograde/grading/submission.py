"""What a run needs besides the engine: the part as a session has it, and the answers as they were received.

In: the office, a session, what waits. Out: `OpenPart`, answers, a `RunJob`, what becomes of the memo. Called
by grade.py.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from autograde.errors import GradingError, IntakeError
from autograde.grading.restore import restored_notebook
from autograde.grading.run import RunJob
from autograde.grading.waiting import Waiting
from autograde.intake.canonical import is_written
from autograde.intake.inspect import inspect_packet
from autograde.intake.kept import kept_packet
from autograde.office import Office
from autograde.release.generate import refuse_learners_files
from classroom.answers.file import Answer, read_answers, write_answers
from classroom.errors import AnswersError
from classroom.language import _
from classroom.questions.question import Kind

__all__ = ["OpenPart", "memo_sha256", "open_part", "open_parts", "run_job", "submitted_answers"]


@dataclass(frozen=True)
class OpenPart:
    """A part as it is open in a session: part.json as released, and its notebook with hidden tests."""

    part_bytes: bytes
    restored: bytes

    @cached_property
    def described(self) -> dict[str, Any]:
        """What part.json says."""
        return dict(json.loads(self.part_bytes))

    @property
    def release(self) -> str:
        """The id of the release."""
        return str(self.described["release"])

    @property
    def memo(self) -> str:
        """The id of the memo, "" when the part has none."""
        return str(self.described["memo"]["id"]) if self.described["memo"] else ""

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kind of every answer that may be given, the memo's among them."""
        kinds = {name: Kind(question["kind"]) for name, question in self.described["questions"].items()}
        return {**kinds, self.memo: Kind.TEXT} if self.memo else kinds


def open_parts(root: Path) -> dict[str, str]:
    """The parts that are open in the session at `root`: part id -> release id."""
    found = {}
    for path in sorted((root / "release").glob("*/part.json")):
        said = json.loads(path.read_bytes())
        if (path.parent / said["notebook"]).is_file():  # see release.py: only then was it finished
            found[str(said["part"])] = str(said["release"])
    return found


def open_part(root: Path, part: str) -> OpenPart:
    """The part as it is open in the session at `root`. Raises GradingError when it is not, ReleaseError for a
    learner's file beside its source.
    """
    if part not in open_parts(root):
        raise GradingError(
            _('The part "{part}" is not released in this session. Release it first.').format(part=part)
        )
    refuse_learners_files(root / "source" / part)
    return _restored(root, part, (root / "release" / part / "part.json").read_bytes())


@lru_cache(maxsize=32)
def _restored(root: Path, part: str, part_bytes: bytes) -> OpenPart:
    """Restore once in a process: part.json names the release, and a release never changes."""
    opened = OpenPart(part_bytes, restored_notebook(root, json.loads(part_bytes)))
    # Of a new release part.json is written first.
    if (root / "release" / part / "part.json").read_bytes() != part_bytes:
        raise GradingError(_('The part "{part}" was released anew just now. Grade again.').format(part=part))
    return opened


def submitted_answers(office: Office, session: str, task: Waiting, part: OpenPart) -> Mapping[str, Answer]:
    """The answers of a submission: the canonical ones of the latest packet, or an earlier packet's own.

    Raises GradingError when they are not there, or not as intake checked them.
    """
    try:
        if not task.latest:
            return _packets_own(office, task, part)
        if not is_written(office, session, task.person, task.part, task.received_at):
            raise GradingError(
                _(
                    "The submission of {person} in {part} was not finished when it came in. Grade again."
                ).format(person=task.person, part=task.part)
            )
        path = office.session_folder(session) / "submitted" / task.person / task.part / "answers.json"
        # No file is no answers: every question scores 0.
        data = path.read_bytes() if path.is_file() else b""
        return read_answers(data, part.kinds, course=part.described["course"], part=task.part) if data else {}
    except (AnswersError, IntakeError) as problem:
        raise GradingError(
            _("The answers of {person} in {part} cannot be graded: {why}").format(
                person=task.person, part=task.part, why=problem
            )
        ) from problem


def run_job(session: str, task: Waiting, part: OpenPart, answers: Mapping[str, Answer]) -> RunJob:
    """Everything a run needs, as bytes."""
    variant = {"format": 1, "session": session, "variant": task.variant}
    return RunJob(
        restored=part.restored,
        part_json=part.part_bytes,
        variant_json=json.dumps(variant).encode(),
        variant=task.variant,
        answers=write_answers(answers, part.described["course"], task.part),
    )


def memo_sha256(part: OpenPart, answers: Mapping[str, Answer]) -> str | None:
    """The hash of a memo's text, by which a changed memo is known; None when nothing is written."""
    answer = answers.get(part.memo)
    text = answer.text.strip() if answer else ""
    return hashlib.sha256(text.encode()).hexdigest() if text else None


def _packets_own(office: Office, task: Waiting, part: OpenPart) -> Mapping[str, Answer]:
    packet = kept_packet(office, task.packet_sha256)
    if packet is None:
        raise GradingError(
            _("Packet {packet} is no longer kept, so it cannot be graded.").format(
                packet=task.packet_sha256[:12]
            )
        )
    kinds = {name: kind.value for name, kind in part.kinds.items()}
    return inspect_packet(packet, lambda _manifest: kinds).answers
