"""What went wrong, kept for those who can repair it; the learner reads a sentence instead.

In: an exception.  Out: a line with its traceback in `<workspace>/.classroom/log.txt`, never an exception of
its own. Called where a form, the kernel or the Jupyter server would otherwise show a traceback to a
learner.

The log holds no answers: tracebacks name files and lines, and messages of our own errors quote no learner's
text.
"""

from __future__ import annotations

import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from classroom.rehearsal import is_rehearsed
from classroom.workspace import Workspace

LOG_NAME = "log.txt"
LARGEST_LOG = 1_000_000  # bytes; then the older half goes
_MOST_LINES = 60


def log_failure(
    folder: Path, doing: str, error: BaseException, now: datetime, *, private: bool = False
) -> None:
    """Append `error` to the log of the workspace that `folder` lies in. `doing` says what was being done.

    private: the error came of what she keeps to herself and may quote it; its place is logged, its words are
    not. In a rehearsal nothing is hers, and its author needs the words. Never raises: a log that cannot be
    written (a full disk is a likely reason to be here) is left out.
    """
    if private and not is_rehearsed():
        lines = [*traceback.format_tb(error.__traceback__), type(error).__name__]
    else:
        lines = traceback.format_exception(error)
    text = "".join(lines).splitlines()[-_MOST_LINES:]
    entry = "\n".join([f"{now.isoformat(timespec='seconds')} {doing}", *text, "", ""])
    with suppress(Exception):
        path = Workspace.find(folder).private / LOG_NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > LARGEST_LOG:
            path.write_bytes(path.read_bytes()[-LARGEST_LOG // 2 :])
        with path.open("a", encoding="utf-8") as log:
            log.write(entry)
