"""Many runs at once: jobs in, executed notebooks out, in the order in which they finish.

In: `RunJob`s, by name. Out: `Outcome`s. Called by grading/runs.py. A job and an outcome are bytes, so that an
executor may be on another machine; it touches no store. Whoever calls it stores what comes back: one writer.
"""

import tempfile
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from autograde.errors import GradingError
from autograde.grading.run import Engine, RunJob, run_notebook

__all__ = ["Executor", "LocalPool", "Outcome"]


@dataclass(frozen=True)
class Outcome:
    """What came of a job: the executed notebook, or the sentence that says why there is none."""

    name: str
    notebook: bytes = b""
    sentence: str = ""


class Executor(Protocol):
    """What runs jobs: a pool on this machine, or a cluster (cluster.py).

    capacity: how many jobs to have submitted and not yet taken back; more would only fill its memory.
    """

    capacity: int

    def submit(self, name: str, job: RunJob) -> None:
        """Take a job; returns at once."""

    def next(self) -> Outcome:
        """Wait until a job that was submitted has finished, and return what came of it, once."""

    def close(self) -> None:
        """Start no more jobs. What is running ends by itself or with its engine; nobody asks for it."""


class LocalPool:
    """Runs as many jobs at a time as it has workers, through one engine.

    A worker is a thread that waits for a process, so that processors are used by runs alone. With one worker
    there is no thread: a job runs when its outcome is asked for.
    """

    def __init__(self, engine: Engine | None = None, workers: int = 1) -> None:
        self.capacity = 1 if workers <= 1 else 2 * workers
        self._engine = engine
        self._waiting: deque[tuple[str, RunJob]] = deque()
        self._threads = ThreadPoolExecutor(workers, "grading") if workers > 1 else None
        self._running: set[Future[Outcome]] = set()

    def submit(self, name: str, job: RunJob) -> None:
        """Take a job."""
        if self._threads is None:
            self._waiting.append((name, job))
        else:
            self._running.add(self._threads.submit(self._run, name, job))

    def next(self) -> Outcome:
        """Wait for the next outcome."""
        if self._threads is None:
            return self._run(*self._waiting.popleft())
        finished, _others = wait(self._running, return_when=FIRST_COMPLETED)
        one = finished.pop()
        self._running.remove(one)
        return one.result()

    def close(self) -> None:
        """Forget what has not begun."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)

    def _run(self, name: str, job: RunJob) -> Outcome:
        with tempfile.TemporaryDirectory(prefix="grading-") as scratch:
            try:
                return Outcome(name, run_notebook(job, Path(scratch) / "run", self._engine).path.read_bytes())
            except GradingError as problem:
                return Outcome(name, sentence=problem.sentence)
