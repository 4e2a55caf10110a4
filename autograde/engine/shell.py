"""ipykernel's own kernel without sockets: prepared once before the fork, used once after it.

In: nothing before the fork; a notebook's cells after it. Out: `PreparedKernel`, and `KernelClient`, which
nbclient takes for the client of an ordinary kernel. Called by server.py and forked_run.py.

The kernel, its shell, its display hook and its replies are ipykernel's; only the wire is replaced. What it
would send goes into queues in the same process, through JSON as on a wire, and nbclient reads it from there,
so that outputs, their order and their metadata are made by the same code as in an ordinary run.
"""

import io
import json
import logging
import os
import random
import sys
from collections import deque
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from queue import Empty
from typing import Any

from ipykernel import ipkernel
from ipykernel.ipkernel import IPythonKernel
from jupyter_client.session import Session

from autograde.grading.kernel_environment import KERNEL_LOG

__all__ = ["KernelClient", "PreparedKernel", "prepare_kernel"]

IOPUB, SHELL = "iopub", "shell"


class _QueueSession(Session):
    """A session whose messages wait in queues, by channel."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.queues: dict[str, deque[dict[str, Any]]] = {IOPUB: deque(), SHELL: deque()}

    def send(
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> Any:
        """Queue a message; the arguments are those of Session.send."""
        message = msg_or_type
        if not isinstance(message, Mapping):
            message = self.msg(msg_or_type, content, parent, header=header, metadata=metadata)
        arrived = message["content"]
        if message["msg_type"] != "status":
            # As on a wire: what JSON cannot hold fails here, and what it changes is changed here.
            arrived = json.loads(self.pack(arrived))
        self.queues[stream].append({**message, "content": arrived, "buffers": list(buffers or [])})
        return message


class _Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of a running cell."""

    encoding = "UTF-8"
    errors = None

    def __init__(self, kernel: Any, name: str) -> None:
        super().__init__()
        self._kernel, self.name, self._waiting = kernel, name, ""
        # What is written past Python, by a library or a child process, goes to this file.
        self._behind = os.fdopen(os.dup(1 if name == "stdout" else 2), "rb", closefd=True)
        self._read_to = 0

    def fileno(self) -> int:
        """The file descriptor below, as ipykernel's streams have it."""
        return 1 if self.name == "stdout" else 2

    def isatty(self) -> bool:
        """No."""
        return False

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> int:
        """Keep what is printed until the next flush."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._waiting += text
        return len(text)

    def flush(self) -> None:
        """Send what waits."""
        text, self._waiting = self._waiting, ""
        if text:
            self._send(text)

    def send_what_went_past(self) -> None:
        """Send what was written to the file descriptor since the last cell."""
        size = os.fstat(self._behind.fileno()).st_size
        if size > self._read_to:
            data = os.pread(self._behind.fileno(), size - self._read_to, self._read_to)
            self._read_to = size
            self._send(data.decode("utf-8", "replace"))

    def _send(self, text: str) -> None:
        kernel = self._kernel
        kernel.session.send(IOPUB, "stream", {"name": self.name, "text": text}, kernel.get_parent())


class _NoChannelThread:
    """What ipykernel asks of the thread of its shell channel: this one is not it."""

    parent_thread = None


class PreparedKernel:
    """A kernel that has run nothing yet."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel

    def begin(self, folder: Path) -> None:
        """Make the forked process a fresh kernel in `folder`: working folder, streams, random numbers."""
        os.chdir(folder)
        own = folder / ".ipython"
        own.mkdir()
        os.environ["IPYTHONDIR"] = str(own)
        _log_to(folder / KERNEL_LOG)
        for number, name in ((1, "stdout"), (2, "stderr")):
            file = os.open(own / name, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            os.dup2(file, number)
            os.close(file)
            setattr(sys, name, _Stream(self.kernel, name))
        random.seed()
        numpy = sys.modules.get("numpy")
        if numpy is not None:
            numpy.random.seed()


def _log_to(path: Path) -> None:
    """Send what the machinery says to a file: in an ordinary run it is another process than the lesson's.

    The root logger stays as it is, for a lesson may use it.
    """
    handler = logging.FileHandler(path, encoding="utf-8")
    for name in ("autograde", "papermill", "traitlets", "asyncio"):
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).propagate = False


def prepare_kernel() -> PreparedKernel:
    """Make the kernel of this process, with its shell and an empty namespace. Starts no thread."""
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False  # nbclient keeps it in memory; here it would start a thread
    kernel: Any = IPythonKernel.instance(
        session=_QueueSession(key=b"in this process"),
        iopub_socket=IOPUB,
        config=config,
        user_ns={},
        log=logging.getLogger(__name__),
    )
    kernel.shell_channel_thread = _NoChannelThread()
    kernel._execute_sleep = 0  # a pause for sockets
    kernel.shell.extension_manager.load_extension("storemagic")
    # ipykernel asks for the same cell twice in a row, and splitting it into tokens takes longer than running.
    kernel.shell.transform_cell = lru_cache(maxsize=1)(kernel.shell.transform_cell)
    kernel.shell.display_formatter.format(0.0)  # makes a formatter for each kind of output
    # ipykernel looks anew at each cell what its shell understands.
    looks: Any = ipkernel
    looks._accepts_parameters = _remembered(looks._accepts_parameters)
    if "" not in sys.path:
        sys.path.insert(0, "")  # as a kernel does
    return PreparedKernel(kernel)


def _remembered(look: Callable[[Any, list[str]], dict[str, bool]]) -> Callable[..., dict[str, bool]]:
    known = lru_cache(8)(lambda method, names: look(method, list(names)))
    return lambda method, names: known(method, tuple(names))


class _Channel:
    def __init__(self, queue: deque[dict[str, Any]]) -> None:
        self._queue = queue

    def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        if not self._queue:
            raise Empty
        return self._queue.popleft()


class KernelClient:
    """What nbclient asks of a kernel's client, answered by the kernel in this process."""

    allow_stdin = False

    def __init__(self, prepared: PreparedKernel) -> None:
        self._kernel = prepared.kernel
        queues = self._kernel.session.queues
        self.iopub_channel, self.shell_channel = _Channel(queues[IOPUB]), _Channel(queues[SHELL])

    def is_alive(self) -> bool:
        """Whether no cell has asked the kernel to leave."""
        return not self._kernel.shell.exit_now

    async def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Run a cell to its end; reply and outputs wait in the channels. Returns the id of the request."""
        from nbclient.exceptions import DeadKernelError

        kernel = self._kernel
        request = kernel.session.msg(
            "execute_request",
            {
                "code": code,
                "silent": False,
                "store_history": store_history,
                "user_expressions": {},
                "allow_stdin": False,
                "stop_on_error": stop_on_error,
            },
        )
        kernel.set_parent([], request)
        kernel._publish_status("busy", "shell")
        await kernel.execute_request(SHELL, [], request)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, _Stream):
                stream.flush()
                stream.send_what_went_past()
        kernel._publish_status("idle", "shell")
        if not self.is_alive():
            raise DeadKernelError("A cell asked the kernel to leave")
        return str(request["header"]["msg_id"])

    def kernel_info(self) -> str:
        """Ask the kernel what it is; papermill does so without awaiting."""
        session = self._kernel.session
        request = session.msg("kernel_info_request")
        session.send(SHELL, "kernel_info_reply", {"status": "ok", **self._kernel.kernel_info}, request)
        return str(request["header"]["msg_id"])
