"""Writing a file whole or not at all.

In: a path and bytes.  Out: the file, replaced in one step.  Called wherever a half-written file would hurt:
the desk link, the outbox, receipts, the pieces of a part.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write `data` to `path`, creating its folder; a reader sees the old file or the new one, never a part.

    `mode` is the right on systems that know such: this account only, unless told otherwise, because on a
    shared hub a learner's work and token are nobody else's. Raises OSError as the file system does.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp makes the file with mode 0600, so that a secret is not readable for a moment on its way either.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix" and mode != 0o600:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
