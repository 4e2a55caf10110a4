"""`nbgrader autograde` on the same submissions: in the environment that pip would make, and in ours.

The two differ in one package, rfc3987-syntax, which ours leaves out: it compiles a grammar at import, over a
second in every process that imports nbformat.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from beside.cohort import PART, SESSION, submit_all
from beside.measuring import ROOT, Measured, measured
from beside.uv import uv

__all__ = ["ordinary_python", "stock"]


def ordinary_python(folder: Path) -> Path | None:
    """The interpreter of an environment with this project and everything it asks for, as pip would make it,
    in the versions of uv.lock; None, with the reason printed, where it cannot be made.
    """
    place = folder / "ordinary"
    python = place / "bin" / "python"
    if (place / "complete").is_file():
        return python
    shutil.rmtree(place, ignore_errors=True)
    versions = folder / "versions.txt"
    lock = [uv(), "export", "-q", "--frozen", "--no-emit-project", "--no-hashes", "--no-annotate"]
    install = [uv(), "pip", "install", "-q", "--no-config", "--compile-bytecode", "--python", str(python)]
    try:
        subprocess.run([*lock, "-o", str(versions)], check=True, capture_output=True, cwd=ROOT)
        subprocess.run([uv(), "venv", "-q", "--python", sys.executable, str(place)], check=True)
        subprocess.run([*install, "-c", str(versions), str(ROOT)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        print(f"An ordinary environment cannot be made here and is left out: {problem}")
        return None
    (place / "complete").touch()
    return python


def stock(folder: Path, made: int, count: int, python: Path) -> Measured:
    """`nbgrader autograde` on a copy of the course root with `count` of the submissions, in one command."""
    submit_all(folder, made)
    root = folder / "stock"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder / f"made-{made}" / "office" / "sessions" / SESSION, root)
    for surplus in sorted((root / "submitted").iterdir())[count:]:
        shutil.rmtree(surplus)
    found = measured(str(python), "-m", "nbgrader", "autograde", PART, cwd=root)
    if len(list((root / "autograded").glob(f"*/{PART}/*.ipynb"))) != count:
        raise RuntimeError("nbgrader did not grade every submission")
    return {**found, "count": count}
