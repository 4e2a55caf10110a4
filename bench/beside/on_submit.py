"""How long a learner waits from Submit to her score with the desk running: alone, and beside a batch."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from beside.cohort import OPENS, PART, SESSION, submit, submit_all
from beside.measuring import ROOT, Measured

__all__ = ["on_submit"]

LONGEST_SECONDS = 120


def on_submit(folder: Path, batch: int, count: int, busy: bool) -> Measured:
    """Submit `count` packets, one after the other, and wait for each score.

    busy: while `bargain grade` works through `batch` other submissions. Seconds of wall time.
    """
    from autograde.course import find_courses
    from autograde.engine.on_submit import OnSubmit
    from autograde.office import open_office

    submit_all(folder, batch)
    home = folder / "on-submit"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(folder / f"made-{batch}" / "office", home)
    office, courses = open_office(home), find_courses(ROOT / "curriculum")
    with OnSubmit(home, ROOT / "curriculum") as told:
        _score(folder, office, courses, told, 10_000)  # the grader is ready when this one is scored
        other = _batch(home) if busy else None
        waited = [_score(folder, office, courses, told, 10_001 + number) for number in range(count)]
        still = other is not None and other.poll() is None
        if other is not None:
            other.terminate()
            other.wait()
    if busy and not still:
        print("the batch had ended before the last of them was scored: use more submissions")
    shutil.rmtree(home)
    return {"median": statistics.median(waited), "longest": max(waited), "count": count}


def _score(folder: Path, office, courses, told, number: int) -> float:
    """Seconds from the moment the packet is handed over to the moment its score is recorded."""
    from autograde.ledger.events import EventKind
    from autograde.ledger.store import Ledger

    received = submit(folder, office, courses, number, OPENS + timedelta(days=2, seconds=number))
    began = time.perf_counter()
    told(office, SESSION, received, PART)
    while time.perf_counter() - began < LONGEST_SECONDS:
        if Ledger(office.records()).events(received, SESSION, {EventKind.GRADED}):
            return time.perf_counter() - began
        time.sleep(0.02)
    raise RuntimeError("the score did not come")


def _batch(home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bargain_cli", "grade", SESSION, "-j", "2", "--home", str(home)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ)
    )
