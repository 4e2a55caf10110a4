"""Which certificates were revoked: a Bitstring Status List, one for each key.

In: the places that are revoked, or a list that was published. Out: a credential, or whether a place is
revoked. Called by publish.py and verify.py. A list has room for 131,072 certificates, because a short one
would tell who they are; places are given out by chance.
Source: W3C Bitstring Status List v1.0, 2025, sections 3.2 (algorithms) and 6.1 (minimum length).
"""

from __future__ import annotations

import base64
import gzip
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from autograde.certificate.credential import status_address
from autograde.errors import CertificateError
from autograde.signing.contexts import CREDENTIALS
from autograde.signing.keys import SigningKey
from autograde.signing.proofs import Suite, instant, sign
from classroom.language import _

__all__ = ["PLACES", "decode", "encode", "is_revoked", "status_list"]

PLACES = 131_072


def status_list(revoked: Iterable[int], issuer_url: str, key: SigningKey, now: datetime) -> dict[str, Any]:
    """The list of a key's certificates, signed with that key."""
    address = status_address(issuer_url, key.public.id)
    document = {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.public.did,
        "validFrom": instant(now),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode(revoked),
        },
    }
    return sign(document, key.secret, Suite.RDFC, now)


def is_revoked(status: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether a list (whose signature the caller has checked) revokes what `entry` points at.

    Raises CertificateError when the entry points at another list.
    """
    try:
        subject = status["credentialSubject"]
        if entry["statusListCredential"] != status["id"] or subject["statusPurpose"] != "revocation":
            raise CertificateError(_("The list of revoked certificates is for other certificates."))
        place = int(entry["statusListIndex"])
        return decode(subject["encodedList"], place)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise CertificateError(_("The list of revoked certificates cannot be read.")) from problem


def encode(places: Iterable[int]) -> str:
    """The places whose bit is set, as multibase base64url of a gzip; the first place is the leftmost bit.

    >>> encode([]).startswith("uH4sI"), decode(encode([0, 99]), 99), decode(encode([0, 99]), 98)
    (True, True, False)
    """
    bits = bytearray(PLACES // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(text: str, place: int) -> bool:
    """Whether the bit at a place is set; raises ValueError for no such list or place."""
    packed = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
    reader = zlib.decompressobj(wbits=31)
    try:
        bits = reader.decompress(packed, PLACES // 8)
    except zlib.error as problem:
        raise ValueError from problem
    if not text.startswith("u") or not 0 <= place < len(bits) * 8 or len(bits) != PLACES // 8:
        raise ValueError
    return bool(bits[place // 8] & (0x80 >> place % 8))
