"""The desk's side of grading on submit: pass the word on to a process of its own, and never wait for it.

    with OnSubmit(home, curriculum) as told:
        serve(office, courses, DeskSettings(grade=told))

In: who sent what, from the desk's threads. Out: lines to a process (background.py), which grades. Called by
`bargain desk`. Whatever happens to that process changes nothing: a packet that it did not grade waits for
`bargain grade`, and the next packet starts the process again.
"""

import json
import logging
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from autograde.office import Office

__all__ = ["OnSubmit"]

log = logging.getLogger(__name__)

MOST_WAITING = 10_000
"""Notices that are kept while the grader is busy; what is beyond them is left to `bargain grade`."""


class OnSubmit:
    """Starts a grader beside the desk, and tells it of each packet.

    programs: the folder with the rules files, None for those that came with the software.
    """

    def __init__(self, home: Path, curriculum: Path, programs: Path | None = None) -> None:
        module = [sys.executable, "-m", "autograde.engine.background"]
        places = [home.absolute(), curriculum.absolute(), *([programs.absolute()] if programs else [])]
        self._command = [*module, *map(str, places)]
        self._notices: queue.Queue[bytes | None] = queue.Queue(MOST_WAITING)
        self._grader: subprocess.Popen[bytes] | None = None
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._pass_on, name="grade on submit", daemon=True)

    def __call__(self, office: Office, session: str, person: str, part: str) -> None:
        """Note that there is new work; returns at once. Raises queue.Full when far too much waits."""
        notice = {"session": session, "person": person, "part": part}
        self._notices.put_nowait(json.dumps(notice).encode() + b"\n")

    def __enter__(self) -> Self:
        """Start the grader, which gets everything ready before the first packet comes."""
        self._running()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the grader. What it had not stored yet is graded the next time."""
        self._closing.set()
        with self._lock:
            if self._grader is not None:
                self._grader.terminate()
                self._grader.wait()
        if self._thread.is_alive():
            self._notices.put(None)
            self._thread.join()

    def finish(self) -> None:
        """Wait until everything that was told of is graded, then end the grader."""
        self._notices.put(None)
        self._thread.join()
        with self._lock:
            self._closing.set()
            if self._grader is not None and self._grader.stdin is not None:
                self._grader.stdin.close()
                self._grader.wait()

    @property
    def process_id(self) -> int | None:
        """The id of the grader's process, None when it does not run."""
        with self._lock:
            return self._grader.pid if self._grader and self._grader.poll() is None else None

    def _pass_on(self) -> None:
        while (notice := self._notices.get()) is not None:
            for _attempt in ("as it runs", "started again"):
                grader = self._running()
                if grader is None or grader.stdin is None:
                    return
                try:
                    grader.stdin.write(notice)
                    grader.stdin.flush()
                    break
                except OSError:
                    log.warning("the grader beside the desk has ended; it is started again")

    def _running(self) -> subprocess.Popen[bytes] | None:
        """The grader, started if it does not run; None when this is the end."""
        with self._lock:
            if self._closing.is_set():
                return None
            if self._grader is None or self._grader.poll() is not None:
                self._grader = subprocess.Popen(  # noqa: S603 - our own module
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    start_new_session=sys.platform != "win32",  # Ctrl-C is for the desk, which then ends it
                )
            return self._grader
