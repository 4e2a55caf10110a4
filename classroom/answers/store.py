"""Where the answers lie: answers.json read, repaired and replaced in one step, under a lock.

In: the path.  Out: an AnswersFile, or AnswersError in one sentence.  A damaged file is kept aside under
another name and rebuilt from the history beside it.  Called by the answer book only.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from classroom.answers.file import FILE_NAME, AnswersFile, read_answers_file, write_answers
from classroom.answers.history import History
from classroom.errors import AnswersError, NewerFileError, OtherPartError
from classroom.language import _, ngettext
from classroom.write_trouble import write_trouble

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_NAME = ".answers.lock"
LOCK_SECONDS = 10
_BOM = b"\xef\xbb\xbf"


class AnswersStore:
    """One answers.json and the history beside it.

    course, part: what the file must name (when empty: whatever it says). read_only: for grading, which writes
    nothing and repairs nothing. `recovered` is a sentence after a damaged file was put aside, else None.
    """

    def __init__(self, path: Path, *, course: str = "", part: str = "", read_only: bool = False) -> None:
        self.path = path
        self.course = course
        self.part = part
        self.read_only = read_only
        self.recovered: str | None = None
        self.history = History(path.parent)
        self._lock: BaseFileLock | None = None
        self._read: tuple[bytes, AnswersFile] | None = None

    def load(self) -> AnswersFile:
        """Return the file, repaired first if it is damaged; an empty one when there is none.

        Raises AnswersError when it cannot be read, is of a later format, or belongs to another part; in
        grading also when it is damaged.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return AnswersFile(self.course, self.part, {})
        except OSError as error:
            raise AnswersError(
                _(
                    "{file} cannot be read ({reason}). Close other programs that use it, and try again."
                ).format(file=FILE_NAME, reason=error.strerror or type(error).__name__)
            ) from error
        if self.read_only:
            if self._read is None or self._read[0] != data:  # every question asks for the same file
                self._read = data, self._parse(data) if data else AnswersFile(self.course, self.part, {})
            return self._read[1]
        try:
            return self._parse(data)
        except (NewerFileError, OtherPartError):
            raise
        except AnswersError:
            return self._repair()

    def replace(self, file: AnswersFile) -> None:
        """Write the whole file in one step. Call it inside `writing`. Raises OSError or AnswersError."""
        data = write_answers(file.answers, self.course or file.course, self.part or file.part)
        _replace(self.path, data)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock of this file; what the system refuses inside becomes one AnswersError."""
        from filelock import FileLock, Timeout

        if self.read_only:
            raise AnswersError(_("Answers are only read here; nothing was saved."))
        if self._lock is None:
            self._lock = FileLock(self.path.with_name(LOCK_NAME), timeout=LOCK_SECONDS)
        try:
            with self._lock:
                yield
        except Timeout as error:
            raise AnswersError(
                _("Another window is busy with your answers, and this was not saved yet. Try again.")
            ) from error
        except OSError as error:
            raise AnswersError(write_trouble(error, self.path.parent)) from error

    def _parse(self, data: bytes) -> AnswersFile:
        # An editor on Windows may put a byte-order mark in front; the next save leaves it out.
        # Unknown ids pass: a new release may have dropped a question, and her text stays.
        data = data if self.read_only else data.removeprefix(_BOM)
        return read_answers_file(data, course=self.course or None, part=self.part or None)

    def _repair(self) -> AnswersFile:
        """Keep the damaged file aside, rebuild it from the history, and say so."""
        with self.writing():
            data = self.path.read_bytes()
            with suppress(AnswersError):
                return self._parse(data)  # another window has repaired it in the meantime
            aside = _keep_aside(self.path.parent, data)
            file = AnswersFile(self.course, self.part, self.history.newest())
            self.replace(file)
        n = sum(bool(answer.text.strip()) for answer in file.answers.values())
        said = _("Your file of answers was damaged. It is kept as {file}.").format(file=aside)
        brought_back = ngettext(
            "{n} answer was brought back from the history. Look it over.",
            "{n} answers were brought back from the history. Look them over.",
            n,
        ).format(n=n)
        self.recovered = f"{said} {brought_back}"
        return file


def _keep_aside(folder: Path, data: bytes) -> str:
    """Write `data` to the first free answers-damaged-<n>.json and return its name. Raises OSError."""
    number = 1
    while True:
        name = f"answers-damaged-{number}.json"
        try:
            with (folder / name).open("xb") as file:
                file.write(data)
        except FileExistsError:
            number += 1
        else:
            return name


def _replace(path: Path, data: bytes) -> None:
    """Write the file in one step. Raises OSError."""
    from classroom.files import write_whole

    # Windows refuses to replace a file that a virus scanner or a sync program is reading at that moment.
    for pause in (0.05, 0.1, 0.2):
        try:
            return write_whole(path, data)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)
    return write_whole(path, data)
