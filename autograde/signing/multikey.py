"""Keys and signatures as text: multibase, multikey and did:key, for Ed25519 alone.

In: bytes. Out: text such as z6Mk..., and back. Called by keys.py and proofs.py.
Source: W3C Controlled Identifiers 1.0, sections 2.2.2 (Multikey) and 2.4 (Multibase), 2025; the did:key
method, W3C Credentials Community Group, version 0.7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograde.errors import SignatureError
from classroom.language import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

__all__ = [
    "did_key",
    "from_base58",
    "key_of_did",
    "private_key",
    "private_multikey",
    "public_key",
    "public_multikey",
    "to_base58",
]

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PUBLIC, _PRIVATE = b"\xed\x01", b"\x80\x26"
_LONGEST = 128  # characters: a signature has 88


def to_base58(data: bytes) -> str:
    """Bytes as multibase base58btc, which begins with z.

    >>> to_base58(b"Hello")
    'z9Ajdvzr'
    """
    number, text = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        text = _ALPHABET[rest] + text
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text: str) -> bytes:
    """The bytes of what to_base58 wrote; raises SignatureError for anything else.

    >>> from_base58("z9Ajdvzr")
    b'Hello'
    """
    digits = text.removeprefix("z")
    if not text.startswith("z") or len(text) > _LONGEST or any(one not in _ALPHABET for one in digits):
        raise SignatureError(_("A key or signature in it is not written as base58."))
    number = 0
    for one in digits:
        number = number * 58 + _ALPHABET.index(one)
    zeros = len(digits) - len(digits.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def public_multikey(key: Ed25519PublicKey) -> str:
    """A public key as z6Mk..."""
    return to_base58(_PUBLIC + key.public_bytes_raw())


def public_key(multikey: str) -> Ed25519PublicKey:
    """The public key of z6Mk...; raises SignatureError for another kind of key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(_raw(multikey, _PUBLIC))


def private_multikey(key: Ed25519PrivateKey) -> str:
    """A private key as z3u2..."""
    return to_base58(_PRIVATE + key.private_bytes_raw())


def private_key(multikey: str) -> Ed25519PrivateKey:
    """The private key of z3u2...; raises SignatureError for another kind of key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(_raw(multikey, _PRIVATE))


def did_key(multikey: str) -> str:
    """The identifier that holds its own public key.

    >>> did_key("z6MkExample")
    'did:key:z6MkExample'
    """
    return f"did:key:{multikey}"


def key_of_did(method: str) -> str:
    """The multikey named by a verification method did:key:z6Mk...#z6Mk...; raises SignatureError.

    >>> key_of_did("did:key:z6MkExample#z6MkExample")
    'z6MkExample'
    """
    named, _hash, fragment = method.removeprefix("did:key:").partition("#")
    if not method.startswith("did:key:") or named != fragment:
        raise SignatureError(
            _('It is signed with "{method}", which is not a key of the kind used here (did:key).').format(
                method=method[:60]
            )
        )
    return named


def _raw(multikey: str, prefix: bytes) -> bytes:
    data = from_base58(multikey)
    if not data.startswith(prefix) or len(data) != len(prefix) + 32:
        raise SignatureError(_("A key in it is not an Ed25519 key."))
    return data[len(prefix) :]
