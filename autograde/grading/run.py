"""Run a restored notebook on a learner's answers. Touches no store: bytes and a fresh folder in, bytes out.

In: `RunJob` (everything as bytes, so that it can travel to another process or machine) and an empty folder.
Out: `Executed`. Called by grade.py and release. What runs is the course's own code; of the learner there is
only data, in answers.json.
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from autograde.errors import GradingError
from classroom.language import _

__all__ = [
    "Engine",
    "Executed",
    "RunJob",
    "kernel_died",
    "ordinary_kernel",
    "papermill_run",
    "ran_too_long",
    "run_notebook",
]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RunJob:
    """One run: the restored notebook, and the files a lesson reads beside it.

    answers: the validated answers.json, or b"" when there is none, which means no answers. variant: the
    server's own number, the only parameter the notebook is given.
    """

    restored: bytes
    part_json: bytes
    variant_json: bytes
    variant: int
    answers: bytes = b""


@dataclass(frozen=True)
class Executed:
    """An executed notebook where it was written, with its hash."""

    path: Path
    sha256: str


class Engine(Protocol):
    """What runs a notebook: an ordinary kernel now; a pool of forked workers or a cluster later.

    Writes `executed`, with the outputs of every cell that ran, errors included. Raises GradingError when
    the run could not finish.
    """

    def __call__(self, notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
        """Run `notebook` in its own folder."""


def run_notebook(job: RunJob, folder: Path, engine: Engine | None = None) -> Executed:
    """Run a job in the fresh, empty `folder` and return the executed notebook.

    Errors inside cells are recorded in the notebook, not raised: verify.py judges them. Raises GradingError
    when the run itself broke (a cell took too long, the kernel died), and ValueError when the folder is not
    empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ValueError(f"{folder} is not empty")
    notebook, executed = folder / "notebook.ipynb", folder / "executed.ipynb"
    notebook.write_bytes(job.restored)
    (folder / "part.json").write_bytes(job.part_json)
    (folder / "variant.json").write_bytes(job.variant_json)
    if job.answers:
        (folder / "answers.json").write_bytes(job.answers)
    (engine or ordinary_kernel)(notebook, executed, {"variant": job.variant})
    if not executed.is_file():
        raise GradingError(_("The run wrote no notebook. Nothing was scored."))
    return Executed(executed, hashlib.sha256(executed.read_bytes()).hexdigest())


def ordinary_kernel(notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
    """Run with papermill in a kernel of its own, with time limits."""
    from autograde.grading.kernel import ENGINE, register_engine

    register_engine()
    papermill_run(notebook, executed, parameters, ENGINE)


def papermill_run(notebook: Path, executed: Path, parameters: Mapping[str, int], engine_name: str) -> None:
    """Run with papermill and an engine that is registered there.

    Raises GradingError, with a sentence for staff, when the run itself broke.
    """
    import papermill

    from autograde.gradebook import CELL_SECONDS, START_SECONDS

    options: dict[str, Any] = {
        "engine_name": engine_name,
        "kernel_name": "python3",
        "progress_bar": False,
        "request_save_on_cell_execute": False,  # one write at the end; a broken run is not scored anyway
        "autosave_cell_every": 0,
        "start_timeout": START_SECONDS,
        "execution_timeout": CELL_SECONDS,
        "iopub_timeout": CELL_SECONDS,
        # Otherwise papermill stops at the first failing cell, and nbgrader gives a graded cell without output
        # full points.
        "allow_errors": True,
        "store_widget_state": False,  # plotly's would be 5 MB each
    }
    try:
        papermill.execute_notebook(_literal(notebook), _literal(executed), dict(parameters), **options)
    except papermill.PapermillExecutionError as problem:
        # Every cell ran and the notebook is written; papermill tells at the end. verify.py names the cell.
        log.info("a cell failed in %s: %s", notebook, problem.ename)
    except Exception as problem:
        log.warning("the run of %s broke", notebook, exc_info=True)
        raise GradingError(_broke(problem)) from problem


def ran_too_long() -> str:
    """The sentence for a cell that was stopped."""
    return _("A cell of the lesson ran for too long and was stopped. Nothing was scored.")


def kernel_died() -> str:
    """The sentence for a kernel that ended in the middle of a run."""
    return _(
        "The kernel that runs the lesson died. Nothing was scored. "
        "Grade again; if it repeats, look at the log."
    )


def _broke(problem: Exception) -> str:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    if isinstance(problem, CellTimeoutError):
        return ran_too_long()
    if isinstance(problem, DeadKernelError):
        return kernel_died()
    return _("The lesson could not be run ({kind}). Nothing was scored. The log has the details.").format(
        kind=type(problem).__name__
    )


def _literal(path: Path) -> str:
    """A path as papermill takes it: it fills in {braces}, so they are doubled."""
    return str(path).replace("{", "{{").replace("}", "}}")
