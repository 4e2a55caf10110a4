"""answers-history.jsonl: every text that was saved, so that none is lost to a second tab or a damaged file.

In: texts as they are saved, one line each.  Out: the newest text of every question.  It stays in the
learner's folder and enters no packet.  Called by the answer book.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from classroom.answers.file import FILE_LIMITS, Answer, clean_text
from classroom.bounded_json import read_json
from classroom.errors import AnswersError
from classroom.questions.question import is_question_id

HISTORY_NAME = "answers-history.jsonl"
# A long memo is saved every few seconds. Above the first size the oldest lines go, down to the second; the
# newest text of each question and whatever was set aside stay.
LARGEST = 4_000_000
KEPT = 2_000_000


@dataclass(frozen=True)
class Line:
    """One saved text. set_aside: it lost to a text from another tab, and only this file has it."""

    id: str
    text: str
    revision: int
    saved_at: datetime
    set_aside: bool = False


class History:
    """The history beside one answers.json. Callers hold the book's lock."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / HISTORY_NAME

    def append(self, line: Line) -> None:
        """Write one line at the end. Raises OSError."""
        content = {
            "id": line.id,
            "text": line.text,
            "revision": line.revision,
            "saved_at": line.saved_at.astimezone(UTC).isoformat(),
            "set_aside": line.set_aside,
        }
        data = json.dumps(content, ensure_ascii=False).encode() + b"\n"
        with self.path.open("a+b") as file:
            size = file.seek(0, 2)
            if size:
                file.seek(size - 1)
                # A line that was cut short when the disk was full must not swallow this one.
                data = data if file.read(1) == b"\n" else b"\n" + data
            file.write(data)
        if size + len(data) > LARGEST:
            self._drop_oldest()

    def lines(self) -> list[Line]:
        """Return every line that can be read, oldest first; a damaged one is passed over. Raises OSError."""
        return [line for raw in self._raw_lines() if (line := _parse(raw)) is not None]

    def newest(self) -> dict[str, Answer]:
        """Return the last text of every question that was not set aside. Raises OSError."""
        return {
            line.id: Answer(line.text, line.revision, line.saved_at)
            for line in self.lines()
            if not line.set_aside
        }

    def _raw_lines(self) -> list[bytes]:
        if not self.path.exists():
            return []
        return [raw for raw in self.path.read_bytes().split(b"\n") if raw.strip()]

    def _drop_oldest(self) -> None:
        """Rewrite the file without its oldest lines."""
        from classroom.files import write_whole

        kept: list[bytes] = []
        seen: set[str] = set()
        room = KEPT
        for raw in reversed(self._raw_lines()):
            line = _parse(raw)
            if line is None:
                continue
            room -= len(raw)
            if room >= 0 or line.set_aside or line.id not in seen:
                kept.append(raw + b"\n")
            if not line.set_aside:
                seen.add(line.id)
        write_whole(self.path, b"".join(reversed(kept)))


def _parse(raw: bytes) -> Line | None:
    """Return the line in `raw`, or None when it is damaged."""
    try:
        found: Any = read_json(raw, HISTORY_NAME, FILE_LIMITS, AnswersError, "")
        saved_at = datetime.fromisoformat(found["saved_at"])
        line = Line(found["id"], found["text"], found["revision"], saved_at, found["set_aside"])
        text_is_kept = isinstance(line.text, str) and clean_text(line.text) == line.text
        sound = text_is_kept and is_question_id(line.id) and type(line.revision) is int and line.revision > 0
        return line if sound and saved_at.utcoffset() is not None else None
    except (AnswersError, KeyError, TypeError, ValueError):
        return None
