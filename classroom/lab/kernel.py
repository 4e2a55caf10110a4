"""A learner's kernel speaks plainly: a sentence instead of a traceback, which goes into the log.

In: the kernel's shell.  Out: the shell, changed.  Called by the start-up file that `classroom.lab.command`
writes; a kernel started by anything else (grading, an author's JupyterLab) is as it always was.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from types import TracebackType
from typing import Any

from classroom.errors import ClassroomError
from classroom.failure_log import log_failure
from classroom.language import _


def speak_plainly(shell: Any = None) -> None:
    """Make `shell` (the kernel's own when left out) answer an error with a sentence, and warn nobody."""
    if shell is None:
        from IPython.core.getipython import get_ipython

        shell = get_ipython()
    if shell is None:
        return
    warnings.simplefilter("ignore")
    shell.set_custom_exc((Exception,), _say_what_happened)


def sentence_for(error: BaseException) -> str:
    """Return what the learner reads when `error` ends a cell."""
    if isinstance(error, ClassroomError):
        return error.sentence
    return _(
        "Something went wrong here, on our side. Your answers are safe. Press Start this part once more; "
        "if it happens again, tell your instructor. What happened is noted in the log."
    )


def _say_what_happened(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    from classroom.clock import now

    log_failure(Path.cwd(), "the notebook", error, now())
    # The cell still counts as failed, so that nothing after it runs on half-made values.
    shell._showtraceback(kind, error, [sentence_for(error)])
