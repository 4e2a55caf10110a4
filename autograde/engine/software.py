"""Which software this is, so that two machines that grade together can see that theirs is the same.

In: the packages as they are installed here. Out: a hash. Called by cluster.py on the office's machine and by
cluster_worker.py on each worker: with another release of a calculator, or another pandas, the same answers
could be given other points.
"""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

__all__ = ["software_here", "software_in"]

PACKAGES = ("autograde", "classroom", "bargaining")
READ = {".py", ".toml", ".json", ".csv"}
"""What a run may read: code, parameters, data. Not the words of other languages, nor pages."""
BESIDE = ("ipykernel", "ipython", "nbclient", "numpy", "pandas", "papermill", "plotly")


@cache
def software_here() -> str:
    """Return a hash of the code and data that a lesson runs on, and of the packages that run it."""
    return software_in(Path(__file__).parents[2])


def software_in(root: Path) -> str:
    """The same, of the packages in a folder: a checkout or the place where wheels are installed."""
    found = hashlib.sha256(f"python {sys.version_info.major}.{sys.version_info.minor}\n".encode())
    for name in BESIDE:
        found.update(f"{name} {version(name)}\n".encode())
    for name, path in _files(root):
        found.update(f"{name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file that counts, under the name that it has in a checkout and in an installed wheel alike."""
    datasets = next((d for d in (root / "bargaining" / "_datasets", root / "datasets") if d.is_dir()), None)
    places = {name: root / name for name in PACKAGES} | ({"datasets": datasets} if datasets else {})
    for place, folder in places.items():
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            put_in = inside.parts[0].startswith("_") and len(inside.parts) > 1  # _datasets, __pycache__
            if path.suffix in READ and not put_in:
                yield f"{place}/{inside.as_posix()}", path
