"""Runs the code of a lesson in this process, as a check of the lesson or as a learner's page without a
browser.

In: the code cells of a notebook and the folder its files lie in.  Out: the part, what was printed, every
question the lesson put, with its key where the lesson holds one, and the tables it showed.  Called where a
course's own code is to be run without a kernel: the check of a lesson, the demonstration, tests.  Never
given a learner's notebook.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from classroom.part import Part
    from classroom.questions.question import Key, Practice, Question
    from classroom.shown.tables import TableView

_CELL = re.compile(r"<cell (\d+)>")
_WITNESS: ContextVar[Witness | None] = ContextVar("witness", default=None)


@dataclass(frozen=True)
class Put:
    """A question as the lesson put it.

    key: None where the learner is asked and nothing is checked (`ask`, `memo`); the key in `practice`, and in
    the hidden tests' `score`.
    """

    question: Question
    key: Key | None
    practice: Practice | None = None


@dataclass(frozen=True)
class Witness:
    """What is noted while a lesson runs."""

    put: list[Put] = field(default_factory=list)
    scored: list[dict[str, Any]] = field(default_factory=list)
    tables: list[TableView] = field(default_factory=list)
    send_buttons: list[None] = field(default_factory=list)


@dataclass(frozen=True)
class Rehearsal:
    """What came of running a lesson: the names it left, what it printed, asked, scored and showed."""

    names: dict[str, Any] = field(repr=False)
    printed: str
    put: tuple[Put, ...]
    scored: tuple[dict[str, Any], ...]
    tables: tuple[TableView, ...] = ()
    send_buttons: int = 0

    @property
    def part(self) -> Part:
        """The part the lesson opened; a lesson calls it `part`."""
        part: Part = self.names["part"]
        return part

    def keyed(self) -> dict[str, Put]:
        """Every question that has a key, by its id."""
        return {put.question.id: put for put in self.put if put.key is not None}

    def asked(self) -> dict[str, Put]:
        """Every question that was put to the learner, by its id: as practice, by `ask`, or as the memo."""
        return {put.question.id: put for put in self.put if put.key is None or put.practice is not None}


def put(question: Question, key: Key | None, practice: Practice | None = None) -> None:
    """Note a question for whoever rehearses the lesson; does nothing on a learner's page."""
    witness = _WITNESS.get()
    if witness is not None:
        witness.put.append(Put(question, key, practice))


def note_result(result: Mapping[str, object]) -> None:
    """Note what a graded question scored; does nothing outside a rehearsal."""
    witness = _WITNESS.get()
    if witness is not None:
        witness.scored.append(dict(result))


def note_table(table: TableView) -> None:
    """Note a table that is shown; does nothing outside a rehearsal."""
    witness = _WITNESS.get()
    if witness is not None:
        witness.tables.append(table)


def note_send_button() -> None:
    """Note that the Send button is there; does nothing outside a rehearsal."""
    witness = _WITNESS.get()
    if witness is not None:
        witness.send_buttons.append(None)


def is_rehearsed() -> bool:
    """Say whether somebody rehearses the lesson."""
    return _WITNESS.get() is not None


def failed_at(error: BaseException) -> tuple[int, int] | None:
    """Return the cell (from 1) and the line inside it (from 1) that a failed rehearsal stopped at.

    The innermost line that is the lesson's own; None when the error did not come from a cell.
    """
    found = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        match = _CELL.fullmatch(frame.f_code.co_filename)
        if match:
            found = int(match.group(1)), line
    return found


def rehearse(cells: Sequence[str], folder: Path, *, grading: bool = False) -> Rehearsal:
    """Run code cells in order with `folder` as the working folder.

    grading: as the grading office runs it, so that no form is made.  The first error of a cell is raised
    as it is: a lesson whose code fails is its author's to mend.
    """
    noted = Witness()
    names: dict[str, Any] = {"__name__": "__main__"}
    token = _WITNESS.set(noted)
    try:
        with in_its_folder(folder, grading=grading) as printed:
            for number, source in enumerate(cells, start=1):
                exec(_compiled(number, source), names)  # noqa: S102 - the course's own code
    finally:
        _WITNESS.reset(token)
    return Rehearsal(
        names,
        printed.getvalue(),
        tuple(noted.put),
        tuple(noted.scored),
        tuple(noted.tables),
        len(noted.send_buttons),
    )


@functools.lru_cache(maxsize=256)
def _compiled(number: int, source: str) -> CodeType:
    """A cell made ready to run; a lesson is rehearsed for many employers."""
    return compile(source, f"<cell {number}>", "exec")


def code_cells(notebook: bytes) -> list[str]:
    """Return the code cells of a notebook, in order."""
    cells = json.loads(notebook)["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@contextlib.contextmanager
def in_its_folder(folder: Path, *, grading: bool) -> Iterator[io.StringIO]:
    """Have `folder` as the working folder, and what is printed in the text that is given.

    The working folder belongs to the whole process: nobody else may run a lesson in it meanwhile.
    """
    printed = io.StringIO()
    with _in_folder(folder), _as_office(grading), contextlib.redirect_stdout(printed):
        yield printed


@contextlib.contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _as_office(grading: bool) -> Iterator[None]:
    before = os.environ.pop("NBGRADER_EXECUTION", None)
    if grading:
        os.environ["NBGRADER_EXECUTION"] = "autograde"
    try:
        yield
    finally:
        os.environ.pop("NBGRADER_EXECUTION", None)
        if before is not None:
            os.environ["NBGRADER_EXECUTION"] = before
