"""The reference answers of a part: what a careful learner sends for the worked example, tried on release.

In: reference.toml beside lesson.md ([answers], each as she would type it, for the worked example of the
first kind of unit; [answers-nurses] for a kind "nurses", which takes from [answers] what it leaves out),
and what the lesson asked of that worked example, or a scratch course root in which the part was generated.
Out: nothing, or ReleaseError naming the line of the file. Called by release and all_employers. The answers
to scored questions also go through the whole grading path; the file never lies in nbgrader's source/, whose
files would replace the learner's.
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from autograde.authoring.build import SourceNotebook
from autograde.course import Course, VariantKind
from autograde.errors import GradingError, ReleaseError
from autograde.grading.restore import restored_notebook
from autograde.grading.results import results
from autograde.grading.run import RunJob, run_notebook
from autograde.grading.verify import first_error, scores
from autograde.release.leaks import REFERENCE_FILE
from autograde.toml_reader import Fields, read_toml
from classroom.answers.file import Answer, clean_text, write_answers
from classroom.language import _
from classroom.questions.checking import Status, check, count_words
from classroom.questions.question import Key, exact
from classroom.rehearsal import Rehearsal

__all__ = ["REFERENCE_FILE", "answers_file", "refuse_wrong_answers", "try_reference"]

_SAVED_AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Reference:
    """The answers for one worked example, and the table of the file that a missing one belongs to."""

    answers: Mapping[str, str]
    table: Fields
    shared: Fields

    def refuse(self, name: str, why: str) -> NoReturn:
        """Raise ReleaseError with the line on which the answer stands."""
        (self.table if name in self.table.values else self.shared).refuse(name, why)

    def refuse_missing(self, name: str) -> NoReturn:
        """Raise ReleaseError for an answer that stands nowhere."""
        self.table.refuse(
            name,
            _('it has no answer. Write {id} = "…" under [{table}]').format(id=name, table=self.table.section),
        )


def refuse_wrong_answers(
    part_folder: Path, source: SourceNotebook, done: Rehearsal, kind: VariantKind, course: Course
) -> None:
    """Check every reference answer against the keys of a kind's worked example, practice and memo too.

    Raises ReleaseError, with the line of reference.toml, for an answer that is missing, wrong or outside the
    memo's own number of words.
    """
    reference = _read(part_folder / REFERENCE_FILE, source, kind, course)
    answers = reference.answers
    for name, put in done.keyed().items():
        if name not in answers:
            reference.refuse_missing(name)
        verdict = check(put.question, put.key, answers[name])
        if verdict.status is not Status.CORRECT and put.key is not None:
            reference.refuse(
                name,
                _(
                    '"{answer}" is not right for employer {employer}. {sentence} '
                    "The lesson's key gives {right}"
                ).format(
                    answer=answers[name],
                    employer=kind.example,
                    sentence=verdict.sentence,
                    right=_shown(put.key),
                ),
            )
    memo = source.part_json["memo"]["id"] if source.part_json["memo"] else ""
    if memo and memo not in answers:
        reference.refuse_missing(memo)
    words = done.asked()[memo].question.words if memo in done.asked() else None
    if words and not words[0] <= count_words(answers[memo]) <= words[1]:
        reference.refuse(
            memo,
            _("the memo has {n} words, but its task asks for {fewest} to {most}").format(
                n=count_words(answers[memo]), fewest=words[0], most=words[1]
            ),
        )


def try_reference(root: Path, source: SourceNotebook, part_folder: Path, course: Course) -> None:
    """Grade the reference answers of each kind. Raises ReleaseError unless they score every automatic
    point.
    """
    restored = restored_notebook(root, source.part_json)
    for kind in course.kinds:
        _try_kind(restored, source, part_folder, kind, course)


def _try_kind(
    restored: bytes, source: SourceNotebook, part_folder: Path, kind: VariantKind, course: Course
) -> None:
    answers = _read(part_folder / REFERENCE_FILE, source, kind, course).answers
    described = source.part_json
    job = RunJob(
        restored=restored,
        part_json=source.part_bytes,
        variant_json=json.dumps({"format": 1, "session": "reference", "variant": kind.example}).encode(),
        variant=kind.example,
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


def _read(path: Path, source: SourceNotebook, kind: VariantKind, course: Course) -> _Reference:
    """The answers for a kind; each scored one must be there, and none that nobody asks."""
    fields, _data = read_toml(path, ReleaseError)
    asked = set(source.part_json["questions"])
    asked |= {source.part_json["memo"]["id"]} if source.part_json["memo"] else set()
    shared, tables = fields.table("answers"), {}
    for other in course.kinds[1:]:
        name = f"answers-{other.id}"
        tables[other.id] = fields.table(name) if name in fields.values else replace(shared, section=name)
    fields.finish()
    table = tables.get(kind.id, shared)
    answers: dict[str, str] = {}
    for place in (shared, table):
        answers |= {name: place.text(name) for name in place.values if name in asked}
        place.finish()
    reference = _Reference(answers, table, shared)
    for name, question in source.part_json["questions"].items():
        if question["graded"] and name not in answers:
            reference.refuse_missing(name)
    return reference


def _shown(key: Key) -> str:
    """A right answer as an author reads it."""
    if isinstance(key.right, str):
        return f'"{key.right}"'
    if isinstance(key.right, tuple):
        return ", ".join(f"{name} {_plain(number)}" for name, number in key.right)
    return _plain(exact(key.right))


def _plain(number: Decimal) -> str:
    places = f"{round(number, 4):,f}"
    return places.rstrip("0").rstrip(".") if "." in places else places
