"""What a worker of a cluster does with a job: run it, and send back the notebook or a sentence.

In: a `RunJob`, and which software the office has. Out: bytes: one line of JSON, then the executed notebook.
Called on the worker by Dask, which cluster.py asked for it. A worker needs this software and nothing else:
neither lessons nor stores nor keys; what a run needs is in the job.

The answer is bytes and not an object, so that the office reads it without running anything a worker made.
"""

import json
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

from autograde.engine.forked import best_engine
from autograde.engine.software import software_here
from autograde.errors import GradingError
from autograde.grading.run import Engine, RunJob, run_notebook

__all__ = ["run_for_office", "said_by_worker"]


class _Prepared:
    """One engine for all the runs of a worker, started with the first. It ends with the worker's process."""

    def __init__(self) -> None:
        self._lock, self._open = threading.Lock(), ExitStack()
        self._engine: Engine | None = None

    def engine(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = self._open.enter_context(best_engine())
            return self._engine


_prepared = _Prepared()


def run_for_office(job: RunJob, software: str) -> bytes:
    """Run a job of an office that has this software.

    On a worker with other software nothing runs, and the answer says so: the same answers might be given
    other points there.
    """
    if software_here() != software:
        return _said({"other_software": software_here()})
    with tempfile.TemporaryDirectory(prefix="grading-") as scratch:
        try:
            return _said({}, run_notebook(job, Path(scratch) / "run", _prepared.engine()).path.read_bytes())
        except GradingError as problem:
            return _said({"sentence": problem.sentence})


def said_by_worker(answer: bytes) -> tuple[dict[str, str], bytes]:
    """Take an answer apart: what the worker says of the run, and the notebook, b"" when there is none."""
    line, _newline, notebook = answer.partition(b"\n")
    return {str(name): str(value) for name, value in json.loads(line).items()}, notebook


def _said(about: dict[str, str], notebook: bytes = b"") -> bytes:
    return json.dumps(about).encode() + b"\n" + notebook
