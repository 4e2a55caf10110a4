"""Brings together the answers in this workspace and those that she gave on the desk's own pages.

In: an open part, the client of its desk.  Out: how many answers came.  Called when a part is opened, and
some seconds after each save.  Both sides keep the rules of the answer book: of two texts that were changed
apart the later one counts, and the other one stays in the history of both. Own numbers are no answers and
never travel; an insight does only when it is shared.

    .classroom/exchanged/<course>--<part>.json    {question: [revision here, revision at the desk]}
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING

from classroom.answers.book import Answer
from classroom.clock import now
from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.files import write_whole
from classroom.sending.client import DeskClient
from classroom.sending.packet import may_travel
from classroom.workspace import Workspace

if TYPE_CHECKING:
    from classroom.part import Part

__all__ = ["Exchange", "exchange_answers"]

SECONDS = 3.0
"""How long after a save the answers go to the desk: what is typed meanwhile goes along."""

Revisions = dict[str, tuple[int, int]]


def exchange_answers(part: Part, client: DeskClient) -> int:
    """Send what was changed here since the last time, and take over what was changed at the desk.

    Returns how many answers came. Raises DeskError, AnswersError or OSError; then nothing is lost on either
    side, and the next time does it.
    """
    place = _place(part)
    known, here = _read(place), part.book.read()
    changed = {
        name: {
            "text": answer.text,
            "saved_at": answer.saved_at.isoformat(),
            "based_on": known.get(name, (0, 0))[1],
        }
        for name, answer in here.items()
        if answer.saved_at
        and answer.revision != known.get(name, (0, 0))[0]
        and may_travel(part, name, answer)
    }
    there = client.exchange_answers(part.course, part.part, changed)
    came, agreed = 0, {}
    for name, (text, revision, saved_at) in there.items():
        if name in part.kinds:
            came += _take_over(part, name, here.get(name), text, saved_at)
            answer = part.book.answer(name)
            # Where the later text is here, it goes to the desk the next time.
            agreed[name] = (answer.revision if answer and answer.text == text else 0, revision)
    write_whole(place, json.dumps(known | agreed).encode())
    return came


class Exchange:
    """Exchanges soon after it is asked to, in a thread; asked again meanwhile, once for both.

    came: called in that thread when answers came from the desk.
    """

    def __init__(self, part: Part, came: Callable[[], None] = lambda: None) -> None:
        self._part, self._came = part, came
        self._lock = Lock()
        self._timer: Timer | None = None

    def soon(self, seconds: float = SECONDS) -> None:
        """Exchange in a while. Never raises; without a desk nothing happens."""
        with self._lock:
            if self._timer is None and Workspace.find(self._part.folder).desk is not None:
                self._timer = Timer(seconds, self._run)
                self._timer.daemon = True
                self._timer.start()

    def _run(self) -> None:
        with self._lock:
            self._timer = None
        link = Workspace.find(self._part.folder).desk
        if link is None:
            return
        try:
            if exchange_answers(self._part, DeskClient(link.url, link.token)):
                self._came()
        except (ClassroomError, OSError):
            return  # the desk is away; the next save tries again
        except Exception as error:
            log_failure(self._part.folder, "the exchange with the desk", error, now())


def _take_over(part: Part, name: str, before: Answer | None, text: str, saved_at: datetime) -> int:
    """Keep a text of the desk here, by the rules of the book; returns 1 when it is another one."""
    if (before.text if before else "") == text:
        return 0
    part.book.save(name, text, before.revision if before else None, saved_at)
    return 1


def _place(part: Part) -> Path:
    return Workspace.find(part.folder).private / "exchanged" / f"{part.course}--{part.part}.json"


def _read(place: Path) -> Revisions:
    with suppress(OSError, ValueError, TypeError, AttributeError):
        found: Mapping[str, list[int]] = json.loads(place.read_bytes())
        return {str(name): (int(here), int(there)) for name, (here, there) in found.items()}
    return {}
