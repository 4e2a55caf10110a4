"""The process that has everything imported, and forks itself for each run.

    python -m autograde.engine.server <socket>

In: one line of JSON on each connection: {"notebook", "executed", "parameters", "cell_seconds"}. Out: one line
back: {"ended": a word of words.py, "sentence": ...}. Started by forked.py, whose end it notices when its
standard input closes; then it ends its runs and itself.

One thread, because it forks: a loop over the listening socket, the connections and the pipes of the runs. A
run lives in a process group of its own, which is ended when it has answered, when a cell takes too long, or
when nobody waits for it any more. Whatever a run had to import is imported here afterwards, so that the next
one finds it.
"""

import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from autograde.engine.known_cells import KnownCells
from autograde.engine.known_notebooks import KnownNotebooks
from autograde.engine.shell import PreparedKernel, prepare_kernel
from autograde.engine.words import BROKE, DIED, RAN, TOO_LONG

__all__ = ["main"]

PRELOADED = ("papermill", "nbformat", "nbclient", "tornado.ioloop", "pandas")
"""What every run needs, imported before the first: several that begin together would each pay for it."""
CELL_BEGINS = b"."
ORPHAN_SECONDS = 5


class _Run:
    """One run: the connection that waits for it, and its process."""

    def __init__(self, waiting: socket.socket) -> None:
        self.waiting = waiting
        self.asked = b""
        self.said = b""
        self.pid = 0
        self.pipe = -1
        self.seconds = 0.0
        self.deadline = float("inf")


class _Server:
    def __init__(self, listening: socket.socket, prepared: PreparedKernel) -> None:
        self.listening, self.prepared = listening, prepared
        self.known, self.notebooks = KnownCells(prepared.kernel.shell), KnownNotebooks()
        self.selector = selectors.DefaultSelector()
        self.runs: set[_Run] = set()

    def serve(self) -> None:
        """Until standard input closes."""
        self.selector.register(self.listening, selectors.EVENT_READ)
        self.selector.register(sys.stdin.fileno(), selectors.EVENT_READ)
        while True:
            nearest = min((run.deadline for run in self.runs), default=float("inf"))
            wait = None if nearest == float("inf") else max(0.0, nearest - time.monotonic())
            for key, _events in self.selector.select(wait):
                if key.fileobj == sys.stdin.fileno():
                    self._end_all()
                    return
                if key.fileobj is self.listening:
                    self._accept()
                elif key.data in self.runs:
                    self._hear(key.data, on_pipe=isinstance(key.fileobj, int))
            for run in [run for run in self.runs if run.deadline <= time.monotonic()]:
                self._finish(run, {"ended": TOO_LONG})

    def _accept(self) -> None:
        waiting, _address = self.listening.accept()
        run = _Run(waiting)
        self.runs.add(run)
        self.selector.register(waiting, selectors.EVENT_READ, run)

    def _hear(self, run: _Run, on_pipe: bool) -> None:
        heard = os.read(run.pipe, 65536) if on_pipe else run.waiting.recv(65536)
        if on_pipe:
            self._hear_from_run(run, heard)
        elif not heard:
            self._finish(run, None)  # whoever asked is gone
        else:
            run.asked += heard
            if run.asked.endswith(b"\n") and not run.pid:
                self._fork(run, json.loads(run.asked))

    def _hear_from_run(self, run: _Run, heard: bytes) -> None:
        run.said += heard
        if run.said.endswith(b"\n"):
            said = json.loads(run.said.lstrip(CELL_BEGINS))
            imported = said.pop("imported")
            self._finish(run, said)
            _import(imported)
        elif not heard:
            self._finish(run, {"ended": DIED})
        else:
            run.deadline = time.monotonic() + run.seconds

    def _fork(self, run: _Run, asked: dict[str, Any]) -> None:
        if threading.active_count() != 1:
            self._finish(run, {"ended": DIED})  # a lock that a thread holds would stay held in the child
            return
        notebook = Path(asked["notebook"])
        with suppress(OSError):
            self.known.learn(notebook.read_bytes())
        loaded = self.notebooks.load(notebook)
        reading, writing = os.pipe()
        run.pid = os.fork()
        if run.pid == 0:
            os.close(reading)
            self._be_the_run(asked, loaded, writing)
        with suppress(OSError):
            os.setpgid(run.pid, run.pid)  # the child does it too: whoever comes first
        os.close(writing)
        run.pipe, run.seconds = reading, float(asked["cell_seconds"])
        run.deadline = time.monotonic() + run.seconds
        self.selector.register(reading, selectors.EVENT_READ, run)

    def _be_the_run(self, asked: dict[str, Any], loaded: Any, pipe: int) -> None:
        """In the child: run, answer, and end without cleaning up what belongs to the parent."""
        try:
            with suppress(OSError):
                os.setpgid(0, 0)
            nothing = os.open(os.devnull, os.O_RDONLY)
            os.dup2(nothing, 0)
            self.selector.close()
            self.listening.close()
            for run in self.runs:
                run.waiting.close()
                if run.pipe >= 0:
                    os.close(run.pipe)
            _answer(self.prepared, asked, loaded, pipe)
        finally:
            os._exit(0)

    def _finish(self, run: _Run, said: dict[str, Any] | None) -> None:
        """End what is left of a run, and tell whoever waits."""
        self.runs.discard(run)
        self.selector.unregister(run.waiting)
        if run.pipe >= 0:
            self.selector.unregister(run.pipe)
            os.close(run.pipe)
        if run.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(run.pid, signal.SIGKILL)
            os.waitpid(run.pid, 0)
        with suppress(OSError):
            if said is not None:
                run.waiting.sendall(json.dumps(said).encode() + b"\n")
        run.waiting.close()

    def _end_all(self) -> None:
        for run in list(self.runs):
            self._finish(run, None)


def _answer(prepared: PreparedKernel, asked: dict[str, Any], loaded: Any, pipe: int) -> None:
    from autograde.engine.forked_run import run_here
    from autograde.errors import GradingError

    # If this server is killed, nobody watches the run any more: then it ends itself, a little later.
    seconds = int(asked["cell_seconds"]) + ORPHAN_SECONDS

    def cell_begins() -> None:
        os.write(pipe, CELL_BEGINS)
        signal.alarm(seconds)

    before = len(sys.modules)
    said = {"ended": RAN, "sentence": ""}
    try:
        run_here(
            prepared,
            Path(asked["notebook"]),
            Path(asked["executed"]),
            asked["parameters"],
            cell_begins,
            loaded,
        )
    except GradingError as problem:
        said = {"ended": BROKE, "sentence": problem.sentence}
    # From the end: to look at each of two thousand names is to copy the pages that they stand on.
    imported = list(islice(reversed(sys.modules), max(0, len(sys.modules) - before)))[::-1]
    data = json.dumps({**said, "imported": imported}).encode() + b"\n"
    while data:
        data = data[os.write(pipe, data) :]


def _import(names: Sequence[str]) -> None:
    """Import what a run imported. What cannot be imported here is left to the runs."""
    new = [name for name in names if name not in sys.modules]
    if not new:
        return
    for name in new:
        with suppress(Exception):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # the children share these pages as long as nobody writes to them


def _build_validators() -> None:
    """When nbformat checks its first notebook it writes the program that does so: longer than many a run."""
    import nbformat

    nbformat.validate(nbformat.v4.new_notebook())
    nbformat.v4.new_output("stream")


def main(address: str) -> None:
    """Import, prepare, say "ready", serve."""
    gc.disable()  # nothing to collect yet
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this process
    importlib.import_module("autograde.engine.forked_run")
    prepared = prepare_kernel()
    _import(PRELOADED)
    _build_validators()
    gc.freeze()
    gc.enable()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(address)
        listening.listen(64)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        _Server(listening, prepared).serve()


if __name__ == "__main__":
    main(sys.argv[1])
