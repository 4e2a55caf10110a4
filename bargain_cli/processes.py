"""Free ports, and child processes that end with their parent. Called by `bargain start` and `bargain
learn`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import types
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

_GRACE_SECONDS = 10.0


class StopAsked(Exception):  # noqa: N818 - it is a request, not a mistake
    """Somebody asked this command to end (Ctrl-C, or the machine shutting down)."""


def free_port(wanted: int) -> int:
    """The port `wanted` on this machine, or the next one that is not taken (at most 50 further)."""
    for port in range(wanted, wanted + 50):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise OSError(
        f"Ports {wanted} to {wanted + 49} are all taken. Close some programs, or name another port."
    )


def wait_until_ready(url: str, process: subprocess.Popen[bytes], seconds: float = 60.0) -> bool:
    """Ask `url` until it answers anything at all; False when the process ends or the time runs out first."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own loopback address
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


class Household:
    """Child processes in groups of their own, all ended together, whatever happened."""

    def __init__(self) -> None:
        self._children: list[subprocess.Popen[bytes]] = []

    def launch(
        self,
        command: Sequence[str],
        log: Path,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a command whose output goes to the file `log`; in `folder`, or here."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            child = subprocess.Popen(  # noqa: S603 - our own commands
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(environment or {})},
                cwd=folder,
                start_new_session=sys.platform != "win32",
            )
        self._children.append(child)
        return child

    def wait(self, meanwhile: Callable[[], None] = lambda: None, seconds: float = 60.0) -> int:
        """Wait until any child ends, and return its exit code. meanwhile: called every so many seconds."""
        next_time = time.monotonic() + seconds
        while True:
            for child in self._children:
                code = child.poll()
                if code is not None:
                    return code
            if time.monotonic() >= next_time:
                meanwhile()
                next_time = time.monotonic() + seconds
            time.sleep(0.3)

    def end(self) -> None:
        """Ask every child to end, and insist after a while. Kernels go with their server."""
        for child in self._children:
            _signal_group(child, signal.SIGTERM)
        end = time.monotonic() + _GRACE_SECONDS
        for child in self._children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.1, end - time.monotonic()))
            _signal_group(child, getattr(signal, "SIGKILL", signal.SIGTERM))
            child.wait()


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            if child.poll() is None:
                child.terminate()
        else:
            os.killpg(child.pid, number)


@contextlib.contextmanager
def household() -> Iterator[Household]:
    """A household whose children are ended on the way out, also after Ctrl-C, a closed terminal or a kill."""

    def stop(number: int, frame: types.FrameType | None) -> None:
        raise StopAsked

    names = ("SIGINT", "SIGTERM", "SIGHUP")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, stop) for number in known}
    house = Household()
    try:
        yield house
    finally:
        for number in known:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave children behind
        house.end()
        for number, handler in before.items():
            signal.signal(number, handler)
