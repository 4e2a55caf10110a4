"""Codes that let somebody in: made of chance, told once, stored only as a hash.

Called by invitations.py and tokens.py. A code has 80 bits of chance or more, so a plain hash keeps it:
there is nothing to guess.
"""

import secrets
from hashlib import sha256

__all__ = ["code_hash", "new_code", "new_token", "token_hash"]

# No 0, O, 1 or I: a code may be read out on the telephone.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_code() -> str:
    """Sixteen letters in four groups, such as K7QF-2M9X-VB4T-HD3N."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))


def code_hash(code: str) -> str:
    """The hash of a code, however it was typed.

    >>> code_hash("k7qf 2m9x vb4t hd3n") == code_hash("K7QF-2M9X-VB4T-HD3N")
    True
    """
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return sha256(plain.encode("utf-8", "replace")).hexdigest()


def new_token() -> str:
    """A token, which only programs read: 256 bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """The hash of a token, exactly as it is."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
