"""papermill's engine for a run in this very process, which was forked for it and ends after it.

In: the notebook, where to write, parameters, a kernel prepared before the fork. Out: the executed notebook,
written by papermill as in an ordinary run. Called by server.py, in the child.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.log import logger

from autograde.engine.shell import KernelClient, PreparedKernel
from autograde.grading.run import papermill_run

__all__ = ["run_here"]

ENGINE = "grading-forked"


class _KernelIsHere:
    """What nbclient asks of a kernel's manager."""

    has_kernel = True


def run_here(
    prepared: PreparedKernel,
    notebook: Path,
    executed: Path,
    parameters: Mapping[str, int],
    cell_begins: Callable[[], None],
) -> None:
    """Run a notebook with papermill in this process; errors are those of the ordinary engine.

    cell_begins: called before each cell. Time limits are the server's, which can end this process.
    """
    prepared.begin(notebook.parent)

    class ForkedEngine(Engine):  # type: ignore[misc]
        """nbclient as papermill uses it, with the kernel of this process."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
            """Run every cell; called by papermill."""
            client = PapermillNotebookClient(
                nb_man,
                km=_KernelIsHere(),
                kernel_name=kernel_name,
                log=logger,
                timeout=None,
                allow_errors=options["allow_errors"],
                store_widget_state=options["store_widget_state"],
                on_cell_execute=lambda **_cell: cell_begins(),
            )
            client.kc = KernelClient(prepared)
            return client.execute()

    papermill_engines.register(ENGINE, ForkedEngine)
    papermill_run(notebook, executed, parameters, ENGINE)
