"""Why a file could not be written, in one sentence for the person whose work it is.

In: the OSError and the folder.  Out: what is wrong, where, what to do.  Called wherever a learner's work is
written.
"""

from __future__ import annotations

import errno
from pathlib import Path

from classroom.language import _

# Not every system knows every one of these.
_FULL = tuple(getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name))
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_trouble(error: OSError, folder: Path) -> str:
    """Return the sentence for an error while writing in `folder`."""
    if error.errno in _FULL:
        said = _("The disk is full, so this was not saved. Free some space, then try again.")
    elif error.errno in _CLOSED:
        said = _(
            "This was not saved: the folder {folder} cannot be written to. Ask who set up this computer."
        )
    else:
        said = _(
            "This was not saved in the folder {folder}: {reason}. Try again; if it stays, tell your program."
        )
    return said.format(folder=folder, reason=error.strerror or type(error).__name__)
