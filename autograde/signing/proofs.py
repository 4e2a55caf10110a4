"""Data Integrity proofs: a signature inside the document it covers.

In: a document, a key, a moment. Out: the document with its proof; or the key that signed it. Called by
certificate/ (eddsa-rdfc-2022, the suite of Open Badges) and by ledger/seals.py (eddsa-jcs-2022, for plain
JSON). Pure: the moment is given, and the same document and key give the same bytes.
Source: W3C Verifiable Credential Data Integrity 1.0 and Data Integrity EdDSA Cryptosuites v1.0, sections 3.2
and 3.3, 2025.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from autograde.errors import SignatureError
from autograde.signing.canonical import canonical_rdf
from autograde.signing.multikey import (
    did_key,
    from_base58,
    key_of_did,
    public_key,
    public_multikey,
    to_base58,
)
from autograde.signing.signed_json import signed_json_bytes
from classroom.language import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["Suite", "instant", "sign", "signer"]

_FIELDS = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}
Contexts = Mapping[str, Any]


class Suite(StrEnum):
    """How a document becomes the bytes that are signed."""

    RDFC = "eddsa-rdfc-2022"
    JCS = "eddsa-jcs-2022"


def sign(
    document: Mapping[str, Any],
    key: Ed25519PrivateKey,
    suite: Suite,
    created: datetime,
    more_contexts: Contexts | None = None,
) -> dict[str, Any]:
    """The document with a proof by `key`, made at `created`.

    Raises SignatureError for a document that has a proof, or holds what a signature would not cover.
    """
    if "proof" in document:
        raise SignatureError(_("It is signed already."))
    multikey = public_multikey(key.public_key())
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": str(suite),
        "created": instant(created),
        "verificationMethod": f"{did_key(multikey)}#{multikey}",
        "proofPurpose": "assertionMethod",
    }
    if suite is Suite.JCS and "@context" in document:
        options["@context"] = document["@context"]
    signature = key.sign(_signed_bytes(document, options, suite, more_contexts))
    return {**document, "proof": {**options, "proofValue": to_base58(signature)}}


def signer(document: Mapping[str, Any], more_contexts: Contexts | None = None) -> str:
    """The key (z6Mk...) whose signature the document carries; raises SignatureError when it does not hold.

    That the key belongs to whom the document names is for the caller to know.
    """
    from cryptography.exceptions import InvalidSignature

    proof = document.get("proof")
    if not isinstance(proof, Mapping):
        raise SignatureError(_("It carries no signature."))
    suite = _check_fields(proof, document)
    multikey = key_of_did(proof["verificationMethod"])
    plain = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    if "@context" in plain:
        _check_context(plain["@context"], options, suite)
    signed = _signed_bytes(plain, options, suite, more_contexts)
    try:
        public_key(multikey).verify(from_base58(proof["proofValue"]), signed)
    except InvalidSignature:
        raise SignatureError(_("The signature does not fit: something in it was changed.")) from None
    return multikey


def instant(moment: datetime) -> str:
    """A moment as credentials write it, to the second.

    >>> instant(datetime(2026, 1, 24, 14, 5, 30, 999, tzinfo=UTC))
    '2026-01-24T14:05:30Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _signed_bytes(
    document: Mapping[str, Any], options: Mapping[str, Any], suite: Suite, more_contexts: Contexts | None
) -> bytes:
    if suite is Suite.JCS:
        parts = (signed_json_bytes(dict(options)), signed_json_bytes(dict(document)))
    else:
        context = {"@context": document["@context"]} if "@context" in document else {}
        parts = (
            canonical_rdf({**context, **options}, more_contexts),
            canonical_rdf(document, more_contexts),
        )
    return b"".join(sha256(part).digest() for part in parts)


def _check_fields(proof: Mapping[str, Any], document: Mapping[str, Any]) -> Suite:
    known = _FIELDS | (
        {"@context"} if proof.get("cryptosuite") == Suite.JCS and "@context" in document else set()
    )
    if set(proof) != known or not all(isinstance(proof[name], str) for name in _FIELDS):
        raise SignatureError(_("Its signature does not have the fields of a Data Integrity proof."))
    if proof["type"] != "DataIntegrityProof" or proof["proofPurpose"] != "assertionMethod":
        raise SignatureError(_("Its signature is not made to assert a credential."))
    try:
        return Suite(proof["cryptosuite"])
    except ValueError:
        raise SignatureError(
            _('Its signature is of the kind "{kind}"; this program reads {known}.').format(
                kind=proof["cryptosuite"][:40], known=_(" and ").join(Suite)
            )
        ) from None


def _check_context(context: Any, options: Mapping[str, Any], suite: Suite) -> None:
    """A proof by jcs repeats the document's context; what it repeats must be what is there."""
    if suite is Suite.JCS and options["@context"] != context:
        raise SignatureError(_("Its signature was made for another context."))
