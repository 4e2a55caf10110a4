"""The canonical submission: what grading runs in place of anything a learner made.

    <session>/submitted/<person>/<part>/
        <notebook>.ipynb    the course's own, as released in this session
        answers.json        the validated answers, written anew
        variant.json        the server's own number
        timestamp.txt       when the packet came, as nbgrader reads it

In: the session's folder, a release, checked answers.  Out: that folder, replaced in one step.  Called by
receive.py. Only the course's notebook is ever put here: whatever a learner sends, no cell of hers is among
what runs.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograde.office import Office
from classroom.answers.book import Answer
from classroom.answers.file import write_answers
from classroom.files import write_whole

__all__ = ["Canonical", "is_written", "write_canonical"]


@dataclass(frozen=True)
class Canonical:
    """One canonical submission: whose, of which part, with which notebook and answers, and when it came."""

    session: str
    person: str
    course: str
    part: str
    notebook_name: str
    notebook: bytes
    variant: int
    answers: Mapping[str, Answer]
    received_at: datetime

    def files(self) -> dict[str, bytes]:
        """The files by name; the same submission always gives the same bytes."""
        variant = {"format": 1, "session": self.session, "variant": self.variant}
        return {
            self.notebook_name: self.notebook,
            "answers.json": write_answers(self.answers, self.course, self.part),
            "variant.json": (json.dumps(variant, indent=1) + "\n").encode(),
            "timestamp.txt": timestamp(self.received_at),
        }


def timestamp(moment: datetime) -> bytes:
    """A moment as nbgrader reads it from timestamp.txt.

    >>> timestamp(datetime(2027, 1, 4, 18, 2, 11, 5, tzinfo=UTC))
    b'2027-01-04 18:02:11.000005 UTC\\n'
    """
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC\n".encode()


def is_written(office: Office, session: str, person: str, part: str, received_at: datetime) -> bool:
    """Say whether the canonical submission in place is the one that came at that moment."""
    try:
        found = (_place(office, session, person, part) / "timestamp.txt").read_bytes()
    except FileNotFoundError:
        return False
    return found == timestamp(received_at)


def write_canonical(office: Office, canonical: Canonical) -> Path:
    """Put a canonical submission in place of an earlier one and return its folder.

    The new one is whole before the old one goes; stopped in between, `is_written` says that it has to be done
    again. Call it under the office's writer.
    """
    place = _place(office, canonical.session, canonical.person, canonical.part)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # On the same disk, and outside submitted/, where nbgrader would take it for a learner.
    with tempfile.TemporaryDirectory(
        dir=office.session_folder(canonical.session), prefix=".incoming-"
    ) as scratch:
        made = Path(scratch) / "new"
        for name, data in canonical.files().items():
            write_whole(made / name, data)
        if place.is_dir():
            place.replace(Path(scratch) / "old")
        shutil.move(made, place)
    return place


def _place(office: Office, session: str, person: str, part: str) -> Path:
    return office.session_folder(session) / "submitted" / person / part
