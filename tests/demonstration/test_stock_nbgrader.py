"""The stock `nbgrader autograde` command, on a copy of the demonstration's course folder, gives the same
points.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

from autograde.course import load_course
from autograde.office import Office
from demonstration.cohort import load_cohort

COHORT = load_cohort()
COURSE = load_course(Path(__file__).parents[2] / "curriculum" / COHORT.course)
POINTS = """
    SELECT student.id, base_cell.name, grade.auto_score, grade_cells.max_score
    FROM grade
    JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN grade_cells ON grade_cells.id = base_cell.id
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    JOIN student ON student.id = submitted_assignment.student_id
    ORDER BY student.id, base_cell.name
"""


def points(gradebook: Path) -> list[tuple[str, str, float, float]]:
    connection = sqlite3.connect(gradebook)
    try:
        return connection.execute(POINTS).fetchall()
    finally:
        connection.close()


def test_every_cell_of_every_canonical_submission_scores_the_same(office: Office, tmp_path: Path) -> None:
    root = office.session_folder(COHORT.session)
    ours = points(root / "gradebook.db")
    copy = tmp_path / "course"
    shutil.copytree(root, copy)
    shutil.rmtree(copy / "autograded")
    connection = sqlite3.connect(copy / "gradebook.db")  # a gradebook that never saw our scores
    for table in ("grade", "comment", "submitted_notebook", "submitted_assignment"):
        connection.execute(f"DELETE FROM {table}")
    connection.commit()
    connection.close()
    assert points(copy / "gradebook.db") == []

    bin_folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": bin_folder + os.pathsep + os.environ["PATH"]}
    parts = sorted({folder.name for folder in (root / "submitted").glob("*/*")})
    for part in parts:
        ran = subprocess.run(
            [str(Path(bin_folder) / "nbgrader"), "autograde", part],
            cwd=copy, env=environment, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr[-3000:]
    assert points(copy / "gradebook.db") == ours
    assert len({student for student, *_ in ours}) == 10
    assert parts == sorted(part.id for part in COURSE.parts if part.available), "somebody finishes them all"
    finisher = Counter(student for student, *_ in ours).most_common(1)[0][0]
    assert all(score == most for student, _, score, most in ours if student == finisher)
    others = [score for student, _, score, _ in ours if student != finisher]
    assert len(others) == 27
    assert set(others) == {0.0, 4.0, 6.0}
