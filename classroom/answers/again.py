"""Beginning a part again without losing work: what was there moves to a folder, and can be brought back.

    <part>/backups/answers-20270109-140500/    answers.json, its history, and the notebook as it was

In: an open part, a moment. Out: `Backup`s, and the part's answers emptied or brought back. Called by the
page of her JupyterLab, by `bargain part`, and by the desk for what she answered on its own pages. To empty an
answer is to save an empty one: so it travels between JupyterLab and the desk like everything she types. What
was sent stays sent.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from classroom.answers.file import FILE_NAME, Answer, read_answers
from classroom.answers.history import HISTORY_NAME
from classroom.errors import AnswersError
from classroom.language import _
from classroom.write_trouble import write_trouble

if TYPE_CHECKING:
    from classroom.part import Part

__all__ = ["Backup", "backups", "begin_again", "bring_back"]

FOLDER = "backups"
_NAME = re.compile(r"answers-(\d{8}-\d{6})(?:-\d+)?")
_TIME = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """Work that was put aside: the name of its folder, when (UTC), and how many answers it holds."""

    name: str
    at: datetime
    answers: int


def begin_again(part: Part, now: datetime) -> Backup | None:
    """Put the answers of a part aside and empty them; None when there was nothing to put aside.

    The notebook is copied, and stays. Raises AnswersError with a sentence; then the answers are as they were.
    """
    return _put_in_place(part, {}, now)


def bring_back(part: Part, name: str, now: datetime) -> Backup | None:
    """Make the answers of a backup those of the part; what is there now is put aside first, and returned.

    Raises AnswersError for a backup that is not there or cannot be read.
    """
    return _put_in_place(part, _read(part, name), now)


def backups(part: Part) -> list[Backup]:
    """The work that was put aside and can be read, the newest first."""
    found = []
    for folder in (part.folder / FOLDER).glob("answers-*"):
        with suppress(AnswersError):
            answers = _read(part, folder.name)
            found.append(Backup(folder.name, _moment(folder.name), _count(answers)))
    return sorted(found, key=lambda one: (one.at, one.name), reverse=True)


def _put_in_place(part: Part, wanted: Mapping[str, Answer], now: datetime) -> Backup | None:
    before = part.book.read()
    aside = _put_aside(part, before, now) if _count(before) else None
    part.book.put(wanted, now)
    return aside


def _put_aside(part: Part, answers: Mapping[str, Answer], now: datetime) -> Backup:
    """Copy what there is into a folder of its own."""
    stamp = now.astimezone(UTC).strftime(_TIME)
    try:
        folder = _free(part.folder / FOLDER, f"answers-{stamp}")
        # The answers come last: a folder without them is none.
        for name in filter(None, (part.notebook, HISTORY_NAME, FILE_NAME)):
            if (part.folder / name).is_file():
                shutil.copy2(part.folder / name, folder / name)
    except OSError as error:
        raise AnswersError(write_trouble(error, part.folder)) from error
    return Backup(folder.name, _moment(folder.name), _count(answers))


def _free(place: Path, name: str) -> Path:
    number = 1
    while True:
        folder = place / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(mode=0o700, parents=True)
        except FileExistsError:
            number += 1
        else:
            return folder


def _read(part: Part, name: str) -> dict[str, Answer]:
    problem = AnswersError(_("There is no such earlier work in this part, or it cannot be read."))
    if not _NAME.fullmatch(name):
        raise problem
    try:
        data = (part.folder / FOLDER / name / FILE_NAME).read_bytes()
    except OSError as error:
        raise problem from error
    return read_answers(data, course=part.course, part=part.part)


def _moment(name: str) -> datetime:
    found = _NAME.fullmatch(name)
    assert found is not None  # noqa: S101 - the name was read or made here
    return datetime.strptime(found[1], _TIME).replace(tzinfo=UTC)


def _count(answers: Mapping[str, Answer]) -> int:
    return sum(bool(answer.text.strip()) for answer in answers.values())
