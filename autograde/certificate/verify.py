"""Is this file what it says it is? A credential, or a printed certificate with one attached; offline.

In: a file, the issuer's keys from a source the reader trusts, what the issuer published. Out: `Verified`; or
one sentence that says what is wrong. Called by `bargain verify`. It reads, and believes nothing: not the
page, not the key the file names, only what a known key signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from autograde.certificate.credential import facts_of
from autograde.certificate.facts import CertificateFacts
from autograde.certificate.inside_pdf import attached_credential, check_page
from autograde.certificate.issue import PAGE, find_certificate, folder_of
from autograde.certificate.issuer import KeyList
from autograde.certificate.published import check_status, register_line
from autograde.certificate.standing import CertificateState
from autograde.errors import CertificateError
from autograde.office import Office
from autograde.signing.keys import PublicKey
from autograde.signing.proofs import signer
from autograde.signing.signed_json import read_signed_json, signed_json_bytes
from classroom.language import _

__all__ = ["Verified", "check_against_office", "verify_file"]

_LARGEST = 20_000_000
_LARGEST_CREDENTIAL = 200_000


@dataclass(frozen=True)
class Verified:
    """A genuine certificate: what it says and who signed it.

    `revocation` says whether it is in force, as far as could be checked; `page` what can be said of the
    printed page, "" for a bare credential.
    """

    facts: CertificateFacts
    key: PublicKey
    sha256: str
    page_sha256: str
    revocation: str
    page: str


def verify_file(path: Path, trusted: KeyList, published: Path | None, now: datetime) -> Verified:
    """Check a file against the keys of its issuer; raises CertificateError or SignatureError.

    published: a copy of what the issuer publishes (see publish.py); None when there is none at hand.
    """
    data = _read(path)
    is_page = data.startswith(b"%PDF")
    credential = attached_credential(data, path) if is_page else data
    if len(credential) > _LARGEST_CREDENTIAL:
        raise CertificateError(_("{path} is too large to be a certificate.").format(path=path))
    document = read_signed_json(credential, path.name)
    key = _trusted_key(document, trusted)
    facts = facts_of(document)
    _check_dates(facts, key, now)
    revocation = check_status(document, key, published)
    credential_sha256 = sha256(signed_json_bytes(document)).hexdigest()
    line = register_line(facts, credential_sha256, trusted, published)
    page_sha256 = sha256(data).hexdigest() if is_page else ""
    page = _page(data, credential, line.get("page_sha256") == page_sha256) if is_page else ""
    return Verified(facts, key, credential_sha256, page_sha256, revocation, page)


def check_against_office(office: Office, verified: Verified) -> str:
    """Hold a genuine file against the office that issued it; returns what to say of its being in force.

    Raises CertificateError when it is not in force, or not, byte for byte, what was issued.
    """
    on_record = find_certificate(office, verified.facts.number)
    if on_record.credential_sha256 != verified.sha256:
        raise CertificateError(
            _("It is signed with the office's key, but is not the credential on record for {number}.").format(
                number=on_record.number
            )
        )
    if on_record.state is not CertificateState.VALID:
        raise CertificateError(_not_in_force(on_record.number, on_record.state, on_record.ended_at))
    kept = folder_of(office, on_record.number) / PAGE
    if verified.page and kept.is_file() and sha256(kept.read_bytes()).hexdigest() != verified.page_sha256:
        raise CertificateError(
            _(
                "The credential in it is genuine, but the page is not the one that was issued: it was "
                "changed. What was issued is at {kept}."
            ).format(kept=kept)
        )
    return _("On record in this office, and in force.")


def _page(data: bytes, credential: bytes, on_register: bool) -> str:
    if on_register:
        return _("The page is, byte for byte, the one on the issuer's register.")
    return check_page(data, credential)


def _not_in_force(number: str, state: CertificateState, since: datetime | None) -> str:
    said = {
        CertificateState.REPLACED: _("Certificate {number} was replaced on {day}; ask for the new one."),
        CertificateState.REVOKED: _("Certificate {number} was revoked on {day}."),
    }
    return said[state].format(number=number, day=f"{since:%Y-%m-%d}")


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise CertificateError(_("{path} is too large to be a certificate.").format(path=path))
        return path.read_bytes()
    except OSError as problem:
        raise CertificateError(
            _("{path} cannot be read: {why}.").format(path=path, why=problem.strerror or problem)
        ) from problem


def _trusted_key(document: dict[str, Any], trusted: KeyList) -> PublicKey:
    signed_with = signer(document)
    key = trusted.key(signed_with)
    issuer = document.get("issuer")
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    if key is None:
        raise CertificateError(
            _(
                "The signature holds, but the key {key} is not one of {issuer}. Anybody can make a key; this "
                "certificate is not from there."
            ).format(key=signed_with, issuer=trusted.name)
        )
    if named != key.did:
        raise CertificateError(_("It names another issuer than the one who signed it."))
    return key


def _check_dates(facts: CertificateFacts, key: PublicKey, now: datetime) -> None:
    if facts.issued_at.tzinfo is None or facts.issued_at > now:
        raise CertificateError(
            _("It is not valid yet: it is dated {day}.").format(day=facts.issued_at.date())
        )
    if facts.issued_at < key.since.replace(microsecond=0) or (key.until and facts.issued_at > key.until):
        raise CertificateError(
            _("It is dated {day}, when the key {key} did not sign for this issuer.").format(
                day=facts.issued_at.date(), key=key.id
            )
        )
    if facts.valid_until and facts.valid_until < now:
        raise CertificateError(
            _("It is genuine, but has run out: it was good until {day}.").format(day=facts.valid_until.date())
        )
