"""The engine that runs a notebook in a process forked from a prepared one.

    with ForkedEngine() as engine:
        run_notebook(job, folder, engine)      # from as many threads as there are processors

In: a notebook, as autograde.grading.run.Engine. Out: the executed notebook, like an ordinary kernel's; a
standing test compares them cell by cell. Called by executor.py and background.py. Needs os.fork (Linux,
macOS); `best_engine` gives the ordinary kernel elsewhere.
"""

import json
import logging
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from autograde.engine.words import BROKE, RAN, TOO_LONG
from autograde.errors import GradingError
from autograde.grading.run import Engine, kernel_died, ordinary_kernel, ran_too_long
from classroom.language import _

__all__ = ["ForkedEngine", "best_engine", "can_fork"]

log = logging.getLogger(__name__)


def can_fork() -> bool:
    """Whether this machine has processes that fork, and sockets to speak to them."""
    return hasattr(os, "fork") and hasattr(socket, "AF_UNIX")


@contextmanager
def best_engine(name: str = "", nice: int = 0) -> Iterator[Engine]:
    """The engine of that name, "fork" or "kernel"; "" is the faster one that this machine has.

    nice: how far runs stand back for others, 0 to 19. Raises GradingError for "fork" where that is not
    possible.
    """
    if name == "kernel" or (name != "fork" and not can_fork()):
        yield ordinary_kernel
        return
    if not can_fork():
        raise GradingError(_("This system cannot fork processes. Use the ordinary kernel: --engine kernel."))
    with ForkedEngine(nice) as engine:
        yield engine


class ForkedEngine:
    """Runs notebooks, several at a time if asked from several threads. Close it when done."""

    def __init__(self, nice: int = 0) -> None:
        self._nice = nice
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="fork-")
        self._server: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._closed = False
        with self._lock:
            self._start()

    def __call__(self, notebook: Path, executed: Path, parameters: Mapping[str, int]) -> None:
        """Run a notebook in its own folder. Raises GradingError when the run could not finish."""
        from autograde.gradebook import CELL_SECONDS

        asked = {
            "notebook": str(notebook.absolute()),
            "executed": str(executed.absolute()),
            "parameters": dict(parameters),
            "cell_seconds": CELL_SECONDS,
        }
        said = self._ask(asked)
        if said is None and self._closed:
            raise _stopped()
        if said is None:
            log.warning("the run of %s died", notebook)
            raise GradingError(kernel_died())
        if said["ended"] == RAN:
            return
        log.warning("the run of %s ended: %s", notebook, said["ended"])
        if said["ended"] == BROKE:
            raise GradingError(said["sentence"])
        raise GradingError(ran_too_long() if said["ended"] == TOO_LONG else kernel_died())

    def close(self) -> None:
        """End the prepared process and whatever still runs in it."""
        with self._lock:
            self._closed = True
            self._stop()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        """Nothing more: the process was started when this object was made."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    @property
    def _address(self) -> str:
        return str(Path(self._folder.name) / "socket")

    def _ask(self, asked: Mapping[str, object]) -> dict[str, str] | None:
        """Send one request and wait for its answer; None when the other side ended without one."""
        self._be_ready()
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.connect(self._address)
                connection.sendall(json.dumps(asked).encode() + b"\n")
                line = connection.makefile("rb").readline()
        except OSError:
            return None
        return dict(json.loads(line)) if line.endswith(b"\n") else None

    def _be_ready(self) -> None:
        """Wait until the prepared process listens; start it again when it has died."""
        with self._lock:
            if self._closed:
                raise _stopped()
            for _attempt in ("as it runs", "started again"):
                if self._server is None or self._server.poll() is not None:
                    self._stop()
                    self._start()
                if self._ready or self._says_ready():
                    self._ready = True
                    return
                self._stop()  # something ended it while it was getting ready
            said = (Path(self._folder.name) / "said.log").read_text(errors="replace")[-2000:]
            log.error("the process that runs lessons did not start: %s", said)
            raise GradingError(
                _(
                    "The process that runs lessons could not be started. The log has its last words. "
                    "Use the ordinary kernel: --engine kernel."
                )
            )

    def _says_ready(self) -> bool:
        server = self._server
        assert server is not None and server.stdout is not None  # noqa: S101 - it was just started
        return bool(server.stdout.readline() == b"ready\n")

    def _start(self) -> None:
        folder = Path(self._folder.name)
        Path(self._address).unlink(missing_ok=True)
        command = [sys.executable, "-P", "-m", "autograde.engine.server", self._address]
        with (folder / "said.log").open("ab") as said:
            self._server = subprocess.Popen(  # noqa: S603 - our own module
                command,
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                env=_environment(folder),
                start_new_session=True,  # Ctrl-C reaches this process only, which then ends that one
            )
        self._ready = False
        if self._nice:
            ours = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, self._server.pid, min(19, ours + self._nice))

    def _stop(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        for pipe in (server.stdin, server.stdout):
            if pipe is not None:
                pipe.close()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _stopped() -> GradingError:
    return GradingError(_("Grading was stopped. Nothing was scored."))


def _environment(folder: Path) -> dict[str, str]:
    from autograde.grading.kernel_environment import kernel_environment

    # debugpy, which comes with ipykernel, would otherwise write a warning.
    return {**kernel_environment(folder), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
