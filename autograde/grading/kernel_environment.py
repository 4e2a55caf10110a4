"""What a process that runs a lesson may know of the one that started it.

In: the run's folder. Out: environment variables. Called by kernel.py and by the engine package.
"""

import os
from pathlib import Path

__all__ = ["KERNEL_LOG", "kernel_environment"]

KERNEL_LOG = "kernel.log"
"""In the run's folder: what the process that runs a lesson says besides the lesson's outputs."""


def kernel_environment(folder: Path) -> dict[str, str]:
    """Return this process's environment without the office's settings, and with an IPython folder of its own.

    A file in somebody's IPython start-up folder must not run before a graded notebook.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BARGAIN_")}
    return {
        **kept,
        "NBGRADER_EXECUTION": "autograde",
        "IPYTHONDIR": str(folder / ".ipython"),
        # The numbers are small; threads would only compete with the other runs of this machine.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
