"""Processor and wall seconds of a command with all its children, and the memory of the largest of them."""

import json
import os
import subprocess
import sys
from pathlib import Path

__all__ = ["ROOT", "Measured", "measured"]

ROOT = Path(__file__).parents[2]
MEASURE = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
wall, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode:
    sys.exit(done.stderr[-3000:])
print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}))
"""
Measured = dict[str, float]


def measured(*command: str, cwd: Path = ROOT, env: dict[str, str] | None = None) -> Measured:
    """Wall and CPU seconds of a command with its children, and the memory of the largest of them."""
    environment = {**os.environ, **(env or {})}
    environment["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{environment['PATH']}"
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    if ran.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {ran.stderr}")
    return json.loads(ran.stdout)
