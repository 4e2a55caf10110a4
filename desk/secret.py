"""The key that signs the desk's cookies: made once, kept with the office. In: the office. Out: bytes."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from classroom.files import write_whole

if TYPE_CHECKING:
    from autograde.office import Office

KEY_BYTES = 32


def cookie_key(office: Office) -> bytes:
    """Return the office's cookie key, making it the first time (readable by this account only).

    Delete the file to sign everybody out. Raises OfficeBusy when another writer holds the office for long.
    """
    path = office.home / "desk" / "cookie-key"
    if not path.is_file():
        with office.writer():
            if not path.is_file():  # another desk may have made it while we waited
                write_whole(path, secrets.token_hex(KEY_BYTES).encode())
    return path.read_bytes().strip()
