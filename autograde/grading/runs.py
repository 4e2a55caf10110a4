"""Run what waits, as many at a time as the executor has room for, and hand back each run when it is its turn.

In: what waits, in the order of arrival, and an executor. Out: `Ran`s. Called by grade.py, which stores them.
Runs come back as they finish; only those of one person in one part keep their order, for what a later one
does to memo and gradebook depends on the earlier one.
"""

import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograde.errors import GradingError
from autograde.grading.submission import OpenPart, run_job
from autograde.grading.waiting import Waiting
from classroom.answers.file import Answer

if TYPE_CHECKING:
    from autograde.engine.executor import Executor, Outcome

__all__ = ["Ran", "Ready", "runs"]


@dataclass(frozen=True)
class Ready:
    """A submission that can be run.

    archived: the run that was archived before a crash; then it is not run again.
    """

    part: OpenPart
    answers: Mapping[str, Answer]
    archived: Path | None = None


@dataclass(frozen=True)
class Ran:
    """A submission and its run; `sentence` says why there is none."""

    task: Waiting
    ready: Ready | None = None
    notebook: bytes = b""
    sentence: str = ""

    @contextmanager
    def executed(self) -> Iterator[Path]:
        """The executed notebook as a file, for as long as it is needed."""
        if self.ready is not None and self.ready.archived is not None:
            yield self.ready.archived
            return
        with tempfile.TemporaryDirectory(prefix="grading-") as scratch:
            path = Path(scratch) / "executed.ipynb"
            path.write_bytes(self.notebook)
            yield path


def runs(
    session: str, tasks: Sequence[Waiting], make_ready: Callable[[Waiting], Ready], executor: "Executor"
) -> Iterator[Ran]:
    """Yield the run of every task. make_ready: called shortly before a run; a GradingError is its outcome."""
    turns: dict[tuple[str, str], deque[Waiting]] = defaultdict(deque)
    for task in tasks:
        turns[task.person, task.part].append(task)
    held: dict[Waiting, Ran] = {}
    for ran in _as_they_finish(session, tasks, make_ready, executor):
        held[ran.task] = ran
        turn = turns[ran.task.person, ran.task.part]
        while turn and turn[0] in held:
            yield held.pop(turn.popleft())


def _as_they_finish(
    session: str, tasks: Sequence[Waiting], make_ready: Callable[[Waiting], Ready], executor: "Executor"
) -> Iterator[Ran]:
    waiting = deque(tasks)
    running: dict[str, tuple[Waiting, Ready]] = {}
    while waiting or running:
        while waiting and len(running) < executor.capacity:
            task = waiting.popleft()
            try:
                ready = make_ready(task)
            except GradingError as problem:
                yield Ran(task, sentence=problem.sentence)
                continue
            if ready.archived is not None:
                yield Ran(task, ready)
                continue
            name = f"{task.task}-{task.attempt}"  # the same for every grader, here and on a cluster
            running[name] = task, ready
            executor.submit(name, run_job(session, task, ready.part, ready.answers))
        if running:
            yield _ran(running, executor.next())


def _ran(running: dict[str, tuple[Waiting, Ready]], outcome: "Outcome") -> Ran:
    task, ready = running.pop(outcome.name)
    return Ran(task, ready, outcome.notebook, outcome.sentence)
