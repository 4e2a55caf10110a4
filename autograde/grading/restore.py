"""Put the hidden tests back: nbgrader's own sanitizing steps over the canonical notebook.

In: a session's folder and the part. Out: the bytes of the notebook as `nbgrader autograde` would run it.
Called by grade.py and by release (for the reference answers). The canonical notebook is the course's own, so
the result is the same for every submission of a release: restore once, run many times.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograde.errors import GradingError
from autograde.gradebook import course_directory, nbgrader_settings, quiet_nbgrader
from classroom.language import _

__all__ = ["restored_notebook"]


def restored_notebook(folder: Path, part_json: Mapping[str, Any]) -> bytes:
    """Return the notebook of a released part with its hidden tests, from the session's gradebook in `folder`.

    Raises GradingError when the part is not released in this session.
    """
    part, name = str(part_json["part"]), str(part_json["notebook"])
    released = folder / "release" / part / name
    if not released.is_file():
        raise GradingError(
            _('The part "{part}" is not released in this session. Release it first.').format(part=part)
        )

    from nbgrader.converters import Autograde

    with quiet_nbgrader(folder):
        converter = Autograde(coursedir=course_directory(folder), config=nbgrader_settings(folder))
        # As BaseConverter.start does, without changing this process's working folder.
        exporter = converter.exporter_class(parent=converter, config=converter.config)
        for step in converter.sanitize_preprocessors:
            exporter.register_preprocessor(step)
        resources = {
            "unique_key": released.stem,
            "nbgrader": {
                "student": "",
                "assignment": part,
                "notebook": released.stem,
                "db_url": converter.coursedir.db_url,
            },
        }
        text, _resources = exporter.from_filename(str(released), resources=resources)
    return str(text).encode()
