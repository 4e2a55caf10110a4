"""nbgrader's own autograding of one submission whose notebook has been run elsewhere.

In: an open gradebook, the session's folders, an executed notebook. Out: the gradebook's rows, and
autograded/<person>/<part>/ as formgrader wants it. Imported only when something is about to be scored:
nbgrader costs a second. Called by score.py alone.
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat.v4
from nbgrader.converters import Autograde
from nbgrader.preprocessors import CheckCellMetadata, Execute, SaveAutoGrades

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from nbgrader.coursedir import CourseDirectory

__all__ = ["save_scores", "write_for_formgrader"]

NOT_AGAIN = (Execute, CheckCellMetadata)
"""Steps that were taken before: the run, and, when the hidden tests were put back, the look at the cells."""


def save_scores(
    gradebook: "Gradebook", directory: "CourseDirectory", config: Any, part_json: Mapping[str, Any], text: str
) -> str:
    """Enter person, submission and the points of each cell, by nbgrader's own steps in its order.

    directory: of the person and the part. text: the executed notebook; it is returned as nbgrader leaves it,
    which cuts off endless output. The caller stores or forgets it all.
    """
    part, person = directory.assignment_id, directory.student_id
    gradebook.update_or_create_student(person)
    received_at = directory.get_existing_timestamp(_folder(directory, directory.submitted_directory))
    with gradebook.db.no_autoflush:  # it would warn, each time, of rows that are whole a moment later
        submission = gradebook.update_or_create_submission(part, person, timestamp=received_at)
    _know_its_rows(gradebook, submission)
    about = {
        "student": person,
        "assignment": part,
        "notebook": Path(part_json["notebook"]).stem,
        "db_url": directory.db_url,
    }
    resources, ran = {"nbgrader": about}, nbformat.v4.reads(text)
    before = json.dumps(ran)
    for step in Autograde(coursedir=directory, config=config).autograde_preprocessors:
        if step not in NOT_AGAIN:
            ran, resources = step(config=config)(ran, resources)
        if step is SaveAutoGrades:
            gradebook.db.flush()
            for one in (submission, *submission.notebooks):
                gradebook.db.expire(one)  # they hold sums of what it wrote
    # To write it anew takes a while.
    return text if json.dumps(ran) == before else str(nbformat.v4.writes(ran)) + "\n"


def _know_its_rows(gradebook: Any, submission: Any) -> None:
    """Answer nbgrader from the rows of this submission, read all at once, not with a query for each."""
    grades = {row.name: row for notebook in submission.notebooks for row in notebook.grades}
    comments = {row.name: row for notebook in submission.notebooks for row in notebook.comments}
    find_grade, find_comment = gradebook.find_grade, gradebook.find_comment
    gradebook.find_grade = lambda cell, *where: grades.get(cell) or find_grade(cell, *where)
    gradebook.find_comment = lambda cell, *where: comments.get(cell) or find_comment(cell, *where)


def write_for_formgrader(directory: "CourseDirectory", part_json: Mapping[str, Any], notebook: str) -> None:
    """Write what was sent, what belongs to the part, and the notebook as it was scored; all read-only."""
    place = Path(_folder(directory, directory.autograded_directory))
    if place.exists():
        shutil.rmtree(place)
    part = directory.assignment_id
    source = directory.format_path(directory.source_directory, ".", part)
    for files in (_folder(directory, directory.submitted_directory), source):
        shutil.copytree(
            files, place, ignore=shutil.ignore_patterns("*.ipynb", *directory.ignore), dirs_exist_ok=True
        )
    (place / str(part_json["notebook"])).write_text(notebook, encoding="utf-8")
    for folder, _folders, names in os.walk(place):
        for name in names:
            (Path(folder) / name).chmod(0o444)


def _folder(directory: "CourseDirectory", stage: str) -> str:
    return str(directory.format_path(stage, directory.student_id, directory.assignment_id))
