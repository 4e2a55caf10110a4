"""The process that runs lessons for the reading view: one job after the other, until its pipe closes.

In: jobs (a release's zip, a variant, settings).  Out: blocks, or the traceback of what went wrong.  Started
by lessons.py.  What runs is the course's own released notebook. Nothing of a learner comes here but her
variant and how she set the things to try.
"""

from __future__ import annotations

import tempfile
import traceback
import zipfile
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from classroom.language import use_language
from classroom.reading.blocks import Block
from classroom.reading.sheet import Settings, cells_of, read_lesson

__all__ = ["Job", "Trouble", "run_job", "serve"]

_SESSION = "reading"  # a sheet is the same in every session; the file must name one


@dataclass(frozen=True)
class Job:
    """One sheet to write: the zip of a released part, the learner's variant, and the settings."""

    bundle: Path
    variant: int
    settings: Settings
    language: str = "en"


@dataclass(frozen=True)
class Trouble:
    """A lesson that could not be read; the traceback is for the log."""

    traceback: str


def serve(pipe: Connection) -> None:
    """Answer each job that comes through the pipe."""
    while True:
        try:
            job: Job = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            answer: tuple[Block, ...] | Trouble = run_job(job)
        except Exception:
            answer = Trouble(traceback.format_exc())
        pipe.send(answer)


def run_job(job: Job) -> tuple[Block, ...]:
    """Run the lesson in a folder of its own. The working folder is the process's: one job at a time."""
    use_language(job.language)
    with zipfile.ZipFile(job.bundle) as archive, tempfile.TemporaryDirectory(prefix="reading-") as scratch:
        folder = Path(scratch)
        (folder / "part.json").write_bytes(archive.read("part.json"))
        served = f'{{"format": 1, "session": "{_SESSION}", "variant": {job.variant}}}\n'
        (folder / "variant.json").write_text(served, encoding="utf-8")
        notebook = next(name for name in archive.namelist() if name.endswith(".ipynb"))
        return read_lesson(cells_of(archive.read(notebook)), folder, job.settings)
