"""A session's folder as nbgrader sees it: course root, settings, gradebook. The one place that opens them.

    nbgrader_config.py  what nbgrader is told, in this process and by its own commands alike
    source/<part>/      notebook with hidden tests, part.json, img/
    release/<part>/     the canonical notebook: what learners get
    submitted/<person>/<part>/    canonical submissions, written by intake
    autograded/<person>/<part>/   scored runs, for formgrader
    gradebook.db        points, unless the office keeps them in PostgreSQL (gradebook_place.py)
    logs/nbgrader.log   what nbgrader had to say

In: a session folder (`Office.session_folder`). Out: nbgrader objects bound to it. Called by release,
grading, marking and feedback. The folder is a complete course root: `nbgrader autograde` and formgrader run
on it as it is.
"""

import logging
import logging.handlers
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograde.errors import RecordsError
from autograde.gradebook_place import gradebook_is_made, make_gradebook
from classroom.files import write_whole
from classroom.language import _

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from nbgrader.coursedir import CourseDirectory

__all__ = [
    "CELL_SECONDS",
    "START_SECONDS",
    "course_directory",
    "nbgrader_settings",
    "open_gradebook",
    "prepare_course_root",
    "quiet_nbgrader",
]

CELL_SECONDS = 60
"""How long one cell may take, in nbgrader's own runs and in ours."""
START_SECONDS = 60
"""How long a kernel may take to start."""

CONFIG_FILE = "nbgrader_config.py"

_CONFIG = """\
# Written by the grading office, and put back when it is changed. nbgrader's commands and formgrader read it
# when they are started in this folder.
from pathlib import Path

from autograde.gradebook_place import gradebook_url

c = get_config()  # noqa: F821 - nbgrader provides it
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.db_url = gradebook_url(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = {course!r}
# Learners do not edit prose by a stray double click.
c.LockCells.lock_all_cells = True
# nbgrader's own stub raises an error, which would stop "Start this part" with a red traceback.
c.ClearSolutions.code_stub = {{"python": "# Write here."}}
c.Execute.timeout = {cell_seconds}
c.Execute.startup_timeout = {start_seconds}
# The default of 4 seconds loses output on a busy machine.
c.Execute.iopub_timeout = {cell_seconds}
"""

# nbgrader and its libraries speak through these.
_LOGGERS = ("traitlets", "tornado.application", "papermill", "alembic")


def prepare_course_root(folder: Path, course_id: str) -> None:
    """Make `folder` a complete nbgrader course root with an empty gradebook, unless it is one already."""
    config = _CONFIG.format(course=course_id, cell_seconds=CELL_SECONDS, start_seconds=START_SECONDS).encode()
    for name in ("source", "release", "submitted", "autograded", "logs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    if not (folder / CONFIG_FILE).is_file() or (folder / CONFIG_FILE).read_bytes() != config:
        write_whole(folder / CONFIG_FILE, config)
    if gradebook_is_made(folder):
        return
    with quiet_nbgrader(folder), _environment_on_path():
        make_gradebook(folder, course_id)


def nbgrader_settings(folder: Path) -> Any:
    """The traitlets configuration of a session, from the same nbgrader_config.py as nbgrader's commands."""
    from traitlets.config import PyFileConfigLoader

    return PyFileConfigLoader(CONFIG_FILE, path=str(folder)).load_config()


def course_directory(folder: Path) -> "CourseDirectory":
    """nbgrader's view of the folders of a session."""
    from nbgrader.coursedir import CourseDirectory

    return CourseDirectory(config=nbgrader_settings(folder))


@contextmanager
def open_gradebook(folder: Path) -> Iterator["Gradebook"]:
    """Open the gradebook of a session through nbgrader's own API, and close it again.

    Raises RecordsError when its database cannot be reached, or goes away meanwhile.
    """
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import OperationalError

    _ignore_known_warnings()
    directory = course_directory(folder)
    try:
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            yield gradebook
    except OperationalError as problem:
        raise RecordsError(
            _("The gradebook of the session {session} cannot be used: {why}. Try again.").format(
                session=folder.name, why=" ".join(str(problem.orig).split()).rstrip(".")
            )
        ) from problem


@contextmanager
def quiet_nbgrader(folder: Path) -> Iterator[None]:
    """Send what nbgrader and its libraries say to the session's logs/nbgrader.log, not to the screen."""
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "logs" / "nbgrader.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _ignore_known_warnings()
    before = [(logging.getLogger(name), logging.getLogger(name).propagate) for name in _LOGGERS]
    for logger, _propagates in before:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, propagates in before:
            logger.removeHandler(handler)
            logger.propagate = propagates
        handler.close()


def _ignore_known_warnings() -> None:
    """nbgrader builds a new submission in an order that SQLAlchemy 2 warns about; what is stored is right."""
    from sqlalchemy.exc import SAWarning

    warnings.filterwarnings("ignore", category=SAWarning, module=r"nbgrader\.")


@contextmanager
def _environment_on_path() -> Iterator[None]:
    """Put this environment's bin first on PATH: for a new gradebook nbgrader starts `alembic` by name."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
