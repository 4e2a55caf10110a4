"""papermill's engine for grading: nbclient in a kernel with an environment of its own.

Imported only when a notebook is about to run: papermill and nbclient cost a second. papermill's own engine
would take folder and environment from this process, which other threads of the desk share; here both are
given to the kernel, and this process stays as it is.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import papermill
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.log import logger
from traitlets.config import Config

from autograde.grading.kernel_environment import KERNEL_LOG, kernel_environment

__all__ = ["ENGINE", "register_engine"]

ENGINE = "grading"


def register_engine() -> ModuleType:
    """Make the engine known to papermill and return papermill."""
    papermill_engines.register(ENGINE, _GradingEngine)
    return papermill  # type: ignore[no-any-return]


class _GradingEngine(NBClientEngine):  # type: ignore[misc]
    """nbclient as papermill uses it, in the notebook's own folder."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Run every cell; called by papermill."""
        folder = Path(options["input_path"]).parent
        with tempfile.TemporaryDirectory(prefix="k-") as sockets:
            return cls._run(nb_man, kernel_name, folder, Path(sockets), options)

    @classmethod
    def _run(
        cls, nb_man: Any, kernel_name: str, folder: Path, sockets: Path, options: Mapping[str, Any]
    ) -> Any:
        client = PapermillNotebookClient(
            nb_man,
            config=_connection(sockets),
            kernel_name=kernel_name,
            log=logger,
            timeout=options["execution_timeout"],
            startup_timeout=options["start_timeout"],
            iopub_timeout=options["iopub_timeout"],
            allow_errors=options["allow_errors"],
            store_widget_state=options["store_widget_state"],
            # All output has been read by then, and asking a kernel to leave sometimes takes it five seconds.
            shutdown_kernel="immediate",
        )
        # What a kernel says to its terminal is for whoever looks into a broken run, not for our own screen.
        with (folder / KERNEL_LOG).open("wb") as said:
            return client.execute(cwd=str(folder), env=kernel_environment(folder), stdout=said, stderr=said)


def _connection(sockets: Path) -> Config:
    """Speak to the kernel through sockets in a folder that only this account can enter.

    The default, TCP, chooses ports first and takes them later: of kernels that start at the same moment one
    may find its port taken, and die. Windows has nothing else.
    """
    config = Config()
    if os.name == "posix":
        config.KernelManager.transport = "ipc"
        # A socket's path may have about a hundred characters; this one is short wherever the run is.
        config.KernelManager.connection_file = str(sockets / "kernel.json")
    return config
