"""`otter run` of an equivalent assignment, one command for each submission, as otter does without containers.

The assignment is in otter_part.py. otter-grader goes into an environment of its own.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from beside.measuring import ROOT, Measured, measured
from beside.otter_part import POINTS, write_assignment, write_submission
from beside.uv import uv

__all__ = ["otter"]


def otter(folder: Path, count: int) -> Measured | None:
    """`otter run` on each of `count` submissions of an equivalent assignment; None without otter."""
    place = folder / "otter"
    python = otter_python(folder)
    if python is None:
        return None
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    write_assignment(place / "autograder.zip")
    total: Measured = {"wall": 0.0, "cpu": 0.0, "megabytes": 0.0, "count": count}
    for number in range(count):
        work = place / f"submission-{number}"
        work.mkdir()
        deserved = write_submission(work / "part01.ipynb", number)
        zipped = str(place / "autograder.zip")
        command = [str(python.parent / "otter"), "run", "--no-logo", "-a", zipped, "part01.ipynb"]
        path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
        one = measured(*command, cwd=work, env={"PYTHONPATH": str(ROOT), "PATH": path})
        scored = json.loads((work / "results.json").read_text(encoding="utf-8"))
        if sum(test.get("score", 0) for test in scored["tests"]) != deserved:
            raise RuntimeError(f"otter scored otherwise than {deserved} of {POINTS} points: {scored}")
        total = {**total, "wall": total["wall"] + one["wall"], "cpu": total["cpu"] + one["cpu"]}
        total["megabytes"] = max(total["megabytes"], one["megabytes"])
    return total


def otter_python(folder: Path) -> Path | None:
    """The interpreter of an environment with otter-grader; None, with the reason printed, without it."""
    place = folder / "otter-environment"
    python = place / "bin" / "python"
    if (place / "complete").is_file():
        return python
    shutil.rmtree(place, ignore_errors=True)
    install = [uv(), "pip", "install", "-q", "--compile-bytecode", "--python", str(python)]
    try:
        subprocess.run([uv(), "venv", "-q", "--python", sys.executable, str(place)], check=True)
        subprocess.run([*install, "otter-grader", "ipykernel", "pandas"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        print(f"otter-grader cannot be installed here and is left out: {problem}")
        return None
    (place / "complete").touch()
    return python
