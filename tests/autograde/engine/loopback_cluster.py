"""A Dask cluster on the loopback: scheduler and workers in processes of their own, as staff start them.

A worker gets a home, a folder and an environment in which nothing leads to an office. Whoever joins waits
until the scheduler is there; so do the workers.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["LoopbackCluster", "loopback_cluster"]


class LoopbackCluster:
    """A scheduler, and workers that come and go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        self.address = f"tcp://127.0.0.1:{_free_port()}"
        port = self.address.rpartition(":")[2]
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")

    def add_worker(self) -> str:
        """Start one more worker, with one thread, and return its name."""
        name = f"worker-{len(self.workers)}"
        (self.folder / name).mkdir()
        self.workers[name] = self._start(
            "worker", self.address, "--name", name, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny",
            "--no-dashboard", "--local-directory", name,
        )  # fmt: skip
        return name

    def kill(self, name: str) -> None:
        """End a worker as when its machine loses power."""
        self.workers[name].kill()
        self.workers[name].wait()

    def close(self) -> None:
        """End everything that was started here."""
        for process in [*self.workers.values(), self.scheduler]:
            process.kill()
            process.wait()

    def said(self) -> str:
        """What all of them said."""
        return (self.folder / "said.log").read_text()

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BARGAIN_")}
        with (self.folder / "said.log").open("ab") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                cwd=self.folder,
                env={**kept, "HOME": str(self.folder)},
                stdout=said,
                stderr=said,
            )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def loopback_cluster(workers: int) -> Iterator[LoopbackCluster]:
    """A cluster with so many workers, ended at the end."""
    with tempfile.TemporaryDirectory(prefix="cluster-", ignore_cleanup_errors=True) as folder:
        cluster = LoopbackCluster(Path(folder))
        try:
            for _number in range(workers):
                cluster.add_worker()
            yield cluster
        finally:
            cluster.close()
