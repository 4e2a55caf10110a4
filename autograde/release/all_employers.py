"""Tries a lesson for every employer it will be given with, before anybody is given it.

In: a course, a part's folder and its built source. Out: nothing, or ReleaseError naming the line of lesson.md
(or reference.toml), the employer and the remedy. Called by release; a part that has not changed is not tried
again.

The lesson runs twice for each employer: with its hidden tests as the grading office runs it, and without
them as a learner's page does, so that its forms, maps and charts are made, too. For the worked example of
each kind of unit the reference answers are checked. Where there are many employers, each processor of the
machine tries a share of them.
"""

import multiprocessing
import os
import re
import signal
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import NoReturn

from autograde.authoring.build import SourceNotebook
from autograde.authoring.lesson_file import LessonCell, read_lesson
from autograde.authoring.lesson_ids import LessonIds
from autograde.course import Course
from autograde.errors import ReleaseError
from autograde.release.lesson_trial import lay_out, try_lesson
from autograde.release.question_rules import first_fault
from autograde.release.reference import refuse_wrong_answers
from classroom.failure_log import LOG_NAME
from classroom.language import _
from classroom.rehearsal import Rehearsal, failed_at, rehearse
from classroom.workspace import Workspace

__all__ = ["employers_of", "run_for", "try_all_employers"]

FEWEST_FOR_A_WORKER = 12
"""Fewer than these are tried sooner here than in a process that must first import what lessons use."""

_NEEDED = [
    "autograde.release.all_employers",
    "classroom.questions.form",
    "classroom.shown.explore_widget",
    "classroom.shown.map_widget",
    "pandas",
]
"""What is imported once, before the processes part."""

_LOGGED_PLACE = re.compile(r'File "<cell (\d+)>", line (\d+)')
_MISSPELT = (ImportError, NameError)


def employers_of(course: Course) -> list[int]:
    """The numbers of the employers a lesson is tried with: the worked examples, and the learners' own."""
    return sorted({*course.examples, *course.variants})


def try_all_employers(course: Course, part_folder: Path, source: SourceNotebook) -> None:
    """Run a lesson for every employer of its course. Raises ReleaseError at the first that does not pass."""
    employers, workers = employers_of(course), _processors()
    share = -(-len(employers) // workers)
    if workers == 1 or share < FEWEST_FOR_A_WORKER:
        _try_them(course, part_folder, source, employers)
        return
    shares = [employers[first : first + share] for first in range(0, len(employers), share)]
    # Each in a process of its own: a lesson runs in its folder, and a process has one working folder.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_NEEDED)
    with ProcessPoolExecutor(workers, context, initializer=_leave_ctrl_c_to_the_parent) as pool:
        for _done in pool.map(_try_them, repeat(course), repeat(part_folder), repeat(source), shares):
            pass


def _try_them(course: Course, part_folder: Path, source: SourceNotebook, employers: Sequence[int]) -> None:
    lesson = part_folder / "lesson.md"
    cells = read_lesson(lesson)
    lines = {name: asked.line for name, asked in LessonIds(lesson, cells).asked.items()}
    examples = {kind.example: kind for kind in course.kinds}
    for employer in employers:
        done = run_for(part_folder, source, employer, cells)
        fault = first_fault(done, source.part_json)
        if fault:
            about = _("question {id}: ").format(id=fault.question) if fault.question else ""
            _refuse(lesson, lines.get(fault.question, cells[-1].line), employer, about + fault.why)
        if employer in examples:
            refuse_wrong_answers(part_folder, source, done, examples[employer], course)
        _open_page(lesson, source, employer, cells)


def _processors() -> int:
    """How many processes may try at a time: one for each processor of this machine, where it can fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_for(
    part_folder: Path, source: SourceNotebook, employer: int, cells: Sequence[LessonCell] | None = None
) -> Rehearsal:
    """Run a lesson with its hidden tests for one employer; nothing is answered.

    Raises ReleaseError naming the line of lesson.md at which it stops.
    """
    lesson = part_folder / "lesson.md"
    try:
        return try_lesson(part_folder, employer, {}, source)
    except (Exception, SystemExit) as problem:
        _refuse_failure(lesson, cells or read_lesson(lesson), employer, problem)


def _open_page(lesson: Path, source: SourceNotebook, employer: int, cells: Sequence[LessonCell]) -> None:
    """Run what learners get, as their page does; in a workspace of its own, whose log must stay empty."""
    with tempfile.TemporaryDirectory(prefix="trial-") as scratch:
        workspace = Workspace(Path(scratch)).prepare()
        lay_out(workspace.folder, source, employer, {})
        try:
            rehearse([cell.visible_in_place for cell in cells if cell.is_code], workspace.folder)
        except (Exception, SystemExit) as problem:
            _refuse_failure(lesson, cells, employer, problem)
        log = workspace.private / LOG_NAME
        if log.is_file():
            said = log.read_text(encoding="utf-8")
            places = _LOGGED_PLACE.findall(said)
            _refuse(
                lesson,
                _line(cells, *map(int, places[-1])) if places else 1,
                employer,
                _("{error}. It must also work while the boxes are empty.").format(
                    error=said.strip().split("\n")[-1].rstrip(".")
                ),
            )


def _refuse_failure(
    lesson: Path, cells: Sequence[LessonCell], employer: int, problem: BaseException
) -> NoReturn:
    place = failed_at(problem)
    line = _line(cells, *place) if place else 1
    try:
        _refuse(lesson, line, employer, _in_words(problem))
    except ReleaseError as refused:
        raise refused from problem


def _line(cells: Sequence[LessonCell], cell: int, line: int) -> int:
    """The line of lesson.md on which a line of a code cell stands; both counted from 1."""
    return [one for one in cells if one.is_code][cell - 1].line + line - 1


def _refuse(lesson: Path, line: int, employer: int, why: str) -> NoReturn:
    raise ReleaseError(
        _("{path}, line {line}, for employer {employer}: {why}").format(
            path=lesson, line=line, employer=employer, why=why
        )
    )


def _in_words(problem: BaseException) -> str:
    """An error as an author reads it: a sentence of our own as it is, Python's with what to do."""
    said = str(problem).strip()
    if isinstance(problem, _MISSPELT):
        # Python adds the file a name was to come from; the module is named already.
        return _("{error}. Correct the spelling, or import it.").format(
            error=re.sub(r" \([^()]*\)$", "", said)
        )
    if isinstance(problem, AttributeError):
        return _("{error}. Correct the spelling, or what stands in the brackets.").format(error=said)
    if isinstance(problem, ArithmeticError):
        return _("{kind}: a sum cannot be worked out with this employer's numbers. Divide by nothing that "
                 "may be 0.").format(kind=type(problem).__name__)  # fmt: skip
    if said.endswith("."):
        return said
    kind = type(problem).__name__
    return f"{kind}: {said}." if said else _("the lesson stops here with {kind}.").format(kind=kind)
