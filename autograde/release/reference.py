"""The reference answers of a part: what a careful learner sends for the worked example, tried on release.

In: reference.toml beside lesson.md ([answers], each as she would type it), and a scratch course root in
which the part was generated. Out: nothing, or ReleaseError naming the question and what grading said. Called
by release. The answers go through the whole grading path; the file never lies in nbgrader's source/, whose
files would replace the learner's.
"""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from autograde.authoring.build import SourceNotebook
from autograde.errors import GradingError, ReleaseError
from autograde.grading.restore import restored_notebook
from autograde.grading.results import results
from autograde.grading.run import RunJob, run_notebook
from autograde.grading.verify import first_error, scores
from autograde.release.leaks import REFERENCE_FILE
from autograde.toml_reader import read_toml
from classroom.answers_file import Answer, clean_text, write_answers
from classroom.language import _

__all__ = ["REFERENCE_FILE", "answers_file", "try_reference"]

REFERENCE_VARIANT = 0
"""The worked example; no learner gets it."""

_SAVED_AT = datetime(2026, 1, 1, tzinfo=UTC)


def try_reference(root: Path, source: SourceNotebook, part_folder: Path) -> None:
    """Grade the reference answers. Raises ReleaseError unless they score every automatic point."""
    answers = _read(part_folder / REFERENCE_FILE, source)
    described = source.part_json
    job = RunJob(
        restored=restored_notebook(root, described),
        part_json=source.part_bytes,
        variant_json=json.dumps({"format": 1, "session": "reference", "variant": REFERENCE_VARIANT}).encode(),
        variant=REFERENCE_VARIANT,
        answers=answers_file(str(described["course"]), str(described["part"]), answers),
    )
    with tempfile.TemporaryDirectory() as scratch:
        executed = run_notebook(job, Path(scratch) / "run").path
        try:
            scored = scores(executed, described)
            said = {result.id: result.sentence for result in results(executed)}
        except GradingError as problem:
            raise ReleaseError(
                _("{path} does not run with its reference answers. {why} {error}").format(
                    path=part_folder / "lesson.md", why=problem, error=first_error(executed)
                )
            ) from problem
    for name, (points, worth) in scored.items():
        if points != worth:
            raise ReleaseError(
                _(
                    'The reference answer "{answer}" to "{question}" scores {points:g} of {worth:g}: '
                    "{sentence} Correct {path}, or the key of the question."
                ).format(
                    answer=answers[name],
                    question=name,
                    points=points,
                    worth=worth,
                    sentence=said[name],
                    path=part_folder / REFERENCE_FILE,
                )
            )


def answers_file(course: str, part: str, answers: Mapping[str, str]) -> bytes:
    """An answers.json with these texts, as the forms write it."""
    kept = {name: Answer(clean_text(text), revision=1, saved_at=_SAVED_AT) for name, text in answers.items()}
    return write_answers(kept, course, part)


def _read(path: Path, source: SourceNotebook) -> dict[str, str]:
    """The answers by question; each graded one must be there, and none that nobody asks."""
    fields, _data = read_toml(path, ReleaseError)
    table = fields.table("answers")
    fields.finish()
    asked = set(source.part_json["questions"])
    memo = {source.part_json["memo"]["id"]} if source.part_json["memo"] else set()
    answers = {name: table.text(name) for name in table.values if name in asked | memo}
    table.finish()
    graded = [name for name, question in source.part_json["questions"].items() if question["graded"]]
    missing = [name for name in graded if name not in answers]
    if missing:
        raise ReleaseError(_('{path} has no answer to "{question}".').format(path=path, question=missing[0]))
    return answers
