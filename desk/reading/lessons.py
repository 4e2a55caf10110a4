"""Sheets of lessons for the pages: run in a few processes of their own, and kept while they are asked for.

In: a release's zip, a variant, settings.  Out: blocks.  Called by the reading view's pages.  A sheet depends
on nothing else, least of all on what a learner answered, so the same one serves everybody with that variant.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections import OrderedDict
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue

from classroom.language import language_in_use
from classroom.reading.blocks import Block
from classroom.reading.sheet import Settings
from desk.reading.lesson_process import Job, Trouble, serve

__all__ = ["LessonTrouble", "Lessons"]

log = logging.getLogger(__name__)

SECONDS = 30.0
"""How long a lesson may run before its process is ended."""
MOST_KEPT = 300
"""Sheets that are kept; each is about 30 kB."""

Key = tuple[str, int, str, tuple[tuple[str, tuple[tuple[str, str], ...]], ...]]


class LessonTrouble(Exception):  # noqa: N818 - named for what a reader meets
    """A lesson could not be read; the log says why."""


@dataclass
class _Worker:
    """A process and the pipe to it; neither before it is first needed."""

    process: BaseProcess | None = None
    pipe: Connection | None = None


class Lessons:
    """Writes sheets. Close it when done; a process also ends with the one that started it."""

    def __init__(self, processes: int = 2) -> None:
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._workers = [_Worker() for _number in range(processes)]
        for worker in self._workers:
            self._idle.put(worker)
        self._kept: OrderedDict[Key, tuple[Block, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, bundle: Path, variant: int, settings: Settings) -> tuple[Block, ...]:
        """Return the sheet of a released part, in the language in use. Raises LessonTrouble."""
        language = language_in_use()
        key = (str(bundle), variant, language, _frozen(settings))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        blocks = self._run(Job(bundle, variant, dict(settings), language))
        with self._lock:
            self._kept[key] = blocks
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return blocks

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            _end(worker)

    def _run(self, job: Job) -> tuple[Block, ...]:
        worker = self._idle.get()
        try:
            answer = _ask(worker, job)
        finally:
            self._idle.put(worker)
        if isinstance(answer, Trouble):
            log.error("%s, variant %s, could not be read:\n%s", job.bundle, job.variant, answer.traceback)
            raise LessonTrouble
        return answer


def _ask(worker: _Worker, job: Job) -> tuple[Block, ...] | Trouble:
    """Hand a job to a process and wait; one that has died is started again, once."""
    for _attempt in ("as it runs", "started again"):
        try:
            pipe = _started(worker)
            pipe.send(job)
            if pipe.poll(SECONDS):
                answer: tuple[Block, ...] | Trouble = pipe.recv()
                return answer
        except (OSError, EOFError):
            _end(worker)
            continue
        _end(worker)
        return Trouble(f"It ran for more than {SECONDS:g} seconds and was ended.")
    return Trouble("The process that runs lessons ended, twice.")


def _started(worker: _Worker) -> Connection:
    if worker.pipe is None or worker.process is None or not worker.process.is_alive():
        _end(worker)
        # A fresh interpreter: the desk has threads, and a forked copy would hold their locks for ever.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        worker.process = context.Process(target=serve, args=(theirs,), name="lessons", daemon=True)
        worker.process.start()
        theirs.close()
        worker.pipe = ours
    return worker.pipe


def _end(worker: _Worker) -> None:
    if worker.pipe is not None:
        worker.pipe.close()
    if worker.process is not None:
        worker.process.kill()
        worker.process.join()
    worker.process = worker.pipe = None


def _frozen(settings: Settings) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return tuple(sorted((name, tuple(sorted(values.items()))) for name, values in settings.items()))
