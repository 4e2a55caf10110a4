"""Runs a lesson's own code in this process, with its hidden tests or as learners get it.

In: a part's folder, a variant and answers. Out: what the lesson asked, with every key, and what it scored.
This is
how the machine reaches the subject: by loading a lesson. Called by the demonstration and the lesson tests; a
release goes through nbgrader and papermill instead.
"""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from autograde.authoring.build import SourceNotebook, build_source
from classroom.rehearsal import Rehearsal, code_cells, rehearse

__all__ = ["lay_out", "try_lesson"]

TRIAL_SESSION = "trial"


def try_lesson(
    part_folder: Path,
    variant: int,
    answers: Mapping[str, str] | None = None,
    source: SourceNotebook | None = None,
) -> Rehearsal:
    """Run a lesson with its hidden tests for one variant, as the grading office does.

    answers: question id -> what a learner typed. Raises AuthoringError for the lesson's text, and whatever
    its code raises: that is for its author to mend.
    """
    source = source or build_source(part_folder)
    with tempfile.TemporaryDirectory(prefix="trial-") as scratch:
        folder = Path(scratch)
        lay_out(folder, source, variant, answers or {})
        return rehearse(code_cells(source.content), folder, grading=True)


def lay_out(folder: Path, source: SourceNotebook, variant: int, answers: Mapping[str, str]) -> None:
    """Write the files a lesson finds beside it: part.json, variant.json and, if there are any,
    answers.json.
    """
    (folder / "part.json").write_bytes(source.part_bytes)
    served = {"format": 1, "session": TRIAL_SESSION, "variant": variant}
    (folder / "variant.json").write_text(json.dumps(served), encoding="utf-8")
    if answers:
        given = {
            name: {
                "text": text,
                "revision": 1,
                "saved_at": "2027-01-04T09:00:00+00:00",
                "tries": 0,
                "help": 0,
            }
            for name, text in answers.items()
        }
        said = source.part_json
        book = {"format": 1, "course": said["course"], "part": said["part"], "answers": given}
        (folder / "answers.json").write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
