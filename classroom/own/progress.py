"""How far she is in a course, as far as her own folder shows: what her files are made of depends on it.

In: a part.  Out: her folder own/, and the parts that lie open with a scored question unanswered.  Called by
the form that makes files: a workbook must not hand out the numbers that a part is still asking for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from classroom.answers.book import AnswerBook
from classroom.answers.file import FILE_NAME
from classroom.errors import ClassroomError
from classroom.part import Part
from classroom.part_file import PART_FILE, read_part_file
from classroom.workspace import Workspace


@dataclass(frozen=True)
class Progress:
    """Her folder own/, and the ids of parts of this course that she has not finished here."""

    own: Path
    unfinished: frozenset[str] = frozenset()


def progress(part: Part) -> Progress:
    """Return how far she is. A part whose files cannot be read counts as finished: nothing waits for it."""
    workspace = Workspace.find(part.folder)
    waiting = frozenset(folder.name for folder in _folders(part, workspace) if _is_unfinished(folder))
    here = {part.part} if part.folder.name in waiting else set()
    return Progress(workspace.own, waiting - {part.folder.name} | here)


def _folders(part: Part, workspace: Workspace) -> Iterator[Path]:
    """Go through the folders of this course's parts; outside a workspace there is only this one."""
    course = workspace.folder / part.course
    if part.folder.resolve().parent == course.resolve():
        yield from (folder for folder in course.iterdir() if (folder / PART_FILE).is_file())
    else:
        yield part.folder


def _is_unfinished(folder: Path) -> bool:
    try:
        file = read_part_file((folder / PART_FILE).read_bytes())
        answers = AnswerBook(folder / FILE_NAME, read_only=True).read()
    except (OSError, ClassroomError):
        return False
    scored = {name for name, entry in file.questions.items() if entry["graded"]}
    return any(not answers[name].text.strip() if name in answers else True for name in scored)
