"""papermill's engine for a run in this very process, which was forked for it and ends after it.

In: the notebook, where to write, parameters, a kernel prepared before the fork. Out: the executed notebook,
written by papermill as in an ordinary run. Called by server.py, in the child.

What papermill and nbclient do for a kernel that is somewhere else costs more than many a lesson: tasks that
wait for messages which are there already, dates written and read back, a file parsed that is the same every
time. Those steps, and no others, are replaced here.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
import papermill.execute
from jupyter_core.utils import run_sync
from nbclient.client import timestamp
from nbclient.exceptions import CellExecutionComplete, CellExecutionError
from nbformat import NotebookNode
from nbformat.v4.rwbase import split_lines, strip_transient
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from papermill.iorw import papermill_io
from papermill.log import logger

from autograde.engine.known_notebooks import is_plain
from autograde.engine.shell import KernelClient, PreparedKernel
from autograde.grading.run import papermill_run

__all__ = ["run_here"]

ENGINE = "grading-forked"


class _KernelIsHere:
    """What nbclient asks of a kernel's manager."""

    has_kernel = True


class _Record(NotebookExecutionManager):  # type: ignore[misc]
    """papermill's record of a run, in the metadata of cells and notebook; nothing is saved meanwhile."""

    def cell_start(self, cell: NotebookNode, cell_index: int | None = None, **_more: Any) -> None:
        """Note when a cell began."""
        self._began: datetime = self.now()
        cell.metadata["papermill"].update(
            start_time=self._began.isoformat(), status=self.RUNNING, exception=False
        )

    def cell_complete(self, cell: NotebookNode, cell_index: int | None = None, **_more: Any) -> None:
        """Note when it ended, and how long it took."""
        ended, about = self.now(), cell.metadata["papermill"]
        about.update(end_time=ended.isoformat(), duration=(ended - self._began).total_seconds())
        if about["status"] != self.FAILED:
            about["status"] = self.COMPLETED


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """nbclient with a kernel in this process: when a cell has run, its messages are there."""

    def papermill_execute_cells(self) -> None:
        """Run all cells in one event loop."""
        run_sync(self._all_cells)()

    async def _all_cells(self) -> None:
        for index, cell in enumerate(self.nb.cells):
            try:
                self.nb_man.cell_start(cell, index)
                if cell.cell_type == "code":
                    await self.async_execute_cell(cell, index)
            except CellExecutionError as problem:
                self.nb_man.cell_exception(cell, cell_index=index, exception=problem)
                break
            finally:
                self.nb_man.cell_complete(cell, index)

    def _async_poll_kernel_alive(self) -> Any:
        return _done(None)

    def _async_poll_output_msg(self, parent_msg_id: str, cell: NotebookNode, cell_index: int) -> Any:
        while True:
            message = self.kc.iopub_channel.get_msg()
            if message["parent_header"].get("msg_id") == parent_msg_id:
                try:
                    self.process_message(message, cell, cell_index)
                except CellExecutionComplete:
                    return _done(None)

    def _async_poll_for_reply(self, msg_id: str, cell: NotebookNode, *_tasks: Any) -> Any:
        message = self.kc.shell_channel.get_msg()
        cell["metadata"]["execution"]["shell.execute_reply"] = timestamp(message)
        return _done(message)


def run_here(
    prepared: PreparedKernel,
    notebook: Path,
    executed: Path,
    parameters: Mapping[str, int],
    cell_begins: Callable[[], None],
    loaded: NotebookNode | None = None,
) -> None:
    """Run a notebook with papermill in this process; errors are those of the ordinary engine.

    cell_begins: called before each cell. Time limits are the server's, which can end this process. loaded:
    the notebook as papermill loads it, if that was done before the fork.
    """
    prepared.begin(notebook.parent)

    class ForkedEngine(Engine):  # type: ignore[misc]
        """nbclient as papermill uses it, with the kernel of this process."""

        @classmethod
        def execute_notebook(cls, nb: NotebookNode, kernel_name: str, **options: Any) -> NotebookNode:
            """Run a notebook; called by papermill."""
            record = _Record(nb, progress_bar=False)
            record.notebook_start()
            client = _Client(
                record,
                km=_KernelIsHere(),
                kernel_name=kernel_name,
                log=logger,
                timeout=None,
                allow_errors=options["allow_errors"],
                store_widget_state=options["store_widget_state"],
                on_cell_execute=lambda **_cell: cell_begins(),
            )
            client.kc = KernelClient(prepared)
            try:
                client.execute()
            finally:
                record.notebook_complete()
            return record.nb

    papermill_engines.register(ENGINE, ForkedEngine)
    papermill.execute.write_ipynb = _write
    nbformat.v4.nbbase.validate = _validate
    if loaded is not None:
        papermill.execute.load_notebook_node = lambda _path: loaded
    papermill_run(notebook, executed, parameters, ENGINE)


def _done(value: Any) -> "asyncio.Future[Any]":
    done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    done.set_result(value)
    return done


def _write(nb: NotebookNode, path: str) -> None:
    """Write a notebook as papermill does, in one line: to indent it takes longer than all the rest."""
    try:
        nbformat.validate(nb)
    except nbformat.ValidationError:
        logger.exception("the notebook that ran is not as nbformat wants it")
    content = strip_transient(split_lines(nb))
    papermill_io.write(json.dumps(content, ensure_ascii=False, sort_keys=True), path)


def _validate(node: NotebookNode, ref: str | None = None) -> None:
    """What nbformat does with each output when it is made, but by its slow validator only where it must."""
    if not is_plain(node):
        nbformat.validate(node, ref=ref, version=4)
