"""nbgrader's generate_assignment for one part, in this process and without noise.

In: a course root (gradebook.py) and a built source. Out: source/<part>/ and release/<part>/ in that folder,
and the part's cells in its gradebook. Called by release, for a session and for the trial run of the
reference answers.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograde.authoring.build import SourceNotebook
from autograde.errors import ReleaseError
from autograde.gradebook import course_directory, nbgrader_settings, open_gradebook, quiet_nbgrader
from autograde.release.leaks import REFERENCE_FILE
from classroom.files import write_whole
from classroom.language import _

__all__ = ["generate_part", "refuse_learners_files", "write_source"]

_LEARNERS_FILES = ("answers.json", "variant.json")


def refuse_learners_files(folder: Path) -> None:
    """Refuse a folder that holds a file of the learner's side.

    nbgrader copies what lies beside the source over what was submitted: with the reference answers there,
    every wrong submission scored full marks. Raises ReleaseError.
    """
    found = sorted(path for name in _LEARNERS_FILES for path in folder.rglob(name))
    if found:
        raise ReleaseError(
            _(
                "{path} is a learner's file. Beside the source it would replace every learner's own. "
                "Move it away; reference answers belong in {reference}, beside the lesson."
            ).format(path=found[0], reference=REFERENCE_FILE)
        )


def write_source(folder: Path, source: SourceNotebook) -> Path:
    """Write notebook, part.json and pictures into `folder`, which is emptied first. Returns it."""
    if folder.exists():
        shutil.rmtree(folder)
    for name, data in source.pictures.items():
        write_whole(folder / "img" / name, data)
    write_whole(folder / source.notebook_name, source.content)
    # Last: part.json names the release, so a half-written folder is not taken for a whole one.
    write_whole(folder / "part.json", source.part_bytes)
    return folder


def generate_part(root: Path, source: SourceNotebook) -> Path:
    """Install a source in a course root and let nbgrader make the learner's version. Returns release/<part>.

    Raises ReleaseError when nbgrader refuses it, or when it would add or take away cells of a part that
    people have already sent; then nothing has changed.
    """
    part = str(source.part_json["part"])
    _check_cells(root, source)
    write_source(root / "source" / part, source)

    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException

    with quiet_nbgrader(root):
        directory = course_directory(root)
        directory.assignment_id = part
        converter = GenerateAssignment(coursedir=directory, config=nbgrader_settings(root), force=True)
        try:
            converter.start()
        except NbGraderException as problem:
            raise ReleaseError(
                _('nbgrader could not release the part "{part}"; its reason is in {log}.').format(
                    part=part, log=root / "logs" / "nbgrader.log"
                )
            ) from problem
    return root / "release" / part


def _check_cells(root: Path, source: SourceNotebook) -> None:
    """Refuse other cells than people's submissions have: nbgrader could not score those any more."""
    from nbgrader.api import MissingEntry

    part, stem = str(source.part_json["part"]), Path(source.notebook_name).stem
    with open_gradebook(root) as gradebook:
        try:
            notebook = gradebook.find_notebook(stem, part)
        except MissingEntry:
            return
        if not notebook.submissions:
            return
        before = {cell.name for cell in notebook.source_cells}
    now = _grade_ids(source)
    if before != now:
        raise ReleaseError(
            _(
                'People have already sent "{part}" in this session, so its cells must stay: {gone} would go, '
                '{new} would come. Give changed cells their old id="…", or release the part in a new session.'
            ).format(part=part, gone=_named(before - now), new=_named(now - before))
        )


def _grade_ids(source: SourceNotebook) -> set[str]:
    cells: list[Mapping[str, Any]] = json.loads(source.content)["cells"]
    return {str(c["metadata"]["nbgrader"]["grade_id"]) for c in cells if "nbgrader" in c["metadata"]}


def _named(ids: set[str]) -> str:
    return ", ".join(sorted(ids)) or _("none")
