"""Writing the files of a report, readable by the account that wrote them and nobody else.

In: a folder, names and bytes. Out: paths. Called by completion.py and report.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autograde.errors import OfficeError
from classroom.files import write_whole
from classroom.language import _

__all__ = ["PLOTLY_FILE", "plotly_script", "write_files"]

PLOTLY_FILE = "plotly.min.js"
"""The drawing program that lies beside each page, so that a page asks nothing of the web."""


def plotly_script() -> bytes:
    """plotly.js, as the package brings it."""
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs()).encode("utf-8")


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write each file that has changed; returns their paths.

    Raises OfficeError when one cannot be written, as when it is open in a spreadsheet.
    """
    return [_written(folder / name, data) for name, data in files.items()]


def _written(path: Path, data: bytes) -> Path:
    try:
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
    except OSError as problem:
        raise OfficeError(
            _(
                "{path} cannot be written: {why}. Close it if it is open in another program, and try again."
            ).format(path=path, why=problem.strerror or problem)
        ) from problem
    return path
