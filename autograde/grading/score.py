"""Score a verified run into the session's gradebook, and keep the instructor's queue right.

In: the session's folder, the person, what part.json says, the executed notebook. Out: the gradebook's rows,
autograded/<person>/<part>/ for formgrader, and `MemoMark`. Called by grade.py, under the writer's lock, only
after verify.py. Doing it again with the same run changes nothing.

nbgrader never scores a task cell: its grade row is made "needs manual grade" with the submission, empty or
not, and a later submission keeps the old mark. So after nbgrader's steps the memo gets a rule of its own.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from autograde.errors import AutogradeError, GradingError
from autograde.gradebook import course_directory, nbgrader_settings, open_gradebook, quiet_nbgrader
from autograde.grading.one_gradebook import one_transaction, share_engines
from classroom.language import _

__all__ = ["Memo", "MemoMark", "memo_mark", "score_run"]


class Memo(Enum):
    """What a submission does to its memo."""

    EMPTY = "empty"  # nothing written: 0 points, nobody needs to read it
    SAME = "same"  # as it was when last scored: a mark stays
    NEW = "new"  # written, or changed: the instructor is to read it


@dataclass(frozen=True)
class MemoMark:
    """An instructor's mark as the gradebook holds it: points (None: not yet), comment, queued or not."""

    points: float | None
    comment: str
    waiting: bool


def score_run(
    folder: Path, person: str, part_json: Mapping[str, Any], executed: Path, memo: Memo | None
) -> None:
    """Put the scores of a verified run into the gradebook of the session in `folder`.

    memo: None where a part has none. Raises GradingError when nbgrader could not score it; scoring again
    repairs what was half done.
    """
    from autograde.grading.scoring import save_scores, write_for_formgrader

    share_engines()
    config, directory = nbgrader_settings(folder), course_directory(folder)
    directory.student_id, directory.assignment_id = person, str(part_json["part"])
    with (
        _could_not_score(folder, person, directory.assignment_id),
        open_gradebook(folder) as gradebook,
        one_transaction(gradebook),
    ):
        scored = save_scores(gradebook, directory, config, part_json, executed.read_text(encoding="utf-8"))
        if memo is not None:
            _apply_memo_rule(gradebook, person, part_json, memo)
        write_for_formgrader(directory, part_json, scored)


@contextmanager
def _could_not_score(folder: Path, person: str, part: str) -> Iterator[None]:
    """Tell whatever nbgrader stumbles over in a sentence; what it said itself is in its log."""
    with quiet_nbgrader(folder):
        try:
            yield
        except (AutogradeError, OSError):
            raise
        except Exception as problem:
            log = folder / "logs" / "nbgrader.log"
            logging.getLogger("traitlets").exception("%s in %s was not scored", person, part)
            raise GradingError(
                _(
                    "nbgrader could not score {person} in {part}; its reason is in {log}. "
                    "Mend it, then grade again."
                ).format(person=person, part=part, log=log)
            ) from problem


def memo_mark(folder: Path, person: str, part_json: Mapping[str, Any]) -> MemoMark | None:
    """The memo's mark in the gradebook, or None when this person's memo has not been scored yet."""
    from nbgrader import api
    from sqlalchemy import select

    share_engines()
    query = (
        select(api.Grade.manual_score, api.Comment.manual_comment, api.Grade.needs_manual_grade)
        .join(api.BaseCell, api.BaseCell.id == api.Grade.cell_id)
        .join(api.SubmittedNotebook, api.SubmittedNotebook.id == api.Grade.notebook_id)
        .join(api.SubmittedAssignment, api.SubmittedAssignment.id == api.SubmittedNotebook.assignment_id)
        .join(api.Assignment, api.Assignment.id == api.SubmittedAssignment.assignment_id)
        .join(
            api.Comment,
            (api.Comment.cell_id == api.Grade.cell_id) & (api.Comment.notebook_id == api.Grade.notebook_id),
        )
        .where(
            api.BaseCell.name == part_json["memo"]["id"],
            api.Assignment.name == part_json["part"],
            api.SubmittedAssignment.student_id == person,
        )
    )
    with open_gradebook(folder) as gradebook:
        row = gradebook.db.execute(query).one_or_none()
    return MemoMark(row[0], row[1] or "", row[2]) if row else None


def _apply_memo_rule(gradebook: Any, person: str, part_json: Mapping[str, Any], memo: Memo) -> None:
    grade, comment = _memo_rows(gradebook, person, part_json)
    if memo is Memo.EMPTY:
        grade.manual_score = 0.0
    elif memo is Memo.NEW:
        grade.manual_score = None
    if memo is not Memo.SAME:
        comment.manual_comment = None  # it was said of another text; the caller has kept it
    grade.needs_manual_grade = grade.manual_score is None


def _memo_rows(gradebook: Any, person: str, part_json: Mapping[str, Any]) -> tuple[Any, Any]:
    """The grade row and the comment row of the memo's task cell."""
    where = (part_json["memo"]["id"], Path(part_json["notebook"]).stem, part_json["part"], person)
    return gradebook.find_grade(*where), gradebook.find_comment(*where)
