"""The calm JupyterLab as a learner's server on a JupyterHub.

    python -m classroom.lab.on_hub

In: the environment that the Hub gives a server, and BARGAIN_DESK, the desk's address there. Out: this process
becomes the server. Started by the Hub's spawner, under the learner's own account, in her home folder.
"""

import os
from pathlib import Path

from classroom.lab.command import lab_on_hub

__all__ = ["main"]

FOLDER = "bargaining-course"


def main(home: Path) -> None:
    """Write the settings, then be the server."""
    workspace = home / FOLDER
    workspace.mkdir(mode=0o700, exist_ok=True)
    command, environment = lab_on_hub(workspace, os.environ["BARGAIN_DESK"])
    os.chdir(workspace)
    os.execve(command[0], command, {**os.environ, **environment})  # noqa: S606 - our own command


if __name__ == "__main__":
    main(Path.home())
